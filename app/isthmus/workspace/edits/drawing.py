"""Edits made on the canvas: drawing, moving, duplicating and deleting."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowMethod, FlowState, Holding, Record, System, new_id
from isthmus.model.tables import TABLES
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Area, Bend, Note, Placement, Territory, View
from isthmus.workspace.edits.bending import carry_bends, forget_bends
from isthmus.workspace.edits.plots import called_plot, copy_plots
from isthmus.workspace.edits.resolving import (
    SELF_FLOW,
    called,
    counted,
    data_objects,
    has_flow,
    named,
    one_step,
    recognised,
    there,
)
from isthmus.workspace.errors import EditRefused
from isthmus.workspace.positions import first_view_of

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue
    from isthmus.catalogue.types import Product

Positions = Mapping[str, tuple[float, float]]
"""Top left corners of cards by system id, in scene units."""

FIRST_VIEW = "Map"


def first_view(document: Document) -> str | None:
    """Id of the view to show first, None if there is no view."""
    return first_view_of(document.snapshot())


def ensure_view(document: Document) -> str:
    """Id of the view to show first; adds one to a map that has none."""
    found = first_view(document)
    if found is None:
        with one_step(document, "Add a view") as tx:
            found = tx.put(View(name=FIRST_VIEW)).id
    return found


def draw_system(
    document: Document,
    name: str,
    view_id: str,
    x: float,
    y: float,
    *,
    catalogue: "Catalogue | None" = None,
    category: str = "",
    product: "Product | None" = None,
    department: str | None = None,
) -> System:
    """Draw a system with its card's top left corner at (x, y), in scene units.

    A product that is given, or recognised by the name, gives vendor and category;
    a category that is given goes before the product's. `department` is the owner's id.

    Raises:
        EditRefused: the name is blank.
    """
    system = replace(new_system(name, category, product, catalogue), department=department)
    with one_step(document, f"Draw {system.name}") as tx:
        tx.put(system)
        tx.put(Placement(view=view_id, system=system.id, x=x, y=y))
    return system


def draw_system_with_flow(
    document: Document,
    name: str,
    view_id: str,
    x: float,
    y: float,
    *,
    source: str,
    catalogue: "Catalogue | None" = None,
    category: str = "",
    product: "Product | None" = None,
    department: str | None = None,
) -> System:
    """Draw a system as `draw_system` does, and a flow to it from the system `source`.

    Raises:
        EditRefused: the name is blank, or `source` is not on the map any more.
    """
    system = replace(new_system(name, category, product, catalogue), department=department)
    start = there(document, source)
    with one_step(document, f"Draw a flow from {start.name} to {system.name}") as tx:
        tx.put(system)
        tx.put(Placement(view=view_id, system=system.id, x=x, y=y))
        tx.put(Flow(source=source, target=system.id))
    return system


def show_known(
    document: Document, system: str, view_id: str, x: float, y: float, *, source: str = ""
) -> None:
    """Put a system of the model on a view, unless it is there, and draw a flow to it from `source`.

    Raises:
        EditRefused: the system, the view or `source` is gone; it would lead from itself; there is
            nothing to do.
    """
    end = there(document, system)
    view = document.snapshot().views.get(view_id)
    if view is None:
        raise EditRefused("The view is not there any more.")
    if source == system:
        raise EditRefused(SELF_FLOW)
    label = f"Bring {end.name} into {view.name}"
    if source:
        label = f"Draw a flow from {there(document, source).name} to {end.name}"
    with one_step(document, label) as tx:
        on_view = any(one.view == view_id and one.system == system for one in tx.all(Placement))
        if on_view and not source:
            raise EditRefused(f"{end.name} stands on this view already.")
        if not on_view:
            tx.put(Placement(view=view_id, system=system, x=x, y=y))
        if source:
            tx.put(Flow(source=source, target=system))


def new_system(
    name: str,
    category: str = "",
    product: "Product | None" = None,
    catalogue: "Catalogue | None" = None,
) -> System:
    """A system of that name, of the product that is given or recognised; not on the map yet.

    Raises:
        EditRefused: the name is blank.
    """
    name = named(name, "A system")
    product = product or recognised(name, catalogue)
    if product is None:
        return System(name=name, category=category)
    return System(
        name=name,
        product=product.key,
        vendor=product.vendor,
        category=category or product.category,
    )


def draw_flow(
    document: Document,
    source: str,
    target: str,
    data_object_names: Collection[str] = (),
    *,
    state: FlowState = FlowState.LIVE,
    method: FlowMethod = FlowMethod.UNKNOWN,
    two_way: bool = False,
    again: bool = False,
    catalogue: "Catalogue | None" = None,
) -> Flow:
    """Draw a flow between two systems by their ids; data objects that are new are added.

    Raises:
        EditRefused: it would lead from a system to itself, or just such a flow is there already
            and it is not to be drawn `again`.
    """
    if source == target:
        raise EditRefused(SELF_FLOW)
    start, end = there(document, source), there(document, target)
    with one_step(document, f"Draw a flow from {start.name} to {end.name}") as tx:
        objects = data_objects(tx, data_object_names, catalogue)
        if not again and has_flow(tx, source, target, objects, state):
            raise EditRefused(f"There is such a flow from {start.name} to {end.name} already.")
        return tx.put(
            Flow(
                source=source,
                target=target,
                data_objects=objects,
                state=state,
                method=method,
                two_way=two_way,
            )
        )


def move(document: Document, view_id: str, positions: Positions) -> None:
    """Move cards on a view to where they were dropped; bends between two of them go along."""
    systems = document.snapshot().systems
    names = [systems[key].name for key in positions if key in systems]
    what = names[0] if len(names) == 1 else counted(len(names), "system")
    with one_step(document, f"Move {what}") as tx:
        put_places(tx, view_id, positions)


def place(document: Document, view_id: str, positions: Positions, label: str) -> None:
    """Put cards where a layout wants them, as one step; systems no longer there are left out.

    Flows at cards that it moves are led automatically from then on.
    """
    with one_step(document, label) as tx:
        forget_bends(tx, view_id, positions)
        put_places(tx, view_id, positions)


def put_places(tx: Transaction, view_id: str, positions: Positions) -> None:
    """Put cards there as part of an edit, and bends of flows between two of them along.

    Systems no longer there are left out.
    """
    carry_bends(tx, view_id, positions)
    known = {one.system: one for one in tx.all(Placement) if one.view == view_id}
    for system, (x, y) in positions.items():
        if system in known:
            tx.put(replace(known[system], x=float(x), y=float(y)))
        elif tx.get(System, system):
            tx.put(Placement(view=view_id, system=system, x=float(x), y=float(y)))


def duplicate(
    document: Document, ids: Collection[str], view_id: str, dx: float, dy: float
) -> dict[str, str]:
    """Copy systems, shifted on the view, with what they hold and the flows among them.

    Areas and notes are copied too.

    Returns:
        the copies' ids by those of what was copied.
    """
    snapshot = document.snapshot()
    chosen = [snapshot.systems[key] for key in ids if key in snapshot.systems]
    drawn = sorted(key for key in ids if key in snapshot.areas or key in snapshot.notes)
    if not chosen and not drawn:
        return {}
    names = [one.name for one in chosen] + [called_plot(snapshot, key) for key in drawn]
    kind = "thing" if drawn else "system"
    what = names[0] if len(names) == 1 else counted(len(names), kind)
    with one_step(document, f"Duplicate {what}") as tx:
        copies = _copy_systems(tx, chosen)
        _copy_placements(tx, copies, view_id, dx, dy)
        flows = _copy_ties(tx, copies)
        _copy_bends(tx, flows, view_id, dx, dy)
        return copies | copy_plots(tx, drawn, dx, dy)


def _copy_systems(tx: Transaction, chosen: list[System]) -> dict[str, str]:
    """Put copies of the systems; they come from no file, so they cite none."""
    taken = {one.name.casefold() for one in tx.all(System)}
    copies, last = {}, dict[str, int]()
    for system in chosen:
        name = free_name(system.name, taken, last)
        taken.add(name.casefold())
        new = replace(system, id=new_id(), name=name, external_ids=(), origin=(), imported=())
        copies[system.id] = tx.put(new).id
    return copies


def free_name(name: str, taken: Collection[str], last: dict[str, int] | None = None) -> str:
    """The name with the next number that is free; a copy of 'Okta 2' counts on from 'Okta'.

    `last` remembers how far names were counted, where many are asked for one after the other.
    """
    stem, _, number = name.rpartition(" ")
    if number.isdecimal() and stem.casefold() in taken:
        name = stem
    last = {} if last is None else last
    following = count(last.get(name, 1) + 1)
    found = next(n for n in following if f"{name} {n}".casefold() not in taken)
    last[name] = found
    return f"{name} {found}"


def _copy_placements(
    tx: Transaction, copies: Mapping[str, str], view_id: str, dx: float, dy: float
) -> None:
    for one in tx.all(Placement):
        if one.view == view_id and one.system in copies:
            place = (one.x + dx, one.y + dy)
            tx.put(replace(one, id=new_id(), system=copies[one.system], x=place[0], y=place[1]))


def _copy_ties(tx: Transaction, copies: Mapping[str, str]) -> dict[str, str]:
    """Copy the holdings of copied systems and the flows between two of them.

    Returns:
        the copied flows' ids by those of the flows.
    """
    for held in tx.all(Holding):
        if held.system in copies:
            new = replace(held, id=new_id(), system=copies[held.system])
            tx.put(replace(new, external_ids=(), origin=(), imported=()))
    flows = {}
    for flow in tx.all(Flow):
        if flow.source in copies and flow.target in copies:
            new_flow = replace(
                flow, id=new_id(), source=copies[flow.source], target=copies[flow.target]
            )
            flows[flow.id] = tx.put(replace(new_flow, external_ids=(), origin=(), imported=())).id
    return flows


def _copy_bends(
    tx: Transaction, flows: Mapping[str, str], view_id: str, dx: float, dy: float
) -> None:
    """Lead the copies of flows as those are led by hand."""
    for bend in tx.all(Bend):
        if bend.view == view_id and bend.flow in flows:
            points = tuple((x + dx, y + dy) for x, y in bend.points)
            tx.put(Bend(view=view_id, flow=flows[bend.flow], points=points))


def delete(document: Document, ids: Collection[str]) -> frozenset[str]:
    """Delete records of any kind together, with all that cannot stand without them.

    Returns:
        the ids of all records that went, in any table.
    """
    chosen = _records(document, ids)
    if not chosen:
        return frozenset()
    with one_step(document, f"Delete {_named_together(document, chosen)}") as tx:
        for record in chosen:
            tx.delete(type(record), record.id)
        return frozenset(delta.id for delta in tx.deltas() if delta.after is None)


def _records(document: Document, ids: Collection[str]) -> list[Record]:
    """The records of those ids; never what is said of the map itself."""
    tables = document.snapshot().tables
    return [
        tables[table][key]
        for key in dict.fromkeys(ids)
        for table in TABLES
        if table != "info" and key in tables[table]
    ]


def _named_together(document: Document, chosen: list[Record]) -> str:
    """'Marketo', '2 systems and 1 flow'."""
    if len(chosen) == 1:
        one = chosen[0]
        is_plot = isinstance(one, Territory | Area | Note)
        return called_plot(document.snapshot(), one.id) if is_plot else called(document, one)
    kinds = {System: "system", Flow: "flow", Territory: "territory", Area: "area", Note: "note"}
    counts: dict[str, int] = {}
    for record in chosen:
        word = kinds.get(type(record), "other")
        counts[word] = counts.get(word, 0) + 1
    return " and ".join(
        counted(counts[word], word) for word in (*kinds.values(), "other") if word in counts
    )
