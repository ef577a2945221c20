"""Places and sizes of what is selected: lined up, spread, made larger; one undo step each."""

from collections.abc import Mapping

from isthmus.layout.geometry import GRID, Box
from isthmus.model.viewing import Area, Note
from isthmus.ui.canvas import plots
from isthmus.ui.canvas.aligning import Edge, aligned, distributed, of_same_size
from isthmus.ui.canvas.cargo import standing_on
from isthmus.ui.canvas.commands import refusals_said
from isthmus.ui.canvas.stage import Stage
from isthmus.workspace import edits

_WORDS = {
    Edge.LEFT: "left",
    Edge.CENTRE: "centred",
    Edge.RIGHT: "right",
    Edge.TOP: "at the top",
    Edge.MIDDLE: "in the middle",
    Edge.BOTTOM: "at the bottom",
}


def align(stage: Stage, edge: Edge) -> None:
    """Line up an edge, or the centres, of what is selected."""
    boxes = shapes(stage)
    if len(boxes) < 2:
        stage.say("Select two or more to align them")
        return
    found = with_what_stands_on(stage, aligned(boxes, edge))
    _reshape(stage, found, f"Align {len(boxes)} {_WORDS[edge]}")


def distribute(stage: Stage, axis: int) -> None:
    """Make the gaps between what is selected equal: 0 across, 1 down."""
    boxes = shapes(stage)
    if len(boxes) < 3:
        stage.say("Select three or more to make their gaps equal")
        return
    way = "down" if axis else "across"
    found = with_what_stands_on(stage, distributed(boxes, axis))
    _reshape(stage, found, f"Distribute {len(boxes)} {way}")


def same_size(stage: Stage) -> None:
    """Make the selected cards as large as the largest of them."""
    boxes = cards(stage)
    if len(boxes) < 2:
        stage.say("Select two or more systems to give them the same size")
        return
    _reshape(stage, of_same_size(boxes), f"Same size of {len(boxes)} systems")


def standard_size(stage: Stage) -> None:
    """Let the selected cards have the standard size again."""
    if chosen := stage.selected_systems():
        with refusals_said(stage):
            edits.standard_size(stage.board.document, stage.board.view_id, chosen)


def grow(stage: Stage, across: int, down: int) -> None:
    """Make the selected cards larger or smaller by steps of the grid; their left top stays."""
    found = {
        key: Box(box.x, box.y, box.width + across * GRID, box.height + down * GRID)
        for key, box in cards(stage).items()
    }
    with stage.burst.going_on("grow"):
        if found:
            resize(stage, found)
        else:
            plots.grow(stage, across, down)


def resize(stage: Stage, boxes: Mapping[str, Box]) -> None:
    """Give cards the sizes that a hand gave them."""
    with refusals_said(stage):
        edits.resize(stage.board.document, stage.board.view_id, boxes)


def cards(stage: Stage) -> dict[str, Box]:
    """The boxes of the selected cards."""
    chart = stage.board.chart
    return {key: chart.cards[key].box for key in stage.selected_systems()}


def shapes(stage: Stage) -> dict[str, Box]:
    """The boxes of the selected cards, areas and notes."""
    found = cards(stage)
    tables = stage.board.snapshot.tables
    for key in sorted(stage.selection):
        one = tables["areas"].get(key) or tables["notes"].get(key)
        if isinstance(one, Area | Note) and one.view == stage.board.view_id:
            found[key] = Box(one.x, one.y, one.width, one.height)
    return found


def with_what_stands_on(stage: Stage, boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Those boxes, and as far from where they were the boxes of what stands on moved areas."""
    chart, found = stage.board.chart, dict(boxes)
    for key, area in chart.grounds.areas.items():
        if key not in boxes:
            continue
        dx, dy = boxes[key].x - area.box.x, boxes[key].y - area.box.y
        for other in standing_on(chart, area):
            plot = chart.grounds.get(other)
            box = plot.box if plot else chart.standing[other].box
            found.setdefault(other, Box(box.x + dx, box.y + dy, box.width, box.height))
    return found


def _reshape(stage: Stage, boxes: Mapping[str, Box], label: str) -> None:
    with refusals_said(stage):
        edits.reshape(stage.board.document, stage.board.view_id, boxes, label)
