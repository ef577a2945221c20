"""What the program says of itself: its icon, its version, whose work it is built on."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton

from isthmus import __version__
from isthmus.cli import main
from isthmus.ui.dialogs.licences import libraries
from isthmus.ui.theme.appicon import app_icon
from isthmus.ui.window import MainWindow

Find = Callable[[str], QDialog]


def said(dialog: QDialog) -> str:
    return " ".join(one.text() for one in dialog.findChildren(QLabel))


def test_the_window_has_an_icon_that_shows_something(window: MainWindow) -> None:
    for size in (16, 48, 256):
        image = app_icon().pixmap(size, size).toImage()
        assert image.width() == size
        inks = {QColor(image.pixel(x, x)).name() for x in range(size)}
        assert len(inks) >= 3


def test_about_tells_the_version_and_the_licences(window: MainWindow, dialog: Find) -> None:
    window.actions_["about"].trigger()
    about = dialog("about")
    assert __version__ in said(about)
    for word in ("Apache", "Inter", "Lucide"):
        assert word in said(about)
    next(b for b in about.findChildren(QPushButton) if b.text() == "Licences…").click()
    licences = dialog("licences")
    for name, _, licence in libraries():
        assert name in said(licences)
        assert licence
    text = licences.findChild(QPlainTextEdit).toPlainText()
    assert "Open Font License" in text or "OFL" in text
    assert "ISC License" in text


def test_every_library_says_its_licence() -> None:
    found = list(libraries())
    assert {"networkx", "typst", "pyside6-essentials"} <= {name for name, _, _ in found}
    assert all(licence != "see its own files" for _, _, licence in found)


def test_the_version_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"isthmus {__version__}"
