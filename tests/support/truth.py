"""What is right about real inventories, written down by hand, and how much of it is recognised."""

import gzip
import shutil
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.reading import read
from isthmus.exchange.tables import Table, make_table

TRUTH = Path(__file__).parents[1] / "exchange" / "truth"
DATA = Path(__file__).parents[1] / "exchange" / "data"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a reader says of a sheet; columns by letters."""

    file: str
    name: str
    role: str
    header_row: int | None
    columns: dict[str, str]


@dataclass(slots=True)
class Share:
    """How many of how many are right, and which are wrong."""

    right: int = 0
    total: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, *, right: bool, told: str) -> None:
        """Count one more."""
        self.total += 1
        self.right += right
        if not right:
            self.wrong.append(told)

    def __str__(self) -> str:
        return f"{self.right} of {self.total}"


def sheets() -> Iterator[Sheet]:
    """Every sheet of which it is written down what is right."""
    for path in sorted(TRUTH.glob("*.toml")):
        for sheet in tomllib.loads(path.read_text("utf-8"))["sheet"]:
            columns = dict(sheet.get("columns", ()))
            yield Sheet(
                sheet["file"], sheet["name"], sheet["role"], sheet.get("header_row"), columns
            )


def inventory(name: str, folder: Path) -> Path:
    """A real inventory; those that are packed are unpacked into `folder`."""
    path, packed = DATA / name, DATA / f"{name}.gz"
    if path.exists() or not packed.exists():
        return path
    with gzip.open(packed) as source, (folder / name).open("wb") as plain:
        shutil.copyfileobj(source, plain)
    return folder / name


@cache
def recognised(path: Path) -> dict[str, Table]:
    """The sheets of a file as recognised, by name."""
    return {grid.name: make_table(grid, load_catalogue()) for grid in read(path)}


def judge(truth: Iterable[Sheet], folder: Path) -> tuple[Share, Share]:
    """How many of the sheets, and of the columns of those that are read, are recognised rightly.

    A sheet is right with its role and its header row; a column with its field.
    """
    of_sheets, of_columns = Share(), Share()
    for sheet in truth:
        table = recognised(inventory(sheet.file, folder))[sheet.name]
        row = None if table.header is None or not sheet.columns else table.header + 1
        found = (table.role, row)
        told = f"{sheet.file} / {sheet.name}: {found} should be {(sheet.role, sheet.header_row)}"
        of_sheets.add(right=found == (sheet.role, sheet.header_row), told=told)
        fields = {column.letters: column for column in table.columns}
        for letters, right in sheet.columns.items():
            column = fields.get(letters)
            is_now = column.field if column else "missing"
            header = column.header[:60] if column else ""
            place = f"{sheet.file} / {sheet.name}!{letters} '{header}'"
            of_columns.add(right=is_now == right, told=f"{place}: {is_now} should be {right}")
    return of_sheets, of_columns
