"""Presentation mode: steps, keys, flights; what was at hand before is at hand after."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from isthmus.catalogue.types import Severity
from isthmus.drawing.theme import load_theme
from isthmus.model.viewing import Placement, View
from isthmus.ui.presenting.programme import Programme, remember, remembered, steps_of
from isthmus.ui.presenting.screen import Presentation
from isthmus.ui.settings import Settings
from isthmus.ui.theme.keeper import qcolour
from isthmus.ui.window import MainWindow
from support.harbour import system_id

Key = Qt.Key


def presented(harbour: MainWindow, qtbot, command: str = "present") -> Presentation:
    harbour.actions_[command].trigger()
    qtbot.waitUntil(lambda: harbour.presenting.screen is not None, timeout=10_000)
    screen = harbour.presenting.screen
    assert screen is not None
    qtbot.waitUntil(screen.isVisible)
    return screen


@pytest.fixture
def show(harbour: MainWindow, qtbot):
    screen = presented(harbour, qtbot)
    yield screen
    if harbour.presenting.screen is not None:
        harbour.presenting.screen.close()


def words(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_it_goes_from_the_whole_view_through_the_findings(harbour, show: Presentation) -> None:
    findings = [f for f in harbour.session.analysis.findings if not f.waived]
    assert findings
    assert show.isFullScreen()
    assert not show.card.isVisible()
    assert show._foot.text().startswith(f"1 of {len(findings) + 1}")
    assert "Confidential" in show._foot.text()
    for number, finding in enumerate(findings):
        QTest.keyClick(show, Key.Key_Right)
        assert show.at == number + 1
        assert finding.evidence in words(show.card)
        assert "What would close it" in words(show.card)
        assert show.map._board.finding == finding
    QTest.keyClick(show, Key.Key_Right)
    assert show.at == len(findings)


@pytest.mark.parametrize(
    ("forth", "back"),
    [
        (Key.Key_Right, Key.Key_Left), (Key.Key_Space, Key.Key_Backspace),
        (Key.Key_PageDown, Key.Key_PageUp), (Key.Key_Down, Key.Key_Up),
        (Key.Key_End, Key.Key_Home),
    ],
)  # fmt: skip
def test_each_key_goes_forth_and_back(show: Presentation, forth: Key, back: Key) -> None:
    QTest.keyClick(show, forth)
    assert show.at > 0
    QTest.keyClick(show, back)
    assert show.at == 0
    QTest.keyClick(show, back)
    assert show.at == 0


def test_escape_leaves_and_what_was_at_hand_still_is(harbour, qtbot) -> None:
    harbour.go_to(system_id("Marketo"))
    glide = harbour.canvas._navigator._glide
    qtbot.waitUntil(lambda: glide.aim == harbour.canvas._stage.camera)
    camera = glide.aim
    show = presented(harbour, qtbot)
    QTest.keyClick(show, Key.Key_End)
    QTest.keyClick(show, Key.Key_Escape)
    assert harbour.presenting.screen is None
    assert harbour.canvas.selection() == {system_id("Marketo")}
    assert harbour.canvas._stage.camera == camera
    assert not harbour.session.workspace.is_dirty
    assert presented(harbour, qtbot).at == 0
    harbour.presenting.screen.close()


def test_b_blanks_the_screen_and_any_key_brings_it_back(show: Presentation) -> None:
    QTest.keyClick(show, Key.Key_B)
    assert show.is_blank()
    assert show.grab().toImage().pixelColor(show.width() // 2, show.height() // 2) == "black"
    QTest.keyClick(show, Key.Key_Right)
    assert not show.is_blank()
    assert show.at == 0


def test_a_step_flies_there_in_under_half_a_second(show: Presentation, qtbot) -> None:
    QTest.keyClick(show, Key.Key_Right)
    assert show.map._flight._way.duration() < 500
    qtbot.waitUntil(lambda: not show.map.is_flying(), timeout=2_000)
    finding = show._steps[1].finding
    for system in finding.systems:
        card = show.map._stage.card_on_screen(system)
        if card is not None:
            assert show.map.rect().contains(card.toRect())
            assert card.right() <= show.card.x()


def mouse(show: Presentation, kind: QEvent.Type, at: QPoint, held: Qt.MouseButton) -> None:
    spot, left = QPointF(at), Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind, spot, show.map.mapToGlobal(spot), left, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(show.map, event)


def test_a_click_goes_on_a_drag_pans_and_nothing_changes_the_map(harbour, show, qtbot) -> None:
    before = harbour.session.snapshot
    QTest.mouseClick(show.map, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert show.at == 1
    qtbot.waitUntil(lambda: not show.map.is_flying(), timeout=2_000)
    camera = show.map._stage.camera
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    middle = QPoint(300, 300)
    mouse(show, QEvent.Type.MouseButtonPress, middle, left)
    mouse(show, QEvent.Type.MouseMove, middle + QPoint(80, 0), left)
    mouse(show, QEvent.Type.MouseButtonRelease, middle + QPoint(80, 0), none)
    assert show.at == 1
    assert show.map._stage.camera.x == pytest.approx(camera.x - 80 / camera.zoom)
    QTest.keyClick(show, Key.Key_Delete)
    QTest.mouseDClick(show.map, left, pos=middle)
    assert harbour.session.snapshot is before


def test_it_is_dark_where_the_window_is(harbour, qtbot) -> None:
    harbour.actions_["dark"].trigger()
    show = presented(harbour, qtbot)
    shot = show.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, 2) == qcolour(load_theme("dark").chart["sea"])
    show.close()
    harbour.actions_["light"].trigger()


def test_it_can_begin_at_the_finding_at_hand(harbour, qtbot) -> None:
    harbour.actions_["next_finding"].trigger()
    harbour.actions_["next_finding"].trigger()
    wanted = harbour.findings.current()
    show = presented(harbour, qtbot, "present_finding")
    assert show._steps[show.at].finding == wanted
    show.close()


def test_another_map_ends_it(harbour, show: Presentation) -> None:
    harbour.session.workspace.new()
    harbour.session.adopt()
    assert harbour.presenting.screen is None


def test_what_is_shown_can_be_chosen_and_is_remembered(
    harbour, qtbot, dialog: Callable[[str], QDialog]
) -> None:
    harbour.actions_["present_choice"].trigger()
    asked = dialog("present")
    asked._severities[Severity.LOW].setChecked(False)
    asked._severities[Severity.MEDIUM].setChecked(False)
    asked.accept()
    asked.chosen.emit(asked.programme())
    qtbot.waitUntil(lambda: harbour.presenting.screen is not None, timeout=10_000)
    show = harbour.presenting.screen
    ranks = {step.finding.severity.rank for step in show._steps if step.finding}
    assert ranks
    assert min(ranks) >= Severity.HIGH.rank
    show.close()
    assert Severity.LOW not in remembered(harbour.settings).severities


def test_every_view_comes_once_and_findings_where_most_of_them_stands(harbour) -> None:
    session = harbour.session
    finding = session.analysis.findings[0]
    with session.document.edit("Add a view") as tx:
        tx.put(View(id="v2", name="Close up", rank=5))
        tx.put(View(id="v3", name="Empty", rank=6))
        for number, system in enumerate(finding.systems):
            tx.put(Placement(id=f"p{number}", view="v2", system=system, x=number * 200.0, y=0.0))
    steps = steps_of(session.snapshot, session.analysis, "v2", Programme())
    assert [step.view for step in steps if step.finding is None] == ["v2", session.view_id]
    of = next(step for step in steps if step.finding == finding)
    assert of.view == "v2"
    alone = steps_of(session.snapshot, session.analysis, "v2", Programme(views=False))
    assert [step.view for step in alone if step.finding is None] == ["v2"]


def test_the_programme_is_remembered(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    assert remembered(settings) == Programme()
    chosen = Programme(views=False, severities=frozenset({Severity.HIGH}))
    remember(chosen, settings)
    assert remembered(Settings(tmp_path)) == chosen


def test_the_map_stands_alone(harbour, show: Presentation) -> None:
    furniture = show.map._furniture
    QTest.keyClick(show, Key.Key_Right)
    tools = (furniture.pill, furniture.lens, furniture.minimap, furniture.legend)
    assert not any(tool.isVisible() for tool in tools)
    assert harbour.canvas._furniture.lens.isVisible()


def test_a_screen_reader_is_told_the_step(show: Presentation) -> None:
    QTest.keyClick(show, Key.Key_Right)
    assert show.accessibleName().startswith("Step 2 of ")
    assert show.accessibleDescription() == show._steps[1].finding.evidence


def test_the_whole_map_stands_above_the_line_at_the_foot(show: Presentation, qtbot) -> None:
    qtbot.waitUntil(lambda: not show.map.is_flying(), timeout=2_000)
    camera, bounds = show.map._stage.camera, show.map._board.chart.bounds
    assert camera.to_screen(bounds.x, bounds.bottom).y() <= show._foot.y()
