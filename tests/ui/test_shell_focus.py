"""Where the keyboard acts is seen: F6 goes from panel to panel, each shows a ring."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from isthmus.ui.window import MainWindow


def edge(widget: QWidget) -> set[str]:
    """The colours along the outermost lines of a widget, on all four sides."""
    image: QImage = widget.grab().toImage()
    middle = QPoint(image.width() // 2, image.height() // 2)
    points = []
    for inset in range(3):
        right, bottom = image.width() - 1 - inset, image.height() - 1 - inset
        points += [(inset, middle.y()), (right, middle.y()), (middle.x(), inset)]
        points.append((middle.x(), bottom))
    return {QColor(image.pixel(x, y)).name() for x, y in points}


def test_f6_shows_a_ring_round_each_panel_that_it_comes_to(
    harbour: MainWindow, qtbot: QtBot
) -> None:
    harbour.activateWindow()
    qtbot.waitUntil(harbour.isActiveWindow)
    harbour.catalogue_panel.search.setFocus()
    accent = harbour.keeper.theme.window["accent"].lower()
    for shown in (harbour.canvas, harbour.findings.list):
        assert accent not in edge(shown)
        harbour.actions_["next_panel"].trigger()
        qtbot.waitUntil(lambda shown=shown: accent in edge(shown))


def test_the_canvas_shows_its_ring_where_several_are_selected(
    harbour: MainWindow, qtbot: QtBot
) -> None:
    harbour.activateWindow()
    qtbot.waitUntil(harbour.isActiveWindow)
    harbour.canvas.select_all()
    harbour.catalogue_panel.search.setFocus()
    harbour.actions_["next_panel"].trigger()
    accent = harbour.keeper.theme.window["accent"].lower()
    qtbot.waitUntil(lambda: accent in edge(harbour.canvas))
