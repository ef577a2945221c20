"""The frame of the dialogs of judgements: a list with search, the particulars beside it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QWidget,
)

from isthmus.ui.judging.following import Follower, State
from isthmus.ui.judging.particulars import Particulars
from isthmus.ui.judging.review import Review, Row, Sheet
from isthmus.ui.judging.roomy import RoomyDialog
from isthmus.ui.judging.rows import RowList
from isthmus.ui.judging.standing import Standing
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import row

_WIDTH = 1060
_HEIGHT = 700
_SIDES = (440, 570)
"""Pixels of the list and of the particulars."""
_NOTHING = "Nothing matches. Try another word, or list all."


class ReviewDialog(RoomyDialog):
    """Judgements in a list, searched and narrowed; stays open beside the map and follows it."""

    go_wanted = Signal(object)
    """Ids of the systems to show on the map."""

    def __init__(
        self, title: str, lead: str, follower: Follower, keeper: ThemeKeeper, parent: QWidget
    ) -> None:
        super().__init__(title, parent, _WIDTH, _HEIGHT)
        self.follower = follower
        self.review: Review | None = None
        self.list = RowList(keeper, title)
        self.particulars = Particulars("Particulars")
        self.standing = Standing(follower)
        self.say(lead, "muted")
        self.body.addLayout(self._controls())
        self.body.addWidget(self.standing)
        self.body.addWidget(self._sides(), 1)
        self.go = self.answer("Show on the map", self._go, closes=False, look="primary")
        self.answer("Close", self.hide, closes=False)
        self.list.chosen.connect(self._show_row)
        self.list.entered.connect(self._go)
        follower.found.connect(self.take)
        follower.state_changed.connect(self._follow_state)
        self.chain(self.search, self.kind, self.list, self.particulars, self.go)

    # Putting together

    def _controls(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName("Search")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._ask)
        self.list.steer_from(self.search)
        self.kind = QComboBox()
        self.kind.setAccessibleName("What is listed")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.kind.currentIndexChanged.connect(self._ask)
        controls = row(self.search, self.kind)
        controls.setStretch(0, 1)
        return controls

    def _sides(self) -> QSplitter:
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(12, 16, 12, 0)
        left = QWidget()
        self._stack = QStackedLayout(left)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(1)
        sides.addWidget(left)
        sides.addWidget(self.particulars)
        left.setMinimumWidth(280)
        self.particulars.setMinimumWidth(300)
        sides.setSizes(list(_SIDES))
        sides.setStretchFactor(1, 1)
        return sides

    def offer(self, text: str, deed: Callable[[], Any], name: str) -> QPushButton:
        """Add a button on the left of the foot."""
        made = self.answer(text, deed, closes=False, left=True)
        made.setObjectName(name)
        return made

    # What is shown

    def take(self, review: Review) -> None:
        """Show what was worked out."""
        self.review = review
        self._offer_kinds(review)
        self.standing.say(review.summary)
        self.list.show_rows(review.rows, self.search.text(), self._kind())
        self._tell_of_nothing()

    def _offer_kinds(self, review: Review) -> None:
        wanted = self._kind()
        with QSignalBlocker(self.kind):
            self.kind.clear()
            for kind, words in review.kinds:
                self.kind.addItem(words, kind)
            self.kind.setCurrentIndex(max(0, self.kind.findData(wanted)))
        self.kind.setVisible(bool(review.rows))

    def _kind(self) -> str:
        return str(self.kind.currentData() or "")

    def narrow(self, kind: str) -> None:
        """List those of a kind only."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))

    def _ask(self) -> None:
        self.list.ask(self.search.text(), self._kind())
        self._tell_of_nothing()

    def _tell_of_nothing(self) -> None:
        """Say why the list is empty, where it is."""
        review = self.review
        self._nothing.setText(
            _NOTHING if review and review.rows else review.empty if review else ""
        )
        self._stack.setCurrentIndex(0 if self.list.rows.shown else 1)

    def _show_row(self, one: Row | None) -> None:
        self.go.setEnabled(bool(one and one.systems))
        sheet = self.review.sheet(one.key) if one and self.review else Sheet("")
        self.particulars.show_sheet(sheet)

    def _follow_state(self) -> None:
        """What is stale is not shown as if it held: it waits to be worked out again."""
        is_stale = self.follower.state in (State.CHANGED, State.FAILED)
        self.list.setEnabled(not is_stale)
        self.particulars.setVisible(not is_stale)
        if is_stale:
            self.go.setEnabled(False)

    def _go(self) -> None:
        one = self.list.current()
        if one is not None and one.systems:
            self.go_wanted.emit(one.systems)

    # Being looked at

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the map from now on."""
        super().showEvent(event)
        self.follower.follow(on=True)
        self.search.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the map be."""
        super().hideEvent(event)
        self.follower.follow(on=False)
