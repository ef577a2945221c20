"""New views asked for where one stands: on cards, flows, islands and findings."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton

from isthmus.analysis.results import Island, IslandKind
from isthmus.drawing.shores import caption_box
from isthmus.ui.canvas.menu import context_menu
from isthmus.ui.canvas.spots import pick_at
from isthmus.ui.window import MainWindow
from support.harbour import system_id


def menu_at(window: MainWindow, x: float, y: float) -> QMenu:
    """The context menu of a place of the scene."""
    canvas = window.canvas
    at = QPointF(canvas.stage.camera.to_screen(x, y))
    pick_at(canvas.stage, at)
    return context_menu(canvas, canvas.stage, canvas._menu_actions(at))


def choose(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text() == words).trigger()


def rogue(window: MainWindow) -> Island:
    islands = window.session.analysis.islands
    return next(one for one in islands if one.kind is IslandKind.ROGUE and len(one.systems) > 1)


def land_of(window: MainWindow, island: Island) -> tuple[float, float]:
    """A place on the land of an island, beside its cards."""
    boxes = [window.canvas.stage.board.chart.cards[key].box for key in island.systems]
    left = min(boxes, key=lambda box: box.x)
    return left.x - 9, left.centre[1]


def test_the_menu_of_cards_offers_a_view_of_them(harbour, dialog) -> None:
    box = harbour.canvas.stage.board.chart.cards[system_id("Segment")].box
    choose(menu_at(harbour, *box.centre), "New view…")
    assert system_id("Segment") in dialog("new-view").systems


def test_the_menu_of_a_flow_offers_a_view_of_its_ends(harbour, dialog) -> None:
    flow = next(iter(harbour.session.snapshot.flows.values()))
    canvas = harbour.canvas
    canvas.select([flow.id])
    menu = context_menu(canvas, canvas.stage, canvas._menu_actions(QPointF(5, 5)))
    choose(menu, "New view…")
    assert {flow.source, flow.target} <= dialog("new-view").systems


@pytest.mark.parametrize("zoom", [1.0, 0.3])
@pytest.mark.parametrize("on_caption", [True, False])
def test_the_menu_of_an_island_selects_it_and_makes_a_view_of_it(
    harbour, dialog, zoom: float, on_caption: bool
) -> None:
    island, stage = rogue(harbour), harbour.canvas.stage
    place = land_of(harbour, island)
    if on_caption:
        coast = next(one for one in stage.board.chart.coasts if one.island == island.key)
        place = (caption_box(coast).x + 4, caption_box(coast).centre[1])
    stage.camera = stage.camera.centred(*place, stage.size)
    harbour.canvas._navigator.zoom_to(zoom)
    choose(menu_at(harbour, *place), "Select the systems of the island")
    assert harbour.canvas.selection() == set(island.systems)
    harbour.canvas.select(())
    choose(menu_at(harbour, *place), "New view of the island…")
    asked = dialog("new-view")
    assert asked.systems == set(island.systems)


def test_open_sea_has_no_island(harbour) -> None:
    bounds = harbour.canvas.stage.board.chart.bounds
    words = [one.text() for one in menu_at(harbour, bounds.x - 400, bounds.y - 400).actions()]
    assert "New system here" in words
    assert not [one for one in words if "New view of" in one]


def test_the_card_of_a_finding_offers_a_view_of_it(harbour, dialog) -> None:
    finding = harbour.session.analysis.findings[0]
    harbour.findings.open_finding(finding.key)
    made = harbour.findings.list.card.findChild(QPushButton, "view")
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    assert dialog("new-view").systems >= set(finding.systems)


@pytest.mark.parametrize("width", [320, 344, 480])
def test_the_buttons_of_a_finding_are_whole(harbour, qtbot, width: int) -> None:
    harbour.split.setSizes([228, harbour.width() - 228 - width, width])
    harbour.findings.open_finding(harbour.session.analysis.findings[0].key)
    qtbot.wait(20)
    card = harbour.findings.list.card
    buttons = [one for one in card.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) == 4
    assert all(one.width() >= one.sizeHint().width() for one in buttons)
    assert all(card.rect().contains(one.geometry()) for one in buttons)
