"""The stress test, held against brute force on small maps and against what the sample says."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from json import dumps
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.livemap import live_map
from isthmus.analysis.parts import parts_of
from isthmus.analysis.resilience.failing import failing
from isthmus.analysis.resilience.overview import resilience_json, resilience_lines, resilience_of
from isthmus.analysis.resilience.report import stress_json, stress_lines
from isthmus.analysis.resilience.stress import WAYS_SHOWN, StressTest, stress
from isthmus.analysis.results import FindingKind
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Direction
from isthmus.model.records import FlowMethod, FlowState, HoldingRole, Lifecycle
from isthmus.model.snapshot import Snapshot
from isthmus.paths import resources
from isthmus.workspace.sources import load_sources
from support.mapmaker import MapMaker, catalogue_of, company, rule
from support.otherids import other_ids

NOTHING = catalogue_of()
RULES = catalogue_of(
    rule("A-01", ["mail"], ["crm", "erp"], direction=Direction.BOTH),
    rule("A-02", ["crm"], ["erp"], data_objects=("invoice",), together=True),
)
SPRING = date(2027, 3, 1)


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    source = resources() / "samples/harbour-vale.isthmus"
    return load_sources([source], load_catalogue()).snapshot()


def called(snapshot: Snapshot, *names: str) -> list[str]:
    by_name = {system.name: ident for ident, system in snapshot.systems.items()}
    return [by_name[name] for name in names]


def names(snapshot: Snapshot, ids: Iterable[str]) -> list[str]:
    return [snapshot.systems[ident].name for ident in ids]


Steps = list[tuple[str, str]]


def steps_of(snapshot: Snapshot, without: Collection[str] = ()) -> Steps:
    """From which system to which data moves, but for what touches some systems and flows."""
    steps = []
    for flow in snapshot.flows.values():
        if {flow.id, flow.source, flow.target}.isdisjoint(without):
            steps.append((flow.source, flow.target))
            if flow.two_way:
                steps.append((flow.target, flow.source))
    return steps


def hops(steps: Steps, start: str) -> dict[str, int]:
    """How far each system is that is reached."""
    far, ring = {start: 0}, {start}
    while ring:
        ring = {b for a, b in steps if a in ring} - far.keys()
        far |= dict.fromkeys(ring, max(far.values()) + 1)
    return far


NAMES = [f"s{i}" for i in range(8)]
DRAWN = st.lists(
    st.tuples(
        st.integers(0, 7), st.integers(0, 7), st.sampled_from(["contact", "invoice", ""]),
        st.booleans(),
    ).filter(lambda flow: flow[0] != flow[1]),
    min_size=1, max_size=14,
)  # fmt: skip
HELD = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from(["contact", "invoice"]), st.booleans()),
    max_size=8,
)


def drawn(flows, holdings=(), categories=("crm",)) -> Snapshot:
    make = MapMaker()
    for i, name in enumerate(NAMES):
        make.system(name, categories[i % len(categories)], backbone=i == 3)
    for a, b, thing, two_way in flows:
        make.flow(NAMES[a], NAMES[b], *filter(None, [thing]), two_way=two_way)
    for i, thing, master in holdings:
        make.holding(NAMES[i], thing, HoldingRole.MASTER if master else HoldingRole.REPLICA)
    return make.snapshot()


def outage(snapshot: Snapshot, random: Random) -> tuple[list[str], list[str]]:
    """Up to two systems, the marked one apart, and up to two flows."""
    systems = called(snapshot, *random.sample([n for n in NAMES if n != "s3"], random.randrange(3)))
    flows = random.sample(sorted(snapshot.flows), min(len(snapshot.flows), random.randrange(3)))
    return systems, flows


@given(flows=DRAWN, random=st.randoms(use_true_random=False))
def test_who_loses_the_mainland_is_who_no_way_back_to_the_backbone_is_left_to(flows, random):
    snapshot = drawn(flows)
    systems, some = outage(snapshot, random)
    found = stress(snapshot, NOTHING, systems, some)
    [core] = called(snapshot, "s3")

    def tied(steps: Steps) -> set[str]:
        return set(hops(steps + [(b, a) for a, b in steps], core))

    before, after = tied(steps_of(snapshot)), tied(steps_of(snapshot, {*systems, *some}))
    assert set(found.lost) == before - after - set(systems)
    assert names(snapshot, found.lost) == sorted(names(snapshot, found.lost))
    assert found.has_mainland


@given(flows=DRAWN, random=st.randoms(use_true_random=False))
def test_every_path_that_breaks_is_counted_and_the_ways_shown_were_the_shortest(flows, random):
    snapshot = drawn(flows)
    systems, some = outage(snapshot, random)
    found = stress(snapshot, NOTHING, systems, some)
    gone = {*systems, *some}
    steps, left = steps_of(snapshot), steps_of(snapshot, gone)
    standing = [i for i in snapshot.systems if i not in systems]
    broken = {(a, b) for a in standing for b in hops(steps, a).keys() - hops(left, a).keys() - gone}
    assert found.paths == len(broken)
    assert len(found.ways) == min(WAYS_SHOWN, len(broken))
    pairs = {(way.systems[0], way.systems[-1]) for way in found.ways}
    assert len(pairs) == len(found.ways)
    assert pairs <= broken
    lengths = [len(way.flows) for way in found.ways]
    assert lengths == sorted(lengths)
    for way in found.ways:
        assert len(way.flows) == hops(steps, way.systems[0])[way.systems[-1]]
        assert set(zip(way.systems, way.systems[1:], strict=False)) <= set(steps)
        assert gone & {*way.systems, *way.flows}


@given(flows=DRAWN)
def test_where_one_system_fails_no_shorter_way_is_left_out(flows):
    make_more = [(i, 7, "", False) for i in range(7)] + [(7, i, "", False) for i in range(7)]
    snapshot = drawn(flows + make_more)
    found = stress(snapshot, NOTHING, called(snapshot, "s7"), [])
    steps, left = steps_of(snapshot), steps_of(snapshot, called(snapshot, "s7"))
    lengths = sorted(
        far
        for a in snapshot.systems.keys() - set(found.systems)
        for b, far in hops(steps, a).items()
        if b not in hops(left, a) and b not in found.systems
    )
    assert [len(way.flows) for way in found.ways] == lengths[:WAYS_SHOWN]


def test_of_a_flow_both_ways_that_fails_the_shortest_ways_are_shown_in_either_direction():
    make = MapMaker()
    for i in range(5):
        make.flow("Left", f"A{i}", two_way=True)
        make.flow("Right", f"Z{i}", two_way=True)
    flow = make.flow("Right", "Left", two_way=True)
    found = stress(make.snapshot(), NOTHING, [], [flow])
    assert found.paths == 2 * 6 * 6
    assert [len(way.flows) for way in found.ways] == [1, 1] + [2] * 18


@given(flows=DRAWN, holdings=HELD, random=st.randoms(use_true_random=False))
def test_data_objects_stop_at_holders_that_no_master_reaches_any_more(flows, holdings, random):
    snapshot = drawn(flows, holdings)
    systems, some = outage(snapshot, random)
    found = stress(snapshot, NOTHING, systems, some)
    by_force = {}
    for thing in snapshot.data_objects:
        roles: dict[str, set[HoldingRole]] = {}
        for holding in snapshot.holdings.values():
            if holding.data_object == thing:
                roles.setdefault(holding.system, set()).add(holding.role)
        masters = {i for i, each in roles.items() if HoldingRole.MASTER in each}

        def served(without, thing=thing, masters=masters):
            tables = {
                **snapshot.tables,
                "flows": {
                    i: flow for i, flow in snapshot.flows.items()
                    if thing in flow.data_objects or not flow.data_objects
                },
            }  # fmt: skip
            steps = steps_of(Snapshot(tables), without)
            return {i for master in masters for i in hops(steps, master)}

        stop = (roles.keys() - masters) & (served(()) - served({*systems, *some})) - {*systems}
        if stop:
            by_force[thing] = stop
    assert {one.data_object: set(one.systems) for one in found.stopped} == by_force


@given(flows=DRAWN, random=st.randoms(use_true_random=False))
def test_integrations_that_break_are_those_that_only_the_later_check_misses(flows, random):
    snapshot = drawn(flows, categories=("mail", "crm", "erp", "hub"))
    systems, some = outage(snapshot, random)
    found = stress(snapshot, RULES, systems, some)
    stopped = {
        flow.id for flow in snapshot.flows.values() if {flow.source, flow.target} & {*systems}
    }
    left = {i: flow for i, flow in snapshot.flows.items() if i not in stopped | {*some}}
    later = check(Snapshot({**snapshot.tables, "flows": left}), RULES)
    known = {finding.key for finding in check(snapshot, RULES).findings}
    keys = {
        gap.key for gap in later.findings
        if gap.rule == "A-01" and gap.key not in known and not set(gap.systems) <= set(systems)
    }  # fmt: skip
    assert {gap.finding.key for gap in found.broken if gap.finding.rule == "A-01"} == keys
    assert found.after.in_place == later.metrics.in_place
    assert found.before.expected == found.after.expected
    if not found.broken:
        assert found.before.in_place - found.after.in_place <= len(systems)
    for gap in found.broken:
        for way in gap.ways:
            assert {*systems, *some} & {*way.systems, *way.flows}


@given(flows=DRAWN)
def test_one_system_that_fails_cuts_off_whom_the_single_points_of_failure_say(flows):
    snapshot = drawn(flows)
    live = live_map(snapshot, NOTHING)
    found = failing(live, parts_of(live))
    for cut in found.systems:
        test = stress(snapshot, NOTHING, [live.systems[cut.what].id], [])
        cut_off = [live.systems[i].id for i in found.cut_off(cut)]
        assert list(test.lost if cut.main else test.apart) == cut_off
    for cut in found.flows:
        test = stress(snapshot, NOTHING, [], [live.flows[cut.what].id])
        cut_off = [live.systems[i].id for i in found.cut_off(cut)]
        assert list(test.lost if cut.main else test.apart) == cut_off


def replacing() -> MapMaker:
    """An old bus with a new one beside it from February on; mail that reaches the CRM over them."""
    make = MapMaker()
    make.system("CRM", "crm", backbone=True)
    make.system("Mail", "mail")
    make.flow("CRM", "Old bus", "contact", two_way=True)
    make.flow("Old bus", "Mail", "contact", two_way=True)
    make.system("New bus", "hub", lifecycle=Lifecycle.PLANNED, go_live=date(2027, 2, 1))
    make.flow("CRM", "New bus", "contact", two_way=True)
    make.flow("New bus", "Mail", "contact", two_way=True)
    return make


def test_what_is_retired_is_there_until_its_day_and_what_replaces_it_counts():
    make = replacing()
    snapshot = make.snapshot()
    bus = [make.system("Old bus")]
    now = stress(snapshot, NOTHING, bus, [])
    assert names(snapshot, now.lost) == ["Mail"]
    assert now.as_of is None
    early = stress(snapshot, NOTHING, bus, [], retired_on=date(2027, 1, 1))
    assert names(snapshot, early.lost) == ["Mail"]
    replaced = stress(snapshot, NOTHING, bus, [], retired_on=SPRING)
    assert (replaced.lost, replaced.paths, replaced.as_of) == ((), 0, SPRING)
    still = stress(snapshot, NOTHING, bus, [], retired_on=SPRING, as_of=date(2027, 2, 28))
    assert (still.systems, still.idle, still.paths) == ((), tuple(bus), 0)
    assert stress_lines(snapshot, still) == [
        "Old bus is not retired before 1 March 2027, so nothing breaks."
    ]


def test_what_fails_on_a_day_does_not_live_on_until_its_own_end():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.system("Bus", end_of_life=date(2030, 1, 1))
    make.flow("Core", "Bus")
    make.flow("Bus", "Leaf")
    last = make.flow("Core", "Other", end_of_life=date(2030, 1, 1))
    snapshot = make.snapshot()
    for retired_on in (None, SPRING):
        days = {"retired_on": retired_on, "as_of": SPRING}
        found = stress(snapshot, NOTHING, [make.system("Bus")], [last], **days)
        assert names(snapshot, found.lost) == ["Leaf", "Other"]
        assert (found.systems, found.flows) == ((make.system("Bus"),), (last,))


def test_what_is_not_retired_yet_brings_nothing_of_it_back_to_life():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.flow("Core", "Bus", "contact")
    make.flow("Bus", "Leaf", "contact", state=FlowState.RETIRED)
    make.holding("Core", "contact")
    make.holding("Leaf", "contact", HoldingRole.REPLICA)
    early = {"retired_on": SPRING, "as_of": date(2027, 2, 28)}
    found = stress(make.snapshot(), NOTHING, [make.system("Bus")], [], **early)
    assert (found.systems, found.flagged, found.stopped) == ((), (), ())
    assert found.before == found.after


def test_a_flow_that_is_planned_beside_one_that_fails_is_not_told_of():
    make = MapMaker()
    make.system("Core", backbone=True)
    both = [make.flow("Core", "Leaf"), make.flow("Core", "Leaf", state=FlowState.PLANNED)]
    found = stress(make.snapshot(), NOTHING, [], both)
    assert (found.flows, found.idle) == (tuple(both[:1]), tuple(both[1:]))
    lines = stress_lines(make.snapshot(), found)
    assert lines[0] == "If the flow Core → Leaf fails:"
    assert not [line for line in lines if "does not live" in line]
    alone = stress_lines(make.snapshot(), stress(make.snapshot(), NOTHING, [], both[1:]))
    assert alone == ["The flow Core → Leaf does not live then, so nothing breaks with it."]


def test_what_two_that_both_fail_gave_each_other_is_not_told_of():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.system("Erp", "erp")
    make.system("Mail", "mail")
    make.flow("Erp", "Mail", "contact", two_way=True)
    both = [make.system("Erp"), make.system("Mail")]
    assert stress(make.snapshot(), RULES, both, []).broken == ()
    assert len(stress(make.snapshot(), RULES, both[:1], []).broken) == 1


def test_what_was_retired_before_is_idle_and_comes_not_to_life():
    make = replacing()
    make.system("Gone", lifecycle=Lifecycle.RETIRED)
    make.flow("Gone", "CRM")
    snapshot = make.snapshot()
    for day in (None, SPRING):
        found = stress(snapshot, NOTHING, [make.system("Gone")], [], retired_on=day)
        assert found.idle == (make.system("Gone"),)
        assert stress_lines(snapshot, found) == [
            "Gone does not live then, so nothing breaks with it."
        ]


def test_what_fails_is_expected_still_and_what_is_retired_is_not():
    make = MapMaker()
    make.system("Erp", "erp", backbone=True)
    make.system("Mail", "mail")
    make.flow("Erp", "Mail", "contact", two_way=True)
    snapshot, erp = make.snapshot(), make.system("Erp")
    failed = stress(snapshot, RULES, [erp], [])
    [gap] = failed.broken
    assert names(snapshot, gap.systems) == ["Mail"]
    assert (gap.finding.kind, gap.finding.rule) == (FindingKind.MISSING_INTEGRATION, "A-01")
    assert [names(snapshot, way.systems) for way in gap.ways] == [["Mail", "Erp"], ["Erp", "Mail"]]
    assert (failed.before.in_place, failed.after.in_place) == (1, 0)
    lines = stress_lines(snapshot, failed)
    assert "    The ways were Mail → Erp and Erp → Mail." in lines
    assert not [line for line in lines if line.endswith("only.")]
    retired = stress(snapshot, RULES, [erp], [], retired_on=SPRING)
    assert retired.broken == ()
    assert (retired.before.expected, retired.after.expected) == (1, 0)


def test_a_gap_of_many_that_others_had_before_breaks_for_those_that_are_new():
    make = MapMaker()
    make.system("Erp", "erp", backbone=True)
    for name in ("Alone", "Tied", "Tied too"):
        make.system(name, "crm")
    flow = make.flow("Tied", "Erp", "invoice")
    make.flow("Tied too", "Erp", "invoice")
    found = stress(make.snapshot(), RULES, [], [flow])
    [gap] = found.broken
    assert names(make.snapshot(), gap.finding.systems) == ["Erp", "Alone", "Tied"]
    assert names(make.snapshot(), gap.systems) == ["Tied"]
    lines = stress_lines(make.snapshot(), found)
    assert lines[2].startswith("1 expected integration breaks (1 of 3 expected are in place, 2 of")
    assert "    It breaks for Tied only." in lines
    assert "    The way was Tied → Erp." in lines


def test_who_is_tied_by_files_alone_afterwards_is_told_apart_from_who_is_cut_off():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.flow("Core", "Bus")
    make.flow("Bus", "Shop")
    make.flow("Shop", "Core", method=FlowMethod.FILE)
    snapshot = make.snapshot()
    found = stress(snapshot, NOTHING, [make.system("Bus")], [])
    assert (found.lost, names(snapshot, found.by_hand)) == ((), ["Shop"])
    assert stress_lines(snapshot, found)[:3] == [
        "If Bus fails:",
        "No other system loses the mainland.",
        "1 system is tied to the mainland by files and hands alone: Shop.",
    ]
    assert [finding.kind for finding in found.flagged] == [FindingKind.TIDAL_ISLAND]


def test_a_retired_master_leaves_its_data_without_one():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.flow("Core", "Copy", "contact")
    make.holding("Core", "contact")
    make.holding("Copy", "contact", HoldingRole.REPLICA)
    snapshot = make.snapshot()
    retired = stress(snapshot, NOTHING, [make.system("Core")], [], retired_on=SPRING)
    assert FindingKind.NO_MASTER in {finding.kind for finding in retired.flagged}
    failed = stress(snapshot, NOTHING, [make.system("Core")], [])
    assert FindingKind.NO_MASTER not in {finding.kind for finding in failed.flagged}
    for found in (retired, failed):
        assert [names(snapshot, one.systems) for one in found.stopped] == [["Copy"]]
        assert "  contact to Copy" in stress_lines(snapshot, found)


def test_a_system_of_the_same_name_as_one_that_fails_is_no_new_finding():
    make = MapMaker()
    make.system("Core", backbone=True)
    for number in ("1", "2"):
        ident = make.system(number, "mail", vendor=number)
        make.tables["systems"][ident] = replace(make.tables["systems"][ident], name="Mail")
    found = stress(make.snapshot(), RULES, [make.system("1")], [])
    assert found.flagged == ()


def test_the_sample_without_its_identity_provider(sample):
    found = stress(sample, load_catalogue(), called(sample, "Okta"), [])
    lines = stress_lines(sample, found)
    assert lines[:2] == [
        "If Okta fails:",
        "4 systems lose the mainland: Jira, Microsoft 365, ServiceNow and Slack.",
    ]
    told = stress_json(sample, found)
    assert told["lost_mainland"] == ["Jira", "Microsoft 365", "ServiceNow", "Slack"]
    assert all(gap["ways"] for gap in told["broken"])
    assert dumps(told)


def rendered(snapshot: Snapshot, catalogue, systems) -> str:
    found = stress(snapshot, catalogue, systems, [])
    return dumps([stress_json(snapshot, found), stress_lines(snapshot, found)])


def test_other_ids_in_another_order_give_the_same_result(sample):
    catalogue = load_catalogue()
    for snapshot, some in (
        (sample, ["SFDC", "Okta"]),
        (company(200, 500, catalogue), ["System 00000", "System 00017"]),
    ):
        other = other_ids(snapshot, Random(3))
        first = rendered(snapshot, catalogue, called(snapshot, *some))
        assert rendered(other, catalogue, called(other, *some)[::-1]) == first
        here, there = (resilience_of(each, catalogue) for each in (snapshot, other))
        assert dumps(resilience_json(here)) == dumps(resilience_json(there))
        assert resilience_lines(here) == resilience_lines(there)


def test_nothing_named_is_nothing_broken(sample):
    found = stress(sample, load_catalogue(), [], [])
    assert found == StressTest(
        systems=(), flows=(), idle=(), retired_on=None, as_of=None, has_mainland=True,
        lost=(), apart=(), by_hand=(), before=found.before, after=found.before, broken=(),
        paths=0, ways=(), stopped=(), flagged=(),
    )  # fmt: skip
    assert stress_lines(sample, found) == []
