"""Mainland, islands, rogue islands and tidal islands."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis, Finding, FindingKind, IslandKind
from isthmus.catalogue.types import Severity
from isthmus.model.records import (
    CellRef,
    Criticality,
    FlowMethod,
    FlowState,
    HoldingRole,
    Lifecycle,
)
from isthmus.model.snapshot import Snapshot
from support.mapmaker import MapMaker, catalogue_of

NOTHING = catalogue_of()


def parts(make: MapMaker) -> list[tuple[str, list[str]]]:
    snapshot = make.snapshot()
    return named(snapshot, check(snapshot, NOTHING))


def named(snapshot: Snapshot, analysis: Analysis) -> list[tuple[str, list[str]]]:
    return [
        (island.kind.value, [snapshot.systems[i].name for i in island.systems])
        for island in analysis.islands
    ]


def only(make: MapMaker, kind: FindingKind) -> Finding:
    [found] = [f for f in check(make.snapshot(), NOTHING).findings if f.kind is kind]
    return found


def union_find(count: int, edges: Sequence[tuple[int, int]]) -> set[frozenset[int]]:
    root = list(range(count))

    def find(i: int) -> int:
        return i if root[i] == i else find(root[i])

    for a, b in edges:
        root[find(a)] = find(b)
    groups: dict[int, set[int]] = {}
    for i in range(count):
        groups.setdefault(find(i), set()).add(i)
    return {frozenset(group) for group in groups.values()}


EDGES = st.lists(
    st.tuples(
        st.integers(0, 11), st.integers(0, 11), st.sampled_from(FlowMethod),
        st.sampled_from(FlowState),
    ).filter(lambda edge: edge[0] != edge[1]),
    max_size=16,
)  # fmt: skip


@given(edges=EDGES, count=st.integers(0, 12), seed=st.randoms(use_true_random=False))
def test_islands_are_the_connected_parts_that_union_find_finds(edges, count, seed):
    make = MapMaker()
    names = [f"s{i:02}" for i in range(count)]
    for name in names:
        make.system(name, seed.choice(["crm", "mail"]), it_steward=seed.choice(["", "", "Ana"]))
    edges = [edge for edge in edges if max(edge[:2]) < count]
    for a, b, method, state in edges:
        make.flow(names[a], names[b], method=method, state=state)
    live = [edge for edge in edges if edge[3] is FlowState.LIVE]

    found = parts(make)

    whole = union_find(count, [edge[:2] for edge in live])
    core = {i for kind, members in found for i in members if kind in {"mainland", "tidal"}}
    apart = {
        frozenset(names.index(n) for n in members) for kind, members in found
        if kind not in {"mainland", "tidal"}
    }  # fmt: skip
    expected = apart | ({frozenset(names.index(n) for n in core)} if core else set())
    assert expected == whole
    assert sorted(n for _, members in found for n in members) == names


@given(edges=EDGES)
def test_without_files_and_hands_there_is_no_tidal_island(edges):
    make = MapMaker()
    for i in range(12):
        make.system(f"s{i:02}")
    for a, b, _, _ in edges:
        make.flow(f"s{a:02}", f"s{b:02}", method=FlowMethod.ETL)
    assert "tidal" not in {kind for kind, _ in parts(make)}


@given(edges=EDGES, seed=st.randoms(use_true_random=False))
def test_tidal_islands_are_reached_from_the_mainland_only_by_files_and_hands(edges, seed):
    make = MapMaker()
    for i in range(12):
        make.system(f"s{i:02}", seed.choice(["crm", "mail"]), backbone=i == 3)
    for a, b, method, _ in edges:
        make.flow(f"s{a:02}", f"s{b:02}", method=method)
    by_hand = {FlowMethod.MANUAL, FlowMethod.FILE}
    firm = union_find(12, [(a, b) for a, b, method, _ in edges if method not in by_hand])
    core = next(group for group in firm if 3 in group)

    found = parts(make)

    [mainland] = [members for kind, members in found if kind == "mainland"]
    assert mainland == [f"s{i:02}" for i in sorted(core)]
    rest = [(a, b) for a, b, _, _ in edges if a not in core and b not in core]
    groups = union_find(12, rest)
    whole = next(g for g in union_find(12, [edge[:2] for edge in edges]) if 3 in g)
    tidal = {frozenset(int(n[1:]) for n in members) for kind, members in found if kind == "tidal"}
    assert tidal == {group for group in groups if group <= whole and not group <= core}


def test_the_part_with_the_marked_backbone_is_the_mainland():
    make = MapMaker()
    make.system("Small", backbone=True)
    make.system("Big", "crm", it_steward="Ana")
    make.flow("Big", "Bigger")
    assert parts(make) == [("island", ["Big", "Bigger"]), ("mainland", ["Small"])]


def test_else_the_part_with_most_systems_of_record_of_it_is_the_mainland():
    make = MapMaker()
    make.system("Record", "crm", it_steward="Ana")
    make.system("Stewarded", it_steward="Ana")
    make.flow("Stewarded", "One")
    make.flow("Stewarded", "Two")
    assert ("mainland", ["Record"]) in parts(make)


def test_a_master_makes_a_system_of_record_and_a_mere_replica_does_not():
    make = MapMaker()
    for name, category in (("Crm", "crm"), ("Mail", "mail")):
        make.system(name, category, it_steward="Ana")
    make.holding("Crm", "contact", HoldingRole.REPLICA)
    make.holding("Mail", "contact")
    assert ("mainland", ["Mail"]) in parts(make)


def test_a_system_of_a_department_below_it_counts_as_stewarded():
    make = MapMaker()
    make.department("IT", is_it=True)
    make.department("Platforms", parent=make.department("IT"))
    make.system("Bus", "crm", department="Platforms")
    make.system("Alone", department="Sales")
    assert parts(make) == [("rogue", ["Alone"]), ("mainland", ["Bus"])]


def test_unrelated_systems_that_nothing_speaks_for_have_no_mainland():
    make = MapMaker()
    make.system("A")
    make.system("B", department="Sales")
    make.department("Platforms", is_it=True)
    assert parts(make) == [("island", ["A"]), ("rogue", ["B"])]
    assert all(not f.closes_with for f in check(make.snapshot(), NOTHING).findings)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"department": "Marketing"}, "rogue"),
        ({"funder": "Marketing"}, "rogue"),
        ({"business_owner": "Bo"}, "rogue"),
        ({"department": "IT", "funder": "Marketing"}, "island"),
        ({"department": "Marketing", "it_steward": "Ana"}, "island"),
        ({"department": "Marketing", "steward_in_business": True}, "island"),
        ({}, "island"),
    ],
)
def test_an_island_is_rogue_where_it_looks_after_nothing_and_the_business_owns_some(fields, kind):
    make = MapMaker()
    make.system("Core", backbone=True)
    make.system("Apart", **fields)
    assert (kind, ["Apart"]) in parts(make)


def test_retired_and_planned_systems_and_flows_tie_nothing():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.system("Gone", lifecycle=Lifecycle.RETIRED)
    make.system("Coming", lifecycle=Lifecycle.PLANNED)
    make.flow("Core", "Gone")
    make.flow("Gone", "Leaf")
    make.flow("Core", "Leaf", state=FlowState.PLANNED)
    assert parts(make) == [("mainland", ["Core"]), ("island", ["Leaf"])]


def test_a_tidal_island_is_closed_by_automating_the_transfer_that_moves_most():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.flow("Core", "Second")
    make.flow("Core", "Shop", "invoice", method=FlowMethod.FILE)
    make.flow("Till", "Core", "contact", "invoice", method=FlowMethod.MANUAL)
    make.flow("Shop", "Till")
    assert parts(make) == [("mainland", ["Core", "Second"]), ("tidal", ["Shop", "Till"])]

    found = only(make, FindingKind.TIDAL_ISLAND)

    assert (found.title, found.severity) == ("Tidal island", Severity.HIGH)
    assert "tied to the mainland only by 1 manual transfer and 1 file transfer;" in found.evidence
    [flow] = found.closes_with
    assert flow.source == make.system("Till")
    assert flow.data_objects == ("contact", "invoice")


def test_where_only_files_tie_and_nothing_marks_a_core_the_whole_is_the_mainland():
    make = MapMaker()
    make.flow("A", "B", method=FlowMethod.FILE)
    assert parts(make) == [("mainland", ["A", "B"])]


def test_islands_come_largest_first_and_then_by_name():
    make = MapMaker()
    make.system("m", backbone=True)
    make.flow("z1", "z2")
    make.flow("B1", "b2")
    make.system("a")
    assert [members for _, members in parts(make)] == [["B1", "b2"], ["z1", "z2"], ["a"], ["m"]]


def _with_mainland(**fields) -> MapMaker:
    make = MapMaker()
    make.system("Core", "crm", department="IT", backbone=True)
    make.system("Apart", "mail", department="Marketing", **fields)
    return make


def test_a_rogue_islet_is_medium_and_worse_with_each_thing_at_stake():
    make = _with_mainland()
    assert only(make, FindingKind.ROGUE_ISLAND).severity is Severity.MEDIUM
    make.holding("Apart", "contact")
    assert only(make, FindingKind.ROGUE_ISLAND).severity is Severity.HIGH
    make = _with_mainland(criticality=Criticality.HIGH, annual_cost=None)
    make.holding("Apart", "contact")
    assert only(make, FindingKind.ROGUE_ISLAND).severity is Severity.CRITICAL


def test_a_rogue_island_is_high_and_with_personal_data_critical():
    make = _with_mainland()
    make.flow("Apart", "Other", "invoice")
    found = only(make, FindingKind.ROGUE_ISLAND)
    assert (found.title, found.severity) == ("Rogue island", Severity.HIGH)
    make.flow("Other", "Apart", "contact")
    found = only(make, FindingKind.ROGUE_ISLAND)
    assert (found.severity, found.data_objects) == (Severity.CRITICAL, ("contact",))


def test_where_no_steward_is_recorded_at_all_a_rogue_verdict_is_medium_at_most_and_says_so():
    make = MapMaker()
    make.system("Core", "crm", department="Sales", backbone=True)
    make.system("Apart", department="Marketing")
    make.flow("Apart", "Other", "contact")
    found = only(make, FindingKind.ROGUE_ISLAND)
    assert found.severity is Severity.MEDIUM
    assert "no IT steward is recorded anywhere in the map" in found.evidence


def test_an_islet_that_it_knows_of_is_low_and_is_closed_all_the_same():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.system("Apart", it_steward="Ana", criticality=Criticality.CRITICAL)
    make.holding("Apart", "invoice")
    make.holding("Core", "invoice", HoldingRole.REPLICA)
    found = only(make, FindingKind.ISLAND)
    assert (found.title, found.severity) == ("Islet", Severity.LOW)
    assert [(f.source, f.target) for f in found.closes_with] == [
        (make.system("Apart"), make.system("Core"))
    ]


def test_an_island_is_tied_to_a_hub_before_anything_else():
    make = MapMaker()
    make.system("Core", "crm", backbone=True)
    for i in range(4):
        make.flow("Core", f"Leaf {i}")
    make.system("Bus", "hub")
    make.flow("Core", "Bus")
    make.holding("Apart", "invoice")
    [flow] = only(make, FindingKind.ISLAND).closes_with
    assert (flow.source, flow.target) == (make.system("Apart"), make.system("Bus"))


def test_a_verdict_names_its_facts_and_cites_the_cells():
    origin = tuple(
        CellRef("a.xlsx", "Apps", cell, field)
        for cell, field in (("D7", "department"), ("A7", "name"), ("B7", "vendor"), ("A7", ""))
    )
    make = _with_mainland(annual_cost=Decimal(84_000), origin=origin)
    found = only(make, FindingKind.ROGUE_ISLAND)
    assert [cell.cell for cell in found.cells] == ["A7", "D7"]
    assert found.evidence == (
        "Apart has no live flow to the mainland; no IT steward; owned and paid for by Marketing; "
        "€84,000 a year spent outside IT. No integration with the mainland is expected of it by "
        "the rules: accept it as a risk, or retire it."
    )
    assert found.systems == (make.system("Apart"),)


def test_every_part_but_the_mainland_has_its_finding_and_every_system_its_island():
    make = _with_mainland()
    make.system("Alone", it_steward="Ana")
    snapshot = make.snapshot()
    analysis = check(snapshot, NOTHING)
    apart = [island for island in analysis.islands if island.kind is not IslandKind.MAINLAND]
    assert sorted(f.systems for f in analysis.findings) == sorted(i.systems for i in apart)
    assert analysis.metrics.islands == analysis.metrics.systems_cut_off == 2
    assert analysis.metrics.rogue_islands == 1
    for system, index in analysis.island_of.items():
        assert system in analysis.islands[index].systems


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"department": "Marketing", "funder": "IT"}, "owned by Marketing, paid for by IT"),
        ({"funder": "Marketing"}, "paid for by Marketing"),
        ({"business_owner": " Bo "}, "business owner: Bo"),
    ],
)
def test_a_verdict_says_who_owns_and_who_pays(fields, said):
    make = MapMaker()
    make.system("Core", backbone=True)
    make.system("Apart", **fields)
    [found] = check(make.snapshot(), NOTHING).findings
    assert f"; {said}" in found.evidence


def unflowed(**fields) -> MapMaker:
    """Two systems of record and no flow."""
    make = MapMaker()
    make.system("A", "crm", department="Sales")
    make.system("B", **{"category": "crm", "department": "Marketing", **fields})
    return make


def test_without_flows_and_without_it_nothing_is_told_of_islands_but_in_one_finding():
    make = unflowed()
    make.flow("A", "B", state=FlowState.PLANNED)
    analysis = check(make.snapshot(), NOTHING)
    assert [island.kind for island in analysis.islands] == [IslandKind.ISLAND] * 2
    [found] = analysis.findings
    assert (found.kind, found.rule, found.severity) == (
        FindingKind.NO_FLOWS, "ISL-00", Severity.MEDIUM,
    )  # fmt: skip
    assert found.evidence == (
        "The map records no live flow, so islands cannot be told from the mainland: add the "
        "interfaces."
    )
    assert found.systems == (make.system("A"), make.system("B"))
    make.system("C")
    assert check(make.snapshot(), NOTHING).findings[0].key == found.key
    make.flow("A", "B")
    assert FindingKind.NO_FLOWS not in {f.kind for f in check(make.snapshot(), NOTHING).findings}


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"it_steward": "Ana"}, ["rogue", "mainland"]),
        ({"it_steward": "Ana", "category": "mail"}, ["rogue", "island"]),
        ({"department": "IT", "category": "mail"}, ["rogue", "island"]),
        ({"backbone": True}, ["rogue", "mainland"]),
    ],
)
def test_without_flows_the_mainland_needs_a_backbone_or_a_system_of_record_of_it(fields, kinds):
    analysis = check(unflowed(**fields).snapshot(), NOTHING)
    assert [island.kind.value for island in analysis.islands] == kinds
    assert FindingKind.NO_FLOWS not in {finding.kind for finding in analysis.findings}
    assert len(analysis.findings) == 2 - kinds.count("mainland")


@pytest.mark.parametrize("fields", [{}, {"department": "Sales"}, {"it_steward": "Ana"}])
def test_a_single_system_is_cut_off_from_nothing(fields):
    make = MapMaker()
    make.system("Alone", "mail", **fields)
    analysis = check(make.snapshot(), NOTHING)
    assert analysis.findings == ()
    assert analysis.metrics.rogue_islands == 0


@pytest.mark.parametrize(
    ("fields", "who"),
    [
        ({"it_steward": "Ana"}, "an IT steward"),
        ({"department": "IT"}, "an IT steward or an owner in IT"),
    ],
)
@pytest.mark.parametrize(("unknown", "sure"), [(9, True), (10, False)])
def test_where_few_stewards_are_recorded_a_rogue_verdict_is_medium_at_most(
    fields, who, unknown, sure
):
    make = MapMaker()
    make.system("Core", "crm", **fields)
    make.system("Apart", "mail", department="Marketing")
    make.flow("Apart", "Other", "contact")
    for i in range(unknown - 2):
        make.flow("Core", f"Leaf {i}")
    found = only(make, FindingKind.ROGUE_ISLAND)
    assert found.severity is (Severity.CRITICAL if sure else Severity.MEDIUM)
    said = "no IT steward" if sure else f"{who} is recorded for 1 of {unknown + 1} systems only"
    assert f"; {said}; " in found.evidence
