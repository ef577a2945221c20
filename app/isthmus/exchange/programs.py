"""Which program a sheet is an export of, by its columns.

Sources of the columns, since none of the programs documents them as a list:
- LeanIX: docs-eam.leanix.net "Importing Fact Sheet Data Through Excel File" (id, type and name are
  always there), and the names of fields and relations that its GraphQL API has, such as
  relInterfaceToProviderApplication, which the export takes over.
- ServiceNow: the labels and names of cmdb_ci_business_app and cmdb_rel_ci in its product
  documentation, and lists that programs reading such exports expect (Number, Name, Application
  family, Business owner, Department, IT Application owner, Architecture type, Install type).
- Ardoq: the reports that navikt's backends read (Ardoq OID, Ardoq ID, Name, Alias, Lifecycle
  Phase, Description), and help.ardoq.com "Excel Integration" (components with a parent; sheets of
  references with source, target and reference type).
- iteraplan, today LUY: its user guide "Excel data format for import/export" (a sheet a type; a
  header of seven rows, of which three hold technical names), and the ends of an information flow
  in its metamodel, informationSystemRelease1 and 2.
- Archi: "File > Export > Model to CSV" (elements, relations, properties).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from isthmus.exchange.folding import fold, fold_header
from isthmus.exchange.table import Table

_LEANIX_RELATION = re.compile(r"rel(?:[A-Z]\w*)?To[A-Z]\w*")
_LEANIX = frozenset(
    ("display name", "lx state", "business criticality", "technical suitability", "tags",
     "functional suitability", "external id", "lifecycle active", "lifecycle plan", "status",
     "lifecycle phase in", "lifecycle phase out", "lifecycle end of life", "full name", "level")
)  # fmt: skip
_SERVICENOW = frozenset(
    ("sys id", "sys class name", "install status", "operational status", "it application owner",
     "application category", "application family", "architecture type", "active user count",
     "business criticality", "emergency tier", "platform host", "install type", "user base",
     "application type", "technology stack", "data classification", "owned by", "managed by",
     "support group", "life cycle stage status", "life cycle stage", "application manager")
)  # fmt: skip
_OWN = frozenset(("sys id", "sys class name"))
"""Columns that nothing but ServiceNow has."""
_ARCHI = {
    frozenset(("id", "type", "name", "documentation")): 5,
    frozenset(("id", "type", "name", "source", "target")): 7,
    frozenset(("id", "key", "value")): 3,
}
"""Columns of Archi's three files, and how many each has at most."""
_BLOCKS = frozenset(
    ("information system", "information systems", "information flow", "information flows",
     "informationsystem", "informationflow", "informationssystem", "informationsfluss",
     "business domain", "business domains", "business object", "business objects",
     "architectural domain", "technical component", "technical components", "business mapping",
     "information system domain", "business unit", "business units")
)  # fmt: skip
_ENOUGH = 3
"""Columns of ServiceNow's that are all found elsewhere, but not so many beside each other."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The headers of a sheet, as they are written and folded."""

    written: tuple[str, ...]
    folded: frozenset[str]
    sheet: str
    above: frozenset[str]
    """What stands in the rows above the headers, folded."""
    types: frozenset[str]
    """What the column of types says."""


def with_program(table: Table) -> Table:
    """The table with the name of the program it is an export of, if it is known to be one."""
    if table.header is None or not table.columns:
        return table
    seen = _seen(table)
    for program, by in _PROGRAMS.items():
        if columns := by(seen):
            named = ", ".join(f"'{column}'" for column in columns[:_ENOUGH])
            told = f"{table.why} By {named} it is an export of {program}."
            return replace(table, program=program, why=told)
    return table


def _seen(table: Table) -> _Seen:
    written = tuple(column.header for column in table.columns)
    rows = table.grid.rows[: table.header or 0]
    above = frozenset(fold(cell) for row in rows for cell in row if isinstance(cell, str))
    typed = [c for c in table.columns if fold_header(c.header) == "type"][:1]
    types = frozenset(table.text(row, c) for c in typed for row in table.rows[:200])
    folded = frozenset(map(fold_header, written))
    return _Seen(written, folded, fold(table.grid.name), above, types)


def _picked(seen: _Seen, folded: Iterable[str]) -> list[str]:
    """The headers as they are written, of those given folded."""
    wanted = frozenset(folded)
    return [header for header in seen.written if fold_header(header) in wanted]


def _leanix(seen: _Seen) -> list[str]:
    relations = [header for header in seen.written if _LEANIX_RELATION.fullmatch(header)]
    if not {"id", "type"} <= seen.folded or not {"name", "display name"} & seen.folded:
        return []
    more = seen.folded & _LEANIX
    if relations or len(more) >= _ENOUGH or {"display name", "name"} <= seen.folded:
        return [*_picked(seen, ("id", "type")), *(relations or _picked(seen, more))]
    return []


def _servicenow(seen: _Seen) -> list[str]:
    if {"parent", "child", "type"} <= seen.folded and any("::" in kind for kind in seen.types):
        return _picked(seen, ("parent", "type", "child"))
    met = seen.folded & _SERVICENOW
    return _picked(seen, met) if met & _OWN or len(met) >= _ENOUGH else []


def _ardoq(seen: _Seen) -> list[str]:
    own = [header for header in seen.written if fold(header).startswith("ardoq ")]
    if own:
        return own
    if {"component type", "parent", "name"} <= seen.folded:
        return _picked(seen, ("component type", "parent", "name"))
    if {"source", "target", "reference type"} <= seen.folded:
        return _picked(seen, ("source", "target", "reference type"))
    return []


def _iteraplan(seen: _Seen) -> list[str]:
    if not _BLOCKS & {seen.sheet, *seen.above}:
        return []
    pair = {"information system 1", "information system 2"}
    if pair <= {fold(header) for header in seen.written}:
        return [header for header in seen.written if fold(header) in pair]
    named = {"name", "full name", "hierarchical name"} & seen.folded
    return _picked(seen, named | {"description"}) if named and "description" in seen.folded else []


def _archi(seen: _Seen) -> list[str]:
    for columns, most in _ARCHI.items():
        if columns <= seen.folded and len(seen.written) <= most:
            return _picked(seen, columns)
    return []


_PROGRAMS: dict[str, Callable[[_Seen], Sequence[str]]] = {
    "Ardoq": _ardoq, "LeanIX": _leanix, "iteraplan": _iteraplan, "ServiceNow": _servicenow,
    "Archi": _archi,
}  # fmt: skip
