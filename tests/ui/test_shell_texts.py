"""Texts from files are shown as they are, never read as markup."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

import isthmus.ui
from isthmus.model.records import System
from isthmus.ui.text import ElidedLabel, caption, label, set_tip, tip_markup
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import system_id

HOSTILE = "<img src='file://host/share/x.png'><b>Marketo</b> & Söhne"
UI = Path(isthmus.ui.__file__).parent
BARE = re.compile(
    r"\bQLabel\(|\.setToolTip\(|\bQMessageBox\b|\bQTextBrowser\b|\bQTextEdit\b|\.setHtml\("
    r"|\bQToolTip\.showText\((?!.*tip_markup\()|\bQTextDocument\b|\bQErrorMessage\b|\bQInputDialog\b"
)


def test_no_widget_takes_markup_but_through_the_factory() -> None:
    found = []
    for path in sorted(UI.rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if BARE.search(line) and path != UI / "text.py":
                found.append(f"{path.relative_to(UI)}:{number}: {line.strip()}")
    assert found == []


def test_the_search_for_bare_widgets_can_fail() -> None:
    for line in ("QLabel('x')", "w.setToolTip(name)", "QMessageBox.warning(self)"):
        assert BARE.search(line)


def test_a_label_is_plain(qtbot: QtBot) -> None:
    made = label(HOSTILE)
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == HOSTILE


def test_a_tooltip_shows_just_the_text(qtbot: QtBot) -> None:
    made = ElidedLabel()
    qtbot.addWidget(made)
    made.setText(HOSTILE)
    assert made.toolTip().startswith("<span ")
    assert "<img" not in made.toolTip()
    assert "&lt;img" in made.toolTip()
    assert "&amp; Söhne" in made.toolTip()
    set_tip(made, "")
    assert made.toolTip() == ""
    assert tip_markup("") == ""
    QToolTip.hideText()


@pytest.mark.parametrize("text", ["R&D", "&File", "a && b"])
def test_an_ampersand_in_a_button_stays(qtbot: QtBot, text: str) -> None:
    made = QPushButton(caption(text))
    qtbot.addWidget(made)
    assert made.shortcut().isEmpty()


def test_hostile_names_are_shown_plainly_all_over_the_window(harbour: MainWindow) -> None:
    harbour.session.edit(edits.rename, System, system_id("Marketo"), HOSTILE)
    harbour.tabs.setCurrentIndex(1)
    harbour.go_to(system_id("Marketo"))
    harbour.findings.step(1)
    labels = [part for part in harbour.findChildren(QLabel) if part.text()]
    assert any(HOSTILE in part.text() for part in labels)
    assert {part.textFormat() for part in labels} == {Qt.TextFormat.PlainText}
    for part in harbour.findChildren(QPushButton):
        assert "<img" not in part.toolTip()
