"""The plan beside other ways to close the same: finding by finding, direct, over a hub."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from isthmus.analysis.planning.results import Plan, days
from isthmus.ui.text import label

if TYPE_CHECKING:
    from isthmus.analysis.planning.compare import Variant

_HEADS = ("", "Days", "Flows", "Closes")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Variants(QWidget):
    """A small table; the first row is the plan itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The plan beside other ways to close the same")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)

    def show_plan(self, plan: Plan, variants: Sequence["Variant"] | None) -> None:
        """Compare a plan; None while the others are being worked out."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._put(_HEADS, "small")
        self._put(
            ("This plan", *_figures(plan.effort, len(plan.flows), len(plan.closes))), "heading"
        )
        if plan.flows:
            self._put(("Finding by finding", f"{days(plan.by_hand):,}", "", ""), "")
        for each in variants or ():
            self._put((each.name, *_figures(each.effort, each.flows, each.closes)), "")
        if variants is None:
            self._put(("Working out other ways…", "", "", ""), "muted")

    def texts(self) -> list[str]:
        """All that it says, row by row."""
        items = (self._grid.itemAt(n) for n in range(self._grid.count()))
        shown = (item.widget() for item in items if item)
        return [one.text() for one in shown if isinstance(one, QLabel)]

    def _put(self, texts: Sequence[str], role: str) -> None:
        number = self._grid.rowCount()
        self._grid.addWidget(label(texts[0], role, wrap=True), number, 0)
        for column, text in enumerate(texts[1:], 1):
            self._grid.addWidget(label(text, role), number, column, _RIGHT)


def _figures(effort: int, flows: int, closes: int) -> tuple[str, str, str]:
    return f"{days(effort):,}", f"{flows:,}", f"{closes:,}"
