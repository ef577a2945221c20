"""Scenarios: exact on the map they were made on, harmless on one that has changed since."""

import json
from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isthmus.model.changes import Delta
from isthmus.model.document import Document
from isthmus.model.integrity import IntegrityError, all_faults, ids_in, references
from isthmus.model.records import (
    CellRef,
    DataObject,
    Department,
    Flow,
    Holding,
    Record,
    Scenario,
    System,
)
from isthmus.model.scenarios import (
    ScenarioError,
    deltas_of,
    differing_deltas,
    fitted_to,
    scenario_named,
    scenario_of,
    with_scenario,
)
from isthmus.model.snapshot import Snapshot, freeze
from isthmus.model.tables import TABLES
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Placement, View
from support.harbour import harbour_vale

KINDS = (System, System, Flow, Flow, Department, DataObject, Holding, View, Placement)


def edited(base: Snapshot, random: Random, steps: int) -> Snapshot:
    """The map after some edits at random; ids are few, so that branches meet."""
    document = Document(base.tables)
    for _ in range(steps):
        try:
            with document.edit("step") as tx:
                _edit(tx, random)
        except IntegrityError:  # a circle of departments, a flow to itself
            continue
    return document.snapshot()


def _edit(tx: Transaction, random: Random) -> None:
    kind = random.choice(KINDS)
    ids = [one.id for one in tx.all(kind)]
    if ids and random.random() < 0.3:
        tx.delete(kind, random.choice(ids))
    elif ids and random.random() < 0.5:
        tx.change(kind, random.choice(ids), **_some(tx, kind, random))
    else:
        tx.put(_new(tx, kind, random))


def _pick(tx: Transaction, kind: type[Record], random: Random) -> str:
    ids = [one.id for one in tx.all(kind)]
    if not ids:
        raise IntegrityError("nothing to refer to")
    return random.choice(ids)


def _values(tx: Transaction, kind: type[Record], random: Random) -> dict[str, Any]:
    systems = [_pick(tx, System, random) for _ in range(2)] if kind is not System else []
    if kind is Flow:
        return {"source": systems[0], "target": systems[1], "name": random.choice("xyz")}
    if kind is Holding:
        return {"system": systems[0], "data_object": _pick(tx, DataObject, random)}
    if kind is Placement:
        return {
            "view": _pick(tx, View, random),
            "system": systems[0],
            "x": random.random(),
            "y": 0.0,
        }
    if kind is Department:
        ids = [None, *(one.id for one in tx.all(Department))]
        return {"name": random.choice("DEF"), "parent": random.choice(ids)}
    if kind is System:
        owners = [None, *(one.id for one in tx.all(Department))]
        custom = tuple((key, random.choice("12")) for key in "pq" if random.random() < 0.5)
        others = [None, *(one.id for one in tx.all(System))]
        hosts = tuple({one for one in random.choices(others, k=2) if one})
        return {"name": random.choice("ABC"), "vendor": random.choice("vw"), "custom": custom,
                "part_of": random.choice(others), "runs_on": tuple(sorted(hosts)),
                "department": random.choice(owners), "funder": random.choice(owners)}  # fmt: skip
    return {"name": random.choice("KLM")}


def _some(tx: Transaction, kind: type[Record], random: Random) -> dict[str, Any]:
    return {n: v for n, v in _values(tx, kind, random).items() if random.random() < 0.5}


def _new(tx: Transaction, kind: type[Record], random: Random) -> Record:
    ident = f"{kind.__name__}{random.randrange(4)}"
    return kind(id=ident, **_values(tx, kind, random))  # type: ignore[call-arg]  # a kind's own


BASE = Document().snapshot()
seeds = st.integers(0, 2**32)


@given(seed=seeds)
def test_on_its_own_base_a_scenario_gives_exactly_the_changed_map(seed: int) -> None:
    random = Random(seed)
    base = edited(BASE, random, 25)
    changed = edited(base, random, 12)
    found, told = with_scenario(base, scenario_of(base, changed, "What if"))
    assert found.same_content(changed)
    assert told == ()


@given(seed=seeds)
@example(seed=3)
def test_on_a_changed_base_nothing_dangles_and_no_other_field_is_touched(seed: int) -> None:
    random = Random(seed)
    base = edited(BASE, random, 25)
    scenario = scenario_of(base, edited(base, random, 12), "What if")
    today = edited(base, random, 12)
    found, _ = with_scenario(today, scenario)
    assert all_faults(found.tables) == []
    wanted = {(d.table, d.id): d for d in deltas_of(scenario)}
    gone = {key for key, delta in wanted.items() if delta.after is None}
    for table in TABLES:
        for ident, before in today.tables[table].items():
            after, delta = found.tables[table].get(ident), wanted.get((table, ident))
            if after is not None:
                _check_fields(before, after, delta, gone)
            elif (table, ident) not in gone:
                needs = [ref for ref in references(table) if ref.required]
                ends = {(ref.target, one) for ref in needs for one in ids_in(before, ref)}
                assert any(end not in found.tables[name] for name, end in ends)
        added = found.tables[table].keys() - today.tables[table].keys()
        assert all(wanted[table, ident].before is None for ident in added)


def _check_fields(
    before: Record, after: Record, delta: Delta | None, gone: set[tuple[str, str]]
) -> None:
    """No field but those that the delta changes, and those that referred to what goes."""
    may = delta.changed_fields() if delta and delta.before and delta.after else frozenset[str]()
    for field in fields(before):
        was, is_now = getattr(before, field.name), getattr(after, field.name)
        if was != is_now and field.name not in may:
            had, has = (
                set(one) if isinstance(one, tuple) else {one} - {None} for one in (was, is_now)
            )
            assert has <= had
            assert had - has <= {ident for _, ident in gone}


@given(seed=seeds)
def test_it_does_not_matter_in_which_order_records_are_kept(seed: int) -> None:
    random = Random(seed)
    base = edited(BASE, random, 25)
    changed, today = edited(base, random, 12), edited(base, random, 12)
    here = with_scenario(today, scenario_of(base, changed, "What if"))
    there = with_scenario(_turned(today), scenario_of(_turned(base), _turned(changed), "What if"))
    assert here[0].same_content(there[0])
    assert here[1] == there[1]


def _turned(snapshot: Snapshot) -> Snapshot:
    tables = {name: dict(reversed(list(rows.items()))) for name, rows in snapshot.tables.items()}
    return freeze(tables, snapshot.revision)


def two() -> Document:
    document = Document()
    with document.edit("Begin") as tx:
        tx.put(System(id="a", name="CRM", vendor="One", custom=(("x", "1"),)))
        tx.put(System(id="b", name="ERP"))
        tx.put(Flow(id="f", source="a", target="b"))
    return document


def test_only_the_fields_that_it_changes_are_set_on_todays_record() -> None:
    document = two()
    base = document.snapshot()
    with document.edit("What if") as tx:
        tx.change(System, "a", it_steward="Ann", custom=(("x", "1"), ("y", "2")))
    scenario = scenario_of(base, document.snapshot(), "Steward")
    document.undo()
    with document.edit("Meanwhile") as tx:
        tx.change(System, "a", name="Sales CRM", custom=(("x", "9"), ("z", "3")))
    found, told = with_scenario(document.snapshot(), scenario)
    crm = found.systems["a"]
    assert (crm.name, crm.it_steward) == ("Sales CRM", "Ann")
    assert dict(crm.custom) == {"x": "9", "z": "3", "y": "2"}
    assert told == ()


def test_what_cells_gave_is_kept_account_of() -> None:
    document = Document()
    with document.edit("Import") as tx:
        origin = (CellRef("a.xlsx", "S", "A2", "vendor"),)
        tx.put(System(id="a", name="CRM", vendor="One", origin=origin))
    base = document.snapshot()
    with document.edit("What if") as tx:
        tx.change(System, "a", vendor="Two")
    scenario = scenario_of(base, document.snapshot(), "Other vendor")
    document.undo()
    with document.edit("Meanwhile") as tx:
        tx.change(System, "a", name="Sales CRM")
    found, _ = with_scenario(document.snapshot(), scenario)
    assert dict(found.systems["a"].imported) == {"name": '"CRM"', "vendor": '"One"'}


def test_a_flow_to_a_system_that_is_gone_is_left_out_and_told() -> None:
    document = two()
    base = document.snapshot()
    with document.edit("What if") as tx:
        tx.put(Flow(id="g", source="b", target="a"))
        tx.change(Flow, "f", name="orders")
        tx.change(System, "b", vendor="SAP")
    scenario = scenario_of(base, document.snapshot(), "Back")
    document.undo()
    with document.edit("Meanwhile") as tx:
        tx.delete(System, "b")
    found, told = with_scenario(document.snapshot(), scenario)
    assert found.same_content(document.snapshot())
    assert told == (
        "ERP is left out: it is gone from the map.",
        "The flow CRM → ERP is left out: it is gone from the map.",
        "The flow ERP → CRM is left out: what it belongs to is gone.",
    )


def test_what_came_since_goes_with_what_the_scenario_deletes() -> None:
    document = two()
    base = document.snapshot()
    with document.edit("What if") as tx:
        tx.delete(System, "b")
    scenario = scenario_of(base, document.snapshot(), "Without ERP")
    document.undo()
    with document.edit("Meanwhile") as tx:
        tx.put(Flow(id="g", source="b", target="a"))
    found, told = with_scenario(document.snapshot(), scenario)
    assert not found.flows
    assert told == ("The flow ERP → CRM goes too: what it belongs to goes.",)


def test_departments_never_become_part_of_themselves() -> None:
    document = Document()
    with document.edit("Begin") as tx:
        tx.put(Department(id="m", name="Marketing"))
        tx.put(Department(id="s", name="Sales"))
    base = document.snapshot()
    with document.edit("What if") as tx:
        tx.change(Department, "m", parent="s")
    scenario = scenario_of(base, document.snapshot(), "Under sales")
    document.undo()
    with document.edit("Meanwhile") as tx:
        tx.change(Department, "s", parent="m")
    found, told = with_scenario(document.snapshot(), scenario)
    assert (found.departments["m"].parent, found.departments["s"].parent) == (None, "m")
    assert told == ("Marketing keeps its place: it would be part of itself.",)


def test_applied_twice_it_changes_nothing_more() -> None:
    document = two()
    base = document.snapshot()
    with document.edit("What if") as tx:
        tx.put(System(id="c", name="Mailer"))
        tx.delete(Flow, "f")
    scenario = scenario_of(base, document.snapshot(), "Mailer")
    fitted, told = fitted_to(document.snapshot(), scenario)
    assert (fitted, told) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "", "{}x", "7", "[7]", "[[]]", '[["systems"]]', '[["nowhere", "a", null, {}]]',
        '[["systems", "a", null, "text"]]', '[["systems", "a", 1, 2]]',
        '[["systems", "a", null, null]]', '[["systems", "a", null, {"id": "b", "name": "B"}]]',
        '[["systems", "a", null, {"id": "a", "name": "B", "users": 1e400}]]',
        '[["systems", "a", null, {"id": "a", "name": 7}]]',
        '[["systems", "", null, {"id": "", "name": "B"}]]',
        '[["systems", "a", null, {"id": "a", "name": "B", "users": 99999999999999999999}]]',
        '[["systems", "a", null, {"id": "a", "name": "B", "colour": "red"}]]',
        '[["info", "map", {"id": "map"}, null]]', '[["info", "x", null, {"id": "x"}]]',
        '[["scenarios", "a", null, {"id": "a", "name": "B"}]]', "[" * 100_000,
        json.dumps([["systems", "a", None, {"id": "a", "name": "B"}]] * 2),
    ],
)  # fmt: skip
def test_hostile_text_is_a_clear_error(text: str) -> None:
    with pytest.raises(ScenarioError, match="The scenario 'Bad' cannot be read"):
        with_scenario(two().snapshot(), Scenario(name="Bad", changes=text))


@given(text=st.text() | st.recursive(st.none() | st.integers() | st.text(max_size=3)
       | st.sampled_from(["systems", "a", "flows", "id", "map", "info"]),
       lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner,
       max_size=3)).map(json.dumps))  # fmt: skip
def test_no_text_crashes_it(text: str) -> None:
    try:
        found, _ = with_scenario(two().snapshot(), Scenario(name="Bad", changes=text))
    except ScenarioError as error:
        assert "Bad" in str(error)  # noqa: PT017 - either it is refused so, or it is whole
    else:
        assert all_faults(found.tables) == []


def test_a_hostile_record_that_dangles_is_left_out() -> None:
    flow = Flow(id="h", source="nowhere", target="a")
    loop = Flow(id="i", source="a", target="a")
    base, snapshot = Document().snapshot(), two().snapshot()
    changed = replace(base, tables={**base.tables, "flows": {"h": flow, "i": loop}})
    found, told = with_scenario(snapshot, scenario_of(base, changed, "Bad"))
    assert found.same_content(snapshot)
    assert len(told) == 2


def test_a_scenario_is_found_by_name_and_others_are_told() -> None:
    document = harbour_vale()
    with document.edit("Keep") as tx:
        tx.put(Scenario(name="Cloud first"))
        tx.put(Scenario(name="Cheap"))
    snapshot = document.snapshot()
    assert scenario_named(snapshot, " cloud  FIRST ").name == "Cloud first"
    with pytest.raises(ScenarioError, match="It has: Cheap, Cloud first"):
        scenario_named(snapshot, "Dear")
    with pytest.raises(ScenarioError, match="none yet"):
        scenario_named(harbour_vale().snapshot(), "Dear")


def test_scenarios_are_not_part_of_a_scenario() -> None:
    document = two()
    base = document.snapshot()
    with document.edit("Keep") as tx:
        tx.put(Scenario(name="Another"))
    assert differing_deltas(base, document.snapshot()) == ()


def test_a_hostile_system_that_runs_on_itself_does_not() -> None:
    own = System(id="h", name="H", runs_on=("h", "a"), part_of="h")
    base, snapshot = Document().snapshot(), two().snapshot()
    changed = replace(base, tables={**base.tables, "systems": {"h": own}})
    found, told = with_scenario(snapshot, scenario_of(base, changed, "Bad"))
    assert (found.systems["h"].runs_on, found.systems["h"].part_of) == (("a",), None)
    assert len(told) == 2
    assert all_faults(found.tables) == []
