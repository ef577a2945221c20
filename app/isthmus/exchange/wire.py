"""Sheets as lines of JSON, for the way from one process to another: data only, never pickles."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from isthmus.exchange.grid import Cell, Grid

FAULT = "fault"
END = "end"


class BrokenWireError(Exception):
    """What came is not whole: whoever sent it broke off."""


class SentFaultError(Exception):
    """Instead of sheets came a message for the user."""


def lines_of(grids: Iterable[Grid]) -> Iterator[bytes]:
    """A line for each sheet and for each of its rows, and one that says that it is all."""
    for grid in grids:
        yield _line(_head(grid))
        for row in grid.rows:
            yield _line(row)
    yield _line({END: True})


def fault_line(message: str) -> bytes:
    """The line that tells the user why there are no sheets."""
    return _line({FAULT: message})


def _line(value: object) -> bytes:
    return json.dumps(value, default=_dated, separators=(",", ":")).encode("ascii") + b"\n"


def _dated(cell: object) -> list[object]:
    """What JSON has no form for, as a list of its kind and its text."""
    if isinstance(cell, datetime):
        return ["datetime", cell.isoformat()]
    if isinstance(cell, date):
        return ["date", cell.isoformat()]
    if isinstance(cell, time):
        return ["time", cell.isoformat()]
    if isinstance(cell, timedelta):
        return ["timedelta", repr(cell.total_seconds())]
    raise TypeError(f"{type(cell).__name__} is no cell")


def _seconds(text: str) -> timedelta:
    return timedelta(seconds=float(text))


_UNDATED: dict[str, Callable[[str], Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": _seconds,
}


def _head(grid: Grid) -> dict[str, object]:
    return {
        "file": grid.file,
        "name": grid.name,
        "hidden": grid.hidden,
        "merged": grid.merged,
        "notes": grid.notes,
        "hidden_rows": sorted(grid.hidden_rows),
        "hidden_columns": sorted(grid.hidden_columns),
        "since_1904": grid.since_1904,
        "faults": [[*place, why] for place, why in grid.faults.items()],
    }


def grids_of(stream: IO[bytes]) -> list[Grid]:
    """The sheets that come as lines.

    Raises:
        SentFaultError: a message for the user came.
        BrokenWireError: they are not whole.
    """
    grids: list[Grid] = []
    try:
        for line in stream:
            value = json.loads(line)
            if isinstance(value, list):
                grids[-1].rows.append(_undated(value) if line.find(b"[", 1) > 0 else value)
            elif FAULT in value:
                raise SentFaultError(value[FAULT])
            elif END in value:
                return grids
            else:
                grids.append(_grid(value))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise BrokenWireError from error
    raise BrokenWireError


def _undated(row: list[Any]) -> list[Cell]:
    return [_UNDATED[cell[0]](cell[1]) if isinstance(cell, list) else cell for cell in row]


def _grid(head: dict[str, Any]) -> Grid:
    return Grid(
        head["file"],
        head["name"],
        [],
        hidden=head["hidden"],
        merged=tuple((a, b, c, d) for a, b, c, d in head["merged"]),
        notes=tuple(head["notes"]),
        hidden_rows=frozenset(head["hidden_rows"]),
        hidden_columns=frozenset(head["hidden_columns"]),
        since_1904=head["since_1904"],
        faults={(row, column): why for row, column, why in head["faults"]},
    )
