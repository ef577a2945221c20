"""Out of the canvas: pictures of it, and presenting it."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec(
        "copy_picture",
        "Copy &as picture",
        ("Ctrl+Shift+C",),
        alone="Copy the selection or the view as a picture",
    ),
    Spec("present", "P&resent", ("F5",), alone="Present the map full screen"),
    Spec(
        "present_finding",
        "Present &from this finding",
        ("Shift+F5",),
        alone="Present from the finding at hand",
    ),
    Spec("present_choice", "C&hoose what to present…", ("Ctrl+F5",)),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "copy_picture": parts.exporting.copy,
        "present": parts.presenting.start,
        "present_finding": lambda: parts.presenting.start(at=parts.findings.current()),
        "present_choice": parts.presenting.choose,
    }
