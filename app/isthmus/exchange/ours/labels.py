"""What records are called where other records refer to them: no two of a table alike."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from isthmus.exchange.ours.lists import quoted

Tables = Mapping[str, Mapping[str, Any]]
"""Records by id, by table."""

TREES = ("departments", "capabilities")
"""Tables whose records are called by their path: 'Group > Marketing'."""
_ID = re.compile(r"\[([^\[\]]+)\]\s*$")
_PLAIN_PART = re.compile(r'[^>"\s](?:[^>"]*[^>"\s])?')


def part_of_path(name: str) -> str:
    """A name within a path, quoted where it could be read as a path itself."""
    return name if _PLAIN_PART.fullmatch(name) else quoted(name)


def id_in(label: str) -> str:
    """The id at the end of a label of one of several namesakes, '' if there is none."""
    found = _ID.search(label)
    return found[1] if found else ""


class Labels:
    """The labels of a map's records, each table's made when it is first asked for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._made: dict[str, dict[str, str]] = {}

    def of(self, table: str, record_id: str) -> str:
        """The label of a record."""
        return self.all(table)[record_id]

    def all(self, table: str) -> Mapping[str, str]:
        """The labels of a table by id."""
        if table not in self._made:
            self._made[table] = _labels(table, self._tables[table])
        return self._made[table]


def _labels(table: str, rows: Mapping[str, Any]) -> dict[str, str]:
    """Names, or paths; an id after those that several have, or that say nothing."""
    texts = _paths(rows) if table in TREES else {key: row.name for key, row in rows.items()}
    times = Counter(texts.values())
    return {
        key: text if times[text] == 1 and text.strip() else f"{text} [{key}]"
        for key, text in texts.items()
    }


def _paths(rows: Mapping[str, Any]) -> dict[str, str]:
    """Each record's names from the top of its tree down."""
    found: dict[str, str] = {}

    def climb(record: Any) -> None:  # noqa: ANN401 - a record of a tree
        way: dict[str, str] = {}
        while record is not None and record.id not in found and record.id not in way:
            way[record.id] = part_of_path(record.name)
            record = rows.get(record.parent) if record.parent else None
        above = found.get(record.id, "") if record is not None else ""
        for key, part in reversed(way.items()):
            above = found[key] = f"{above} > {part}" if above else part

    for row in rows.values():
        climb(row)
    return found
