"""Every real inventory is read with a true account, and as a reader of it would."""

import gzip
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from isthmus.exchange.proposal import Proposal
from isthmus.model.records import Criticality, Lifecycle
from support.workbooks import applied, assert_true_account

DATA = Path(__file__).parent / "data"

GOLDEN = {
    # file: ((sheet, role, header row, rows), ...), (systems new, merged, reported), flows
    "portfolio_211_applications.csv": (
        (("portfolio_211_applications", "mixed", 1, 211),), (211, 0, 0), 85),
    "portfolio_template.xlsx": (
        (("Instructions", "ignored", 17, 28), ("Application Data", "systems", 1, 9),
         ("Field Descriptions", "ignored", 1, 10), ("Reference Values", "ignored", 4, 22)),
        (5, 0, 4), 0),
    "DOE_2025_inventory.xlsx": (
        (("FINAL", "systems", 2, 340), ("OMB Terms for High Impact", "ignored", None, 3)),
        (340, 0, 0), 0),
    "DOJ_2025_inventory.xlsx": (
        (("Inventory Overview", "ignored", None, 0),
         ("Reportable AI Use Cases", "systems", 2, 314), ("Sheet3", "ignored", None, 0),
         ("Selections", "ignored", 1, 15)), (312, 2, 0), 0),
    "VA_2025_inventory.xlsx": (
        (("All Use Cases", "systems", 2, 367), ("Sheet3", "ignored", None, 0),
         ("Selections", "ignored", 1, 15)), (367, 0, 0), 0),
    "DOL_2026_inventory.csv": ((("DOL_2026_inventory", "systems", 1, 28),), (28, 0, 0), 0),
    "DSBCurrentAndEmergingTechnologies_20191231.xlsx": (
        (("Sheet1", "systems", 1, 37), ("products_by_category_and_std", "systems", 1, 1257)),
        (1047, 247, 0), 0),
    "it-standards.csv": ((("it-standards", "systems", 1, 998),), (998, 0, 0), 0),
    "2025_consolidated_ai_inventory.csv": (
        (("2025_consolidated_ai_inventory", "systems", 1, 3408),), (3398, 9, 1), 0),
}  # fmt: skip

AI_FIELDS = {
    "Use Case Name": "name",
    "Bureau/Component": "department",
    "Stage of Development": "lifecycle",
    "Is the AI use case high-impact?": "criticality",
    "Use Case Topic Area": "category",
    "Vendor(s) Name": "vendor",
    "What problem is the AI intended to solve?": "description",
}
FIELDS = {
    "portfolio_211_applications.csv": {
        "Application Name": "name", "Owner": "department", "Category": "category",
        "Cost": "annual_cost", "Usage": "users", "Vendor": "vendor", "Dependencies": "depends_on",
        "Comments": "custom", "Last Updated": "custom", "Business Value": "custom"},
    "portfolio_template.xlsx": {
        "Application Name": "name", "Owner": "business_owner", "Cost": "annual_cost"},
    "DOE_2025_inventory.xlsx": AI_FIELDS,
    "DOJ_2025_inventory.xlsx": {**AI_FIELDS, "Email Address": "business_owner"},
    "2025_consolidated_ai_inventory.csv": {
        **AI_FIELDS, "Stage of Development (Raw)": "custom", "Agency": "custom"},
    "VA_2025_inventory.xlsx": {
        "Use Case Name": "name", "Use Case ID": "id", "VA Admin or Staff Office": "department",
        "Development Stage": "lifecycle", "High-Impact Status": "criticality",
        "Topic Area": "category", "Problem to be Solved": "description"},
    "DOL_2026_inventory.csv": {
        "Use Case ID": "id", "Use Case Name": "name", "Description": "description",
        "Status": "lifecycle"},
    "DSBCurrentAndEmergingTechnologies_20191231.xlsx": {
        "Name": "name", "Vendor": "vendor", "CNCF Category": "category", "State": "lifecycle",
        "Products and Technologies": "name", "Category": "lifecycle",
        "Technology Standard": "category", "Product URL": "custom"},
    "it-standards.csv": {
        "Standard Name": "name", "Description": "description", "Category": "category",
        "Status": "lifecycle", "Deployment Type": "hosting",
        "Approval Expiration Date": "end_of_life"},
}  # fmt: skip


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inventories")
    name = "2025_consolidated_ai_inventory.csv"
    with gzip.open(DATA / f"{name}.gz") as packed, (folder / name).open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return folder


@cache
def imported(path: Path) -> Proposal:
    return propose([path], load_catalogue())


def proposal_of(name: str, unpacked: Path) -> Proposal:
    return imported(DATA / name if (DATA / name).exists() else unpacked / name)


@pytest.mark.parametrize("name", GOLDEN)
def test_the_account_of_a_real_inventory(name: str, unpacked: Path):
    sheets, systems, flows = GOLDEN[name]
    proposal = proposal_of(name, unpacked)
    assert_true_account(proposal)
    assert tuple((s.name, s.role, s.header_row, s.rows) for s in proposal.sheets) == sheets
    tally = proposal.systems
    assert (tally.new, tally.merged, tally.reported) == systems
    assert proposal.flows.new == flows


@pytest.mark.parametrize("name", FIELDS)
def test_the_columns_of_a_real_inventory(name: str, unpacked: Path):
    proposal = proposal_of(name, unpacked)
    used = [sheet for sheet in proposal.sheets if sheet.role != "ignored"]
    found = {c.header: c.field for sheet in used for c in sheet.columns}
    assert {header: found[header] for header in FIELDS[name]} == FIELDS[name]


def components(pairs: list[tuple[str, str]], nodes: list[str]) -> list[int]:
    """Sizes of the connected parts, largest first, by union-find."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        parent[root(one)] = root(other)
    return sorted(Counter(map(root, nodes)).values(), reverse=True)


def test_the_211_applications_make_127_parts():
    after = applied(imported(DATA / "portfolio_211_applications.csv"))
    pairs = [(flow.source, flow.target) for flow in after.flows.values()]
    assert len(after.systems) == 211
    assert len(pairs) == 85
    sizes = components(pairs, list(after.systems))
    assert len(sizes) == 127
    assert sizes[:6] == [34, 26, 9, 5, 4, 3]
    assert sizes.count(1) == 113


def test_a_system_that_depends_on_another_takes_its_data():
    after = applied(imported(DATA / "portfolio_211_applications.csv"))
    names = {system.id: system.name for system in after.systems.values()}
    ends = {(names[f.source], names[f.target]) for f in after.flows.values()}
    assert ("Benefits Administration Platform", "Case Management System v2") in ends
    assert ("Case Management System v2", "Benefits Administration Platform") not in ends


def test_values_and_cells_of_the_portfolio():
    after = applied(imported(DATA / "portfolio_211_applications.csv"))
    system = next(s for s in after.systems.values() if s.name == "Email Archive Platform")
    assert str(system.annual_cost) == "5282.86"
    assert system.users == 170
    assert system.vendor == "Microsoft"
    assert after.departments[system.department or ""].name == "Transportation"
    assert dict(system.custom)["Last Updated"] == "15y 0m ago"
    cells = {ref.field: (ref.file, ref.sheet, ref.cell) for ref in system.origin}
    assert cells["name"] == ("portfolio_211_applications.csv", "portfolio_211_applications", "A2")
    assert cells["annual_cost"][2] == "F2"
    it = {d.name for d in after.departments.values() if d.is_it}
    assert it == {"IT Department"}


def test_the_words_of_the_agencies_are_understood(unpacked: Path):
    after = applied(proposal_of("2025_consolidated_ai_inventory.csv", unpacked))
    stages = Counter(system.lifecycle for system in after.systems.values())
    assert stages[Lifecycle.UNKNOWN] < 300  # 285 rows say "Unknown"
    assert stages[Lifecycle.LIVE] > 1000
    assert stages[Lifecycle.RETIRED] > 50
    judged = Counter(system.criticality for system in after.systems.values())
    assert judged[Criticality.HIGH] > 100
    assert judged[Criticality.LOW] > judged[Criticality.HIGH]


def test_deterministic():
    path = DATA / "portfolio_211_applications.csv"
    one, other = imported(path), propose([path], load_catalogue())
    assert one.sheets == other.sheets
    assert one.problems == other.problems
    assert [s.name for s in applied(one).systems.values()] == [
        s.name for s in applied(other).systems.values()
    ]
