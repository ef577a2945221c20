"""Single points of failure, held against removing every system and every flow in turn."""

from collections.abc import Collection, Sequence
from random import Random

import pytest

from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.parts import parts_of
from isthmus.analysis.resilience.failing import Cut, Failing, failing
from isthmus.analysis.resilience.overview import flow_line, system_line
from isthmus.model.records import FlowMethod, FlowState, Lifecycle
from support.mapmaker import MapMaker, catalogue_of

NOTHING = catalogue_of()

Edges = Sequence[tuple[int, int]]


def components(systems: Collection[int], edges: Edges) -> list[list[int]]:
    """By flooding from each system in turn; in the order of the first of each."""
    left, found = set(systems), []
    while left:
        group, edge = set(), {min(left)}
        while edge:
            group |= edge
            near = {b for a, b in edges if a in edge} | {a for a, b in edges if b in edge}
            edge = (near & left) - group
        left -= group
        found.append(sorted(group))
    return found


def random_map(random: Random) -> LiveMap:
    """Up to 9 systems, some marked and some of IT; up to 14 flows, some of them parallel."""
    make = MapMaker()
    count = random.randrange(1, 10)
    names = [f"s{i}" for i in range(count)]
    for name in names:
        marked, steward = random.random() < 0.1, random.choice(["", "", "Ana"])
        make.system(name, random.choice(["crm", "mail"]), backbone=marked, it_steward=steward)
    for _ in range(random.randrange(15) if count > 1 else 0):
        source, target = random.sample(names, 2)
        state = random.choice([*[FlowState.LIVE] * 6, FlowState.PLANNED])
        method = random.choice([*[FlowMethod.API] * 3, FlowMethod.MANUAL])
        two_way = random.random() < 0.2
        make.flow(source, target, state=state, method=method, two_way=two_way)
    return live_map(make.snapshot(), NOTHING)


def speaks(live: LiveMap, main: Collection[int], group: Sequence[int]) -> tuple[int, ...]:
    """What makes a rest the heir, as PRODUCT.md has it: backbone, IT's records, IT's, size."""
    if not set(group) <= set(main):
        return (len(group), -group[0])
    both = sum(live.stewarded[i] and live.record[i] for i in group)
    return (
        sum(live.systems[i].backbone for i in group), both, sum(live.stewarded[i] for i in group),
        sum(live.record[i] for i in group), len(group), -group[0],
    )  # fmt: skip


def expected(live: LiveMap, main: Collection[int], whole: Sequence[int], rests) -> set[int]:
    """Who of a connected part is cut off where these rests are left of it."""
    best = max(rests, key=lambda rest: speaks(live, main, rest))
    marked = set(best) <= set(main) and any(speaks(live, main, best)[:4])
    kept = best if len(best) > 1 or marked else []
    return {i for rest in rests for i in rest} - set(kept)


def mainland(live: LiveMap) -> set[int]:
    parts = parts_of(live)
    if parts.mainland is None:
        return set()
    inside = parts.parts[parts.mainland].members[0]
    everyone = range(len(live.systems))
    return set(next(c for c in components(everyone, live.ends) if inside in c))


def told(found: Failing, cuts: Sequence[Cut]) -> dict[int, set[int]]:
    for cut in cuts:
        assert cut.count == len(found.cut_off(cut))
    return {cut.what: set(found.cut_off(cut)) for cut in cuts}


@pytest.mark.parametrize("seed", range(4))
def test_every_system_that_cuts_others_off_is_found_with_those_that_it_cuts_off(seed):
    random = Random(seed)
    points = 0
    for _ in range(500):
        live = random_map(random)
        main, by_force = mainland(live), {}
        for whole in components(range(len(live.systems)), live.ends):
            for system in whole:
                rests = components(set(whole) - {system}, live.ends)
                if len(rests) > 1:
                    by_force[system] = expected(live, main, whole, rests)
        found = failing(live)
        assert told(found, found.systems) == by_force
        assert all(cut.main == (cut.what in main) for cut in found.systems)
        points += len(by_force)
    assert points > 300


@pytest.mark.parametrize("seed", range(4))
def test_every_flow_that_is_the_only_tie_is_found_with_those_that_it_ties(seed):
    random = Random(seed + 100)
    bridges = 0
    for _ in range(500):
        live = random_map(random)
        main, by_force = mainland(live), {}
        for whole in components(range(len(live.systems)), live.ends):
            for flow in [i for i, ends in enumerate(live.ends) if ends[0] in whole]:
                left = [ends for i, ends in enumerate(live.ends) if i != flow]
                rests = components(whole, left)
                if len(rests) > 1:
                    by_force[flow] = expected(live, main, whole, rests)
        found = failing(live)
        assert told(found, found.flows) == by_force
        bridges += len(by_force)
    assert bridges > 300


def test_two_flows_between_the_same_systems_are_no_bridge_and_one_that_goes_both_ways_is():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.flow("Core", "Twice")
    make.flow("Twice", "Core")
    make.flow("Core", "Once", two_way=True)
    found = failing(live_map(make.snapshot(), NOTHING))
    assert [flow_line(found, cut) for cut in found.flows] == [
        "The flow Core ↔ Once is all that ties Once to the mainland."
    ]


def test_what_is_retired_or_planned_ties_nothing_and_cuts_nothing_off():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.system("Old", lifecycle=Lifecycle.RETIRED)
    make.flow("Core", "A")
    make.flow("A", "B")
    make.flow("B", "Old")
    make.flow("Core", "B", state=FlowState.PLANNED)
    found = failing(live_map(make.snapshot(), NOTHING))
    assert [system_line(found, cut) for cut in found.systems] == [
        "If A fails, 1 system loses the mainland: B."
    ]


def test_the_mainland_comes_first_and_those_that_cut_off_most():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.flow("Core", "Spine")
    for name in ("Segment", "Leaf"):
        make.flow("Spine", name)
    for name in ("D", "C", "B"):
        make.flow("Segment", name)
    for i in range(6):
        make.flow("Star", f"F{i}")
    found = failing(live_map(make.snapshot(), NOTHING))
    assert [system_line(found, cut) for cut in found.systems] == [
        "If Spine fails, 5 systems lose the mainland: B, C, D, Leaf and Segment.",
        "If Segment fails, 3 systems lose the mainland: B, C and D.",
        "If Star fails, 6 systems are cut off from each other: F0, F1, F2, F3, F4 and F5.",
    ]
    assert flow_line(found, found.flows[0]) == (
        "The flow Core → Spine is all that ties B, C, D, Leaf, Segment and Spine to the mainland."
    )


def test_on_an_island_the_smaller_rest_is_cut_off_from_the_larger():
    make = MapMaker()
    make.system("Core", backbone=True)
    make.flow("A", "B")
    make.flow("B", "C")
    make.flow("C", "D")
    found = failing(live_map(make.snapshot(), NOTHING))
    assert [system_line(found, cut) for cut in found.systems] == [
        "If B fails, 1 system is cut off from the rest of its island: A.",
        "If C fails, 1 system is cut off from the rest of its island: D.",
    ]
    lines = [flow_line(found, cut) for cut in found.flows]
    assert lines[0] == "The flow B → C is all that ties C and D to the rest of their island."


def test_a_chain_of_thousands_is_walked_without_recursion():
    make = MapMaker()
    count = 5_000
    make.system("s0000", backbone=True)
    for i in range(count - 1):
        make.flow(f"s{i:04}", f"s{i + 1:04}")
    found = failing(live_map(make.snapshot(), NOTHING))
    assert len(found.systems) == count - 2
    assert len(found.flows) == count - 1
    assert found.cut_off(found.systems[0]) == list(range(2, count))
    assert found.cut_off(found.systems[-1]) == [count - 1]
