"""The whole window on an empty map, or on that of Harbour & Vale."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from isthmus.ui.app import make_window
from isthmus.ui.window import MainWindow
from isthmus.workspace.sources import Opened
from support.harbour import harbour_vale


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a display Qt's stand-in says of every window what it cannot do."""
    noise = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
    for item in items:
        item.add_marker(noise)


@pytest.fixture(autouse=True, scope="session")
def clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """What is left on it crashes Qt's offscreen stand-in when the process ends."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    made = make_window(qapp)
    made.resize(1280, 800)
    made.show()
    qtbot.waitUntil(lambda: made.session.analysis is not None)
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.reject()
    qtbot.waitUntil(lambda: not made.jobs.is_busy)
    made.leave_for_good()
    made.keeper.deleteLater()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def harbour(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.session.workspace.adopt(Opened(harbour_vale()), is_saved=True)
    window.session.adopt()
    qtbot.waitUntil(lambda: window.session.analysis is not None)
    return window


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Callable[[str], QDialog]:
    """Waits for the dialog of that name and gives it."""

    def find(name: str) -> QDialog:
        def shown() -> list[QDialog]:
            return [d for d in window.findChildren(QDialog, name) if d.isVisible()]

        qtbot.waitUntil(lambda: bool(shown()))
        return shown()[0]

    return find
