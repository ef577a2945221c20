"""Missing, one-way and manual integrations by rules."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis, Finding, FindingKind, ProposedFlow
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Direction, Rule, Severity, Subject
from isthmus.model.records import CellRef, FlowMethod, FlowState, HoldingRole, Lifecycle
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
    make.flow("Elsewhere", "Beyond", "invoice")
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

    assert (found.kind, found.severity) == (FindingKind.MISSING_INTEGRATION, lowered(tried))
    assert "; the map records no live flow at all. " in found.evidence
    assert len(found.closes_with) == (2 if tried.direction is Direction.BOTH else 1)
    for flow, names in zip(found.closes_with, ends(make, found.closes_with), strict=True):
        assert of_rule(make.snapshot(), catalogue, key) != []
        make.flow(*names, *flow.data_objects, method=FlowMethod.API)
    assert of_rule(make.snapshot(), catalogue, key) == []


def lowered(tried: Rule) -> Severity:
    """What is missing from a map without any flow is a step less severe."""
    return list(Severity)[max(0, tried.severity.rank - 1)]


@pytest.mark.parametrize("severity", Severity)
def test_on_a_map_with_any_live_flow_a_missing_integration_is_as_severe_as_its_rule(severity):
    tried = rule("X-01", ["mail"], ["crm"], severity=severity)
    make = two()
    [found] = gaps(make, tried)
    assert found.severity is severity
    assert "no live flow at all" not in found.evidence
    make.tables["flows"].clear()
    [found] = gaps(make, tried)
    assert found.severity is lowered(tried)


def test_the_built_in_rules_have_keys_that_no_rule_of_the_catalogue_has():
    built_in = {"ISL-00", "ISL-01", "ISL-02", "ISL-03", "MAN-01", "OBJ-01", "OBJ-02", "OBJ-03"}
    assert built_in.isdisjoint(r.key for r in load_catalogue().rules)


def test_a_missing_integration_says_what_is_missing_and_why():
    [found] = gaps(two(), RULE)
    assert found.title == "Missing integration"
    assert found.data_objects == ("Contact",)
    assert found.evidence == (
        "No live path takes Contact from Mail to Crm, directly or over hubs. "
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
    assert "over hubs; the flow between them carries invoice. " in found.evidence
    make = two()
    make.flow("Mail", "Crm")
    assert gaps(make, RULE) == []


def test_a_data_object_of_the_company_is_matched_by_its_kind():
    make = two()
    make.data_object("Kontakte", kind="contact")
    assert gaps(path(make, "Mail", "Crm", thing="Kontakte"), RULE) == []


def test_a_flow_of_the_company_s_own_data_may_carry_what_is_expected():
    assert gaps(path(two(), "Mail", "Crm", thing="Actuals"), RULE) == []
    make = path(two(), "Mail", "Crm", thing="Actuals", method=FlowMethod.MANUAL)
    [found] = gaps(make, RULE)
    assert found.kind is FindingKind.MANUAL_TRANSFER
    assert "is carried by hand, if Actuals is what is meant. " in found.evidence
    assert found.closes_with[0].data_objects == ("Actuals",)
    make.flow("Mail", "Crm", "Actuals")
    assert gaps(make, RULE) == []


def test_a_known_kind_beside_the_company_s_own_data_says_what_the_flow_carries():
    make = two()
    make.flow("Mail", "Crm", "Actuals", "invoice")
    [found] = gaps(make, RULE)
    assert found.kind is FindingKind.MISSING_INTEGRATION


SHARED = rule("X-01", ["crm"], ["mail"], subject=Subject.TARGET, together=True)
SENT_ON = rule("X-01", ["mail"], ["crm"], together=True)


def many(*names: str) -> MapMaker:
    make = MapMaker()
    make.system("Crm", "crm", backbone=True)
    make.flow("Elsewhere", "Beyond", "invoice")
    for name in names:
        make.system(name, "mail")
    return make


def test_those_who_lack_the_same_are_one_finding_with_the_giver_first():
    make = many("Mail A", "Mail B", "Mail C", "Mail D", "Mail E", "Mail F")
    make.flow("Crm", "Mail D", "contact")
    analysis = check(make.snapshot(), catalogue_of(SHARED))
    [found] = [f for f in analysis.findings if f.rule == "X-01"]
    systems = [make.system(n) for n in ("Crm", "Mail A", "Mail B", "Mail C", "Mail E", "Mail F")]
    assert list(found.systems) == systems
    assert found.sides == ((systems[0],), tuple(systems[1:]))
    assert found.title == "Missing integrations"
    assert found.evidence == (
        "No live path takes contact from Crm to any of 5 systems (Mail A, Mail B, Mail C and 2 "
        "more), directly or over hubs. Nothing fits otherwise."
    )
    assert [there for _, there in ends(make, found.closes_with)] == [
        "Mail A", "Mail B", "Mail C", "Mail E", "Mail F",
    ]  # fmt: skip
    assert (analysis.metrics.expected, analysis.metrics.missing) == (6, 5)
    assert analysis.metrics.in_place == 1


def test_where_many_are_to_give_the_one_who_takes_stands_first():
    make = many("Mail A", "Mail B")
    [found] = gaps(make, SENT_ON)
    crm, *mails = (make.system(n) for n in ("Crm", "Mail A", "Mail B"))
    assert found.systems == (crm, *mails)
    assert found.sides == (tuple(mails), (crm,))
    assert "takes Contact from Mail A or Mail B to Crm, directly" in found.evidence
    assert ends(make, found.closes_with) == [("Mail A", "Crm"), ("Mail B", "Crm")]


@pytest.mark.parametrize("tried", [SHARED, SENT_ON], ids=["target", "source"])
def test_of_one_alone_the_giver_stands_first_and_the_key_stays_as_others_join(tried):
    make = many("Mail")
    [alone] = gaps(make, tried)
    assert make.system(tried.sources[0].title()) == alone.systems[0] == alone.sides[0][0]
    make.system("Mail B", "mail")
    [both] = gaps(make, tried)
    assert (alone.key, len(alone.systems), len(both.systems)) == (both.key, 2, 3)


def test_what_goes_by_hand_is_told_apart_from_what_is_missing():
    make = many("Mail A", "Mail B", "Mail C")
    for name in ("Mail A", "Mail B"):
        make.flow("Crm", name, "contact", method=FlowMethod.MANUAL)
    missing, by_hand = sorted(gaps(make, SHARED), key=lambda f: len(f.systems))
    assert missing.kind is FindingKind.MISSING_INTEGRATION
    assert by_hand.kind is FindingKind.MANUAL_TRANSFER
    assert by_hand.evidence.startswith(
        "Contact from Crm to 2 systems (Mail A and Mail B): carried by hand."
    )
    assert len({missing.key, by_hand.key}) == 2
    for flow, names in zip(by_hand.closes_with, ends(make, by_hand.closes_with), strict=True):
        make.flow(*names, *flow.data_objects)
    assert [f.kind for f in gaps(make, SHARED)] == [FindingKind.MISSING_INTEGRATION]


def test_a_leg_by_hand_that_many_share_is_to_be_replaced_once():
    make = many("Mail A", "Mail B")
    make.system("Bus", "hub")
    make.flow("Crm", "Bus", "contact", method=FlowMethod.MANUAL)
    for name in ("Mail A", "Mail B"):
        make.flow("Bus", name, "contact")
    [found] = gaps(make, SHARED)
    assert ends(make, found.closes_with) == [("Crm", "Bus")]


def test_many_are_told_of_the_counterpart_on_their_own_island_else_of_a_hub_on_the_mainland():
    make = many("Mail A", "Mail B")
    either = rule("X-01", ["crm", "hub"], ["mail"], subject=Subject.TARGET, together=True)
    make.system("Bus", "hub")
    make.system("Abroad", "crm")
    make.flow("Bus", "Crm", "invoice")
    make.flow("Abroad", "Mail B", "invoice")
    assert [ends(make, f.closes_with) for f in gaps(make, either)] == [
        [("Abroad", "Mail B")],
        [("Bus", "Mail A")],
    ]


def test_findings_and_proposals_use_the_map_s_own_names_for_data():
    make = two()
    make.data_object("Kontakte", kind="contact")
    [found] = gaps(make, RULE)
    assert found.data_objects == found.closes_with[0].data_objects == ("Kontakte",)


def test_of_several_data_objects_of_a_kind_the_one_called_like_it_stands_for_it():
    make = two()
    make.data_object("Adressen", kind="contact")
    make.data_object("contact", kind="contact")
    make.data_object("Kontakte", kind="contact")
    assert gaps(make, RULE)[0].data_objects == ("contact",)


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


# What is planned

PLANNED = FlowState.PLANNED


def test_a_planned_flow_that_would_close_a_gap_makes_it_less_severe_and_is_told():
    make = two()
    [bare_key] = [f.key for f in gaps(make, RULE)]
    make.flow("Mail", "Crm", "contact", state=PLANNED, go_live=date(2027, 3, 1))
    [found] = gaps(make, RULE)
    assert (found.key, found.kind) == (bare_key, FindingKind.MISSING_INTEGRATION)
    assert found.severity is Severity.MEDIUM
    assert ". Planned: Mail to Crm directly, from 1 March 2027. Nothing" in found.evidence
    assert ends(make, found.closes_with) == [("Mail", "Crm")]
    make.flow("Mail", "Crm", "contact")
    assert gaps(make, RULE) == []


def test_a_planned_flow_of_other_data_or_by_hand_or_of_a_retired_system_changes_nothing():
    make = two()
    make.system("Old", "hub", lifecycle=Lifecycle.RETIRED)
    make.flow("Mail", "Crm", "invoice", state=PLANNED)
    make.flow("Mail", "Crm", "contact", state=PLANNED, method=FlowMethod.MANUAL)
    path(make, "Mail", "Old", "Crm", state=PLANNED)
    [found] = gaps(make, RULE)
    assert found.severity is Severity.HIGH
    assert "Planned" not in found.evidence


def test_low_is_as_low_as_a_planned_gap_gets():
    make = path(two(), "Mail", "Crm", state=PLANNED)
    [found] = gaps(make, rule("X-01", ["mail"], ["crm"], severity=Severity.LOW))
    assert found.severity is Severity.LOW


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2027, 6, 1), ", from 1 June 2027."), (None, ".")],
)
def test_a_path_may_be_planned_over_a_hub_that_is_planned_itself(day, said):
    make = two()
    make.system("Bus", "hub", lifecycle=Lifecycle.PLANNED, go_live=day)
    path(make, "Mail", "Bus", state=PLANNED, go_live=date(2027, 3, 1))
    path(make, "Bus", "Crm", state=PLANNED, go_live=date(2027, 4, 1))
    [found] = gaps(make, RULE)
    assert f"Planned: Mail to Crm over Bus (2 hops){said} Nothing" in found.evidence


def test_a_path_may_be_part_live_and_part_planned():
    make = two()
    make.system("Bus", "hub")
    path(make, "Mail", "Bus")
    path(make, "Bus", "Crm", state=PLANNED)
    [found] = gaps(make, RULE)
    assert "Planned: Mail to Crm over Bus (2 hops). " in found.evidence


def test_at_a_date_what_is_planned_for_earlier_is_live_and_for_later_is_planned():
    make = path(two(), "Mail", "Crm", state=PLANNED, go_live=date(2027, 3, 1))
    snapshot, catalogue = make.snapshot(), catalogue_of(RULE)
    assert check(snapshot, catalogue, date(2027, 3, 1)).metrics.missing == 0
    before = check(snapshot, catalogue, date(2027, 2, 28)).findings
    assert any("from 1 March 2027" in f.evidence for f in before)


def test_one_way_and_by_hand_may_be_planned_to_be_made_good():
    make = path(two(), "Mail", "Crm")
    path(make, "Crm", "Mail", state=PLANNED)
    [found] = gaps(make, BOTH)
    assert (found.kind, found.severity) == (FindingKind.ONE_WAY, Severity.LOW)
    assert "Planned: Crm to Mail directly. " in found.evidence
    make = path(two(), "Mail", "Crm", method=FlowMethod.MANUAL)
    path(make, "Mail", "Crm", state=PLANNED)
    [found] = gaps(make, RULE)
    assert (found.kind, found.severity) == (FindingKind.MANUAL_TRANSFER, Severity.LOW)


def test_both_ways_count_as_planned_only_where_both_are():
    make = path(two(), "Crm", "Mail", state=PLANNED)
    [found] = gaps(make, BOTH)
    assert (found.severity, "Planned" in found.evidence) == (Severity.HIGH, False)
    path(make, "Mail", "Crm", state=PLANNED)
    [found] = gaps(make, BOTH)
    assert found.severity is Severity.MEDIUM
    assert "Planned: Mail to Crm directly and Crm to Mail directly. " in found.evidence


@pytest.mark.parametrize(("state", "said"), [(PLANNED, "Planned: "), (None, "Planned instead: ")])
def test_what_is_planned_with_another_partner_is_told_as_such(state, said):
    """Of two systems that would do, the finding is about that with which a flow is planned."""
    make = two()
    make.system("Aaa", "crm", backbone=True)
    if state is None:
        make.flow("Mail", "Aaa", "contact")
        make.flow("Crm", "Mail", "contact", state=PLANNED)
        [found] = gaps(make, BOTH)
        assert make.system("Aaa") in found.systems
        assert f"{said}Crm to Mail directly. " in found.evidence
    else:
        make.flow("Mail", "Crm", "contact", state=state)
        [found] = gaps(make, RULE)
        assert found.systems == (make.system("Mail"), make.system("Crm"))
        assert f"{said}Mail to Crm directly. " in found.evidence
        assert ends(make, found.closes_with) == [("Mail", "Crm")]


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize(
    ("flow", "why"),
    [((), "Forth. Back."), (("Mail", "Crm"), "Back."), (("Crm", "Mail"), "Forth.")],
)
def test_why_it_matters_fits_the_way_that_is_missing(flow, why, subject):
    tried = rule(
        "X-01", ["mail"], ["crm"], direction=Direction.BOTH, subject=subject, why="Forth.",
        why_back="Back.",
    )  # fmt: skip
    make = path(two(), *flow)
    [found] = gaps(make, tried)
    assert found.evidence.partition(". ")[2] == why


def test_of_many_it_is_said_for_how_many_it_is_planned():
    make = many("Mail A", "Mail B")
    path(make, "Crm", "Mail B", state=PLANNED, go_live=date(2027, 1, 2))
    [found] = gaps(make, SHARED)
    assert found.severity is Severity.HIGH
    assert "Planned for 1 of them, Mail B, from 2 January 2027. " in found.evidence
    path(make, "Crm", "Mail A", state=PLANNED)
    [found] = gaps(make, SHARED)
    assert found.severity is Severity.MEDIUM
    assert "Planned for all of them. " in found.evidence


# Against brute force over all paths


def walks(
    snapshot: Snapshot, tried: Rule, start: str, gives: bool, planned: bool
) -> Iterator[tuple[str, bool]]:
    """Every system that a path from `start` ends at, and whether a leg of it is by hand."""
    carried = {
        o.id for o in snapshot.data_objects.values() if o.name in {*tried.data_objects, "own"}
    }
    judged = {o.id for o in snapshot.data_objects.values() if o.name != "own"}
    stack = [(start, 0, False)]
    while stack:
        here, hops, by_hand = stack.pop()
        if hops:
            yield here, by_hand
        if hops == tried.max_hops or (hops and snapshot.systems[here].category != "hub"):
            continue
        for flow in snapshot.flows.values():
            if flow.state is FlowState.PLANNED and not planned:
                continue
            if judged.intersection(flow.data_objects) and carried.isdisjoint(flow.data_objects):
                continue
            ways = [(flow.source, flow.target)]
            ways += [(flow.target, flow.source)] if flow.two_way else []
            for a, b in ways:
                step = (a, b) if gives else (b, a)
                if step[0] == here:
                    manual = by_hand or flow.method is FlowMethod.MANUAL
                    stack.append((step[1], hops + 1, manual))


def verdict(
    snapshot: Snapshot, tried: Rule, subject: str, others: set[str], *, planned: bool = False
) -> FindingKind | None:
    """What the rule has to say of a system, by brute force."""
    source = tried.subject is Subject.SOURCE
    ways = [source, not source] if tried.direction is Direction.BOTH else [source]
    states = []
    for gives in ways:
        found = {
            by_hand for end, by_hand in walks(snapshot, tried, subject, gives, planned)
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
    st.integers(0, 6), st.integers(0, 6), st.sampled_from(["contact", "invoice", "", "own"]),
    st.booleans(), st.sampled_from([FlowMethod.API, FlowMethod.API, FlowMethod.MANUAL]),
    st.sampled_from([FlowState.LIVE, FlowState.LIVE, FlowState.PLANNED]),
).filter(lambda flow: flow[0] != flow[1])  # fmt: skip
RULES = st.builds(
    rule, st.just("X-01"), SIDES, SIDES, direction=st.sampled_from(Direction),
    subject=st.sampled_from(Subject), automated=st.booleans(), max_hops=st.integers(1, 4),
    together=st.booleans(),
).filter(lambda tried: not (tried.together and tried.direction is Direction.BOTH))  # fmt: skip


@given(
    categories=st.lists(CATEGORY, min_size=2, max_size=7),
    flows=st.lists(FLOW, max_size=12),
    tried=RULES,
)
def test_the_sweep_finds_what_brute_force_over_all_paths_finds(categories, flows, tried):
    make = MapMaker()
    make.flow("Elsewhere", "Beyond", "invoice")
    for i, category in enumerate(categories):
        make.system(f"s{i}", category)
    for a, b, thing, two_way, method, state in flows:
        if max(a, b) < len(categories):
            things = [thing] if thing else []
            make.flow(f"s{a}", f"s{b}", *things, two_way=two_way, method=method, state=state)
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
    to_come = {subject for subject in expected if not verdict(
        snapshot, tried, subject, others, planned=True
    )}  # fmt: skip
    place = 0 if tried.subject is Subject.SOURCE else 1

    analysis = check(snapshot, catalogue_of(tried))

    found = [f for f in analysis.findings if f.rule == "X-01"]
    about = [(subject, f) for f in found for subject in f.sides[place]]
    assert {subject: f.kind for subject, f in about} == expected
    assert len(about) == len(expected)
    for finding in found:
        planned = to_come.intersection(finding.sides[place])
        assert bool(planned) == ("Planned" in finding.evidence)
        steps = (finding.kind is not FindingKind.MISSING_INTEGRATION) + (
            planned == set(finding.sides[place])
        )
        assert finding.severity.rank == Severity.HIGH.rank - steps
    metrics = analysis.metrics
    missing = [kind for kind in expected.values() if kind is FindingKind.MISSING_INTEGRATION]
    assert metrics.missing == len(missing)
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
