"""Missing, one-way and manual integrations by rules."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis, Finding, FindingKind, ProposedFlow
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Direction, Rule, Severity, Subject
from isthmus.model.records import CellRef, FlowMethod, HoldingRole
from isthmus.model.snapshot import Snapshot
from support.mapmaker import MapMaker, catalogue_of, rule

RULE = rule("MKT-01", ["mail"], ["crm"])
BOTH = rule("MKT-02", ["mail"], ["crm"], direction=Direction.BOTH)
GAPS = {FindingKind.MISSING_INTEGRATION, FindingKind.ONE_WAY, FindingKind.MANUAL_TRANSFER}


def gaps(make: MapMaker, *rules: Rule) -> list[Finding]:
    found = check(make.snapshot(), catalogue_of(*rules)).findings
    return [f for f in found if f.kind in GAPS and f.rule in {r.key for r in rules}]


def two() -> MapMaker:
    make = MapMaker()
    make.system("Mail", "mail")
    make.system("Crm", "crm")
    return make


def ends(make: MapMaker, flows: tuple[ProposedFlow, ...]) -> list[tuple[str, str]]:
    names = {system.id: system.name for system in make.snapshot().systems.values()}
    return [(names[flow.source], names[flow.target]) for flow in flows]


def bare(catalogue: Catalogue, tried: Rule, key: str) -> MapMaker:
    """A map with one system of the rule's first categories each."""
    make = MapMaker()
    make.system("Giver", tried.sources[0])
    make.system("Taker", tried.targets[0])
    assert {tried.sources[0], tried.targets[0]} <= set(catalogue.categories), key
    return make


def of_rule(snapshot: Snapshot, catalogue: Catalogue, key: str) -> list[Finding]:
    return [f for f in check(snapshot, catalogue).findings if f.rule == key]


@pytest.mark.parametrize("key", [r.key for r in load_catalogue().rules])
def test_each_rule_is_found_wanting_and_content_with_exactly_the_flows_it_asks_for(key):
    catalogue = load_catalogue()
    tried = next(r for r in catalogue.rules if r.key == key)
    make = bare(catalogue, tried, key)

    [found] = of_rule(make.snapshot(), catalogue, key)

    assert (found.kind, found.severity) == (FindingKind.MISSING_INTEGRATION, tried.severity)
    assert len(found.closes_with) == (2 if tried.direction is Direction.BOTH else 1)
    for flow, names in zip(found.closes_with, ends(make, found.closes_with), strict=True):
        assert of_rule(make.snapshot(), catalogue, key) != []
        make.flow(*names, *flow.data_objects, method=FlowMethod.API)
    assert of_rule(make.snapshot(), catalogue, key) == []


def test_the_built_in_rules_have_keys_that_no_rule_of_the_catalogue_has():
    built_in = {"ISL-01", "ISL-02", "ISL-03", "MAN-01", "OBJ-01", "OBJ-02", "OBJ-03"}
    assert built_in.isdisjoint(r.key for r in load_catalogue().rules)


def test_a_missing_integration_says_what_is_missing_and_why():
    [found] = gaps(two(), RULE)
    assert found.title == "Missing integration"
    assert found.data_objects == ("Contact",)
    assert found.evidence == (
        "No live path takes Contact from Mail to Crm, directly or over hubs in at most 3 flows. "
        "Nothing fits otherwise."
    )


def test_without_a_system_of_the_other_side_nothing_is_expected():
    make = MapMaker()
    make.system("Mail", "mail")
    analysis = check(make.snapshot(), catalogue_of(RULE))
    assert gaps(make, RULE) == []
    assert analysis.metrics.expected == 0
    assert analysis.metrics.integrated is None


def test_a_system_is_not_its_own_counterpart():
    same = rule("X-01", ["crm"], ["crm"])
    make = MapMaker()
    make.system("Crm", "crm")
    assert gaps(make, same) == []
    make.system("Other", "crm")
    assert [ends(make, f.closes_with) for f in gaps(make, same)] == [
        [("Crm", "Other")],
        [("Other", "Crm")],
    ]


def path(make: MapMaker, *names: str, thing: str = "contact", **fields) -> MapMaker:
    for here, there in pairwise(names):
        make.flow(here, there, thing, **fields)
    return make


def test_a_path_over_a_hub_is_enough():
    make = two()
    make.system("Bus", "hub")
    assert gaps(path(make, "Mail", "Bus", "Crm"), RULE) == []


def test_a_path_over_any_other_system_is_not():
    make = two()
    make.system("Forms", "forms")
    [found] = gaps(path(make, "Mail", "Forms", "Crm"), RULE)
    assert found.kind is FindingKind.MISSING_INTEGRATION


@pytest.mark.parametrize(("hops", "enough"), [(2, False), (3, True)])
def test_a_path_may_have_so_many_hops_and_no_more(hops, enough):
    make = two()
    make.system("Bus", "hub")
    make.system("Lake", "hub")
    path(make, "Mail", "Bus", "Lake", "Crm")
    assert (gaps(make, rule("X-01", ["mail"], ["crm"], max_hops=hops)) == []) is enough


def test_a_path_against_the_flow_does_not_count_and_a_two_way_flow_counts_both_ways():
    assert gaps(path(two(), "Crm", "Mail"), RULE) != []
    assert gaps(path(two(), "Crm", "Mail", two_way=True), RULE) == []


def test_a_flow_of_other_data_does_not_count_and_one_that_says_nothing_does():
    [found] = gaps(path(two(), "Mail", "Crm", thing="invoice"), RULE)
    assert "in at most 3 flows; the flow between them carries invoice. " in found.evidence
    make = two()
    make.flow("Mail", "Crm")
    assert gaps(make, RULE) == []


def test_a_data_object_of_the_company_is_matched_by_its_kind():
    make = two()
    make.data_object("Kontakte", kind="contact")
    assert gaps(path(make, "Mail", "Crm", thing="Kontakte"), RULE) == []


def test_findings_and_proposals_use_the_map_s_own_names_for_data():
    make = two()
    make.data_object("Kontakte", kind="contact")
    [found] = gaps(make, RULE)
    assert found.data_objects == found.closes_with[0].data_objects == ("Kontakte",)


def test_what_the_giver_holds_is_what_it_is_asked_to_give():
    wide = rule("X-01", ["mail"], ["crm"], data_objects=("contact", "consent"))
    make = two()
    make.data_object("Consents", kind="consent")
    make.holding("Mail", "Consents")
    [found] = gaps(make, wide)
    assert found.data_objects == ("Contact", "Consents")
    assert found.closes_with[0].data_objects == ("Consents",)


def test_the_other_side_may_be_the_subject():
    taker = rule("X-01", ["mail"], ["crm"], subject=Subject.TARGET)
    make = two()
    make.system("Second", "crm")
    path(make, "Mail", "Crm")
    [found] = gaps(make, taker)
    assert ends(make, found.closes_with) == [("Mail", "Second")]
    assert found.systems == (make.system("Mail"), make.system("Second"))


def test_one_way_where_both_are_expected():
    make = two()
    make.system("Segment", "hub")
    [found] = gaps(path(make, "Mail", "Segment", "Crm"), BOTH)
    assert (found.kind, found.severity) == (FindingKind.ONE_WAY, Severity.MEDIUM)
    assert "Mail to Crm over Segment (2 hops) is in place" in found.evidence
    assert "nothing takes contact from Crm to Mail" in found.evidence
    assert ends(make, found.closes_with) == [("Crm", "Mail")]


def test_the_evidence_says_where_it_is_not_recorded_what_a_flow_carries():
    make = two()
    make.flow("Mail", "Crm")
    [found] = gaps(make, BOTH)
    assert "though what it carries is not recorded" in found.evidence


def test_a_path_by_hand_where_it_should_be_automated():
    make = two()
    make.system("Bus", "hub")
    path(make, "Mail", "Bus")
    path(make, "Bus", "Crm", method=FlowMethod.MANUAL)
    [found] = gaps(make, RULE)
    assert (found.kind, found.severity) == (FindingKind.MANUAL_TRANSFER, Severity.MEDIUM)
    assert "Mail to Crm over Bus (2 hops) is carried by hand" in found.evidence
    assert ends(make, found.closes_with) == [("Bus", "Crm")]
    path(make, "Bus", "Crm")
    assert gaps(make, RULE) == []


def test_a_path_by_hand_is_enough_where_the_rule_does_not_mind():
    lax = rule("X-01", ["mail"], ["crm"], automated=False)
    assert gaps(path(two(), "Mail", "Crm", method=FlowMethod.MANUAL), lax) == []


def test_one_way_by_hand_is_closed_in_one_go():
    make = path(two(), "Mail", "Crm", method=FlowMethod.MANUAL)
    [found] = gaps(make, BOTH)
    assert found.kind is FindingKind.ONE_WAY
    assert sorted(ends(make, found.closes_with)) == [("Crm", "Mail"), ("Mail", "Crm")]
    path(make, "Mail", "Crm", "Mail")
    assert gaps(make, BOTH) == []


def test_a_manual_flow_of_personal_data_is_flagged_once():
    make = path(two(), "Mail", "Crm", method=FlowMethod.MANUAL)
    path(make, "Mail", "Crm", thing="invoice", method=FlowMethod.MANUAL)
    analysis = check(make.snapshot(), catalogue_of())
    [found] = [f for f in analysis.findings if f.kind is FindingKind.MANUAL_TRANSFER]
    assert (found.rule, found.data_objects) == ("MAN-01", ("contact",))
    with_rule = check(make.snapshot(), catalogue_of(RULE))
    assert [f.rule for f in with_rule.findings if f.kind is FindingKind.MANUAL_TRANSFER] == [
        "MKT-01"
    ]


def partners(make: MapMaker) -> list[str]:
    return [target for _, target in ends(make, gaps(make, RULE)[0].closes_with)]


def test_the_partner_is_on_the_same_island_then_of_the_same_department():
    make = MapMaker()
    make.system("Mail", "mail", department="Marketing")
    make.system("A", "crm", backbone=True)
    make.system("B", "crm", department="Marketing")
    assert partners(make) == ["B"]
    make.system("C", "crm")
    make.flow("C", "Mail", "invoice")
    assert partners(make) == ["C"]


def test_else_on_the_mainland_then_backbone_then_most_flows_then_by_name():
    make = MapMaker()
    make.system("Mail", "mail")
    make.system("D", "crm")
    make.system("Root", backbone=True)
    make.flow("A", "Root")
    make.system("C", "crm")
    make.system("B", "crm")
    for name in ("C", "B"):
        make.flow(name, "Root", "invoice")
    assert partners(make) == ["B"]
    make.flow("C", "A", "invoice")
    assert partners(make) == ["C"]


def test_a_gap_cites_its_systems_and_the_flows_on_its_way():
    make = MapMaker()
    for row, name in enumerate(("Mail", "Crm"), 2):
        cells = (CellRef("a.xlsx", "Apps", f"A{row}", "name"),)
        make.system(name, name.lower(), origin=cells)
    cell = CellRef("a.xlsx", "Interfaces", "B9", "target")
    make.flow("Mail", "Crm", "contact", method=FlowMethod.MANUAL, origin=(cell,))
    [found] = gaps(make, RULE)
    assert [c.cell for c in found.cells] == ["A2", "A3", "B9"]


def test_the_figures_count_what_is_expected_and_what_is_in_place():
    make = path(two(), "Mail", "Crm")
    make.system("Second", "mail")
    make.system("Third", "mail")
    make.flow("Third", "Crm", "contact", method=FlowMethod.MANUAL)
    metrics = check(make.snapshot(), catalogue_of(RULE)).metrics
    assert (metrics.expected, metrics.in_place, metrics.missing) == (3, 1, 1)


# Against brute force over all paths


def walks(snapshot: Snapshot, tried: Rule, start: str, gives: bool) -> Iterator[tuple[str, bool]]:
    """Every system that a path from `start` ends at, and whether a leg of it is by hand."""
    carried = {
        o.id for o in snapshot.data_objects.values() if (o.kind or o.name) in tried.data_objects
    }
    stack = [(start, 0, False)]
    while stack:
        here, hops, by_hand = stack.pop()
        if hops:
            yield here, by_hand
        if hops == tried.max_hops or (hops and snapshot.systems[here].category != "hub"):
            continue
        for flow in snapshot.flows.values():
            if flow.data_objects and carried.isdisjoint(flow.data_objects):
                continue
            ways = [(flow.source, flow.target)]
            ways += [(flow.target, flow.source)] if flow.two_way else []
            for a, b in ways:
                step = (a, b) if gives else (b, a)
                if step[0] == here:
                    manual = by_hand or flow.method is FlowMethod.MANUAL
                    stack.append((step[1], hops + 1, manual))


def verdict(snapshot: Snapshot, tried: Rule, subject: str, others: set[str]) -> FindingKind | None:
    """What the rule has to say of a system, by brute force."""
    source = tried.subject is Subject.SOURCE
    ways = [source, not source] if tried.direction is Direction.BOTH else [source]
    states = []
    for gives in ways:
        found = {
            by_hand for end, by_hand in walks(snapshot, tried, subject, gives)
            if end in others and end != subject
        }  # fmt: skip
        fine = False in found or (True in found and not tried.automated)
        states.append("fine" if fine else "manual" if found else "none")
    if set(states) == {"fine"}:
        return None
    if set(states) == {"none"}:
        return FindingKind.MISSING_INTEGRATION
    return FindingKind.ONE_WAY if "none" in states else FindingKind.MANUAL_TRANSFER


CATEGORY = st.sampled_from(["crm", "mail", "hub", "hub", "erp"])
SIDES = st.lists(st.sampled_from(["crm", "mail", "hub", "erp"]), min_size=1, max_size=2)
FLOW = st.tuples(
    st.integers(0, 6), st.integers(0, 6), st.sampled_from(["contact", "invoice", ""]),
    st.booleans(), st.sampled_from([FlowMethod.API, FlowMethod.API, FlowMethod.MANUAL]),
).filter(lambda flow: flow[0] != flow[1])  # fmt: skip
RULES = st.builds(
    rule, st.just("X-01"), SIDES, SIDES, direction=st.sampled_from(Direction),
    subject=st.sampled_from(Subject), automated=st.booleans(), max_hops=st.integers(1, 4),
)  # fmt: skip


@given(
    categories=st.lists(CATEGORY, min_size=2, max_size=7),
    flows=st.lists(FLOW, max_size=12),
    tried=RULES,
)
def test_the_sweep_finds_what_brute_force_over_all_paths_finds(categories, flows, tried):
    make = MapMaker()
    for i, category in enumerate(categories):
        make.system(f"s{i}", category)
    for a, b, thing, two_way, method in flows:
        if max(a, b) < len(categories):
            things = [thing] if thing else []
            make.flow(f"s{a}", f"s{b}", *things, two_way=two_way, method=method)
    snapshot = make.snapshot()
    sides = [
        {s.id for s in snapshot.systems.values() if s.category in side}
        for side in (tried.sources, tried.targets)
    ]
    subjects, others = sides if tried.subject is Subject.SOURCE else reversed(sides)
    expected = {
        subject: kind for subject in subjects if others - {subject}
        if (kind := verdict(snapshot, tried, subject, others))
    }  # fmt: skip
    place = 0 if tried.subject is Subject.SOURCE else 1

    analysis = check(snapshot, catalogue_of(tried))

    found = [f for f in analysis.findings if f.rule == "X-01"]
    assert {f.systems[place]: f.kind for f in found} == expected
    assert len(found) == len(expected)
    metrics = analysis.metrics
    assert metrics.expected - metrics.in_place == len(expected)
    assert_closing(make, tried, found, analysis)


def assert_closing(make: MapMaker, tried: Rule, found: list[Finding], before: Analysis) -> None:
    """All flows that the findings ask for, as live API flows, leave nothing of the rule open."""
    for finding in found:
        for flow, names in zip(finding.closes_with, ends(make, finding.closes_with), strict=True):
            make.flow(*names, *(name.casefold() for name in flow.data_objects))
    after = check(make.snapshot(), catalogue_of(tried))
    assert [f for f in after.findings if f.rule == "X-01"] == []
    assert after.metrics.in_place == before.metrics.expected


def test_one_way_says_what_flows_back_instead():
    make = path(two(), "Mail", "Crm")
    path(make, "Crm", "Mail", thing="invoice")
    [found] = gaps(make, BOTH)
    assert (
        "nothing takes contact from Crm to Mail (the flow between them carries invoice)."
    ) in found.evidence


def test_a_one_way_finding_speaks_for_its_manual_flow():
    make = path(two(), "Mail", "Crm", method=FlowMethod.MANUAL)
    found = check(make.snapshot(), catalogue_of(BOTH)).findings
    assert [f.kind for f in found if f.kind in GAPS] == [FindingKind.ONE_WAY]


def test_holding_a_replica_is_no_reason_to_give_what_the_rule_does_not_name():
    make = two()
    make.holding("Mail", "invoice", HoldingRole.REPLICA)
    [found] = gaps(make, RULE)
    assert found.closes_with[0].data_objects == ("Contact",)
