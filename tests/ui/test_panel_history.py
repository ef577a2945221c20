"""The history: live, newest first, and the way back and forth."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.model.changes import ChangeSet
from isthmus.model.records import System
from isthmus.storage.rows import HistoryEntry
from isthmus.ui.panels.history_rows import Standing, when
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.sources import Opened
from support.harbour import harbour_vale, system_id


@pytest.fixture
def shown(harbour: MainWindow) -> MainWindow:
    harbour.activateWindow()
    harbour.tabs.setCurrentWidget(harbour.history)
    for name in ("Eloqua", "Pardot", "HubSpot"):
        harbour.session.edit(edits.rename, System, system_id("Marketo"), name)
    return harbour


def standings(window: MainWindow) -> list[Standing]:
    model = window.history.rows
    rows = [model.row(model.index(n)) for n in range(model.rowCount())]
    return [row.standing for row in rows if row]


def go(window: MainWindow, number: int) -> None:
    window.history.list.setCurrentIndex(window.history.rows.index(number))
    assert window.history.go.isEnabled()
    window.history.go.click()


def name(window: MainWindow) -> str:
    return window.session.snapshot.systems[system_id("Marketo")].name


def test_steps_come_in_at_the_top_as_they_are_made(shown: MainWindow) -> None:
    model = shown.history.rows
    assert model.data(model.index(0)).startswith("Rename")
    assert "the map stands here" in model.data(model.index(0))
    assert standings(shown) == [Standing.HERE, *[Standing.DONE] * 3]


def test_undo_and_redo_lead_to_the_step_in_one_go(shown: MainWindow) -> None:
    go(shown, 2)
    assert name(shown) == "Eloqua"
    assert standings(shown) == [Standing.UNDONE, Standing.UNDONE, Standing.HERE, Standing.DONE]
    shown.history.list.setCurrentIndex(shown.history.rows.index(0))
    assert shown.history.go.text() == "Redo to here"
    QTest.keyClick(shown.history.list, Qt.Key.Key_Return)
    assert name(shown) == "HubSpot"
    go(shown, 3)
    assert name(shown) == "Marketo"
    assert not shown.session.workspace.is_dirty


def test_what_was_undone_for_good_is_history_only(shown: MainWindow) -> None:
    shown.actions_["undo"].trigger()
    shown.session.edit(edits.rename, System, system_id("Marketo"), "Braze")
    assert standings(shown)[:2] == [Standing.HERE, Standing.DROPPED]
    shown.history.list.setCurrentIndex(shown.history.rows.index(1))
    assert not shown.history.go.isEnabled()
    shown.history.go_to_selected()
    assert name(shown) == "Braze"


def test_it_catches_up_when_it_is_shown(shown: MainWindow) -> None:
    shown.tabs.setCurrentWidget(shown.findings)
    shown.session.edit(edits.rename, System, system_id("Marketo"), "Braze")
    assert len(standings(shown)) == 4
    shown.actions_["history"].trigger()
    assert len(standings(shown)) == 5


def test_thousands_of_earlier_steps_cost_an_edit_nothing(window: MainWindow, qtbot) -> None:
    time = datetime(2026, 3, 1, 12, tzinfo=UTC)
    entries = tuple(
        HistoryEntry(n, f"e{n}", (time + timedelta(hours=n)).isoformat(), "Ana", f"Step {n}", "[]")
        for n in range(1, 5001)
    )
    window.tabs.setCurrentWidget(window.history)
    window.session.workspace.adopt(Opened(harbour_vale(), entries), is_saved=True)
    window.session.adopt()
    qtbot.waitUntil(lambda: window.session.analysis is not None)
    model = window.history.rows
    assert model.rowCount() == 5001
    assert model.data(model.index(1)) == "Step 5000, Ana"
    assert standings(window)[1] is Standing.EARLIER
    start = perf_counter()
    for n in range(50):
        window.session.workspace.history.add(ChangeSet("x", (), "", time, f"n{n}"))
        model.follow()
    assert perf_counter() - start < 1.0
    assert model.rowCount() == 5051


def test_when_something_was_done() -> None:
    now = datetime(2026, 11, 22, 18, 0).astimezone()
    assert when(now.replace(hour=9, minute=5), now) == "09:05"
    assert when(now - timedelta(days=20), now) == "2 Nov, 18:00"
    assert when(now - timedelta(days=400), now).startswith("18 Oct 2025")
    assert when(None, now) == ""
