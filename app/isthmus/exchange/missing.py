"""What an earlier edition of a file told of and its newer one does not: listed, never just lost."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import Choices, Fate
from isthmus.exchange.editions import Editions, lasting
from isthmus.exchange.entries import Entry
from isthmus.exchange.proposal import IGNORED, Missing
from isthmus.exchange.table import Table
from isthmus.exchange.vocabulary import BOND_FIELDS, LINK_FIELDS
from isthmus.exchange.wording import record_words
from isthmus.model.records import CellRef, Flow, FlowState, Lifecycle, Record, Sourced, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.tables import TABLES


@dataclass(frozen=True, slots=True)
class Reread:
    """What of the earlier editions was read anew.

    What stood on a sheet that the newer one does not have, or that was left out, is not missing;
    nor are flows that a column of dependencies gave, if there is none any more.
    """

    files: frozenset[str]
    sheets: frozenset[str]
    linked: frozenset[str]
    """Sheets with a column of dependencies."""

    @classmethod
    def of(cls, editions: Editions, tables: Iterable[Table]) -> "Reread":
        """What these tables read anew."""
        read = [table for table in tables if table.role != IGNORED]
        linked = [t for t in read if any(c.field in LINK_FIELDS for c in t.columns)]
        return cls(editions.earlier, _keys(read), _keys(linked))

    def cell(self, record: Sourced, fields: Sequence[str]) -> CellRef | None:
        """The cell of an earlier edition that a record comes from; None if it cannot be missing."""
        for name in fields:
            sheets = self.sheets if name else self.linked
            for cell in record.origin:
                if cell.field == name and cell.file in self.files and _key(cell) in sheets:
                    return cell
        return None


def _keys(tables: Iterable[Table]) -> frozenset[str]:
    return frozenset("" if t.grid.stem else lasting(t.grid.name) for t in tables)


def _key(cell: CellRef) -> str:
    """What two editions of a sheet have in common; a CSV's is called as its file is."""
    return "" if PurePath(cell.file).stem == cell.sheet else lasting(cell.sheet)


def missing_systems(
    unmet: Iterable[Entry], named: Collection[str], reread: Reread, choices: Choices
) -> list[Missing]:
    """Systems of the map that an earlier edition told of and its newer one does not.

    Those of which nothing is known but that flows have them as ends are there while a flow does:
    `named` are the ids of all ends.
    """
    return [
        Missing("systems", one.id, one.name, cell, _fate("systems", one.id, choices))
        for one in (entry.base for entry in unmet)
        if one is not None
        and one.lifecycle is not Lifecycle.RETIRED
        and (cell := reread.cell(one, ("name", "id"))) is not None
        and not (one.id in named and len(_own(one)) == 1)
    ]


def _own(system: System) -> list[CellRef]:
    """The cells that say more of a system than what it is a part of."""
    return [cell for cell in system.origin if cell.field not in BOND_FIELDS]


def missing_flows(
    unmet: Iterable[Flow],
    gone: Mapping[str, Fate],
    base: Snapshot,
    reread: Reread,
    choices: Choices,
) -> list[Missing]:
    """Flows likewise; those of systems in `gone` go or are retired with them."""
    return [
        Missing("flows", one.id, _flow_name(one, base), cell, _flow_fate(one, gone, choices))
        for one in unmet
        if one.state is not FlowState.RETIRED
        and (cell := reread.cell(one, ("source", ""))) is not None
    ]


def _flow_fate(flow: Flow, gone: Mapping[str, Fate], choices: Choices) -> Fate:
    """What becomes of a flow: no more of it is left than of its ends."""
    ends = {gone.get(end, Fate.KEEP) for end in (flow.source, flow.target)}
    own = _fate("flows", flow.id, choices)
    return max((*ends, own), key=list(Fate).index)


def missing_rows(
    found: Iterable[tuple[str, str, CellRef]],
    base: Snapshot,
    catalogue: Catalogue,
    choices: Choices,
) -> list[Missing]:
    """Records without a row on Isthmus's own sheets: table, id and sheet of each."""

    def get(kind: type[Record], record_id: str) -> Record | None:
        return base.tables[_TABLE_OF[kind]].get(record_id)

    missing = []
    for table, key, cell in found:
        record = base.tables[table][key]
        if retired(record) != record or not isinstance(record, System | Flow):
            name = record_words(record, get, catalogue)
            missing.append(Missing(table, key, name, cell, _fate(table, key, choices)))
    return missing


_TABLE_OF = {kind: name for name, kind in TABLES.items()}


def _flow_name(flow: Flow, base: Snapshot) -> str:
    return f"{base.systems[flow.source].name} → {base.systems[flow.target].name}"


def _fate(table: str, record_id: str, choices: Choices) -> Fate:
    return choices.fates.get((table, record_id), choices.fate)


def retired(record: Record) -> Record:
    """A system or a flow that is not in use any more."""
    if isinstance(record, System):
        return replace(record, lifecycle=Lifecycle.RETIRED)
    return replace(record, state=FlowState.RETIRED) if isinstance(record, Flow) else record
