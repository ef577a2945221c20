"""What tests of the page of premises do with it: read its words, tick boxes, press buttons."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from isthmus.analysis.premises import Premises, premises_of
from isthmus.ui.premises.dialog import PremisesDialog
from isthmus.ui.premises.outlook import Outlook
from isthmus.ui.window import MainWindow


def settled(window: MainWindow, page: PremisesDialog, qtbot: QtBot, words: str) -> str:
    """What the page says would change, once it has these words in it."""
    qtbot.waitUntil(lambda: words in page.outlook.text() and not window.jobs.is_busy)
    return page.outlook.text()


def outlook_of(window: MainWindow) -> Outlook:
    return window.findChildren(Outlook)[-1]


def premises(window: MainWindow) -> Premises:
    return premises_of(window.session.snapshot)


def labels(part: QWidget) -> str:
    QTest.qWait(1)  # what is new in a layout is shown at the next turn
    return "\n".join(x.text() for x in part.findChildren(QLabel) if not x.isHidden())


def button(part: QWidget, name: str) -> QPushButton:
    QTest.qWait(1)
    return next(b for b in part.findChildren(QPushButton, name) if not b.isHidden())


def texts(page: PremisesDialog, name: str) -> list[str]:
    row = page.rules.tree._rows[name]
    return [row.text(column) for column in range(5)]


def tick(page: PremisesDialog, name: str) -> None:
    """Click the box of a row."""
    tree = page.rules.tree
    page.tabs.setCurrentWidget(page.rules)
    tree.show_name(name)
    box = tree.visualItemRect(tree._rows[name])
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 11, box.center().y())
    )
