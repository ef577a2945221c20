"""How much of the real inventories is recognised rightly.

`truth/` says sheet by sheet and column by column what a reader of the files says of them, which is
not what the program says. `pytest -s` prints the shares, and lists what is wrong.
"""

from itertools import groupby
from pathlib import Path

import pytest

from support.truth import DATA, TRUTH, Share, judge, sheets

FLOOR = (22, 22, 187, 187)
"""Sheets right, of how many; columns right, of how many."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("inventories")


def test_how_much_is_recognised_rightly(folder: Path):
    of_sheets, of_columns = Share(), Share()
    for file, group in groupby(sheets(), lambda sheet: sheet.file):
        judged = judge(group, folder)
        print(f"\n{file}: sheets {judged[0]}, columns {judged[1]}", end="")
        for one, all_of_them in zip(judged, (of_sheets, of_columns), strict=True):
            all_of_them.right += one.right
            all_of_them.total += one.total
            all_of_them.wrong += one.wrong
    wrong = "\n".join((*of_sheets.wrong, *of_columns.wrong))
    print(f"\nIn all: sheets {of_sheets}, columns {of_columns}\n{wrong or 'nothing is wrong'}")
    assert (of_sheets.right, of_sheets.total, of_columns.right, of_columns.total) == FLOOR, wrong


def test_it_is_written_down_of_every_inventory_what_is_right():
    names = {path.name.removesuffix(".gz") for path in DATA.iterdir()} - {"LICENCES.md"}
    assert {sheet.file for sheet in sheets()} == names
    assert all(path.suffix == ".toml" for path in TRUTH.iterdir())
