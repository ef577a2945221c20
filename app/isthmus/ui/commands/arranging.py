"""Automatic layout."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec("arrange", "&Arrange the map", ("Ctrl+Shift+A",), "Arrange"),
    Spec(
        "arrange_departments",
        "By &department",
        ("Ctrl+Alt+D",),
        alone="Arrange by department",
    ),
    Spec(
        "arrange_direction",
        "By &flow direction",
        ("Ctrl+Alt+R",),
        alone="Arrange by flow direction",
    ),
    Spec(
        "arrange_circle",
        "Around the selected s&ystem",
        ("Ctrl+Alt+O",),
        alone="Arrange around the selected system",
    ),
    Spec("arrange_selection", "Arrange the &selection", ("Ctrl+Alt+A",)),
    Spec("arrange_new", "Arrange &what is new", ("Ctrl+Alt+N",)),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    arranging = parts.arranging
    return {
        "arrange": arranging.arrange_all,
        "arrange_departments": lambda: arranging.arrange("departments"),
        "arrange_direction": lambda: arranging.arrange("direction"),
        "arrange_circle": lambda: _around(parts),
        "arrange_selection": lambda: arranging.arrange_some(parts.canvas.selection()),
        "arrange_new": arranging.arrange_new,
    }


def _around(parts: Parts) -> None:
    systems = parts.session.snapshot.systems
    chosen = [key for key in parts.canvas.selection() if key in systems]
    if len(chosen) == 1:
        parts.arranging.arrange("circle", chosen[0])
