"""The stress test by real keys and clicks: what falls, said in words and on the map."""

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from isthmus.analysis.livemap import live_map
from isthmus.analysis.resilience.failing import failing
from isthmus.analysis.resilience.stress import stress
from isthmus.model.document import Document
from isthmus.model.records import System
from isthmus.ui.canvas.menu import entries
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace import edits
from isthmus.workspace.sources import Opened
from support.harbour import system_id

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(harbour, qtbot):
    """The window with its map at rest."""
    harbour.activateWindow()
    harbour.canvas.fit()
    qtbot.wait(30)
    return harbour


def settled(qtbot, window) -> None:
    qtbot.waitUntil(
        lambda: not window.stress._latest.is_busy and not window.stress._again.isActive()
    )


def begin(qtbot, window, *names: str) -> None:
    window.canvas.select([system_id(name) for name in names])
    window.actions_["stress"].trigger()
    settled(qtbot, window)


def bar(window):
    return window.stress.sight.bar


def rows(window):
    return window.stress.sight.panel.list.rows.rows


def oracle(window, *names: str, flows=(), on=None):
    session = window.session
    systems = [system_id(name) for name in names]
    return stress(session.snapshot, session.catalogue, systems, flows, retired_on=on)


def struck(window):
    return window.canvas.stage.board.struck


def steps(window) -> int:
    return len(window.session.document.done)


def click_card(window, name: str) -> None:
    at = window.canvas.stage.card_on_screen(system_id(name)).center()
    QTest.mouseClick(window.canvas, LEFT, pos=at.toPoint())


def click_row(window, text: str) -> None:
    panel = window.stress.sight.panel.list
    place = next(n for n, row in enumerate(panel.rows.rows) if row.text == text)
    index = panel.rows.index(place)
    panel.scrollTo(index)
    QTest.mouseClick(panel.viewport(), LEFT, pos=panel.visualRect(index).center())


def test_it_begins_with_what_is_selected_and_says_what_the_analysis_says(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    test, found = oracle(shown, "Salesforce"), struck(shown)
    assert bar(shown).isVisible()
    assert bar(shown).summary.text().startswith("If Salesforce fails: ")
    assert f"{len(test.lost)} system" in bar(shown).summary.text()
    assert found.failed == {system_id("Salesforce")}
    assert found.cut == {*test.lost, *test.apart}
    touching = {
        flow.id
        for flow in shown.session.snapshot.flows.values()
        if system_id("Salesforce") in (flow.source, flow.target)
    }
    assert found.stopped <= touching
    named = {ident for row in rows(shown) for ident in row.ids}
    assert {*test.lost} <= named


def test_the_map_fades_but_for_what_falls(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    scene, found = shown.canvas._scene, struck(shown)
    systems = shown.session.snapshot.systems
    assert {
        key for key in scene.focus if key in systems
    } == found.failed | found.cut | found.by_hand
    assert found.stopped.isdisjoint(scene.focus), "what stops is struck, and fades"
    assert scene.filtered, "coasts keep back"


def test_escape_ends_it_with_everything_as_before(shown, qtbot) -> None:
    before, focus = steps(shown), shown.canvas._scene.focus
    tab, tabs = shown.tabs.currentIndex(), shown.tabs.count()
    begin(qtbot, shown, "Salesforce", "Segment")
    assert shown.canvas.selection() == frozenset()
    shown.canvas.setFocus()
    QTest.keyClick(shown.canvas, Qt.Key.Key_Escape)
    assert not shown.stress.is_on
    assert not bar(shown).isVisible()
    assert struck(shown) is None
    assert shown.canvas._scene.focus == focus
    assert shown.canvas.selection() == {system_id("Salesforce"), system_id("Segment")}
    assert (shown.tabs.currentIndex(), shown.tabs.count()) == (tab, tabs)
    assert steps(shown) == before, "nothing of the map is changed"


def test_clicks_add_to_what_fails_and_take_from_it(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    click_card(shown, "Segment")
    settled(qtbot, shown)
    assert set(shown.stress.failed) == {system_id("Salesforce"), system_id("Segment")}
    both = oracle(shown, "Salesforce", "Segment")
    assert struck(shown).cut == {*both.lost, *both.apart}
    click_card(shown, "Salesforce")
    settled(qtbot, shown)
    assert shown.stress.failed == (system_id("Segment"),)
    chip = bar(shown)._chip_row.itemAt(0).widget()
    assert chip.text() == "Segment  ×"
    QTest.mouseClick(chip, LEFT)
    settled(qtbot, shown)
    assert shown.stress.failed == ()
    assert shown.stress.sight.panel.title.text() == "Weak points"


def test_a_drag_moves_the_view_and_no_card(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    canvas, before, steps_before = shown.canvas, shown.canvas.camera(), steps(shown)
    at = canvas.stage.card_on_screen(system_id("Segment")).center().toPoint()
    QTest.mousePress(canvas, LEFT, pos=at)
    QTest.mouseMove(canvas, at + QPointF(60, 30).toPoint())
    QTest.mouseRelease(canvas, LEFT, pos=at + QPointF(60, 30).toPoint())
    assert canvas.camera() != before
    assert steps(shown) == steps_before
    assert shown.stress.failed == (system_id("Salesforce"),)
    QTest.mouseDClick(canvas, LEFT, pos=at)
    assert not canvas._editor.isVisible(), "nothing is renamed"


def test_a_flow_that_fails(shown, qtbot) -> None:
    snapshot = shown.session.snapshot
    flow = min(snapshot.flows)
    shown.canvas.select([flow])
    QTest.keyClick(shown.canvas, Qt.Key.Key_F7)
    settled(qtbot, shown)
    assert "the flow" in bar(shown).summary.text()
    assert flow in struck(shown).stopped
    assert struck(shown).cut == {
        *oracle(shown, flows=[flow]).lost,
        *oracle(shown, flows=[flow]).apart,
    }


def test_the_keyboard_alone_does_it_all(shown, qtbot) -> None:
    shown.canvas.setFocus()
    shown.canvas.select([system_id("Okta")])
    QTest.keyClick(shown.canvas, Qt.Key.Key_F7)
    settled(qtbot, shown)
    shown.canvas.setFocus()
    QTest.keyClick(shown.canvas, Qt.Key.Key_Home)
    chosen = set(shown.canvas.selection())
    QTest.keyClick(shown.canvas, Qt.Key.Key_Return)
    settled(qtbot, shown)
    assert set(shown.stress.failed) == {system_id("Okta")} ^ chosen
    before = steps(shown)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Right):
        QTest.keyClick(shown.canvas, key)
    assert steps(shown) == before, "no key changes the map"
    assert not shown.actions_["delete"].isEnabled()
    QTest.keyClick(shown.canvas, Qt.Key.Key_Escape)
    assert shown.actions_["delete"].isEnabled()


def test_retiring_asks_for_the_day(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    QTest.mouseClick(bar(shown).later, LEFT)
    settled(qtbot, shown)
    assert bar(shown).day.text(), "a day is suggested"
    bar(shown).day.setText("2027-03-01")
    QTest.keyClick(bar(shown).day, Qt.Key.Key_Return)
    settled(qtbot, shown)
    assert "is retired on 1 March 2027" in bar(shown).summary.text()
    on = oracle(shown, "Salesforce", on=date(2027, 3, 1))
    assert struck(shown).cut == {*on.lost, *on.apart}
    bar(shown).day.setText("soon")
    QTest.keyClick(bar(shown).day, Qt.Key.Key_Return)
    assert "Not a date" in bar(shown).problem.text()
    QTest.mouseClick(bar(shown).now, LEFT)
    settled(qtbot, shown)
    assert "fails" in bar(shown).summary.text()
    assert not bar(shown).problem.isVisible()


def test_weak_points_come_with_the_most_loss_first(shown, qtbot) -> None:
    shown.actions_["weak_points"].trigger()
    settled(qtbot, shown)
    session = shown.session
    found = failing(live_map(session.snapshot, session.catalogue, None))
    names = [f"If {found.live.name(cut.what)} fails" for cut in found.systems]
    listed = [row.text for row in rows(shown) if row.tests and row.text.startswith("If ")]
    assert listed[: len(names)] == names
    click_row(shown, names[0])
    settled(qtbot, shown)
    assert bar(shown).summary.text().startswith(names[0])
    assert len(shown.stress.failed) == 1
    assert not bar(shown).weak.isChecked()


def test_a_line_of_the_list_leads_there(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    row = next(row for row in rows(shown) if row.ids)
    click_row(shown, row.text)
    assert shown.canvas.selection() <= set(row.ids)
    assert shown.canvas.selection()
    assert shown.stress.is_on


def test_it_follows_edits_and_never_shows_what_is_stale(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    gone = next(iter(oracle(shown, "Salesforce").lost), system_id("Segment"))
    shown.session.edit(edits.delete, [gone])
    assert "has changed since" in bar(shown).summary.text()
    assert struck(shown).cut == frozenset()
    assert not any(row.ids for row in rows(shown))
    settled(qtbot, shown)
    test = oracle(shown, "Salesforce")
    assert struck(shown).cut == {*test.lost, *test.apart}
    assert gone not in struck(shown).cut
    shown.actions_["undo"].trigger()
    settled(qtbot, shown)
    again = oracle(shown, "Salesforce")
    assert struck(shown).cut == {*again.lost, *again.apart}


def test_what_fails_and_is_deleted_fails_no_more(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    shown.session.edit(edits.delete, [system_id("Salesforce")])
    settled(qtbot, shown)
    assert shown.stress.failed == ()
    assert shown.stress.is_on


def test_the_latest_choice_wins(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    for name in ("Segment", "Okta", "Segment", "Stripe"):
        shown.stress.toggle((system_id(name),))
    settled(qtbot, shown)
    test = oracle(shown, "Salesforce", "Okta", "Stripe")
    assert struck(shown).cut == {*test.lost, *test.apart}
    assert set(shown.stress.outcome.struck.failed) == set(shown.stress.failed)


def test_cancelling_says_so_and_f7_works_it_out_again(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    shown.stress.toggle((system_id("Segment"),))
    shown.stress._latest._job.cancel()
    assert "Stopped" in bar(shown).summary.text()
    qtbot.waitUntil(lambda: not shown.jobs.is_busy)
    assert shown.stress.outcome is None
    shown.actions_["stress"].trigger()
    settled(qtbot, shown)
    assert shown.stress.outcome is not None


def test_another_tool_or_another_map_ends_it(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    shown.canvas.set_tool(Tool.SYSTEM)
    assert not shown.stress.is_on
    shown.canvas.set_tool(Tool.SELECT)
    begin(qtbot, shown, "Salesforce")
    shown.session.workspace.adopt(Opened(Document()), is_saved=True)
    shown.session.adopt()
    assert not shown.stress.is_on
    assert not shown.actions_["stress"].isEnabled()
    assert struck(shown) is None


def test_the_menu_asks_what_if_and_in_a_test_offers_only_that(shown, qtbot) -> None:
    def words() -> list[str]:
        canvas = shown.canvas
        return [one.text for one in entries(canvas.stage, canvas._menu_actions(QPointF(5, 5)))]

    shown.canvas.select([system_id("Salesforce")])
    assert "What if this fails?" in words()
    shown.canvas.select([min(shown.session.snapshot.flows)])
    assert "What if this fails?" in words()
    begin(qtbot, shown, "Salesforce")
    shown.canvas.select([system_id("Segment")])
    assert [word for word in words() if word] == ["Let it fail too", "End the stress test"]
    shown.canvas.select([system_id("Salesforce")])
    assert words()[0] == "Let it stand again"


def test_a_map_without_weak_points_says_so(window, qtbot) -> None:
    document = Document()
    with document.edit("One") as tx:
        tx.put(System(name="Lone"))
    window.session.workspace.adopt(Opened(document), is_saved=True)
    window.session.adopt()
    qtbot.waitUntil(lambda: window.session.analysis is not None)
    window.actions_["weak_points"].trigger()
    settled(qtbot, window)
    assert rows(window) == ()
    assert "No single system or flow" in window.stress.sight.panel.hint.text()


def test_the_list_is_there_though_the_side_panel_was_hidden(shown, qtbot) -> None:
    shown.actions_["side"].trigger()
    assert not shown.tabs.isVisible()
    begin(qtbot, shown, "Salesforce")
    assert not shown.tabs.isVisible(), "the bar tells it in words"
    QTest.mouseClick(bar(shown).details, LEFT)
    assert shown.tabs.isVisible()
    assert shown.actions_["side"].isChecked()
    assert shown.stress.sight.panel.list.hasFocus()
    QTest.keyClick(shown.stress.sight.panel.list, Qt.Key.Key_Escape)
    assert not shown.stress.is_on


def test_a_narrow_canvas_cuts_nothing_of_the_bar(shown, qtbot) -> None:
    begin(qtbot, shown, "Salesforce")
    QTest.mouseClick(bar(shown).later, LEFT)
    settled(qtbot, shown)
    for width in (900, 1280):
        shown.resize(width, 700)
        qtbot.wait(30)
        area = bar(shown).rect()
        for part in (bar(shown).now, bar(shown).day, bar(shown).weak, bar(shown).end):
            corner = part.mapTo(bar(shown), part.rect().bottomRight())
            assert area.contains(corner), (width, part.accessibleName())
        assert bar(shown).geometry().right() < shown.host.width()


def test_the_marks_stand_where_the_cards_and_lines_do(shown, qtbot) -> None:
    begin(qtbot, shown, "Okta")
    stage = shown.canvas.stage
    marks = stage.strikes.on(stage.chart, struck(shown), stage.theme.chart["missing"])
    assert marks.failed == (system_id("Okta"),)
    assert set(marks.cut) == struck(shown).cut
    for system in marks.cut:
        assert marks.coast.contains(QPointF(*stage.chart.cards[system].box.centre))
    assert not marks.coast.contains(QPointF(*stage.chart.cards[system_id("Stripe")].box.centre))
    assert len(marks.crosses) == len(marks.lines) == len(struck(shown).stopped)


def test_what_fails_is_crossed_out_in_coral_and_is_plain_again_after(shown, qtbot) -> None:
    canvas = shown.canvas
    card = canvas.stage.card_on_screen(system_id("Okta")).toRect()
    coral = QColor(canvas.stage.theme.chart["missing"])

    def red() -> int:
        picture = canvas.grab(card).toImage()
        points = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
        shades = (picture.pixelColor(x, y) for x, y in points)
        return sum(
            abs(one.red() - coral.red()) < 40 and abs(one.green() - coral.green()) < 60
            for one in shades
        )

    before = red()
    begin(qtbot, shown, "Okta")
    canvas.fit()
    qtbot.wait(300)
    card = canvas.stage.card_on_screen(system_id("Okta")).toRect()
    assert red() > before + card.width()
    shown.stress.end()
    qtbot.wait(300)
    card = canvas.stage.card_on_screen(system_id("Okta")).toRect()
    assert red() <= before + 20


def test_the_keyboard_begins_at_the_first_line_that_leads_somewhere(shown, qtbot) -> None:
    shown.actions_["weak_points"].trigger()
    settled(qtbot, shown)
    panel = shown.stress.sight.panel.list
    panel.clearFocus()
    panel.setFocus(Qt.FocusReason.TabFocusReason)
    first = next(row for row in rows(shown) if row.ids)
    assert panel.rows.row(panel.currentIndex()) == first
    assert panel.selectionModel().isSelected(panel.currentIndex())
    QTest.keyClick(panel, Qt.Key.Key_Return)
    settled(qtbot, shown)
    assert shown.stress.failed == first.ids
