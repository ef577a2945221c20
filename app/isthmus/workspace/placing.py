"""A place on the map for every system: what an import brings is arranged beside what stands."""

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement
from isthmus.workspace.edits import ensure_view
from isthmus.workspace.positions import placed, positions


def with_places(change: ChangeSet, base: Snapshot, view_id: str, catalogue: Catalogue) -> ChangeSet:
    """The change with a place on the view for every system that has none: one undo step."""
    scratch = Document(base.tables)
    if change:
        scratch.apply(change)
    after = scratch.snapshot()
    stand = placed(after, view_id)
    if stand.keys() >= after.systems.keys():
        return change
    from isthmus.analysis.check import check  # noqa: PLC0415 - slow to import

    found = positions(after, check(after, catalogue), view_id)
    added = [
        Placement(view=view_id, system=key, x=at[0], y=at[1])
        for key, at in found.items()
        if key not in stand
    ]
    deltas = tuple(Delta("placements", one.id, None, one) for one in added)
    return ChangeSet(change.label, (*change.deltas, *deltas), change.author)


def all_placed(document: Document, catalogue: Catalogue) -> Document:
    """The document, or if it has systems that stand nowhere, a new one in which all stand."""
    view = ensure_view(document)
    change = with_places(ChangeSet("Arrange the map", ()), document.snapshot(), view, catalogue)
    if not change:
        return document
    document.apply(change)
    return Document(document.snapshot().tables)
