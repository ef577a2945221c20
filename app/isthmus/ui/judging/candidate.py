"""The dialog that tells what a product would need and bring, before it is bought."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QSplitter, QWidget

from isthmus.analysis.candidate import candidate_of
from isthmus.analysis.fit import Fit, fit
from isthmus.analysis.wording import counted
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.ui.jobs import JobRunner
from isthmus.ui.judging.candidateform import CandidateForm, Wish
from isthmus.ui.judging.fitsheet import fit_sheet
from isthmus.ui.judging.following import Follower, State
from isthmus.ui.judging.particulars import Particulars
from isthmus.ui.judging.review import Sheet, section
from isthmus.ui.judging.roomy import RoomyDialog
from isthmus.ui.judging.standing import Standing
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper

_WIDTH = 1100
_HEIGHT = 760
_SIDES = (380, 660)
_REST = 250
"""Milliseconds without a change of the wish before it is worked out."""
_LEAD = "What a product would have to connect to, overlap and bring, before it is bought."
_TEACH = Sheet(
    "Which product is thought of?",
    "Choose one on the left, or describe one that the catalogue does not know.",
    section(
        "What is told of it then",
        (
            "- The flows that the rules ask of it, and the connectors that exist",
            "- The systems of the map that do the same already",
            "- The data that it would hold, from whom, and the compliance that this brings",
            "- Whether IT leads, advises or steps back, and what becomes of the islands",
        ),
    ),
)
_OPEN = "Give it a name and a category to see how it fits."


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fit report with its words."""

    fit: Fit
    sheet: Sheet


def fitted(snapshot: Snapshot, catalogue: Catalogue, wish: Wish) -> Fitted:
    """How what is thought of fits a map; on any thread.

    Raises:
        CandidateError: the map has no such department.
    """
    candidate = candidate_of(
        catalogue,
        wish.name,
        category=wish.category,
        department=wish.department,
        regions=wish.regions,
        holds=wish.holds,
        regulations=wish.regulations,
        annual_cost=wish.annual_cost,
    )
    found = fit(snapshot, catalogue, candidate)
    return Fitted(found, fit_sheet(found, catalogue))


class CandidateDialog(RoomyDialog):
    """Follows the map and the wish; what is told is always of both as they are."""

    add_wanted = Signal(object)
    """The Fit to add to the map as planned."""
    save_wanted = Signal(str, str)
    """The report as text, and what it is called."""

    def __init__(
        self, session: Session, jobs: JobRunner, keeper: ThemeKeeper, parent: QWidget
    ) -> None:
        super().__init__("Does it fit?", parent, _WIDTH, _HEIGHT)
        self.setObjectName("candidate")
        self._catalogue = session.catalogue
        self.fitted: Fitted | None = None
        self.form = CandidateForm(session, keeper)
        self.particulars = Particulars("The fit report")
        self.follower = Follower("Trying it on the map", None, session, jobs, self)
        self.standing = Standing(self.follower)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        self.say(_LEAD, "muted")
        self.body.addWidget(self.standing)
        self.body.addWidget(self._sides(), 1)
        self._add_answers()
        self.form.changed.connect(self._wish_changed)
        self.follower.found.connect(self._take)
        self.follower.state_changed.connect(self._refresh)
        session.changed.connect(self.form.refresh)
        session.replaced.connect(self.form.refresh)
        self._wish_changed()

    def _sides(self) -> QSplitter:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        area.setMinimumWidth(300)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(1)
        sides.addWidget(area)
        sides.addWidget(self.particulars)
        self.particulars.setMinimumWidth(320)
        sides.setSizes(list(_SIDES))
        sides.setStretchFactor(1, 1)
        return sides

    def _add_answers(self) -> None:
        self.copy = self._offer("Copy as text", self._copy, left=True)
        self.save = self._offer("Save as text…", self._save, left=True)
        self.add = self._offer("", self._add, left=False)
        self.add.setProperty("look", "primary")
        self.answer("Close", self.hide, closes=False)

    def _offer(self, text: str, deed: Callable[[], None], *, left: bool) -> QPushButton:
        return self.answer(text, deed, closes=False, left=left)

    # Working out

    def _wish_changed(self) -> None:
        """Wait for the hand to rest; what was told of another wish is not shown any more."""
        self.fitted = None
        self.follower.forget()
        wish = self.form.wish()
        self.standing.say("" if wish.is_whole else _OPEN)
        self.particulars.show_sheet(Sheet(wish.name) if wish.is_whole else _TEACH)
        self._timer.start(_REST)
        self._refresh()

    def _work(self) -> None:
        wish, catalogue = self.form.wish(), self._catalogue
        if wish.is_whole and self.isVisible():
            self.follower.work_by(lambda snapshot, _: fitted(snapshot, catalogue, wish))

    def _take(self, made: Fitted) -> None:
        self.fitted = made
        self.standing.say(summary_of(made.fit))
        self.particulars.show_sheet(made.sheet)
        self._refresh()

    def _refresh(self) -> None:
        """What can be done with what is told now."""
        state = self.follower.state
        is_told = self.fitted is not None and state is State.CURRENT
        self.particulars.setVisible(self.fitted is None or state in (State.CURRENT, State.WORKING))
        for one in (self.copy, self.save, self.add):
            one.setEnabled(is_told)
        effort = self.fitted.fit.effort if self.fitted else 0
        flows = f", with {counted(effort, 'flow')}" if effort else ""
        self.add.setText(f"Add it to the map as planned{flows}")

    # What is done with it

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.particulars.text())
        self.standing.say("Copied.")

    def _save(self) -> None:
        self.save_wanted.emit(self.particulars.text(), self.form.wish().name)

    def _add(self) -> None:
        if self.fitted is not None:
            self.add_wanted.emit(self.fitted.fit)

    # Being looked at

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the map from now on."""
        super().showEvent(event)
        self.form.refresh()
        self._timer.start(0)
        self.form.search.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the map be."""
        super().hideEvent(event)
        self.follower.follow(on=False)


def summary_of(found: Fit) -> str:
    """How it fits, in a line."""
    flows = counted(found.effort, "flow") + " to build" if found.needs else "No flow to build"
    alike = f"{len(found.alike):,} of its category on the map already"
    return f"{flows}; {alike}; {found.involvement.verdict}."
