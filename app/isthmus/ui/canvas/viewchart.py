"""The chart of one view: composed, renewed in part, and tried out for what is being dragged."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from isthmus.analysis.results import Analysis, Finding, Metrics
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import Size
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose, rebounded, recompose, relead
from isthmus.drawing.covered import covered
from isthmus.drawing.filtering import NOTHING, in_focus, stand_ins
from isthmus.drawing.options import ChartOptions, options_for
from isthmus.drawing.reading import Reading
from isthmus.drawing.relabel import relabel
from isthmus.drawing.renew import renew
from isthmus.drawing.retouch import Drawn, recolour
from isthmus.layout.footing import Footing
from isthmus.layout.geometry import Box
from isthmus.layout.links import Point
from isthmus.model.changes import ChangeSet
from isthmus.model.document import Document
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Bend, Placement
from isthmus.ui.canvas.aside import Aside
from isthmus.ui.canvas.hits import Hits
from isthmus.ui.canvas.prepared import positions_of
from isthmus.ui.canvas.sieve import Sieve
from isthmus.ui.canvas.touched import ends_of
from isthmus.workspace.edits import carried_along
from isthmus.workspace.neighbourhood import Absent, absent_around

if TYPE_CHECKING:
    from isthmus.ui.canvas.struck import Struck

Positions = Mapping[str, tuple[float, float]]

NOT_ANALYSED = Analysis(revision=-1, islands=(), findings=(), metrics=Metrics())
_NO_CHART = Chart(Box(0, 0, 0, 0))
_FEW_DROPPED = 12
_MANY_MOVED = 600
"""Flows at what was moved."""


class ViewChart(QObject):
    """The chart of a view of a document, and hit tests on it."""

    changed = Signal()
    """The chart is another one."""
    cards_moved = Signal(object, object)
    """Cards stand elsewhere: places before and after, by system id. Comes after `changed`."""
    refocused = Signal()
    """The chart is the same, but other parts of it are in focus."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        """An empty chart of an empty map."""
        super().__init__(parent)
        self.catalogue = catalogue
        self.document = Document()
        self.view_id = ""
        self.analysis = NOT_ANALYSED
        self.finding: Finding | None = None
        self.struck: Struck | None = None
        """What a stress test lets fail, and what falls with it; None where there is no test."""
        self.positions: dict[str, tuple[float, float]] = {}
        self._chart = _NO_CHART
        self._drawn: Drawn | None = None
        self._hits: Hits | None = None
        self._footing = Footing()
        self.aside = Aside()
        self.sieve = Sieve(catalogue)
        self._looked: tuple[object, str] = (None, "")
        self._on_view: frozenset[str] = frozenset()
        self._absent: Mapping[str, Absent] = {}

    @property
    def chart(self) -> Chart:
        """The view as it stands in the document."""
        return self._chart

    @property
    def hits(self) -> Hits:
        """Hit tests on the chart."""
        if self._hits is None:
            self._hits = Hits(self._chart)
        return self._hits

    @property
    def snapshot(self) -> Snapshot:
        """The map as it stands."""
        return self.document.snapshot()

    @property
    def options(self) -> ChartOptions:
        """What the chart shows besides."""
        missing = (self.finding,) if self.finding else ()
        return options_for(self.snapshot, self.view_id, missing)

    @property
    def reading(self) -> Reading:
        """What the view's lens sees in its cards."""
        return self._chart.reading

    @property
    def passing(self) -> frozenset[str] | None:
        """The systems of the map that pass the view's filter; None where it has none."""
        view = self.snapshot.views.get(self.view_id)
        return self.sieve.passing(self.snapshot, self.analysis, view)

    @property
    def on_view(self) -> frozenset[str]:
        """The systems that stand on the view, those too that its filter hides."""
        self._look_around()
        return self._on_view

    @property
    def absent(self) -> Mapping[str, Absent]:
        """By system on the view, its neighbours in the model that are not on it."""
        self._look_around()
        return self._absent

    def _look_around(self) -> None:
        reads = (self.snapshot, self.view_id)
        if self._looked != reads:
            self._looked = reads
            self._on_view = frozenset(positions_of(*reads))
            self._absent = absent_around(self.snapshot, self._on_view)

    def _shown(self) -> dict[str, tuple[float, float]]:
        """Where the cards of the view stand, without those that its filter hides."""
        found = positions_of(self.snapshot, self.view_id)
        view = self.sieve.view(self.snapshot.views.get(self.view_id))
        passing = self.passing if view is not None and view.filter_hides else None
        if passing is None:
            return found
        return {key: at for key, at in found.items() if key in passing}

    def focus(self) -> frozenset[str]:
        """The systems and flows on the chart that the finding on show is about, else that pass.

        Empty where there is neither a finding nor a filter. A stress test goes before both.
        """
        if self.struck:
            return self.struck.focus(self._chart)
        if self.finding is None:
            return self._looked_at()
        cards, flows = self._chart.standing, self._chart.flows.items()
        named = {*self.finding.systems, *ends_of(self.finding)}
        systems = stand_ins(self._chart, named) & cards.keys()
        among = (key for key, flow in flows if {flow.source, flow.target} <= systems)
        return frozenset(systems).union(among)

    def is_filtered(self, focus: Collection[str]) -> bool:
        """Whether a filter or a stress test lets cards fade: those that are not in this focus."""
        if self.struck:
            return True
        if self.finding is not None or self.passing is None:
            return False
        return any(key not in focus for key in self._chart.standing)

    def in_picture(self) -> Chart:
        """The chart as a picture shows it: what the filter lets fade is faint there too."""
        passing = self.passing
        if passing is None:
            return self._chart
        return replace(self._chart, focus=in_focus(self._chart, passing))

    def show_struck(self, struck: "Struck | None") -> None:
        """Show what a stress test lets fail and what falls with it; None ends that."""
        self.struck = struck
        self.refocused.emit()

    def _looked_at(self) -> frozenset[str]:
        """What passes the filter, and is on the path that the lens follows."""
        passing, lit = self.passing, self.reading.lit
        if passing is None:
            return frozenset() if lit is None else lit or NOTHING
        inside = in_focus(self._chart, passing)
        return inside if lit is None else inside & lit or NOTHING

    def moved(
        self,
        places: Positions,
        on: Chart | None = None,
        *,
        sizes: Mapping[str, Size] = MappingProxyType({}),
    ) -> Chart:
        """The chart with some systems elsewhere, or of other sizes; the document is not touched.

        `on` is the chart that the last call gave, where drags follow each other closely.
        """
        base = self._chart if on is None else on
        bends = carried_along(self.snapshot, self.view_id, places)
        return recompose(
            base,
            self.snapshot,
            self.analysis,
            places,
            self.options,
            sizes=sizes,
            bends=bends,
            footing=self._footing,
        )

    def led(self, flow: str, points: tuple[Point, ...], on: Chart | None = None) -> Chart:
        """The chart with a flow led through points; the document is not touched."""
        base, known = self._chart if on is None else on, self.snapshot.flows[flow]
        return relead(base, self.snapshot, (known,), self.options, {flow: points})

    def redirected(self, flow: str, *, source: str = "", target: str = "") -> Chart:
        """The chart with a flow led from or to another system; the document is not touched."""
        known = self.snapshot.flows[flow]
        led = replace(known, source=source or known.source, target=target or known.target)
        return relead(self._chart, self.snapshot, (led,), self.options)

    def _compose(self) -> None:
        snapshot, analysis = self.snapshot, self.analysis
        self.positions = self._shown()
        self._show(compose(snapshot, analysis, self.catalogue, self.positions, self.options))

    def _renew(self, touched: set[str]) -> None:
        """Compose what an edit, or a result, touched."""
        if self.aside.is_busy:
            return  # all of it is on its way
        snapshot, before = self.snapshot, self.positions.keys()
        self.positions = self._shown()
        touched = touched | (before ^ self.positions.keys())
        chart = renew(
            self._chart,
            snapshot,
            self.analysis,
            self.catalogue,
            self.positions,
            touched=touched,
            options=self.options,
            since=self._drawn,
        )
        if chart is not self._chart:
            self._show(chart)
        else:
            self._drawn = Drawn(snapshot, self.analysis)
            if self.passing is not None:
                self.refocused.emit()

    def _recolour(self) -> None:
        """Show the cards as the view dresses them now; nothing is routed again."""
        if self._shown().keys() != self.positions.keys():
            self._renew(set())  # a filter by the lens's values hides others now
            return
        drawn = Drawn(self.snapshot, self.analysis)
        self._show(recolour(self._chart, drawn, self.catalogue, self.options))

    def _relabel(self) -> None:
        """Write on flows what the view shows now; nothing is routed again."""
        self._show(relabel(self._chart, self.snapshot, self.options))

    def _move(self, change: ChangeSet) -> bool:
        """Show cards where they are now; whether some flows of a hub are still to be led."""
        after = [delta.after for delta in change.deltas]
        here = [one for one in after if isinstance(one, Placement) and one.view == self.view_id]
        places = {one.system: (one.x, one.y) for one in here if one.system in self.positions}
        if not places:
            return False
        before = {system: self.positions[system] for system in places}
        snapshot, options, is_hub = self.snapshot, self.options, self._is_hub(places)
        footing = Footing() if is_hub else None  # as a drag shows it
        chart = recompose(self._chart, snapshot, self.analysis, places, options, footing=footing)
        if not is_hub:
            chart = relead(chart, snapshot, self._bent_by(change), options)
            chart = relead(chart, snapshot, self._under(chart, places), options)
        self.positions |= places
        self._show(rebounded(chart))
        self.cards_moved.emit(before, places)
        return is_hub

    def _is_hub(self, places: Positions) -> bool:
        """Whether so many flows lead to what moved that leading them anew takes a while."""
        index = self._chart.index
        if index is None or self.aside.run is None:
            return False
        return sum(len(index.flows.get(key, ())) for key in places) > _MANY_MOVED

    def _under(self, chart: Chart, places: Positions) -> list[Flow]:
        """The flows that cards have been dropped on, but for great moves, which lead most anew."""
        if len(places) > _FEW_DROPPED:
            return []
        boxes = {key: chart.cards[key].box for key in places if key in chart.cards}
        if chart.index is None:
            return []
        flows, under = self.snapshot.flows, covered(chart.flows, chart.index, boxes)
        return [flows[key] for key in sorted(under) if key in flows]

    def _lead(self, change: ChangeSet) -> None:
        """Lead flows as the change says."""
        if flows := self._bent_by(change):
            self._show(relead(self._chart, self.snapshot, flows, self.options))

    def _bent_by(self, change: ChangeSet) -> list[Flow]:
        """The flows whose bends on this view changed."""
        both = (one for delta in change.deltas for one in (delta.before, delta.after))
        here = {one.flow for one in both if isinstance(one, Bend) and one.view == self.view_id}
        return [self.snapshot.flows[key] for key in sorted(here & self.snapshot.flows.keys())]

    def _show(self, chart: Chart) -> None:
        self._chart, self._hits = chart, None
        self._drawn = Drawn(self.snapshot, self.analysis)
        self.changed.emit()
