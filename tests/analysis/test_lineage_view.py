"""The shared view of a data object: its score, held against one that is added up by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.lineage.frequency import frequency_of
from isthmus.analysis.lineage.objects import Tracer
from isthmus.analysis.lineage.view import WEIGHTS, Aspect, CustomerView, customer_view, view_of
from isthmus.analysis.livemap import live_map
from isthmus.catalogue.load import load_catalogue
from isthmus.model.records import FlowMethod, HoldingRole
from support.mapmaker import MapMaker, catalogue_of
from support.portfolio import sample

REPLICA = HoldingRole.REPLICA
NAMES = "ABCDE"


def view(make: MapMaker, thing: str = "contact") -> CustomerView:
    return customer_view(live_map(make.snapshot(), catalogue_of()), make.data_object(thing))


def shares(found: CustomerView) -> dict[Aspect, float]:
    return {part.aspect: part.share for part in found.parts}


def test_the_weights_add_up_to_a_hundred() -> None:
    assert sum(WEIGHTS.values()) == 100
    assert list(WEIGHTS) == list(Aspect)


def test_one_master_and_fresh_copies_are_a_hundred() -> None:
    make = MapMaker()
    make.holding("Crm", "contact")
    make.holding("Mail", "contact", REPLICA)
    make.flow("Crm", "Mail", "contact", frequency="daily")
    assert view(make).score == 100


def test_what_nobody_is_known_to_hold_has_no_score() -> None:
    make = MapMaker()
    make.flow("Crm", "Mail", "contact")
    assert view(make).score is None


@pytest.mark.parametrize(
    ("fields", "lost", "score"),
    [
        ({"frequency": "hourly"}, set(), 100),
        ({"frequency": "weekly"}, {Aspect.FRESH}, 80),
        ({"frequency": ""}, {Aspect.FRESH}, 80),
        ({"frequency": "daily", "method": FlowMethod.MANUAL}, {Aspect.AUTOMATIC}, 80),
        ({"frequency": "", "method": FlowMethod.MANUAL}, {Aspect.AUTOMATIC, Aspect.FRESH}, 60),
    ],
)
def test_each_part_costs_what_it_weighs_and_names_who_costs_it(fields, lost, score) -> None:
    make = MapMaker()
    make.holding("Crm", "contact")
    make.holding("Mail", "contact", REPLICA)
    make.flow("Crm", "Mail", "contact", **fields)
    found = view(make)
    assert found.score == score
    assert {part.aspect for part in found.parts if part.systems} == lost
    assert all(part.systems in ((), (make.system("Mail"),)) for part in found.parts)


def test_two_masters_and_a_loop_cost_their_parts_and_are_named() -> None:
    make = MapMaker()
    make.holding("Crm", "contact")
    make.holding("Erp", "contact")
    make.flow("Crm", "Erp", "contact", frequency="daily")
    make.flow("Erp", "Crm", "contact", frequency="daily")
    found = view(make)
    assert found.score == 65
    told = {part.aspect: part.told for part in found.parts}
    assert told[Aspect.MASTER] == "2 masters: Crm and Erp"
    assert told[Aspect.LOOPS] == "Crm feeds Erp feeds Crm"


def test_where_it_comes_into_being_nothing_has_to_renew_it() -> None:
    make = MapMaker()
    make.system("Forms", "forms")
    make.holding("Crm", "contact")
    make.holding("Forms", "contact", REPLICA)
    assert view(make).score == 100


FLOW = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(NAMES),
    st.sampled_from(["real time", "daily", "weekly", ""]),
    st.sampled_from([FlowMethod.API, FlowMethod.MANUAL]),
)  # fmt: skip
HELD = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(HoldingRole), max_size=5)


@given(flows=st.lists(FLOW, max_size=8), held=HELD)
def test_the_shares_are_those_counted_over_all_simple_ways(flows, held):
    make = MapMaker()
    make.data_object("contact")
    flows = [flow for flow in flows if flow[0] != flow[1]]
    for a, b, often, method in flows:
        make.flow(a, b, "contact", frequency=often, method=method)
    for name, role in held.items():
        make.holding(name, "contact", role)
    found = view(make)
    masters = [name for name, role in held.items() if role is HoldingRole.MASTER]
    holders = [name for name in held if name not in masters]
    ways = {name: list(ways_to(name, flows, masters)) for name in holders}
    got = shares(found)
    if holders:
        by_hand = FlowMethod.MANUAL
        assert got[Aspect.REACH] == pytest.approx(of(holders, lambda n: bool(ways[n])))
        assert got[Aspect.AUTOMATIC] == pytest.approx(
            of(holders, lambda n: any(all(f[3] is not by_hand for f in way) for way in ways[n]))
        )
        assert got[Aspect.FRESH] == pytest.approx(
            of(holders, lambda n: any(hours(way) <= 24 for way in ways[n]))
        )
    assert got[Aspect.MASTER] == (len(masters) == 1)
    assert (found.score is None) is not bool(held)
    assert all(part.systems for part in found.parts if 0 < part.share < 1)


def of(holders, holds) -> float:
    return sum(map(holds, holders)) / len(holders)


def hours(way) -> float:
    known = [frequency_of(flow[2]).hours for flow in way]
    return sum(float("inf") if h is None else h for h in known)


def ways_to(name, flows, masters):
    stack = [((master,), ()) for master in masters]
    while stack:
        systems, way = stack.pop()
        if systems[-1] == name:
            yield way
        stack += [
            ((*systems, flow[1]), (*way, flow))
            for flow in flows
            if flow[0] == systems[-1] and flow[1] not in systems
        ]


def test_the_sample_has_a_score_for_its_customer_but_not_for_what_only_moves() -> None:
    live = live_map(sample(), load_catalogue())
    tracer = Tracer(live)
    views = [view_of(tracer, i) for i in range(len(live.things.records))]
    scores = {one.lineage.name: one.score for one in views}
    assert 90 <= (scores["Customer"] or 0) < 100
    assert (scores["Contact"] or 0) < (scores["Customer"] or 0)
    assert scores["Bank statement"] is None
