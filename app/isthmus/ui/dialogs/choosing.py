"""Choosing files, without blocking."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

MAPS = "Isthmus maps (*.isthmus)"
WORKBOOKS = "Workbooks and tables (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt)"
ALL = "All files (*)"


def choose_files(
    parent: QWidget, title: str, filters: Sequence[str], then: Callable[[list[Path]], Any]
) -> QFileDialog:
    """Let the user choose files that are there."""
    dialog = _dialog(parent, title, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()
    return dialog


def choose_file(
    parent: QWidget, title: str, filters: Sequence[str], then: Callable[[Path], Any]
) -> QFileDialog:
    """Let the user choose one file that is there."""
    dialog = _dialog(parent, title, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()
    return dialog


def choose_target(
    parent: QWidget, title: str, proposed: Path, filters: Sequence[str], then: Callable[[Path], Any]
) -> QFileDialog:
    """Let the user say where to write; asks before what is there is replaced."""
    dialog = _dialog(parent, title, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.lstrip("."))
    if proposed.parent.is_dir():
        dialog.setDirectory(str(proposed.parent))
    dialog.selectFile(proposed.name)
    dialog.fileSelected.connect(lambda name: then(_suffixed(Path(name), dialog)))
    dialog.open()
    return dialog


def _suffixed(path: Path, dialog: QFileDialog) -> Path:
    """The path with the ending that the chosen filter means, where none was typed."""
    chosen = dialog.selectedNameFilter()
    if path.suffix or "*." not in chosen:
        return path
    return path.with_suffix("." + chosen.rpartition("*.")[2].rstrip(")"))


def _dialog(parent: QWidget, title: str, filters: Sequence[str]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setNameFilters(list(filters))
    return dialog
