"""New views of part of the map by the dialog; systems added by the panel, ticked or dragged."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from isthmus.ui.canvas.drop import KNOWN_FORMAT
from isthmus.workspace import edits
from isthmus.workspace.neighbourhood import Direction, Kind
from isthmus.workspace.positions import placed, views_in_order
from support.harbour import system_id

LEFT = Qt.MouseButton.LeftButton
SPOT = QPointF(250, 620)


def ids(*names: str) -> set[str]:
    return {system_id(name) for name in names}


def on_view(window) -> set[str]:
    return set(placed(window.session.snapshot, window.session.view_id))


def around(window, system: str) -> set[str]:
    flows = window.session.snapshot.flows.values()
    return {f.target for f in flows if f.source == system} | {
        f.source for f in flows if f.target == system
    }


@pytest.fixture
def asked(harbour, dialog):
    harbour.canvas.select(ids("Segment"))
    harbour.actions_["view_around"].trigger()
    return dialog("new-view")


def made(harbour, qtbot, asked) -> None:
    count = len(harbour.session.snapshot.views)
    QTest.mouseClick(asked.make, LEFT)
    qtbot.waitUntil(lambda: len(harbour.session.snapshot.views) > count)


def test_the_selection_and_its_neighbours_keep_their_places(harbour, qtbot, asked) -> None:
    segment = system_id("Segment")
    before, places = harbour.session.snapshot, placed(harbour.session.snapshot)
    assert asked.name.text() == "Around Segment"
    expected = {segment} | around(harbour, segment)
    assert asked.systems == expected
    assert f"{len(expected)} systems" in asked.count.text()
    asked.arrange.click()
    made(harbour, qtbot, asked)
    assert harbour.views.current.name == "Around Segment"
    assert on_view(harbour) == expected
    here = placed(harbour.session.snapshot, harbour.session.view_id)
    assert here == {key: places[key] for key in expected}
    harbour.actions_["undo"].trigger()
    assert harbour.session.snapshot.same_content(before)


def test_depth_direction_and_kinds_are_counted_as_they_are_chosen(harbour, asked) -> None:
    segment = system_id("Segment")
    asked.depths[0].click()
    assert asked.systems == {segment}
    assert asked.count.text() == "Will hold 1 system and 0 flows"
    asked.depths[2].click()
    two = {segment} | around(harbour, segment)
    two |= {other for one in two for other in around(harbour, one)}
    assert asked.systems == two
    asked.directions[Direction.UPSTREAM].click()
    asked.depths[1].click()
    flows = harbour.session.snapshot.flows.values()
    assert asked.systems == {segment} | {f.source for f in flows if f.target == segment}
    for kind in Kind:
        asked.kinds[kind].setChecked(False)
    assert asked.systems == {segment}


def test_a_whole_island(harbour, qtbot, dialog) -> None:
    harbour.canvas.select(ids("Typeform"))
    harbour.actions_["view_around"].trigger()
    asked = dialog("new-view")
    asked.depths[0].click()
    asked.island.click()
    assert asked.systems == ids("Mailchimp", "Typeform", "Airtable")


def test_arranged_anew_nothing_covers_anything(harbour, qtbot, asked) -> None:
    asked.depths[3].click()
    assert asked.arrange.isChecked()
    made(harbour, qtbot, asked)
    cards = [card.box for card in harbour.canvas._board.chart.cards.values()]
    assert len(cards) > 5
    for number, one in enumerate(cards):
        for other in cards[:number]:
            apart = one.right <= other.x or other.right <= one.x
            assert apart or one.bottom <= other.y or other.bottom <= one.y


def test_a_view_of_the_opened_finding(harbour, qtbot, dialog) -> None:
    assert not harbour.actions_["view_of_finding"].isEnabled()
    finding = harbour.session.analysis.findings[0]
    harbour.findings.open_finding(finding.key)
    harbour.actions_["view_of_finding"].trigger()
    asked = dialog("new-view")
    ends = {end for one in finding.closes_with for end in (one.source, one.target)}
    assert asked.systems == {*finding.systems, *ends}
    made(harbour, qtbot, asked)
    assert on_view(harbour) == {*finding.systems, *ends}


# --- the panel of what is not on the view --------------------------------------------------------


@pytest.fixture
def panel(harbour):
    view = edits.add_view(harbour.session.document, "Few", {system_id("Okta"): (0.0, 0.0)})
    harbour.views.show(view.id)
    harbour.activateWindow()
    harbour.actions_["bring_in"].trigger()
    assert harbour.bring_panel.isVisible()
    return harbour.bring_panel


def offered(panel) -> list[str]:
    model = panel.ticks.model
    return [model.choice(model.index(row)).key for row in range(model.rowCount())]


def test_what_is_ticked_is_added_as_one_step(harbour, panel) -> None:
    assert len(offered(panel)) == 14
    assert not panel.add.isEnabled()
    QTest.keyClicks(panel.ticks.field, "stri")
    QTest.keyClick(panel.ticks.field, Qt.Key.Key_Return)
    panel.ticks.field.clear()
    QTest.keyClicks(panel.ticks.field, "snow")
    QTest.keyClick(panel.ticks.field, Qt.Key.Key_Return)
    assert panel.add.text() == "Add 2"
    steps = len(harbour.session.document.done)
    QTest.mouseClick(panel.add, LEFT)
    assert on_view(harbour) == ids("Okta", "Stripe", "Snowflake")
    assert len(harbour.session.document.done) == steps + 1
    assert len(offered(panel)) == 12
    assert not panel.add.isEnabled()
    harbour.actions_["undo"].trigger()
    assert on_view(harbour) == ids("Okta")
    assert len(offered(panel)) == 14


def test_rows_are_dragged_onto_the_map(harbour, panel) -> None:
    model = panel.ticks.model
    row = offered(panel).index(system_id("Stripe"))
    data = model.mimeData([model.index(row)])
    assert data.hasFormat(KNOWN_FORMAT)
    event = QDropEvent(SPOT, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    harbour.canvas.dropEvent(event)
    assert on_view(harbour) == ids("Okta", "Stripe")
    box = harbour.canvas._board.chart.cards[system_id("Stripe")].box
    at = harbour.canvas.camera().to_scene(SPOT)
    assert box.contains(at.x(), at.y())


def test_a_drag_of_nonsense_brings_nothing(harbour, panel) -> None:
    data = QMimeData()
    data.setData(KNOWN_FORMAT, b"\xff\xfe\nnobody\n" * 10)
    before = harbour.session.snapshot
    event = QDropEvent(SPOT, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    harbour.canvas.dropEvent(event)
    assert harbour.session.snapshot is before


def test_escape_closes_the_panel(harbour, panel) -> None:
    QTest.keyClick(panel.ticks.field, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_views_stand_in_the_order_of_their_tabs(harbour, panel) -> None:
    assert [view.name for view in views_in_order(harbour.session.snapshot)] == ["Map", "Few"]
