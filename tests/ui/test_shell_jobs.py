"""Jobs: beside the window, with progress; what is cancelled is not used."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from isthmus.ui.app import FaultHook
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.statusbar import BusyStrip
from isthmus.ui.window import MainWindow


@pytest.fixture
def runner(qtbot: QtBot) -> JobRunner:
    return JobRunner()


def test_the_result_comes_on_the_windows_thread(runner: JobRunner, qtbot: QtBot) -> None:
    seen: list[tuple[str, int, int]] = []

    def work(ticket: Ticket) -> tuple[str, int]:
        ticket.progress(0.5, "half")
        return "done", threading.get_ident()

    def then(result: tuple[str, int]) -> None:
        seen.append((*result, threading.get_ident()))

    with qtbot.waitSignal(runner.idle):
        job = runner.run("Work", work, then, pytest.fail)
        told = []
        job.progressed.connect(lambda part, text: told.append((part, text)))
    word, there, here = seen[0]
    assert word == "done"
    assert here == threading.get_ident() != there
    assert told == [(0.5, "half")]


def test_a_failure_is_told(runner: JobRunner, qtbot: QtBot) -> None:
    failures: list[Exception] = []

    def work(_: Ticket) -> None:
        raise ValueError("no")

    with qtbot.waitSignal(runner.idle):
        runner.run("Work", work, pytest.fail, failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert str(failures[0]) == "no"


def test_what_is_cancelled_is_not_used(runner: JobRunner, qtbot: QtBot) -> None:
    go = threading.Event()

    def work(ticket: Ticket) -> None:
        go.wait(5)
        ticket.progress(0.9)
        pytest.fail("went on after it was cancelled")

    with qtbot.waitSignal(runner.idle):
        job = runner.run("Work", work, pytest.fail, pytest.fail)
        job.cancel()
        go.set()


def test_slow_work_shows_itself_and_can_be_stopped(
    runner: JobRunner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("isthmus.ui.jobs.SHOW_AFTER", 30)
    monkeypatch.setattr("isthmus.ui.statusbar.CANCEL_AFTER", 350)
    strip = BusyStrip(runner)
    qtbot.addWidget(strip)

    def work(ticket: Ticket) -> None:
        while True:
            ticket.progress(0.3, "Reading sheet 2")
            threading.Event().wait(0.01)

    with qtbot.waitSignal(runner.idle):
        runner.run("Work", work, pytest.fail, pytest.fail)
        assert not strip.isVisible()
        qtbot.waitUntil(strip.isVisible)
        stop = strip.findChild(QPushButton)
        qtbot.waitUntil(stop.isVisible)
        assert "Reading sheet 2" in [part.text() for part in strip.findChildren(QLabel)]
        stop.click()
    assert not strip.isVisible()


def test_a_check_that_fails_is_said(window: MainWindow) -> None:
    window.session.analysis = None
    with pytest.raises(RuntimeError, match="broken"):
        window._check_failed(RuntimeError("broken"))
    assert window.status.analysed.text() == "The check failed"
    assert "could not be checked" in window.findings._empty.text()


def test_a_fault_shows_one_plain_dialog_and_the_work_goes_on(
    harbour: MainWindow,
    dialog: Callable[[str], QDialog],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.__excepthook__", lambda *_: None)
    hook = FaultHook(harbour)
    for number in range(3):
        error = RuntimeError(f"<b>broken</b> {number}")
        hook.tell(RuntimeError, error, None)
    shown = dialog("fault")
    assert len(harbour.findChildren(QDialog, "fault")) == 1
    assert any("broken</b> 0" in part.text() for part in shown.findChildren(QLabel))
    assert "RuntimeError" in shown.findChild(QPlainTextEdit).toPlainText()
    next(b for b in shown.findChildren(QPushButton) if b.text() == "Go on").click()
    assert not shown.isVisible()
    assert harbour.session.snapshot.systems
