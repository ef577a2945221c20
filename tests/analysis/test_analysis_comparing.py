"""What differs between two states of a map: against brute force, both ways, under other ids."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.compared import Comparison, Figure, Unit, Value
from isthmus.analysis.comparejson import comparison_json
from isthmus.analysis.comparewords import comparison_lines, difference_words
from isthmus.analysis.comparing import State, compare
from isthmus.analysis.results import FindingKind, IslandKind
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.document import Document
from isthmus.model.records import Department, Flow, FlowState, MapInfo, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map
from support.harbour import harbour_vale
from support.otherids import other_ids

CATALOGUE = load_catalogue()
SAMPLE = Document(load_map(resources() / "samples/harbour-vale.isthmus").tables).snapshot()
Edit = Callable[[Transaction], object]


def checked(snapshot: Snapshot) -> State:
    return snapshot, check(snapshot, CATALOGUE)


def edited(snapshot: Snapshot, *edits: Edit) -> Snapshot:
    document = Document(snapshot.tables)
    with document.edit("edit") as tx:
        for edit in edits:
            edit(tx)
    return document.snapshot()


def between(before: Snapshot, *edits: Edit) -> Comparison:
    return compare(checked(before), checked(edited(before, *edits)))


def any_edit(random: Random) -> Edit:
    def edit(tx: Transaction) -> None:
        systems = sorted(tx.all(System), key=lambda one: one.name)
        flows = sorted(tx.all(Flow), key=lambda one: (one.source, one.target, one.name))
        one, other = random.sample(systems, 2)
        match random.randrange(6):
            case 0:
                tx.delete(System, one.id)
            case 1:
                tx.put(Flow(source=one.id, target=other.id))
            case 2:
                tx.delete(Flow, random.choice(flows).id)
            case 3:
                tx.change(System, one.id, it_steward="", annual_cost=Decimal(5000))
            case 4:
                name = f"New {random.randrange(3)}"  # once each, so that a name tells who it is
                if all(system.name != name for system in systems):
                    tx.put(System(name=name, category="crm"))
            case _:
                tx.change(System, one.id, department=other.department, it_steward="Ann")

    return edit


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_it_tells_what_sets_of_keys_names_and_members_tell(seed: int) -> None:
    random = Random(seed)
    base = harbour_vale().snapshot()
    before, after = (
        checked(edited(base, *(any_edit(random) for _ in range(random.randrange(4)))))
        for _ in range(2)
    )
    found = compare(before, after)
    _check_findings(found, before, after)
    _check_records(found)
    _check_islands(found, before, after)
    _check_figures(found, before, after)


def _check_findings(found: Comparison, before: State, after: State) -> None:
    old, new = ({one.key: one for one in state[1].findings} for state in (before, after))
    assert [one.key for one in found.findings_new] == [key for key in new if key not in old]
    assert [one.key for one in found.findings_gone] == [key for key in old if key not in new]
    told = {change.after.key: change for change in found.findings_changed}
    for key in old.keys() & new.keys():
        was, is_now = old[key], new[key]
        says = (was.severity, was.evidence, called(found.before, was.systems)) != (
            is_now.severity, is_now.evidence, called(found.after, is_now.systems))  # fmt: skip
        assert (key in told) is says


def called(snapshot: Snapshot, systems: tuple[str, ...]) -> list[str]:
    return sorted(snapshot.systems[ident].name for ident in systems)


def _check_records(found: Comparison) -> None:
    names = [Counter(s.name for s in side.systems.values()) for side in (found.before, found.after)]
    added = Counter(found.after.systems[i].name for i in found.systems_added)
    removed = Counter(found.before.systems[i].name for i in found.systems_removed)
    assert (added, removed) == (names[1] - names[0], names[0] - names[1])
    ends = [
        Counter((side.systems[f.source].name, side.systems[f.target].name)
                for side_flow in [side.flows] for f in side_flow.values())
        for side in (found.before, found.after)
    ]  # fmt: skip
    assert len(found.flows_added) == (ends[1] - ends[0]).total()
    assert len(found.flows_removed) == (ends[0] - ends[1]).total()


def _check_islands(found: Comparison, before: State, after: State) -> None:
    old, new = (
        [
            frozenset(state[0].systems[i].name for i in one.systems)
            for one in state[1].islands
            if one.kind is not IslandKind.MAINLAND
        ]
        for state in (before, after)
    )
    assert len(new) - len(old) == len(found.islands_new) - len(found.islands_gone)
    for one in found.islands_new:  # what it shares with an island before, went on in another
        members = {found.after.systems[i].name for i in one.systems}
        assert all(members & others == set() or others in _went_on(found) for others in old)
    for change in found.islands_changed:
        was = {found.before.systems[i].name for i in change.before.systems}
        is_now = {found.after.systems[i].name for i in change.after.systems}
        assert was & is_now
        assert {found.after.systems[i].name for i in change.joined} == is_now - was
        assert {found.before.systems[i].name for i in change.left} == was - is_now


def _went_on(found: Comparison) -> set[frozenset[str]]:
    return {
        frozenset(found.before.systems[i].name for i in change.before.systems)
        for change in found.islands_changed
    }


def _check_figures(found: Comparison, before: State, after: State) -> None:
    figures = {one.key: one for one in found.figures}
    assert figures["systems"].difference == len(after[0].systems) - len(before[0].systems)
    outside = sum((row.outside.difference or Decimal(0) for row in found.spend), Decimal(0))
    assert outside == figures["spend_outside"].difference
    assert figures["high"].after == sum(f.severity == "high" for f in after[1].findings)


@given(seed=st.integers(0, 2**32))
def test_backwards_it_tells_the_opposite(seed: int) -> None:
    random = Random(seed)
    base = harbour_vale().snapshot()
    before = checked(base)
    after = checked(edited(base, *(any_edit(random) for _ in range(3))))
    there, back = compare(before, after), compare(after, before)
    assert there.findings_new == back.findings_gone
    assert there.systems_added == back.systems_removed
    assert there.flows_removed == back.flows_added
    assert there.islands_new == back.islands_gone
    for one, other in zip(there.figures, back.figures, strict=True):
        assert one.difference == (None if other.difference is None else -other.difference)


@given(seed=st.integers(0, 2**32))
def test_ids_and_the_order_of_records_do_not_matter(seed: int) -> None:
    random = Random(seed)
    base = harbour_vale().snapshot()
    after = edited(base, *(any_edit(random) for _ in range(3)))
    plain = compare(checked(base), checked(after))
    other = compare(checked(other_ids(base, random)), checked(other_ids(after, random)))
    assert list(comparison_lines(plain)) == list(comparison_lines(other))
    assert comparison_json(plain) == comparison_json(other)


def test_a_map_differs_in_nothing_from_itself_and_from_a_copy_under_other_ids() -> None:
    for copy in (SAMPLE, other_ids(SAMPLE, Random(4))):
        found = compare(checked(SAMPLE), checked(copy))
        assert found.is_same
        assert list(comparison_lines(found)) == ["Nothing differs."]


def named(snapshot: Snapshot, name: str) -> str:
    return next(one.id for one in snapshot.systems.values() if one.name == name)


def test_what_is_said_of_a_renamed_system_is_not_new() -> None:
    rogue = next(
        f for f in check(SAMPLE, CATALOGUE).findings
        if f.kind is FindingKind.ROGUE_ISLAND and len(f.systems) == 1
    )  # fmt: skip
    ident = rogue.systems[0]
    found = between(SAMPLE, lambda tx: tx.change(System, ident, name="Zork"))
    assert (found.findings_new, found.findings_gone) == ((), ())
    assert found.systems_changed[0].fields == ("name",)
    renamed = [one for one in found.findings_changed if ident in one.after.systems]
    assert renamed
    assert all(one.what == ("evidence",) for one in renamed)


def test_a_namesake_that_comes_makes_nothing_new_of_the_other() -> None:
    one = edited(SAMPLE, lambda tx: tx.put(System(name="Twin", category="crm", vendor="A")))
    two = edited(SAMPLE, lambda tx: tx.put(System(name="Twin", category="crm", vendor="A")),
                 lambda tx: tx.put(System(name="Twin", category="crm", vendor="B")))  # fmt: skip
    found = compare(checked(one), checked(two))
    assert (len(found.systems_added), found.systems_removed) == (1, ())


def test_what_a_renamed_system_is_part_of_or_carries_is_not_changed() -> None:
    one, other = sorted(SAMPLE.systems)[:2]
    before = edited(SAMPLE, lambda tx: tx.change(System, other, part_of=one, runs_on=(one,)))
    found = between(before, lambda tx: tx.change(System, one, name="Zork"))
    assert [change.after for change in found.systems_changed] == [one]
    found = between(before, lambda tx: tx.change(System, other, part_of=None))
    assert [change.fields for change in found.systems_changed] == [("part_of",)]


def test_islands_that_come_grow_and_go_are_told() -> None:
    def a(tx: Transaction) -> None:
        one = tx.put(System(name="Alpha", category="crm"))
        two = tx.put(System(name="Beta", category="erp"))
        tx.put(Flow(source=one.id, target=two.id))

    with_two = edited(SAMPLE, a)
    came = compare(checked(SAMPLE), checked(with_two))
    assert [len(one.systems) for one in came.islands_new] == [2]

    def b(tx: Transaction) -> None:
        three = tx.put(System(name="Gamma"))
        tx.put(Flow(source=named(with_two, "Beta"), target=three.id))

    grown = between(with_two, b).islands_changed
    assert [(len(one.joined), one.left) for one in grown] == [(1, ())]
    names = (named(with_two, "Alpha"), named(with_two, "Beta"))
    edits = [lambda tx, one=one: tx.delete(System, one) for one in names]
    gone = between(with_two, *edits)
    assert [len(one.systems) for one in gone.islands_gone] == [2]


def test_an_acceptance_is_a_change_and_its_end_counts_as_new() -> None:
    before, analysis = checked(SAMPLE)
    first = analysis.findings[0]
    waived = replace(first, waived=True)
    accepted = replace(analysis, findings=(waived, *analysis.findings[1:]))
    there = compare((before, analysis), (before, accepted))
    assert [one.what for one in there.findings_changed] == [("accepted",)]
    assert there.open_new == ()
    back = compare((before, accepted), (before, analysis))
    assert back.open_new == (first,)
    worse = replace(analysis, findings=(replace(first, severity=Severity.LOW),
                                        *analysis.findings[1:]))  # fmt: skip
    told = compare((before, worse), (before, analysis)).findings_changed
    assert [one.what for one in told] == [("severity",)]


def test_amounts_in_two_currencies_are_not_subtracted() -> None:
    found = between(SAMPLE, lambda tx: tx.change(MapInfo, "map", currency="CHF"))
    figures = {one.key: one for one in found.figures}
    assert figures["spend_inside"].difference is None
    assert figures["systems"].difference == 0
    assert all(row.outside.difference is None for row in found.spend)


def test_a_flow_that_goes_live_is_changed_and_one_led_elsewhere_is_another() -> None:
    flow = next(one for one in SAMPLE.flows.values() if one.state is FlowState.LIVE)
    found = between(SAMPLE, lambda tx: tx.change(Flow, flow.id, state=FlowState.RETIRED))
    assert [one.fields for one in found.flows_changed] == [("state",)]
    elsewhere = next(i for i in SAMPLE.systems if i not in (flow.source, flow.target))
    found = between(SAMPLE, lambda tx: tx.change(Flow, flow.id, target=elsewhere))
    assert (found.flows_added, found.flows_removed) == ((flow.id,), (flow.id,))


def test_spend_is_told_by_department() -> None:
    it = next(one for one in SAMPLE.departments.values() if one.is_it)
    business = next(
        one for one in SAMPLE.systems.values() if one.annual_cost and one.department != it.id
    )
    found = between(
        SAMPLE,
        lambda tx: tx.put(Department(id="new", name="Space")),
        lambda tx: tx.change(System, business.id, department="new", funder="new"),
    )
    rows = {row.department: row for row in found.spend}
    assert rows["Space"].outside.difference == business.annual_cost
    assert rows["Space"].inside.difference == 0


@pytest.mark.parametrize("start", ["Findings: ", "  new · ", "Islands:", "Figures:", "Systems: "])
def test_the_text_tells_each_part(start: str) -> None:
    found = between(SAMPLE, lambda tx: tx.put(System(name="Zork", category="marketing-automation")))
    assert any(line.startswith(start) for line in comparison_lines(found))
    assert "  added · Zork" in list(comparison_lines(found))


def test_shares_are_told_in_points_and_amounts_with_their_sign() -> None:
    def told(before: Value, after: Value, unit: Unit) -> str:
        return difference_words(Figure("x", "X", unit, before, after), "EUR")

    assert told(0.725, 0.694, Unit.SHARE) == "−3.1 points"
    assert told(0.41401, 0.41402, Unit.SHARE) == ""
    assert told(Decimal(38_000), Decimal(84_000), Unit.MONEY) == "+€46,000"
    assert told(None, 3, Unit.COUNT) == ""
    assert told(1200, 0, Unit.COUNT) == "−1,200"
