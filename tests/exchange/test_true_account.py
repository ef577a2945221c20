"""Nothing is silently dropped: the account is true for any table whatever."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.asjson import proposal_json
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.grid import text_of
from isthmus.exchange.importing import propose
from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from support.workbooks import applied, assert_true_account

N_EXAMPLES = 120
NAMES = [
    "CRM",
    "crm",
    "ERP",
    "ERP (old)",
    "ERP v2",
    "Plan, Build",
    "Salesforce",
    "SFDC",
    "C",
    "C++",
]
JUNK = [
    "",
    "",
    "-",
    "N/A",
    "Total",
    "x",
    "Ünï; cödé",
    "a, b",
    "1.234,56",
    "12/13/2024",
    "=1+1",
    "TRUE",
]
names = st.sampled_from(NAMES + JUNK) | st.text(max_size=12)
links = st.lists(names, max_size=4).flatmap(
    lambda found: st.sampled_from([", ", "; ", "\n", " | "]).map(lambda mark: mark.join(found))
)
anything = st.sampled_from(JUNK + NAMES) | st.text(max_size=20)

COLUMNS = {
    "Application name": names,
    "App ID": st.sampled_from(["", "1", "2", "A-1", "A-2"]),
    "Vendor": st.sampled_from(["", "Acme", "Salesforce", "Other"]),
    "Department": anything,
    "Annual cost": anything,
    "Status": anything,
    "Go-live": anything,
    "Master of": anything,
    "Dependencies": links,
    "Sends data to": links,
    "Colour": anything,
}


@st.composite
def inventories(draw: st.DrawFn) -> list[list[str]]:
    """A table with titles above, some columns in some order, and rows of whatever."""
    others = draw(st.lists(st.sampled_from(list(COLUMNS)[1:]), unique=True, min_size=1, max_size=6))
    headers = draw(st.permutations(["Application name", *others]))
    titles = draw(st.lists(st.sampled_from([[], ["Inventory 2026"], ["as of", "May"]]), max_size=2))
    row = st.tuples(*(COLUMNS[header] for header in headers)).map(list)
    return [*titles, list(headers), *draw(st.lists(row, min_size=1, max_size=9))]


@st.composite
def flow_tables(draw: st.DrawFn) -> list[list[str]]:
    """A table of flows."""
    row = st.tuples(names, links, anything, anything, st.sampled_from(["", "yes", "in", "out"]))
    rows = draw(st.lists(row.map(list), max_size=8))
    return [["Source system", "Target system", "Data", "Method", "Direction"], *rows]


def write(path: Path, rows: list[list[str]]) -> Path:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="", errors="replace")
    return path


def imported(paths: list[Path], base: Document) -> Proposal | None:
    try:
        return propose(paths, load_catalogue(), base.snapshot())
    except ImportFault:
        return None


@settings(
    max_examples=N_EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(table=inventories(), flows=flow_tables())
def test_rows_and_references_are_all_accounted_for(
    tmp_path: Path, table: list[list[str]], flows: list[list[str]]
):
    paths = [write(tmp_path / "systems.csv", table), write(tmp_path / "flows.csv", flows)]
    document = Document()
    first = imported(paths, document)
    if first is None:
        return
    assert_true_account(first)
    document.apply(first.change)
    again = imported(paths, document)
    assert again is not None
    assert_true_account(again, document.snapshot())
    assert again.systems.new == 0
    assert again.flows.new == 0
    assert again.flows.total == first.flows.total
    if any(sheet.role in ("systems", "mixed") for sheet in first.sheets):
        assert again.systems.total == first.systems.total


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(table=inventories())
def test_every_text_of_a_system_is_kept_or_told(tmp_path: Path, table: list[list[str]]):
    """A cell of an unknown column is a custom field of its system, or its row is reported."""
    header = next(row for row in table if "Application name" in row)
    if "Colour" not in header:
        return
    place = table.index(header)
    proposal = imported([write(tmp_path / "systems.csv", table)], Document())
    if proposal is None or proposal.systems.merged or proposal.sheets[0].header_row != place + 1:
        return
    kept = [dict(s.custom).get("Colour", "") for s in applied(proposal).systems.values()]
    given_texts = [text_of(row[header.index("Colour")]) for row in table[place + 1 :]]
    missing = [text for text in given_texts if text and text not in kept]
    assert len(missing) <= proposal.systems.reported + proposal.sheets[0].rows - len(kept)


def test_the_json_of_a_proposal(tmp_path: Path):
    rows = [["Application name", "Vendor", "Dependencies"], ["CRM", "Acme", "XYZ"]]
    proposal = propose([write(tmp_path / "a.csv", rows)], load_catalogue())
    assert proposal_json(proposal) == {
        "sheets": [
            {
                "file": "a.csv", "name": "a", "role": "mixed", "header_row": 1, "rows": 1,
                "why": "Its rows are systems: 'Application name' (A1) names them; "
                       "3 of 3 columns recognised.",
                "columns": [
                    {"cell": "A1", "header": "Application name", "field": "name", "score": 1.0},
                    {"cell": "B1", "header": "Vendor", "field": "vendor", "score": 1.0},
                    {"cell": "C1", "header": "Dependencies", "field": "depends_on", "score": 1.0},
                ],
            }
        ],
        "systems": {"new": 1, "updated": 0, "merged": 0, "reported": 0},
        "flows": {"new": 0, "updated": 0, "merged": 0, "reported": 1},
        "others": {"new": 0, "updated": 0, "merged": 0, "reported": 0},
        "alike": [], "missing": [], "conflicts": [], "editions": [],
        "problems": [
            {
                "severity": "warning", "file": "a.csv", "sheet": "a", "cell": "C2",
                "message": "'XYZ' is no system in this inventory; 'Dependencies' names it, "
                           "and no flow was made.",
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize("rows", [[], [[]], [["", ""], ["", ""]], [["Application name", "Vendor"]]])
def test_a_table_without_rows(tmp_path: Path, rows: list[list[str]]):
    path = write(tmp_path / "a.csv", rows)
    with pytest.raises(ImportFault, match=r"a\.csv"):
        propose([path], load_catalogue())
