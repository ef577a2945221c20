"""A chart composed beside the window: a large map takes seconds, and the window must not wait."""

from dataclasses import dataclass, replace

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose
from isthmus.drawing.filtering import hidden
from isthmus.drawing.options import options_for
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.model.changes import ChangeSet
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Prepared:
    """The chart of a map, and what was found on it."""

    snapshot: Snapshot
    analysis: Analysis
    chart: Chart
    view_id: str = ""
    """The view that it is the chart of."""
    milliseconds: float = 0.0
    """How long the check took."""


def positions_of(snapshot: Snapshot, view_id: str) -> dict[str, tuple[float, float]]:
    """Top left corners of the cards on a view, by system id."""
    placed = (one for one in snapshot.placements.values() if one.view == view_id)
    return {one.system: (one.x, one.y) for one in placed}


def prepare_chart(
    snapshot: Snapshot,
    analysis: Analysis,
    view_id: str,
    catalogue: Catalogue,
    pulse: Pulse = SILENT,
) -> Prepared:
    """Compose the chart of a view; on any thread. Raises what the listener of the pulse raises."""
    options = options_for(snapshot, view_id)
    out = hidden(snapshot, analysis, catalogue, options.view)
    positions = {key: at for key, at in positions_of(snapshot, view_id).items() if key not in out}
    chart = compose(snapshot, analysis, catalogue, positions, options, pulse=pulse)
    return Prepared(snapshot, analysis, chart, view_id)


def after_change(change: ChangeSet, base: Snapshot) -> Snapshot:
    """The map as a change will leave it: of the revision that it will have then."""
    scratch = Document(base.tables, are_whole=True)
    if change:
        scratch.apply(change)
    return replace(scratch.snapshot(), revision=base.revision + 1)
