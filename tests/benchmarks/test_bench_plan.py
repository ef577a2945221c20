"""How long the solver takes for the plan of a large map, and how near it comes, beside greedy."""

from time import perf_counter

import pytest

from isthmus.analysis.planning.candidates import table_of
from isthmus.analysis.planning.greedy import greedy
from isthmus.analysis.planning.needs import demands_of
from isthmus.analysis.planning.plan import stage_of
from isthmus.analysis.planning.solve import solve
from isthmus.analysis.planning.wishes import Wishes
from isthmus.catalogue.load import load_catalogue
from support.mapmaker import company


@pytest.mark.long
@pytest.mark.parametrize("systems", [100, 1_000, 10_000])
def test_a_plan(systems, capsys):
    catalogue = load_catalogue()
    snapshot = company(systems, systems * 5 // 2, catalogue)
    start = perf_counter()
    wishes = Wishes(seconds=30)
    stage = stage_of(snapshot, catalogue, wishes, None)
    demands = demands_of(stage.ground, stage.chosen)
    problem = table_of(stage.ground, demands, stage.analysis.findings, wishes).problem
    laid_out = perf_counter()
    by_hand = problem.cost(greedy(problem))
    met = perf_counter()
    found = solve(problem, wishes.seconds)
    solved = perf_counter()
    with capsys.disabled():
        print(
            f"\nplan of {systems:,} systems: {len(problem.items):,} flows weighed for "
            f"{len(problem.goals):,} findings in {laid_out - start:.2f} s; solved in "
            f"{solved - met:.2f} s, {found.cost / 10} days, gap {found.gap:.2%}; greedy "
            f"{met - laid_out:.2f} s, {by_hand / 10} days, {by_hand / found.cost - 1:.1%} more"
        )
    assert found.cost <= by_hand
    assert found.least <= found.cost
