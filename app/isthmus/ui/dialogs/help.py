"""What Isthmus is, and its keys."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.dialogs.keysheet import Chapter, KeySheet
from isthmus.ui.dialogs.licences import show_licences
from isthmus.ui.text import label
from isthmus.ui.theme.appicon import app_icon


def show_about(window: QWidget) -> PlainDialog:
    """Say what the program is."""
    dialog = PlainDialog("Isthmus", window, 440)
    dialog.setObjectName("about")
    face = label()
    face.setPixmap(app_icon().pixmap(QSize(56, 56), window.devicePixelRatioF()))
    dialog.body.insertWidget(0, face)
    dialog.say(f"Version {_version()}", "muted")
    dialog.say(
        "Maps a company's systems and the data that moves between them; finds the islands of "
        "rogue IT and the integrations that are missing."
    )
    dialog.say(
        "Everything stays on this machine: Isthmus sends nothing anywhere. Apache License 2.0; "
        "the typeface is Inter, under the SIL Open Font License; the icons of categories are "
        "Lucide's, under the ISC License.",
        "muted",
    )
    dialog.answer("Licences…", lambda: show_licences(window), left=True)
    dialog.answer("Close", look="primary")
    dialog.open()
    return dialog


def show_keys(window: QWidget, chapters: Iterable[Chapter]) -> KeySheet:
    """List all keys and gestures."""
    dialog = KeySheet(chapters, window)
    dialog.open()
    return dialog


def _version() -> str:
    try:
        return version("isthmus")
    except PackageNotFoundError:
        return "unknown"
