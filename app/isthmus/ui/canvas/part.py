"""Which part of a view a picture shows."""

from enum import StrEnum

from isthmus.drawing.chart import Chart
from isthmus.drawing.excerpt import cropped, excerpt
from isthmus.layout.geometry import Box
from isthmus.ui.canvas.stage import Stage


class Part(StrEnum):
    """The whole view, or less of it."""

    VIEW = "view"
    SELECTION = "selection"
    SIGHT = "sight"
    """What the canvas shows just now."""


def part_of(stage: Stage, part: Part) -> Chart:
    """That part of what is on the canvas."""
    board = stage.board
    chart = board.in_picture()
    if part is Part.SELECTION:
        return excerpt(chart, stage.selection, board.analysis)
    if part is Part.SIGHT:
        seen = stage.camera.seen(stage.size)
        return cropped(chart, Box(seen.x(), seen.y(), seen.width(), seen.height()))
    return chart
