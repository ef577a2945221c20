from itertools import combinations, pairwise
from math import dist
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.results import Analysis, Metrics
from isthmus.layout.arrange import arrange
from isthmus.layout.geometry import Box
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowMethod, FlowState, System
from isthmus.model.snapshot import Snapshot
from support.maps import boxes_at, company, drawn, harbour, islands, overlap


@st.composite
def maps(draw: st.DrawFn) -> Snapshot:
    count = draw(st.integers(1, 24))
    index = st.integers(0, count - 1)
    ends = draw(st.lists(st.tuples(index, index).filter(lambda e: e[0] != e[1]), max_size=40))
    return drawn([f"System {k}" for k in range(count)], ends)


def shuffled(snapshot: Snapshot, seed: int) -> Snapshot:
    """The same map with other ids, its records in another order."""
    random = Random(seed)
    fresh = {old: f"{random.random()}" for old in snapshot.systems}
    document = Document()
    with document.edit("Copy") as tx:
        for old in random.sample(list(snapshot.systems), len(snapshot.systems)):
            tx.put(System(id=fresh[old], name=snapshot.systems[old].name))
        for flow in random.sample(list(snapshot.flows.values()), len(snapshot.flows)):
            tx.put(Flow(source=fresh[flow.source], target=fresh[flow.target], state=flow.state))
    return document.snapshot()


def by_name(snapshot: Snapshot) -> dict[str, tuple[float, float]]:
    at = arrange(snapshot, islands(snapshot))
    return {snapshot.systems[key].name: place for key, place in at.items()}


def extent(boxes: list[Box]) -> Box:
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    return Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)


@settings(max_examples=40, deadline=None)
@given(maps())
def test_every_system_stands_and_no_two_cards_overlap(snapshot: Snapshot) -> None:
    boxes = boxes_at(arrange(snapshot, islands(snapshot)))
    assert boxes.keys() == snapshot.systems.keys()
    assert not any(overlap(a, b) for a, b in combinations(boxes.values(), 2))


@settings(max_examples=40, deadline=None)
@given(maps())
def test_islands_keep_apart_by_more_than_their_coasts(snapshot: Snapshot) -> None:
    analysis = islands(snapshot)
    boxes = boxes_at(arrange(snapshot, analysis))
    grounds = [extent([boxes[s] for s in i.systems]).grown(30) for i in analysis.islands]
    assert not any(overlap(a, b) for a, b in combinations(grounds, 2))


@settings(max_examples=25, deadline=None)
@given(maps(), st.integers(0, 99))
def test_ids_and_the_order_of_records_do_not_matter(snapshot: Snapshot, seed: int) -> None:
    assert by_name(snapshot) == by_name(shuffled(snapshot, seed))


@settings(max_examples=25, deadline=None)
@given(maps(), st.data())
def test_new_systems_are_put_beside_those_that_stay(
    snapshot: Snapshot, data: st.DataObject
) -> None:
    analysis = islands(snapshot)
    before = arrange(snapshot, analysis)
    stay = data.draw(st.sets(st.sampled_from(sorted(before, key=before.__getitem__)), min_size=1))
    fixed = {key: before[key] for key in stay}
    after = arrange(snapshot, analysis, fixed=fixed)
    assert {key: after[key] for key in stay} == fixed
    assert after.keys() == snapshot.systems.keys()
    assert not any(overlap(a, b) for a, b in combinations(boxes_at(after).values(), 2))


def test_a_new_system_stands_near_what_it_is_tied_to() -> None:
    snapshot = company(40)
    analysis = islands(snapshot)
    before = arrange(snapshot, analysis)
    new = analysis.islands[0].systems[7]
    fixed = {key: at for key, at in before.items() if key != new}
    x, y = arrange(snapshot, analysis, fixed=fixed)[new]
    tied = [f for f in snapshot.flows.values() if new in (f.source, f.target)]
    ends = {end for f in tied for end in (f.source, f.target)} - {new}
    assert min(abs(x - before[e][0]) / 280 + abs(y - before[e][1]) / 96 for e in ends) <= 4


def test_only_the_systems_asked_for_are_placed() -> None:
    snapshot = harbour()
    some = list(snapshot.systems)[:4]
    assert arrange(snapshot, islands(snapshot), only=some).keys() == set(some)


def test_systems_that_the_analysis_does_not_know_yet_are_placed_too() -> None:
    snapshot = harbour()
    at = arrange(snapshot, Analysis(0, (), (), Metrics()))
    assert at.keys() == snapshot.systems.keys()
    assert not any(overlap(a, b) for a, b in combinations(boxes_at(at).values(), 2))


def test_an_empty_map_has_no_places() -> None:
    snapshot = Document().snapshot()
    assert arrange(snapshot, islands(snapshot)) == {}


def test_a_large_map_is_about_as_wide_as_a_page() -> None:
    snapshot = company(200, cut_off=0.5)
    whole = extent(list(boxes_at(arrange(snapshot, islands(snapshot))).values()))
    assert 1.2 < whole.width / whole.height < 2.1


def test_many_islets_stand_in_rows() -> None:
    snapshot = drawn([f"System {k}" for k in range(60)], [(k, k + 1) for k in range(9)])
    analysis = islands(snapshot)
    at = arrange(snapshot, analysis)
    islets = [at[i.systems[0]] for i in analysis.islands if len(i.systems) == 1]
    rows = {y for _, y in islets}
    per_row = [sum(1 for _, y in islets if y == row) for row in sorted(rows)]
    assert set(per_row[:-1]) == {per_row[0]}
    assert per_row[-1] <= per_row[0]


def test_flows_point_right_and_down_more_than_left_and_up() -> None:
    snapshot = harbour()
    at = arrange(snapshot, islands(snapshot))
    moves = [
        (at[f.target][0] - at[f.source][0], at[f.target][1] - at[f.source][1])
        for f in snapshot.flows.values()
    ]
    assert sum(dx > 0 or (dx == 0 and dy > 0) for dx, dy in moves) >= len(moves) / 2


def test_an_islet_that_a_planned_flow_ties_stands_nearer_than_others() -> None:
    document = Document()
    names = ["Main A", "Main B", *(f"Islet {k:02}" for k in range(30))]
    systems = [System(name=name) for name in names]
    with document.edit("Draw") as tx:
        for system in systems:
            tx.put(system)
        tx.put(Flow(source=systems[0].id, target=systems[1].id))
        tx.put(Flow(source=systems[-1].id, target=systems[0].id, state=FlowState.PLANNED))
    at = by_name(document.snapshot())
    away = {name: dist(place, at["Main A"]) for name, place in at.items()}
    assert away["Islet 29"] == min(away[name] for name in names[2:])


def test_an_island_that_a_flow_by_hand_ties_stands_beside_what_it_is_tied_to() -> None:
    document = Document()
    main = [System(name=f"Main {k:02}") for k in range(30)]
    isles = [System(name=f"Isle {k} {n}") for k in range(5) for n in "ab"]
    with document.edit("Draw") as tx:
        for system in (*main, *isles):
            tx.put(system)
        for a, b in pairwise(main):
            tx.put(Flow(source=a.id, target=b.id))
        for a, b in zip(isles[::2], isles[1::2], strict=True):
            tx.put(Flow(source=a.id, target=b.id))
        by_hand = FlowMethod.MANUAL
        tx.put(Flow(source=isles[-1].id, target=main[14].id, method=by_hand))
    at = by_name(document.snapshot())
    away = {f"Isle {k}": dist(at[f"Isle {k} b"], at["Main 14"]) for k in range(5)}
    assert min(away, key=away.__getitem__) == "Isle 4"
