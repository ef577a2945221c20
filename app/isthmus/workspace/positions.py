"""Where the systems of a map stand: as they were placed, and beside those what was not yet."""

from isthmus.analysis.results import Analysis
from isthmus.model.snapshot import Snapshot


def placed(snapshot: Snapshot, view_id: str | None = None) -> dict[str, tuple[float, float]]:
    """Top left corners by system id, as placed on a view (the first one if none is named)."""
    view = view_id or first_view_of(snapshot)
    return {one.system: (one.x, one.y) for one in snapshot.placements.values() if one.view == view}


def positions(
    snapshot: Snapshot, analysis: Analysis, view_id: str | None = None
) -> dict[str, tuple[float, float]]:
    """Top left corners of all systems; those that have no place on the view are arranged."""
    fixed = placed(snapshot, view_id)
    if len(fixed) == len(snapshot.systems):
        return fixed
    from isthmus.layout.arrange import arrange  # noqa: PLC0415 - slow to import

    return arrange(snapshot, analysis, fixed=fixed)


def first_view_of(snapshot: Snapshot) -> str | None:
    """Id of the view to show first, None if there is no view."""
    order = sorted(
        snapshot.views.values(), key=lambda view: (view.rank, view.name.casefold(), view.id)
    )
    return order[0].id if order else None
