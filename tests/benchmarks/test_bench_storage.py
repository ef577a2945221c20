"""Opening and saving against the table of figures in the architecture, with what was measured.

Long, as they need a quiet machine: `pytest -m long tests/benchmarks/test_bench_storage.py -s`.
"""

import sqlite3
from contextlib import closing
from time import perf_counter

import pytest

from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.document import Document
from isthmus.model.records import System
from isthmus.storage.mapfile import load_map, save_map
from isthmus.storage.rows import entry_of, row_of
from isthmus.storage.schema import insert_sql, migrate, over
from isthmus.storage.working import WorkingCopy
from support.bigmap import big_map

pytestmark = pytest.mark.long

SIZES = [(1_000, 2_500, 0.3), (10_000, 25_000, 2.0)]


def best_of(times, work):
    """Seconds that the quickest of several runs took."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


def bare_write(path, snapshot):
    """The baseline: the same rows into SQLite, with no check, digest, fsync or backup."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        db = over(connection)
        migrate(db)
        with db.atomic():
            for table, rows in snapshot.tables.items():
                connection.executemany(
                    insert_sql(table), [row_of(table, one) for one in rows.values()]
                )


def imported(snapshot):
    """The history of a map that came in by one import: every record in one change set."""
    deltas = [
        Delta(table, one.id, None, one)
        for table, rows in snapshot.tables.items()
        for one in rows.values()
    ]
    return (entry_of(ChangeSet("Import", tuple(deltas)), 1),)


@pytest.mark.parametrize(("systems", "flows", "seconds"), SIZES)
def test_open_and_save(tmp_path, systems, flows, seconds):
    snapshot = big_map(systems, flows).snapshot()
    entries = imported(snapshot)
    path = tmp_path / "big.isthmus"
    bare = best_of(3, lambda: bare_write(tmp_path / "bare.db", snapshot))
    save = best_of(3, lambda: save_map(path, snapshot.tables, entries))
    opened = best_of(3, lambda: Document(load_map(path).tables, are_whole=True))
    print(
        f"\n{systems:,} systems, {flows:,} flows: save {save:.2f} s, open {opened:.2f} s"
        f" (bare rows into SQLite {bare:.2f} s; {path.stat().st_size / 1e6:.1f} MB with history)"
    )
    assert Document(load_map(path).tables).snapshot().same_content(snapshot)
    assert save < seconds
    assert opened < seconds


@pytest.mark.parametrize(("systems", "flows", "seconds"), SIZES)
def test_an_edit_is_safe_soon(tmp_path, systems, flows, seconds):
    document = big_map(systems, flows)
    working = WorkingCopy(tmp_path, document.snapshot().tables, (), {}, lambda error: None)
    document.subscribe(working.record)
    made = best_of(1, working.flush)

    def edit():
        with document.edit("Draw") as tx:
            tx.put(System(name="One more"))

    held = best_of(20, edit)

    def edit_and_wait():
        edit()
        assert working.flush()

    safe = best_of(20, edit_and_wait)
    working.close(keep=False)
    print(
        f"\n{systems:,} systems, {flows:,} flows: working copy made in {made:.2f} s;"
        f" an edit takes {held * 1000:.2f} ms, is safe after {safe * 1000:.1f} ms"
    )
    assert held < 0.016
    assert safe < 0.1
