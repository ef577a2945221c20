"""The plan of a map: held against the check of the map with the plan in place."""

from datetime import date
from decimal import Decimal

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.planning.plan import plan_bridges
from isthmus.analysis.planning.wishes import PlanError, Wishes
from isthmus.analysis.results import FindingKind, IslandKind
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map
from isthmus.workspace.edits import adopt_plan
from isthmus.workspace.errors import EditRefused
from support.mapmaker import company

CATALOGUE = load_catalogue()
UNCLOSABLE = {FindingKind.NO_MASTER, FindingKind.TWO_MASTERS, FindingKind.NO_FLOWS}


def sample() -> Document:
    return Document(load_map(resources() / "samples/harbour-vale.isthmus").tables, are_whole=True)


def assert_closed(document: Document, plan, day: date) -> None:
    """All that the plan closes is gone on the day after its last wave."""
    after = check(document.snapshot(), CATALOGUE, day)
    keys = {(f.rule, f.systems) for f in after.findings}
    for finding in plan.closes:
        assert (finding.rule, finding.systems) not in keys
        if "island" in finding.kind:
            for system in finding.systems:
                assert after.islands[after.island_of[system]].kind is IslandKind.MAINLAND


def test_the_samples_plan_closes_all_that_flows_can_once_it_is_live():
    document = sample()
    plan = plan_bridges(document.snapshot(), CATALOGUE)
    assert plan.is_best
    assert plan.effort < plan.by_hand
    assert all(len(wave.flows) <= 5 for wave in plan.waves)
    left = {each.finding.title for each in plan.leaves}
    assert left == {"Rogue islet", "Two masters"}
    flows = adopt_plan(document, plan, date(2030, 1, 7), 2, CATALOGUE)
    assert len(flows) == len(plan.flows)
    label = f"Adopt the plan: {len(flows)} flows in {len(plan.waves)} waves"
    assert document.undo_label == label
    assert min(flow.go_live for flow in flows) == date(2030, 1, 21)
    assert_closed(document, plan, date(2032, 1, 1))
    again = plan_bridges(document.snapshot(), CATALOGUE)
    assert again.flows == ()
    with pytest.raises(EditRefused, match="planned already"):
        adopt_plan(document, plan, date(2030, 1, 7), 2, CATALOGUE)
    document.undo()
    assert document.snapshot().same_content(sample().snapshot())


@pytest.mark.parametrize("seed", range(4))
def test_the_plan_of_a_generated_company_closes_what_it_says(seed):
    snapshot = company(60, 130, CATALOGUE, seed)
    plan = plan_bridges(snapshot, CATALOGUE)
    assert plan.closes
    assert all("still tells" not in each.reason for each in plan.leaves)
    document = Document({name: dict(rows) for name, rows in snapshot.tables.items()})
    adopt_plan(document, plan, date(2030, 1, 7), 1, CATALOGUE)
    assert_closed(document, plan, date(2034, 1, 1))
    told = {f.key for f in plan.closes} | {e.finding.key for e in plan.leaves}
    found = {f.key for f in check(snapshot, CATALOGUE).findings}
    assert told | {f.key for f in plan.planned} == found


def test_a_budget_and_a_number_of_waves_are_kept_and_told():
    wishes = Wishes(budgets={"marketing": Decimal(8)}, per_wave=3, waves=4)
    plan = plan_bridges(sample().snapshot(), CATALOGUE, wishes)
    spent = sum(flow.effort for flow in plan.flows if flow.department == "Marketing")
    assert 0 < spent <= 80
    assert len(plan.flows) <= 12
    assert plan.is_best
    assert [short.department for short in plan.shortfalls] == ["Marketing"]
    assert plan.shortfalls[0].needed > 80
    assert plan.needed > 12


def test_what_is_not_there_is_refused():
    with pytest.raises(PlanError, match="no finding 'x'"):
        plan_bridges(sample().snapshot(), CATALOGUE, Wishes(findings=("x",)))
    with pytest.raises(PlanError, match="no department 'Fun'"):
        plan_bridges(sample().snapshot(), CATALOGUE, Wishes(budgets={"Fun": Decimal(1)}))
