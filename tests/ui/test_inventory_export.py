"""The inventory written from the window: as a workbook, as CSV files, as an empty template."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from isthmus.ui.window import MainWindow

Find = Callable[[str], QDialog]


def written(window: MainWindow, qtbot: QtBot, command: str, path: Path) -> None:
    """Answer the command's question for a file with the path."""
    window.actions_[command].trigger()
    asked = window.findChildren(QFileDialog)[-1]
    asked.fileSelected.emit(str(path))
    asked.reject()
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)


def test_a_workbook_is_written_and_said(harbour: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    written(harbour, qtbot, "export_workbook", path)
    assert load_workbook(path)["Systems"].max_row == 16
    assert "Written" in harbour.host.toast.text()


def test_a_folder_of_csv_files_is_written(
    harbour: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    written(harbour, qtbot, "export_csv", tmp_path / "out")
    assert len((tmp_path / "out" / "Systems.csv").read_text("utf-8-sig").splitlines()) == 16


def test_the_template_has_headers_and_no_rows(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    written(window, qtbot, "template", tmp_path / "empty.xlsx")
    assert load_workbook(tmp_path / "empty.xlsx")["Systems"].max_row == 1


def test_what_cannot_be_written_is_told(harbour: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    written(harbour, qtbot, "export_workbook", tmp_path / "missing" / "out.xlsx")
    texts = [label.text() for label in harbour.findChildren(QLabel)]
    assert any("could not be written" in text for text in texts)
