"""What one row of our own sheets changes: a cell that says what was exported changes nothing."""

from dataclasses import MISSING, dataclass, field, replace
from typing import Any

from isthmus.exchange.choices import Choices, FieldKey, Side
from isthmus.exchange.grid import text_of
from isthmus.exchange.ledger import Ledger
from isthmus.exchange.ours.asking import Directory
from isthmus.exchange.ours.cells import CellValue, is_same, plain_text, unmarked
from isthmus.exchange.ours.forms import Desk, UnreadError
from isthmus.exchange.ours.headers import CUSTOM_FIELD, FIELD, SOURCE, Key
from isthmus.exchange.ours.kinds import Field, Kind
from isthmus.exchange.ours.pages import Rendered, pairs_by_key, render
from isthmus.exchange.ours.rows import Row
from isthmus.exchange.ours.state import is_as_exported
from isthmus.exchange.proposal import INFO, WARNING, Conflict
from isthmus.exchange.readings import Reader, Reading, reader_of
from isthmus.exchange.values import is_placeholder
from isthmus.model.records import CellRef

_PAIRS = {SOURCE: "external_ids", CUSTOM_FIELD: "custom"}


@dataclass(slots=True)
class Changes:
    """Fields that a row sets, and the cells that say so; what is lacking for a record."""

    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, CellRef] = field(default_factory=dict)
    lacking: Field | None = None
    """A field that a new record cannot be without."""


@dataclass(slots=True)
class Changer:
    """Reads rows of a kind against the records that they are of."""

    kind: Kind
    desk: Desk
    """How the map's records are written."""
    directory: Directory
    ledger: Ledger
    currency: str
    """The map's."""
    choices: Choices
    conflicts: list[Conflict]
    """Fields that were changed in cells and on the map since the export."""
    _readers: dict[tuple[int, int], Reader] = field(default_factory=dict)

    def changes(self, row: Row) -> Changes:
        """What the row's cells change of its record, or say of a new one."""
        written = render(self.kind, row.record, self.desk) if row.record else {}
        found = Changes()
        for each in self.kind.fields:
            key = Key(FIELD, each.name)
            if key in row.sheet.places and self._differs(row, key, written):
                self._take(row, each, found)
            if each.required and row.record is None and each.name not in found.values:
                found.lacking = found.lacking or each
        if self.kind.is_sourced:
            for kind, name in _PAIRS.items():
                self._take_pairs(row, kind, name, found)
        return found

    def _differs(self, row: Row, key: Key, written: Rendered) -> bool:
        cell = row.cells.get(key)
        if cell is None and key.name == "currency" and self._blank_means(row):
            return True
        if is_same(cell, written.get(key)):
            return False
        if row.record is None or row.state is None:
            return True
        if is_as_exported(row.state, key, cell):
            return False  # the map has changed since, and the cell has not
        if is_as_exported(row.state, key, written.get(key)):
            return True
        return self._side(row, key, written) is Side.THEIRS

    def _side(self, row: Row, key: Key, written: Rendered) -> Side:
        """Note that a field was changed in the cell and on the map, and whose value counts."""
        names = {CUSTOM_FIELD: f"custom:{key.name}", SOURCE: "external_ids"}
        name = names.get(key.kind, key.name)
        field_key = FieldKey(self.kind.table, row.id, name)
        side = self.choices.sides.get(field_key, self.choices.side)
        called = str(getattr(row.record, "name", "")) or self.kind.one
        mine, theirs = plain_text(written.get(key)), plain_text(row.cells.get(key))
        at = self._cite(row, key, name)
        self.conflicts.append(Conflict(field_key, called, "", mine, theirs, at, side))
        return side

    def _blank_means(self, row: Row) -> str:
        """The currency of a cost without one, where it is not the map's."""
        code = row.sheet.currency
        return code if code != self.currency and row.get("annual_cost") is not None else ""

    def _take(self, row: Row, each: Field, found: Changes) -> None:
        """Set a field to what its cell says, or to what an empty one means."""
        key = Key(FIELD, each.name)
        cell = row.cells.get(key)
        try:
            value = self._cleared(row, each) if cell is None else self._read(row, each, cell, found)
        except ValueError as fault:
            self._tell(row, key, str(fault))
            return
        if value is not MISSING:
            old = getattr(row.record, each.name) if row.record else MISSING
            if value != old:
                found.values[each.name] = value
                found.cells[each.name] = self._cite(row, key, each.name)

    def _cleared(self, row: Row, each: Field) -> Any:  # noqa: ANN401 - whatever the field holds
        if each.name == "currency":
            return self._blank_means(row)
        if each.required and row.record is not None:
            raise ValueError("it cannot be empty")
        return MISSING if row.record is None else self.kind.default(each.name)

    def _read(self, row: Row, each: Field, cell: CellValue, found: Changes) -> Any:  # noqa: ANN401
        """What a cell says, as exported or as people write it."""
        try:
            return each.form.read(cell, self.directory)
        except UnreadError:
            pass
        if not each.form.like:
            raise ValueError(f"'{plain_text(cell)[:60]}' is none of the words for it")
        reading = self._as_people_write(row, each, cell)
        if reading.value is None:
            if is_placeholder(plain_text(cell)):
                return self._cleared(row, each)
            raise ValueError(reading.fault or f"'{plain_text(cell)[:60]}' cannot be read")
        if reading.fault:
            self._tell(row, Key(FIELD, each.name), reading.fault, is_read=True)
        if reading.currency and row.get("currency") is None:
            found.values["currency"] = reading.currency
        return reading.value

    def _as_people_write(self, row: Row, each: Field, cell: CellValue) -> Reading:
        table, _, column = row.sheet.at(row.number, Key(FIELD, each.name))
        key = (id(table), column.index)
        if key not in self._readers:
            self._readers[key] = reader_of(table, replace(column, field=each.form.like))
        plain: Any = cell
        return self._readers[key](plain, text_of(plain))

    def _take_pairs(self, row: Row, kind: str, name: str, found: Changes) -> None:
        """Ids elsewhere or custom fields, in their old order; new ones after them."""
        old = getattr(row.record, name) if row.record else ()
        written = pairs_by_key(kind, old)
        here = [key for key in row.sheet.places if key.kind == kind]
        differing = [key for key in here if self._differs(row, key, written)]
        if not differing:
            return
        texts: dict[Key, CellValue] = {**written, **{key: row.cells.get(key) for key in differing}}
        found.values[name] = tuple(
            (key.name, unmarked(plain_text(cell)))
            for key, cell in texts.items()
            if cell is not None
        )
        for key in differing:
            cited = f"custom:{key.name}" if kind == CUSTOM_FIELD else "id"
            found.cells[f"{kind}:{key.name}:{key.number}"] = self._cite(row, key, cited)

    def _cite(self, row: Row, key: Key, name: str) -> CellRef:
        table, number, column = row.sheet.at(row.number, key)
        return CellRef(table.grid.file, table.grid.name, table.place(number, column), name)

    def _tell(self, row: Row, key: Key, fault: str, *, is_read: bool = False) -> None:
        table, number, column = row.sheet.at(row.number, key)
        stays = (
            "" if is_read else "; the field stays as it is" if row.record else "; it is left out"
        )
        told = f"'{column.header[:60]}': {fault}{stays}."
        self.ledger.tell(INFO if is_read else WARNING, table, number, column, told)
