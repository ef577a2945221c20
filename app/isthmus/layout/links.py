"""What is to be routed, and what comes of it."""

from dataclasses import dataclass

from isthmus.layout.geometry import Box, Step

LABEL_HEIGHT = 18.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Link:
    """A line to draw between two cards, with the widths of the labels that would do for it."""

    key: str
    source: str
    target: str
    labels: tuple[float, ...] = ()
    """Widths in scene units, the most telling label first."""
    bends: tuple[Point, ...] = ()
    """Scene points that a hand has led it through; none where it is led automatically."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a line runs, and which of its labels stands where."""

    steps: tuple[Step, ...]
    """One MOVE, then CUBIC or LINE steps, from edge to edge of the two cards."""
    label: int = -1
    """Index into the link's labels; -1 where none finds room."""
    label_box: Box | None = None
