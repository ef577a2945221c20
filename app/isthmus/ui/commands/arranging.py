"""Automatic layout."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec("arrange", "&Arrange the map", ("Ctrl+Shift+A",), "Arrange"),
    Spec("arrange_selection", "Arrange the &selection", ("Ctrl+Alt+A",)),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "arrange": parts.arranging.arrange_all,
        "arrange_selection": lambda: parts.arranging.arrange_some(parts.canvas.selection()),
    }
