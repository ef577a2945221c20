"""Territories, areas and notes as they are drawn; collapsed ones against a count by brute force."""

from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.results import IslandKind
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing import groundpaint
from isthmus.drawing.chart import Chart, FlowLook
from isthmus.drawing.compose import compose, recompose
from isthmus.drawing.jotting import wrapped
from isthmus.drawing.lands import caption_of, land_caption_box
from isthmus.drawing.options import options_for
from isthmus.drawing.renew import renew
from isthmus.drawing.retouch import Drawn
from isthmus.drawing.svg import to_svg
from isthmus.drawing.text import clean, width
from isthmus.drawing.theme import load_theme
from isthmus.layout.departments import by_department, owners_of
from isthmus.layout.geometry import Box
from isthmus.layout.network import network_of
from isthmus.model.document import Document
from isthmus.model.records import Department, Flow, FlowMethod, FlowState, Record, System
from isthmus.model.viewing import Area, Ground, Note, NoteKind, Placement, Territory, View
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map
from isthmus.workspace import edits
from isthmus.workspace.edits.arranging import set_arranged
from isthmus.workspace.grounding import boxes_where_they_stand, still_hold
from isthmus.workspace.positions import first_view_of, placed

VIEW = "view"
CATALOGUE = load_catalogue()


def drawn(document: Document, view: str = VIEW) -> Chart:
    snapshot = document.snapshot()
    analysis = check(snapshot, CATALOGUE)
    options = options_for(snapshot, view)
    return compose(snapshot, analysis, CATALOGUE, placed(snapshot, view), options)


def estate(owners: list[int], parents: list[int | None], flows: list[tuple[int, int]]) -> Document:
    """Systems in departments of a tree, three a row, on a view that shows territories."""
    tables: dict[str, dict[str, Record]] = {
        "views": {VIEW: View(id=VIEW, name="Map", ground=Ground.TERRITORIES)},
        "departments": {
            f"d{n}": Department(
                id=f"d{n}", name=f"Department {n}", parent=None if above is None else f"d{above}"
            )
            for n, above in enumerate(parents)
        },
        "systems": {
            f"s{n}": System(id=f"s{n}", name=f"System {n}", department=f"d{owner}")
            for n, owner in enumerate(owners)
        },
        "placements": {
            f"p{n}": Placement(
                id=f"p{n}", view=VIEW, system=f"s{n}", x=n % 3 * 280.0, y=n // 3 * 96.0
            )
            for n in range(len(owners))
        },
        "flows": {
            f"f{n}": Flow(id=f"f{n}", source=f"s{a}", target=f"s{b}")
            for n, (a, b) in enumerate(flows)
        },
    }
    return Document(tables)


def own(document: Document, departments: list[int], folded: set[int]) -> None:
    """Give these departments territories, some of them collapsed."""
    with document.edit("Territories") as tx:
        for n in departments:
            tx.put(
                Territory(
                    id=f"t{n}",
                    view=VIEW,
                    department=f"d{n}",
                    x=900.0 + 300 * n,
                    y=0,
                    width=200,
                    height=100,
                    collapsed=n in folded,
                )
            )


@st.composite
def estates(draw: st.DrawFn) -> tuple[Document, list[int], set[int]]:
    count = draw(st.integers(1, 5))
    parents = [None if n == 0 else draw(st.none() | st.integers(0, n - 1)) for n in range(count)]
    systems = draw(st.integers(2, 9))
    owners = [draw(st.integers(0, count - 1)) for _ in range(systems)]
    ends = st.tuples(st.integers(0, systems - 1), st.integers(0, systems - 1))
    flows = draw(st.lists(ends.filter(lambda pair: pair[0] != pair[1]), max_size=12))
    lands = draw(st.lists(st.integers(0, count - 1), unique=True, max_size=count))
    folded = set(draw(st.lists(st.sampled_from(lands), unique=True))) if lands else set()
    document = estate(owners, parents, flows)
    own(document, lands, folded)
    return document, lands, folded


def stand_in(document: Document, system: str) -> str:
    """By brute force: the outermost collapsed territory above a system, else the system."""
    snapshot, found = document.snapshot(), system
    department = snapshot.systems[system].department
    while department is not None:
        for one in snapshot.territories.values():
            if one.department == department and one.collapsed:
                found = one.id
        department = snapshot.departments[department].parent
    return found


@settings(max_examples=60, deadline=None)
@given(estates())
def test_rolled_up_flows_are_those_that_a_count_by_brute_force_finds(made):
    document, _, _ = made
    chart, expected = drawn(document), {}
    for flow in document.snapshot().flows.values():
        ends = stand_in(document, flow.source), stand_in(document, flow.target)
        hidden = ends != (flow.source, flow.target)
        if ends[0] != ends[1] and hidden:
            expected.setdefault(frozenset(ends), []).append((flow.id, ends))
    found = {
        frozenset((flow.source, flow.target)): flow
        for key, flow in chart.flows.items()
        if chart.rolled(key)
    }
    assert found.keys() == expected.keys()
    for pair, flows in expected.items():
        line = found[pair]
        assert set(chart.rolled(line.key)) == {key for key, _ in flows}
        assert line.two_way == (len({ends for _, ends in flows}) == 2)
        if len(flows) > 1 and line.label:
            assert line.label == f"{len(flows)} flows"
    hidden = {key for key in document.snapshot().systems if stand_in(document, key) != key}
    assert chart.cards.keys() == document.snapshot().systems.keys() - hidden


@settings(max_examples=40, deadline=None)
@given(estates())
def test_what_is_expanded_again_is_drawn_as_it_was(made):
    document, lands, folded = made
    edits.fold(document, [f"t{n}" for n in folded], collapsed=False)
    before = drawn(document)
    for n in lands:
        edits.fold(document, [f"t{n}"], collapsed=True)
    edits.fold(document, [f"t{n}" for n in lands], collapsed=False)
    assert drawn(document) == before


@settings(max_examples=40, deadline=None)
@given(estates(), st.data())
def test_a_renewed_chart_shows_what_a_fresh_one_shows(made, data):
    document, lands, folded = made
    before = document.snapshot()
    analysis = check(before, CATALOGUE)
    chart = drawn(document)
    if lands:
        n = data.draw(st.sampled_from(lands))
        edits.fold(document, [f"t{n}"], collapsed=n not in folded)
    after = document.snapshot()
    again = renew(
        chart,
        after,
        analysis,
        CATALOGUE,
        placed(after, VIEW),
        touched=set(),
        options=options_for(after, VIEW),
        since=Drawn(before, analysis),
    )
    fresh = drawn(document)
    assert (again.cards, again.boxes, again.grounds) == (fresh.cards, fresh.boxes, fresh.grounds)
    assert again.flows.keys() == fresh.flows.keys()
    for key, flow in again.flows.items():
        assert (flow.source, flow.target, flow.two_way) == (
            fresh.flows[key].source,
            fresh.flows[key].target,
            fresh.flows[key].two_way,
        )


@pytest.mark.parametrize(
    ("kinds", "look"),
    [
        ([(FlowState.LIVE, FlowMethod.API), (FlowState.LIVE, FlowMethod.MANUAL)], FlowLook.MANUAL),
        ([(FlowState.LIVE, FlowMethod.API), (FlowState.LIVE, FlowMethod.FILE)], FlowLook.FILE),
        ([(FlowState.PLANNED, FlowMethod.API), (FlowState.LIVE, FlowMethod.API)], FlowLook.LIVE),
        ([(FlowState.RETIRED, FlowMethod.API), (FlowState.PLANNED, FlowMethod.FILE)],
         FlowLook.PLANNED),
        ([(FlowState.RETIRED, FlowMethod.MANUAL)] * 2, FlowLook.RETIRED),
    ],
)  # fmt: skip
def test_a_line_for_two_unlike_flows_looks_as_the_graver(kinds, look):
    document = estate([0, 0, 1], [None, None], [(0, 2), (1, 2)])
    with document.edit("Kinds") as tx:
        for n, (state, method) in enumerate(kinds):
            tx.change(Flow, f"f{n}", state=state, method=method)
    own(document, [0], {0})
    (line,) = drawn(document).flows.values()
    assert line.look is look


@pytest.mark.parametrize(
    ("hands", "look", "words"),
    [
        (0, FlowLook.LIVE, "3 flows"),
        (1, FlowLook.LIVE, "3 flows, 1 by hand"),
        (2, FlowLook.MANUAL, "3 flows, 2 by hand"),
        (3, FlowLook.MANUAL, "3 flows by hand"),
    ],
)
def test_a_line_for_several_flows_looks_as_most_and_counts_those_by_hand(hands, look, words):
    document = estate([0, 0, 0, 1], [None, None], [(0, 3), (1, 3), (2, 3)])
    with document.edit("Kinds") as tx:
        for n in range(3):
            tx.change(Flow, f"f{n}", method=FlowMethod.MANUAL if n < hands else FlowMethod.API)
    own(document, [0], {0})
    (line,) = drawn(document).flows.values()
    assert (line.look, line.label) == (look, words)


def test_a_nested_territory_is_lighter_than_the_one_round_it():
    document = estate([0, 1], [None, 0], [(0, 1)])
    own(document, [0, 1], set())
    outer, inner = drawn(document).grounds.lands.values()
    assert (outer.depth, inner.depth) == (0, 1)
    for theme in map(load_theme, ("light", "dark")):
        plain = list(groundpaint.land(replace(inner, depth=0), theme))
        assert [one.fill for one in groundpaint.land(inner, theme)][: len(plain)] == [
            one.fill for one in plain
        ]
        assert len(list(groundpaint.land(inner, theme))) > len(plain)


def test_a_line_for_one_flow_says_what_that_flow_says():
    document = estate([0, 1], [None, None], [(0, 1)])
    with document.edit("Name") as tx:
        tx.change(Flow, "f0", name="Nightly run")
    own(document, [0], {0})
    (line,) = drawn(document).flows.values()
    assert line.label == "Nightly run"


def test_a_box_tells_how_many_it_holds():
    document = estate([0, 0, 1, 2], [None, 0, None], [])
    own(document, [0], {0})
    chart = drawn(document)
    assert chart.boxes["t0"].subtitle.startswith("3 systems")
    assert chart.cards.keys() == {"s3"}


def lands_apart(chart: Chart) -> bool:
    """Whether no land lies over another that it is not inside of."""
    lands = chart.grounds.lands
    return not any(
        _meet(a.box, b.box)
        for a, b in combinations(lands.values(), 2)
        if b.key not in _inside(lands, a.key) and a.key not in _inside(lands, b.key)
    )


def _inside(lands, key: str) -> set[str]:
    above = lands[key].parent
    return {above} | (_inside(lands, above) if above in lands else set())


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


@pytest.fixture(scope="module")
def sample() -> Chart:
    """The sample arranged by department."""
    file = resources() / "samples" / "harbour-vale.isthmus"
    document = Document(load_map(file).tables)
    snapshot = document.snapshot()
    view, analysis = first_view_of(snapshot), check(snapshot, CATALOGUE)
    network = network_of(snapshot, analysis, list(snapshot.systems))
    places, boxes = by_department(network, owners_of(snapshot, {}))
    ground = Ground.TERRITORIES
    set_arranged(document, view, places, boxes, "Arrange by department", ground=ground)
    return drawn(document, view)


def test_territories_of_the_sample_lie_apart_and_hold_their_cards(sample):
    assert len(sample.grounds.lands) == 8
    assert lands_apart(sample)
    for land in sample.grounds.lands.values():
        for key in land.members:
            box = sample.cards[key].box
            assert land.box.x < box.x
            assert box.right < land.box.right
            assert land.box.y < box.y
            assert box.bottom < land.box.bottom


def test_no_caption_of_a_territory_lies_over_a_card_or_under_a_label(sample):
    words = [land_caption_box(land) for land in sample.grounds.lands.values()]
    others = [card.box for card in sample.cards.values()]
    others += [flow.label_box for flow in sample.flows.values() if flow.label_box]
    assert not any(_meet(word, other) for word in words for other in others)


def test_on_territories_only_what_is_cut_off_has_coasts_and_small_ones(sample):
    assert sample.coasts
    assert not any(coast.kind is IslandKind.MAINLAND for coast in sample.coasts)
    assert len({coast.key for coast in sample.coasts}) == len(sample.coasts)
    for coast in sample.coasts:
        xs = [x for _, at in coast.steps for x in at[0::2]]
        ys = [y for _, at in coast.steps for y in at[1::2]]
        assert hypot(max(xs) - min(xs), max(ys) - min(ys)) < 800


def test_a_moved_card_is_drawn_as_a_fresh_chart_draws_it():
    document = estate([0, 0, 1, 1], [None, None], [(0, 1), (1, 2)])
    edits.draw_territory(document, VIEW, "d0", Box(-40, -60, 560, 140))
    edits.draw_territory(document, VIEW, "d1", Box(540, -60, 300, 300))
    snapshot = document.snapshot()
    analysis, options = check(snapshot, CATALOGUE), options_for(snapshot, VIEW)
    places = {"s0": (30.0, 40.0), "s2": (900.0, 900.0)}
    moved = recompose(drawn(document), snapshot, analysis, places, options)
    edits.move(document, VIEW, places)
    fresh = drawn(document)
    assert moved.grounds == fresh.grounds
    assert sorted(moved.coasts, key=lambda one: one.key) == sorted(
        fresh.coasts, key=lambda one: one.key
    )
    assert moved.cards == fresh.cards


def test_a_box_moves_with_its_lines():
    document = estate([0, 0, 1], [None, None], [(0, 2), (2, 1)])
    own(document, [0], {0})
    snapshot = document.snapshot()
    analysis, options = check(snapshot, CATALOGUE), options_for(snapshot, VIEW)
    moved = recompose(drawn(document), snapshot, analysis, {"t0": (0.0, 600.0)}, options)
    assert moved.boxes["t0"].box.y == 600
    (line,) = moved.flows.values()
    start = line.steps[0][1]
    assert moved.boxes["t0"].box.grown(1).contains(*start) or moved.cards["s2"].box.grown(
        1
    ).contains(*start)


@given(st.text(max_size=300), st.floats(20, 300))
def test_wrapped_lines_fit_and_lose_no_word(text, room):
    lines = wrapped(text, room, 12.0, 400)
    assert all(width(line, 12.0, 400) <= room or len(line) == 1 for line in lines)
    words = "".join("".join(lines).split())
    assert words == "".join("".join(clean(part) for part in text.splitlines()).split())


def test_notes_areas_and_headings_stand_in_the_svg_as_text():
    document = estate([0], [None], [])
    with document.edit("Draw") as tx:
        tx.put(Area(view=VIEW, name="Later <b>", x=0, y=200, width=200, height=100, colour="teal"))
        tx.put(Note(view=VIEW, text="Ask & answer", x=300, y=200))
        tx.put(Note(view=VIEW, kind=NoteKind.HEADING, text="Today", x=0, y=-80))
    chart = drawn(document)
    for name in ("light", "dark"):
        svg = to_svg(chart, load_theme(name))
        assert ">Later &lt;b&gt;</text>" in svg
        assert ">Ask &amp; answer</text>" in svg
        assert ">Today</text>" in svg
        layers = [svg.index(f'<g id="{layer}">') for layer in ("areas", "flows", "cards", "notes")]
        assert layers == sorted(layers)
    assert chart.bounds.y < -80
    assert chart.bounds.bottom > 300


def test_boxes_round_cards_where_they_stand_nest_and_hold_no_stranger():
    document = estate([0, 1, 1, 2, 2, 2], [None, 0, None], [])
    edits.move(document, VIEW, {f"s{n}": (n % 3 * 280.0, 120.0) for n in (3, 4, 5)})
    boxes = boxes_where_they_stand(document.snapshot(), VIEW)
    assert boxes is not None
    assert boxes["d1"].x > boxes["d0"].x
    assert not _meet(boxes["d0"], boxes["d2"])
    mixed = estate([0, 1, 0, 1, 0, 1], [None, None], [])
    assert boxes_where_they_stand(mixed.snapshot(), VIEW) is None


def test_what_a_filter_hides_is_told_on_territories_and_on_their_boxes():
    document = estate([0, 0, 0, 1, 1, 1], [None, None], [])
    own(document, [0, 1], {1})
    with document.edit("Filter") as tx:
        tx.change(View, VIEW, filter_text="system 0", filter_hides=True)
    snapshot = document.snapshot()
    seen = {"s0": (0.0, 0.0), "s3": (0.0, 96.0)}
    analysis = check(snapshot, CATALOGUE)
    chart = compose(snapshot, analysis, CATALOGUE, seen, options_for(snapshot, VIEW))
    assert chart.grounds.lands["t0"].caption == "DEPARTMENT 0 · 1 OF 3 SYSTEMS"
    assert chart.boxes["t1"].subtitle.startswith("1 of 3 systems")
    none = compose(snapshot, analysis, CATALOGUE, {}, options_for(snapshot, VIEW))
    assert none.grounds.lands["t0"].caption == "DEPARTMENT 0 · 0 OF 3 SYSTEMS"
    assert none.boxes["t1"].subtitle.startswith("0 of 3 systems")


def test_a_count_stands_after_a_name_that_is_written_from_right_to_left():
    assert caption_of("מכירות", 3, 3) == "\u2068מכירות\u2069 · 3 SYSTEMS"
    assert caption_of("Sales", 1, 1) == "SALES · 1 SYSTEM"


def test_territories_hold_until_another_layout_puts_cards_on_others_land():
    document = estate([0, 0, 0, 1, 1, 1], [None, None], [])
    snapshot = document.snapshot()
    boxes = boxes_where_they_stand(snapshot, VIEW)
    assert boxes
    edits.show_ground(document, VIEW, Ground.TERRITORIES, boxes)
    assert still_hold(document.snapshot(), VIEW)
    there = {one.system: (one.x, one.y) for one in document.snapshot().placements.values()}
    swapped = {f"s{n}": there[f"s{(n + 3) % 6}"] for n in range(6)}
    edits.place(document, VIEW, swapped, "Arrange")
    assert not still_hold(document.snapshot(), VIEW)
