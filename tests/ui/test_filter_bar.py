"""The filter bar by real keys and clicks: what passes, what it shows, one undo step an act."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.drawing.filtering import NOTHING
from isthmus.model.records import Department, System
from isthmus.ui.canvas.layers import Layer
from isthmus.workspace import edits
from support.harbour import system_id

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(harbour):
    harbour.activateWindow()
    harbour.actions_["filter"].trigger()
    assert harbour.filter_bar.isVisible()
    return harbour.filter_bar


def view(window):
    return window.session.snapshot.views[window.session.view_id]


def steps(window) -> int:
    return len(window.session.document.done)


def in_focus(window) -> set[str]:
    """Names of the systems that do not fade."""
    systems = window.session.snapshot.systems
    return {systems[key].name for key in window.canvas._scene.focus if key in systems}


def cards(window) -> set[str]:
    systems = window.session.snapshot.systems
    return {systems[key].name for key in window.canvas._board.chart.cards}


def type_text(qtbot, window, text: str) -> None:
    QTest.keyClicks(window.filter_bar.field, text)
    qtbot.wait(120)


def click(button) -> None:
    QTest.mouseClick(button, LEFT)


def test_typing_fades_what_does_not_pass_and_moves_nothing(harbour, bar, qtbot) -> None:
    chart, before = harbour.canvas._board.chart, steps(harbour)
    type_text(qtbot, harbour, "SALESF")
    assert in_focus(harbour) == {"Salesforce"}
    assert harbour.canvas._board.chart is chart, "no flow is routed again"
    assert bar.count.text() == "1 of 15"
    assert steps(harbour) == before, "no undo step a keystroke"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert view(harbour).filter_text == "SALESF"
    assert steps(harbour) == before + 1
    assert in_focus(harbour) == {"Salesforce"}
    assert harbour.canvas._board.chart is chart
    harbour.actions_["undo"].trigger()
    assert view(harbour).filter_text == ""
    assert in_focus(harbour) == set()
    assert bar.field.text() == ""


def test_coasts_are_quiet_while_a_filter_lets_cards_fade(harbour, bar, qtbot) -> None:
    scene = harbour.canvas._scene
    assert not scene.filtered
    type_text(qtbot, harbour, "marketo")
    qtbot.waitUntil(lambda: scene.filtered)
    assert scene._opacity(Layer.COASTS, faded=True) < 1.0
    click(bar.switches["filter_hides"])
    qtbot.waitUntil(lambda: not scene.filtered)
    assert scene._opacity(Layer.COASTS, faded=True) == 1.0


def test_what_passes_nothing_fades_everything(harbour, bar, qtbot) -> None:
    type_text(qtbot, harbour, "nowhere")
    assert harbour.canvas._scene.focus == NOTHING
    assert bar.count.text() == "0 of 15"


def test_escape_clears_and_closes_as_one_step(harbour, bar, qtbot) -> None:
    type_text(qtbot, harbour, "sap")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    before = steps(harbour)
    type_text(qtbot, harbour, " and more")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view(harbour).filter_text == ""
    assert steps(harbour) == before + 1
    assert in_focus(harbour) == set()
    harbour.actions_["undo"].trigger()
    assert bar.isVisible()
    assert bar.field.text() == "sap"


def test_escape_from_what_is_only_typed_leaves_no_step(harbour, bar, qtbot) -> None:
    before = steps(harbour)
    type_text(qtbot, harbour, "sap")
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert steps(harbour) == before
    assert in_focus(harbour) == set()
    assert harbour.canvas.passing() is None


def test_hiding_takes_cards_and_flows_away_and_brings_them_back(harbour, bar, qtbot) -> None:
    all_cards = cards(harbour)
    type_text(qtbot, harbour, "crm")
    click(bar.switches["filter_hides"])
    assert view(harbour).filter_hides
    assert cards(harbour) == {"Salesforce"}
    assert harbour.canvas._board.chart.flows == {}
    assert len(harbour.canvas.on_view()) == 15
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert cards(harbour) == all_cards
    assert view(harbour).filter_hides, "how it hides is remembered"


def test_no_flows_and_findings(harbour, bar) -> None:
    click(bar.switches["filter_no_flows"])
    assert in_focus(harbour) == {"Hootsuite"}
    assert bar.switches["filter_no_flows"].text() == "✓ No flows"
    click(bar.switches["filter_no_flows"])
    click(bar.switches["filter_findings"])
    snapshot, found = harbour.session.snapshot, harbour.session.analysis.findings
    flagged = {snapshot.systems[key].name for one in found for key in one.systems}
    assert in_focus(harbour) == flagged


def test_departments_are_ticked_in_a_list_and_taken_out_by_their_chips(harbour, bar) -> None:
    document = harbour.session.document
    with document.edit("Departments") as tx:
        top = tx.put(Department(name="Aardvark"))
        below = tx.put(Department(name="Below", parent=top.id))
        tx.change(System, system_id("Okta"), department=top.id)
        tx.change(System, system_id("Stripe"), department=below.id)
    click(bar.lists["filter_departments"])
    popup = bar.popup
    assert popup.isVisible()
    QTest.keyClicks(popup.ticks.field, "aard")
    QTest.keyClick(popup.ticks.field, Qt.Key.Key_Return)
    assert view(harbour).filter_departments == (top.id,)
    assert in_focus(harbour) == {"Okta", "Stripe"}
    popup.hide()
    chip = bar._chip_row.itemAt(0).widget()
    assert chip.text() == "Aardvark  ×"
    click(chip)
    assert view(harbour).filter_departments == ()
    assert in_focus(harbour) == set()


def test_categories_and_lens_values_are_ticked_by_clicks(harbour, bar) -> None:
    click(bar.lists["filter_categories"])
    model = bar.popup.ticks.model
    texts = [model.choice(model.index(row)).text for row in range(model.rowCount())]
    row = texts.index("CRM and demand generation")
    spot = bar.popup.ticks.list.visualRect(model.index(row)).center()
    bar.popup.ticks.list.scrollTo(model.index(row))
    spot = bar.popup.ticks.list.visualRect(model.index(row)).center()
    QTest.mouseClick(bar.popup.ticks.list.viewport(), LEFT, pos=spot)
    assert view(harbour).filter_categories == ("crm",)
    assert in_focus(harbour) == {"Salesforce"}
    bar.popup.hide()
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    harbour.actions_["filter"].trigger()
    edits.set_fields(
        harbour.session.document, type(view(harbour)), harbour.session.view_id, lens="department"
    )
    assert bar.lists["filter_values"].text() == "Department ▾"
    click(bar.lists["filter_values"])
    QTest.keyClick(bar.popup.ticks.field, Qt.Key.Key_Return)
    assert len(view(harbour).filter_values) == 1
    assert in_focus(harbour)


def test_a_filter_is_the_views_own_and_comes_back_with_it(harbour, bar, qtbot) -> None:
    other = edits.add_view(harbour.session.document, "Other", {system_id("Okta"): (0, 0)})
    type_text(qtbot, harbour, "sap")
    harbour.views.show(other.id)
    assert not bar.isVisible()
    assert in_focus(harbour) == set()
    harbour.views.step(1)
    assert bar.isVisible()
    assert bar.field.text() == "sap"
    assert in_focus(harbour) == {"SAP S/4HANA"}


def test_what_passes_is_selected_at_once(harbour, bar, qtbot) -> None:
    type_text(qtbot, harbour, "okta")
    click(bar.select)
    assert harbour.canvas.selection() == {system_id("Okta")}


def test_an_edit_that_makes_a_system_pass_shows_it(harbour, bar, qtbot) -> None:
    edits.set_filter(
        harbour.session.document,
        harbour.session.view_id,
        {"filter_text": "zebra", "filter_hides": True},
    )
    assert cards(harbour) == set()
    edits.rename(harbour.session.document, System, system_id("Okta"), "Zebra SSO")
    assert cards(harbour) == {"Zebra SSO"}
    harbour.actions_["undo"].trigger()
    assert cards(harbour) == set()
    assert bar.count.text() == "0 of 15"


def test_the_lists_count_the_systems_of_the_view(harbour) -> None:
    harbour.actions_["new_view"].trigger()
    harbour.canvas.bring_in({system_id("Segment")})
    harbour.actions_["filter"].trigger()
    owner = harbour.session.snapshot.systems[system_id("Segment")].department
    counts = {one.key: one.detail for one in harbour.filtering._choices("filter_departments")}
    assert counts[owner] == "1"
    assert set(counts.values()) == {"0", "1"}
    assert len(harbour.filtering._choices("filter_categories")) == 1


def test_a_fitted_map_makes_room_for_the_bar_and_takes_it_back(harbour, qtbot) -> None:
    canvas = harbour.canvas
    canvas._navigator.fit(at_once=True)
    before = canvas.stage.camera
    harbour.actions_["filter"].trigger()
    bar = harbour.filter_bar
    qtbot.waitUntil(lambda: canvas._navigator._glide.aim != before)
    qtbot.waitUntil(lambda: canvas.stage.camera == canvas._navigator._glide.aim)
    tops = [canvas.stage.card_on_screen(key).top() for key in canvas._board.chart.cards]
    assert min(tops) > bar.geometry().bottom()
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: canvas.stage.camera == before)
