"""The dialogs of judgements over Harbour & Vale, worked out."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from isthmus.ui.judging.desk import Judging
from isthmus.ui.window import MainWindow
from support.judging import settle


@pytest.fixture
def desk(harbour: MainWindow) -> Judging:
    return harbour.findChild(Judging)


@pytest.fixture
def show(harbour: MainWindow, desk: Judging, qtbot: QtBot) -> Callable[[str], QDialog]:
    """Runs a command and gives its dialog once that is worked out."""

    def shown(command: str) -> QDialog:
        harbour.actions_[command].trigger()
        dialog = getattr(desk, command)
        settle(dialog, qtbot)
        return dialog

    return shown
