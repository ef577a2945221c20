"""Lists with a row for each data object that a system holds."""

from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import Choices, SheetChoice, SheetKey
from isthmus.exchange.importing import propose, propose_from
from isthmus.exchange.intake import take_in
from isthmus.exchange.proposal import HOLDINGS, Proposal, Tally
from isthmus.model.document import Document
from isthmus.model.records import Holding
from isthmus.model.snapshot import Snapshot
from support.workbooks import Rows, applied, assert_true_account, csv_file, workbook

SYSTEMS: Rows = [["Application name", "Vendor"], ["CRM", "Acme"], ["ERP", "Bolt"]]


def imported(
    folder: Path, sheets: dict[str, Rows], base: Snapshot | None = None, name: str = "a-1.xlsx"
) -> tuple[Proposal, Snapshot]:
    proposal = propose([workbook(folder / name, sheets)], load_catalogue(), base)
    assert_true_account(proposal, base)
    return proposal, applied(proposal, base)


def held(after: Snapshot) -> dict[str, Holding]:
    return {
        f"{after.systems[one.system].name}: {after.data_objects[one.data_object].name}": one
        for one in after.holdings.values()
    }


def roles(after: Snapshot) -> dict[str, str]:
    return {name: one.role.value for name, one in held(after).items()}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (["System", "Data object", "Role"], ["Master", "copy", "uses"]),
        (["Anwendung", "Datenobjekt", "Rolle"], ["führend", "Kopie", "liest"]),
        (["Application", "Objet de données", "Rôle"], ["maître", "copie", "lecture"]),
        (["Aplicación", "Objeto de datos", "Rol"], ["maestro", "copia", "lee"]),
        (["Applicatie", "Gegevensobject", "Rol"], ["bron", "kopie", "leest"]),
        (["System", "Data entity", "CRUD"], ["CRUD", "U", "R"]),
    ],
)
def test_a_list_is_known_by_its_headers(tmp_path: Path, header: list[str], words: list[str]):
    rows: Rows = [header, ["CRM", "Customer", words[0]], ["ERP", "Customer", words[1]],
                  ["ERP", "Tariff", words[2]]]  # fmt: skip
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, "Sheet2": rows})
    sheet = proposal.sheets[1]
    assert (sheet.role, sheet.rows, sheet.references) == (HOLDINGS, 3, 0)
    assert [column.field for column in sheet.columns] == ["system", "data_object", "role"]
    assert proposal.others == Tally(new=3)
    assert roles(after) == {
        "CRM: Customer": "master", "ERP: Customer": "replica", "ERP: Tariff": "reader",
    }  # fmt: skip
    cells = {cell.field: cell.cell for cell in held(after)["ERP: Tariff"].origin}
    assert cells == {"system": "A4", "data_object": "B4", "role": "C4"}


@pytest.mark.parametrize("sheet", ["Holdings", "Datenhaltung", "Systemen en gegevens"])
def test_a_list_without_roles_is_known_by_its_name(tmp_path: Path, sheet: str):
    rows: Rows = [["System", "Data object"], ["CRM", "Customer; Tariff"]]
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, sheet: rows})
    assert proposal.sheets[1].role == HOLDINGS
    assert roles(after) == {"CRM: Customer": "replica", "CRM: Tariff": "replica"}
    assert proposal.others == Tally(new=1)  # a row counts once


def test_what_cannot_be_read_is_reported_with_its_cell(tmp_path: Path):
    rows: Rows = [["System", "Data object", "Role"], ["Nowhere", "Customer", "master"],
                  ["CRM", "", "copy"], ["", "Customer", "copy"], ["CRM", "Customer", "copy"],
                  ["CRM", "Tariff", "copy"], ["CRM", "Invoice", "who knows"]]  # fmt: skip
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, "Holdings": rows})
    assert proposal.others == Tally(new=3, reported=3)
    told = {p.cell: p.message for p in proposal.problems if p.sheet == "Holdings"}
    assert "'Nowhere' is no system" in told["A2"]
    assert "nothing in 'Data object'" in told["B3"]
    assert "nothing in 'System'" in told["A4"]
    assert "'who knows' is taken" in told["C7"]
    assert "CRM: Invoice" in roles(after)
    assert {system.name for system in after.systems.values()} == {"CRM", "ERP"}


def test_a_later_edition_updates_the_list(tmp_path: Path):
    rows: Rows = [["System", "Data object", "Role", "Since"],
                  ["CRM", "Customer", "master", "2020"],
                  ["ERP", "Customer", "copy", "2021"],
                  ["ERP", "Tariff", "reads", "2022"]]  # fmt: skip
    _, first = imported(tmp_path, {"Systems": SYSTEMS, "Holdings": rows})
    assert dict(held(first)["CRM: Customer"].custom) == {"Since": "2020"}
    again, _ = imported(tmp_path, {"Systems": SYSTEMS, "Holdings": rows}, first)
    assert not again.change
    assert again.others == Tally(merged=3)
    later: Rows = [rows[0], ["CRM", "Customer", "copy", "2020"], ["ERP", "Customer", "copy", ""]]
    sheets: dict[str, Rows] = {"Systems": SYSTEMS, "Holdings": later}
    proposal, after = imported(tmp_path, sheets, first, "a-2.xlsx")
    assert not proposal.conflicts
    assert proposal.others == Tally(updated=2)
    assert roles(after) == {
        "CRM: Customer": "replica", "ERP: Customer": "replica", "ERP: Tariff": "reader",
    }  # fmt: skip
    assert held(after)["ERP: Customer"].custom == ()


def test_who_is_the_master_is_never_made_less_by_another_row(tmp_path: Path):
    rows: Rows = [["System", "Data object", "Role"], ["CRM", "Customer", "owner"],
                  ["CRM", "Customers", "reads"], ["ERP", "Tariff", "reads"]]  # fmt: skip
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, "S": rows})
    assert proposal.others == Tally(new=2, merged=1)
    assert roles(after)["CRM: Customer"] == "master"


def test_a_list_alone_names_the_systems_of_an_empty_map(tmp_path: Path):
    rows: Rows = [["System", "Data object", "Role"], ["CRM", "Customer", "master"]]
    path = csv_file(tmp_path / "holdings.csv", rows)
    proposal = propose([path], load_catalogue())
    assert roles(applied(proposal)) == {"CRM: Customer": "master"}
    assert "No inventory came with this list" in proposal.problems[0].message


def test_lists_alone_are_taken_into_a_map_that_has_systems(tmp_path: Path):
    _, base = imported(tmp_path, {"Systems": SYSTEMS})
    rows: Rows = [["Department", "Part of"], ["Sales", ""], ["Field sales", "Sales"]]
    path = csv_file(tmp_path / "departments.csv", rows)
    proposal = propose([path], load_catalogue(), base)
    assert_true_account(proposal, base)
    assert [sheet.role for sheet in proposal.sheets] == ["departments"]
    assert proposal.others == Tally(new=2)


@pytest.mark.parametrize(
    "rows",
    [
        [["Application", "Vendor", "Hosting", "Data object", "Role"],
         ["CRM", "Acme", "SaaS", "Customer", "master"]],
        [["Application", "Data object"], ["CRM", "Customer"]],
        [["System", "Data object", "Role"], ["CRM", "Customer", "Sales backbone"]],
    ],
)  # fmt: skip
def test_a_list_of_systems_stays_one(tmp_path: Path, rows: Rows):
    proposal, _ = imported(tmp_path, {"Systems": SYSTEMS, "Sheet2": rows})
    assert proposal.sheets[1].role != HOLDINGS


def test_the_role_can_be_chosen(tmp_path: Path):
    rows: Rows = [["Where", "What"], ["CRM", "Customer"]]
    intake = take_in([workbook(tmp_path / "a.xlsx", {"Systems": SYSTEMS, "L": rows})])
    chosen = SheetChoice(role=HOLDINGS, header_row=1, fields={0: "system", 1: "data_object"})
    choices = Choices({SheetKey(0, "L"): chosen})
    proposal = propose_from(intake, load_catalogue(), Document().snapshot(), choices)
    assert_true_account(proposal)
    assert roles(applied(proposal)) == {"CRM: Customer": "replica"}


def test_records_without_a_row_in_a_later_edition_are_kept(tmp_path: Path):
    lists: dict[str, Rows] = {
        "Systems": SYSTEMS,
        "Departments": [["Department", "Floor"], ["Sales", "1"], ["Legal", "2"]],
        "Data objects": [["Data object", "Description"], ["Tariff", "a"], ["Permit", "b"]],
        "Capabilities": [["Capability", "Description"], ["Sell", "a"], ["Buy", "b"]],
        "Holdings": [["System", "Data object"], ["CRM", "Tariff"], ["ERP", "Permit"]],
    }
    _, first = imported(tmp_path, lists)
    shorter = {name: rows if name == "Systems" else rows[:2] for name, rows in lists.items()}
    proposal, after = imported(tmp_path, shorter, first, "a-2.xlsx")
    assert not any(delta.after is None for delta in proposal.change.deltas)
    for table in ("departments", "data_objects", "capabilities", "holdings"):
        assert after.tables[table].keys() == first.tables[table].keys()
