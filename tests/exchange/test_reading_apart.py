"""Workbooks read in a process of their own: what comes back, and how it is ended."""

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.__main__ import READ_APART
from isthmus.exchange import apart, guard, reading, worker
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.grid import Grid
from isthmus.exchange.wire import (
    BrokenWireError,
    SentFaultError,
    fault_line,
    grids_of,
    lines_of,
)
from support.nasty.case import ROWS
from support.oldbooks import xls
from support.workbooks import workbook

CELLS = [(r, c, text) for r, row in enumerate(ROWS) for c, text in enumerate(row)]
CELL = st.one_of(
    st.text(max_size=8),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(days=-9999), timedelta(days=9999)),
)


@given(rows=st.lists(st.lists(CELL, max_size=4), max_size=5), name=st.text(max_size=8))
def test_sheets_come_over_the_wire_as_they_were(rows: list, name: str):
    grid = Grid(
        "a.xls", name, rows, hidden=True, merged=((0, 1, 2, 3),), notes=("told",),
        hidden_rows=frozenset((1, 2)), hidden_columns=frozenset((0,)), since_1904=True,
        faults={(1, 1): "#N/A"},
    )  # fmt: skip
    (came,) = grids_of(BytesIO(b"".join(lines_of([grid]))))
    assert came == grid
    kinds = [[type(cell) for cell in row] for row in rows]
    assert [[type(cell) for cell in row] for row in came.rows] == kinds


@given(cut=st.integers(0, 200))
def test_a_wire_that_breaks_is_never_a_shorter_sheet(cut: int):
    sent = b"".join(lines_of([Grid("a.xls", "Apps", [[*row] for row in ROWS])]))
    with pytest.raises(BrokenWireError):
        grids_of(BytesIO(sent[: min(cut, len(sent) - 2)]))


def test_a_fault_comes_over_the_wire():
    with pytest.raises(SentFaultError, match="bad"):
        grids_of(BytesIO(fault_line("bad")))


def test_dates_of_a_large_workbook_stay_dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rows = [["Name", "Day", "At", "Clock"],
            ["CRM", date(2027, 12, 31), datetime.fromisoformat("2026-01-02T03:04:05"),
             time(12, 30)]]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", {"S": rows, "T": []})
    here = reading.read(path)
    monkeypatch.setattr(guard, "LARGE", 0)
    monkeypatch.setattr(reading, "read_workbook", None)
    assert reading.read(path) == here


def test_the_same_word_is_known_on_both_sides():
    assert apart.COMMAND == READ_APART


def test_a_packed_program_calls_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart._command(Path("/a b.xls")) == [sys.executable, "read-apart", "/a b.xls"]


def stuck(monkeypatch: pytest.MonkeyPatch, code: str) -> list[subprocess.Popen]:
    """The process does something else; gives those that were started."""
    started = []
    begin = subprocess.Popen

    def popen(*args: object, **more: object) -> subprocess.Popen:
        started.append(begin(*args, **more))
        return started[-1]

    monkeypatch.setattr(apart, "_command", lambda _path: [sys.executable, "-c", code])
    monkeypatch.setattr(apart.subprocess, "Popen", popen)
    return started


def test_a_process_is_killed_at_once_when_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    started = stuck(monkeypatch, "import time; time.sleep(60)")
    begin, asked = monotonic(), []
    with pytest.raises(ImportCancelled):
        reading.read(xls(tmp_path / "a.xls", CELLS), lambda: asked.append(1) or len(asked) > 3)
    assert monotonic() - begin < 5
    assert started[0].poll() is not None


def test_a_process_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    started = stuck(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(apart, "SECONDS", 0.2)
    with pytest.raises(ImportFault, match=r"a\.xls cannot be read within 0 seconds.*\.xlsx"):
        reading.read(xls(tmp_path / "a.xls", CELLS))
    assert started[0].poll() is not None


@pytest.mark.parametrize("code", ["import os; os.abort()", "raise SystemExit(3)", "print('[1')"])
def test_a_process_that_breaks_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str):
    stuck(monkeypatch, code)
    with pytest.raises(ImportFault, match=r"a\.xls cannot be read: its reading broke off"):
        reading.read(xls(tmp_path / "a.xls", CELLS))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit it")
def test_a_process_that_wants_too_much_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    code = "from isthmus.exchange import worker; worker._limit(); bytearray(600 * 2**20)"
    stuck(monkeypatch, code)
    with pytest.raises(ImportFault, match="too much memory"):
        reading.read(xls(tmp_path / "a.xls", CELLS))
    assert worker.MEMORY < 600 * 2**20
