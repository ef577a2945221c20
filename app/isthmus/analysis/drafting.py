"""What every finding is made with: its key, its ids, the workbook's cells that it rests on."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import key_of
from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef, Flow, Sourced

_SCALE = tuple(Severity)
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,9})")

CELLS_SHOWN = 12
"""As many cells as a reader would look up for one finding."""

GAP_FIELDS = ("name", "category", "product")
"""The fields of a system that a missing integration rests on."""

OWNER_FIELDS = ("name", "department", "funder", "business_owner", "it_steward")
"""The fields of a system that a verdict on an island rests on."""

FLOW_FIELDS = ("source", "target", "data_objects", "method")
"""The fields of a flow that a finding about it rests on."""


def draft(
    live: LiveMap,
    *,
    kind: FindingKind,
    rule: str,
    severity: Severity,
    title: str,
    about: Iterable[str],
    systems: Sequence[int],
    objects: Sequence[str],
    evidence: str,
    cells: Iterable[CellRef],
    closes_with: Sequence[ProposedFlow] = (),
    first_takes: bool = False,
    islets: bool = False,
) -> Finding:
    """A finding; `about` are the tokens that its key is made of, `systems` are numbers."""
    ids = tuple(live.systems[i].id for i in systems)
    shown = tuple(sorted(islice(dict.fromkeys(cells), CELLS_SHOWN), key=_place))
    return Finding(
        key=key_of(kind.value, rule, about),
        kind=kind,
        rule=rule,
        severity=severity,
        title=title,
        systems=ids,
        data_objects=tuple(objects),
        evidence=evidence,
        cells=shown,
        closes_with=tuple(closes_with),
        first_takes=first_takes,
        islets=islets,
    )


def _place(cell: CellRef) -> tuple[str, str, int, int, str, str]:
    """Where a cell stands, as one looks it up: file, sheet, row, column."""
    return (cell.file, cell.sheet, *_row_and_column(cell.cell), cell.cell, cell.field)


@lru_cache(maxsize=100_000)
def _row_and_column(cell: str) -> tuple[int, int]:
    """'AB12' as (12, 28); (0, 0) for what is no cell's name."""
    found = _CELL.fullmatch(cell)
    if not found:
        return 0, 0
    letters, digits = found.groups()
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def proposed(live: LiveMap, source: int, target: int, objects: Sequence[str]) -> ProposedFlow:
    """A flow between two systems by number, with names of data objects."""
    return ProposedFlow(live.systems[source].id, live.systems[target].id, tuple(objects))


def cells_of(record: Sourced, fields: Sequence[str]) -> list[CellRef]:
    """The cells that a record's fields come from, in that order; else the record's own cell."""
    if not record.origin:
        return []
    found = [cell for name in fields for cell in record.origin if cell.field == name]
    return found or [cell for cell in record.origin if not cell.field]


def cells_of_systems(
    live: LiveMap, systems: Iterable[int], fields: Sequence[str]
) -> Iterable[CellRef]:
    """The cells of several systems, system by system."""
    return (cell for i in systems for cell in cells_of(live.systems[i], fields))


def cells_of_flows(flows: Iterable[Flow]) -> Iterable[CellRef]:
    """The cells of several flows, flow by flow."""
    return (cell for flow in flows for cell in cells_of(flow, FLOW_FIELDS))


def lowered(severity: Severity) -> Severity:
    """One step less severe, low at the least."""
    return _SCALE[max(0, severity.rank - 1)]


def raised(severity: Severity, steps: int) -> Severity:
    """So many steps more severe, critical at the most."""
    return _SCALE[min(severity.rank + steps, len(_SCALE) - 1)]
