"""Places and sizes of what is selected: lined up, spread, made larger; one undo step each."""

from collections.abc import Mapping

from isthmus.layout.geometry import GRID, Box
from isthmus.ui.canvas import plots
from isthmus.ui.canvas.aligning import Edge, aligned, distributed, of_same_size
from isthmus.ui.canvas.cargo import Cargo, Places
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
    _move(stage, boxes, aligned(boxes, edge), f"Align {len(boxes)} {_WORDS[edge]}")


def distribute(stage: Stage, axis: int) -> None:
    """Make the gaps between what is selected equal: 0 across, 1 down."""
    boxes = shapes(stage)
    if len(boxes) < 3:
        stage.say("Select three or more to make their gaps equal")
        return
    way = "down" if axis else "across"
    _move(stage, boxes, distributed(boxes, axis), f"Distribute {len(boxes)} {way}")


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
    """The boxes of the selected cards, areas, notes and territories, collapsed or not."""
    chart = stage.board.chart
    folded = {key: card.box for key, card in chart.boxes.items() if key in stage.selection}
    drawn = {plot.key: plot.box for plot in plots.selected(stage)}
    return cards(stage) | folded | drawn


def _move(stage: Stage, before: Mapping[str, Box], after: Mapping[str, Box], label: str) -> None:
    """Put each where it goes, with what stands on it unless that goes somewhere itself."""
    board = stage.board
    positions: Places = {}
    places: Places = {}
    for key in sorted(after, key=lambda key: key in board.chart.cards):
        if key in board.chart.cards:
            positions[key] = (after[key].x, after[key].y)
            continue
        dx, dy = after[key].x - before[key].x, after[key].y - before[key].y
        load = Cargo(board, {key}).load(dx, dy, {})
        positions |= {one: at for one, at in load.positions.items() if one not in after}
        places |= {one: at for one, at in load.plots.items() if one == key or one not in after}
    with refusals_said(stage):
        load = edits.Load(positions, places)
        edits.carry(board.document, board.view_id, load, label=label)


def _reshape(stage: Stage, boxes: Mapping[str, Box], label: str) -> None:
    with refusals_said(stage):
        edits.reshape(stage.board.document, stage.board.view_id, boxes, label)
