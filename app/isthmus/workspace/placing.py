"""A place on the map for every system: what an import brings is arranged beside what stands."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.kin import spare_hue
from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.document import Document
from isthmus.model.records import Department
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement
from isthmus.workspace.edits import ensure_view
from isthmus.workspace.positions import first_view_of, placed

if TYPE_CHECKING:
    from isthmus.workspace.arranging import ViewLayout


def with_places(change: ChangeSet, base: Snapshot, view_id: str, catalogue: Catalogue) -> ChangeSet:
    """The change with a place for every system that it brings: one undo step.

    They are set down on the view and on the first one. What stands there stays, and what a hand
    took off a view stays off; of a map that was never drawn all systems get their places.
    """
    change = _coloured(change, base)
    scratch = Document(base.tables)
    if change:
        scratch.apply(change)
    after = scratch.snapshot()
    new = after.systems.keys() - (base.systems.keys() if base.placements else ())
    views = dict.fromkeys((view_id, first_view_of(after) or view_id))
    wanted = {view: new - placed(after, view).keys() for view in views}
    if not any(wanted.values()):
        return change
    from isthmus.analysis.check import check  # noqa: PLC0415 - slow to import
    from isthmus.workspace.arranging import ViewLayout  # noqa: PLC0415

    analysis = check(after, catalogue)
    deltas: list[Delta] = []
    for view, missing in wanted.items():
        deltas += _placed(ViewLayout(after, analysis, view), missing)
    return ChangeSet(change.label, (*change.deltas, *deltas), change.author)


def _coloured(change: ChangeSet, base: Snapshot) -> ChangeSet:
    """The change with a colour for each department that joins others, which keep theirs."""
    known, deltas = dict(base.departments), list(change.deltas)
    if not known:
        return change
    for number, delta in enumerate(deltas):
        one = delta.after
        if isinstance(one, Department) and delta.before is None and not one.parent:
            fresh = replace(one, colour=spare_hue(known))
            known[one.id] = fresh
            deltas[number] = replace(delta, after=fresh)
    return replace(change, deltas=tuple(deltas))


def _placed(layout: "ViewLayout", missing: Collection[str]) -> list[Delta]:
    """Places for these systems beside what stands on the view; its territories grow for them."""
    if not missing:
        return []
    found = layout.new(missing)
    new = [
        Placement(view=layout.view, system=key, x=at[0], y=at[1])
        for key, at in found.points.items()
        if key in missing
    ]
    grown = [
        (one, replace(one, x=box.x, y=box.y, width=box.width, height=box.height))
        for one in layout.snapshot.territories.values()
        if one.view == layout.view and (box := found.boxes.get(one.department)) is not None
    ]
    added = [Delta("placements", one.id, None, one) for one in new]
    return added + [Delta("territories", one.id, one, after) for one, after in grown]


def all_placed(document: Document, catalogue: Catalogue) -> Document:
    """The document, or if nothing was ever placed on it, a new one in which all systems stand."""
    view = ensure_view(document)
    if document.snapshot().placements:
        return document
    change = with_places(ChangeSet("Arrange the map", ()), document.snapshot(), view, catalogue)
    if not change:
        return document
    document.apply(change)
    return Document(document.snapshot().tables)
