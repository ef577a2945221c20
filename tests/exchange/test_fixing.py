"""What a cell may have been meant to say, and cells that the user puts right."""

from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import Choices
from isthmus.exchange.importing import propose_from
from isthmus.exchange.intake import Intake, take_in
from isthmus.exchange.proposal import Problem, Proposal
from isthmus.model.document import Document
from isthmus.model.records import CellRef, Lifecycle
from support.workbooks import Rows, applied, assert_true_account, csv_file

ROWS: Rows = [
    ["Application name", "Status", "Go-live", "Depends on"],
    ["Customer Hub", "Live", "2020-01-31", ""],
    ["Shop", "Plannned", "03/04/2021", "Ledger; Custmer Hubb 1"],
    ["Desk", "Plannned", "", "Nowhere at all"],
    ["Ledger", "Live", "", ""],
]


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return take_in([csv_file(tmp_path / "a.csv", ROWS)])


def proposed(intake: Intake, choices: Choices) -> Proposal:
    proposal = propose_from(intake, load_catalogue(), Document().snapshot(), choices)
    assert_true_account(proposal)
    return proposal


def problem(proposal: Proposal, cell: str, part: str) -> Problem:
    (found,) = [p for p in proposal.problems if p.cell == cell and part in p.message]
    return found


def at(cell: str) -> CellRef:
    return CellRef("a.csv", "a", cell)


def test_a_word_that_is_misspelt_is_told_with_what_it_was_meant_to_be(intake: Intake):
    one = problem(proposed(intake, Choices()), "B3", "lifecycle")
    assert (one.text, one.fix, one.more) == ("Plannned", "planned", ("B4",))


def test_a_name_that_is_none_is_told_with_the_cell_as_it_was_meant(intake: Intake):
    proposal = proposed(intake, Choices())
    one = problem(proposal, "D3", "Custmer")
    assert (one.text, one.fix) == ("Ledger; Custmer Hubb 1", "Ledger; Customer Hub")
    assert problem(proposal, "D4", "Nowhere").fix == ""


def test_a_date_that_may_be_two_is_told_with_the_other(intake: Intake):
    one = problem(proposed(intake, Choices()), "C3", "month/day")
    assert one.fix == "2021-04-03"


def test_cells_are_read_as_they_are_fixed(intake: Intake):
    fixes = {at("B3"): "planned", at("B4"): "retired", at("D3"): "Ledger; Customer Hub"}
    proposal = proposed(intake, Choices(fixes=fixes))
    after = {one.name: one for one in applied(proposal).systems.values()}
    assert after["Shop"].lifecycle is Lifecycle.PLANNED
    assert after["Desk"].lifecycle is Lifecycle.RETIRED
    assert proposal.flows.new == 2
    assert intake.sources[0].grids[0].rows[2][1] == "Plannned"  # what was read stays


def test_a_cell_beyond_the_end_of_its_row_can_be_filled(tmp_path: Path):
    rows = [["Application name", "Vendor", "Status"], ["Shop"]]
    intake = take_in([csv_file(tmp_path / "a.csv", rows)])
    proposal = proposed(intake, Choices(fixes={at("C2"): "retired", at("A99"): "x"}))
    (shop,) = applied(proposal).systems.values()
    assert shop.lifecycle is Lifecycle.RETIRED
