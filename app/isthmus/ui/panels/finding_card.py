"""The opened finding: its evidence in a sentence, and what can be done about it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from isthmus.analysis.results import Finding
from isthmus.ui.panels.finding_rows import Row
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, pill, row
from isthmus.ui.widgets.flowing import FlowLayout
from isthmus.ui.widgets.painting import SEVERITY_COLOURS, dot, severity_pill


class FindingCard(QWidget):
    """A finding with its sentence and its buttons."""

    asked = Signal(str, object)
    """The word of a button ('plan', 'why', 'view', 'accept', 'restore') and the Finding."""

    def __init__(self, shown: Row, finding: Finding, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self._keeper = keeper
        self._is_inside = shown.is_inside
        self.setAccessibleName(f"{shown.title}, {finding.severity}")
        whole = QVBoxLayout(self)
        left = 29 + (14 if shown.is_inside else 0)
        whole.setContentsMargins(left, 9, 14, 12)
        whole.setSpacing(3)
        whole.addLayout(row(label(shown.title, "heading"), None))
        whole.addWidget(label(shown.detail, "muted", wrap=True))
        whole.addSpacing(2)
        whole.addWidget(label(finding.evidence, wrap=True))
        if shown.accepted:
            whole.addWidget(label(shown.accepted, "muted", wrap=True))
        whole.addSpacing(6)
        whole.addLayout(self._buttons(is_planned=shown.is_planned))

    def _buttons(self, *, is_planned: bool) -> FlowLayout:
        made: list[QWidget] = []
        if self.finding.waived:
            made.append(button("Accept no longer", lambda: self._ask("restore")))
        elif is_planned:
            made.append(pill("Planned", "good"))
        elif self.finding.closes_with:
            several = len(self.finding.closes_with) > 1
            text = "Add planned flows" if several else "Add planned flow"
            made.append(button(text, lambda: self._ask("plan"), "primary", "plan"))
        made.append(button("Why?", lambda: self._ask("why"), name="why"))
        if not self.finding.waived:
            made.append(button("Accept risk…", lambda: self._ask("accept"), name="accept"))
        if self.finding.systems or self.finding.closes_with:
            made.append(button("New view…", lambda: self._ask("view"), name="view"))
        for one in made:
            one.setProperty("size", "compact")
            one.setAccessibleDescription(self.finding.evidence)
        line = FlowLayout(gap=5)
        for one in (*made, QWidget()):  # the last takes the room that is left in the line
            line.addWidget(one)
        return line

    def follow_in_focus(self, before: QWidget) -> None:
        """Let Tab lead from a widget to the card's buttons, one after the other."""
        for one in self.findChildren(QPushButton):
            QWidget.setTabOrder(before, one)
            before = one

    def _ask(self, word: str) -> None:
        self.asked.emit(word, self.finding)

    def height_at(self, width: int) -> int:
        """How high the card must be at a width, in pixels."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) + 1 if layout else self.sizeHint().height()

    def repaint_dot(self) -> None:
        """Take the colours of the theme that is on."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the dot and the severity; the rest are labels and buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme = self._keeper.theme
        name = "faint" if self.finding.waived else SEVERITY_COLOURS[self.finding.severity][0]
        box = QRectF(self.rect())
        dot(painter, 18 + (14 if self._is_inside else 0), 17.5, theme.window[name])
        severity_pill(painter, box.right() - 13, 17.5, self.finding.severity, theme)
