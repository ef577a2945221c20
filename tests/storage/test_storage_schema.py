"""The schema: what a released version made stays as it was; older files become today's."""

import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Migrations

from isthmus.model.document import Document
from isthmus.model.tables import TABLES
from isthmus.storage import guard, mapfile, schema
from isthmus.storage.errors import StorageError
from isthmus.storage.mapfile import load_map, save_map
from isthmus.storage.rows import columns
from isthmus.storage.schema import VERSION, migrate, objects_of, over
from support.harbour import harbour_vale


@pytest.mark.parametrize("table", TABLES)
def test_every_field_of_every_record_has_its_column(table):
    """A new field of a record needs a migration of its own in schema.py, and a new MINOR."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(over(connection))
        found = [(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({table})")]
    assert found == [(one.name, one.type) for one in columns(table)]  # the digest goes by order


def test_a_map_holds_our_tables_and_nothing_that_acts():
    found = {(kind, name) for kind, name, _, _ in objects_of(VERSION)}
    tables = {name for kind, name in found if kind == "table"}
    assert tables == {*TABLES, "history", "meta", "_sqlite_migrations"}
    assert {kind for kind, _ in found} == {"table", "index"}


@pytest.fixture
def tomorrow(monkeypatch):
    """Let the program be of a version 1.4, which has renamed and added a column."""
    migrations = Migrations("isthmus")
    migrations(name="1000")(schema._first)
    migrations(name="1001")(schema._drawing)

    migrations(name="1002")(schema._imported)
    migrations(name="1003")(schema._judging)

    @migrations(name="1004")
    def later(db):
        db.table("waivers").transform(rename={"who": "by"})
        db.table("waivers").add_column("review", str)

    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    for module in (schema, guard, mapfile):
        monkeypatch.setattr(module, "VERSION", 1004)
    schema.objects_of.cache_clear()
    yield
    schema.objects_of.cache_clear()


def test_an_older_file_is_migrated_in_memory_and_left_alone(tmp_path, tomorrow, monkeypatch):
    path = tmp_path / "old.isthmus"
    with monkeypatch.context() as today:
        today.setattr(schema, "VERSION", 1003)
        document = harbour_vale()
        save_map(path, document.snapshot().tables)
    before = path.read_bytes()
    assert int.from_bytes(before[60:64], "big") == 1003
    seen = []
    real = mapfile.read

    def read(db, name, digest, *, read_only):
        seen.append([row[1] for row in db.execute("PRAGMA table_info(waivers)")])
        db.execute("ALTER TABLE waivers RENAME COLUMN by TO who")
        return real(db, name, digest, read_only=read_only)

    monkeypatch.setattr(mapfile, "read", read)
    found = load_map(path)
    assert seen == [
        [
            "id",
            "finding_key",
            "reason",
            "by",
            "until",
            "granted",
            "role",
            "severity",
            "covers",
            "review",
        ]
    ]
    assert not found.read_only
    assert Document(found.tables).snapshot().same_content(document.snapshot())
    assert path.read_bytes() == before


def test_an_older_file_must_hold_what_its_version_had(tmp_path, tomorrow, monkeypatch):
    path = tmp_path / "odd.isthmus"
    with monkeypatch.context() as today:
        today.setattr(schema, "VERSION", 1003)
        save_map(path, Document().snapshot().tables)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE waivers ADD COLUMN review TEXT")
        connection.commit()
    with pytest.raises(StorageError, match="'waivers', unlike Isthmus's own"):
        load_map(path)
