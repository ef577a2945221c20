"""Starts presentations, and comes back to what was there before."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.analysis.results import Finding
from isthmus.ui.canvas.prepared import Prepared, prepare_chart
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.drawn import pulse_of
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.presenting.choosing import ChooseSteps
from isthmus.ui.presenting.programme import Programme, Step, remember, remembered, steps_of
from isthmus.ui.presenting.screen import Presentation
from isthmus.ui.session import Session
from isthmus.ui.settings import Settings
from isthmus.ui.theme.keeper import ThemeKeeper


class Presenting(QObject):
    """Shows the map full screen; the canvas and its selection stay as they are."""

    told = Signal(str)

    def __init__(
        self,
        session: Session,
        canvas: MapCanvas,
        jobs: JobRunner,
        settings: Settings,
        keeper: ThemeKeeper,
    ) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._jobs = jobs
        self._settings = settings
        self._keeper = keeper
        self.screen: Presentation | None = None
        session.replaced.connect(self._leave)

    def start(self, programme: Programme | None = None, at: Finding | None = None) -> None:
        """Present the map from its first step, or from that of a finding."""
        self._canvas.finish()
        analysis, session = self._session.analysis, self._session
        if analysis is None or self.screen is not None:
            return
        chosen = programme or remembered(self._settings)
        steps = steps_of(session.snapshot, analysis, session.view_id, chosen)
        if not steps:
            self.told.emit("Nothing to present: no view shows a system")
            return
        first = next((n for n, step in enumerate(steps) if at and _is(step, at)), 0)
        self._prepare(steps, first)

    def choose(self) -> QWidget:
        """Ask what to present, then present it."""
        findings = self._session.analysis.findings if self._session.analysis else ()
        dialog = ChooseSteps(
            remembered(self._settings),
            len(self._session.snapshot.views),
            [finding for finding in findings if not finding.waived],
            self._canvas.window(),
        )
        dialog.chosen.connect(self._chosen)
        dialog.open()
        return dialog

    def _chosen(self, programme: Programme) -> None:
        remember(programme, self._settings)
        self.start(programme)

    def _prepare(self, steps: list[Step], first: int) -> None:
        """Compose the views beside the window: a large one takes seconds."""
        session = self._session
        snapshot, analysis, catalogue = session.snapshot, session.analysis, session.catalogue
        views = list(dict.fromkeys(step.view for step in steps))

        def work(ticket: Ticket) -> dict[str, Prepared]:
            charts = {}
            for number, view in enumerate(views):
                share = pulse_of(ticket, snapshot.views[view].name).share(
                    number / len(views), (number + 1) / len(views)
                )
                if analysis is not None:
                    charts[view] = prepare_chart(snapshot, analysis, view, catalogue, share)
            return charts

        def failed(error: Exception) -> None:
            raise error

        def then(charts: dict[str, Prepared]) -> None:
            self._show(charts, steps, first)

        self._jobs.run("Preparing the presentation", work, then, failed)

    def _show(self, charts: dict[str, Prepared], steps: Iterable[Step], first: int) -> None:
        if self.screen is not None:
            return
        window = self._canvas.window()
        self.screen = Presentation(
            self._session.document,
            charts,
            list(steps),
            self._session.catalogue,
            keeper=self._keeper,
            parent=window,
        )
        self.screen.left.connect(self._left)
        self.screen.go(first)
        self.screen.setScreen(window.screen())
        self.screen.showFullScreen()
        self.screen.activateWindow()
        self.screen.setFocus()

    def _left(self) -> None:
        self.screen = None
        self._canvas.window().activateWindow()
        self._canvas.setFocus()

    def _leave(self) -> None:
        """Another map is open."""
        if self.screen is not None:
            self.screen.close()


def _is(step: Step, finding: Finding) -> bool:
    return step.finding is not None and step.finding.key == finding.key
