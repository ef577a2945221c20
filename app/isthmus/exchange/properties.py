"""Rows that give one more property of an element of another sheet, joined to its system or flow."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.collecting import Collection
from isthmus.exchange.entries import Entry
from isthmus.exchange.folding import shown_header
from isthmus.exchange.ledger import MERGED, REPORTED, Ledger
from isthmus.exchange.linking import FlowEntry, Linker
from isthmus.exchange.profile import profile
from isthmus.exchange.proposal import CUSTOM, FLOWS, INFO, PROPERTIES, WARNING
from isthmus.exchange.readings import reader_of
from isthmus.exchange.recognition import Heading, recognise
from isthmus.exchange.rows import Layout, entry_of
from isthmus.exchange.tables import Column, Table
from isthmus.exchange.values import is_placeholder
from isthmus.exchange.vocabulary import BOND_FIELDS, LINK_FIELDS, SYSTEM_FIELDS
from isthmus.model.records import CellRef

_NOT_ITS = frozenset(("name", "id", *LINK_FIELDS, *BOND_FIELDS))
"""Fields that a property may not be taken for: they say which system it is, or name others."""

Row = tuple[Table, int]


def join_systems(
    tables: Sequence[Table], collection: Collection, catalogue: Catalogue
) -> list[Row]:
    """Let systems have their properties; the rows that are of none are left for the flows."""
    systems = {text: entry for entry in collection.entries for text in entry.ids.values()}
    left: list[Row] = []
    for table in tables:
        if table.role == PROPERTIES:
            layouts = _layouts(table, catalogue)
            left += [
                (table, row)
                for row in table.rows
                if not _join(table, row, layouts, systems, collection)
            ]
    return left


def _join(
    table: Table,
    row: int,
    layouts: dict[str, Layout],
    systems: dict[str, Entry],
    collection: Collection,
) -> bool:
    """Give a system the property of a row; whether there is such a system."""
    element = table.of("element")[0]
    system = systems.get(table.text(row, element))
    layout = layouts.get(_key(table, row))
    if system is None or layout is None:
        return False
    told = entry_of(layout, row, collection.ledger)
    if system.take(told):
        header = layout.readers[0][0].header
        message = f"'{system.name}' has another '{header}' already, which was kept."
        collection.ledger.tell(INFO, table, row, table.of("value")[0], message)
    collection.ledger.count(MERGED)
    return True


def _key(table: Table, row: int) -> str:
    """What a row calls its property; '' if it gives no value."""
    if is_placeholder(table.text(row, table.of("value")[0])):
        return ""
    return shown_header(table.text(row, table.of("property")[0]))


def _layouts(table: Table, catalogue: Catalogue) -> dict[str, Layout]:
    """For each property how its values are read: as columns of systems of that header would be."""
    element, value = table.of("element")[0], table.of("value")[0]
    rows: dict[str, list[int]] = {}
    for row in table.rows:
        if key := _key(table, row):
            rows.setdefault(key, []).append(row)
    profiles = [profile(table.cell(row, value) for row in rows[key]) for key in rows]
    meanings = recognise([Heading(key) for key in rows], profiles, SYSTEM_FIELDS, catalogue)
    layouts = {}
    for (key, its), meaning in zip(rows.items(), meanings, strict=True):
        field = CUSTOM if meaning.field in _NOT_ITS else meaning.field
        column = Column(value.index, key, value.cell, field, meaning.score, "", value.letters)
        one = replace(table, rows=tuple(its), columns=(element, column))
        layouts[key] = Layout(one, element, ((column, reader_of(one, column)),))
    return layouts


def ids_of_relations(tables: Sequence[Table]) -> list[str]:
    """The ids of all rows that tell of relations, whether they become flows or not."""
    return [
        table.text(row, column)
        for table in tables
        if table.role == FLOWS
        for column in table.of("id")
        for row in table.rows
    ]


def join_flows(left: Iterable[Row], linker: Linker, others: Iterable[str], ledger: Ledger) -> None:
    """Let flows have the properties that are theirs; what is of nothing else is told.

    `others` are the ids of elements that are no systems, and of relations.
    """
    flows = {
        text: entry
        for several in linker.flows.values()
        for entry in several
        for _, text in entry.flow.external_ids
    }
    known = frozenset(others)
    for table, row in left:
        element = table.text(row, table.of("element")[0])
        if flow := flows.get(element):
            _give(flow, table, row)
            ledger.count(MERGED)
        else:
            _tell(table, row, ledger, known=element in known)
            ledger.count(REPORTED)


def _give(entry: FlowEntry, table: Table, row: int) -> None:
    """Keep a property of a flow as a custom field."""
    value = table.of("value")[0]
    name = shown_header(table.text(row, table.of("property")[0]))
    custom = {name: table.text(row, value), **dict(entry.flow.custom)}
    cell = CellRef(table.grid.file, table.grid.name, table.place(row, value), f"custom:{name}")
    entry.flow = replace(
        entry.flow, custom=tuple(custom.items()), origin=(*entry.flow.origin, cell)
    )


def _tell(table: Table, row: int, ledger: Ledger, *, known: bool) -> None:
    """Say why a property belongs to nothing in the map."""
    element = table.of("element")[0]
    named = f"'{table.text(row, element)[:60]}'"
    if not _key(table, row):
        told = f"The property of {named} has no name or no value"
    elif known:
        told = f"{named} is an element or a relation that became no system and no flow"
    else:
        told = f"{named} is neither a system nor a flow of this import"
    severity = INFO if known else WARNING
    ledger.tell(severity, table, row, element, f"{told}; its property is left out.")
