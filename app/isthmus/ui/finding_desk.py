"""What is done about findings: shown, planned away, explained, accepted."""

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.analysis.results import Finding
from isthmus.model.records import FlowState
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.dialogs.accept_risk import AcceptRisk
from isthmus.ui.dialogs.why import WhyDialog
from isthmus.ui.panels.acceptance import acceptances
from isthmus.ui.panels.finding_rows import systems_line
from isthmus.ui.panels.findings import FindingsPanel
from isthmus.ui.session import Session
from isthmus.workspace import edits


class FindingDesk(QObject):
    """Ties the findings panel to the canvas and to the map."""

    view_wanted = Signal(object)
    """A new view of what this Finding is about."""

    def __init__(
        self, session: Session, panel: FindingsPanel, canvas: MapCanvas, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._panel = panel
        self._canvas = canvas
        self._window = window
        self._answers = {
            "plan": self.plan,
            "why": self.why,
            "view": self.view_wanted.emit,
            "accept": self.accept,
            "restore": self.restore,
        }
        panel.chosen.connect(self._chosen)
        panel.asked.connect(lambda word, finding: self._answers[word](finding))
        canvas.finding_left.connect(panel.list.close_finding)
        session.analysed.connect(self._analysed)
        session.replaced.connect(self._replaced)

    def about_current(self, word: str) -> None:
        """Do 'plan', 'why' or 'accept' with the opened finding."""
        finding = self._panel.current()
        if finding is not None:
            self._answers[word](finding)

    def plan(self, finding: Finding) -> None:
        """Add what would close it as planned flows."""
        self._session.edit(edits.add_planned_flows, finding, self._session.catalogue)

    def why(self, finding: Finding) -> None:
        """Show what it rests on."""
        session = self._session
        WhyDialog(finding, session.snapshot, session.catalogue, self._window).open()

    def accept(self, finding: Finding) -> None:
        """Ask for the reason and accept it as a risk."""

        def accepted(reason: str, who: str, role: str, until: date | None) -> None:
            self._session.edit(edits.waive, finding, reason, who, until, role=role)

        line = systems_line(finding, self._session.snapshot.systems)
        AcceptRisk(finding, line, accepted, self._window).open()

    def restore(self, finding: Finding) -> None:
        """Accept it as a risk no longer."""
        self._session.edit(edits.unwaive, finding)

    def _chosen(self, finding: Finding | None) -> None:
        self._canvas.show_finding(finding)

    def _analysed(self) -> None:
        snapshot = self._session.snapshot
        planned = {
            (flow.source, flow.target)
            for flow in snapshot.flows.values()
            if flow.state is FlowState.PLANNED
        }
        analysis = self._session.analysis
        accepted = acceptances(analysis, snapshot.waivers)
        self._panel.show_analysis(analysis, snapshot.systems, planned, accepted)

    def _replaced(self) -> None:
        self._panel.list.close_finding()
        self._panel.show_analysis(None, {})
