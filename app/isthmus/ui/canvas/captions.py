"""Captions of islands, territories and areas at the size at which they stay, far out."""

from dataclasses import replace

from isthmus.drawing.chart import Coast
from isthmus.drawing.jotting import NAME_AT, NAME_SIZE
from isthmus.drawing.lands import CAPTION_AT
from isthmus.drawing.plots import AreaShape, Land
from isthmus.drawing.shores import caption_width
from isthmus.drawing.text import width
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import extents

Captioned = Coast | Land | AreaShape
CAPTIONED = (Coast, Land, AreaShape)
_WIDE = 1e5


def caption_room(shape: Captioned) -> tuple[float, float, float, float]:
    """The shape's left edge, where its caption begins (x, baseline), and its right edge."""
    if isinstance(shape, Coast):
        left, _, right, _ = extents.coast_parts(shape)[0]
        return left, *shape.caption_at, right
    dx, dy = CAPTION_AT if isinstance(shape, Land) else NAME_AT
    return shape.box.x, shape.box.x + dx, shape.box.y + dy, shape.box.right - dx


def captioned(shape: Captioned, room: float) -> Captioned | None:
    """The shape with as much of its caption as there is room for, beginning at (0, 0)."""
    if isinstance(shape, AreaShape):
        if not shape.name or width(shape.name, NAME_SIZE, 600) > room:
            return None
        return replace(shape, box=Box(-NAME_AT[0], -NAME_AT[1], _WIDE, _WIDE))
    words = _fitting(shape.caption, room)
    if not words:
        return None
    if isinstance(shape, Coast):
        return replace(shape, caption=words, caption_at=(0.0, 0.0))
    return replace(shape, caption=words, box=Box(-CAPTION_AT[0], -CAPTION_AT[1], _WIDE, _WIDE))


def _fitting(caption: str, room: float) -> str:
    """As many parts of a caption as there is room for, '' if there is for none."""
    parts = caption.split(" · ")
    tries = (" · ".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((words for words in tries if caption_width(words) <= room), "")
