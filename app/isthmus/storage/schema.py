"""The tables of a map file, version by version, and how an older file becomes today's.

A released version is never edited: a new field of a record gets a migration of its own below,
and MINOR (or MAJOR, where an older Isthmus could not make sense of the file) goes up.
"""

from collections.abc import Iterable
from functools import cache
from sqlite3 import Connection

from sqlite_utils import Database, Migrations

from isthmus.storage.rows import columns

APPLICATION_ID = 0x49535448
"""'ISTH' in the header of the file."""
MAJOR, MINOR = 1, 3
VERSION = MAJOR * 1000 + MINOR
"""What `user_version` says."""

HISTORY = "history"
HISTORY_COLUMNS = ("revision", "id", "time", "author", "label", "deltas")
META = "meta"

MIGRATIONS = Migrations("isthmus")

_SOURCED = "external_ids TEXT, custom TEXT, origin TEXT"
_FIRST = {
    "info": "name TEXT, organisation TEXT, currency TEXT, classification TEXT",
    "departments": f"{_SOURCED}, name TEXT, parent TEXT, is_it INTEGER",
    "capabilities": f"{_SOURCED}, name TEXT, parent TEXT, description TEXT",
    "data_objects": f"{_SOURCED}, name TEXT, kind TEXT, description TEXT, personal INTEGER,"
    " regulations TEXT, regions TEXT",
    "systems": f"{_SOURCED}, name TEXT, description TEXT, product TEXT, category TEXT,"
    " vendor TEXT, department TEXT, funder TEXT, business_owner TEXT, it_steward TEXT,"
    " steward_in_business INTEGER, hosting TEXT, lifecycle TEXT, criticality TEXT,"
    " technology_area TEXT, capabilities TEXT, backbone INTEGER, annual_cost TEXT,"
    " currency TEXT, users INTEGER, regulations TEXT, regions TEXT, go_live TEXT,"
    " end_of_life TEXT, contract_end TEXT",
    "flows": f"{_SOURCED}, source TEXT, target TEXT, data_objects TEXT, two_way INTEGER,"
    " state TEXT, method TEXT, name TEXT, description TEXT, frequency TEXT, go_live TEXT,"
    " end_of_life TEXT",
    "holdings": f"{_SOURCED}, system TEXT, data_object TEXT, role TEXT",
    "views": "name TEXT, lens TEXT",
    "placements": "view TEXT, system TEXT, x REAL, y REAL",
    "areas": "view TEXT, name TEXT, x REAL, y REAL, width REAL, height REAL, colour TEXT",
    "notes": "view TEXT, kind TEXT, text TEXT, x REAL, y REAL, width REAL, height REAL",
    "waivers": "finding_key TEXT, reason TEXT, who TEXT, until TEXT, granted TEXT",
    "answers": "side TEXT, technology_area TEXT, system TEXT, driver TEXT, respondent TEXT",
}


@MIGRATIONS(name="1000")
def _first(db: Database) -> None:
    for table, rest in _FIRST.items():
        db.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, {rest})")
    db.execute(
        "CREATE TABLE history (revision INTEGER PRIMARY KEY, id TEXT, time TEXT, author TEXT,"
        " label TEXT, deltas TEXT)"
    )
    db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")


_SECOND: dict[str, dict[str, str | int | float | None]] = {
    "departments": {"colour": ""},
    "systems": {"icon": None},
    "views": {
        "rank": 0,
        "ground": "islands",
        "face": "monogram",
        "labels": "data",
        "badges": "[]",
        "sizes": 0,
        "filter_text": "",
        "filter_departments": "[]",
        "filter_categories": "[]",
        "filter_values": "[]",
        "filter_no_flows": 0,
        "filter_findings": 0,
        "filter_hides": 0,
    },
    "placements": {"width": 0.0, "height": 0.0},
}
"""Columns of version 1.1 by table, with what older records get."""
_TYPES: dict[type, str] = {str: "TEXT", int: "INTEGER", float: "REAL", type(None): "TEXT"}


@MIGRATIONS(name="1001")
def _drawing(db: Database) -> None:
    """Views with lenses, grounds and filters; sizes of cards, bends, territories, icons."""
    for table, added in _SECOND.items():
        for name, value in added.items():
            db.execute(f"ALTER TABLE {table} ADD COLUMN {name} {_TYPES[type(value)]}")
            db.execute(f"UPDATE {table} SET {name} = ?", [value])  # noqa: S608 - our own names
    box = "x REAL, y REAL, width REAL, height REAL"
    db.execute("CREATE TABLE icons (id TEXT PRIMARY KEY, name TEXT, media TEXT, content TEXT)")
    db.execute("CREATE TABLE bends (id TEXT PRIMARY KEY, view TEXT, flow TEXT, points TEXT)")
    db.execute(
        "CREATE TABLE territories (id TEXT PRIMARY KEY, view TEXT, department TEXT,"
        f" {box}, collapsed INTEGER)"
    )


@MIGRATIONS(name="1002")
def _imported(db: Database) -> None:
    """What cells gave of fields that a hand has changed since stands beside the cells."""
    for name in ("departments", "capabilities", "data_objects", "systems", "flows", "holdings"):
        table = db.table(name)
        order = [column.name for column in table.columns]
        db.execute(f"ALTER TABLE {name} ADD COLUMN imported TEXT")
        db.execute(f"UPDATE {name} SET imported = '[]'")  # noqa: S608 - our own names
        order.insert(order.index("origin") + 1, "imported")
        table.transform(column_order=order)


@MIGRATIONS(name="1003")
def _judging(db: Database) -> None:
    """Settings of the analysis, scenarios, what a waiver covers, what systems are parts of."""
    for name, value in (("role", "''"), ("severity", "''"), ("covers", "'[]'")):
        db.execute(f"ALTER TABLE waivers ADD COLUMN {name} TEXT")
        db.execute(f"UPDATE waivers SET {name} = {value}")  # noqa: S608 - our own names
    db.execute("ALTER TABLE systems ADD COLUMN part_of TEXT")
    db.execute("ALTER TABLE systems ADD COLUMN runs_on TEXT")
    db.execute("UPDATE systems SET runs_on = '[]'")
    db.execute("CREATE TABLE settings (id TEXT PRIMARY KEY, value TEXT)")
    db.execute(
        "CREATE TABLE scenarios (id TEXT PRIMARY KEY, name TEXT, description TEXT, changes TEXT)"
    )


def over(connection: Connection) -> Database:
    """The connection as sqlite-utils sees it; no plugin of the user's may touch a map."""
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def migrate(db: Database, version: int | None = None) -> None:
    """Bring a database (a new one too) to a version of the schema, today's if none, in place."""
    up_to = VERSION if version is None else version
    later = [name for name in _names(MIGRATIONS, db) if int(name) > up_to]
    MIGRATIONS.apply(db, stop_before=later)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {up_to}")


def _names(migrations: Migrations, db: Database) -> Iterable[str]:
    return [one.name for one in migrations.pending(db)]


SchemaObject = tuple[str, str, str, str]
"""Type, name, table and SQL text of what a database holds, as `sqlite_master` says."""


def objects_in(db: Database) -> frozenset[SchemaObject]:
    """What a database holds, its SQL without quotes and blanks that carry no meaning."""
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return frozenset(
        (str(kind), str(name), str(table), _bare(sql)) for kind, name, table, sql in rows
    )


def _bare(sql: object) -> str:
    text = "".join(letter for letter in str(sql or "") if letter not in '"[]`')
    return " ".join(text.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split())


@cache
def objects_of(version: int) -> frozenset[SchemaObject]:
    """What a file of an older version, or of today's, holds."""
    db = Database(memory=True, recursive_triggers=False, execute_plugins=False)
    try:
        migrate(db, version)
        return objects_in(db)
    finally:
        db.close()


def column_names(table: str) -> tuple[str, ...]:
    """The columns of one of today's tables, in the order in which rows are given."""
    if table == HISTORY:
        return HISTORY_COLUMNS
    return tuple(one.name for one in columns(table))


def insert_sql(table: str, *, or_change: bool = False) -> str:
    """The statement that puts a row, or with `or_change` changes the one of the same id."""
    names = [f'"{name}"' for name in column_names(table)]
    marks = ", ".join("?" * len(names))
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - our own names
    if or_change:
        sets = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        sql += f" ON CONFLICT (id) DO UPDATE SET {sets}"
    return sql


def select_sql(table: str, order: str = "rowid") -> str:
    """The statement that reads the rows of one of today's tables."""
    names = ", ".join(f'"{name}"' for name in column_names(table))
    return f"SELECT {names} FROM {table} ORDER BY {order}"  # noqa: S608 - our own names
