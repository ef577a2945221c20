"""The program's own icon."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from isthmus.paths import resources

_SIZES = (16, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    """Land joined by an isthmus, and an island that is not: sharp in every size."""
    path = str(resources() / "icons" / "app" / "isthmus.svg")
    made = QIcon()
    for size in _SIZES:
        made.addFile(path, QSize(size, size))
    return made
