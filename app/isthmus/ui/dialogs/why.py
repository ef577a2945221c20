"""Why something is a finding: the rule, its source, the cells that it rests on."""

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from isthmus.analysis.premises import catalogue_for, premises_of
from isthmus.analysis.results import Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.ui.cells import cited
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.panels.acceptance import acceptance_lines
from isthmus.ui.panels.finding_rows import systems_line, title_of
from isthmus.ui.rules import grounds
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import pill, row

NO_LONGER = "It was accepted as a risk, which no longer holds"


class WhyDialog(PlainDialog):
    """Shows what a finding rests on."""

    def __init__(
        self, finding: Finding, snapshot: Snapshot, catalogue: Catalogue, parent: QWidget
    ) -> None:
        super().__init__(title_of(finding), parent, 560)
        self.setObjectName("why")
        self.body.addLayout(
            row(
                pill(finding.severity.capitalize(), finding.severity),
                label(systems_line(finding, snapshot.systems), "muted", wrap=True),
                gap=10,
            )
        )
        rule = grounds(finding, catalogue_for(snapshot, catalogue), premises_of(snapshot))
        inside = QVBoxLayout()
        inside.setSpacing(4)
        inside.setContentsMargins(0, 0, 8, 0)
        _part(inside, "What was found", [finding.evidence])
        _part(inside, f"Rule {rule.key}: {rule.title}", [rule.why, rule.reach])
        if rule.source:
            _part(inside, "The claim comes from", [rule.source])
        accepted = "Accepted as a risk" if finding.waived else NO_LONGER
        _part(inside, accepted, acceptance_lines(finding, snapshot.waivers))
        _part(inside, "What would close it", closing(finding, snapshot))
        sheets = cited(finding.cells, snapshot, catalogue)
        for sheet in sheets:
            _part(inside, f"Rests on {sheet.title}", sheet.lines)
        if not sheets:
            _part(inside, "Rests on", ["No cell of a workbook: it was drawn by hand."])
        inside.addStretch(1)
        self._scroll(inside)
        self.answer("Close", look="primary")

    def _scroll(self, inside: QVBoxLayout) -> None:
        held = QWidget()
        held.setLayout(inside)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(held)
        wanted = inside.totalHeightForWidth(500) + 8
        area.setMinimumHeight(min(420, wanted))
        self.body.addWidget(area, 1)


def _part(box: QVBoxLayout, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    box.addWidget(label(title, "section"))
    for line in lines:
        if line:
            box.addWidget(label(line, wrap=True))
    box.addSpacing(8)


def closing(finding: Finding, snapshot: Snapshot) -> list[str]:
    """The flows that would close it, a line each."""
    systems = snapshot.systems
    lines = []
    for flow in finding.closes_with:
        if flow.source in systems and flow.target in systems:
            ends = f"{systems[flow.source].name} → {systems[flow.target].name}"
            what = ", ".join(flow.data_objects)
            lines.append(f"A flow {ends}" + (f" with {what}" if what else ""))
    return lines or ["No single flow closes it; a decision does."]
