"""Map files: exact round trips, and a clear refusal of all that Isthmus did not write so."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import rule

from isthmus.model.document import Document
from isthmus.model.records import System
from isthmus.storage import guard
from isthmus.storage.digest import digest_of, digest_of_rows
from isthmus.storage.errors import StorageError
from isthmus.storage.mapfile import built, load_map, loaded, save_map
from isthmus.storage.rows import entry_of
from isthmus.storage.schema import over
from support.bigmap import big_map
from support.harbour import harbour_vale
from support.mapmachine import MapMachine

RELEASED = Path(__file__).parent / "released"


@pytest.fixture
def document():
    return harbour_vale()


@pytest.fixture
def path(tmp_path, document):
    """The map of Harbour & Vale as a file."""
    save_map(tmp_path / "harbour.isthmus", document.snapshot().tables)
    return tmp_path / "harbour.isthmus"


def tampered(path, *statements, digest=True):
    """Run statements on the file as anybody may, and set the digest right again."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        if digest:
            right = digest_of(over(connection))
            connection.execute("UPDATE meta SET value = ? WHERE key = 'digest'", (right,))
    return path


def test_a_map_comes_back_as_it_was_saved(path, document):
    found = load_map(path)
    assert Document(found.tables).snapshot().same_content(document.snapshot())
    assert not found.read_only
    assert found.entries == ()
    assert len(found.digest) == 64
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_order_of_records_stays(path, document):
    found = load_map(path)
    for table, rows in document.snapshot().tables.items():
        assert list(found.tables[table]) == list(rows)


class SavedAndLoaded(MapMachine):
    """Any map that edits can make is the same once saved and loaded, its history too."""

    @rule()
    def survives(self):
        snapshot = self.document.snapshot()
        entries = [entry_of(change, n) for n, change in enumerate(self.heard, 1)]
        found = loaded(built(snapshot.tables, entries)[0], "memory")
        assert Document(found.tables).snapshot().same_content(snapshot)
        assert found.history == tuple(self.heard)
        assert found.revision == len(self.heard)

    def teardown(self):
        self.survives()


TestSavedAndLoaded = SavedAndLoaded.TestCase
TestSavedAndLoaded.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_the_digest_follows_the_content_alone(tmp_path, document):
    tables = document.snapshot().tables
    first = save_map(tmp_path / "a.isthmus", tables)
    assert save_map(tmp_path / "b.isthmus", tables) == first
    turned = {name: dict(reversed(rows.items())) for name, rows in tables.items()}
    assert save_map(tmp_path / "c.isthmus", turned) == first
    with document.edit("Rename") as tx:
        tx.change(System, tx.all(System)[0].id, name="Other")
    assert save_map(tmp_path / "d.isthmus", document.snapshot().tables) != first


def test_the_digest_sees_where_a_value_ends():
    def one(*row):
        return digest_of_rows([("t", ("id", "a", "b"), [row])])

    assert (
        len({one("1", "a,b", ""), one("1", "a", "b"), one("1", '","', ""), one("1", None, "")}) == 4
    )


# --- what is refused -------------------------------------------------------------------------


def test_what_is_no_map_is_told_apart(tmp_path):
    def refusal(name, data):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(StorageError) as told:
            load_map(tmp_path / name)
        assert name in str(told.value)
        return str(told.value)

    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert "is empty" in refusal("empty.isthmus", b"")
    assert "not an Isthmus map" in refusal("text.isthmus", b"name,vendor\nCRM,Acme\n")
    assert "not an Isthmus map" in refusal("short.isthmus", b"SQLite format 3\x00")
    assert "another program" in refusal("other.isthmus", other.read_bytes())


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(StorageError, match=r"no file .*gone\.isthmus"):
        load_map(tmp_path / "gone.isthmus")
    with pytest.raises(StorageError, match="is a folder"):
        load_map(tmp_path)
    with pytest.raises(StorageError, match="cannot be read"):
        load_map(tmp_path / "nul\0name.isthmus")
    with pytest.raises(StorageError, match="cannot be read"):
        load_map(tmp_path / ("x" * 300))


def test_a_map_that_is_too_large_is_not_even_read(path, monkeypatch):
    monkeypatch.setattr(guard, "MAX_FILE", 1000)
    with pytest.raises(StorageError, match="MB"):
        load_map(path)


def test_a_newer_major_version_is_refused_with_what_to_do(path):
    tampered(path, "PRAGMA user_version = 2000")
    with pytest.raises(StorageError, match=r"newer Isthmus: its format is 2\.0.*Update"):
        load_map(path)


@pytest.mark.parametrize("version", [0, 1, 999, -1])
def test_a_version_that_never_was_is_refused(path, version):
    tampered(path, f"PRAGMA user_version = {version}")
    with pytest.raises(StorageError):
        load_map(path)


def test_a_newer_minor_version_opens_for_reading(path, document):
    tampered(
        path,
        "PRAGMA user_version = 1007",
        "ALTER TABLE systems ADD COLUMN mood TEXT",
        "CREATE TABLE moods (id TEXT PRIMARY KEY)",
    )
    found = load_map(path)
    assert found.read_only
    assert Document(found.tables).snapshot().same_content(document.snapshot())
    tampered(path, "ALTER TABLE systems DROP COLUMN vendor")
    with pytest.raises(StorageError, match="lacks columns"):
        load_map(path)


@pytest.mark.parametrize("version", [1000, 1007])
@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("CREATE VIEW spy AS SELECT * FROM systems", "view"),
        ("CREATE TRIGGER spy AFTER INSERT ON systems BEGIN SELECT 1; END", "trigger"),
        ("CREATE VIRTUAL TABLE spy USING rtree(id, x, y)", "table"),
    ],
)
def test_a_view_or_trigger_is_refused_in_any_version(path, statement, word, version):
    tampered(path, statement, f"PRAGMA user_version = {version}", digest=False)
    with pytest.raises(StorageError, match=f"holds a {word}, 'spy'"):
        load_map(path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (a)",
        "CREATE INDEX quick ON systems (name)",
        "ALTER TABLE systems ADD COLUMN extra TEXT",
        "ALTER TABLE systems ADD COLUMN extra TEXT AS (name || name)",
        "DROP TABLE notes",
        "DROP TABLE history",
        "ALTER TABLE notes RENAME TO memos",
        "ANALYZE",
    ],
)
def test_tables_unlike_our_own_are_refused(path, statement):
    tampered(path, statement)
    with pytest.raises(StorageError, match="damaged"):
        load_map(path)


def test_a_lying_schema_is_refused(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = 'CREATE TABLE views (id TEXT PRIMARY KEY,"
            " name TEXT DEFAULT (hex(zeroblob(99999999))), lens TEXT)' WHERE name = 'views'"
        )
    with pytest.raises(StorageError, match="damaged"):
        load_map(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE flows SET target = 'nowhere'",
        "UPDATE flows SET target = source",
        "UPDATE systems SET hosting = 'the moon'",
        "UPDATE systems SET annual_cost = 'NaN'",
        "UPDATE systems SET origin = '[[\"half\"'",
        "UPDATE systems SET origin = '{}'",
        "UPDATE systems SET regions = NULL",
        "UPDATE systems SET regions = '[\"\\ud800\"]'",
        "INSERT INTO waivers VALUES ('', 'key', 'No id', '', NULL, NULL, '', '', '[]')",
        "UPDATE systems SET name = NULL",
        "UPDATE systems SET name = x'6100'",
        "UPDATE systems SET users = 'many'",
        "UPDATE placements SET x = 9e999",
        "UPDATE placements SET x = 'left'",
        "DELETE FROM info",
        "UPDATE info SET id = 'other'",
        "UPDATE departments SET parent = id",
        "UPDATE systems SET origin = '" + "[" * 50_000 + "'",
        "INSERT INTO history VALUES (1, 2, 3, x'00', 5, 6)",
    ],
)
def test_records_that_make_no_sense_are_refused_though_the_digest_is_right(path, statement):
    tampered(path, statement)
    with pytest.raises(StorageError, match="damaged"):
        load_map(path)


def test_a_changed_value_is_seen_by_the_digest(path):
    tampered(path, "UPDATE systems SET name = 'Marketa' WHERE name = 'Marketo'", digest=False)
    with pytest.raises(StorageError, match="not what was saved"):
        load_map(path)


def test_a_file_without_digest_is_refused(path):
    tampered(path, "DELETE FROM meta", digest=False)
    with pytest.raises(StorageError, match="not what was saved"):
        load_map(path)


def test_flipped_bits_never_pass_unseen(path, document):
    """Opened as it was, or refused: one bit in each of 400 places, spread over the file."""
    data = path.read_bytes()
    outcomes = {"same": 0, "refused": 0}
    for step in range(400):
        place = step * len(data) // 400
        bad = bytearray(data)
        bad[place] ^= 1 << step % 8
        try:
            found = loaded(bytes(bad), "bad.isthmus")
        except StorageError:
            outcomes["refused"] += 1
        else:
            assert Document(found.tables).snapshot().same_content(document.snapshot())
            outcomes["same"] += 1
    assert outcomes["refused"] > 30  # those that hit content; free space may take any bit


def test_a_file_cut_short_is_refused(path):
    data = path.read_bytes()
    for length in (1, 99, 100, 512, 4096, len(data) // 2, len(data) - 1, len(data) - 4096):
        with pytest.raises(StorageError):
            loaded(data[:length], "cut.isthmus")


def test_reading_has_a_time_limit(path, monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", -1000)
    big = built(big_map(2000, 4000).snapshot().tables, ())[0]
    with pytest.raises(StorageError, match="interrupted"):
        loaded(big, "slow.isthmus")


def test_a_value_that_is_too_long_is_refused(path, monkeypatch):
    limits = {**guard._LIMITS, sqlite3.SQLITE_LIMIT_LENGTH: 10_000}
    monkeypatch.setattr(guard, "_LIMITS", limits)
    load_map(path)
    tampered(path, f"UPDATE systems SET description = '{'x' * 20_000}'")
    with pytest.raises(StorageError, match="damaged"):
        load_map(path)


def test_a_map_left_in_wal_mode_by_another_tool_opens(path, document):
    tampered(path, "PRAGMA journal_mode = WAL")
    assert path.read_bytes()[18:20] == b"\x02\x02"
    found = load_map(path)
    assert Document(found.tables).snapshot().same_content(document.snapshot())


# --- history ---------------------------------------------------------------------------------


def test_history_is_kept_and_read_when_asked_for(tmp_path, document):
    heard = []
    document.subscribe(heard.append)
    with document.edit("Rename", "ana") as tx:
        system = tx.all(System)[0]
        tx.change(System, system.id, name="Other", regions=("EU",))
    with document.edit("Delete") as tx:
        tx.delete(System, system.id)
    document.undo()
    entries = tuple(entry_of(change, n) for n, change in enumerate(heard, 1))
    save_map(tmp_path / "a.isthmus", document.snapshot().tables, entries)
    found = load_map(tmp_path / "a.isthmus")
    assert found.history == tuple(heard)
    assert [(one.label, one.author) for one in found.history] == [
        ("Rename", "ana"),
        ("Delete", ""),
        ("Undo Delete", ""),
    ]
    start = harbour_vale()
    for change in found.history:
        start.apply(change)
    assert start.snapshot().same_content(document.snapshot())


@pytest.mark.parametrize(
    "deltas",
    [
        "no list",
        "[[1,2,3,4]]",
        '[["nowhere","id",null,null]]',
        '[["systems","id",null,null]]',
        '[["systems","id",null,{"id":"other","name":"x"}]]',
        '[["systems","id",null,{"id":"id"}]]',
        '[["systems","id"]]',
        "[" * 50_000,
    ],
)
def test_a_damaged_history_does_not_keep_the_map_from_opening(path, deltas):
    tampered(path, f"INSERT INTO history VALUES (1, 'a', '2026-01-01', '', 'x', '{deltas}')")
    found = load_map(path)
    assert found.tables["systems"]
    with pytest.raises(StorageError, match="history cannot be read"):
        _ = found.history


# --- versions --------------------------------------------------------------------------------


def test_the_first_released_file_opens_forever(tmp_path):
    shutil.copy(RELEASED / "1.0.isthmus", tmp_path)
    before = (tmp_path / "1.0.isthmus").read_bytes()
    found = load_map(tmp_path / "1.0.isthmus")
    document = Document(found.tables)
    assert document.snapshot().info.name == "Harbour & Vale"
    assert len(found.tables["systems"]) == 16
    assert [one.label for one in found.history] == ["Draw Canva"]
    marketo = next(s for s in document.snapshot().systems.values() if s.name == "Marketo")
    assert (marketo.it_steward, marketo.annual_cost) == ("Ana Ruiz", 38_000)
    assert (tmp_path / "1.0.isthmus").read_bytes() == before
    save_map(tmp_path / "again.isthmus", found.tables, found.entries)
    assert load_map(tmp_path / "again.isthmus").tables == found.tables


def test_a_file_of_version_1_1_keeps_its_views_and_its_cells(tmp_path):
    shutil.copy(RELEASED / "1.1.isthmus", tmp_path)
    found = load_map(tmp_path / "1.1.isthmus")
    view = next(one for one in found.tables["views"].values() if one.name == "Costs")
    assert (view.lens, view.filter_text, view.ground) == ("spend", "a", "territories")
    marketo = next(one for one in found.tables["systems"].values() if one.name == "Marketo Engage")
    assert {cell.field for cell in marketo.origin} >= {"name", "vendor"}
    assert marketo.imported == ()
    save_map(tmp_path / "again.isthmus", found.tables, found.entries)
    assert load_map(tmp_path / "again.isthmus").tables == found.tables


def test_a_file_of_version_1_2_keeps_its_waivers(tmp_path):
    shutil.copy(RELEASED / "1.2.isthmus", tmp_path)
    found = load_map(tmp_path / "1.2.isthmus")
    (waiver,) = found.tables["waivers"].values()
    assert (waiver.reason, waiver.who, waiver.until) == ("Known", "Ann", date(2027, 1, 31))
    assert (waiver.role, waiver.severity, waiver.covers) == ("", "", ())
    assert found.tables["settings"] == found.tables["scenarios"] == {}
    assert any(one.imported for one in found.tables["systems"].values())
    save_map(tmp_path / "again.isthmus", found.tables, found.entries)
    assert load_map(tmp_path / "again.isthmus").tables == found.tables
