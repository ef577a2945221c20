from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis, Island, IslandKind, Metrics
from isthmus.drawing.captions import captions
from isthmus.drawing.chart import Chart, FlowLook
from isthmus.drawing.compose import compose, recompose
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.shores import caption_box
from isthmus.drawing.wires import data_label
from isthmus.layout import pulse
from isthmus.layout.arrange import arrange
from isthmus.layout.geometry import Box
from isthmus.layout.pulse import Pulse
from isthmus.layout.sides import sides_of
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowMethod, FlowState, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import FlowLabel, View
from support.maps import catalogue, company, drawn, harbour, islands, overlap
from support.quality import lines_of, lines_over_cards

MISSING = [("Mailchimp", "Marketo"), ("Hootsuite", "Segment")]


def chart_of(snapshot: Snapshot, options: ChartOptions | None = None) -> Chart:
    analysis = islands(snapshot, MISSING if options and options.missing else ())
    positions = arrange(snapshot, analysis)
    return compose(snapshot, analysis, catalogue(), positions, options or ChartOptions())


def id_of(snapshot: Snapshot, name: str) -> str:
    return next(key for key, system in snapshot.systems.items() if system.name == name)


def inside(a: Box, b: Box) -> bool:
    return a.x >= b.x and a.y >= b.y and a.right <= b.right and a.bottom <= b.bottom


def test_a_card_shows_name_category_tint_and_flag() -> None:
    snapshot = harbour()
    chart = chart_of(snapshot)
    card = chart.cards[id_of(snapshot, "Mailchimp")]
    assert (card.title, card.subtitle, card.glyph) == ("Mailchimp", "Email campaigns", "M")
    assert (card.tint, card.flagged) == ("plum", True)
    assert not chart.cards[id_of(snapshot, "Okta")].flagged
    assert [card.title for card in chart.cards.values()] == sorted(
        (system.name for system in snapshot.systems.values()), key=str.casefold
    )


def test_a_waived_finding_raises_no_flag() -> None:
    snapshot = harbour()
    analysis = islands(snapshot)
    waived = replace(
        analysis, findings=tuple(replace(each, waived=True) for each in analysis.findings)
    )
    chart = compose(snapshot, waived, catalogue(), arrange(snapshot, waived))
    assert not any(card.flagged for card in chart.cards.values())


def test_only_systems_with_a_position_are_drawn_and_their_flows() -> None:
    snapshot = harbour()
    analysis = islands(snapshot)
    positions = arrange(snapshot, analysis)
    del positions[id_of(snapshot, "Salesforce")]
    chart = compose(snapshot, analysis, catalogue(), positions)
    assert len(chart.cards) == 14
    assert len(chart.flows) == 14 - 5
    assert compose(snapshot, analysis, catalogue(), {}).cards == {}


def test_everything_lies_within_the_bounds() -> None:
    chart = chart_of(company(40))
    assert all(inside(card.box, chart.bounds) for card in chart.cards.values())
    for flow in chart.flows.values():
        assert flow.label_box is None or inside(flow.label_box, chart.bounds)
    for coast in chart.coasts:
        assert chart.bounds.contains(*coast.caption_at)


def test_flows_look_as_their_state_and_method_say() -> None:
    document = Document()
    a, b = System(name="A"), System(name="B")
    looks = {
        FlowLook.LIVE: Flow(source=a.id, target=b.id),
        FlowLook.FILE: Flow(source=a.id, target=b.id, method=FlowMethod.FILE),
        FlowLook.MANUAL: Flow(source=a.id, target=b.id, method=FlowMethod.MANUAL),
        FlowLook.PLANNED: Flow(source=a.id, target=b.id, state=FlowState.PLANNED),
        FlowLook.RETIRED: Flow(source=a.id, target=b.id, state=FlowState.RETIRED),
    }
    with document.edit("Draw") as tx:
        for record in (a, b, *looks.values()):
            tx.put(record)
    chart = chart_of(document.snapshot())
    assert {look: chart.flows[flow.id].look for look, flow in looks.items()} == {
        look: look for look in looks
    }


def test_missing_flows_are_drawn_where_a_finding_is_shown() -> None:
    snapshot = harbour()
    analysis = islands(snapshot, MISSING)
    shown = tuple(finding for finding in analysis.findings if finding.closes_with)
    positions = arrange(snapshot, analysis)
    chart = compose(snapshot, analysis, catalogue(), positions, ChartOptions(missing=shown))
    drawn = [flow for flow in chart.flows.values() if flow.look is FlowLook.MISSING]
    assert [flow.key for flow in drawn] == [f"{finding.key}#1" for finding in shown]
    assert {flow.label for flow in drawn} == {"Contacts, consent"}


def test_a_map_that_records_no_flow_has_no_coasts_and_no_flags() -> None:
    document = Document()
    systems = [System(name=name) for name in "ABC"]
    with document.edit("Draw") as tx:
        for system in systems:
            tx.put(system)
    snapshot = document.snapshot()
    analysis = check(snapshot, catalogue())
    positions = arrange(snapshot, analysis)
    chart = compose(snapshot, analysis, catalogue(), positions)
    assert chart.coasts == ()
    assert not any(card.flagged for card in chart.cards.values())
    moved = recompose(chart, snapshot, analysis, {systems[0].id: (900.0, 900.0)})
    assert moved.coasts == ()


def test_labels_say_data_method_or_nothing() -> None:
    snapshot = harbour()
    labels = {
        kind: {
            flow.label
            for flow in chart_of(
                snapshot, ChartOptions(view=View(name="Map", labels=kind))
            ).flows.values()
        }
        for kind in FlowLabel
    }
    assert {"Lead", "Sign-in"} <= labels[FlowLabel.DATA]
    assert {"API", "ETL", "By hand"} <= labels[FlowLabel.METHOD]
    assert labels[FlowLabel.NONE] == {""}


def test_labels_stand_off_cards_captions_and_each_other() -> None:
    chart = chart_of(company(60))
    labels = [flow.label_box for flow in chart.flows.values() if flow.label_box]
    assert len(labels) > 0.8 * sum(1 for flow in chart.flows.values())
    assert not any(overlap(a, b) for a, b in combinations(labels, 2))
    assert not any(overlap(a, card.box) for a in labels for card in chart.cards.values())


@pytest.mark.parametrize(
    ("names", "room", "label"),
    [
        (["Contacts", "Consent"], 132, "Contacts, consent"),
        (["Contacts", "VAT number"], 132, "Contacts, VAT number"),
        (["Contacts", "Consent", "Orders"], 66, "Contacts +2"),
        (["Product catalogue"], 60, "Product c…"),
        (["<b>Orders</b>"], 132, "<b>Orders</b>"),
    ],
)
def test_data_objects_as_a_label(names: list[str], room: float, label: str) -> None:
    assert data_label(names, room) == label


@pytest.mark.parametrize(
    ("kind", "count", "spend", "text"),
    [
        (IslandKind.MAINLAND, 11, 9, "MAINLAND · 11 SYSTEMS"),
        (IslandKind.MAINLAND, 1, 0, "MAINLAND · 1 SYSTEM"),
        (IslandKind.ROGUE, 3, 84_000, "ROGUE ISLAND · 3 SYSTEMS · €84k outside IT"),
        (IslandKind.ROGUE, 2, 0, "ROGUE ISLAND · 2 SYSTEMS"),
        (IslandKind.ROGUE, 1, 900, "ROGUE ISLET"),
        (IslandKind.ISLAND, 4, 900, "ISLAND · 4 SYSTEMS"),
        (IslandKind.ISLAND, 1, 0, "ISLET"),
        (IslandKind.TIDAL, 2, 0, "TIDAL ISLAND · 2 SYSTEMS"),
    ],
)
def test_captions(kind: IslandKind, count: int, spend: int, text: str) -> None:
    island = Island("k", kind, tuple(str(k) for k in range(count)), Decimal(spend))
    assert captions(island, "EUR", count)[0] == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (IslandKind.MAINLAND, "MAINLAND · 2 OF 1,048 SYSTEMS"),
        (IslandKind.ROGUE, "ROGUE ISLAND · 2 OF 1,048 SYSTEMS"),
    ],
)
def test_the_caption_of_an_island_in_part_counts_what_is_drawn(kind: IslandKind, text: str) -> None:
    island = Island("k", kind, tuple(str(k) for k in range(1048)), Decimal(9))
    assert captions(island, "EUR", 2)[0] == text


def test_a_view_of_part_of_an_island_says_so() -> None:
    snapshot = harbour()
    analysis = islands(snapshot)
    some = analysis.islands[0].systems[:2]
    positions = {key: (300.0 * n, 0.0) for n, key in enumerate(some)}
    chart = compose(snapshot, analysis, catalogue(), positions, ChartOptions())
    count = len(analysis.islands[0].systems)
    assert [coast.caption for coast in chart.coasts] == [f"MAINLAND · 2 OF {count} SYSTEMS"]


def test_a_long_name_takes_two_lines_before_it_is_cut() -> None:
    document = Document()
    names = ["Human Resources Payroll Administration", "X" * 80, "CRM"]
    with document.edit("Draw") as tx:
        for name in names:
            tx.put(System(name=name))
    cards = {c.glyph: c for c in chart_of(document.snapshot()).cards.values()}
    assert (cards["H"].title, cards["H"].second) == ("Human Resources", "Payroll Administration")
    assert cards["X"].title.endswith("…")
    assert cards["C"].second == ""


def test_a_drag_is_drawn_as_a_fresh_chart_would_be() -> None:
    snapshot = harbour()
    analysis = islands(snapshot)
    positions = arrange(snapshot, analysis)
    before = compose(snapshot, analysis, catalogue(), positions)
    moved = {id_of(snapshot, "Hootsuite"): (-500.0, 40.0)}
    after = recompose(before, snapshot, analysis, moved)
    fresh = compose(snapshot, analysis, catalogue(), positions | moved)
    assert after.cards == fresh.cards
    assert after.coasts == fresh.coasts
    assert after.flows == fresh.flows == before.flows
    assert inside(fresh.bounds, after.bounds)


def test_a_drag_takes_its_flows_along_and_leaves_the_others() -> None:
    snapshot = harbour()
    analysis = islands(snapshot)
    positions = arrange(snapshot, analysis)
    before = compose(snapshot, analysis, catalogue(), positions)
    tableau = id_of(snapshot, "Tableau")
    x, y = positions[tableau]
    after = recompose(before, snapshot, analysis, {tableau: (x + 90, y + 60)})
    changed = {key for key, flow in after.flows.items() if flow != before.flows[key]}
    assert changed == {
        key for key, flow in before.flows.items() if tableau in (flow.source, flow.target)
    }
    flow = after.flows[changed.pop()]
    assert flow.steps[-1][1][-2:] != before.flows[flow.key].steps[-1][1][-2:]


def test_a_map_that_was_not_analysed_has_no_coasts() -> None:
    snapshot = harbour()
    nothing = Analysis(0, (), (), Metrics())
    chart = compose(snapshot, nothing, catalogue(), arrange(snapshot, nothing))
    assert chart.coasts == ()
    assert len(chart.cards) == 15


def test_ids_do_not_matter_to_what_is_drawn() -> None:
    """The same company drawn twice has other ids, and the same picture."""
    pictures = []
    for _ in range(2):
        chart = chart_of(company(60))
        steps = [flow.steps for flow in chart.flows.values()]
        labels = [(flow.label, flow.label_box) for flow in chart.flows.values()]
        pictures.append((steps, labels, [c.steps for c in chart.coasts], chart.bounds))
    assert pictures[0] == pictures[1]


def test_a_card_dragged_into_other_land_gets_a_bay_at_once() -> None:
    snapshot = harbour()
    analysis = islands(snapshot)
    positions = arrange(snapshot, analysis)
    before = compose(snapshot, analysis, catalogue(), positions)
    salesforce = positions[id_of(snapshot, "Salesforce")]
    moved = {id_of(snapshot, "Hootsuite"): (salesforce[0] - 300, salesforce[1] - 130)}
    after = recompose(before, snapshot, analysis, moved)
    fresh = compose(snapshot, analysis, catalogue(), positions | moved)
    assert after.coasts == fresh.coasts
    assert after.coasts[0] != before.coasts[0]


def test_a_chart_that_compose_did_not_make_cannot_be_recomposed() -> None:
    snapshot = harbour()
    with pytest.raises(ValueError, match="compose made"):
        recompose(Chart(Box(0, 0, 1, 1)), snapshot, islands(snapshot), {})


def test_no_flow_runs_over_a_card_of_an_arranged_map() -> None:
    chart = chart_of(company(60))
    cards = sides_of(card.box for card in chart.cards.values())
    assert lines_over_cards(lines_of(chart), cards) == 0


def two_islands() -> tuple[Snapshot, Analysis]:
    """A mainland and two rogue islands, of two systems each."""
    snapshot = drawn("ABCDEF", [(0, 1), (2, 3), (4, 5)], seed=1)
    analysis = islands(snapshot)
    kinds = (IslandKind.MAINLAND, IslandKind.ROGUE, IslandKind.ROGUE)
    renamed = tuple(
        replace(one, kind=kind, spend_outside=Decimal(84_000))
        for one, kind in zip(analysis.islands, kinds, strict=True)
    )
    return snapshot, replace(analysis, islands=renamed)


def side_by_side(analysis: Analysis, apart: float) -> dict[str, tuple[float, float]]:
    """The mainland far off, the islands that far apart, each in a column."""
    mainland, left, right = (one.systems for one in analysis.islands)
    places = {}
    for systems, x, y in ((mainland, 0, -900), (left, 0, 0), (right, 172 + apart, 0)):
        for row, system in enumerate(systems):
            places[system] = (float(x), float(y + 80 * row))
    return places


@pytest.mark.parametrize(
    ("apart", "caption"),
    [
        (70, "ROGUE ISLAND · 2 SYSTEMS"),
        (600, "ROGUE ISLAND · 2 SYSTEMS · €84k outside IT"),
    ],
)
def test_a_caption_is_as_long_as_its_neighbours_leave_room_for(apart: float, caption: str) -> None:
    snapshot, analysis = two_islands()
    chart = compose(snapshot, analysis, catalogue(), side_by_side(analysis, apart))
    _, left, right = chart.coasts
    assert left.caption == caption
    assert caption_box(left).right < caption_box(right).x
    assert right.caption.endswith("outside IT")


def test_a_drag_shortens_captions_as_it_comes_near_and_lengthens_them_again() -> None:
    snapshot, analysis = two_islands()
    places = side_by_side(analysis, 600)
    chart = compose(snapshot, analysis, catalogue(), places)
    for apart in (70, 600, 90):
        there = side_by_side(analysis, apart)
        moved = {system: there[system] for system in analysis.islands[2].systems}
        chart = recompose(chart, snapshot, analysis, moved)
        whole = compose(snapshot, analysis, catalogue(), places | moved)
        assert [one.caption for one in chart.coasts] == [one.caption for one in whole.coasts]


def test_captions_of_a_company_keep_off_the_cards_and_each_other() -> None:
    chart = chart_of(company(120, cut_off=0.4))
    boxes = [caption_box(coast) for coast in chart.coasts]
    assert len(boxes) > 5
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert not any(overlap(a, card.box) for a in boxes for card in chart.cards.values())


def test_drawing_tells_how_far_it_is_and_ends_where_it_is_told_to(monkeypatch) -> None:
    monkeypatch.setattr(pulse, "_EVERY", 0.0)
    snapshot = company(60)
    analysis = islands(snapshot)
    positions = arrange(snapshot, analysis)
    told: list[float] = []
    compose(snapshot, analysis, catalogue(), positions, pulse=Pulse(told.append))
    assert told == sorted(told)
    assert 0.0 <= told[0] < 0.1
    assert 0.5 < told[-1] <= 1.0

    def stop(part: float) -> None:
        if part > 0.4:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        compose(snapshot, analysis, catalogue(), positions, pulse=Pulse(stop))
