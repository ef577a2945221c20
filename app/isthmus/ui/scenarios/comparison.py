"""The dialog that shows a comparison; it stays open beside the map, and says when it is stale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isthmus.analysis.compared import Comparison
from isthmus.analysis.comparewords import summary
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.scenarios.marked_list import MarkedList
from isthmus.ui.scenarios.rows import (
    Line,
    Row,
    figure_lines,
    finding_rows,
    island_rows,
    record_rows,
    spend_lines,
    titled,
)
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.basic import button, row

STALE = "The map has changed since this was compared."
_WITH_PLANS = True
_HEIGHT = 640
_TOLD = 3
"""So many lines of what a scenario could not bring are told; the rest in a number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A comparison, what the two sides are called, and what is to be told of them."""

    found: Comparison
    before: str
    """'Harbour Vale'; 'the map' where it is the one that is open."""
    after: str
    told: tuple[str, ...] = ()
    has_plans: bool = False

    @property
    def title(self) -> str:
        """What the dialog is called."""
        return f"{_head(self.after)}, compared with {self.before}"


class ComparisonDialog(PlainDialog):
    """Findings, islands, figures, spend and records of two maps, on tabs."""

    wanted = Signal(object)
    """A Row that is to be shown on the map."""

    def __init__(
        self,
        shown: Shown,
        again: Callable[[bool], Any],
        keeper: ThemeKeeper,
        parent: QWidget,
    ) -> None:
        """`again` compares anew; it is told whether the plans are wanted."""
        super().__init__(shown.title, parent, 760)
        self.setObjectName("comparison")
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._keeper = keeper
        self.shown = shown
        found = shown.found
        self.say("Nothing differs." if found.is_same else f"{summary(found)}.", "heading")
        self._tell(shown.told)
        self._stale = QWidget()
        redo = button("Compare again", lambda: self._again(again, shown.has_plans), name="again")
        self._stale.setLayout(row(label(STALE, "warning"), redo, None))
        self._stale.hide()
        self.body.addWidget(self._stale)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("What differs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self._fill(shown)
        self.body.addWidget(self.tabs, 1)
        if not shown.has_plans:
            text = "Compare the cheapest plans too"
            plans = self.answer(text, lambda: again(_WITH_PLANS), left=True)
            plans.setObjectName("plans")
        self.answer("Close", look="primary")
        self.setMinimumHeight(480)

    def fit(self, least: int = _HEIGHT) -> None:
        """High enough for a good many rows."""
        super().fit(least)

    def _tell(self, told: Sequence[str]) -> None:
        for text in told[:_TOLD]:
            self.say(text, "warning")
        if len(told) > _TOLD:
            self.say(f"And {len(told) - _TOLD:,} more that no longer fit.", "warning")

    def _again(self, again: Callable[[bool], Any], has_plans: bool) -> None:  # noqa: FBT001
        self.accept()
        again(has_plans)

    def mark_stale(self) -> None:
        """Say that the map has changed since."""
        self._stale.show()

    @property
    def is_stale(self) -> bool:
        """Whether the map has changed since."""
        return not self._stale.isHidden()

    def _fill(self, shown: Shown) -> None:
        found = shown.found
        heads = (_head(shown.before), _head(shown.after))
        for name, rows, nothing in (
            ("Findings", finding_rows(found), "The findings are the same."),
            ("Islands", island_rows(found), "The islands are the same."),
        ):
            self._add_list(name, rows, nothing)
        self.tabs.addTab(self._table(figure_lines(found), "Figures", heads), "Figures")
        spend = spend_lines(found)
        if spend:
            self.tabs.addTab(self._table(spend, "Spend", heads), "Spend")
        rows = record_rows(found)
        self._add_list("Systems and flows", rows, "Systems and flows are the same.")
        if shown.has_plans:
            self.tabs.setCurrentIndex(2)

    def _add_list(self, name: str, rows: Sequence[Row], nothing: str) -> None:
        if rows:
            made: QWidget = MarkedList(rows, name, self._keeper)
            if isinstance(made, MarkedList):
                made.chosen.connect(self.wanted)
        else:
            made = QWidget()
            under = QVBoxLayout(made)
            under.setContentsMargins(0, 16, 0, 0)
            under.addWidget(label(nothing, "muted"))
            under.addStretch(1)
        self.tabs.addTab(made, caption(titled(name, rows)))

    def _table(self, lines: Sequence[Line], name: str, heads: tuple[str, str]) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName(name)
        made.setColumnCount(4)
        made.setHeaderLabels([name, *heads, "Difference"])
        made.setRootIsDecorated(False)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for one in lines:
            made.addTopLevelItem(self._item(one))
        made.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        made.header().setStretchLastSection(False)
        for place in (1, 2, 3):
            made.headerItem().setTextAlignment(place, _RIGHT)
            made.setColumnWidth(place, 130)
        return made

    def _item(self, one: Line) -> QTreeWidgetItem:
        item = QTreeWidgetItem([one.name, one.before, one.after, one.difference or "–"])
        for place in (1, 2, 3):
            item.setTextAlignment(place, _RIGHT)
        if not one.difference:
            ink = qcolour(self._keeper.theme.window["muted"])
            for place in range(4):
                item.setForeground(place, ink)
        return item


def _head(name: str) -> str:
    return name[:1].upper() + name[1:]


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
