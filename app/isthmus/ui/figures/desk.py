"""Where a click on a bar leads: to systems on the canvas, or to findings in their list."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabWidget

from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.figures.panel import FiguresPanel
from isthmus.ui.figures.parts import Pick
from isthmus.ui.panels.finding_rows import Wanted
from isthmus.ui.panels.findings import FindingsPanel


class FiguresDesk(QObject):
    """Ties the figures to the canvas and to the findings, in the tabs that they share."""

    def __init__(
        self, panel: FiguresPanel, findings: FindingsPanel, canvas: MapCanvas, tabs: QTabWidget
    ) -> None:
        super().__init__(panel)
        self._findings, self._canvas, self._tabs = findings, canvas, tabs
        panel.picked.connect(self.follow)

    def follow(self, pick: Pick) -> None:
        """Show what is behind a bar."""
        if pick.findings is not None:
            self._filter(pick.findings)
            self._tabs.setCurrentWidget(self._findings)
            if pick.opened:
                self._findings.open_finding(pick.opened)
        elif pick.systems:
            self._canvas.select(pick.systems)
            self._canvas.reveal(pick.systems)

    def _filter(self, wanted: Wanted) -> None:
        fields = self._findings.filter
        fields.reset()
        chosen = wanted.kind or wanted.severity
        place = fields.choice.findData(chosen.value) if chosen else 0
        fields.choice.setCurrentIndex(max(0, place))
        fields.text.setText(wanted.text)
