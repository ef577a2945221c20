"""Edits of what is selected or pointed at: each one undo step, refusals said in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import partial

from isthmus.catalogue.types import Product
from isthmus.drawing.lands import department_at
from isthmus.model.records import System
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.reins import bends_in_hand, flow_in_hand
from isthmus.ui.canvas.room import way_beside
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.telling import told_of_deletion
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused

_BESIDE = (24.0, 24.0)
"""From an area or a note to its copy."""
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
    beside = way_beside(stage.board.chart, systems) if systems else _BESIDE
    duplicate_by(stage, *(_way_on(stage) or beside))
    stage.reveal_wanted.emit(list(stage.selection))


def duplicate_by(stage: Stage, dx: float, dy: float) -> None:
    """Copy the selected systems, areas and notes so far from themselves and select the copies."""
    board, grounds = stage.board, stage.board.chart.grounds
    drawn = [plot.key for plot in grounds if plot.key in stage.selection]
    chosen = [*stage.selected_systems(), *drawn]
    with refusals_said(stage):
        copies = edits.duplicate(board.document, chosen, board.view_id, dx, dy)
        if not copies:
            return
        stage.copied_from = {copy: original for original, copy in copies.items()}
        stage.selection = copies.values()


def _way_on(stage: Stage) -> tuple[float, float] | None:
    """From what the selected copies were made of to where they stand, if that is one way."""
    snapshot, origins = stage.board.snapshot, stage.copied_from
    places = dict(stage.board.positions)
    places |= {key: (one.x, one.y) for key, one in snapshot.areas.items()}
    places |= {key: (one.x, one.y) for key, one in snapshot.notes.items()}
    if stage.selection != origins.keys() or not places.keys() >= {*origins, *origins.values()}:
        return None
    ways = {_way(places[original], places[copy]) for copy, original in origins.items()}
    return ways.pop() if len(ways) == 1 else None


def _way(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    return round(end[0] - start[0], 2), round(end[1] - start[1], 2)


def delete(stage: Stage) -> None:
    """Delete the selected systems with their flows, and the selected flows, and say so."""
    if not stage.selection or drop_bend(stage):
        return
    before = stage.board.snapshot
    with refusals_said(stage):
        gone = edits.delete(stage.board.document, sorted(stage.selection))
        stage.say(told_of_deletion(before, gone))


def rename(stage: Stage, system: str, name: str, product: Product | None = None) -> None:
    """Give a system another name; a blank one leaves the old.

    A product that was chosen from the catalogue says its vendor and category too.
    """
    document, known = stage.board.document, stage.board.snapshot.systems.get(system)
    if known is None or not name.strip():
        return
    with refusals_said(stage):
        if product is not None:
            edits.name_after(document, system, name, product)
        elif name.strip() != known.name:
            edits.rename(document, System, system, name, stage.board.catalogue)


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
            department=department_at(board.chart, box.centre),
        )
        stage.selection = (system.id,)
        return system.id
    return None


def show_known(stage: Stage, draft: Draft, system: str) -> bool:
    """Show a system of the model where the draft is, with its flow; whether that was done.

    Where it stands on the view already it is selected there.
    """
    board, box = stage.board, draft.box
    is_there = system in board.on_view
    if not is_there or draft.source:
        with refusals_said(stage):
            edits.show_known(
                board.document, system, board.view_id, box.x, box.y, source=draft.source
            )
            stage.selection = (system,)
            if not is_there:
                stage.say(f"{board.snapshot.systems[system].name} is in the model: shown here now")
            return True
        return False
    stage.selection = (system,)
    stage.reveal_wanted.emit((system,))
    stage.say(f"{board.snapshot.systems[system].name} stands on this view already")
    return True


def draw_flow(stage: Stage, source: str, target: str) -> bool:
    """Draw a flow and select it, another one beside those that are there; whether it was drawn."""
    if source == target:
        stage.say(TO_ITSELF)
        return False
    with refusals_said(stage):
        flow = edits.draw_flow(stage.board.document, source, target, again=True)
        stage.selection = (flow.id,)
        if (count := flows_from(stage, source, target)) > 1:
            ends = (stage.board.snapshot.systems[end].name for end in (source, target))
            stage.say(f"This is flow {count} from {' to '.join(ends)}: F2 says what it carries")
        return True
    return False


def load(stage: Stage, flow: str, names: list[str]) -> None:
    """Let a flow carry just the data objects of those names."""
    with refusals_said(stage):
        edits.set_carried(stage.board.document, (flow,), names, stage.board.catalogue)


def flows_from(stage: Stage, source: str, target: str) -> int:
    """How many flows lead from one system to another."""
    flows = stage.board.snapshot.flows.values()
    return sum((one.source, one.target) == (source, target) for one in flows)


def bend(stage: Stage, flow: str, points: tuple[tuple[float, float], ...]) -> None:
    """Lead a flow through points; through none: automatically again."""
    with refusals_said(stage):
        edits.bend(stage.board.document, stage.board.view_id, flow, points)


def drop_bend(stage: Stage) -> bool:
    """Take the bend that keys act on away; whether there was one."""
    flow, points = flow_in_hand(stage), bends_in_hand(stage)
    number, stage.bend = stage.bend, None
    if flow is None or number is None or number >= len(points):
        return False
    bend(stage, flow.key, points[:number] + points[number + 1 :])
    return True


def lead(stage: Stage, flow: str, system: str, *, last: bool) -> bool:
    """Lead a flow from another system, or with `last` to another one; whether it was led there."""
    known = stage.board.snapshot.flows.get(flow)
    if known is None:
        return False
    before, other = (known.target, known.source) if last else (known.source, known.target)
    if system == other:
        stage.say(TO_ITSELF)
    elif system != before:
        with refusals_said(stage):
            edits.lead(stage.board.document, flow, **{"target" if last else "source": system})
            return True
    return False


def let_own(stage: Stage, systems: list[str], department: str | None) -> None:
    """Let a department own systems, by ids; None for nobody."""
    known = stage.board.snapshot.departments.get(department or "")
    with refusals_said(stage):
        edits.assign_department(stage.board.document, systems, known.name if known else "")


def set_fact(stage: Stage, systems: list[str], field: str, value: StrEnum) -> None:
    """Set the same field of systems."""
    with refusals_said(stage):
        edits.set_fields_of(stage.board.document, System, systems, **{field: value})


def mark_backbone(stage: Stage, systems: list[str], *, backbone: bool) -> None:
    """Say that systems are part of the backbone, or are not."""
    with refusals_said(stage):
        edits.set_fields_of(stage.board.document, System, systems, backbone=backbone)
