"""A plan that was made: what it takes and proves, other ways beside it, its waves and bridges."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isthmus.analysis.planning.results import PlannedFlow
from isthmus.ui.planning.list import PlanList
from isthmus.ui.planning.making import Made
from isthmus.ui.planning.rows import Shown
from isthmus.ui.planning.variants import Variants
from isthmus.ui.planning.words import closing_words, proof_words
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, hairline, row
from isthmus.workspace.edits.adopting import last_days
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.analysis.planning.compare import Variant

_COMPARE, _SHOW, _HIDE = "Compare with other ways", "Show other ways", "Hide other ways"
_ROOMY = 470
"""Pixels of height from which on there is room for the table and the list."""


class Result(QWidget):
    """The sentence, the table, the list."""

    ticked_changed = Signal()
    """Other waves are to be adopted."""
    compare_wanted = Signal()
    """Other ways are to be worked out."""

    def __init__(self, keeper: ThemeKeeper) -> None:
        super().__init__()
        self.ticked: set[int] = set()
        """Numbers of the waves that are to be adopted."""
        self._made: Made | None = None
        self._shown: Shown | None = None
        self._live: dict[int, date] = {}
        self._is_open = False
        self.proof = label("", "heading", wrap=True)
        self.closing = label("", "muted", wrap=True)
        self.variants = Variants()
        self.compare = button(_COMPARE, self._ask_or_turn, "link", "compare")
        self._is_shut: bool | None = None
        """Whether the user wants no table; None to show it where there is room."""
        self._variants: Sequence[Variant] | None = ()
        self.list = PlanList(keeper)
        self.list.ticked.connect(self._tick)
        self.list.folded.connect(self._fold)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.setSpacing(4)
        head.addWidget(self.proof)
        head.addWidget(self.closing)
        head.addSpacing(6)
        head.addWidget(self.variants)
        head.addLayout(row(self.compare, None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(hairline())
        whole.addWidget(self.list, 1)

    @property
    def waves(self) -> int:
        """How many waves the plan has."""
        return len(self._made.plan.waves) if self._made else 0

    @property
    def plan_flows(self) -> Sequence[PlannedFlow]:
        """All bridges of the plan."""
        return self._made.plan.flows if self._made else ()

    def show_plan(self, made: Made) -> None:
        """Show a plan; all of its waves are ticked, and nothing is compared yet."""
        self.ticked = {wave.number for wave in made.plan.waves}
        self.proof.setText(proof_words(made.plan, made.ended))
        self.closing.setText(closing_words(made.plan))
        self.show_kept(made)
        self.show_variants(())

    def show_kept(self, made: Made) -> None:
        """Show the same plan with other flows that are to be kept."""
        required = {(flow.source, flow.target) for flow in made.asked.wishes.required}
        systems = made.asked.snapshot.systems
        self._made = made
        self._shown = Shown(made.plan, systems, made.asked.catalogue, required)
        self._refresh()

    def show_variants(self, variants: Sequence["Variant"] | None) -> None:
        """Show other ways beside the plan; None while they are being worked out."""
        self._variants = variants
        if self._made is not None:
            self.variants.show_plan(self._made.plan, variants)
            self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The table makes room for the list where there is little."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        is_shut = self.height() < _ROOMY if self._is_shut is None else self._is_shut
        has_flows = self._made is not None and bool(self._made.plan.flows)
        is_asked = self._variants is None or bool(self._variants)
        self.variants.setVisible(has_flows and not is_shut)
        words = (_SHOW if is_shut else _HIDE) if is_asked else _COMPARE
        self.compare.setText(caption(words))
        self.compare.setAccessibleName(words)
        self.compare.setVisible(has_flows)

    def _ask_or_turn(self) -> None:
        """Have other ways worked out, or put the table away, or show it again."""
        if self._variants is None or self._variants:
            self._is_shut = self.variants.isVisible()
        else:
            self._is_shut = False
            self.compare_wanted.emit()
        self._make_room()

    def show_dates(self, start: date, weeks: int) -> None:
        """Say of the waves that are ticked when they go live."""
        try:
            plan = self._made.plan if self._made else None
            self._live = last_days(plan, start, weeks, self.ticked) if plan else {}
        except EditRefused:
            self._live = {}
        self._refresh()

    def _refresh(self) -> None:
        if self._shown is not None:
            rows = self._shown.rows(self.ticked, self._live, is_open=self._is_open)
            self.list.show_rows(self._shown, rows)

    def _tick(self, number: int) -> None:
        self.ticked ^= {number}
        self.ticked_changed.emit()

    def _fold(self) -> None:
        self._is_open = not self._is_open
        self._refresh()
