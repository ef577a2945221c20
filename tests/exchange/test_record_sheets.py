"""Lists of departments, data objects and capabilities, whoever made them."""

from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from isthmus.exchange.proposal import Proposal
from isthmus.model.snapshot import Snapshot
from support.workbooks import Rows, applied, assert_true_account, workbook

SYSTEMS: Rows = [["Application name", "Department"], ["CRM", "Field sales"], ["ERP", "Finance"]]


def imported(
    folder: Path, sheets: dict[str, Rows], base: Snapshot | None = None, name: str = "a-1.xlsx"
) -> tuple[Proposal, Snapshot]:
    proposal = propose([workbook(folder / name, sheets)], load_catalogue(), base)
    assert_true_account(proposal, base)
    return proposal, applied(proposal, base)


def parents(after: Snapshot) -> dict[str, str]:
    names = {one.id: one.name for one in after.departments.values()}
    return {one.name: names.get(one.parent or "", "") for one in after.departments.values()}


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("Departments", ["Department", "Parent department", "Is IT", "Floor"]),
        ("Abteilungen", ["Abteilung", "Übergeordnete Abteilung", "Ist IT", "Stock"]),
        ("Départements", ["Département", "Rattachement", "Est IT", "Étage"]),
        ("Departamentos", ["Departamento", "Parte de", "Es TI", "Planta"]),
        ("Afdelingen", ["Afdeling", "Onderdeel van", "Is IT", "Verdieping"]),
    ],
)
def test_a_list_of_departments(tmp_path: Path, sheet: str, header: list[str]):
    rows: Rows = [header, ["Sales", "", "", "1"], ["Field sales", "Sales", "no", "2"],
                  ["Platform", "", "yes", "3"], ["", "Sales", "", "4"]]  # fmt: skip
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, sheet: rows})
    assert [one.role for one in proposal.sheets] == ["systems", "departments"]
    assert (proposal.others.new, proposal.others.reported) == (3, 1)
    assert parents(after) == {"Sales": "", "Field sales": "Sales", "Platform": "", "Finance": ""}
    assert {one.name for one in after.departments.values() if one.is_it} == {"Platform"}
    field = next(one for one in after.departments.values() if one.name == "Field sales")
    assert dict(field.custom) == {header[3]: "2"}
    cells = {cell.field: cell.cell for cell in field.origin}
    assert (cells["name"], cells["parent"], cells["is_it"]) == ("A3", "B3", "C3")


def test_parents_by_id_and_circles(tmp_path: Path):
    rows: Rows = [["ID", "Name", "Parent"], ["1", "Group", "3"], ["2", "Sales", "1"],
                  ["3", "Field", "2"]]  # fmt: skip
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, "Departments": rows})
    found = parents(after)
    assert (found["Group"], found["Sales"], found["Field"]) == ("Field", "Group", "")
    told = [p for p in proposal.problems if "is a part of" in p.message]
    assert len(told) == 1


def test_a_list_of_data_objects_and_of_capabilities(tmp_path: Path):
    data: Rows = [["Data object", "Description", "Contains personal data", "Regulation"],
                  ["Customer", "Who buys", "yes", "GDPR; CCPA"],
                  ["Tariff", "", "no", ""]]  # fmt: skip
    able: Rows = [["Capability", "Part of"], ["Sell", ""], ["Quote", "Sell"]]
    sheets = {"Systems": SYSTEMS, "Data objects": data, "Capabilities": able}
    proposal, after = imported(tmp_path, sheets)
    assert [one.role for one in proposal.sheets] == ["systems", "data objects", "capabilities"]
    customer = next(one for one in after.data_objects.values() if one.name == "Customer")
    assert (customer.personal, customer.regulations) == (True, ("GDPR", "CCPA"))
    assert customer.description == "Who buys"
    able_by = {one.name: one for one in after.capabilities.values()}
    assert able_by["Quote"].parent == able_by["Sell"].id


def test_a_later_edition_updates_them(tmp_path: Path):
    rows: Rows = [["Department", "Parent department", "Floor"], ["Sales", "", "1"],
                  ["Field sales", "Sales", "2"]]  # fmt: skip
    _, first = imported(tmp_path, {"Systems": SYSTEMS, "Departments": rows})
    again, _ = imported(tmp_path, {"Systems": SYSTEMS, "Departments": rows}, first)
    assert not again.change
    later: Rows = [rows[0], ["Sales", "", "5"], ["Field sales", "", ""]]
    proposal, after = imported(
        tmp_path, {"Systems": SYSTEMS, "Departments": later}, first, "a-2.xlsx"
    )
    assert not proposal.conflicts
    assert parents(after)["Field sales"] == ""
    floors = {one.name: dict(one.custom) for one in after.departments.values()}
    assert (floors["Sales"], floors["Field sales"]) == ({"Floor": "5"}, {})


def test_a_sheet_of_systems_called_so_stays_one(tmp_path: Path):
    rows: Rows = [["Application name", "Vendor", "Owner", "Status"], ["CRM", "a", "Ann", "Live"]]
    proposal, _ = imported(tmp_path, {"Departments": rows})
    assert proposal.sheets[0].role == "systems"


def test_what_is_neither_yes_nor_no_is_told_and_kept(tmp_path: Path):
    rows: Rows = [["Department", "Is IT"], ["Platform", "maybe"], ["Sales", "no"]]
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, "Departments": rows})
    platform = next(one for one in after.departments.values() if one.name == "Platform")
    assert (platform.is_it, dict(platform.custom)) == (False, {"Is IT": "maybe"})
    told = [
        problem.cell for problem in proposal.problems if "neither yes nor no" in problem.message
    ]
    assert told == ["B2"]


def test_a_cell_says_more_surely_than_the_name_whether_a_department_is_it(tmp_path: Path):
    rows: Rows = [["Department", "Is IT"], ["IT", "no"], ["Sales", "yes"]]
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, "Departments": rows})
    assert not proposal.conflicts
    assert {one.name for one in after.departments.values() if one.is_it} == {"Sales"}


def test_systems_with_their_departments_do_not_become_departments(tmp_path: Path):
    rows: Rows = [["Application", "Department"], ["CRM", "Sales"], ["ERP", "Sales"]]
    proposal, after = imported(tmp_path, {"Systems": SYSTEMS, "Departments": rows})
    assert proposal.sheets[1].role == "ignored"
    assert "CRM" not in {one.name for one in after.departments.values()}
