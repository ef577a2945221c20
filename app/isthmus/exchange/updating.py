"""What the map has and a file tells anew, put together field by field.

Three values are compared: what the file said when it was imported, what the map says now, and what
the file says now. Only where both changed, and not to the same, is there a conflict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from typing import Any, TypeVar

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import Choices, FieldKey, Side
from isthmus.exchange.editions import Editions
from isthmus.exchange.proposal import Conflict
from isthmus.exchange.wording import record_words, value_words
from isthmus.model.records import (
    CellRef,
    Holding,
    Sourced,
)
from isthmus.model.sourcing import CUSTOM, cited_fields, told_before, value_text
from isthmus.model.transaction import Transaction, table_of

R = TypeVar("R", bound=Sourced)

_NEVER_CLEARED = frozenset({"name", "source", "target", "system", "data_object"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the rows of an import say of a record; custom fields are called 'custom:Colour'."""

    values: Mapping[str, Any]
    cells: Sequence[CellRef]
    emptied: Mapping[str, CellRef] = field(default_factory=dict)
    """Cells of columns that are there, by the field that they say nothing of."""
    along: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    """Values that come along with another field's: the currency with the cost."""
    derived: Mapping[str, Any] = field(default_factory=dict)
    """What follows from the name, and is no cell's: it fills what is empty."""
    ids: Sequence[tuple[str, str]] = ()


@dataclass(slots=True)
class Updating:
    """How records of the map are updated, and the conflicts that are met."""

    edit: Transaction
    catalogue: Catalogue
    editions: Editions
    choices: Choices
    conflicts: list[Conflict] = field(default_factory=list)

    def merged(self, record: R, told: Told) -> R:
        """The map's record with what the rows say; what they do not speak of stays as it is."""
        state = _State(record, told)
        for name, theirs in told.values.items():
            self._settle(state, name, theirs)
        for name, cell in told.emptied.items():
            if name not in told.values and self._clears(state, name, cell):
                nothing = told.derived.get(name, default_of(type(record), name))
                self._settle(state, name, nothing, cell)
        for name, (lead, theirs) in told.along.items():
            if state.value(lead) == told.values.get(lead):
                state.set(name, theirs)
        for name, theirs in told.derived.items():
            is_free = "name" in state.changed or _is_nothing(record, name, state.value(name))
            if name not in state.cited and is_free:
                state.set(name, theirs)
        found: R = state.record(self._cells(state, told))
        return found

    def _settle(
        self, state: "_State", name: str, theirs: object, at: CellRef | None = None
    ) -> None:
        """Decide on one field."""
        mine, before = state.value(name), state.kept.get(name)
        if _is_same(mine, theirs):
            state.kept.pop(name, None)
            return
        text = value_text(theirs)
        if before == text:
            return  # the file says what it said; the hand's change stands
        is_free = before is None and (
            _is_nothing(state.before, name, mine) or self._is_of_file(state, name, at)
        )
        if is_free or self._side(state, name, theirs, at) is Side.THEIRS:
            state.set(name, theirs)
            state.kept.pop(name, None)
        else:
            state.kept[name] = text

    def _is_of_file(self, state: "_State", name: str, at: CellRef | None) -> bool:
        """Whether the map's value came from the file that says otherwise now, or an earlier one.

        What a hand entered, or another file gave, is not replaced unasked.
        """
        if name not in state.cited:
            return False
        files = {cell.file for cell in state.before.origin if cell.field == name}
        told = at or next((cell for cell in state.told.cells if cell.field == name), None)
        return not files or told is None or not files.isdisjoint(self.editions.family(told.file))

    def _side(
        self,
        state: "_State",
        name: str,
        theirs: object,
        at: CellRef | None,
    ) -> Side:
        """Note a conflict, and whose value counts."""
        record = state.before
        key = FieldKey(table_of(record), record.id, name)
        side = self.choices.sides.get(key, self.choices.side)
        was = told_before(record, name)
        cells = (cell for cell in state.told.cells if cell.field == name)
        self.conflicts.append(
            Conflict(
                key=key,
                name=record_words(record, self.edit.get, self.catalogue),
                imported=self.words(name, was),
                mine=self.words(name, state.value(name)),
                theirs=self.words(name, theirs),
                cell=at or next(cells, CellRef("", "", "", name)),
                side=side,
            )
        )
        return side

    def _clears(self, state: "_State", name: str, cell: CellRef) -> bool:
        """Whether an empty cell takes back what the same column said before."""
        if name in _NEVER_CLEARED or name not in state.cited:
            return False
        return name in state.kept or self.replaces(cell, state.before)

    def replaces(self, cell: CellRef, record: Sourced) -> bool:
        """Whether a cell stands for one of an earlier edition that gave the same field."""
        family = self.editions.family(cell.file)
        return any(
            ref.field == cell.field and ref.file in family and _is_same_sheet(ref, cell)
            for ref in record.origin
        )

    def _cells(self, state: "_State", told: Told) -> tuple[CellRef, ...]:
        """The cells that a record comes from: the newer edition's instead of the earlier one's."""
        record = state.before
        if record.origin == tuple(told.cells):
            return record.origin
        fresh = {cell.field for cell in told.cells} | told.emptied.keys()
        files = {cell.file for cell in (*told.cells, *told.emptied.values())}
        families = {name for file in files for name in self.editions.family(file)}
        is_one = isinstance(record, Holding)  # it comes from one cell, whatever column that is in
        kept = [
            c for c in record.origin if not (c.file in families and (is_one or c.field in fresh))
        ]
        found = tuple(dict.fromkeys((*kept, *told.cells)))
        return record.origin if set(found) == set(record.origin) else found

    def words(self, name: str, value: object) -> str:
        """A field's value as it is shown."""
        return value_words(name, value, self.edit.get, self.catalogue)


@dataclass(slots=True)
class _State:
    """A record while its fields are decided on."""

    before: Sourced
    told: Told
    changed: dict[str, Any] = field(default_factory=dict)
    custom: dict[str, str] = field(init=False)
    kept: dict[str, str] = field(init=False)
    cited: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.custom = dict(self.before.custom)
        self.kept = dict(self.before.imported)
        self.cited = cited_fields(self.before)

    def value(self, name: str) -> Any:  # noqa: ANN401
        """A field as it is decided on so far; None for a custom field that is not there."""
        if name.startswith(CUSTOM):
            return self.custom.get(name[len(CUSTOM) :])
        return self.changed[name] if name in self.changed else getattr(self.before, name)

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401
        """Let a field have a value; None takes a custom field away."""
        if not name.startswith(CUSTOM):
            self.changed[name] = value
        elif value is None:
            self.custom.pop(name[len(CUSTOM) :], None)
        else:
            self.custom[name[len(CUSTOM) :]] = value

    def record(self, cells: tuple[CellRef, ...]) -> Any:  # noqa: ANN401
        """The record as decided; the very one that was there, if nothing is to change."""
        before = self.before
        values = {
            **self.changed,
            "custom": tuple(self.custom.items()),
            "external_ids": tuple(dict((*before.external_ids, *self.told.ids)).items()),
            "origin": cells,
            "imported": tuple(self.kept.items()),
        }
        is_same = all(getattr(before, name) == value for name, value in values.items())
        return before if is_same else replace(before, **values)


@cache
def _defaults(kind: type[Sourced]) -> Mapping[str, Any]:
    return {f.name: f.default for f in fields(kind) if f.default is not MISSING}


def default_of(kind: type[Sourced], name: str) -> Any:  # noqa: ANN401
    """What a field holds of which nothing is known; None for custom fields: there is none."""
    known: Any = kind  # a class is hashable, which mypy does not see
    return None if name.startswith(CUSTOM) else _defaults(known).get(name)


def _is_nothing(record: Sourced, name: str, value: object) -> bool:
    return value in (None, "", ()) or value == default_of(type(record), name)


def _is_same(mine: object, theirs: object) -> bool:
    """Whether two values say the same; the order of a list says nothing."""
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return sorted(map(str, mine)) == sorted(map(str, theirs))
    return bool(mine == theirs)


def _is_same_sheet(one: CellRef, other: CellRef) -> bool:
    """Whether cells stand in the same sheet; a CSV's is called as its file is."""
    return one.sheet == other.sheet or (_is_stem(one) and _is_stem(other))


def _is_stem(cell: CellRef) -> bool:
    return cell.file.rpartition(".")[0] == cell.sheet


def same_but_cells(one: Sourced, other: Sourced) -> bool:
    """Whether records differ in the cells that they come from at most."""
    return one is other or replace(one, origin=other.origin) == other
