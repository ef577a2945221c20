"""Edits of how flows are led on a view: through points set by hand, or automatically."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from isthmus.model.document import Document
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Bend, Placement
from isthmus.workspace.edits.resolving import called, counted, one_step
from isthmus.workspace.errors import EditRefused

Point = tuple[float, float]
Points = tuple[Point, ...]
Positions = Mapping[str, Point]


def bend(document: Document, view_id: str, flow: str, points: Points, label: str = "") -> None:
    """Lead a flow through points of the scene on its way; through none: automatically again.

    Raises:
        EditRefused: the flow is not on the map any more.
    """
    known = document.snapshot().flows.get(flow)
    if known is None:
        raise EditRefused("The flow is not on the map any more.")
    rounded = tuple((round(x, 2), round(y, 2)) for x, y in points)
    word = label or ("Bend" if points else "Straighten")
    with one_step(document, f"{word} {called(document, known)}") as tx:
        _set(tx, view_id, flow, rounded)


def straighten(document: Document, view_id: str, flows: Collection[str]) -> int:
    """Lead flows automatically again; how many had been bent."""
    bent = {one.flow for one in _on(document.snapshot(), view_id)} & set(flows)
    if not bent:
        return 0
    snapshot = document.snapshot()
    one = called(document, snapshot.flows[next(iter(bent))]) if len(bent) == 1 else ""
    with one_step(document, f"Straighten {one or counted(len(bent), 'flow')}") as tx:
        for flow in sorted(bent):
            _set(tx, view_id, flow, ())
    return len(bent)


def points_of(snapshot: Snapshot, view_id: str, flow: str) -> Points:
    """The points that a flow is led through on a view; none where it is led automatically."""
    return next((one.points for one in _on(snapshot, view_id) if one.flow == flow), ())


def carried_along(snapshot: Snapshot, view_id: str, places: Positions) -> dict[str, Points]:
    """The bends of a view's flows once some cards stand elsewhere, by flow.

    Those between two cards that move go along: each point by as much as the ends, the nearer end
    counting for more. The others stay.
    """
    bends = _on(snapshot, view_id)
    stood = _stood(snapshot.placements.values(), view_id) if bends else {}
    return {one.flow: _carried(one, snapshot.flows[one.flow], stood, places) for one in bends}


def carry_bends(tx: Transaction, view_id: str, places: Positions) -> None:
    """Take the bends of flows between cards along, as part of the step that moves these."""
    bends = [one for one in tx.all(Bend) if one.view == view_id]
    stood = _stood(tx.all(Placement), view_id) if bends else {}
    for one in bends:
        flow = tx.get(Flow, one.flow)
        points = _carried(one, flow, stood, places) if flow else one.points
        if points != one.points:
            tx.put(replace(one, points=points))


def forget_bends(tx: Transaction, view_id: str, places: Positions) -> None:
    """Lead the flows automatically at systems that a layout puts elsewhere."""
    bends = [one for one in tx.all(Bend) if one.view == view_id]
    stood = _stood(tx.all(Placement), view_id) if bends else {}
    for one in bends:
        flow = tx.get(Flow, one.flow)
        ends = (flow.source, flow.target) if flow else ()
        if any(end in places and places[end] != stood.get(end) for end in ends):
            tx.delete(Bend, one.id)


def _on(snapshot: Snapshot, view_id: str) -> list[Bend]:
    found = (one for one in snapshot.bends.values() if one.view == view_id)
    return sorted(found, key=lambda one: one.id)


def _stood(placements: Iterable[Placement], view_id: str) -> dict[str, Point]:
    return {one.system: (one.x, one.y) for one in placements if one.view == view_id}


def _carried(one: Bend, flow: Flow, stood: Positions, places: Positions) -> Points:
    ends = (flow.source, flow.target)
    if not all(end in places and end in stood for end in ends):
        return one.points
    return _shifted(one.points, *(_way(stood[end], places[end]) for end in ends))


def _way(before: Point, after: Point) -> Point:
    return after[0] - before[0], after[1] - before[1]


def _shifted(points: Points, first: Point, last: Point) -> Points:
    """The points moved: as `first` at the source, as `last` at the target, evenly in between."""
    shares = [(k + 1) / (len(points) + 1) for k in range(len(points))]
    moved = (
        (x + first[0] * (1 - t) + last[0] * t, y + first[1] * (1 - t) + last[1] * t)
        for (x, y), t in zip(points, shares, strict=True)
    )
    return tuple((round(x, 2), round(y, 2)) for x, y in moved)


def _set(tx: Transaction, view_id: str, flow: str, points: Points) -> None:
    known = [one for one in tx.all(Bend) if (one.view, one.flow) == (view_id, flow)]
    kept = min(known, key=lambda one: one.id, default=Bend(view=view_id, flow=flow, points=()))
    for one in known:
        tx.delete(Bend, one.id)
    if points:
        tx.put(replace(kept, points=points))
