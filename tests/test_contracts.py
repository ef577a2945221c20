"""The layers are held, and each contract that holds them can fail."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]

# contract, file in which it is broken, line that breaks it
BREAKS = [
    ("layers", "model/codec.py", "import isthmus.catalogue.types"),
    ("layers", "catalogue/types.py", "import isthmus.analysis.results"),
    ("layers", "layout/geometry.py", "import isthmus.drawing.primitives"),
    ("layers", "storage/rows.py", "import isthmus.exchange.errors"),
    ("layers", "report/words.py", "import isthmus.drawing.primitives"),
    ("layers", "workspace/errors.py", "def later():\n    import isthmus.ui.text"),
    ("layers", "hidden/__init__.py", '"""A layer that no contract knows."""'),
    ("qt", "workspace/errors.py", "from PySide6.QtCore import QObject"),
    ("qt", "layout/geometry.py", "import pyqtgraph"),
    ("networkx", "layout/geometry.py", "def later():\n    import networkx"),
    ("sqlite", "workspace/errors.py", "import sqlite3"),
    ("sqlite", "exchange/errors.py", "from sqlite_utils import Database"),
    ("workbooks", "workspace/errors.py", "import openpyxl"),
    ("workbooks", "ui/text.py", "import python_calamine"),
    ("model", "model/codec.py", "import numpy"),
]


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in `folder`/app with the project's own contracts."""
    script = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [script, "--no-logo", "--config", ROOT / "pyproject.toml", *options],
        cwd=folder / "app",
        env={**os.environ, "PYTHONPATH": str(folder / "app"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the package that may be broken."""
    folder = tmp_path_factory.mktemp("contracts")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "app" / "isthmus", folder / "app" / "isthmus", ignore=ignore)
    return folder


def test_every_contract_is_kept(copy):
    """On the copy, so that a break below fails by nothing but the line that it adds."""
    done = lint(copy, "--cache-dir", str(copy / "cache"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_contract_is_broken_below():
    assert {contract["id"] for contract in CONTRACTS} == {contract for contract, _, _ in BREAKS}


@pytest.mark.parametrize(
    ("contract", "file", "line"), BREAKS, ids=[f"{one[0]}-{one[1]}" for one in BREAKS]
)
def test_each_contract_can_fail(copy, contract, file, line):
    path = copy / "app" / "isthmus" / file
    old = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{old or ''}\n{line}\n", "utf-8")
    try:
        done = lint(copy, "--contract", contract, "--cache-dir", str(copy / "cache"))
    finally:
        if old is None:
            shutil.rmtree(path.parent)
        else:
            path.write_text(old, "utf-8")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "0 kept, 1 broken" in done.stdout
    assert path.parent.name in done.stdout
