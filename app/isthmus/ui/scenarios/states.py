"""The states of a map that can be compared: as it stands, as it was, as it would be, another."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from isthmus.model.errors import UserError
from isthmus.model.scenarios import with_scenario
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dates import write_date
from isthmus.ui.session import Session
from isthmus.ui.statusbar import counted
from isthmus.workspace import edits
from isthmus.workspace.sources import open_map

MAP, OPENED, SAVED, SCENARIO, FILE = "map", "opened", "saved", "scenario", "file"


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison."""

    kind: str
    key: str = ""
    """Id of the scenario, path of the file, position in the document."""
    day: date | None = None
    """None for the state as it is recorded."""


@dataclass(frozen=True, slots=True)
class Side:
    """A state as it stood when it was asked for; what takes long is done by `read`."""

    name: str
    today: Snapshot
    """The open map."""
    state: State

    def read(self) -> tuple[Snapshot, tuple[str, ...]]:
        """The map in that state, and what is to be told of it; on any thread.

        Raises:
            UserError: it cannot be read.
        """
        if self.state.kind == FILE:
            return open_map(Path(self.state.key)).document.snapshot(), ()
        if self.state.kind == SCENARIO:
            return with_scenario(self.today, self.today.scenarios[self.state.key])
        return self.today, ()


def side_of(session: Session, state: State) -> Side:
    """A state of the open map, taken now.

    Raises:
        UserError: it is not there any more.
    """
    today = session.snapshot
    if state.kind == SCENARIO and state.key not in today.scenarios:
        raise UserError("The scenario is not on the map any more.")
    if state.kind in (OPENED, SAVED):
        today = edits.map_at(session.document, state.key)
    return Side(named(session, state), today, state)


def named(session: Session, state: State) -> str:
    """'The map', 'the map as it was opened', a scenario's or a file's name."""
    names = {MAP: "the map", OPENED: "the map as it was opened", SAVED: "the map as it was saved"}
    name = names.get(state.kind, "")
    if state.kind == SCENARIO:
        name = session.snapshot.scenarios[state.key].name
    elif state.kind == FILE:
        name = Path(state.key).stem
    return f"{name} on {write_date(state.day)}" if state.day else name


def offered(session: Session) -> list[tuple[str, State]]:
    """The states that can be chosen without a file, in words."""
    done = session.document.done
    found = [("The map as it is", State(MAP))]
    if done:
        found.append((f"The map as it was opened, {_ago(len(done))}", State(OPENED)))
    saved = session.workspace.saved_position
    if saved and saved in done[:-1]:
        steps = len(done) - 1 - done.index(saved)
        found.append((f"The map as it was saved, {_ago(steps)}", State(SAVED, saved)))
    scenarios = session.snapshot.scenarios.values()
    by_name = sorted(scenarios, key=lambda one: (one.name.casefold(), one.id))
    return [*found, *((f"Scenario: {one.name}", State(SCENARIO, one.id)) for one in by_name)]


def _ago(steps: int) -> str:
    return f"{counted(steps, 'step')} ago"
