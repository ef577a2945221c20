"""The Plan tab: the goal, the cheapest plan in waves, efforts and limits, adopting it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isthmus.ui.planning.adoption import Adoption
from isthmus.ui.planning.goal import Goal
from isthmus.ui.planning.limits import LimitsForm
from isthmus.ui.planning.making import Made
from isthmus.ui.planning.progress import Progress
from isthmus.ui.planning.result import Result
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, column, hairline, row

if TYPE_CHECKING:
    from isthmus.analysis.planning.compare import Variant

_TEACH = (
    "The plan is the cheapest set of flows that closes the findings and ties the islands in. "
    "Every flow that could is weighed by its days of work, and that no other set is cheaper is "
    "proven, or how far from it the plan is at most."
)
_EMPTY = "There is nothing to plan yet. Draw systems and flows, or import an inventory."
_CLOSED = "The check finds nothing that is to be closed, so there is nothing to plan."


class PlanPanel(QWidget):
    """Goal above, what there is of a plan below it, adopting at the foot."""

    wanted = Signal()
    """The plan is to be worked out."""
    adopted = Signal(object, object, int)
    """Numbers of waves, the day on which work begins, weeks a wave."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Plan")
        self.goal = Goal()
        self.work = button(_WORK, self.wanted.emit, "primary", "work-out")
        self.limits_link = button(_LIMITS, self._turn, "link", "limits")
        self.progress, self.result = Progress(), Result(keeper)
        self.limits, self.adoption = LimitsForm(), Adoption()
        self._notice = label(_TEACH, "muted", wrap=True)
        self.again = button("Work it out again", self.wanted.emit, name="again")
        self._at_hand: QWidget | None = None
        self._lay_out()
        self.result.ticked_changed.connect(self._show_ticked)
        self.adoption.changed.connect(self._date)
        self.adoption.adopted.connect(self._adopt)

    def _lay_out(self) -> None:
        self._message, self._foot = self._message_page(), QWidget()
        self._foot.setLayout(column(hairline(), self.adoption, gap=0))
        self.stack = QStackedWidget()
        for page in (self._message, self.progress, self.result, self.limits):
            self.stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row(self.goal, margins=(16, 14, 16, 8)))
        whole.addLayout(row(self.work, None, self.limits_link, margins=(16, 0, 16, 12)))
        whole.addWidget(hairline())
        whole.addWidget(self.stack, 1)
        whole.addWidget(self._foot)
        self.show_message(_TEACH)

    def _message_page(self) -> QWidget:
        made = QWidget()
        words = QVBoxLayout(made)
        words.setContentsMargins(16, 18, 16, 16)
        words.setSpacing(12)
        words.addWidget(self._notice)
        words.addLayout(row(self.again, None))
        words.addStretch(1)
        return made

    # What is shown

    def show_message(self, text: str, again: str = "") -> None:
        """Show no plan, and say why; `again` are the words of a button that works it out."""
        self._notice.setText(text)
        self.again.setVisible(bool(again))
        self.again.setText(caption(again))
        self.again.setAccessibleName(again)
        self._show(self._message)

    def teach(self, *, has_systems: bool, has_goal: bool) -> None:
        """Say what a plan is, or why there is none."""
        self.show_message((_TEACH if has_goal else _CLOSED) if has_systems else _EMPTY)

    def show_progress(self) -> None:
        """A plan is being worked out."""
        self.progress.begin()
        self._show(self.progress)

    def show_plan(self, made: Made) -> None:
        """Show a plan that was made; its waves are all to be adopted."""
        self.result.show_plan(made)
        self._date()
        self._show(self.result)

    def show_variants(self, variants: Sequence["Variant"] | None) -> None:
        """Show other ways beside the plan; None while they are being worked out."""
        self.result.show_variants(variants)

    def enable(self, *, on: bool) -> None:
        """Let the plan be worked out, if there is anything to close."""
        self.work.setEnabled(on)

    @property
    def has_plan(self) -> bool:
        """Whether a plan is shown, or would be if the limits were not."""
        return self._at_hand is self.result

    @property
    def is_in_limits(self) -> bool:
        """Whether efforts and limits are shown."""
        return self.stack.currentWidget() is self.limits

    def show_limits(self, *, on: bool) -> None:
        """Show efforts and limits in place of the plan, or the plan again."""
        words = "Back to the plan" if on else _LIMITS
        self.limits_link.setText(caption(words))
        self.limits_link.setAccessibleName(words)
        if not on:
            self.limits.finish()
        page = self.limits if on or self._at_hand is None else self._at_hand
        self.stack.setCurrentWidget(page)
        self._foot.setVisible(page is self.result and bool(self.result.plan_flows))

    def finish(self) -> None:
        """Take over what is being typed."""
        self.limits.finish()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The keyboard goes to the list, or to the button that makes one."""
        is_list = self.stack.currentWidget() is self.result
        goal = self.result.list if is_list else self.work
        goal.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, page: QWidget) -> None:
        self._at_hand = page
        if self.is_in_limits and page is not self.progress:
            return
        self.show_limits(on=False)

    def _turn(self) -> None:
        self.show_limits(on=not self.is_in_limits)

    # Adopting

    def ask_to_adopt(self) -> None:
        """As if its button were pressed."""
        self.adoption.adopt.click()

    def _show_ticked(self) -> None:
        self.adoption.show_waves(len(self.result.ticked), self.result.waves)
        self._date()

    def _date(self) -> None:
        self.result.show_dates(self.adoption.day, self.adoption.weeks.value())
        self.adoption.show_waves(len(self.result.ticked), self.result.waves)

    def _adopt(self) -> None:
        ticked = frozenset(self.result.ticked)
        self.adopted.emit(ticked, self.adoption.day, self.adoption.weeks.value())


_WORK = "Work out the cheapest plan"
_LIMITS = "Limits and efforts…"
