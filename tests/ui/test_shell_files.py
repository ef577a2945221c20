"""Maps and files in the window: open, edit, undo, save, leave; what cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.model.records import System
from isthmus.storage.mapfile import save_map
from isthmus.ui.settings import Settings
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import harbour_vale, system_id

Find = Callable[[str], QDialog]


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour-vale.isthmus"
    save_map(path, harbour_vale().snapshot().tables, [])
    return path


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.session.workspace.path == path)
    qtbot.waitUntil(lambda: window.session.analysis is not None)


def press(dialog: QDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def said(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def name_of(window: MainWindow) -> str:
    return window.session.snapshot.systems[system_id("Marketo")].name


def test_open_edit_undo_save_and_open_again(
    window: MainWindow, map_file: Path, qtbot: QtBot
) -> None:
    opened(window, map_file, qtbot)
    assert window.status.saved.text() == "Saved · harbour-vale.isthmus"
    assert window.status.counts.text() == "15 systems · 14 flows · 9 data objects"
    assert not window.isWindowModified()

    window.session.edit(edits.rename, System, system_id("Marketo"), "Eloqua")
    assert window.isWindowModified()
    assert window.status.saved.text().startswith("Not saved")
    assert window.actions_["undo"].text() == "&Undo: rename Marketo"
    window.actions_["undo"].trigger()
    assert name_of(window) == "Marketo"
    assert not window.isWindowModified()
    window.actions_["redo"].trigger()

    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.session.workspace.is_dirty)
    assert not window.isWindowModified()
    window.actions_["new"].trigger()
    assert not window.session.snapshot.systems
    opened(window, map_file, qtbot)
    assert name_of(window) == "Eloqua"
    assert window.settings.recent == [map_file]


def test_saving_twice_at_once_writes_one_after_the_other(
    harbour: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "first.isthmus", tmp_path / "second.isthmus"
    harbour.files.save_to(first)
    harbour.files.save_to(second)
    qtbot.waitUntil(lambda: harbour.session.workspace.path == second)
    done: list[bool] = []
    harbour.session.edit(edits.rename, System, system_id("Marketo"), "Eloqua")
    harbour.files.save(lambda: done.append(True))
    harbour.session.edit(edits.rename, System, system_id("Okta"), "Entra")
    harbour.files.save(lambda: done.append(True))
    qtbot.waitUntil(lambda: len(done) == 2)
    assert first.is_file()
    assert second.is_file()
    assert not harbour.session.workspace.is_dirty


@pytest.mark.parametrize("content", [b"", b"not a map at all", b"SQLite format 3\0" + b"x" * 400])
def test_a_bad_file_is_refused_and_nothing_changes(
    harbour: MainWindow, dialog: Find, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "bad.isthmus"
    bad.write_bytes(content)
    before = harbour.session.snapshot
    harbour.open_paths([bad])
    message = dialog("message")
    assert "bad.isthmus" in said(message)
    assert harbour.session.snapshot is before
    assert harbour.settings.recent == []


def test_a_map_that_is_not_there_is_said(harbour: MainWindow, dialog: Find, tmp_path: Path) -> None:
    harbour.open_paths([tmp_path / "gone.isthmus"])
    assert "gone.isthmus" in said(dialog("message"))
    assert harbour.session.snapshot.systems


def test_a_file_that_cannot_be_written_is_said(
    harbour: MainWindow, dialog: Find, tmp_path: Path
) -> None:
    harbour.files.save_to(tmp_path / "no such folder" / "map.isthmus")
    assert "map.isthmus" in said(dialog("message"))
    assert harbour.session.workspace.path is None


def test_leaving_a_changed_map_asks_and_cancel_stays(harbour: MainWindow, dialog: Find) -> None:
    harbour.session.edit(edits.rename, System, system_id("Marketo"), "Eloqua")
    harbour.close()
    asked = dialog("ask-to-save")
    assert harbour.isVisible()
    press(asked, "Cancel")
    assert name_of(harbour) == "Eloqua"


def test_saving_before_leaving_saves_then_leaves(
    window: MainWindow, map_file: Path, dialog: Find, qtbot: QtBot
) -> None:
    opened(window, map_file, qtbot)
    window.session.edit(edits.rename, System, system_id("Marketo"), "Eloqua")
    window.actions_["close"].trigger()
    press(dialog("ask-to-save"), "Save")
    qtbot.waitUntil(lambda: not window.session.snapshot.systems)
    opened(window, map_file, qtbot)
    assert name_of(window) == "Eloqua"


def test_a_map_dropped_on_the_window_is_opened(
    window: MainWindow, map_file: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(map_file))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    qtbot.waitUntil(lambda: window.session.workspace.path == map_file)


def test_the_report_is_written(harbour: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    report = tmp_path / "report.pdf"
    harbour.files.write_report_to(report)
    qtbot.waitUntil(lambda: not harbour.jobs.is_busy, timeout=30_000)
    assert report.read_bytes().startswith(b"%PDF")
    assert "Written" in harbour.host.toast.text()


def test_systems_that_stand_nowhere_are_set_down_when_a_map_is_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    tables = dict(harbour_vale().snapshot().tables)
    path = tmp_path / "imported.isthmus"
    save_map(path, {**tables, "placements": {}}, [])
    opened(window, path, qtbot)
    snapshot = window.session.snapshot
    assert {one.system for one in snapshot.placements.values()} == set(snapshot.systems)
    assert not window.session.workspace.is_dirty
    assert not window.actions_["undo"].isEnabled()


def test_a_map_and_a_workbook_together_open_the_one_and_import_the_other(
    window: MainWindow, map_file: Path, tmp_path: Path, dialog: Find, qtbot: QtBot
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("Application,Vendor\nHubSpot,HubSpot\n", "utf-8")
    window.open_paths([table, map_file])
    dialog("import").reject()
    assert window.session.workspace.path == map_file


def test_an_empty_map_offers_what_to_do(window: MainWindow) -> None:
    assert window.host.empty.isVisible()
    window.host.empty.findChild(QPushButton, "draw").click()
    assert not window.host.empty.isVisible()
    assert window.canvas.is_drafting()
    assert window.focusWidget() is window.canvas._quick.editor
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.host.empty.isVisible()
    window.session.edit(edits.draw_system, "First", window.session.view_id, 0, 0)
    assert not window.host.empty.isVisible()


def test_a_map_opens_on_the_view_that_was_on_show_last(
    window: MainWindow, map_file: Path, qtbot: QtBot
) -> None:
    opened(window, map_file, qtbot)
    first = window.session.view_id
    view = edits.add_view(window.session.document, "Few", {system_id("Marketo"): (0.0, 0.0)})
    window.views.show(view.id)
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.session.workspace.is_dirty)
    window.actions_["new"].trigger()
    opened(window, map_file, qtbot)
    assert window.session.view_id == view.id
    assert window.canvas._board.view_id == view.id
    assert window.canvas._board.chart.cards.keys() == {system_id("Marketo")}
    window.views.show(first)
    window.actions_["new"].trigger()
    opened(window, map_file, qtbot)
    assert window.session.view_id == first


def test_a_view_that_is_gone_is_not_asked_for(
    window: MainWindow, map_file: Path, qtbot: QtBot
) -> None:
    window.settings.remember_view(map_file, "gone")
    opened(window, map_file, qtbot)
    assert window.session.view_id in window.session.snapshot.views


def test_views_are_remembered_of_the_maps_opened_lately(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for number in range(12):
        settings.remember_view(tmp_path / f"{number}.isthmus", f"view{number}")
    settings.remember_view(tmp_path / "5.isthmus", "another")
    again = Settings(tmp_path)
    assert again.view_of(tmp_path / "5.isthmus") == "another"
    assert again.view_of(tmp_path / "11.isthmus") == "view11"
    assert again.view_of(tmp_path / "0.isthmus") == ""
