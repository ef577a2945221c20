"""What was done to the open map, when and by whom: in its file, and since it was opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from isthmus.model.changes import ChangeSet
from isthmus.storage.rows import HistoryEntry


@dataclass(frozen=True, slots=True)
class Step:
    """A change set without what it changed."""

    id: str
    """The document's position right after it."""
    time: datetime | None
    """None where the file's entry is damaged."""
    author: str
    label: str
    burst: str = ""
    """Steps of one burst that follow each other are shown as their last."""


class History:
    """The steps of a map, oldest first; it never grows shorter.

    Undoing and redoing make no step: the document knows which steps of `session` stand.
    """

    def __init__(self, entries: Iterable[HistoryEntry]) -> None:
        """Begin with what the map's file holds."""
        self._earlier = [_step_of(entry) for entry in entries]
        self._session: list[Step] = []

    @property
    def earlier(self) -> Sequence[Step]:
        """What was done before the map was opened, as its file says."""
        return self._earlier

    @property
    def session(self) -> Sequence[Step]:
        """What was done since; steps that were undone for good are among them."""
        return self._session

    def add(self, change: ChangeSet) -> None:
        """Note a change set that was applied; what goes on with a burst stands for all of it."""
        step = Step(change.id, change.time, change.author, change.label, change.burst)
        if change.burst and self._session and self._session[-1].burst == change.burst:
            self._session[-1] = step
        else:
            self._session.append(step)


def _step_of(entry: HistoryEntry) -> Step:
    try:
        time = datetime.fromisoformat(entry.time)
    except ValueError:
        time = None
    return Step(entry.id, time, entry.author, entry.label)
