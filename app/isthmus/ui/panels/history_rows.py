"""The rows of the history, newest first, and what each of them is to the map as it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from isthmus.model.document import Document
from isthmus.workspace.history import History, Step


class Standing(StrEnum):
    """What a step is to the map as it stands."""

    EARLIER = "earlier"
    """Done before the map was opened: history only."""
    DONE = "done"
    HERE = "here"
    UNDONE = "undone"
    """Redo leads there."""
    DROPPED = "dropped"
    """Undone, and then something else was done."""


@dataclass(frozen=True, slots=True)
class Row:
    """A step as it is shown."""

    step: Step
    standing: Standing

    @property
    def can_go(self) -> bool:
        """Whether undo or redo leads there."""
        return self.standing in (Standing.DONE, Standing.UNDONE)


class Rows:
    """Steps with the map's beginning among them, numbered from the newest on; made when asked."""

    def __init__(self, history: History, document: Document, title: str) -> None:
        self.history = history
        self._begin = Step("", None, "", f"Opened {title}" if history.earlier else "Began")
        self._here = ""
        self._done: frozenset[str] = frozenset()
        self._undone: frozenset[str] = frozenset()
        self._document = document
        self.update()

    def update(self) -> None:
        """Look again at what is done and undone."""
        self._here = self._document.position
        self._done = frozenset(self._document.done)
        self._undone = frozenset(self._document.undone)

    def __len__(self) -> int:
        return len(self.history.session) + 1 + len(self.history.earlier)

    def __getitem__(self, number: int) -> Row:
        session, earlier = self.history.session, self.history.earlier
        if number < len(session):
            step = session[len(session) - 1 - number]
            return Row(step, self._standing(step.id))
        if number == len(session):
            return Row(self._begin, Standing.HERE if not self._here else Standing.DONE)
        return Row(earlier[len(earlier) + len(session) - number], Standing.EARLIER)

    def _standing(self, position: str) -> Standing:
        if position == self._here:
            return Standing.HERE
        if position in self._done:
            return Standing.DONE
        return Standing.UNDONE if position in self._undone else Standing.DROPPED


def when(moment: datetime | None, now: datetime) -> str:
    """'14:03' today, '21 Nov, 14:03' this year, else with the year; in the user's own time."""
    if moment is None:
        return ""
    here = moment.astimezone()
    clock = f"{here:%H:%M}"
    if here.date() == now.date():
        return clock
    year = "" if here.year == now.year else f" {here.year}"
    return f"{here.day} {here:%b}{year}, {clock}"


def detail(row: Row, now: datetime) -> str:
    """When and by whom, and what became of it."""
    fate = {Standing.UNDONE: "undone", Standing.DROPPED: "undone for good"}
    parts = (when(row.step.time, now), row.step.author, fate.get(row.standing, ""))
    return " · ".join(part for part in parts if part)
