"""The same map gives the same result, whatever its ids and the order of its records."""

import json
from dataclasses import fields, replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.asjson import as_json
from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Direction
from isthmus.model.document import Document
from isthmus.model.records import (
    CellRef,
    Criticality,
    FlowMethod,
    FlowState,
    HoldingRole,
    System,
)
from isthmus.model.snapshot import Snapshot
from isthmus.model.tables import TABLES
from support.harbour import harbour_vale
from support.mapmaker import MapMaker, catalogue_of, company, rule
from support.otherids import other_ids

CATALOGUE = catalogue_of(
    rule("A-01", ["mail"], ["crm", "erp"], direction=Direction.BOTH),
    rule("A-02", ["crm"], ["crm", "mail"], data_objects=("contact", "invoice")),
    rule("A-03", ["erp"], ["hub"], automated=False, max_hops=2),
)


def rendered(snapshot: Snapshot, catalogue=CATALOGUE) -> str:
    return json.dumps(as_json(snapshot, check(snapshot, catalogue)), indent=1)


SYSTEM = st.tuples(
    st.sampled_from(["Alpha", "alpha", "Beta", "Gamma", "Delta", "Epsilon"]),
    st.sampled_from(["crm", "mail", "erp", "hub", ""]),
    st.sampled_from([None, "IT", "Sales", "HR"]),
    st.sampled_from(["", "Ana"]),
    st.sampled_from(Criticality),
)
FLOW = st.tuples(
    st.integers(0, 7), st.integers(0, 7), st.sampled_from(["contact", "invoice", "own", ""]),
    st.sampled_from(FlowMethod), st.sampled_from([FlowState.LIVE, *FlowState]),
)  # fmt: skip
HOLDING = st.tuples(
    st.integers(0, 7), st.sampled_from(["contact", "invoice", "own"]), st.sampled_from(HoldingRole)
)


def drawn(systems, flows, holdings) -> Snapshot:
    """A map whose systems may share their names."""
    make = MapMaker()
    names = []
    for i, (name, category, department, steward, criticality) in enumerate(systems):
        names.append(str(i))
        owner = {"department": department} if department else {}
        ident = make.system(str(i), category, it_steward=steward, criticality=criticality, **owner)
        make.tables["systems"][ident] = replace(make.tables["systems"][ident], name=name)
    for a, b, thing, method, state in flows:
        if a != b and max(a, b) < len(names):
            make.flow(names[a], names[b], *filter(None, [thing]), method=method, state=state)
    for i, thing, role in holdings:
        if i < len(names):
            make.holding(names[i], thing, role)
    return make.snapshot()


@given(
    systems=st.lists(SYSTEM, max_size=8),
    flows=st.lists(FLOW, max_size=10),
    holdings=st.lists(HOLDING, max_size=8),
    random=st.randoms(use_true_random=False),
)
def test_other_ids_in_another_order_give_the_same_result_byte_for_byte(
    systems, flows, holdings, random
):
    snapshot = drawn(systems, flows, holdings)
    assert rendered(other_ids(snapshot, random)) == rendered(snapshot)


@given(
    systems=st.lists(SYSTEM, max_size=8),
    flows=st.lists(FLOW, max_size=10),
    holdings=st.lists(HOLDING, max_size=8),
)
def test_no_two_findings_and_no_two_islands_share_a_key(systems, flows, holdings):
    analysis = check(drawn(systems, flows, holdings), CATALOGUE)
    keys = [f.key for f in analysis.findings]
    assert len(set(keys)) == len(keys)
    assert len({island.key for island in analysis.islands}) == len(analysis.islands)


def test_the_company_of_the_pictures_is_the_same_twice():
    snapshot = harbour_vale().snapshot()
    catalogue = load_catalogue()
    assert rendered(other_ids(snapshot, Random(1)), catalogue) == rendered(snapshot, catalogue)


def test_a_large_map_is_the_same_twice():
    catalogue = load_catalogue()
    snapshot = company(300, 700, catalogue)
    assert rendered(other_ids(snapshot, Random(1)), catalogue) == rendered(snapshot, catalogue)


def test_systems_of_one_name_are_told_apart_by_what_else_is_known_of_them():
    make = MapMaker()
    for number, external in enumerate(("b", "a")):
        ident = make.system(f"s{number}", "mail", external_ids=(("cmdb", external),))
        make.tables["systems"][ident] = replace(make.tables["systems"][ident], name="Mail")
    make.system("Crm", "crm")
    found = [f for f in check(make.snapshot(), CATALOGUE).findings if f.rule == "A-01"]
    assert [f.systems[0] for f in found] == [make.system("s1"), make.system("s0")]
    assert len({f.key for f in found}) == 2


def test_a_key_outlives_what_does_not_tell_a_system_from_others():
    make = MapMaker()
    make.system("Mail", "mail")
    make.system("Crm", "crm")
    before = {f.key for f in check(make.snapshot(), CATALOGUE).findings if f.rule == "A-01"}
    ident = make.system("Mail")
    record = make.tables["systems"][ident]
    cell = CellRef("other.xlsx", "Sheet", "B2", "name")
    changed = replace(record, name=" MAIL", vendor="Acme", users=3, origin=(cell,))
    make.tables["systems"][ident] = changed
    after = {f.key for f in check(make.snapshot(), CATALOGUE).findings if f.rule == "A-01"}
    assert before == after != set()


def test_every_table_s_references_are_renamed_by_this_test():
    """The permutation above would prove nothing if it left an id behind."""
    snapshot = harbour_vale().snapshot()
    changed = other_ids(snapshot, Random(1))
    for table, rows in snapshot.tables.items():
        assert table in TABLES
        assert table == "info" or not set(rows) & set(changed.tables[table])
        assert len(rows) == len(changed.tables[table])


def test_what_has_ended_is_asked_of_the_date_and_of_nothing_else():
    snapshot = harbour_vale().snapshot()
    first = check(snapshot, CATALOGUE, date(2026, 1, 1))
    assert first == check(snapshot, CATALOGUE, date(2026, 1, 1))
    assert {f.name for f in fields(first)} == {
        "revision", "islands", "findings", "metrics", "island_of",
        "out_of_reach",
    }  # fmt: skip


@given(
    systems=st.lists(SYSTEM, min_size=1, max_size=8),
    flows=st.lists(FLOW, max_size=10),
    holdings=st.lists(HOLDING, max_size=8),
)
def test_other_names_change_nothing_but_names(systems, flows, holdings):
    """Names that sort alike, so that nothing that is decided by name is decided otherwise."""
    named = [(f"n{i}", *rest) for i, (_, *rest) in enumerate(systems)]
    snapshot = drawn(named, flows, holdings)
    tables = {name: dict(rows) for name, rows in snapshot.tables.items()}
    for ident, system in snapshot.systems.items():
        tables["systems"][ident] = replace(system, name=f"Other {system.name}")
    before = check(snapshot, CATALOGUE)
    after = check(Document(tables).snapshot(), CATALOGUE)

    def but_names(analysis):
        return [replace(f, key="", evidence="") for f in analysis.findings]

    assert but_names(after) == but_names(before)
    assert after.metrics == before.metrics
    assert [i.systems for i in after.islands] == [i.systems for i in before.islands]


@given(
    systems=st.lists(SYSTEM, min_size=2, max_size=8),
    flows=st.lists(FLOW, max_size=10),
    holdings=st.lists(HOLDING, max_size=8),
)
def test_an_isolated_system_that_no_rule_speaks_of_changes_nothing_else(systems, flows, holdings):
    before = drawn([*systems, ("Core", "crm", "IT", "Ana", Criticality.LOW)], flows, holdings)
    tables = {name: dict(rows) for name, rows in before.tables.items()}
    odd = System(name="Odd one out", criticality=Criticality.HIGH)  # told by itself
    tables["systems"][odd.id] = odd
    found = check(Document(tables).snapshot(), CATALOGUE).findings
    assert [f for f in found if odd.id not in f.systems] == list(check(before, CATALOGUE).findings)


def test_names_that_look_like_tokens_share_no_key():
    make = MapMaker()
    for i, name in enumerate(("x", "X", "x 2", "x\x1e2", "x#2", "")):
        ident = make.system(str(i), "mail", criticality=Criticality.HIGH)
        make.tables["systems"][ident] = replace(make.tables["systems"][ident], name=name)
    make.system("Crm", "crm", it_steward="Ana")
    keys = [f.key for f in check(make.snapshot(), CATALOGUE).findings]
    assert len(keys) == len(set(keys)) >= 12
