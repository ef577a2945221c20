"""The chart of one view of the document, kept up with every change set."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.remaining import remaining
from isthmus.model.changes import ChangeSet, Facet
from isthmus.model.document import Document
from isthmus.ui.canvas.followed import (
    folds,
    only_dresses,
    only_labels,
    only_moves,
    shows_otherwise,
)
from isthmus.ui.canvas.past import Kept, Past
from isthmus.ui.canvas.prepared import Prepared
from isthmus.ui.canvas.touched import changes_between, ends_of, moves_many, touched_by
from isthmus.ui.canvas.viewchart import NOT_ANALYSED, Positions, ViewChart

Unsubscribe = Callable[[], None]

_MANY_FLOWS = 4000
_MANY_CARDS = 800
"""Labels on more flows than this are placed beside the window."""
_KEPT = 8
"""Views whose charts are kept for when they are shown again."""


class Board(ViewChart):
    """Follows a document, and keeps the chart of the view on show up with it."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        """Show an empty map until a document is bound."""
        super().__init__(catalogue, parent)
        self._ready: Prepared | None = None
        self._unsubscribe: Unsubscribe | None = None
        self._kept: dict[str, Kept] = {}
        self._past = Past()
        self._position = ""
        self._whole = ""
        """Where the map stood in its history when it was last drawn whole."""

    def bind(self, document: Document, view_id: str, ready: Prepared | None = None) -> None:
        """Follow this document instead; what is `ready` of it need not be composed here."""
        self.unbind()
        self.aside.drop()
        self.document, self.view_id = document, view_id
        self.analysis, self.finding = NOT_ANALYSED, None
        self._kept.clear()
        self._past.clear()
        self._position = self._whole = document.position
        self.sieve.forget()
        self._unsubscribe = document.subscribe(self._follow)
        self._ready = ready
        if not self._take_ready():
            self._compose()

    def keeps(self, view_id: str) -> bool:
        """Whether the chart of a view is at hand, but for what has changed since."""
        return view_id == self.view_id or view_id in self._kept

    def show_view(self, view_id: str, ready: Prepared | None = None) -> None:
        """Show another view of the same map; what was found, and the finding on show, stay."""
        if kept := self._as_it_is():
            self._kept = dict([*self._kept.items(), (self.view_id, kept)][-_KEPT:])
        self.view_id = view_id
        self.aside.drop()
        self.sieve.forget()
        known = self._kept.pop(view_id, None)
        self._ready = ready
        if known is not None:
            self._take_up(known)
        elif not self._take_ready():
            self._compose()

    def _as_it_is(self) -> Kept | None:
        """The view as it is left; None while it is being composed."""
        if self._drawn is None or self.aside.is_busy:
            return None
        return Kept(self._chart, self._drawn, self.positions.copy(), self.finding)

    def _take_up(self, known: Kept) -> None:
        """Show a view as it was left, with what has changed since."""
        change = changes_between(known.drawn.snapshot, self.snapshot)
        if any(delta.id == self.view_id for delta in change.deltas):
            self._compose()
            return
        self._restore(known, touched_by(change, self.view_id, self.snapshot))

    def _restore(self, known: Kept, touched: set[str]) -> None:
        """Show what is known, with what was touched since and with what was found by now."""
        self._chart, self._hits, self._drawn = known.chart, None, known.drawn
        self.positions = known.positions.copy()
        touched |= ends_of(known.finding) ^ ends_of(self.finding)
        if touched or known.drawn.analysis is not self.analysis:
            self._renew(touched)
        self.changed.emit()

    def filter_by(self, values: dict[str, Any] | None) -> None:
        """Try out a filter (fields of the view) that is being typed; None ends that."""
        if values is None:
            self.sieve.forget()
        else:
            self.sieve.try_out(values)
        self._refilter()

    def _refilter(self) -> None:
        """Show what passes now; nothing is composed again where nothing is hidden or comes."""
        shown = self._shown()
        if shown.keys() == self.positions.keys():
            self.refocused.emit()
        else:
            self._renew(set())

    def expect(self, ready: Prepared) -> None:
        """Show this when the document comes to the revision that it was composed of."""
        self._ready = ready

    def _take_ready(self) -> bool:
        """Show what was composed beside the window, if it is of the map as it stands."""
        ready, self._ready = self._ready, None
        if ready is None or ready.snapshot.revision != self.document.revision:
            return False
        if ready.view_id != self.view_id:
            return False
        self.positions = self._shown()
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

    def _follow(self, change: ChangeSet) -> None:
        if kept := self._as_it_is():
            self._past.keep((self.view_id, self._position), kept)
            self._whole = self._position
        self._position = self.document.position
        if self._take_ready() or self._recall():
            return
        if self.aside.is_busy or (self.aside.run is not None and moves_many(change)):
            self._compose_aside()
            return
        if self._drawn is not None and self._drawn.snapshot is self.snapshot:
            return  # another view was shown on the way here
        self._follow_in_part(change)

    def _follow_in_part(self, change: ChangeSet) -> None:
        """Draw what the change touches, or all of it where that is quicker."""
        if change.facets() is Facet.LAYOUT and only_moves(change):
            if self._move(change):
                self._compose_aside()
        elif change.deltas and not any(delta.table != "bends" for delta in change.deltas):
            self._lead(change)
        elif any(shows_otherwise(delta, self.view_id) for delta in change.deltas):
            self._look_otherwise(change)
        elif any(delta.id == self.view_id for delta in change.deltas):
            self._refilter()
        elif self._is_large() and folds(change):
            self._compose_aside()
        elif change.facets():
            self._renew(touched_by(change, self.view_id, self.snapshot))

    def _recall(self) -> bool:
        """Show the drawing as it was when the map stood just so, if that is remembered."""
        known = self._past.recall((self.view_id, self._position))
        if known is None or changes_between(known.drawn.snapshot, self.snapshot).deltas:
            return False
        self.aside.drop()
        stood = self.positions
        self._restore(known, set())
        self._tell_of_moves(stood)
        return True

    def _look_otherwise(self, change: ChangeSet) -> None:
        """Show what the view's own record says now."""
        if only_dresses(change, self.view_id):
            self._recolour()
        elif not only_labels(change, self.view_id):
            self._compose_aside() if self._is_large() else self._compose_moved()
        elif self.aside.run is not None and len(self._chart.flows) > _MANY_FLOWS:
            self._compose_aside()
        else:
            self._relabel()

    def _is_large(self) -> bool:
        """Whether composing all of it takes longer than one waits."""
        return self.aside.run is not None and len(self.positions) > _MANY_CARDS

    def _compose_moved(self) -> None:
        """Compose what the view shows now, and tell of the cards that stand elsewhere."""
        stood = self.positions
        self._compose()
        self._tell_of_moves(stood)

    def _tell_of_moves(self, stood: Positions) -> None:
        """Say which cards stand elsewhere now."""
        moved = {key: at for key, at in self.positions.items() if stood.get(key, at) != at}
        if moved:
            self.cards_moved.emit({key: stood[key] for key in moved}, moved)

    def _compose_aside(self) -> None:
        """Until it is composed, cards stand where they did, but for those that are gone."""
        shown = self._shown().keys()
        if not self._chart.cards.keys() <= shown:
            self._show(remaining(self._chart, self.snapshot, self.analysis, shown))
        reads = (self.snapshot, self.analysis, self.view_id, self.catalogue)
        self.aside.begin(reads, self._take_composed, self._give_up)

    def _give_up(self) -> None:
        """Go back to the map as it was when it was last drawn whole."""
        if self.document.position == self._whole or self.document.go_to(self._whole) is None:
            self._compose_aside()  # there is no way back: it must be drawn

    def _take_composed(self, ready: Prepared) -> None:
        latest, self._ready = self.analysis, ready
        if self._take_ready() and latest is not ready.analysis:
            self.set_analysis(latest)
