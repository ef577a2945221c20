"""Where systems stand on a view that is made of part of another."""

from collections.abc import Collection

from isthmus.analysis.results import Analysis
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.positions import placed

Places = dict[str, tuple[float, float]]


def places_on_new(
    snapshot: Snapshot,
    analysis: Analysis,
    source: str,
    systems: Collection[str],
    *,
    arranged: bool = False,
) -> Places:
    """Top left corners of systems on a new view: as on the view `source`, the others beside.

    With `arranged`, all are arranged anew.
    """
    wanted = {key for key in systems if key in snapshot.systems}
    there = placed(snapshot, source)
    stay = {} if arranged else {key: there[key] for key in wanted if key in there}
    if stay.keys() == wanted:
        return stay
    from isthmus.layout.arrange import arrange  # noqa: PLC0415 - slow to import

    sizes = _sizes(snapshot, source)
    return arrange(snapshot, analysis, only=wanted, fixed=stay or None, sizes=sizes)


def _sizes(snapshot: Snapshot, view: str) -> dict[str, tuple[float, float]]:
    """The sizes of the cards on a view that are not of standard size."""
    return {
        one.system: (one.width or CARD_WIDTH, one.height or CARD_HEIGHT)
        for one in snapshot.placements.values()
        if one.view == view and (one.width or one.height)
    }
