"""Findings beside the canvas: figures, a filter, the list."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from isthmus.analysis.results import Analysis, Finding, FindingKind, Metrics
from isthmus.catalogue.types import Severity
from isthmus.model.records import System
from isthmus.ui.panels.finding_list import FindingList
from isthmus.ui.panels.finding_rows import KIND_WORDS, NOTHING, Pairs, Row, Rows, Wanted
from isthmus.ui.text import label, set_tip, tip_markup
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import column, hairline, row


class FindingsPanel(QWidget):
    """What was found on the map, most severe first."""

    chosen = Signal(object)
    """The Finding that was opened, None when none is."""
    asked = Signal(str, object)
    """A word of a card's button ('plan', 'why', 'accept', 'restore') and its Finding."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Findings")
        self._analysis: Analysis | None = None
        self._made: Rows | None = None
        self._is_empty_map = True
        self._opened: set[str] = set()
        self.figures = Figures()
        self.filter = FindingFilter()
        self.list = FindingList(keeper)
        self._empty = _empty_text()
        self._lay_out()
        self.filter.changed.connect(self._refresh)
        self.list.chosen.connect(self.chosen)
        self.list.folded.connect(self._fold)
        self.list.asked.connect(self.asked)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        empty = QWidget()
        empty.setLayout(column(self._empty, margins=(20, 20, 20, 0)))
        under = empty.layout()
        if isinstance(under, QVBoxLayout):
            under.addStretch(1)
        self._stack.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row(self.figures, margins=(12, 12, 12, 10)))
        whole.addLayout(row(self.filter, margins=(12, 0, 12, 10)))
        whole.addWidget(hairline())
        whole.addWidget(self._stack, 1)

    def show_analysis(
        self,
        analysis: Analysis | None,
        systems: Mapping[str, System],
        planned: Pairs = (),
        accepted: Mapping[str, str] = NOTHING,
    ) -> None:
        """Show what was found on a map, None while nothing is known; the others: see Rows."""
        self._analysis = analysis
        self._made = Rows(analysis, systems, planned, accepted) if analysis else None
        self._is_empty_map = not systems
        self.figures.show_metrics(analysis.metrics if analysis else None, _accepted(analysis))
        self.filter.offer({f.kind for f in analysis.findings} if analysis else set())
        self._refresh()

    def show_failed(self) -> None:
        """Say that the map could not be checked."""
        self._empty.setText("The map could not be checked. Your work is not affected.")

    def count(self) -> int:
        """How many findings stand, those accepted as risks not counted."""
        found = self._analysis.findings if self._analysis else ()
        return sum(not finding.waived for finding in found)

    def step(self, by: int) -> None:
        """Open the next finding (1), or the one before (-1)."""
        shown = self.list.rows.findings()
        if not shown:
            return
        keys = [finding.key for finding in shown]
        now = self.list.current
        at = keys.index(now.key) + by if now and now.key in keys else (0 if by > 0 else -1)
        self.list.open_finding(keys[at % len(keys)])

    def open_finding(self, key: str) -> bool:
        """Open a finding, though its fold be closed or the filter hide it."""
        if self.list.open_finding(key):
            return True
        self.filter.reset()
        self._opened |= {r.key for r in self._rows() if r.finding is None}
        self._refresh()
        return self.list.open_finding(key)

    def current(self) -> Finding | None:
        """The opened finding."""
        return self.list.current

    def is_current_planned(self) -> bool:
        """Whether all that would close the opened finding is planned already."""
        row = self.list.rows.row(self.list.currentIndex())
        return row is not None and row.is_planned

    def _fold(self, key: str) -> None:
        self._opened ^= {key}
        self._refresh()
        self.list.setCurrentIndex(self.list.rows.index_of(key))

    def _rows(self) -> list[Row]:
        return self._made.build(self.filter.wanted(), self._opened) if self._made else []

    def _refresh(self) -> None:
        rows = self._rows()
        self.list.show_rows(rows)
        self._empty.setText(self._why_empty())
        self._stack.setCurrentIndex(0 if rows else 1)

    def _why_empty(self) -> str:
        if self._analysis is None:
            return "Checking the map…"
        if self._analysis.findings and not self.filter.wanted().is_all:
            return "No finding matches the filter."
        if self._is_empty_map:
            return "No findings yet. Draw systems and flows, or import an inventory."
        return (
            "No findings. Every system is tied to the mainland, and every integration that the "
            "rules expect of these systems is in place."
        )


def _empty_text() -> QLabel:
    return label("", "muted", wrap=True)


class Figures(QWidget):
    """Three figures: rogue islands, missing flows, the share that is integrated."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = [label("–", "figure") for _ in range(3)]
        self._words = [label(text, "small", wrap=True) for text in _NAMES]
        for number, text in zip(self._numbers, _NAMES, strict=True):
            number.setAccessibleName(text)
        tiles = [_tile(*pair) for pair in zip(self._numbers, self._words, strict=True)]
        self.setLayout(row(*tiles, gap=8))

    def show_metrics(self, metrics: Metrics | None, accepted: int = 0) -> None:
        """Show the figures of a map, dashes while they are not known.

        `accepted` of its rogue islands are accepted as risks: they are counted, and said.
        """
        texts = ["–", "–", "–"]
        if metrics is not None:
            texts[:2] = [str(metrics.rogue_islands), str(metrics.missing)]
        if metrics is not None and metrics.integrated is not None:
            texts[2] = percent(metrics.integrated)
        for shown, text in zip(self._numbers, texts, strict=True):
            shown.setText(text)
        rogue = f"{_NAMES[0]}, {accepted:,} accepted" if accepted else _NAMES[0]
        self._words[0].setText(rogue)
        self._numbers[0].setAccessibleName(rogue)


_NAMES = ("rogue islands", "missing flows", "integrated")


def _accepted(analysis: Analysis | None) -> int:
    """How many rogue islands are accepted as risks."""
    found = analysis.findings if analysis else ()
    rogue = (one for one in found if one.waived and one.kind is FindingKind.ROGUE_ISLAND)
    return sum(one.islands for one in rogue)


def percent(share: float) -> str:
    """A share as whole percent; 100% and 0% only where it is all or nothing."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(99, max(1, whole))
    return f"{whole}%"


def _tile(figure: QLabel, words: QLabel) -> QFrame:
    made = QFrame()
    made.setObjectName("tile")
    box = column(figure, words, margins=(10, 7, 8, 8), gap=1)
    box.addStretch(1)
    made.setLayout(box)
    return made


_LIST_FRAME = 24
"""Pixels at the sides of a list of choices, round its words."""


class FindingFilter(QWidget):
    """A text, and a severity or a kind."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.text.setPlaceholderText("Filter findings")
        self.text.setAccessibleName("Filter findings by text")
        self.text.setClearButtonEnabled(True)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Filter findings by severity or kind")
        # as wide as there is room, its list as wide as its words
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.choice.setSizeAdjustPolicy(policy)
        self.choice.setMinimumContentsLength(8)
        self._kinds: set[FindingKind] = set()
        self._fill()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.text, 3)
        line.addWidget(self.choice, 2)
        self.text.textChanged.connect(self.changed)
        self.choice.currentIndexChanged.connect(self.changed)
        self.choice.currentTextChanged.connect(lambda text: set_tip(self.choice, text))

    def wanted(self) -> Wanted:
        """What is asked for."""
        chosen = self.choice.currentData()
        kind = FindingKind(chosen) if chosen in set(FindingKind) else None
        severity = Severity(chosen) if chosen in set(Severity) else None
        return Wanted(self.text.text().strip(), kind, severity)

    def offer(self, kinds: set[FindingKind]) -> None:
        """Offer the kinds that occur; what was chosen stays chosen."""
        if kinds != self._kinds:
            self._kinds = set(kinds)
            self._fill()

    def reset(self) -> None:
        """Ask for everything."""
        self.text.clear()
        self.choice.setCurrentIndex(0)

    def _fill(self) -> None:
        before = self.choice.currentData() or ""
        self.choice.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.choice.clear()
        self.choice.addItem("All", "")
        for severity in reversed(Severity):
            self.choice.addItem(severity.value.capitalize(), severity.value)
        self.choice.insertSeparator(self.choice.count())
        for kind in FindingKind:
            if kind in self._kinds or kind.value == before:
                self.choice.addItem(KIND_WORDS[kind][1], kind.value)
                last = self.choice.count() - 1
                tip = tip_markup(KIND_WORDS[kind][1])
                self.choice.setItemData(last, tip, Qt.ItemDataRole.ToolTipRole)
        self.choice.setCurrentIndex(max(0, self.choice.findData(before)))
        self.choice.blockSignals(False)  # noqa: FBT003 - Qt's signature
        view = self.choice.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + _LIST_FRAME)
        set_tip(self.choice, self.choice.currentText())
