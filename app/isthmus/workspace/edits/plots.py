"""Areas, notes and territories of views by their ids: what to call them, copies of them."""

from collections.abc import Collection
from dataclasses import replace

from isthmus.model.records import new_id
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Area, Note, NoteKind, Territory


def plot(tx: Transaction, key: str) -> Area | Note | Territory | None:
    """The area, note or territory of that id."""
    return tx.get(Area, key) or tx.get(Note, key) or tx.get(Territory, key)


def called_plot(snapshot: Snapshot, key: str) -> str:
    """What to call it: 'the territory of Marketing', 'the area Candidates', 'a note'."""
    if key in snapshot.territories:
        owner = snapshot.departments[snapshot.territories[key].department]
        return f"the territory of {owner.name}"
    if key in snapshot.areas:
        name = snapshot.areas[key].name
        return f"the area {name}" if name else "an area"
    note = snapshot.notes.get(key)
    return "a heading" if note and note.kind is NoteKind.HEADING else "a note"


def copy_plots(tx: Transaction, keys: Collection[str], dx: float, dy: float) -> dict[str, str]:
    """Copy areas and notes, shifted on their views; the copies' ids by those of the originals."""
    copies: dict[str, str] = {}
    for key in keys:
        one = tx.get(Area, key) or tx.get(Note, key)
        if one is not None:
            copies[key] = tx.put(replace(one, id=new_id(), x=one.x + dx, y=one.y + dy)).id
    return copies
