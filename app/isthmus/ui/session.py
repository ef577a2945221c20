"""The open map as the window sees it: its document, its findings, whether it is saved."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.changes import ChangeSet, Facet
from isthmus.model.collector import spare_nothing, spare_what_is_there
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot
from isthmus.ui.canvas.prepared import Prepared
from isthmus.ui.checks import Examiner
from isthmus.workspace import edits
from isthmus.workspace.checking import Checker
from isthmus.workspace.errors import EditRefused
from isthmus.workspace.workspace import Workspace

_WEIGHS = Facet.TOPOLOGY | Facet.ATTRIBUTES
"""Changes that an analysis must see; moving a card changes nothing that was found."""

_CALM = 250
"""Milliseconds after which an empty map is checked: until then the window comes up."""
_LARGE = 1000
"""Systems from which on the collector's rounds through the map are felt."""
_REST = 200
"""Milliseconds that the check of a large map waits for the hand to rest and the canvas to follow:
beside each other, each would make the other wait for the interpreter."""


class Session(QObject):
    """Ties the workspace to the window; all its signals come on the window's thread."""

    replaced = Signal()
    """Another document is open."""
    changed = Signal(object)
    """A ChangeSet was applied, undone or done again."""
    analysed = Signal(object, float)
    """An Analysis of the map as it stands, and the milliseconds it took."""
    analysing = Signal()
    """A check has begun; what was found before may not hold any more."""
    refused = Signal(str)
    """An edit made no sense; the text says why."""
    failed = Signal(object)
    """The check itself broke: an Exception."""
    view_changed = Signal()
    """Another view of the same map is on show."""
    saved_changed = Signal()
    """Name or dirtiness changed."""
    _arrived = Signal(object, float)
    _broke = Signal(object)
    _told = Signal()

    def __init__(
        self, catalogue: Catalogue, workspace: Workspace, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.workspace = workspace
        self.analysis: Analysis | None = None
        self.view_id = ""
        self.ready: Prepared | None = None
        """What was composed of the map beside the window; only while `replaced` is told."""
        self._awaited = -1
        self._unsubscribe: Callable[[], None] = lambda: None
        self._arrived.connect(self._take)
        self._broke.connect(self.failed)
        self._told.connect(self.saved_changed)
        workspace.subscribe(lambda _: self._told.emit())
        self._check_due = QTimer(self)
        self._check_due.setSingleShot(True)
        self._check_due.timeout.connect(self._submit)
        self._checker = Checker(Examiner(catalogue).check, self._arrived.emit, self._broke.emit)

    @property
    def document(self) -> Document:
        """The open document."""
        return self.workspace.document

    @property
    def snapshot(self) -> Snapshot:
        """The map as it stands."""
        return self.workspace.document.snapshot()

    def adopt(self, ready: Prepared | None = None) -> None:
        """Show the document that the workspace has opened, and its chart if that is ready."""
        self._unsubscribe()
        self._check_due.stop()
        spare_nothing()
        first, shown = edits.ensure_view(self.document), ready.view_id if ready else ""
        self.view_id = shown if shown in self.snapshot.views else first
        self._unsubscribe = self.document.subscribe(self._document_changed)
        self.analysis, self.ready = None, ready
        if not self.snapshot.systems:
            QTimer.singleShot(_CALM, self, self._submit)  # what it needs is slow to import
        elif not self._is_checked(ready):
            self._submit()
        self.replaced.emit()
        self.ready = None
        self.saved_changed.emit()

    def _is_checked(self, ready: Prepared | None) -> bool:
        """Whether the map was checked when it was composed: then that is told in a moment."""
        if ready is None or ready.snapshot.revision != self.document.revision:
            return False
        self._awaited = ready.analysis.revision
        took = ready.milliseconds
        QTimer.singleShot(0, self, lambda: self._take(ready.analysis, took))
        return True

    def show_view(self, view_id: str) -> None:
        """Put another view on show; the canvas follows by `view_changed`."""
        if view_id != self.view_id and view_id in self.snapshot.views:
            self.view_id = view_id
            self.view_changed.emit()

    def edit(self, function: Callable[..., Any], *args: Any, **values: Any) -> bool:  # noqa: ANN401
        """Call an edit with the document; a refusal is told by `refused`. Whether it was made."""
        why = self.try_edit(function, *args, **values)
        if why:
            self.refused.emit(why)
        return not why

    def try_edit(self, function: Callable[..., Any], *args: Any, **values: Any) -> str:  # noqa: ANN401
        """Call an edit with the document; why it was refused, '' if it was made."""
        try:
            function(self.document, *args, **values)
        except EditRefused as error:
            return str(error)
        return ""

    def close(self) -> None:
        """End the checks."""
        self._unsubscribe()
        self._check_due.stop()
        self._checker.close()

    def _document_changed(self, change: ChangeSet) -> None:
        if change.facets() & _WEIGHS:
            self._awaited = -1  # what is under way is stale
            self._check_due.start(_REST if len(self.snapshot.systems) > _LARGE else 0)
        self.changed.emit(change)
        self.saved_changed.emit()

    def _submit(self) -> None:
        snapshot = self.snapshot
        self._awaited = snapshot.revision
        self._checker.submit(snapshot)
        self.analysing.emit()

    def _take(self, analysis: Analysis, milliseconds: float) -> None:
        """Take a result, unless another one was asked for, or another map opened, meanwhile."""
        is_ours = analysis.island_of.keys() <= self.snapshot.systems.keys()
        if analysis.revision == self._awaited and is_ours:
            is_first, self.analysis = self.analysis is None, analysis
            self.analysed.emit(analysis, milliseconds)
            if is_first and len(analysis.island_of) > _LARGE:
                spare_what_is_there()
