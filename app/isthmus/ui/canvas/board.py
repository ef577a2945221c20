"""The chart of one view of the document, kept up with every change set."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from isthmus.analysis.results import Analysis, Finding, Metrics
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import Size
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose, recompose
from isthmus.drawing.options import ChartOptions, options_for
from isthmus.drawing.renew import renew
from isthmus.drawing.retouch import Drawn
from isthmus.layout.geometry import Box
from isthmus.model.changes import ChangeSet, Facet
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement
from isthmus.ui.canvas.hits import Hits
from isthmus.ui.canvas.prepared import Prepared, positions_of
from isthmus.ui.canvas.touched import ends_of, touched_by

Positions = Mapping[str, tuple[float, float]]

NOT_ANALYSED = Analysis(revision=-1, islands=(), findings=(), metrics=Metrics())
_NO_CHART = Chart(Box(0, 0, 0, 0))


class Board(QObject):
    """Follows a document; holds the chart of it, and hit tests on that."""

    changed = Signal()
    """The chart is another one."""
    cards_moved = Signal(object, object)
    """Cards stand elsewhere: places before and after, by system id. Comes after `changed`."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        """Show an empty map until a document is bound."""
        super().__init__(parent)
        self.catalogue = catalogue
        self.document = Document()
        self.view_id = ""
        self.analysis = NOT_ANALYSED
        self.finding: Finding | None = None
        self.positions: dict[str, tuple[float, float]] = {}
        self._chart = _NO_CHART
        self._ready: Prepared | None = None
        self._drawn: Drawn | None = None
        self._hits: Hits | None = None
        self._unsubscribe: Callable[[], None] | None = None

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

    def bind(self, document: Document, view_id: str, ready: Prepared | None = None) -> None:
        """Follow this document instead; what is `ready` of it need not be composed here."""
        self.unbind()
        self.document, self.view_id = document, view_id
        self.analysis, self.finding = NOT_ANALYSED, None
        self._unsubscribe = document.subscribe(self._follow)
        self._ready = ready
        if not self._take_ready():
            self._compose()

    def expect(self, ready: Prepared) -> None:
        """Show this when the document comes to the revision that it was composed of."""
        self._ready = ready

    def _take_ready(self) -> bool:
        """Show what was composed beside the window, if it is of the map as it stands."""
        ready, self._ready = self._ready, None
        if ready is None or ready.snapshot.revision != self.document.revision:
            return False
        self.positions = positions_of(self.snapshot, self.view_id)
        shown, self.finding = self.finding, None
        self.analysis = ready.analysis
        self._show(ready.chart)
        if shown is not None:
            found = (one for one in ready.analysis.findings if one.key == shown.key)
            self.show_finding(next(found, None))
        return True

    def unbind(self) -> None:
        """Follow no document any more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Take over islands and flags; the finding shown stays if it is still there."""
        self.analysis = analysis or NOT_ANALYSED
        before = self.finding
        if before is not None:
            found = self.analysis.findings
            self.finding = next((f for f in found if f.key == before.key), None)
        self._renew(ends_of(before) ^ ends_of(self.finding))

    def show_finding(self, finding: Finding | None) -> None:
        """Draw what is missing by this finding, and by no other."""
        if finding != self.finding:
            touched = ends_of(self.finding) | ends_of(finding)
            self.finding = finding
            self._renew(touched)

    def focus(self) -> frozenset[str]:
        """The systems and flows on the chart that the finding on show is about; empty for none."""
        if self.finding is None:
            return frozenset()
        cards, flows = self._chart.cards, self._chart.flows.items()
        systems = {*self.finding.systems, *ends_of(self.finding)} & cards.keys()
        among = (key for key, flow in flows if {flow.source, flow.target} <= systems)
        return frozenset(systems).union(among)

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
        return recompose(base, self.snapshot, self.analysis, places, self.options, sizes=sizes)

    def _follow(self, change: ChangeSet) -> None:
        if self._take_ready():
            return
        if change.facets() is Facet.LAYOUT and self._only_moves(change):
            self._move(change)
        elif any(delta.id == self.view_id for delta in change.deltas):
            self._compose()  # the view itself shows something else
        elif change.facets():
            self._renew(touched_by(change, self.view_id, self.snapshot))

    def _only_moves(self, change: ChangeSet) -> bool:
        """Whether the change does no more than put cards of this view elsewhere."""
        return all(
            isinstance(delta.before, Placement)
            and isinstance(delta.after, Placement)
            and _stands(delta.before) == _stands(delta.after)
            for delta in change.deltas
        )

    def _move(self, change: ChangeSet) -> None:
        after = [delta.after for delta in change.deltas]
        here = [one for one in after if isinstance(one, Placement) and one.view == self.view_id]
        places = {one.system: (one.x, one.y) for one in here}
        if places:
            before = {system: self.positions[system] for system in places}
            chart = self.moved(places)
            self.positions |= places
            self._show(chart)
            self.cards_moved.emit(before, places)

    def _compose(self) -> None:
        snapshot = self.snapshot
        self.positions = positions_of(snapshot, self.view_id)
        analysis = self.analysis
        self._show(compose(snapshot, analysis, self.catalogue, self.positions, self.options))

    def _renew(self, touched: set[str]) -> None:
        """Compose what an edit, or a result, touched."""
        snapshot = self.snapshot
        self.positions = positions_of(snapshot, self.view_id)
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

    def _show(self, chart: Chart) -> None:
        self._chart, self._hits = chart, None
        self._drawn = Drawn(self.snapshot, self.analysis)
        self.changed.emit()


def _stands(one: Placement) -> tuple[str, str, float, float]:
    """What stands where it does, and how large."""
    return one.view, one.system, one.width, one.height
