"""The opened row of a plan: what a bridge carries and closes, why a finding stays open."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from isthmus.analysis.planning.results import Left, PlannedFlow
from isthmus.analysis.results import Finding
from isthmus.ui.planning.rows import Shown
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button
from isthmus.ui.widgets.flowing import FlowLayout

_TOLD = 4
"""So many of the findings that a bridge closes are named."""


class Card(QWidget):
    """A title, sentences, buttons."""

    asked = Signal(str, object)
    """The word of a button, and what the card is about."""

    def __init__(
        self,
        title: str,
        sentences: Sequence[tuple[str, str]],
        buttons: Sequence[tuple[str, str]],
        about: PlannedFlow | Finding,
        parent: QWidget,
    ) -> None:
        """Sentences with their looks; buttons, under the muted ones, with the words they ask."""
        super().__init__(parent)
        self._about = about
        self.setAccessibleName(title)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(36, 6, 14, 12)
        whole.setSpacing(3)
        whole.addWidget(label(title, "heading", wrap=True))
        muted = [text for text, role in sentences if role]
        for text in muted:
            whole.addWidget(label(text, "muted", wrap=True))
        whole.addSpacing(5)
        whole.addLayout(self._row_of(buttons))
        whole.addSpacing(5)
        for text in (text for text, role in sentences if not role):
            whole.addWidget(label(text, wrap=True))

    def _row_of(self, buttons: Sequence[tuple[str, str]]) -> FlowLayout:
        line = FlowLayout(gap=5)
        for text, word in buttons:
            made = button(text, lambda word=word: self.asked.emit(word, self._about), name=word)  # type: ignore[misc]
            made.setProperty("size", "compact")
            made.setAccessibleDescription(self.accessibleName())
            line.addWidget(made)
        line.addWidget(QWidget())  # takes the room that is left in the line
        return line

    def follow_in_focus(self, before: QWidget) -> None:
        """Let Tab lead from a widget to the card's buttons, one after the other."""
        for one in self.findChildren(QPushButton):
            QWidget.setTabOrder(before, one)
            before = one

    def height_at(self, width: int) -> int:
        """How high the card must be at a width, in pixels."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) + 1 if layout else self.sizeHint().height()


class LeftCard(Card):
    """A finding that stays open, why, and the way to it ('go')."""

    def __init__(self, left: Left, shown: Shown, parent: QWidget) -> None:
        reason = f"{left.reason[:1].upper()}{left.reason[1:]}."
        sentences = ((reason, "muted"), (left.finding.evidence, ""))
        buttons = (("Go to the finding", "go"),)
        super().__init__(shown.finding(left.finding), sentences, buttons, left.finding, parent)


class FlowCard(Card):
    """A bridge with what can be said about it: 'strike', 'keep', 'free'."""

    def __init__(self, flow: PlannedFlow, shown: Shown, parent: QWidget) -> None:
        self.flow, self._shown = flow, shown
        is_kept = (flow.source, flow.target) in shown.required
        keep = ("Keep no longer", "free") if is_kept else ("Keep this one", "keep")
        buttons = (("Not this one", "strike"), keep)
        super().__init__(shown.ends(flow), self._sentences(), buttons, flow, parent)

    def _sentences(self) -> list[tuple[str, str]]:
        """What it takes, why it is no dearer, what it carries, what it closes; and their looks."""
        flow, shown = self.flow, self._shown
        to = f" · charged to {flow.department}" if flow.department else ""
        found = [(f"{shown.what_it_takes(flow)}{to}", "muted")]
        if cheaper := shown.why_cheaper(flow):
            found.append((cheaper, "muted"))
        if flow.data_objects:
            found.append((f"Carries {', '.join(flow.data_objects)}.", ""))
        return [*found, *((line, "") for line in self._closes())]

    def _closes(self) -> list[str]:
        told = self._shown.closed_by(self.flow)
        if not told:
            return ["Closes nothing that was chosen: it is kept because you said so."]
        more = len(told) - _TOLD
        lines = [f"•  {line}" for line in told[:_TOLD]]
        return ["Closes:", *lines, *([f"•  and {more} more"] if more > 0 else [])]
