"""The Figures tab: drawn when it is looked at, clicked through to the map, saved as vectors."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from isthmus.analysis.results import FindingKind
from isthmus.catalogue.types import Severity
from isthmus.drawing.theme import load_theme
from isthmus.model.records import System
from isthmus.ui.figures.card import FigureCard
from isthmus.ui.figures.chart import ROW, BarChart
from isthmus.ui.theme.keeper import qcolour
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import system_id


@pytest.fixture
def figures(harbour: MainWindow, qtbot: QtBot) -> MainWindow:
    harbour.tabs.setCurrentWidget(harbour.figures)
    qtbot.waitUntil(lambda: len(harbour.figures.cards) == 4)
    return harbour


def card(window: MainWindow, key: str) -> FigureCard:
    return next(one for one in window.figures.cards if one.figure.key == key)


def click(chart: BarChart, name: str, segment: int | None = None) -> None:
    row = [bar.name for bar in chart.chart.bars].index(name)
    box = chart.boxes(row)[segment or 0].center()
    at = QPoint(3, row * ROW + ROW // 2) if segment is None else box.toPoint()
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_window_starts_without_pyqtgraph() -> None:
    code = (
        "import sys\n"
        "from isthmus.ui.app import application, make_window\n"
        "app = application()\n"
        "window = make_window(app)\n"
        "window.show()\n"
        "app.processEvents()\n"
        "assert 'pyqtgraph' not in sys.modules\n"
        "window.leave_for_good()\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert made.returncode == 0, made.stderr


def test_bars_stand_in_their_rows_and_keep_their_proportions(figures: MainWindow) -> None:
    chart = card(figures, "spend").charts[0]
    figures.figures.grab()
    lengths = []
    for row, bar in enumerate(chart.chart.bars):
        boxes = chart.boxes(row)
        assert all(abs(box.center().y() - (row + 0.5) * ROW) < 1.5 for box in boxes)
        assert boxes[-1].right() < chart.width()
        lengths.append((boxes[-1].right() - boxes[0].left()) / bar.length)
    assert max(lengths) - min(lengths) < 0.02 * max(lengths)


def test_a_click_on_a_department_selects_its_systems(figures: MainWindow) -> None:
    chart = card(figures, "spend").charts[0]
    click(chart, "Service")
    assert figures.canvas.selection() == {system_id("Zendesk")}
    click(chart, "Marketing", segment=1)
    names = ("Mailchimp", "Typeform", "Airtable", "Hootsuite")
    assert figures.canvas.selection() == {system_id(name) for name in names}


def test_a_click_on_an_island_selects_it(figures: MainWindow) -> None:
    click(card(figures, "islands").charts[0], "1 rogue islet")
    assert figures.canvas.selection() == {system_id("Hootsuite")}


def test_a_click_on_findings_filters_their_list(figures: MainWindow) -> None:
    by_severity, by_kind = card(figures, "findings").charts
    click(by_severity, "High")
    assert figures.tabs.currentWidget() is figures.findings
    assert figures.findings.filter.wanted().severity is Severity.HIGH
    figures.tabs.setCurrentWidget(figures.figures)
    click(by_kind, "Rogue islands", segment=0)
    assert figures.findings.filter.wanted().kind is FindingKind.ROGUE_ISLAND
    current = figures.findings.current()
    assert current is not None
    assert current.kind is FindingKind.ROGUE_ISLAND


def test_a_click_on_what_a_pack_misses_shows_just_that(figures: MainWindow) -> None:
    chart = card(figures, "integrations").charts[0]
    click(chart, "Marketing", segment=len(chart.chart.bars[0].segments) - 1)
    shown = figures.findings.list.rows.findings()
    assert shown
    assert all(f.rule.startswith("MKT-") for f in shown)


def test_the_keyboard_walks_the_bars(figures: MainWindow, qtbot: QtBot) -> None:
    chart = card(figures, "spend").charts[0]
    figures.activateWindow()
    figures.figures.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    finance = {system_id("Stripe"), system_id("SAP S/4HANA")}
    assert figures.canvas.selection() == finance


def test_hatching_can_be_seen_without_colour(figures: MainWindow) -> None:
    chart = card(figures, "spend").charts[0]
    shot = chart.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    inside, outside = (box.adjusted(3, 1, -3, -1).toRect() for box in chart.boxes(0))

    def tones(x0: int, x1: int, y: int) -> int:
        return len({shot.pixelColor(x, y).value() // 16 for x in range(x0, x1)})

    middle = inside.center().y()
    assert tones(inside.left(), inside.right(), middle) == 1
    assert tones(outside.left(), outside.right(), middle) > 3


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_theme_switches_live(figures: MainWindow, name: str) -> None:
    figures.actions_[name].trigger()
    theme, chart = load_theme(name), card(figures, "spend").charts[0]
    shot = chart.grab().toImage()
    at = chart.boxes(0)[0].center().toPoint()
    assert shot.pixelColor(at) == qcolour(theme.window["accent"])
    ground = figures.figures.grab().toImage().pixelColor(2, 2)
    assert ground == qcolour(theme.window["panel"])
    figures.actions_["light"].trigger()


def test_figures_follow_an_edit_while_they_are_in_sight(figures: MainWindow, qtbot: QtBot) -> None:
    document = figures.session.document
    edits.rename(document, System, system_id("Hootsuite"), "Owl")
    owl = lambda: card(figures, "islands").figure.charts[0].bars[-1].text  # noqa: E731
    qtbot.waitUntil(lambda: owl() == "1 · Owl")


def test_nothing_is_drawn_while_nobody_looks(harbour: MainWindow, qtbot: QtBot) -> None:
    assert harbour.figures.cards == []
    edits.rename(harbour.session.document, System, system_id("Hootsuite"), "Owl")
    qtbot.wait(50)
    assert harbour.figures.cards == []


def test_an_empty_map_says_why_there_is_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.tabs.setCurrentWidget(window.figures)
    qtbot.waitUntil(lambda: len(window.figures.cards) == 4)
    texts = [one.text() for one in window.figures.findChildren(QLabel)]
    assert "There are no systems yet, so there is no spend to show." in texts
    assert all(one.charts == [] and not one.save.isVisible() for one in window.figures.cards)


def test_a_figure_is_saved_as_vectors_in_the_colours_of_paper(
    figures: MainWindow, tmp_path: Path
) -> None:
    figures.actions_["dark"].trigger()
    path = tmp_path / "spend.svg"
    figures.figures.save(card(figures, "spend"), path)
    figures.actions_["light"].trigger()
    root = ET.parse(path).getroot()
    space = "{http://www.w3.org/2000/svg}"
    texts = {(one.text or "").strip() for one in root.iter(f"{space}text")}
    assert {"Spend inside and outside IT", "Marketing", "€180k · 66%", "CEB, 2013"} <= texts
    assert list(root.iter(f"{space}image")) == []
    assert load_theme("light").window["accent"] in path.read_text("utf-8")
    assert load_theme("dark").window["accent"] not in path.read_text("utf-8")
    assert figures.host.toast.text() == f"Written: {path}"


def test_a_figure_that_cannot_be_written_is_told(figures: MainWindow, tmp_path: Path) -> None:
    figures.figures.save(card(figures, "islands"), tmp_path / "nowhere" / "x.svg")
    dialogs = [one for one in figures.findChildren(QDialog) if one.isVisible()]
    assert len(dialogs) == 1
    words = " ".join(one.text() for one in dialogs[0].findChildren(QLabel))
    assert "could not be written" in words


def test_charts_neither_zoom_nor_offer_menus(figures: MainWindow) -> None:
    chart = card(figures, "spend").charts[0]
    assert chart.box.state["mouseEnabled"] == [False, False]
    assert not chart.box.menuEnabled()
    before = chart.box.viewRange()
    at = QPointF(chart.rect().center())
    turn = QWheelEvent(
        at, chart.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    chart.wheelEvent(turn)
    assert not turn.isAccepted()
    assert chart.box.viewRange() == before
    assert chart.pick_at(QPointF(5, 10_000)) is None


def test_an_edit_changes_the_bars_and_keeps_the_charts(figures: MainWindow, qtbot: QtBot) -> None:
    before = card(figures, "spend").charts[0]
    system = figures.session.snapshot.systems[system_id("Zendesk")]
    edits.set_fields(
        figures.session.document, System, system.id, annual_cost=system.annual_cost * 2
    )
    texts = lambda: [bar.text for bar in before.chart.bars]  # noqa: E731
    qtbot.waitUntil(lambda: "€66k · 100%" in texts())
    assert card(figures, "spend").charts[0] is before
    row = [bar.name for bar in before.chart.bars].index("Service")
    lengths = [boxes[-1].right() for boxes in map(before.boxes, range(row + 1))]
    assert lengths == sorted(lengths, reverse=True)


def test_the_row_that_is_pointed_at_is_marked(figures: MainWindow, qtbot: QtBot) -> None:
    chart, theme = card(figures, "spend").charts[0], figures.keeper.theme
    QTest.mouseMove(chart.viewport(), QPoint(90, 2 * ROW + 11))
    marked = qcolour(theme.window["hover"])
    spot = QPoint(chart.width() - 4, 2 * ROW + 2)
    qtbot.waitUntil(lambda: chart.grab().toImage().pixelColor(spot) == marked)
    other = chart.grab().toImage().pixelColor(chart.width() - 4, 3 * ROW + 6)
    assert other != marked
    chart.leaveEvent(QEvent(QEvent.Type.Leave))
    assert chart.grab().toImage().pixelColor(spot) != marked


def test_a_tip_tells_the_whole_of_a_bar(figures: MainWindow, qtbot: QtBot) -> None:
    chart = card(figures, "spend").charts[0]
    at = QPoint(20, ROW // 2)
    chart.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, at, chart.viewport().mapToGlobal(at)))
    assert "€61k inside IT, €119k outside (66%)" in QToolTip.text()
    QToolTip.hideText()


def test_a_right_click_on_a_chart_offers_to_save_it(figures: MainWindow, qtbot: QtBot) -> None:
    one = card(figures, "spend")
    view, at = one.charts[0].viewport(), QPoint(30, 30)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QCoreApplication.sendEvent(view, asked)
    menus = one.findChildren(QMenu)
    assert [action.text() for menu in menus for action in menu.actions()] == ["Save as SVG…"]
    menus[0].actions()[0].trigger()
    menus[0].close()
    qtbot.waitUntil(lambda: bool(figures.figures.findChildren(QFileDialog)))
    dialog = figures.figures.findChildren(QFileDialog)[0]
    assert dialog.selectedFiles()[0].endswith("spend-inside-and-outside-it.svg")
