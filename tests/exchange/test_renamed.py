"""Columns that the newer edition of a file heads otherwise: known by what they hold, or told."""

from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import SKIPPED, Choices, SheetChoice, SheetKey
from isthmus.exchange.grid import Grid
from isthmus.exchange.importing import propose_from
from isthmus.exchange.intake import Intake, Source, take_in
from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from isthmus.model.records import System
from support.workbooks import Rows, applied, assert_true_account, csv_file

MAY: Rows = [
    ["ID", "Application", "Business Owner", "Annual cost", "Colour"],
    ["A1", "CRM", "Ann", "1,000 EUR", "red"],
    ["A2", "ERP", "Bob", "2,000 EUR", "blue"],
    ["A3", "Shop", "Cleo", "3,000 EUR", "red"],
    ["A4", "Till", "Dora", "4,000 EUR", "blue"],
]


class Map:
    """A map that inventories are imported into, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.document = folder, Document()

    def propose(self, name: str, rows: Rows, choices: Choices | None = None) -> Proposal:
        intake = take_in([csv_file(self.folder / name, rows)])
        base = self.document.snapshot()
        proposal = propose_from(intake, load_catalogue(), base, choices or Choices())
        assert_true_account(proposal, base)
        return proposal

    def take(self, name: str, rows: Rows, choices: Choices | None = None) -> Proposal:
        proposal = self.propose(name, rows, choices)
        self.document.apply(proposal.change)
        return proposal

    def system(self, name: str) -> System:
        (found,) = [s for s in self.document.snapshot().systems.values() if s.name == name]
        return found


@pytest.fixture
def a_map(tmp_path: Path) -> Map:
    made = Map(tmp_path)
    made.take("apps-2026-05.csv", MAY)
    return made


def headed(*headers: str, rows: Rows = MAY) -> Rows:
    return [list(headers), *[list(row) for row in rows[1:]]]


def test_a_column_with_another_header_is_known_by_its_values(a_map: Map):
    june = headed("ID", "Application", "Kümmerer", "What it is worth", "Colour")
    june[1][3], june[2][2] = "9,999 EUR", ""
    proposal = a_map.take("apps-2026-06.csv", june)
    (sheet,) = proposal.sheets
    found = {column.header: column for column in sheet.columns}
    assert found["Kümmerer"].field == "business_owner"
    assert "earlier edition" in found["Kümmerer"].reason
    assert found["What it is worth"].field == "annual_cost"
    assert a_map.system("CRM").annual_cost == 9999
    assert a_map.system("ERP").business_owner == ""  # emptied
    assert dict(a_map.system("CRM").custom) == {"Colour": "red"}


def test_the_user_may_have_such_a_column_left_out(a_map: Map):
    june = headed("ID", "Application", "Kümmerer", "Annual cost", "Colour")
    june[1][2] = "Zoe"
    kept = Choices(sheets={SheetKey(0, "apps-2026-06"): SheetChoice(fields={2: SKIPPED})})
    a_map.take("apps-2026-06.csv", june, kept)
    assert a_map.system("CRM").business_owner == "Ann"


def test_values_of_which_too_few_agree_make_no_field(a_map: Map):
    june = headed("ID", "Application", "Whom to call", "Annual cost", "Colour")
    for row, name in zip(june[1:], ("Eve", "Flo", "Gus", "Dora"), strict=True):
        row[2] = name
    proposal = a_map.propose("apps-2026-06.csv", june)
    assert {c.header: c.field for c in proposal.sheets[0].columns}["Whom to call"] == "custom"
    (told,) = [p.message for p in proposal.problems if "any more" in p.message]
    assert told.startswith("No column gives 'business owner' any more")


def test_a_column_that_is_gone_is_told_and_its_values_stay(a_map: Map):
    proposal = a_map.take("apps-2026-06.csv", [row[:4] for row in MAY])
    assert [one.message for one in proposal.problems if one.severity == "warning"] == [
        "No column gives 'Colour' any more; what the earlier edition said of it stays."
    ]
    assert dict(a_map.system("CRM").custom) == {"Colour": "red"}


def test_the_names_of_the_map_tell_which_column_names_systems(a_map: Map):
    rows = [["Bezeichnerin", "Farbe"], *[[row[1], "green"] for row in MAY[1:]]]
    proposal = a_map.take("other.csv", rows)
    assert (proposal.systems.new, proposal.systems.updated) == (0, 4)
    assert "4 of its 4 texts are names of the map" in proposal.sheets[0].why
    assert dict(a_map.system("Shop").custom) == {"Colour": "red", "Farbe": "green"}


# --- who is one with whom ----------------------------------------------------------------------


def test_numbers_that_count_the_rows_are_no_ids(tmp_path: Path):
    made = Map(tmp_path)
    rows: Rows = [["Lfd. Nr.", "Anwendung"], ["1", "CRM"], ["2", "ERP"], ["3", "Kasse"]]
    made.take("apps-05.csv", rows)
    proposal = made.take("apps-06.csv", [rows[0], ["1", "ERP"], ["2", "Kasse"]])
    assert proposal.systems.new == 0
    assert [one.name for one in proposal.missing] == ["CRM"]


def test_namesakes_with_another_id_are_offered_to_be_joined(tmp_path: Path):
    rows: Rows = [["ID", "Application"], ["A1", "CRM"], ["A9", "CRM"], ["A3", "ERP"]]
    (match,) = Map(tmp_path).propose("apps.csv", rows).matches
    assert (match.name, match.other, match.joined) == ("CRM", "CRM", False)
    assert match.reason == "the same name, but another id"
    made = Map(tmp_path)
    made.take("apps.csv", rows, Choices(joined=frozenset({match.pair})))
    assert len(made.document.snapshot().systems) == 2


def test_namesakes_of_two_departments_that_differ_in_most_are_two(tmp_path: Path):
    rows: Rows = [
        ["Application", "Department", "Business owner", "Lifecycle", "Annual cost"],
        ["Chatbot", "Sales", "Ann", "Live", "1,000 EUR"],
        ["Chatbot", "Service", "Bob", "Retired", "2,000 EUR"],
        ["CRM", "Sales", "Ann", "Live", "1,000 EUR"],
        ["CRM", "Service", "Ann", "Live", "2,000 EUR"],
    ]
    proposal = Map(tmp_path).propose("apps.csv", rows)
    assert proposal.systems.new == 3
    apart, joined = sorted(proposal.matches, key=lambda one: one.joined)
    assert apart.reason == "the same name, but another department"
    assert joined.reason == "the same name; of the first row stay: Annual cost, Department"


def test_systems_that_are_counted_are_not_nearly_the_same(tmp_path: Path):
    rows: Rows = [["Application"], ["Server 1"], ["Server 2"], ["Desk"], ["Desk 2"]]
    matches = Map(tmp_path).propose("apps.csv", rows).matches
    assert [(one.name, one.other) for one in matches] == [("Desk 2", "Desk")]


def test_a_sheet_without_proper_headers_does_not_swing_from_one_reading_to_another():
    """A column that happens to hold names of the map does not take over from the headed one."""
    first = [["Type", "application name"], ["", "x"], ["", "1"], ["", "CRM"]]
    second = [["application name"], ["x"], ["x", "", "", "", "1"], ["1", "", "", "", "x"],
              ["0", "", "", "", "CRM"]]  # fmt: skip
    grids = (Grid("a.xlsx", "Sheet1 0", first), Grid("a.xlsx", "Sheet1 1", second))
    intake, after = Intake((Source("a.xlsx", grids),)), Document().snapshot()
    for _ in range(3):
        proposal = propose_from(intake, load_catalogue(), after)
        after = applied(proposal, after)
    assert not propose_from(intake, load_catalogue(), after).change.deltas
    assert {system.name for system in after.systems.values()} == {"x", "1", "CRM"}
