"""The program itself: what it is, its keys, finding anything."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.dialogs.help import show_about, show_keys
from isthmus.ui.finder import Finder
from isthmus.ui.parts import Parts

SPECS = (
    Spec("about", "&About Isthmus"),
    Spec("keys", "&Keyboard shortcuts", ("F1",)),
    Spec("find", "&Find or run a command…", ("Ctrl+K",)),
    Spec("quit", "&Quit", ("Ctrl+Q",)),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    finder = Finder(parts)
    return {
        "about": lambda: show_about(parts.window),
        "keys": lambda: show_keys(parts.window, parts.actions.all()),
        "find": lambda: parts.palette.open_with(finder.index()),
        "quit": parts.window.close,
    }
