"""Where the keyboard acts is seen: F6 goes from panel to panel, each shows a ring."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from isthmus.ui.canvas.editor import NameEditor
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


def test_enter_that_ends_a_name_leaves_the_panel_as_it_is(harbour: MainWindow) -> None:
    canvas, shown = harbour.canvas, harbour.tabs.currentWidget()
    key = next(one.id for one in harbour.session.snapshot.systems.values() if one.name == "Okta")
    canvas.select([key])
    QTest.keyClick(canvas, Qt.Key.Key_F2)
    editor = next(one for one in canvas.findChildren(NameEditor) if one.is_open)
    # By the window: an event that a widget leaves alone goes on to the one that it stands on.
    QTest.keyClicks(editor, "Okta Identity")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert harbour.session.snapshot.systems[key].name == "Okta Identity"
    assert harbour.tabs.currentWidget() is shown
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert harbour.tabs.currentWidget() is harbour.properties
