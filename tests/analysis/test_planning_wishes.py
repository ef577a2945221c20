"""What a plan is asked for beyond findings: flows struck out, flows required, findings spared."""

from dataclasses import replace
from decimal import Decimal

import pytest

from isthmus.analysis.planning.compare import compared
from isthmus.analysis.planning.plan import plan_bridges, stage_of
from isthmus.analysis.planning.wishes import ISLANDS, PlanError, Wishes
from isthmus.analysis.results import ProposedFlow
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map
from support.mapmaker import company

CATALOGUE = load_catalogue()
SAMPLE = load_map(resources() / "samples/harbour-vale.isthmus")
MAP = Document(SAMPLE.tables, are_whole=True).snapshot()
PLAN = plan_bridges(MAP, CATALOGUE)


def ends(plan) -> set[tuple[str, str]]:
    return {(flow.source, flow.target) for flow in plan.flows}


def test_each_flow_of_the_plan_can_be_struck_out():
    for flow in PLAN.flows[:6]:
        pair = flow.source, flow.target
        other = plan_bridges(MAP, CATALOGUE, Wishes(forbidden=frozenset({pair})))
        assert pair not in ends(other)
        assert other.is_best
        lost = {f.key for f in PLAN.closes} - {f.key for f in other.closes}
        # a plan that closes as much without the flow cannot be cheaper
        assert lost or other.effort >= PLAN.effort
        assert lost <= {each.finding.key for each in other.leaves}


def test_when_all_is_struck_out_time_after_time_nothing_comes_back():
    out: set[tuple[str, str]] = set()
    for _ in range(6):
        plan = plan_bridges(MAP, CATALOGUE, Wishes(forbidden=frozenset(out)))
        assert not out & ends(plan)
        out |= ends(plan)
    assert len(out) > 2 * len(PLAN.flows)


def test_struck_out_flows_stay_out_of_the_variants_too():
    stage = stage_of(MAP, CATALOGUE, Wishes(), None)
    usual = {one.name: one for one in compared(stage)}
    wishes = Wishes(forbidden=frozenset(ends(PLAN)))
    for one in compared(stage_of(MAP, CATALOGUE, wishes, None)):
        if one.name in usual and one.leaves == usual[one.name].leaves:
            assert one.effort >= usual[one.name].effort
        else:
            assert one.name not in usual or one.leaves > usual[one.name].leaves


@pytest.mark.parametrize("seed", range(3))
def test_a_required_flow_is_built_and_the_rest_is_no_dearer_than_it_makes_it(seed):
    snapshot = company(40, 80, CATALOGUE, seed)
    plan = plan_bridges(snapshot, CATALOGUE)
    ids = sorted(snapshot.systems)
    tied = ends(plan) | {(f.source, f.target) for f in snapshot.flows.values()}
    pair = next((a, b) for a in ids for b in reversed(ids) if a != b and (a, b) not in tied)
    flow = ProposedFlow(*pair, ("Orders of spare parts",))
    wished = plan_bridges(snapshot, CATALOGUE, Wishes(required=(flow,)))
    built = next(f for f in wished.flows if (f.source, f.target) == pair)
    assert "Orders of spare parts" in built.data_objects or built.closes
    assert wished.is_best
    assert {f.key for f in wished.closes} >= {f.key for f in plan.closes}
    assert plan.effort <= wished.effort <= plan.effort + built.effort


def test_to_require_what_the_plan_has_makes_it_no_dearer():
    flows = tuple(ProposedFlow(f.source, f.target, f.data_objects) for f in PLAN.flows)
    one = plan_bridges(MAP, CATALOGUE, Wishes(required=flows[:1]))
    assert (one.effort, one.closes, one.is_best) == (PLAN.effort, PLAN.closes, True)
    same = plan_bridges(MAP, CATALOGUE, Wishes(required=flows))
    assert same == replace(PLAN, by_hand=PLAN.effort)


def test_what_is_required_but_gone_or_struck_out_is_not_built():
    flow = PLAN.flows[0]
    pair = flow.source, flow.target
    gone = ProposedFlow("gone", flow.target, ())
    wishes = Wishes(required=(gone, ProposedFlow(*pair, ())), forbidden=frozenset({pair}))
    without = plan_bridges(MAP, CATALOGUE, Wishes(forbidden=frozenset({pair})))
    assert plan_bridges(MAP, CATALOGUE, wishes) == without


def test_what_is_required_within_no_budget_is_refused_in_words():
    flow = next(f for f in PLAN.flows if f.department)
    required = (ProposedFlow(flow.source, flow.target, flow.data_objects),)
    wishes = Wishes(required=required, budgets={flow.department: Decimal(0)})
    with pytest.raises(PlanError, match="required go beyond a budget"):
        plan_bridges(MAP, CATALOGUE, wishes)


def test_islands_and_single_findings_can_be_left_alone():
    without = {PLAN.closes[0].key, PLAN.closes[-1].key}
    plan = plan_bridges(MAP, CATALOGUE, Wishes(islands=False, without=frozenset(without)))
    told = [*plan.closes, *plan.planned, *(each.finding for each in plan.leaves)]
    assert told
    assert not [f for f in told if f.kind in ISLANDS or f.key in without]
    assert any(f.kind in ISLANDS for f in PLAN.closes)
