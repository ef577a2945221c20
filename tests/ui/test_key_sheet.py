"""The sheet of shortcuts lists every key and gesture, in groups, and can be searched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from isthmus.ui.canvas.handbook import CHAPTERS
from isthmus.ui.commands import SPECS
from isthmus.ui.dialogs.keysheet import _keys_of


@pytest.fixture
def sheet(window, dialog):
    window.actions_["keys"].trigger()
    return dialog("keys")


def test_every_command_with_a_key_is_listed_once(sheet):
    with_keys = [spec for spec in SPECS if spec.keys]
    own = sum(len(rows) for _, rows in CHAPTERS)
    assert len(sheet.shown()) == len(with_keys) + own
    words = {what for what, _ in sheet.shown()}
    assert {"Undo", "Align left", "Copy while dragging", "Walk along flows"} <= words


def test_what_is_typed_narrows_the_sheet(sheet, qtbot):
    QTest.keyClicks(sheet.search, "align left")
    assert [what for what, _ in sheet.shown()] == ["Align left"]
    sheet.search.clear()
    QTest.keyClicks(sheet.search, "ctrl shift v")
    assert ("Paste where it was copied", "Ctrl+Shift+V") in sheet.shown()
    sheet.search.clear()
    QTest.keyClicks(sheet.search, "moonrise")
    assert sheet.shown() == []
    assert any("No key does that" in one.text() for one in sheet.findChildren(QLabel))
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible())


@pytest.mark.parametrize(
    ("way", "keys"),
    [
        ("Ctrl+Shift+A", ["Ctrl", "Shift", "A"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("Ctrl+-", ["Ctrl", "-"]),
        ("/", ["/"]),
        ("+", ["+"]),
        ("Drag a corner", ["Drag a corner"]),
    ],
)
def test_keys_are_taken_apart(way, keys):
    assert _keys_of(way) == keys
