"""Hypothesis strategies for records of every kind, and for whole maps."""

from datetime import UTC
from typing import Any

from hypothesis import strategies as st

from isthmus.model.records import (
    Capability,
    CellRef,
    Criticality,
    DataObject,
    Department,
    Flow,
    FlowMethod,
    FlowState,
    Holding,
    HoldingRole,
    Hosting,
    Icon,
    Lifecycle,
    MapInfo,
    PerceptionAnswer,
    Record,
    Scenario,
    Setting,
    Side,
    System,
    Waiver,
)
from isthmus.model.tables import TABLES
from isthmus.model.viewing import (
    Area,
    Bend,
    Face,
    FlowLabel,
    Ground,
    Note,
    NoteKind,
    Placement,
    Territory,
    View,
)

texts = st.text(max_size=12)  # every letter of Unicode but halves of surrogate pairs
names = st.text(min_size=1, max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
costs = st.decimals(allow_nan=False, allow_infinity=False, max_value=10**12, min_value=-(10**12))
moments = st.datetimes(timezones=st.just(UTC))
lists = st.lists(texts, max_size=3).map(tuple)
pairs = st.lists(st.tuples(texts, texts), max_size=2).map(tuple)
cells = st.lists(st.builds(CellRef, texts, texts, texts, texts), max_size=2).map(tuple)
maybe_date = st.none() | st.dates()

_SOURCED = {"external_ids": pairs, "custom": pairs, "origin": cells, "imported": pairs}

FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "info": {"name": names, "organisation": texts, "currency": texts, "classification": texts},
    "departments": {**_SOURCED, "name": names, "is_it": st.booleans(), "colour": texts},
    "capabilities": {**_SOURCED, "name": names, "description": texts},
    "data_objects": {
        **_SOURCED,
        "name": names,
        "kind": texts,
        "description": texts,
        "personal": st.booleans(),
        "regulations": lists,
        "regions": lists,
    },
    "systems": {
        **_SOURCED,
        "name": names,
        "description": texts,
        "product": texts,
        "category": texts,
        "vendor": texts,
        "business_owner": texts,
        "it_steward": texts,
        "steward_in_business": st.booleans(),
        "hosting": st.sampled_from(Hosting),
        "lifecycle": st.sampled_from(Lifecycle),
        "criticality": st.sampled_from(Criticality),
        "technology_area": texts,
        "backbone": st.booleans(),
        "annual_cost": st.none() | costs,
        "currency": texts,
        "users": st.none() | st.integers(-(2**63), 2**63 - 1),
        "regulations": lists,
        "regions": lists,
        "go_live": maybe_date,
        "end_of_life": maybe_date,
        "contract_end": maybe_date,
    },
    "flows": {
        **_SOURCED,
        "two_way": st.booleans(),
        "state": st.sampled_from(FlowState),
        "method": st.sampled_from(FlowMethod),
        "name": texts,
        "description": texts,
        "frequency": texts,
        "go_live": maybe_date,
        "end_of_life": maybe_date,
    },
    "holdings": {**_SOURCED, "role": st.sampled_from(HoldingRole)},
    "views": {
        "name": names,
        "rank": st.integers(-(2**63), 2**63 - 1),
        "lens": texts,
        "ground": st.sampled_from(Ground),
        "face": st.sampled_from(Face),
        "labels": st.sampled_from(FlowLabel),
        "badges": lists,
        "sizes": st.booleans(),
        "filter_text": texts,
        "filter_categories": lists,
        "filter_values": lists,
        "filter_no_flows": st.booleans(),
        "filter_findings": st.booleans(),
        "filter_hides": st.booleans(),
    },
    "placements": {"x": numbers, "y": numbers, "width": numbers, "height": numbers},
    "bends": {"points": st.lists(st.tuples(numbers, numbers), max_size=3).map(tuple)},
    "territories": {
        "x": numbers,
        "y": numbers,
        "width": numbers,
        "height": numbers,
        "collapsed": st.booleans(),
    },
    "icons": {"name": names, "media": texts, "content": texts},
    "areas": {
        "name": texts,
        "x": numbers,
        "y": numbers,
        "width": numbers,
        "height": numbers,
        "colour": texts,
    },
    "notes": {
        "kind": st.sampled_from(NoteKind),
        "text": texts,
        "x": numbers,
        "y": numbers,
        "width": numbers,
        "height": numbers,
    },
    "waivers": {
        "finding_key": texts,
        "reason": texts,
        "who": texts,
        "until": maybe_date,
        "granted": st.none() | moments,
        "role": texts,
        "severity": texts,
    },
    "answers": {
        "side": st.sampled_from(Side),
        "technology_area": texts,
        "driver": texts,
        "respondent": texts,
    },
    "settings": {"value": texts},
    "scenarios": {"name": names, "description": texts, "changes": texts},
}
"""What each field may hold, by table, but for references to other records."""

OPTIONAL = {
    "departments": ("parent", "departments"),
    "capabilities": ("parent", "capabilities"),
    "answers": ("system", "systems"),
    "systems": ("icon", "icons"),
}
"""Fields that may refer to one record, by table, with the table referred to."""

assert FIELDS.keys() == TABLES.keys()

KINDS = (
    MapInfo, Department, Capability, DataObject, Icon, System, Flow, Holding, View, Placement, Bend,
    Territory, Area, Note, Waiver, PerceptionAnswer, Setting,
    Scenario,
)  # fmt: skip
assert tuple(TABLES.values()) == KINDS


def plain_fields(table: str) -> st.SearchStrategy[dict[str, Any]]:
    """Values for all fields of a table's records but the references."""
    return st.fixed_dictionaries(FIELDS[table])


def some_fields(table: str) -> st.SearchStrategy[dict[str, Any]]:
    """Values for some of those fields."""
    return st.fixed_dictionaries({}, optional=FIELDS[table])


REFERRING: dict[str, tuple[str, ...]] = {
    "flows": ("source", "target"),
    "holdings": ("system", "data_object"),
    "placements": ("view", "system"),
    "bends": ("view", "flow"),
    "territories": ("view", "department"),
    "areas": ("view",),
    "notes": ("view",),
}
"""Fields that must refer to a record, by table."""


@st.composite
def any_record(draw: st.DrawFn) -> tuple[str, Record]:
    """A table and a record of it whose references lead anywhere."""
    table = draw(st.sampled_from(sorted(TABLES)))
    values = draw(plain_fields(table))
    for name in REFERRING.get(table, ()):
        values[name] = draw(names)
    if table in OPTIONAL:
        values[OPTIONAL[table][0]] = draw(st.none() | names)
    if table == "systems":
        values |= {"department": draw(st.none() | names), "funder": draw(st.none() | names)}
        values["capabilities"] = tuple(draw(st.lists(names, max_size=2)))
    if table == "flows":
        values["data_objects"] = tuple(draw(st.lists(names, max_size=2)))
    return table, TABLES[table](**values)
