"""How long an import takes against the bare reading of the same workbook by its parser."""

from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose

SLACK = 2.0
"""Machines that are busy with other things take longer than the figures to reach."""

HEADER = ["App ID", "Application name", "Vendor", "Category", "Department", "Paid by",
          "Business owner", "IT owner", "Hosting", "Lifecycle", "Criticality", "Annual cost",
          "Users", "Go live", "Contract end", "Regulations", "Region", "Description",
          "Dependencies", "Remark"]  # fmt: skip


def inventory(path: Path, rows: int) -> Path:
    """A workbook of `rows` systems in 20 columns, two dependencies each."""
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
    book.save(path)
    return path


@pytest.mark.long
@pytest.mark.parametrize(("rows", "limit"), [(1000, 0.5), (10_000, 3.0)])
def test_import_is_quick(tmp_path: Path, rows: int, limit: float):
    path = inventory(tmp_path / "inventory.xlsx", rows)
    catalogue = load_catalogue()
    catalogue.match_product("warm up")
    start = perf_counter()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    bare = perf_counter() - start
    start = perf_counter()
    proposal = propose([path], catalogue)
    taken = perf_counter() - start
    print(f"{rows} rows: bare reading {bare:.2f} s, import {taken:.2f} s")
    assert proposal.systems.new == rows
    assert proposal.flows.total == 2 * rows
    assert taken < limit * SLACK
