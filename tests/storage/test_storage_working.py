"""The working copy: every change on the disk, in order; errors told, nothing lost."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from queue import Queue

import pytest

from isthmus.model.document import Document
from isthmus.model.records import System
from isthmus.storage.errors import StorageError
from isthmus.storage.leftovers import leftovers, recovered
from isthmus.storage.mapfile import load_map, save_map
from isthmus.storage.places import state_folder, working_folder
from isthmus.storage.rows import entry_of
from isthmus.storage.working import WorkingCopy
from support.bigmap import big_map
from support.harbour import harbour_vale

ABOUT = {"title": "Harbour", "source": "/maps/harbour.isthmus", "base": "abc"}


@pytest.fixture
def document():
    return harbour_vale()


@pytest.fixture
def told():
    return Queue()


@pytest.fixture
def copy(tmp_path, document, told):
    working = WorkingCopy(tmp_path, document.snapshot().tables, (), ABOUT, told.put)
    document.subscribe(working.record)
    yield working
    if working._thread.is_alive():
        working.close(keep=False)


def rename(document, name):
    with document.edit(f"Rename to {name}") as tx:
        tx.change(System, tx.all(System)[0].id, name=name)


def test_changes_are_on_the_disk_once_it_is_safe(tmp_path, document, copy, told):
    rename(document, "Once")
    with document.edit("Delete") as tx:
        tx.delete(System, tx.all(System)[3].id)
    document.undo()
    assert copy.flush()
    assert copy.is_safe
    assert copy.revision == 3
    assert told.get(timeout=10) is None
    copy.close(keep=True)
    found = recovered(copy.path)
    assert Document(found.tables).snapshot().same_content(document.snapshot())
    assert [one.label for one in found.history] == ["Rename to Once", "Delete", "Undo Delete"]


def test_recording_never_waits_for_the_disk(tmp_path, told):
    document = big_map(1000, 2500)
    working = WorkingCopy(tmp_path, document.snapshot().tables, (), ABOUT, told.put)
    document.subscribe(working.record)
    rename(document, "While the copy is still being made")
    assert not working.is_safe
    assert working.entries()[0].label.startswith("Rename")
    assert working.flush()
    assert working.is_safe
    working.close(keep=False)
    assert not list(tmp_path.iterdir())


def test_writes_are_as_safe_as_sqlite_makes_them(copy):
    assert copy.flush()
    pragmas = {
        name: copy._connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "locking_mode")
    }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "locking_mode": "exclusive"}


def test_the_history_goes_on_where_the_file_ended(tmp_path, document, told):
    heard = []
    document.subscribe(heard.append)
    rename(document, "First")
    save_map(tmp_path / "a.isthmus", document.snapshot().tables, (entry_of(heard[0], 1),))
    found = load_map(tmp_path / "a.isthmus")
    working = WorkingCopy(tmp_path / "w", found.tables, found.entries, ABOUT, told.put)
    document.subscribe(working.record)
    rename(document, "Second")
    assert working.flush()
    assert [(one.revision, one.label) for one in working.entries()] == [
        (1, "Rename to First"),
        (2, "Rename to Second"),
    ]
    working.close(keep=False)


def test_what_is_left_behind_is_listed_with_what_it_holds(tmp_path, document, copy):
    rename(document, "Once")
    rename(document, "Twice")
    copy.flush()
    copy.mark_saved(ABOUT, 1)
    copy.close(keep=True)
    (one,) = leftovers(tmp_path)
    assert (one.title, one.source, one.unsaved) == ("Harbour", "/maps/harbour.isthmus", 1)
    assert one.last_change.startswith("20")
    assert one.path == copy.path
    assert leftovers(tmp_path) == (one,)  # looking at it changes nothing


def test_a_copy_without_unsaved_work_is_not_listed(tmp_path, document, copy):
    rename(document, "Once")
    copy.mark_saved(ABOUT, 1)
    copy.close(keep=True)
    assert leftovers(tmp_path) == ()
    assert copy.path.exists()


def test_a_copy_that_is_in_use_is_not_offered(tmp_path, document, copy):
    rename(document, "Once")
    copy.flush()
    assert leftovers(tmp_path) == ()


def test_a_damaged_copy_is_listed_and_refused_with_a_message(tmp_path):
    bad = tmp_path / "bad.isthmus"
    bad.write_bytes(b"no database at all, but long enough to look like something" * 40)
    (one,) = leftovers(tmp_path)
    assert one.path == bad
    with pytest.raises(StorageError, match="damaged"):
        recovered(bad)


KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from support.harbour import harbour_vale
from isthmus.model.records import System
from isthmus.storage.working import WorkingCopy
document = harbour_vale()
working = WorkingCopy(Path(sys.argv[1]), document.snapshot().tables, (), {"title": "Lost"}, id)
document.subscribe(working.record)
for number in range(20):
    with document.edit(f"Edit {number}") as tx:
        tx.put(System(name=f"System {number}"))
assert working.flush()
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_work_that_was_safe_survives_a_kill(tmp_path):
    tests = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(tests)], check=False)
    assert done.returncode == -9
    (one,) = leftovers(tmp_path)
    assert (one.title, one.unsaved) == ("Lost", 20)
    names = {system.name for system in recovered(one.path).tables["systems"].values()}
    assert {f"System {number}" for number in range(20)} < names


def test_a_folder_that_cannot_be_written_is_told_and_tried_again(tmp_path, document, told):
    (tmp_path / "state").write_bytes(b"a file where the folder should be")
    working = WorkingCopy(tmp_path / "state", document.snapshot().tables, (), ABOUT, told.put)
    document.subscribe(working.record)
    error = told.get(timeout=10)
    assert isinstance(error, StorageError)
    assert "save the map to another folder" in str(error)
    rename(document, "In memory")
    assert not working.flush()
    assert not working.is_safe
    assert [one.label for one in working.entries()] == ["Rename to In memory"]
    (tmp_path / "state").unlink()
    assert working.flush()
    assert working.is_safe
    working.close(keep=True)
    (one,) = leftovers(tmp_path / "state")
    assert one.unsaved == 1
    while not told.empty():
        last = told.get()
    assert last is None


def test_a_change_that_breaks_off_is_written_whole_later(tmp_path, document, copy, told):
    assert copy.flush()
    copy._connection.execute("CREATE TRIGGER full BEFORE INSERT ON history "
                             "BEGIN SELECT RAISE(ABORT, 'disk is full'); END")  # fmt: skip
    rename(document, "Twice as long")
    assert not copy.flush()
    with closing(sqlite3.connect(":memory:")) as aside:
        copy._connection.backup(aside)
        assert not aside.execute("SELECT 1 FROM systems WHERE name LIKE 'Twice%'").fetchall()
    copy._connection.execute("DROP TRIGGER full")
    assert copy.flush()
    found = copy._connection.execute("SELECT count(*) FROM systems WHERE name LIKE 'Twice%'")
    assert found.fetchone() == (1,)
    assert [one.revision for one in copy.entries()] == [1]


def test_a_listener_that_fails_does_not_end_the_writer(tmp_path, document, monkeypatch):
    seen = Queue()
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.put(kind))

    def fail(error):
        raise ZeroDivisionError

    working = WorkingCopy(tmp_path, document.snapshot().tables, (), ABOUT, fail)
    assert seen.get(timeout=10) is ZeroDivisionError
    document.subscribe(working.record)
    rename(document, "Still written")
    assert working.flush()
    working.close(keep=False)


def test_closing_with_trouble_does_not_hang(tmp_path, document, told):
    (tmp_path / "state").write_bytes(b"")
    working = WorkingCopy(tmp_path / "state", document.snapshot().tables, (), ABOUT, told.put)
    working.close(keep=True)
    assert not working._thread.is_alive()


def test_the_state_folder_is_the_users_or_the_named_one(tmp_path, monkeypatch):
    monkeypatch.setenv("ISTHMUS_STATE", str(tmp_path))
    assert state_folder() == tmp_path
    assert working_folder() == tmp_path / "working"
    monkeypatch.delenv("ISTHMUS_STATE")
    assert state_folder().name == "isthmus"
    assert state_folder().is_absolute()
