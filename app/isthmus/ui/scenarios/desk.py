"""Scenarios in the window: kept, applied, compared, renamed, deleted."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.model.document import Document
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.scenarios.comparing import ComparingDesk
from isthmus.ui.scenarios.dialog import ScenariosDialog
from isthmus.ui.scenarios.naming import NameScenario, Since
from isthmus.ui.scenarios.states import MAP, SCENARIO, State
from isthmus.ui.session import Session
from isthmus.ui.statusbar import counted
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused

Then = Callable[[], None]


class ScenarioDesk(QObject):
    """Ties the list of scenarios to the map."""

    told = Signal(str)
    """Something was done: a word for the user."""

    def __init__(
        self, session: Session, comparing: ComparingDesk, keeper: ThemeKeeper, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._comparing = session, comparing
        self._keeper, self._window = keeper, window
        self._list: ScenariosDialog | None = None
        self.before_looking: Then = lambda: None
        """Called before the map is looked at: takes over what is being typed."""
        session.changed.connect(self._show_list)
        session.replaced.connect(self._close)

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
        deeds = {
            "compare": self.compare,
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

    def compare(self, scenario_id: str) -> None:
        """Show what a scenario would change."""
        if self._list is not None:
            self._list.accept()
        self._comparing.compare(State(MAP), State(SCENARIO, scenario_id))

    def _close(self) -> None:
        """Another map is open: what is shown is of none that is there."""
        if self._list is not None:
            self._list.reject()
