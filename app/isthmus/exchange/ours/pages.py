"""The map as sheets of cells: what a workbook and CSV files have in common."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.ours.cells import CellValue, marked, pieces
from isthmus.exchange.ours.forms import Desk, Form
from isthmus.exchange.ours.headers import (
    CONTINUED,
    CUSTOM_FIELD,
    FIELD,
    ID_KEY,
    SOURCE,
    STATE,
    STATE_KEY,
    Key,
    custom_header,
    header_of,
    numbered,
    source_header,
)
from isthmus.exchange.ours.keys import Keys
from isthmus.exchange.ours.kinds import KINDS, Kind
from isthmus.exchange.ours.labels import Labels
from isthmus.exchange.ours.state import state_of
from isthmus.model.records import Record, Sourced
from isthmus.model.snapshot import Snapshot

Pulse = Callable[[], None]
"""Called now and then; stops the work by raising."""
_BEAT = 500


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a sheet: what it holds, its header, in how many cells a text of it stands."""

    key: Key
    header: str
    form: Form | None = None
    cells: int = 1

    def headers(self) -> list[str]:
        """The headers of all its cells."""
        return [self.header, *[f"{self.header}{CONTINUED}"] * (self.cells - 1)]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet: its columns, and rows of one value a column."""

    kind: Kind
    heads: tuple[Head, ...]
    rows: Sequence[list[CellValue]] = field(default=(), repr=False)

    def headers(self) -> list[str]:
        """The headers of all cells of a row."""
        return [header for head in self.heads for header in head.headers()]

    def cells(self, row: list[CellValue]) -> Iterator[CellValue]:
        """A row's cells, texts guarded and parted where they are longer than a cell."""
        for head, value in zip(self.heads, row, strict=True):
            parts: list[CellValue] = [value]
            if isinstance(value, str):
                parts = [*pieces(value)]
            yield from parts
            yield from [None] * (head.cells - len(parts))


def pages_of(
    snapshot: Snapshot, catalogue: Catalogue, pulse: Pulse = lambda: None
) -> Iterator[Page]:
    """The sheets of a map in order, each with a header even where it has no rows."""
    desk = Desk(Labels(snapshot.tables), Keys(catalogue))
    currency = snapshot.info.currency
    for kind in KINDS:
        yield _page(kind, snapshot.tables[kind.table], desk, currency, pulse)


def _page(
    kind: Kind, records: Mapping[str, Record], desk: Desk, currency: str, pulse: Pulse
) -> Page:
    rendered = []
    for number, record in enumerate(records.values()):
        if number % _BEAT == 0:
            pulse()
        row = render(kind, record, desk)
        rendered.append({**row, STATE_KEY: state_of(row)})
    rendered.sort(key=_order(kind))
    heads = [_sized(head, rendered) for head in _heads(kind, rendered, currency)]
    heads.append(Head(STATE_KEY, STATE))
    keys = [head.key for head in heads]
    return Page(kind, tuple(heads), [[row.get(key) for key in keys] for row in rendered])


Rendered = dict[Key, CellValue]


def render(kind: Kind, record: Any, desk: Desk) -> Rendered:  # noqa: ANN401 - of any kind
    """What the cells of a record hold, by column; those that are empty are left out."""
    row: Rendered = {ID_KEY: record.id}
    for each in kind.fields:
        value = each.form.write(getattr(record, each.name), desk)
        if value is not None:
            row[Key(FIELD, each.name)] = value
    if isinstance(record, Sourced):
        row |= pairs_by_key(SOURCE, record.external_ids)
        row |= pairs_by_key(CUSTOM_FIELD, record.custom)
    return row


def pairs_by_key(kind: str, pairs: Iterable[tuple[str, str]]) -> Rendered:
    """Pairs of a name and a text, in their order, each with the column that it belongs in."""
    several = tuple(pairs)
    keys = numbered(kind, (name for name, _ in several))
    return {key: marked(text) for key, (_, text) in zip(keys, several, strict=True)}


def _order(kind: Kind) -> Callable[[Rendered], tuple[str, ...]]:
    """Rows by what they are called, so that an export is the same again."""
    keys = [Key(FIELD, each.name) for each in kind.fields if each.required]

    def order(row: Rendered) -> tuple[str, ...]:
        texts = [str(row.get(key, "")) for key in keys]
        return (*(text.casefold() for text in texts), *texts, str(row[ID_KEY]))

    return order


def _heads(kind: Kind, rows: Sequence[Rendered], currency: str) -> Iterator[Head]:
    yield Head(ID_KEY, kind.id_header)
    for each in kind.fields:
        yield Head(Key(FIELD, each.name), header_of(each, currency), each.form)
    others = dict.fromkeys(key for row in rows for key in row if key.kind in (SOURCE, CUSTOM_FIELD))
    for key in sorted(others, key=lambda key: (key.kind == CUSTOM_FIELD, key.number)):
        is_source = key.kind == SOURCE
        yield Head(key, source_header(key.name) if is_source else custom_header(kind, key.name))


def _sized(head: Head, rows: Sequence[Rendered]) -> Head:
    """The head with as many cells as its longest text needs."""
    longest = max((row[head.key] for row in rows if head.key in row), key=_length, default=None)
    if _length(longest) < _ROOMY:
        return head
    texts = (row.get(head.key) for row in rows)
    cells = max(len(pieces(text)) for text in texts if isinstance(text, str))
    return Head(head.key, head.header, head.form, cells)


_ROOMY = 2_000
"""Characters that one cell has room for, whatever they are."""


def _length(value: CellValue) -> int:
    return len(value) if isinstance(value, str) else 0
