"""Setting down what a layout found, as one step."""

from collections.abc import Mapping
from dataclasses import replace

from isthmus.layout.geometry import Box
from isthmus.model.document import Document
from isthmus.model.records import Flow
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Bend, Ground, Placement, Territory, View
from isthmus.workspace.edits.drawing import Positions, put_places
from isthmus.workspace.edits.grounds import put_territories
from isthmus.workspace.edits.resolving import one_step


def set_arranged(
    document: Document,
    view_id: str,
    positions: Positions,
    boxes: Mapping[str, Box],
    label: str,
    *,
    ground: Ground | None = None,
) -> None:
    """Put cards and territories where a layout wants them; `ground` is what the view shows then.

    Where the ground becomes territories, departments that the layout left out are set aside.
    Bends that no longer fit the cards at the ends of their flow go.
    """
    with one_step(document, label) as tx:
        moved = _moved(tx, view_id, positions)
        put_places(tx, view_id, positions)
        if ground is Ground.TERRITORIES:
            put_territories(tx, view_id, boxes)
        else:
            _grow(tx, view_id, boxes)
        if ground is not None and tx.get(View, view_id):
            tx.change(View, view_id, ground=ground)
        _unbend(tx, view_id, moved)


def _moved(tx: Transaction, view_id: str, positions: Positions) -> dict[str, tuple[float, float]]:
    """By how much the cards that stand are to move, by system."""
    here = (one for one in tx.all(Placement) if one.view == view_id and one.system in positions)
    goals = ((one, positions[one.system]) for one in here)
    return {one.system: (at[0] - one.x, at[1] - one.y) for one, at in goals}


def _grow(tx: Transaction, view_id: str, boxes: Mapping[str, Box]) -> None:
    """Put the territories that the view has into these boxes."""
    for one in tx.all(Territory):
        box = boxes.get(one.department)
        if one.view == view_id and box is not None:
            tx.put(replace(one, x=box.x, y=box.y, width=box.width, height=box.height))


def _unbend(tx: Transaction, view_id: str, moves: Mapping[str, tuple[float, float]]) -> None:
    """Take away bends of flows whose two ends go different ways: they lead past nothing now."""
    still = (0.0, 0.0)
    for bend in tx.all(Bend):
        flow = tx.get(Flow, bend.flow)
        if bend.view != view_id or flow is None:
            continue
        if moves.get(flow.source, still) != moves.get(flow.target, still):
            tx.delete(Bend, bend.id)
