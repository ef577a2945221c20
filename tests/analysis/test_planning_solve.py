"""The solver against an exhaustive search over every subset of the items."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from isthmus.analysis.planning.greedy import greedy
from isthmus.analysis.planning.problem import ROOT, Goal, Item, Problem, trimmed
from isthmus.analysis.planning.solve import solve


def is_tied(problem: Problem, chosen: tuple[int, ...], node: int) -> bool:
    """Whether a node hangs together with the root: by merging sets, not by walking."""
    sets = [{ROOT}, {node}] if node != ROOT else [{ROOT}]
    for i in chosen:
        sets.append(set(problem.items[i].ends))
        merged: list[set[int]] = []
        for one in sets:
            apart = [other for other in merged if not other & one]
            merged = [*apart, one.union(*(other for other in merged if other & one))]
        sets = merged
    return any({ROOT, node} <= one for one in sets)


def is_closed(problem: Problem, chosen: tuple[int, ...], goal: Goal) -> bool:
    met = all(any(all(i in chosen for i in option) for option in need) for need in goal.needs)
    return met and all(is_tied(problem, chosen, node) for node in goal.ties)


def exhaustive(problem: Problem) -> tuple[int, int, int]:
    """Most weight, least cost, least burden, of all subsets."""
    best = None
    for size in range(len(problem.items) + 1):
        for chosen in combinations(range(len(problem.items)), size):
            spent: dict[str, int] = {}
            for i in chosen:
                item = problem.items[i]
                spent[item.account] = spent.get(item.account, 0) + item.cost
            if any(spent.get(name, 0) > most for name, most in problem.budgets.items()):
                continue
            if problem.most is not None and len(chosen) > problem.most:
                continue
            if not set(problem.required) <= set(chosen):
                continue
            weight = sum(g.weight for g in problem.goals if is_closed(problem, chosen, g))
            burden = sum(problem.items[i].burden for i in chosen)
            value = (-weight, sum(spent.values()), burden)
            best = value if best is None else min(best, value)
    assert best is not None
    return -best[0], best[1], best[2]


def random_problem(random: Random, most_items: int) -> Problem:
    count, nodes = random.randint(1, most_items), random.randint(1, 5)
    items = [
        Item(
            cost=random.choice([0, 1, 2, 2, 3, 5, 8]),
            account=random.choice(["Marketing", "Sales"]),
            ends=(random.randrange(nodes), random.randrange(nodes)),
            burden=random.randint(1, 3),
        )
        for _ in range(count)
    ]

    def need():
        sizes = (random.choice([1, 1, 2, 2, 3]) for _ in range(random.randint(1, 3)))
        return trimmed(tuple(random.sample(range(count), min(size, count))) for size in sizes)

    goals = [
        Goal(
            weight=random.choice([1, 3, 9]),
            needs=tuple(need() for _ in range(random.choice([0, 1, 1, 2]))),
            ties=tuple(n for n in range(nodes) if random.random() < 0.2),
        )
        for _ in range(random.randint(1, 5))
    ]
    budgets = {}
    if random.random() < 0.4:
        budgets["Marketing"] = random.randint(0, 9)
    if random.random() < 0.2:
        budgets["Sales"] = random.randint(0, 9)
    most = random.randint(0, 5) if random.random() < 0.3 else None
    return Problem(items, goals, budgets, most)


def assert_best(problem: Problem) -> None:
    found = solve(problem)
    weight, cost, burden = exhaustive(problem)
    assert (found.weight, found.cost) == (weight, cost), problem
    assert found.is_best
    assert problem.burden(found.chosen) == burden, problem
    assert problem.cost(found.chosen) == cost
    closed = [g for g, goal in enumerate(problem.goals) if is_closed(problem, found.chosen, goal)]
    assert list(found.closed) == closed
    assert sum(problem.goals[g].weight for g in closed) == weight
    everything = tuple(range(len(problem.items)))
    unreachable = [g for g, x in enumerate(problem.goals) if not is_closed(problem, everything, x)]
    assert list(found.unreachable) == unreachable


@pytest.mark.parametrize("seed", range(4))
def test_the_best_of_all_subsets_is_found(seed):
    random = Random(seed)
    for _ in range(100):
        assert_best(random_problem(random, 7))


def test_the_best_of_all_subsets_that_hold_what_is_required_is_found():
    random, asked = Random(7), 0
    for _ in range(250):
        problem = random_problem(random, 7)
        some = tuple(i for i in range(len(problem.items)) if random.random() < 0.3)
        if problem.keeps_limits(some):
            problem = replace(problem, required=some)
            assert_best(problem)
            assert set(some) <= set(greedy(problem))
            asked += bool(some)
    assert asked > 100


def test_the_cost_and_its_bound_are_told_and_close_in_on_each_other():
    random, told = Random(11), []
    for _ in range(40):
        problem = random_problem(random, 8)
        heard: list[tuple[int, int]] = []
        best = solve(problem, tell=lambda cost, least, heard=heard: heard.append((cost, least)))
        costs, bounds = [cost for cost, _ in heard], [least for _, least in heard]
        assert costs == sorted(costs, reverse=True)
        assert all(least <= best.cost <= cost for cost, least in heard)
        told += bounds
    assert len(told) > 20


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 20))
def test_the_best_of_all_subsets_is_found_of_thousands_of_problems(seed):
    random = Random(seed)
    for _ in range(300):
        assert_best(random_problem(random, 9))
    for _ in range(12):
        assert_best(random_problem(random, 12))


def test_greedy_keeps_the_limits_and_is_never_better():
    random = Random(5)
    worse = 0
    for _ in range(300):
        problem = random_problem(random, 8)
        chosen, best = greedy(problem), solve(problem)
        assert problem.keeps_limits(chosen)
        weight = problem.weight(problem.closed(chosen))
        assert (-weight, problem.cost(chosen)) >= (-best.weight, best.cost)
        worse += (-weight, problem.cost(chosen)) > (-best.weight, best.cost)
    assert worse > 10
