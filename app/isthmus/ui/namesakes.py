"""A word where two systems come to have one name: allowed, but seldom meant."""

from isthmus.model.changes import ChangeSet
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")


def namesakes(change: ChangeSet, snapshot: Snapshot) -> str:
    """'There are two systems named Okta now.', after the change named one; '' otherwise."""
    named = [
        delta.after
        for delta in change.deltas
        if isinstance(delta.after, System)
        and not (isinstance(delta.before, System) and delta.before.name == delta.after.name)
    ]
    if len(named) != 1:
        return ""
    name = named[0].name
    number = sum(one.name.casefold() == name.casefold() for one in snapshot.systems.values())
    if number < 2:
        return ""
    words = _NUMBERS[number - 2] if number - 2 < len(_NUMBERS) else f"{number:,}"
    return f"There are {words} systems named {name} now."
