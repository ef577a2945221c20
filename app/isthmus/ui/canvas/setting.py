"""The menu that sets facts of the selected systems: department, lifecycle, criticality, hosting."""

from enum import StrEnum
from functools import partial

from isthmus.model.records import Criticality, Hosting, Lifecycle, System
from isthmus.ui.canvas import commands
from isthmus.ui.canvas.entries import Entry
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.properties.fields import words_of

_UNKNOWN = "Not known"
_CHOICES: tuple[tuple[str, str, type[StrEnum]], ...] = (
    ("Lifecycle", "lifecycle", Lifecycle),
    ("Criticality", "criticality", Criticality),
    ("Hosting", "hosting", Hosting),
)


def facts(stage: Stage, systems: list[str]) -> Entry:
    """What these systems are, checked where all of them are; choosing sets it for all."""
    chosen = [stage.board.snapshot.systems[key] for key in systems]
    choices = (
        Entry(words, inside=_values(stage, chosen, field, kind)) for words, field, kind in _CHOICES
    )
    return Entry("Set", inside=(Entry("Department", inside=_owners(stage, chosen)), *choices))


def _owners(stage: Stage, systems: list[System]) -> tuple[Entry, ...]:
    """The departments of the map by name, then nobody."""
    known = stage.board.snapshot.departments.values()
    named = sorted(known, key=lambda one: (one.name.casefold(), one.id))
    ids, now = [one.id for one in systems], {one.department for one in systems}
    found = [
        Entry(one.name, partial(commands.let_own, stage, ids, one.id), checked=now == {one.id})
        for one in named
    ]
    nobody = Entry("None", partial(commands.let_own, stage, ids, None), checked=now == {None})
    return (*found, *([Entry()] if found else []), nobody)


def _values(
    stage: Stage, systems: list[System], field: str, kind: type[StrEnum]
) -> tuple[Entry, ...]:
    ids, now = [one.id for one in systems], {getattr(one, field) for one in systems}
    return tuple(
        Entry(
            _UNKNOWN if value.value == "unknown" else words_of(value),
            partial(commands.set_fact, stage, ids, field, value),
            checked=now == {value},
        )
        for value in kind
    )
