"""Rows of a flow sheet read into all that they tell of a flow but its ends."""

import re
from dataclasses import dataclass, field
from typing import Any

from isthmus.exchange.entries import MODEL_NAMES
from isthmus.exchange.folding import shown_header
from isthmus.exchange.ledger import Ledger
from isthmus.exchange.proposal import CUSTOM, INFO
from isthmus.exchange.readings import Value
from isthmus.exchange.rows import Layout
from isthmus.exchange.tables import Column
from isthmus.exchange.values import is_placeholder, meaning, yes_no
from isthmus.model.records import CellRef, Flow
from isthmus.model.sourcing import CUSTOM as CUSTOM_FIELD

_BOTH = re.compile(r"<[-=]+>|↔|⇄|⇔")
_ALONG = re.compile(r"[-=]+>|→|⇒")
_SURE = 0.8
"""Least score of a column that tells nothing but a direction; of others the text is kept."""


@dataclass(slots=True)
class Draft:
    """What a row tells of a flow."""

    values: dict[str, Value] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)
    ids: tuple[tuple[str, str], ...] = ()
    origin: list[CellRef] = field(default_factory=list)
    backward: bool = False
    """The data moves from the row's target to its source."""

    def flow(self, source: str, target: str) -> Flow:
        """The flow between two systems, given by id as the row names them."""
        ends = (target, source) if self.backward else (source, target)
        values: dict[str, Any] = dict(self.values)
        return Flow(
            source=ends[0],
            target=ends[1],
            external_ids=self.ids,
            custom=tuple(self.custom.items()),
            origin=tuple(self.origin),
            **values,
        )


def draft_of(layout: Layout, row: int, ledger: Ledger) -> Draft:
    """Read a row of a flow sheet."""
    table, draft = layout.table, Draft()
    for column, reader in layout.readers:
        text = table.text(row, column)
        if not text or (column.field != CUSTOM and is_placeholder(text)):
            continue
        name = MODEL_NAMES.get(column.field, column.field)
        cell = CellRef(table.grid.file, table.grid.name, table.place(row, column), name)
        if column.field == CUSTOM:
            _keep(draft, column, cell, text)
        else:
            draft.origin.append(cell)
            if column.field == "two_way":
                _direct(draft, column, cell, text)
            elif column.field == "id":
                draft.ids = ((layout.id_source, text),)
            elif column.field not in ("source", "target"):
                reading = reader(table.cell(row, column), text)
                _keep(draft, column, cell, text if reading.keep else "")
                _put(draft, name, reading.value)
                if reading.fault:
                    told = _fault(column, reading.fault)
                    ledger.tell(INFO, table, row, column, told, fix=reading.fix)
    return draft


def _fault(column: Column, fault: str) -> str:
    return f"'{column.header[:60]}': {fault}; its text is kept as a custom field."


def _keep(draft: Draft, column: Column, cell: CellRef, text: str) -> None:
    """Keep a text that says more than was read of it."""
    if text:
        draft.custom[column.header] = text
        draft.origin.append(cell._replace(field=CUSTOM_FIELD + column.header))


def _put(draft: Draft, name: str, value: Value | None) -> None:
    if name == "data_objects" and isinstance(value, tuple):
        draft.data += value
    elif value is not None:
        draft.values[name] = (
            shown_header(value) if name == "name" and isinstance(value, str) else value
        )


def _spoken(text: str) -> str:
    """'B -> A' as 'B to A'; a lone arrow stays as it is."""
    if not any(letter.isalpha() for letter in text):
        return text
    if _BOTH.search(text):
        return "both"
    one, mark, other = text.partition("<-")
    return f"{other} to {one}" if mark else _ALONG.sub(" to ", text)


def _direct(draft: Draft, column: Column, cell: CellRef, text: str) -> None:
    """The direction that a cell tells: both ways, or against the row's own."""
    found = meaning("two_way", _spoken(text))
    answer = yes_no(text)
    draft.values["two_way"] = found[0] == "both" if found else bool(answer)
    draft.backward = found is not None and found[0] == "back"
    kept = column.score < _SURE or (found is None and answer is None)
    _keep(draft, column, cell, text if kept else "")
