"""Edits of the territories of a view: the departments' land under the cards."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from isthmus.layout.geometry import GRID, Box
from isthmus.model.document import Document
from isthmus.model.records import Department, System
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Ground, Territory, View
from isthmus.workspace.edits.resolving import counted, department, named, one_step
from isthmus.workspace.errors import EditRefused

_APART = 6 * GRID
"""Between territories that are set aside, in scene units."""


def put_territories(tx: Transaction, view_id: str, boxes: Mapping[str, Box]) -> None:
    """Put the territories of these departments into these boxes, others aside."""
    known = {one.department: one for one in tx.all(Territory) if one.view == view_id}
    for key, box in boxes.items():
        if tx.get(Department, key):
            one = known.pop(key, None) or _territory(view_id, key, box)
            tx.put(_at(one, box))
    _set_aside(tx, known.values(), boxes.values())


def _set_aside(tx: Transaction, left: Iterable[Territory], boxes: Iterable[Box]) -> None:
    """Put territories in a row below the boxes."""
    taken = list(boxes)
    if not taken:
        return
    x, y = min(box.x for box in taken), max(box.bottom for box in taken) + _APART
    for one in sorted(left, key=lambda one: (_name(tx, one), one.id)):
        tx.put(replace(one, x=x, y=y))
        x += one.width + _APART


def _name(tx: Transaction, one: Territory) -> str:
    owner = tx.get(Department, one.department)
    return owner.name.casefold() if owner else ""


def _territory(view_id: str, department_id: str, box: Box) -> Territory:
    return Territory(
        view=view_id,
        department=department_id,
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
    )


def _at(one: Territory, box: Box) -> Territory:
    return replace(
        one, x=float(box.x), y=float(box.y), width=float(box.width), height=float(box.height)
    )


def _show(tx: Transaction, view_id: str, ground: Ground) -> None:
    if tx.get(View, view_id):
        tx.change(View, view_id, ground=ground)


def show_ground(
    document: Document, view_id: str, ground: Ground, boxes: Mapping[str, Box] | None = None
) -> None:
    """Let a view show islands or territories; `boxes` are territories to make with it."""
    words = "islands" if ground is Ground.ISLANDS else "territories"
    with one_step(document, f"Show {words}") as tx:
        if boxes:
            put_territories(tx, view_id, boxes)
        _show(tx, view_id, ground)


def draw_territory(
    document: Document, view_id: str, department_id: str, box: Box, *, label: str = ""
) -> Territory:
    """Draw a department's territory on a view, or put the one that is there into the box.

    Raises:
        EditRefused: the department is gone.
    """
    owner = document.snapshot().departments.get(department_id)
    if owner is None:
        raise EditRefused("The department is not on the map any more.")
    with one_step(document, label or f"Draw the territory of {owner.name}") as tx:
        return _drawn(tx, view_id, owner.id, box)


def draw_department(
    document: Document, view_id: str, name: str, box: Box, parent: str | None = None
) -> Territory:
    """Draw the territory of the department of that name, which is added if there is none.

    Raises:
        EditRefused: the name is blank.
    """
    name = named(name, "A department")
    with one_step(document, f"Draw the territory of {name}") as tx:
        known = {one.id for one in tx.all(Department)}
        owner = department(tx, name)
        if owner.id not in known and parent:
            owner = tx.put(replace(owner, parent=parent))
        return _drawn(tx, view_id, owner.id, box)


def _drawn(tx: Transaction, view_id: str, department_id: str, box: Box) -> Territory:
    found = (
        one for one in tx.all(Territory) if (one.view, one.department) == (view_id, department_id)
    )
    one = next(found, None) or _territory(view_id, department_id, box)
    _show(tx, view_id, Ground.TERRITORIES)
    return tx.put(replace(_at(one, box), collapsed=False))


def nest_department(document: Document, key: str, above: str) -> Department:
    """Let a department be part of the one of that name (added if new); of none for ''.

    Raises:
        EditRefused: that one is part of it, or it is gone.
    """
    owner = document.snapshot().departments.get(key)
    if owner is None:
        raise EditRefused("The department is not on the map any more.")
    name = " ".join(above.split())
    label = f"Put {owner.name} under {name}" if name else f"Put {owner.name} under no other"
    with one_step(document, label) as tx:
        parent = department(tx, name).id if name else None
        if key in _line_above(tx, parent):
            raise EditRefused(f"{name} is part of {owner.name} itself.")
        return tx.change(Department, key, parent=parent)


def _line_above(tx: Transaction, key: str | None) -> set[str]:
    """A department, what it is part of, and so on."""
    found: set[str] = set()
    while key and key not in found:
        found.add(key)
        at = tx.get(Department, key)
        key = at.parent if at else None
    return found


def fold(document: Document, ids: Collection[str], *, collapsed: bool) -> None:
    """Collapse territories to one box each, or expand them again; the cards stay placed."""
    snapshot = document.snapshot()
    chosen = [snapshot.territories[key] for key in ids if key in snapshot.territories]
    if not chosen:
        return
    verb = "Collapse" if collapsed else "Expand"
    names = [snapshot.departments[one.department].name for one in chosen]
    what = names[0] if len(names) == 1 else f"{len(names)} territories"
    with one_step(document, f"{verb} {what}") as tx:
        for one in chosen:
            tx.change(Territory, one.id, collapsed=collapsed)


def remove_territories(document: Document, ids: Collection[str]) -> None:
    """Take territories off their view; departments and systems stay as they are."""
    snapshot = document.snapshot()
    chosen = [snapshot.territories[key] for key in ids if key in snapshot.territories]
    if not chosen:
        return
    names = [snapshot.departments[one.department].name for one in chosen]
    what = f"the territory of {names[0]}" if len(names) == 1 else f"{len(names)} territories"
    with one_step(document, f"Remove {what} from the view") as tx:
        for one in chosen:
            tx.delete(Territory, one.id)


def settle(tx: Transaction, departments: Mapping[str, str | None]) -> None:
    """Let systems belong to these departments, by their ids."""
    for system, owner in departments.items():
        if tx.get(System, system):
            tx.change(System, system, department=owner)


def settled_label(document: Document, departments: Mapping[str, str | None]) -> str:
    """What such a move is called: 'Move Marketo to Sales', 'Move 3 systems to Sales'."""
    snapshot = document.snapshot()
    names = [snapshot.systems[key].name for key in departments if key in snapshot.systems]
    what = names[0] if len(names) == 1 else counted(len(names), "system")
    goals = {snapshot.departments[owner].name for owner in departments.values() if owner}
    return f"Move {what} to {goals.pop() if len(goals) == 1 else 'other departments'}"
