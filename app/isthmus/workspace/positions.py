"""Where the systems of a map stand: as they were placed, and beside those what was not yet."""

from collections.abc import Collection

from isthmus.analysis.results import Analysis
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import View


def placed(snapshot: Snapshot, view_id: str | None = None) -> dict[str, tuple[float, float]]:
    """Top left corners by system id, as placed on a view (the first one if none is named)."""
    view = view_id or first_view_of(snapshot)
    return {one.system: (one.x, one.y) for one in snapshot.placements.values() if one.view == view}


def positions(
    snapshot: Snapshot,
    analysis: Analysis,
    view_id: str | None = None,
    only: Collection[str] | None = None,
) -> dict[str, tuple[float, float]]:
    """Top left corners of all systems, or of `only` some beside those on the view.

    Those that have no place on the view are arranged.
    """
    fixed = placed(snapshot, view_id)
    wanted = snapshot.systems.keys() if only is None else only
    if fixed.keys() >= set(wanted):
        return fixed
    from isthmus.layout.arrange import arrange  # noqa: PLC0415 - slow to import

    return arrange(snapshot, analysis, only=only, fixed=fixed)


def to_draw(
    snapshot: Snapshot, analysis: Analysis, view_id: str | None = None
) -> dict[str, tuple[float, float]]:
    """Top left corners of what a picture of a view shows: of a map never drawn, of all systems.

    What a hand took off the view stays off.
    """
    if snapshot.placements:
        return placed(snapshot, view_id)
    return positions(snapshot, analysis, view_id)


def views_in_order(snapshot: Snapshot) -> list[View]:
    """The views as their tabs stand."""
    return sorted(
        snapshot.views.values(), key=lambda view: (view.rank, view.name.casefold(), view.id)
    )


def first_view_of(snapshot: Snapshot) -> str | None:
    """Id of the view to show first, None if there is no view."""
    order = views_in_order(snapshot)
    return order[0].id if order else None
