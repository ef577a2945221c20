"""How long an import takes, and what memory, against the bare reading of the same workbook."""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from subprocess import run
from time import perf_counter
from typing import TypeVar

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from python_calamine import CalamineWorkbook

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from isthmus.model.document import Document

T = TypeVar("T")

SLACK = 2.0
"""Machines that are busy with other things take longer than the figures to reach."""

HEADER = ["App ID", "Application name", "Vendor", "Category", "Department", "Paid by",
          "Business owner", "IT owner", "Hosting", "Lifecycle", "Criticality", "Annual cost",
          "Users", "Go live", "Contract end", "Regulations", "Region", "Description",
          "Dependencies", "Remark"]  # fmt: skip


FLOWS = ["Flow ID", "Source", "Target", "Data", "Method", "Status", "Frequency", "Description"]


def inventory(path: Path, rows: int, flows: int = 0) -> Path:
    """A workbook of `rows` systems in 20 columns, two dependencies each, and a sheet of flows."""
    random = Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Applications")
    sheet.append(HEADER)
    words = ("Alpha", "Customer", "Order", "Sales", "Stock", "Billing", "Ledger")
    names = [f"{random.choice(words)} {random.choice(('Hub', 'Desk'))} {n}" for n in range(rows)]
    pick = random.choice
    for number, name in enumerate(names):
        sheet.append([
            f"A-{number}", name, pick(("SAP", "Oracle", "Microsoft", "")),
            pick(("CRM", "ERP", "Data warehouse")), pick(("Sales", "IT", "HR")), "Finance",
            f"Person{number % 97} Name{number % 89}", "", pick(("SaaS", "Cloud")),
            pick(("Live", "Planned")), pick(("High", "Low")), random.randint(1000, 99999),
            random.randint(1, 999), "2020-01-01", "2027-12-31", "GDPR, SOX", "EU",
            f"A description of some length, number {number}",
            ", ".join(pick(names) for _ in range(2)), "note",
        ])  # fmt: skip
    if flows:
        _add_flows(book.create_sheet("Flows"), flows, names, random)
    book.save(path)
    return path


def _add_flows(sheet: WriteOnlyWorksheet, count: int, names: list[str], random: Random) -> None:
    sheet.append(FLOWS)
    pick = random.choice
    for number in range(count):
        source, target = random.sample(names, 2)
        sheet.append([
            f"F-{number}", source, target, pick(("Orders", "Customers", "Invoices")),
            pick(("API", "File", "Event")), pick(("Live", "Planned")), pick(("daily", "hourly")),
            f"Flow number {number}",
        ])  # fmt: skip


def by_calamine(path: Path) -> int:
    """Every cell as the parser gives it."""
    book = CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def by_openpyxl(path: Path) -> int:
    """Every value as openpyxl gives it when it only reads."""
    book = load_workbook(path, read_only=True, data_only=True)
    return sum(sum(1 for _ in sheet.iter_rows(values_only=True)) for sheet in book)


def timed(work: Callable[[], T], times: int = 3) -> tuple[float, T]:
    """Seconds of the quickest of some runs, and what the work gave."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        result = work()
        taken.append(perf_counter() - start)
    return min(taken), result


@pytest.mark.long
@pytest.mark.parametrize(
    ("rows", "flows", "limit"),
    [(1000, 0, 0.5), (1000, 500, 0.5), (10_000, 0, 3.0), (10_000, 5000, 3.0),
     (10_000, 25_000, 5.0)],
)  # fmt: skip
def test_import_is_quick(tmp_path: Path, rows: int, flows: int, limit: float):
    path = inventory(tmp_path / "inventory.xlsx", rows, flows)
    catalogue = load_catalogue()
    catalogue.match_product("warm up")
    calamine, _ = timed(lambda: by_calamine(path))
    openpyxl, _ = timed(lambda: by_openpyxl(path))
    whole, proposal = timed(lambda: propose([path], catalogue))
    document = Document()
    document.apply(proposal.change)
    base = document.snapshot()
    again, unchanged = timed(lambda: propose([path], catalogue, base), 1)
    print(
        f"\n{rows} systems x 20 columns, {2 * rows + flows} flows: "
        f"import {whole:.2f} s, again {again:.2f} s; "
        f"calamine alone {calamine:.2f} s ({whole / calamine:.1f} times), "
        f"openpyxl read-only alone {openpyxl:.2f} s ({whole / openpyxl:.2f} times)"
    )
    assert proposal.systems.new == rows
    assert proposal.flows.total == 2 * rows + flows
    assert not unchanged.change
    assert whole < limit * SLACK
    assert whole < openpyxl * SLACK


@pytest.mark.long
@pytest.mark.parametrize("how", ["nothing", "calamine", "openpyxl", "import"])
def test_memory(tmp_path_factory: pytest.TempPathFactory, how: str):
    """Each in a process of its own, since a process never gives its peak back."""
    path = tmp_path_factory.getbasetemp() / "memory.xlsx"
    if not path.exists():
        inventory(path, 10_000, 25_000)
    told = run([sys.executable, "-c", _PEAK, how, str(path)], capture_output=True, check=True)
    peak = int(told.stdout) / 1024
    print(f"\n{how}: {peak:.0f} MB at most")
    assert peak < 1500


_PEAK = """
import sys
from pathlib import Path
from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
catalogue = load_catalogue()
how, path = sys.argv[1], Path(sys.argv[2])
if how == "calamine":
    book = CalamineWorkbook.from_path(path)
    kept = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
elif how == "openpyxl":
    book = load_workbook(path, read_only=True, data_only=True)
    kept = [list(sheet.iter_rows(values_only=True)) for sheet in book]
elif how == "import":
    kept = propose([path], catalogue)
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])
"""
