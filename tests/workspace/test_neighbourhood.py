"""What lies around systems, against a plain search."""

from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowMethod, FlowState, System
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.neighbourhood import (
    CURRENT,
    Direction,
    Kind,
    absent_around,
    kind_of,
    links,
    whole_islands,
    within,
)
from support.harbour import harbour_vale, system_id

NAMES = "abcdefgh"
flows = st.lists(
    st.builds(
        Flow,
        source=st.sampled_from(NAMES),
        target=st.sampled_from(NAMES),
        state=st.sampled_from(FlowState),
        method=st.sampled_from([FlowMethod.API, FlowMethod.FILE, FlowMethod.MANUAL]),
        two_way=st.booleans(),
    ).filter(lambda flow: flow.source != flow.target),
    max_size=14,
)


def snapshot_of(drawn: list[Flow]) -> Snapshot:
    systems = {name: System(id=name, name=name) for name in NAMES}
    return Document({"systems": systems, "flows": {flow.id: flow for flow in drawn}}).snapshot()


def steps(flow: Flow, direction: Direction) -> set[tuple[str, str]]:
    on, back = (flow.source, flow.target), (flow.target, flow.source)
    if flow.two_way or direction is Direction.BOTH:
        return {on, back}
    return {on} if direction is Direction.DOWNSTREAM else {back}


@given(
    flows,
    st.sets(st.sampled_from(NAMES), max_size=2),
    st.integers(0, 4),
    st.sampled_from(Direction),
    st.sets(st.sampled_from(Kind)),
)
@settings(max_examples=150, deadline=None)
def test_as_many_steps_lead_there_as_are_allowed(drawn, start, depth, direction, kinds) -> None:
    allowed = [flow for flow in drawn if kind_of(flow) in kinds]
    expected = set(start)
    for _ in range(depth):
        hops = {pair for flow in allowed for pair in steps(flow, direction)}
        expected |= {end for begin, end in hops if begin in expected}
    ways = links(snapshot_of(drawn), direction, kinds)
    assert within(start, ways, depth) == expected


@given(flows, st.sets(st.sampled_from(NAMES)))
@settings(max_examples=150, deadline=None)
def test_the_absent_are_neighbours_that_are_not_on_the_view(drawn, on) -> None:
    snapshot = snapshot_of(drawn)
    found = absent_around(snapshot, on)
    for direction in Direction:
        ways = links(snapshot, direction, CURRENT)
        for system in NAMES:
            expected = ways.get(system, set()) - on if system in on else set()
            missing = found[system].side(direction) if system in found else frozenset()
            assert missing == expected, (system, direction)
    assert all(one.all for one in found.values())


def test_a_whole_island() -> None:
    snapshot = harbour_vale().snapshot()
    analysis = check(snapshot, load_catalogue())
    island = {system_id(name) for name in ("Mailchimp", "Typeform", "Airtable")}
    assert whole_islands({system_id("Typeform")}, analysis) == island
    assert whole_islands(set(), analysis) == set()
