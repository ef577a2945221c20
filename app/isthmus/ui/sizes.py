"""The sizes of the window and its parts, as they were left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from isthmus.ui.settings import Settings

_SIZE = (1440, 900)
_LEFT, _RIGHT = 228, 372
_LEAST_LEFT = 170


def in_three(catalogue: QWidget, canvas: QWidget, side: QWidget) -> QSplitter:
    """The parts of the window beside each other; the canvas takes what room there is."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setHandleWidth(1)
    split.setChildrenCollapsible(False)
    for part in (catalogue, canvas, side):
        split.addWidget(part)
    split.setStretchFactor(1, 1)
    catalogue.setMinimumWidth(_LEAST_LEFT)
    return split


def restore(window: QMainWindow, split: QSplitter, settings: Settings) -> None:
    """Make the window and its three parts as large as they were."""
    size = settings.numbers("size")
    window.resize(*(size if len(size) == 2 else _SIZE))
    widths = settings.numbers("split")
    if len(widths) != 3 or min(widths) <= 0:
        widths = [_LEFT, _SIZE[0] - _LEFT - _RIGHT, _RIGHT]
    split.setSizes(widths)


def remember(window: QMainWindow, split: QSplitter, settings: Settings) -> None:
    """Keep them for the next time, but for what fills the screen."""
    if not (window.isFullScreen() or window.isMaximized()):
        settings.put("size", [window.width(), window.height()])
    sizes = split.sizes()
    if min(sizes) > 0:
        settings.put("split", sizes)
