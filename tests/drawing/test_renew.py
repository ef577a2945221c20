"""A renewed chart says what a fresh one says; only ways that nothing touched may differ."""

from dataclasses import replace

import pytest

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose
from isthmus.drawing.renew import renew
from isthmus.drawing.retouch import Drawn
from isthmus.model.document import Document
from isthmus.model.records import Flow, Lifecycle, MapInfo, System
from isthmus.model.viewing import Placement
from support.harbour import harbour_id, harbour_vale, system_id


def places(document: Document) -> dict[str, tuple[float, float]]:
    return {p.system: (p.x, p.y) for p in document.snapshot().placements.values()}


def fresh(document: Document) -> Chart:
    snapshot, catalogue = document.snapshot(), load_catalogue()
    return compose(snapshot, check(snapshot, catalogue), catalogue, places(document))


def renewed(before: Chart, document: Document, touched: set[str]) -> Chart:
    snapshot, catalogue = document.snapshot(), load_catalogue()
    analysis = check(snapshot, catalogue)
    return renew(before, snapshot, analysis, catalogue, places(document), touched=touched)


def test_with_nothing_touched_nothing_changes():
    document = harbour_vale()
    chart = fresh(document)
    again = renewed(chart, document, set())
    assert again.flows == chart.flows
    assert again.cards == chart.cards
    assert again.coasts == chart.coasts
    assert again.bounds == chart.bounds


def test_a_new_name_shows_and_every_flow_stays():
    document = harbour_vale()
    chart = fresh(document)
    with document.edit("Rename") as tx:
        tx.change(System, system_id("Okta"), name="Auth0")
    again = renewed(chart, document, set())
    assert again.cards[system_id("Okta")].title == "Auth0"
    assert all(again.flows[key] is chart.flows[key] for key in chart.flows)


def test_a_new_flow_is_drawn_beside_those_that_stay():
    document = harbour_vale()
    chart = fresh(document)
    ends = {system_id("Typeform"), system_id("Okta")}
    with document.edit("Draw") as tx:
        tx.put(Flow(id="new", source=system_id("Typeform"), target=system_id("Okta")))
    again = renewed(chart, document, ends)
    assert again.flows.keys() == fresh(document).flows.keys()
    assert again.coasts == fresh(document).coasts
    for key, flow in chart.flows.items():
        if ends.isdisjoint((flow.source, flow.target)):
            assert again.flows[key] is flow


def test_what_is_deleted_is_gone():
    document = harbour_vale()
    chart = fresh(document)
    with document.edit("Delete") as tx:
        tx.delete(System, system_id("Segment"))
    again = renewed(chart, document, {system_id("Segment")})
    assert again.cards.keys() == fresh(document).cards.keys()
    assert again.flows.keys() == fresh(document).flows.keys()


def test_where_much_is_touched_all_is_composed_anew():
    document = harbour_vale()
    chart = fresh(document)
    with document.edit("Move") as tx:
        for one in tx.all(Placement):
            tx.put(replace(one, x=one.x * 1.5))
    again = renewed(chart, document, set(chart.cards))
    assert again.flows == fresh(document).flows


@pytest.mark.parametrize("name", ["Okta", "Hootsuite"])
def test_a_moved_card_takes_its_flows_along(name):
    document = harbour_vale()
    chart = fresh(document)
    with document.edit("Move") as tx:
        tx.change(Placement, harbour_id("placements", name), x=1200.0, y=40.0)
    again = renewed(chart, document, {system_id(name)})
    assert again.cards[system_id(name)].box.x == 1200.0
    for key, flow in fresh(document).flows.items():
        if system_id(name) in (flow.source, flow.target):
            assert again.flows[key].steps != chart.flows[key].steps


def drawn(document: Document) -> Drawn:
    snapshot = document.snapshot()
    return Drawn(snapshot, check(snapshot, load_catalogue()))


def retouched(chart: Chart, since: Drawn, document: Document) -> Chart:
    now = drawn(document)
    return renew(
        chart, now.snapshot, now.analysis, load_catalogue(), places(document), touched=(),
        since=since,
    )  # fmt: skip


def test_an_edit_that_shows_nowhere_leaves_the_very_same_chart():
    document = harbour_vale()
    chart, since = fresh(document), drawn(document)
    with document.edit("Say more") as tx:
        tx.change(System, system_id("Okta"), description="Signs people in", users=12)
    assert retouched(chart, since, document) is chart


@pytest.mark.parametrize(
    ("system", "values"),
    [
        ("Okta", {"name": "Auth0"}),
        ("Okta", {"category": "crm"}),
        ("Mailchimp", {"it_steward": "Ana Ruiz"}),
        ("Mailchimp", {"backbone": True}),
        ("Airtable", {"annual_cost": None}),
        ("Typeform", {"lifecycle": Lifecycle.RETIRED}),
    ],
)
def test_what_is_drawn_anew_is_what_a_fresh_chart_shows(system, values):
    document = harbour_vale()
    chart, since = fresh(document), drawn(document)
    with document.edit("Change") as tx:
        tx.change(System, system_id(system), **values)
    again, wanted = retouched(chart, since, document), fresh(document)
    assert again is not chart
    assert list(again.cards.items()) == list(wanted.cards.items())
    assert again.coasts == wanted.coasts
    assert again.bounds == wanted.bounds
    assert again.flows is chart.flows
    owners = {key: again.index.owner[row] for key, row in again.index.rows.items()}
    assert owners == {key: wanted.index.owner[row] for key, row in wanted.index.rows.items()}


def test_another_currency_is_written_on_every_coast():
    document = harbour_vale()
    chart, since = fresh(document), drawn(document)
    with document.edit("Change the currency") as tx:
        tx.change(MapInfo, "map", currency="USD")
    again = retouched(chart, since, document)
    assert again.coasts == fresh(document).coasts
    assert again.coasts != chart.coasts
