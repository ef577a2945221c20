"""Aligning, distributing and sizing what is selected, as pure moves of boxes."""

from collections.abc import Callable, Mapping
from enum import Enum

from isthmus.layout.geometry import Box

Boxes = Mapping[str, Box]


class Edge(Enum):
    """What is lined up: an axis (0 across, 1 down), and where on it (0 start, 1 end)."""

    LEFT = (0, 0.0)
    CENTRE = (0, 0.5)
    RIGHT = (0, 1.0)
    TOP = (1, 0.0)
    MIDDLE = (1, 0.5)
    BOTTOM = (1, 1.0)


def aligned(boxes: Boxes, edge: Edge) -> dict[str, Box]:
    """The boxes with that edge on the outermost one's, or their centres on the common centre."""
    axis, part = edge.value
    low = min(_low(box, axis) for box in boxes.values())
    high = max(_low(box, axis) + _length(box, axis) for box in boxes.values())
    line = low + (high - low) * part
    return {key: _at(box, axis, line - _length(box, axis) * part) for key, box in boxes.items()}


def distributed(boxes: Boxes, axis: int) -> dict[str, Box]:
    """The boxes with equal gaps on an axis; the outermost two stay."""
    order = sorted(boxes, key=lambda key: (_low(boxes[key], axis), key))
    first, last = boxes[order[0]], boxes[order[-1]]
    room = _low(last, axis) + _length(last, axis) - _low(first, axis)
    gap = (room - sum(_length(box, axis) for box in boxes.values())) / max(1, len(boxes) - 1)
    found, at = {}, _low(first, axis)
    for key in order:
        found[key] = _at(boxes[key], axis, at)
        at += _length(boxes[key], axis) + gap
    return found


def of_same_size(boxes: Boxes) -> dict[str, Box]:
    """The boxes as wide as the widest and as high as the highest, about the same centres."""
    width = max(box.width for box in boxes.values())
    height = max(box.height for box in boxes.values())
    return {
        key: Box(box.centre[0] - width / 2, box.centre[1] - height / 2, width, height)
        for key, box in boxes.items()
    }


Change = Callable[[Boxes], dict[str, Box]]


def _low(box: Box, axis: int) -> float:
    return box.x if axis == 0 else box.y


def _length(box: Box, axis: int) -> float:
    return box.width if axis == 0 else box.height


def _at(box: Box, axis: int, low: float) -> Box:
    x, y = (low, box.y) if axis == 0 else (box.x, low)
    return Box(round(x, 2), round(y, 2), box.width, box.height)
