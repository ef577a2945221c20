"""Comparisons in the window: asked for, worked out beside it, shown, and made again when stale."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.model.changes import ChangeSet, Facet
from isthmus.model.errors import UserError
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.scenarios.choosing import CompareDialog
from isthmus.ui.scenarios.comparison import ComparisonDialog, Shown
from isthmus.ui.scenarios.states import Side, State, offered, side_of
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper

_WEIGHS = Facet.TOPOLOGY | Facet.ATTRIBUTES


class ComparingDesk(QObject):
    """Compares two states of the map, or the map with another."""

    wanted = Signal(object)
    """A Row of a comparison that is to be shown on the map."""

    def __init__(
        self, session: Session, jobs: JobRunner, keeper: ThemeKeeper, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._jobs, self._keeper, self._window = session, jobs, keeper, window
        self._shown: ComparisonDialog | None = None
        self.before_looking: Callable[[], None] = lambda: None
        """Called before the map is looked at: takes over what is being typed."""
        session.changed.connect(self._changed)
        session.replaced.connect(self._close)

    def ask(self) -> None:
        """Ask what is to be compared."""
        self.before_looking()
        CompareDialog(offered(self._session), self.compare, self._window).open()

    def compare(self, before: State, after: State, *, plans: bool = False) -> None:
        """Show what differs between two states, with their cheapest plans if these are wanted."""
        self.before_looking()
        try:
            sides = side_of(self._session, before), side_of(self._session, after)
        except UserError as error:
            tell(self._window, "Not compared", str(error))
            return
        revision = self._session.document.revision

        def then(shown: Shown) -> None:
            made = self._show(
                shown, lambda with_plans: self.compare(before, after, plans=with_plans)
            )
            if self._session.document.revision != revision:
                made.mark_stale()

        job = self._jobs.run("Comparing", self._work(sides, plans=plans), then, self._failed)
        self._session.replaced.connect(job.cancel)

    def _work(self, sides: tuple[Side, Side], *, plans: bool) -> Callable[[Ticket], Shown]:
        catalogue = self._session.catalogue

        def work(ticket: Ticket) -> Shown:
            from isthmus.workspace.comparing import compare_states  # noqa: PLC0415 - slow

            (before, told), (after, more) = (side.read() for side in sides)
            found = compare_states(
                (before, sides[0].state.day),
                (after, sides[1].state.day),
                catalogue,
                plans=plans,
                tell=ticket.progress,
                cancelled=ticket.cancelled,
            )
            ticket.check()
            return Shown(found, sides[0].name, sides[1].name, (*told, *more), plans)

        return work

    def _show(self, shown: Shown, again: Callable[[bool], None]) -> ComparisonDialog:
        self._close()
        self._shown = made = ComparisonDialog(shown, again, self._keeper, self._window)
        made.wanted.connect(self.wanted)
        made.finished.connect(lambda: self._closed(made))
        made.show()
        return made

    def _closed(self, made: ComparisonDialog) -> None:
        if self._shown is made:
            self._shown = None

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        tell(self._window, "Not compared", str(error))

    def _changed(self, change: ChangeSet) -> None:
        if self._shown is not None and change.facets() & _WEIGHS:
            self._shown.mark_stale()

    def _close(self) -> None:
        """What is shown is taken off: another one comes, or another map is open."""
        if self._shown is not None:
            self._shown.reject()
