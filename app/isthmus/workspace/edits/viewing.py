"""Edits of views: which there are, in which order, and what stands on them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from isthmus.model.document import Document
from isthmus.model.records import Flow, new_id
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Area, Bend, Note, Placement, Territory, View
from isthmus.workspace.edits.resolving import counted, named, one_step
from isthmus.workspace.errors import EditRefused
from isthmus.workspace.positions import views_in_order

Positions = Mapping[str, tuple[float, float]]

_OnView = Placement | Bend | Territory | Area | Note
_ON_A_VIEW: tuple[type[_OnView], ...] = (Placement, Bend, Territory, Area, Note)
"""What stands on a view and goes with it."""
_OF_ONE_VIEW: tuple[type[Territory | Area | Note], ...] = (Territory, Area, Note)
"""What is drawn on one view alone: taken off, it is nowhere."""
LAST_VIEW = "A map has at least one view. Make another one before you delete this."
FILTER_FIELDS = frozenset(one.name for one in fields(View) if one.name.startswith("filter_"))


def add_view(
    document: Document,
    name: str = "",
    places: Positions | None = None,
    *,
    like: str = "",
    label: str = "",
) -> View:
    """A new view after all others, with these systems on it.

    It takes over the look (lens, ground, labels) of the view `like`, not its filter.
    """
    snapshot = document.snapshot()
    name = free_name(snapshot, " ".join(name.split()) or "View")
    look = snapshot.views.get(like)
    with one_step(document, label or f"Add view {name}") as tx:
        fresh = View(name=name) if look is None else replace(look, id=new_id(), name=name)
        view = tx.put(replace(fresh, **_no_filter()))
        _in_order(tx, [*views_in_order(snapshot), view])
        _place(tx, snapshot, view.id, places or {})
        return tx.get(View, view.id) or view


def _no_filter() -> dict[str, Any]:
    blank = View(name="")
    return {name: getattr(blank, name) for name in FILTER_FIELDS}


def _place(tx: Transaction, snapshot: Snapshot, view_id: str, places: Positions) -> None:
    for system, (x, y) in places.items():
        if system in snapshot.systems:
            tx.put(Placement(view=view_id, system=system, x=float(x), y=float(y)))


def duplicate_view(document: Document, view_id: str) -> View:
    """A copy of a view with all that stands on it, right after it.

    Raises:
        EditRefused: the view is gone.
    """
    snapshot = document.snapshot()
    view = _view(snapshot, view_id)
    copy = replace(view, id=new_id(), name=free_name(snapshot, f"{view.name} copy"))
    order = views_in_order(snapshot)
    order.insert(order.index(view) + 1, copy)
    with one_step(document, f"Duplicate view {view.name}") as tx:
        tx.put(copy)
        for record in _standing_on(tx, view_id):
            tx.put(replace(record, id=new_id(), view=copy.id))
        _in_order(tx, order)
        return tx.get(View, copy.id) or copy


def rename_view(document: Document, view_id: str, name: str) -> View:
    """Give a view another name; two may be called the same.

    Raises:
        EditRefused: the name is blank, or the view is gone.
    """
    view = _view(document.snapshot(), view_id)
    with one_step(document, f"Rename view {view.name}") as tx:
        return tx.change(View, view_id, name=named(name, "A view"))


def delete_view(document: Document, view_id: str) -> View:
    """Delete a view with what is drawn on it alone; its systems stay in the model.

    Raises:
        EditRefused: it is the last one, or is gone.
    """
    snapshot = document.snapshot()
    view = _view(snapshot, view_id)
    if len(snapshot.views) == 1:
        raise EditRefused(LAST_VIEW)
    with one_step(document, f"Delete view {view.name}") as tx:
        tx.delete(View, view_id)
    return view


def move_view(document: Document, view_id: str, place: int) -> None:
    """Put a view at a place (0 for the first) among the views.

    Raises:
        EditRefused: the view is gone.
    """
    snapshot = document.snapshot()
    view = _view(snapshot, view_id)
    order = [one for one in views_in_order(snapshot) if one is not view]
    order.insert(max(0, min(place, len(order))), view)
    with one_step(document, f"Move view {view.name}") as tx:
        _in_order(tx, order)


def _in_order(tx: Transaction, order: Iterable[View]) -> None:
    """Give the views ranks that put them in this order."""
    for rank, view in enumerate(order):
        tx.change(View, view.id, rank=rank)


def remove_from_view(
    document: Document, view_id: str, ids: Collection[str], label: str = ""
) -> tuple[str, ...]:
    """Take systems off a view, and what is drawn on it alone away; the model keeps its systems.

    Returns:
        the ids of what was taken off.

    Raises:
        EditRefused: nothing of it can be taken off the view by itself.
    """
    snapshot = document.snapshot()
    view = _view(snapshot, view_id)
    wanted = set(ids)
    words = label or f"Remove {_words(snapshot, wanted)} from {view.name}"
    with one_step(document, words) as tx:
        gone = tuple(_taken_off(tx, view_id, wanted))
        if not gone:
            raise EditRefused(_why_not(snapshot, wanted))
        _drop_bends(tx, view_id, set(gone))
    return gone


def _taken_off(tx: Transaction, view_id: str, wanted: Collection[str]) -> Iterable[str]:
    for placement in tx.all(Placement):
        if placement.view == view_id and placement.system in wanted:
            tx.delete(Placement, placement.id)
            yield placement.system
    for kind in _OF_ONE_VIEW:
        for record in tx.all(kind):
            if record.view == view_id and record.id in wanted:
                tx.delete(kind, record.id)
                yield record.id


def _drop_bends(tx: Transaction, view_id: str, gone: Collection[str]) -> None:
    """Forget how flows were led by hand whose ends are not on the view any more."""
    for bend in tx.all(Bend):
        flow = tx.get(Flow, bend.flow)
        if bend.view == view_id and flow and (flow.source in gone or flow.target in gone):
            tx.delete(Bend, bend.id)


def _why_not(snapshot: Snapshot, ids: Collection[str]) -> str:
    if any(key in snapshot.flows for key in ids):
        return (
            "A flow shows wherever both of its systems do. Remove one of them from the view, or"
            " delete the flow (Del)."
        )
    return "Nothing of this is on the view."


def _words(snapshot: Snapshot, ids: Collection[str]) -> str:
    names = [snapshot.systems[key].name for key in ids if key in snapshot.systems]
    if len(names) == 1:
        return names[0]
    return counted(len(names), "system") if names else "a drawing"


def bring_in(
    document: Document, view_id: str, places: Positions, label: str = ""
) -> tuple[str, ...]:
    """Put systems of the model on a view that it does not hold yet; those brought in.

    Raises:
        EditRefused: all of them are on it, or the view is gone.
    """
    snapshot = document.snapshot()
    view = _view(snapshot, view_id)
    there = {one.system for one in snapshot.placements.values() if one.view == view_id}
    fresh = {key: at for key, at in places.items() if key not in there and key in snapshot.systems}
    if not fresh:
        raise EditRefused("All of this is on the view already.")
    words = label or f"Bring {_words(snapshot, fresh)} into {view.name}"
    with one_step(document, words) as tx:
        _place(tx, snapshot, view_id, fresh)
    return tuple(fresh)


def set_filter(document: Document, view_id: str, values: Mapping[str, Any]) -> None:
    """Set fields of a view's filter, as one step; nothing happens where none differs.

    Raises:
        EditRefused: the view is gone.
    """
    view = _view(document.snapshot(), view_id)
    changed = {
        name: value
        for name, value in values.items()
        if name in FILTER_FIELDS and getattr(view, name) != value
    }
    if not changed:
        return
    blank = all(not getattr(replace(view, **changed), name) for name in FILTER_FIELDS)
    label = f"Clear the filter of {view.name}" if blank else f"Filter {view.name}"
    with one_step(document, label) as tx:
        tx.change(View, view_id, **changed)


def free_name(snapshot: Snapshot, name: str) -> str:
    """The name, or where a view has it already, the name and a number."""
    taken = {view.name.casefold() for view in snapshot.views.values()}
    if name.casefold() not in taken and name != "View":
        return name
    number = len(taken) + 1 if name == "View" else 2
    while f"{name} {number}".casefold() in taken:
        number += 1
    return f"{name} {number}"


def _view(snapshot: Snapshot, view_id: str) -> View:
    found = snapshot.views.get(view_id)
    if found is None:
        raise EditRefused("The view is not there any more.")
    return found


def _standing_on(tx: Transaction, view_id: str) -> Sequence[_OnView]:
    return [one for kind in _ON_A_VIEW for one in tx.all(kind) if one.view == view_id]
