"""A chart composed beside the window: a large map takes seconds, and the window must not wait."""

from dataclasses import dataclass

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose
from isthmus.drawing.filtering import hidden
from isthmus.drawing.options import options_for
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Prepared:
    """The chart of a map, and what was found on it."""

    snapshot: Snapshot
    analysis: Analysis
    chart: Chart
    milliseconds: float = 0.0
    """How long the check took."""


def positions_of(snapshot: Snapshot, view_id: str) -> dict[str, tuple[float, float]]:
    """Top left corners of the cards on a view, by system id."""
    placed = (one for one in snapshot.placements.values() if one.view == view_id)
    return {one.system: (one.x, one.y) for one in placed}


def prepare_chart(
    snapshot: Snapshot, analysis: Analysis, view_id: str, catalogue: Catalogue
) -> Prepared:
    """Compose the chart of a view; on any thread."""
    options = options_for(snapshot, view_id)
    out = hidden(snapshot, analysis, catalogue, options.view)
    positions = {key: at for key, at in positions_of(snapshot, view_id).items() if key not in out}
    chart = compose(snapshot, analysis, catalogue, positions, options)
    return Prepared(snapshot, analysis, chart)
