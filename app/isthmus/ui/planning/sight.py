"""The bridges of a plan on the canvas: dashed, as what a finding misses is."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from isthmus.analysis.planning.results import PlannedFlow
from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.catalogue.types import Severity
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.panels.findings import FindingsPanel
from isthmus.ui.planning.list import PlanList
from isthmus.ui.planning.rows import Row


class PlanSight(QObject):
    """Shows what is selected in the list, and while the pointer rests on a wave, that wave."""

    left = Signal()
    """The findings are to be in sight."""

    def __init__(self, shown: PlanList, canvas: MapCanvas, findings: FindingsPanel) -> None:
        super().__init__(shown)
        self._list, self._canvas, self._findings = shown, canvas, findings
        self._row: Row | None = None
        self._is_ours = False
        """What the canvas shows is of the plan, and of no finding."""
        shown.chosen.connect(self._chosen)
        shown.pointed.connect(self._pointed)
        shown.asked.connect(self._asked)
        canvas.finding_left.connect(self._left)
        findings.chosen.connect(self._other)

    def clear(self) -> None:
        """Show nothing of the plan any more."""
        self._list.choose_none()
        self._put(None, go=False)

    def _chosen(self, row: Row | None) -> None:
        self._row = row
        self._put(row, go=True)

    def _pointed(self, row: Row | None) -> None:
        self._put(row or self._row, go=False)

    def _put(self, row: Row | None, *, go: bool) -> None:
        flows = _flows(row)
        if flows:
            self._findings.list.close_finding()
            self._is_ours = True
            self._canvas.show_finding(_as_finding(flows), go=go)
        elif self._is_ours:
            self._is_ours = False
            self._canvas.show_finding(None)

    def _asked(self, word: str, about: object) -> None:
        """Lead to a finding that stays open."""
        if word == "go" and isinstance(about, Finding):
            self.left.emit()
            self._findings.open_finding(about.key)

    def _left(self) -> None:
        self._is_ours = False
        self._list.choose_none()

    def _other(self, finding: Finding | None) -> None:
        """A finding takes the canvas over."""
        if finding is not None:
            self._is_ours = False
            self._list.choose_none()


def _flows(row: Row | None) -> Sequence[PlannedFlow]:
    if row is None:
        return ()
    if row.wave is not None:
        return row.wave.flows
    return (row.flow,) if row.flow is not None else ()


def _as_finding(flows: Sequence[PlannedFlow]) -> Finding:
    """What the canvas draws dashed: flows that are not there."""
    proposed = tuple(ProposedFlow(one.source, one.target, one.data_objects) for one in flows)
    ends = " ".join(f"{one.source}>{one.target}" for one in flows)
    return Finding(
        key=f"plan {ends}",
        kind=FindingKind.MISSING_INTEGRATION,
        rule="",
        severity=Severity.LOW,
        title="Bridges of the plan",
        systems=(),
        data_objects=(),
        evidence="",
        closes_with=proposed,
    )
