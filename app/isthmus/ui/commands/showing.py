"""Out of the canvas: pictures of it."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec(
        "copy_picture",
        "Copy as &picture",
        ("Ctrl+Shift+C",),
        alone="Copy the selection or the view as a picture",
    ),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {"copy_picture": parts.exporting.copy}
