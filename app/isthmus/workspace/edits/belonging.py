"""What systems are parts of, and what they run on."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.edits.pasting import systems_by_name
from isthmus.workspace.edits.resolving import called, counted, one_step, there
from isthmus.workspace.errors import EditRefused


def put_under(document: Document, systems: Collection[str], name: str) -> None:
    """Let systems (ids) be parts of the system of that name, '' for none.

    Raises:
        EditRefused: no system is called so, or one of them would be a part of itself.
    """
    snapshot = document.snapshot()
    above = _known(snapshot, name) if name.strip() else None
    if above is not None and not set(systems).isdisjoint(_upwards(snapshot, above)):
        raise EditRefused(f"“{snapshot.systems[above].name}” would be a part of itself.")
    whole = snapshot.systems[above].name if above else "nothing"
    with one_step(document, f"Make {_called(document, systems)} part of {whole}") as tx:
        for key in systems:
            tx.put(replace(there(document, key), part_of=above))


def change_platforms(
    document: Document, systems: Collection[str], add: Iterable[str] = (), drop: Iterable[str] = ()
) -> None:
    """Let systems (ids) run on those called so, and no more on others.

    Raises:
        EditRefused: no system is called so, or one would run on itself.
    """
    snapshot = document.snapshot()
    more = [_known(snapshot, name) for name in add]
    if not set(more).isdisjoint(systems):
        raise EditRefused("A system cannot run on itself.")
    gone = {name.casefold() for name in drop}
    with one_step(document, f"Say what {_called(document, systems)} runs on") as tx:
        for key in systems:
            system = there(document, key)
            stay = (i for i in system.runs_on if snapshot.systems[i].name.casefold() not in gone)
            tx.put(replace(system, runs_on=tuple(dict.fromkeys((*stay, *more)))))


def _known(snapshot: Snapshot, name: str) -> str:
    found = systems_by_name(snapshot).get(" ".join(name.split()).casefold())
    if found is None:
        raise EditRefused(f"No system is called “{name.strip()[:60]}”.")
    return found


def _upwards(snapshot: Snapshot, system: str) -> Iterator[str]:
    """A system and all that it is a part of."""
    step: str | None = system
    while step is not None:
        yield step
        step = snapshot.systems[step].part_of


def _called(document: Document, systems: Collection[str]) -> str:
    if len(systems) == 1:
        return called(document, there(document, next(iter(systems))))
    return counted(len(systems), "system")
