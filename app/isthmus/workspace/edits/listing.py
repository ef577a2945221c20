"""Edits of the lists inside records: regulations, regions, capabilities."""

from collections.abc import Collection, Iterable
from typing import Literal, TypeVar

from isthmus.model.document import Document
from isthmus.model.records import Capability, DataObject, Record, System
from isthmus.model.transaction import Transaction
from isthmus.workspace.edits.resolving import called, counted, named, one_step
from isthmus.workspace.errors import EditRefused

R = TypeVar("R", bound=System | DataObject)
Listed = Literal["regulations", "regions"]


def change_list(
    document: Document,
    kind: type[System | DataObject],
    ids: Collection[str],
    field: Listed,
    *,
    add: Collection[str] = (),
    drop: Collection[str] = (),
) -> None:
    """Add words to a list of each record and take others out; what else is listed stays.

    Raises:
        EditRefused: a record is gone.
    """
    with one_step(document, f"Change {field} of {_called(document, kind, ids)}") as tx:
        for key in ids:
            record = _there(tx, kind, key)
            now = _relisted(getattr(record, field), [w.strip() for w in add], drop)
            tx.change(kind, key, **{field: now})


def change_capabilities(
    document: Document,
    systems: Collection[str],
    *,
    add: Collection[str] = (),
    drop: Collection[str] = (),
) -> None:
    """Let systems support capabilities by their names (made if new), and others no longer.

    Raises:
        EditRefused: a system is gone.
    """
    whose = _called(document, System, systems)
    with one_step(document, f"Change capabilities of {whose}") as tx:
        wanted = [_capability(tx, name).id for name in add if name.strip()]
        names = {one.id: one.name.casefold() for one in tx.all(Capability)}
        gone = {name.casefold() for name in drop}
        for key in systems:
            system = _there(tx, System, key)
            stay = [one for one in system.capabilities if names[one] not in gone]
            tx.change(System, key, capabilities=tuple(dict.fromkeys((*stay, *wanted))))


def _called(document: Document, kind: type[Record], ids: Collection[str]) -> str:
    """The name of the only record, or how many there are."""
    noun, table = ("system", "systems") if kind is System else ("data object", "data_objects")
    only = document.snapshot().tables[table].get(next(iter(ids), "")) if len(ids) == 1 else None
    return called(document, only) if only else counted(len(ids), noun)


def _relisted(now: Iterable[str], add: Iterable[str], drop: Collection[str]) -> tuple[str, ...]:
    """The words with some more and some less, each once, whatever its capitals."""
    gone = {word.casefold() for word in drop}
    stay = [word for word in now if word.casefold() not in gone]
    found: dict[str, str] = {}
    for word in (*stay, *add):
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


def _capability(tx: Transaction, name: str) -> Capability:
    """The map's capability of that name, a new one if there is none."""
    name = named(name, "A capability")
    known = (one for one in tx.all(Capability) if one.name.casefold() == name.casefold())
    found = min(known, key=lambda one: one.id, default=None)
    return found or tx.put(Capability(name=name))


def _there(tx: Transaction, kind: type[R], key: str) -> R:
    found = tx.get(kind, key)
    if found is None:
        raise EditRefused("This is not on the map any more.")
    return found
