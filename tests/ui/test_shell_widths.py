"""The side panels can be drawn wider, stay so, and say in full what they cut."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from isthmus.analysis.results import FindingKind
from isthmus.ui.app import make_window
from isthmus.ui.panels.finding_rows import KIND_WORDS
from isthmus.ui.window import MainWindow

TIP = Qt.ItemDataRole.ToolTipRole


def test_a_side_panel_is_drawn_wider_and_is_so_the_next_time(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    before = window.catalogue_panel.width()
    handle = window.split.handle(1)
    start = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(handle, start + QPoint(60, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start)
    after = window.catalogue_panel.width()
    assert after >= before + 50
    window.close()
    again = make_window(qapp)
    qtbot.addWidget(again)
    again.show()
    try:
        assert abs(again.catalogue_panel.width() - after) <= 1
    finally:
        qtbot.waitUntil(lambda: again.session.analysis is not None)
        again.leave_for_good()


def test_what_a_row_of_the_catalogue_cuts_is_in_its_tip(window: MainWindow) -> None:
    model = window.catalogue_panel.model
    rows = [model.index(n) for n in range(model.rowCount())]
    offers = {index.data(): index.data(TIP) for index in rows if index.data(TIP)}
    assert "Account-based marketing" in next(
        tip for name, tip in offers.items() if name.startswith("Account-based")
    )


def test_the_filter_says_its_choice_in_full(harbour: MainWindow) -> None:
    choice = harbour.findings.filter.choice
    kinds = harbour.session.analysis
    assert kinds is not None
    kind = next(f.kind for f in kinds.findings if f.kind is FindingKind.MISSING_INTEGRATION)
    place = choice.findData(kind.value)
    assert KIND_WORDS[kind][1] in choice.itemData(place, TIP)
    choice.setCurrentIndex(place)
    assert KIND_WORDS[kind][1] in choice.toolTip()
    assert choice.view().minimumWidth() >= choice.view().sizeHintForColumn(0)
