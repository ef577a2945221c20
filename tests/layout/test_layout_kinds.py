"""What holds for every kind of layout."""

from collections.abc import Mapping
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.layout.departments import owners_of
from isthmus.layout.direction import from_left
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.layout.kinds import Arrangement, Kind, laid_out, most_tied
from isthmus.layout.network import Network, network_of
from isthmus.layout.rating import disorder
from isthmus.model.document import Document
from isthmus.model.records import Department, Flow, System
from isthmus.model.snapshot import Snapshot
from support.maps import islands, overlap
from support.portfolio import portfolio

KINDS = tuple(Kind)


@st.composite
def firms(draw: st.DrawFn) -> Snapshot:
    """Systems with flows between them, owned by nested departments or by nobody."""
    count = draw(st.integers(1, 22))
    departments = [Department(name=f"Department {k}") for k in range(draw(st.integers(0, 5)))]
    nested = [
        Department(id=one.id, name=one.name, parent=departments[(k - 1) // 2].id if k > 2 else None)
        for k, one in enumerate(departments)
    ]
    owner = st.sampled_from([None, *(one.id for one in nested)])
    systems = [System(name=f"System {k:02}", department=draw(owner)) for k in range(count)]
    index = st.integers(0, count - 1)
    ends = draw(st.lists(st.tuples(index, index).filter(lambda e: e[0] != e[1]), max_size=36))
    document = Document()
    with document.edit("Draw") as tx:
        for record in (*nested, *systems):
            tx.put(record)
        for a, b in ends:
            tx.put(Flow(source=systems[a].id, target=systems[b].id))
    return document.snapshot()


def shuffled(snapshot: Snapshot, seed: int) -> Snapshot:
    """The same map with other ids, its records in another order."""
    random = Random(seed)
    fresh = {old: f"{random.random()}" for old in (*snapshot.systems, *snapshot.departments)}
    fresh[""] = ""
    document = Document()
    with document.edit("Copy") as tx:
        for old in random.sample(list(snapshot.departments.values()), len(snapshot.departments)):
            parent = fresh[old.parent or ""] or None
            tx.put(Department(id=fresh[old.id], name=old.name, parent=parent))
        for system in random.sample(list(snapshot.systems.values()), len(snapshot.systems)):
            owner = fresh[system.department or ""] or None
            tx.put(System(id=fresh[system.id], name=system.name, department=owner))
        for flow in random.sample(list(snapshot.flows.values()), len(snapshot.flows)):
            tx.put(Flow(source=fresh[flow.source], target=fresh[flow.target]))
    return document.snapshot()


def network(snapshot: Snapshot, sizes: Mapping[str, tuple[float, float]] | None = None) -> Network:
    return network_of(snapshot, islands(snapshot), sizes=sizes)


def arranged(snapshot: Snapshot, kind: Kind) -> Arrangement:
    return laid_out(network(snapshot), kind, owners_of(snapshot, {}))


def cards(found: Arrangement, ties: Network) -> dict[str, Box]:
    return {key: Box(*at, *ties.size(key)) for key, at in found.points.items()}


def by_name(snapshot: Snapshot, kind: Kind) -> dict[str, tuple[float, float]]:
    found = arranged(snapshot, kind).points
    return {snapshot.systems[key].name: at for key, at in found.items()}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=14, deadline=None)
@given(firms())
def test_all_stand_and_no_two_cards_overlap(kind: Kind, snapshot: Snapshot) -> None:
    boxes = cards(arranged(snapshot, kind), network(snapshot))
    assert boxes.keys() == snapshot.systems.keys()
    assert not any(overlap(a, b) for a, b in combinations(boxes.values(), 2))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=10, deadline=None)
@given(firms(), st.data())
def test_cards_of_other_sizes_have_room(
    kind: Kind, snapshot: Snapshot, data: st.DataObject
) -> None:
    some = data.draw(st.sets(st.sampled_from(sorted(snapshot.systems)), max_size=5))
    size = st.tuples(st.integers(90, 640), st.integers(40, 400))
    ties = network(snapshot, {key: data.draw(size) for key in sorted(some)})
    boxes = cards(laid_out(ties, kind, owners_of(snapshot, {})), ties)
    assert not any(overlap(a, b) for a, b in combinations(boxes.values(), 2))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=7, deadline=None)
@given(firms(), st.integers(0, 99))
def test_ids_and_the_order_of_records_do_not_matter(
    kind: Kind, snapshot: Snapshot, seed: int
) -> None:
    assert by_name(snapshot, kind) == by_name(shuffled(snapshot, seed), kind)


@settings(max_examples=20, deadline=None)
@given(firms())
def test_territories_hold_their_own_and_nobody_else(snapshot: Snapshot) -> None:
    found = arranged(snapshot, Kind.DEPARTMENTS)
    boxes = cards(found, network(snapshot))
    for department, land in found.boxes.items():
        for key, card in boxes.items():
            inside = department in chain_of(snapshot, snapshot.systems[key].department)
            assert overlap(land, card) == inside
            assert not inside or holds(land, card)
        for other, box in found.boxes.items():
            if department in chain_of(snapshot, snapshot.departments[other].parent):
                assert holds(land, box)
            elif other not in chain_of(snapshot, department):
                assert not overlap(land, box)


def chain_of(snapshot: Snapshot, department: str | None) -> list[str]:
    found = []
    while department:
        found.append(department)
        department = snapshot.departments[department].parent
    return found


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def line_of(names: str, ends: list[tuple[int, int]], departments: str = "") -> Snapshot:
    document = Document()
    owners = {name: Department(name=name) for name in departments.split()}
    systems = [
        System(name=name, department=owners[departments.split()[k]].id if owners else None)
        for k, name in enumerate(names.split())
    ]
    with document.edit("Draw") as tx:
        for record in (*owners.values(), *systems):
            tx.put(record)
        for a, b in ends:
            tx.put(Flow(source=systems[a].id, target=systems[b].id))
    return document.snapshot()


def test_flows_lead_right() -> None:
    ends = [(0, 2), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5), (1, 4), (5, 6), (0, 6)]
    snapshot = line_of("Shop Till Orders Stock Ledger Bank Report", ends)
    at = by_name(snapshot, Kind.DIRECTION)
    names = {key: system.name for key, system in snapshot.systems.items()}
    for flow in snapshot.flows.values():
        assert at[names[flow.source]][0] < at[names[flow.target]][0]


def test_renumbered_nodes_keep_their_flows_and_sizes() -> None:
    ties = Network((("a", "b", "c"),), (("a", "b"), ("b", "c")), {"c": (300.0, 80.0)})
    part = ties.part(("a", "b", "c"))
    again = part.renumbered(np.array([2, 0, 1]))
    assert again.keys == ("c", "a", "b")
    assert again.sizes[0].tolist() == [300.0, 80.0]
    ends = zip(again.sources.tolist(), again.targets.tolist(), strict=True)
    assert {(again.keys[a], again.keys[b]) for a, b in ends} == {("a", "b"), ("b", "c")}


def test_an_island_of_few_flows_is_begun_again_until_none_cross() -> None:
    snapshot = portfolio()
    ties = network_of(snapshot, islands(snapshot))
    part = next(part for part in map(ties.part, ties.parts) if len(part.keys) == 26)
    assert disorder(from_left(part), part.sizes, (part.sources, part.targets)) == 0


def test_a_circle_of_flows_is_broken_in_one_place_only() -> None:
    at = by_name(line_of("A B C D", [(0, 1), (1, 2), (2, 3), (3, 0)]), Kind.DIRECTION)
    steps = [("A", "B"), ("B", "C"), ("C", "D"), ("D", "A")]
    assert sum(at[a][0] >= at[b][0] for a, b in steps) == 1


def test_those_tied_to_the_middle_stand_nearer_than_those_behind_them() -> None:
    snapshot = line_of(
        "Hub A B C D A1 B1 C1 D1", [(0, 1), (0, 2), (3, 0), (4, 0), (1, 5), (2, 6), (3, 7), (4, 8)]
    )
    at = by_name(snapshot, Kind.CIRCLE)
    far = {
        name: abs(x - at["Hub"][0]) / CARD_WIDTH + abs(y - at["Hub"][1]) / CARD_HEIGHT
        for name, (x, y) in at.items()
    }
    assert max(far[name] for name in "ABCD") < min(far[f"{name}1"] for name in "ABCD")
    sides = {(at[n][0] > at["Hub"][0], at[n][1] > at["Hub"][1]) for n in "ABCD"}
    assert len(sides) >= 3


def test_the_circle_is_drawn_round_the_system_that_is_asked_for() -> None:
    snapshot = line_of("Hub A B C", [(0, 1), (0, 2), (0, 3)])
    ties = network(snapshot)
    assert snapshot.systems[most_tied(ties)].name == "Hub"
    ids = {system.name: key for key, system in snapshot.systems.items()}
    found = laid_out(ties, Kind.CIRCLE, owners_of(snapshot, {}), ids["A"]).points
    assert abs(found[ids["A"]][1] - found[ids["Hub"]][1]) < 200
    # B is two hops from A, on the far side of the hub or beside it.
    assert found[ids["B"]] != found[ids["C"]]


def test_departments_that_exchange_data_are_neighbours() -> None:
    flows = [(0, 7), (7, 0), (1, 6), (6, 1), (2, 5), (5, 2), (3, 4), (4, 3)]
    snapshot = line_of("S0 S1 S2 S3 S4 S5 S6 S7", flows, "D0 D1 D2 D3 D4 D5 D6 D7")
    found = arranged(snapshot, Kind.DEPARTMENTS)
    names = {key: one.name for key, one in snapshot.departments.items()}
    land = {names[key]: box for key, box in found.boxes.items()}
    for a, b in ((0, 7), (1, 6), (2, 5), (3, 4)):
        one, other = land[f"D{a}"], land[f"D{b}"]
        apart = abs(one.x - other.x) / one.width + abs(one.y - other.y) / one.height
        assert apart < 2.2


def test_a_department_in_itself_does_not_hang_the_layout() -> None:
    one, other = Department(id="a", name="A", parent="b"), Department(id="b", name="B", parent="a")
    tables = {
        "departments": {"a": one, "b": other},
        "systems": {"s": System(id="s", name="S", department="a")},
    }
    snapshot = Document(tables, are_whole=True).snapshot()
    assert arranged(snapshot, Kind.DEPARTMENTS).points.keys() == {"s"}


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_map_has_no_places(kind: Kind) -> None:
    assert not arranged(Document().snapshot(), kind).points
