"""Edits of what is selected or pointed at: each one undo step, refusals said in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from isthmus.catalogue.types import Product
from isthmus.model.records import System
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.room import way_beside
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.telling import told_of_deletion
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused

TO_ITSELF = "A flow cannot lead from a system to itself"


@contextmanager
def refusals_said(stage: Stage) -> Iterator[None]:
    """Say a refusal in the status bar instead of raising it."""
    try:
        yield
    except EditRefused as refusal:
        stage.say(str(refusal).rstrip("."))


def move(stage: Stage, places: Mapping[str, tuple[float, float]]) -> None:
    """Put cards where they were dropped."""
    stage.hand_moves = True
    try:
        with refusals_said(stage):
            edits.move(stage.board.document, stage.board.view_id, places)
    finally:
        stage.hand_moves = False


def nudge(stage: Stage, dx: float, dy: float) -> None:
    """Move the selected cards a little."""
    positions = stage.board.positions
    places = {s: (positions[s][0] + dx, positions[s][1] + dy) for s in stage.selected_systems()}
    if places:
        move(stage, places)


def duplicate(stage: Stage) -> None:
    """Copy the selected systems beside themselves and select the copies.

    Copies that are still selected are copied as far on as they stand from what they were made of.
    """
    systems = stage.selected_systems()
    if systems:
        duplicate_by(stage, *(_way_on(stage) or way_beside(stage.board.chart, systems)))


def duplicate_by(stage: Stage, dx: float, dy: float) -> None:
    """Copy the selected systems so far from themselves and select the copies."""
    systems = stage.selected_systems()
    if not systems:
        return
    with refusals_said(stage):
        board = stage.board
        copies = edits.duplicate(board.document, systems, board.view_id, dx, dy)
        stage.copied_from = {copy: original for original, copy in copies.items()}
        stage.selection = copies.values()


def _way_on(stage: Stage) -> tuple[float, float] | None:
    """From what the selected copies were made of to where they stand, if that is one way."""
    places, origins = stage.board.positions, stage.copied_from
    chosen = stage.selected_systems()
    if set(chosen) != origins.keys() or not all(one in places for one in origins.values()):
        return None
    ways = {_way(places[origins[one]], places[one]) for one in chosen}
    return ways.pop() if len(ways) == 1 else None


def _way(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    return round(end[0] - start[0], 2), round(end[1] - start[1], 2)


def delete(stage: Stage) -> None:
    """Delete the selected systems with their flows, and the selected flows, and say so."""
    if not stage.selection:
        return
    before = stage.board.snapshot
    with refusals_said(stage):
        gone = edits.delete(stage.board.document, sorted(stage.selection))
        stage.say(told_of_deletion(before, gone))


def rename(stage: Stage, system: str, name: str) -> None:
    """Give a system another name; a blank one leaves the old."""
    known = stage.board.snapshot.systems.get(system)
    if known is None or not name.strip() or name.strip() == known.name:
        return
    with refusals_said(stage):
        edits.rename(stage.board.document, System, system, name, stage.board.catalogue)


def draw_system(stage: Stage, draft: Draft, product: Product | None = None) -> str | None:
    """Draw what the draft says, with its flow, as one step; the system's id, None if refused."""
    board, box = stage.board, draft.box
    draw = edits.draw_system
    if draft.source:
        draw = partial(edits.draw_system_with_flow, source=draft.source)
    with refusals_said(stage):
        system = draw(
            board.document,
            draft.name,
            board.view_id,
            box.x,
            box.y,
            catalogue=board.catalogue,
            category=draft.category,
            product=product,
        )
        stage.selection = (system.id,)
        return system.id
    return None


def draw_flow(stage: Stage, source: str, target: str) -> bool:
    """Draw a flow and select it; whether it was drawn."""
    if source == target:
        stage.say(TO_ITSELF)
        return False
    with refusals_said(stage):
        flow = edits.draw_flow(stage.board.document, source, target)
        stage.selection = (flow.id,)
        return True
    return False


def mark_backbone(stage: Stage, systems: list[str], *, backbone: bool) -> None:
    """Say that systems are part of the backbone, or are not."""
    with refusals_said(stage):
        edits.set_fields_of(stage.board.document, System, systems, backbone=backbone)
