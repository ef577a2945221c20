"""Unsaved work that a crash left behind is offered when the window opens again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.model.records import System
from isthmus.storage.leftovers import Leftover, leftovers
from isthmus.storage.places import working_folder
from isthmus.ui.recovery import described
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.sources import Opened
from isthmus.workspace.workspace import Workspace
from support.harbour import harbour_vale, system_id

Find = Callable[[str], QDialog]


@pytest.fixture
def crashed(state_folder: Path) -> Path:
    """The working copy of a program that ended with one edit unsaved."""
    other = Workspace()
    other.adopt(Opened(harbour_vale()), is_saved=True)
    edits.rename(other.document, System, system_id("Marketo"), "Eloqua")
    assert other.flush()
    other.close(keep=True)
    (found,) = leftovers(working_folder())
    return found.path


def press(dialog: QDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def test_it_is_restored_and_counts_as_unsaved(
    window: MainWindow, crashed: Path, dialog: Find, qtbot: QtBot
) -> None:
    window.recovery.look()
    asked = dialog("recovery")
    assert any("Harbour & Vale: 1 change" in part.text() for part in asked.findChildren(QLabel))
    press(asked, "Restore")
    qtbot.waitUntil(lambda: system_id("Marketo") in window.session.snapshot.systems)
    assert window.session.snapshot.systems[system_id("Marketo")].name == "Eloqua"
    assert window.session.workspace.is_dirty
    assert not crashed.exists()


def test_not_now_keeps_it_and_goes_on(
    window: MainWindow, crashed: Path, dialog: Find, qtbot: QtBot
) -> None:
    went_on: list[bool] = []
    window.recovery.look(lambda: went_on.append(True))
    press(dialog("recovery"), "Not now")
    assert went_on == [True]
    assert crashed.exists()


def test_deleting_it_goes_on_too(
    window: MainWindow, crashed: Path, dialog: Find, qtbot: QtBot
) -> None:
    went_on: list[bool] = []
    window.recovery.look(lambda: went_on.append(True))
    press(dialog("recovery"), "Delete it")
    assert went_on == [True]
    assert not crashed.exists()


def test_without_any_the_window_just_opens(window: MainWindow, qtbot: QtBot) -> None:
    went_on: list[bool] = []
    window.recovery.look(lambda: went_on.append(True))
    qtbot.waitUntil(lambda: went_on == [True])
    assert not window.findChildren(QDialog, "recovery")


def test_the_sentence_does_without_what_is_not_known() -> None:
    path = Path("x.isthmus")
    assert described(Leftover(path, "Ours", "", 3, "")) == "Ours: 3 changes."
    assert described(Leftover(path, "Ours", "/a/b.isthmus", 1, "no date")) == (
        "Ours: 1 change. It was opened from /a/b.isthmus."
    )
