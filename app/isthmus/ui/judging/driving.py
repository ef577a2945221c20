"""The dialog in which both sides' answers stand beside each other, and are entered."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from isthmus.model.records import PerceptionAnswer
from isthmus.ui.judging.dialog import ReviewDialog
from isthmus.ui.judging.drivingwords import Driving
from isthmus.ui.judging.entry import AnswerEntry, Entered
from isthmus.ui.judging.following import Follower
from isthmus.ui.judging.review import Row
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace import edits

_LEAD = (
    "Who drives it, in the eyes of IT and in those of the business: by technology area and by "
    "system, the strongest disagreement first."
)


class DrivingDialog(ReviewDialog):
    """Each answer entered is one undo step."""

    ask_wanted = Signal()
    take_wanted = Signal()
    lens_wanted = Signal()

    def __init__(
        self, session: Session, follower: Follower, keeper: ThemeKeeper, parent: QWidget
    ) -> None:
        super().__init__("Who drives it", _LEAD, follower, keeper, parent)
        self.setObjectName("driving")
        self._session = session
        self.entry = AnswerEntry(self.particulars)
        self.entry.entered.connect(self._enter)
        self.entry.hide()
        self.particulars.between.addWidget(self.entry)
        self._add_steps()
        colour = self.offer("Colour the map by agreement", self.lens_wanted.emit, "colour")
        take = self.offer("Take answers in…", self.take_wanted.emit, "take")
        ask = self.offer("Make a workbook to ask…", self.ask_wanted.emit, "ask")
        self.chain(self.particulars, ask, take, colour, self.go)

    def _add_steps(self) -> None:
        """Keys that lead on to the next question, with the same field in hand."""
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self._step(by))

    def _step(self, by: int) -> None:
        field = self.entry.in_hand()
        rows, one = self.list.rows.shown, self.list.current()
        if one is not None:
            place = min(len(rows) - 1, max(0, self.list.rows.place(one.key) + by))
            self.list.choose(rows[place].key)
            self.entry.take_in_hand(field)

    def _show_row(self, one: Row | None) -> None:
        super()._show_row(one)
        known = self.review.found if self.review else None
        self.entry.setVisible(isinstance(known, Driving) and one is not None)
        if isinstance(known, Driving) and one is not None:
            self.entry.show_asked(known.asked[one.key], known.drivers)

    def _enter(self, said: Entered) -> None:
        """Enter it on the map."""
        session, catalogue = self._session, self._session.catalogue
        if not said.driver:
            session.edit(edits.remove_answers, [said.answer], catalogue)
        elif said.is_new:
            self._add(said)
        else:
            session.edit(
                edits.change_answer,
                said.answer,
                driver=said.driver,
                respondent=said.respondent,
                catalogue=catalogue,
            )

    def _add(self, said: Entered) -> None:
        area, system = said.about
        answer = PerceptionAnswer(
            id=said.answer,
            side=said.side,
            technology_area=area,
            system=system,
            driver=said.driver,
            respondent=said.respondent,
        )
        self._session.edit(edits.add_answer, answer, self._session.catalogue)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take over what is being typed."""
        self.entry.finish()
        super().hideEvent(event)
