"""The card of a finding in a presentation: large enough to be read across a table."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from isthmus.analysis.results import Finding
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dialogs.why import closing
from isthmus.ui.panels.finding_rows import systems_line, title_of
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import column, hairline, pill, row

WIDTH = 392
_MOST_LINES = 5
"""Of what would close it; more do not fit."""


class StepCard(QFrame):
    """What was found, what shows it, what would close it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setFixedWidth(WIDTH)
        self._page = QWidget(self)
        self.hide()

    def show_finding(self, finding: Finding | None, snapshot: Snapshot) -> None:
        """Show this finding, or nothing."""
        self.setVisible(finding is not None)
        self._page.hide()
        self._page.deleteLater()
        self._page = QWidget(self)
        if finding is None:
            return
        self._page.setLayout(_page(finding, closing(finding, snapshot), snapshot))
        self._page.show()
        self.setAccessibleName(f"{title_of(finding)}, {finding.severity}")
        self.setAccessibleDescription(finding.evidence)

    def fit_within(self, most: int) -> None:
        """As high as its words are, at most so many pixels."""
        layout = self._page.layout()
        height = min(most, layout.totalHeightForWidth(WIDTH)) if layout else 0
        self.setFixedHeight(height)
        self._page.setGeometry(0, 0, WIDTH, height)


def _page(finding: Finding, closes: list[str], snapshot: Snapshot) -> QVBoxLayout:
    """What the card says."""
    inside = column(margins=(24, 22, 24, 24), gap=10)
    add = inside.addWidget
    inside.addLayout(row(pill(finding.severity.capitalize(), finding.severity), None))
    add(label(title_of(finding), "slide-title", wrap=True))
    add(label(systems_line(finding, snapshot.systems), "slide-muted", wrap=True))
    add(label(finding.evidence, "slide", wrap=True))
    inside.addSpacing(4)
    add(hairline())
    add(label("What would close it", "section"))
    for line in closes[:_MOST_LINES]:
        add(label(line, "slide", wrap=True))
    if len(closes) > _MOST_LINES:
        add(label(f"and {len(closes) - _MOST_LINES} more", "slide-muted"))
    inside.addStretch(1)
    return inside
