"""Territories, boxes, areas, notes and rolled-up flows in words: for tooltips, screen readers."""

from collections.abc import Iterator

from isthmus.model.records import Flow
from isthmus.model.viewing import NoteKind
from isthmus.ui.canvas import plots
from isthmus.ui.canvas.board import Board
from isthmus.ui.canvas.stage import Pointer, Stage

_LISTED = 8
"""Flows that are told of one by one."""


def tip_at(stage: Stage, pointer: Pointer) -> str:
    """The tooltip for a box, a button or a line for several flows under the pointer."""
    board = stage.board
    if (button := plots.button_at(stage, pointer)) and stage.card_at(pointer) is None:
        verb = "Expand" if button in board.chart.boxes else "Collapse"
        return f"{verb} (C)"
    if box := plots.box_at(stage, pointer):
        return about(board, box)
    line = stage.flow_at(pointer) if stage.card_at(pointer) is None else None
    return about_line(board, line) if line and board.chart.rolled(line) else ""


def about(board: Board, key: str) -> str:
    """What a territory, an area or a note is; '' for anything else."""
    snapshot, chart = board.snapshot, board.chart
    if key in chart.boxes:
        card = chart.boxes[key]
        name = snapshot.departments[snapshot.territories[key].department].name
        return f"{name}, collapsed\n{card.subtitle}\nDouble-click to expand"
    if key in chart.grounds.lands:
        owner = snapshot.departments[chart.grounds.lands[key].department]
        return f"Territory of {owner.name}\n{chart.grounds.lands[key].caption}"
    if key in snapshot.areas:
        return f"Area {snapshot.areas[key].name}".strip()
    note = snapshot.notes.get(key)
    if note is None:
        return ""
    return f"{'Heading' if note.kind is NoteKind.HEADING else 'Note'}: {note.text}"


def about_line(board: Board, line: str) -> str:
    """How many flows a line stands for, and the first of them."""
    keys, flows = board.chart.rolled(line), board.snapshot.flows
    known = [flows[key] for key in keys if key in flows]
    count = f"{len(known)} flow" + ("" if len(known) == 1 else "s")
    return "\n".join([count, *_listed(board, known)])


def _listed(board: Board, flows: list[Flow]) -> Iterator[str]:
    systems = board.snapshot.systems
    lines = sorted(
        f"{systems[flow.source].name} {'↔' if flow.two_way else '→'} {systems[flow.target].name}"
        for flow in flows
    )
    yield from lines[:_LISTED]
    if len(lines) > _LISTED:
        yield f"and {len(lines) - _LISTED} more"
