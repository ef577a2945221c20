"""The whole account of every real inventory.

`tests/golden/imports` is what the account said when somebody last looked at it, line by line. When
a change of it is meant, write it anew and look at it before it is committed:

    ISTHMUS_WRITE_GOLDEN=1 .venv/bin/pytest tests/exchange/test_import_golden.py
"""

import os
from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from support.accounts import account_text
from support.truth import DATA, inventory, sheets
from support.workbooks import assert_true_account

GOLDEN = Path(__file__).parents[1] / "golden" / "imports"
ARCHI = tuple(f"tinker_161apps_islands-{part}.csv" for part in ("elements", "relations",
                                                                "properties"))  # fmt: skip
INVENTORIES = {
    **{name: (name,) for name in sorted({sheet.file for sheet in sheets()} - set(ARCHI))},
    "tinker_161apps_islands": ARCHI,
}
"""Files that are imported together; Archi writes three, each of which needs the others."""


@pytest.mark.parametrize("name", INVENTORIES)
def test_the_account_of_a_real_inventory(name: str, tmp_path: Path):
    paths = [inventory(file, tmp_path) for file in INVENTORIES[name]]
    proposal = propose(paths, load_catalogue())
    assert_true_account(proposal)
    text, golden = account_text(proposal), GOLDEN / f"{name.partition('.')[0]}.txt"
    if os.environ.get("ISTHMUS_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text.splitlines() == golden.read_text("utf-8").splitlines()


def test_every_inventory_has_an_account():
    files = {path.name.removesuffix(".gz") for path in DATA.iterdir()} - {"LICENCES.md"}
    assert {file for several in INVENTORIES.values() for file in several} == files
