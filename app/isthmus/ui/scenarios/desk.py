"""Scenarios in the window: kept, applied, compared; the map compared with another one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.model.changes import ChangeSet, Facet
from isthmus.model.document import Document
from isthmus.model.errors import UserError
from isthmus.model.scenarios import with_scenario
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dialogs.choosing import MAPS, choose_file
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.scenarios.comparison import ComparisonDialog, Shown
from isthmus.ui.scenarios.dialog import ScenariosDialog
from isthmus.ui.scenarios.naming import NameScenario, Since
from isthmus.ui.session import Session
from isthmus.ui.statusbar import counted
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from isthmus.workspace.sources import open_map

Sides = tuple[Snapshot, Snapshot, tuple[str, ...]]
"""Before, after, and what is to be told of how they came to be."""
_WEIGHS = Facet.TOPOLOGY | Facet.ATTRIBUTES


class ScenarioDesk(QObject):
    """Ties scenarios and comparisons to the map."""

    told = Signal(str)
    """Something was done: a word for the user."""
    wanted = Signal(object)
    """A Row of a comparison that is to be shown on the map."""

    def __init__(
        self, session: Session, jobs: JobRunner, keeper: ThemeKeeper, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._jobs, self._keeper, self._window = session, jobs, keeper, window
        self._list: ScenariosDialog | None = None
        self._comparison: ComparisonDialog | None = None
        self.before_looking: Callable[[], None] = lambda: None
        """Called before the map is looked at: takes over what is being typed."""
        session.changed.connect(self._changed)
        session.replaced.connect(self._close_all)

    # The list

    def open(self) -> None:
        """Show the scenarios of the map."""
        self.before_looking()
        self._list = made = ScenariosDialog(self._keeper, self._window)
        made.asked.connect(self._asked)
        made.keep_wanted.connect(self.keep)
        made.finished.connect(self._list_closed)
        self._show_list()
        made.open()

    def _list_closed(self) -> None:
        self._list = None

    def _show_list(self) -> None:
        if self._list is not None:
            can_keep = bool(self._session.document.done)
            self._list.show_scenarios(self._session.snapshot, can_keep=can_keep)

    def _asked(self, word: str, scenario: str) -> None:
        deeds: dict[str, Callable[[str], None]] = {
            "compare": self.compare_scenario,
            "apply": self.apply,
            "rename": self.rename,
            "delete": self.delete,
        }
        deeds[word](scenario)

    # Edits

    def keep(self) -> None:
        """Ask for a name, and keep what was changed as a scenario."""
        self.before_looking()
        if not self._session.document.done:
            self.told.emit("Nothing was changed since the map was opened: there is nothing to keep")
            return
        over = self._list or self._window
        NameScenario("Keep as a scenario", self._keep, over, since=self._moments()).open()

    def _moments(self) -> list[Since]:
        """From when on changes may be kept: since the map was opened, since it was saved."""
        done = self._session.document.done
        moments = [(f"Since the map was opened ({counted(len(done), 'step')})", "")]
        saved = self._session.workspace.saved_position
        if saved and saved in done[:-1]:
            steps = len(done) - 1 - done.index(saved)
            moments.append((f"Since it was saved ({counted(steps, 'step')})", saved))
        return moments

    def _keep(self, name: str, description: str, position: str) -> str:
        try:
            base = edits.map_at(self._session.document, position)
        except EditRefused as error:
            return str(error)
        why = self._session.try_edit(edits.keep_as_scenario, base, name, description)
        if not why:
            self.told.emit(f"Kept as the scenario ‘{name.strip()}’; the map is as it was")
        return why

    def apply(self, scenario_id: str) -> None:
        """Apply a scenario, and tell what of it no longer fits."""
        name, told = self._name(scenario_id), list[str]()

        def edit(document: Document) -> None:
            told.extend(edits.apply_scenario(document, scenario_id))

        if not self._session.edit(edit):
            return
        self.told.emit(f"Applied the scenario ‘{name}’")
        if told:
            text = "\n".join(told[:12])
            more = f"\nAnd {len(told) - 12:,} more." if len(told) > 12 else ""
            tell(self._window, "Not all of it fits the map any more", f"{text}{more}")

    def delete(self, scenario_id: str) -> None:
        """Delete a scenario; undo brings it back."""
        name = self._name(scenario_id)
        if self._session.edit(edits.delete_scenario, scenario_id):
            self.told.emit(f"Deleted the scenario ‘{name}’; undo brings it back")

    def rename(self, scenario_id: str) -> None:
        """Ask for another name and description."""
        one = self._session.snapshot.scenarios.get(scenario_id)
        if one is None:
            return

        def done(name: str, description: str, _: str) -> str:
            return self._session.try_edit(edits.rename_scenario, scenario_id, name, description)

        over = self._list or self._window
        NameScenario(
            "Rename the scenario", done, over, name=one.name, description=one.description
        ).open()

    def _name(self, scenario_id: str) -> str:
        one = self._session.snapshot.scenarios.get(scenario_id)
        return one.name if one else "a scenario that is gone"

    # Comparing

    def compare_scenario(self, scenario_id: str, plans: bool = False) -> None:  # noqa: FBT001, FBT002
        """Show what a scenario would change."""
        self.before_looking()
        today = self._session.snapshot
        scenario = today.scenarios.get(scenario_id)
        if scenario is None:
            self.told.emit("The scenario is not on the map any more")
            return

        def sides(_: Ticket) -> Sides:
            return today, *with_scenario(today, scenario)

        if self._list is not None:
            self._list.accept()
        self._compare(
            ("the map", scenario.name),
            sides,
            lambda with_plans: self.compare_scenario(scenario_id, with_plans),
            plans=plans,
        )

    def compare_file(self) -> None:
        """Ask for a map, and show what differs between it and this one."""
        choose_file(self._window, "Compare with an earlier map", (MAPS,), self.compare_with)

    def compare_with(self, path: Path, plans: bool = False) -> None:  # noqa: FBT001, FBT002
        """Show what differs between the map of a file and this one."""
        self.before_looking()
        today = self._session.snapshot

        def sides(_: Ticket) -> Sides:
            return open_map(path).document.snapshot(), today, ()

        self._compare(
            (path.stem, "the map"),
            sides,
            lambda with_plans: self.compare_with(path, with_plans),
            plans=plans,
        )

    def _compare(
        self,
        names: tuple[str, str],
        sides: Callable[[Ticket], Sides],
        again: Callable[[bool], None],
        *,
        plans: bool,
    ) -> None:
        catalogue, revision = self._session.catalogue, self._session.document.revision

        def work(ticket: Ticket) -> Shown:
            from isthmus.workspace.comparing import compare_states  # noqa: PLC0415 - slow

            before, after, told = sides(ticket)
            found = compare_states(
                (before, None),
                (after, None),
                catalogue,
                plans=plans,
                tell=ticket.progress,
                cancelled=ticket.cancelled,
            )
            ticket.check()
            return Shown(found, *names, told, plans)

        def then(shown: Shown) -> None:
            self._show(shown, again)
            if self._session.document.revision != revision and self._comparison is not None:
                self._comparison.mark_stale()

        self._jobs.run("Comparing", work, then, self._failed)

    def _show(self, shown: Shown, again: Callable[[bool], None]) -> None:
        if self._comparison is not None:
            self._comparison.accept()
        self._comparison = made = ComparisonDialog(shown, again, self._keeper, self._window)
        made.wanted.connect(self.wanted)
        made.finished.connect(lambda: self._comparison_closed(made))
        made.show()

    def _comparison_closed(self, made: ComparisonDialog) -> None:
        if self._comparison is made:
            self._comparison = None

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError | OSError):
            raise error
        tell(self._window, "Not compared", str(error))

    # What follows from changes

    def _changed(self, change: ChangeSet) -> None:
        self._show_list()
        if self._comparison is not None and change.facets() & _WEIGHS:
            self._comparison.mark_stale()

    def _close_all(self) -> None:
        """Another map is open: what is shown is of none that is there."""
        for dialog in (self._list, self._comparison):
            if dialog is not None:
                dialog.reject()
