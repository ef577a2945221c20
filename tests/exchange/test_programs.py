"""Exports of other programs are known by their columns; `programs.py` names the sources of them."""

from datetime import date
from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.choices import Choices, SheetChoice, SheetKey
from isthmus.exchange.importing import propose, propose_from
from isthmus.exchange.intake import take_in
from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from isthmus.model.records import Criticality, Hosting, Lifecycle, System
from isthmus.model.snapshot import Snapshot
from support.workbooks import Rows, applied, assert_true_account, csv_file, workbook

Sheets = dict[str, Rows]


def imported(*paths: Path, base: Snapshot | None = None) -> tuple[Proposal, Snapshot]:
    proposal = propose(paths, load_catalogue(), base)
    assert_true_account(proposal, base)
    return proposal, applied(proposal, base)


def roles(proposal: Proposal) -> list[tuple[str, str, int]]:
    return [(sheet.name, sheet.role, sheet.rows) for sheet in proposal.sheets]


def fields(proposal: Proposal, sheet: int = 0) -> dict[str, str]:
    return {c.header: c.field for c in proposal.sheets[sheet].columns if c.field != "custom"}


def system(after: Snapshot, name: str) -> System:
    (found,) = [s for s in after.systems.values() if s.name == name]
    return found


def flows(after: Snapshot) -> set[str]:
    names = {s.id: s.name for s in after.systems.values()}
    return {
        f"{names[f.source]} {'<->' if f.two_way else '->'} {names[f.target]}"
        for f in after.flows.values()
    }


LEANIX = [
    ["id", "type", "name", "displayName", "description", "lifecycle:active",
     "lifecycle:endOfLife", "businessCriticality", "relToRequires",
     "relApplicationToUserGroup", "relApplicationToDataObject",
     "relApplicationToBusinessCapability", "relApplicationToITComponent",
     "relInterfaceToProviderApplication", "relInterfaceToConsumerApplication",
     "relInterfaceToDataObject"],
    ["a-1", "Application", "Shop", "Shop", "Sells things", "2020-01-01", "", "missionCritical",
     "ERP", "Sales", "Order;Customer", "Selling", "Linux", "", "", ""],
    ["a-2", "Application", "ERP", "ERP", "Books", "2018-05-01", "2028-12-31",
     "businessOperational", "", "Finance", "Invoice", "Booking", "", "", "", ""],
    ["a-3", "Application", "DWH", "DWH", "", "", "", "", "", "IT / Data", "", "", "", "", "", ""],
    ["i-1", "Interface", "Orders", "Shop / Orders", "All of the day", "", "", "", "", "", "", "",
     "", "Shop", "ERP; DWH", "Order"],
    ["i-2", "Interface", "Nobody's", "Nobody's", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["d-1", "DataObject", "Order", "Order", "What is ordered", "", "", "", "", "", "", "", "", "",
     "", ""],
    ["d-2", "DataObject", "Price list", "Price list", "", "", "", "", "", "", "", "", "", "", "",
     ""],
    ["u-1", "UserGroup", "Sales", "Sales", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["u-2", "UserGroup", "Field", "Sales / Field", "", "", "", "", "", "", "", "", "", "", "", ""],
    ["b-1", "BusinessCapability", "Selling", "Selling", "", "", "", "", "", "", "", "", "", "", "",
     ""],
    ["c-1", "ITComponent", "Linux", "Linux", "", "", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip


def test_a_leanix_workbook_with_all_types_in_one_sheet(tmp_path: Path):
    proposal, after = imported(workbook(tmp_path / "a.xlsx", {"Inventory": LEANIX}))
    assert {sheet.program for sheet in proposal.sheets} == {"LeanIX"}
    assert "it is an export of LeanIX" in proposal.sheets[0].why
    assert roles(proposal) == [
        ("Inventory", "mixed", 4), ("Inventory", "flows", 2), ("Inventory", "data objects", 2),
        ("Inventory", "departments", 2), ("Inventory", "capabilities", 1),
    ]  # fmt: skip
    assert {s.name for s in after.systems.values()} == {"Shop", "ERP", "DWH"}
    assert flows(after) == {"ERP -> Shop", "Shop -> ERP", "Shop -> DWH"}
    shop = system(after, "Shop")
    assert shop.criticality is Criticality.CRITICAL
    assert shop.go_live == date(2020, 1, 1)
    assert after.departments[shop.department or ""].name == "Sales"
    assert system(after, "ERP").end_of_life == date(2028, 12, 31)
    data = {d.name: d for d in after.data_objects.values()}
    assert set(data) == {"Order", "Customer", "Invoice", "Price list"}
    assert data["Order"].description == "What is ordered"
    assert dict(data["Order"].external_ids) == {"Inventory: id": "d-1"}
    departments = {d.name: d for d in after.departments.values()}
    assert departments["Sales / Field"].parent == departments["Sales"].id
    assert departments.keys() == {"Sales", "Finance", "Sales / Field", "IT / Data"}
    assert {c.name for c in after.capabilities.values()} == {"Selling", "Booking"}
    told = [p.message for p in proposal.problems]
    assert any("'ITComponent' is no system" in message for message in told)
    assert any("nothing in 'relInterfaceToProviderApplication'" in message for message in told)


def test_a_leanix_workbook_again_changes_nothing_but_what_changed(tmp_path: Path):
    _, base = imported(workbook(tmp_path / "a.xlsx", {"Inventory": LEANIX}))
    again, _ = imported(workbook(tmp_path / "a.xlsx", {"Inventory": LEANIX}), base=base)
    assert not again.change.deltas
    changed = [[*row[:4], "By hand", *row[5:]] if row[0] == "d-2" else row for row in LEANIX]
    last, after = imported(workbook(tmp_path / "a.xlsx", {"Inventory": changed}), base=base)
    assert last.others.updated == 1
    assert "By hand" in {d.description for d in after.data_objects.values()}


def test_fields_that_are_chosen_count_in_each_part_of_a_sheet(tmp_path: Path):
    intake = take_in([workbook(tmp_path / "a.xlsx", {"Inventory": LEANIX})])
    choices = Choices({SheetKey(0, "Inventory"): SheetChoice(fields={4: "custom", 6: ""})})
    proposal = propose_from(intake, load_catalogue(), Document().snapshot(), choices)
    assert_true_account(proposal)
    after = applied(proposal)
    assert system(after, "Shop").description == ""
    assert dict(system(after, "Shop").custom)["description"] == "Sells things"
    assert system(after, "ERP").end_of_life is None
    (order,) = [d for d in after.data_objects.values() if d.name == "Order"]
    assert dict(order.custom)["description"] == "What is ordered"


@pytest.mark.parametrize("role", ["data objects", "departments", "capabilities"])
def test_a_list_that_is_said_to_be_of_records(tmp_path: Path, role: str):
    rows = [["Nr", "Bezeichnung", "Text"], ["1", "Alpha", "first"], ["2", "Beta", ""]]
    apps: Rows = [["Application", "Vendor"], ["Shop", "Acme"]]
    intake = take_in([workbook(tmp_path / "a.xlsx", {"Apps": apps, "L": rows})])
    choices = Choices({SheetKey(0, "L"): SheetChoice(role=role)})
    proposal = propose_from(intake, load_catalogue(), Document().snapshot(), choices)
    assert_true_account(proposal)
    assert proposal.others.new == 2
    table = applied(proposal).tables[role.replace(" ", "_")]
    assert sorted(getattr(one, "name", "") for one in table.values()) == ["Alpha", "Beta"]


def test_a_leanix_workbook_with_a_sheet_for_each_type(tmp_path: Path):
    def of_type(kind: str, columns: list[int]) -> Rows:
        rows = [row for row in LEANIX if row[1] in ("type", kind)]
        return [[row[n] for n in columns] for row in rows]

    sheets: Sheets = {
        "ReadMe": [["Please read before you change anything"], ["Do not rename columns."]],
        "Application": of_type("Application", [0, 1, 2, 3, 4, 5, 7, 8, 9, 10]),
        "Interface": of_type("Interface", [0, 1, 2, 3, 4, 13, 14, 15]),
        "DataObject": of_type("DataObject", [0, 1, 2, 3, 4]),
        "UserGroup": of_type("UserGroup", [0, 1, 2, 3]),
        "BusinessCapability": of_type("BusinessCapability", [0, 1, 2, 3]),
        "ITComponent": of_type("ITComponent", [0, 1, 2, 3]),
    }
    proposal, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    assert [sheet.role for sheet in proposal.sheets] == [
        "ignored", "mixed", "flows", "data objects", "departments", "capabilities", "ignored",
    ]  # fmt: skip
    assert [sheet.program for sheet in proposal.sheets][1:] == ["LeanIX"] * 6
    assert flows(after) == {"ERP -> Shop", "Shop -> ERP", "Shop -> DWH"}


SERVICENOW_LABELS = [
    ["Number", "Name", "Application family", "Business owner", "Department",
     "IT Application owner", "Architecture type", "Install type", "Application type",
     "Install Status", "Operational status", "Business criticality", "Application category",
     "Vendor", "Active user count", "Short description", "Platform"],
    ["APM0001", "Shop", "Sales", "Ann Miller", "Sales", "Bob Stone", "Web based", "SaaS", "COTS",
     "In production", "Operational", "1 - most critical", "E-commerce", "Acme", "1,200",
     "Sells things", "Linux"],
    ["APM0002", "ERP", "Finance", "Cy Young", "Finance", "", "Client server", "On premise",
     "COTS", "Retired", "Non-Operational", "3 - less critical", "ERP", "Bolt", "80", "Books", ""],
    ["APM0003", "DWH", "Data", "Dee Ford", "IT", "Bob Stone", "Web based", "Cloud", "Homegrown",
     "In production", "Operational", "2 - somewhat critical", "Data warehouse", "", "35", "", ""],
]  # fmt: skip
SERVICENOW_RELATIONS = [
    ["Parent", "Type", "Child"],
    ["Shop", "Depends on::Used by", "ERP"],
    ["ERP", "Sends data to::Receives data from", "DWH"],
    ["Shop", "Exchanges data with::Exchanges data with", "DWH"],
    ["Shop", "Runs on::Runs", "srv-001"],
]


def test_servicenow_business_applications_by_label_with_their_relations(tmp_path: Path):
    paths = [
        csv_file(tmp_path / "cmdb_ci_business_app.csv", SERVICENOW_LABELS),
        csv_file(tmp_path / "cmdb_rel_ci.csv", SERVICENOW_RELATIONS),
    ]
    proposal, after = imported(*paths)
    assert [sheet.program for sheet in proposal.sheets] == ["ServiceNow"] * 2
    assert [sheet.role for sheet in proposal.sheets] == ["systems", "flows"]
    expected = {
        "Number": "id", "Name": "name", "Business owner": "business_owner",
        "Department": "department", "IT Application owner": "it_steward",
        "Install type": "hosting", "Install Status": "lifecycle",
        "Business criticality": "criticality", "Application category": "category",
        "Vendor": "vendor", "Active user count": "users", "Short description": "description",
    }  # fmt: skip
    assert fields(proposal) == expected
    assert flows(after) == {"ERP -> Shop", "ERP -> DWH", "Shop <-> DWH"}
    shop, erp = system(after, "Shop"), system(after, "ERP")
    assert (shop.hosting, shop.lifecycle) == (Hosting.SAAS, Lifecycle.LIVE)
    assert (shop.criticality, shop.users) == (Criticality.CRITICAL, 1200)
    assert (erp.lifecycle, erp.it_steward) == (Lifecycle.RETIRED, "")


def test_servicenow_by_column_name(tmp_path: Path):
    rows = [
        ["sys_id", "sys_class_name", "number", "name", "owned_by", "it_application_owner",
         "install_status", "operational_status", "business_criticality", "install_type",
         "application_type", "vendor", "department", "active_user_count", "short_description",
         "u_data_classification", "life_cycle_stage_status"],
        ["0a1", "cmdb_ci_business_app", "APM1", "Shop", "Ann Miller", "Bob Stone", "Installed",
         "Operational", "1 - most critical", "saas", "cots", "Acme", "Sales", "1200", "Sells",
         "Confidential", "In Use"],
        ["0a2", "cmdb_ci_business_app", "APM2", "ERP", "Cy Young", "", "Retired",
         "Non-Operational", "3 - less critical", "on_premise", "cots", "Bolt", "Finance", "80",
         "Books", "Internal", "End of Life"],
    ]  # fmt: skip
    relations = [
        ["sys_id", "parent", "type", "child"],
        ["r1", "0a1", "Receives data from::Sends data to", "0a2"],
    ]
    proposal, after = imported(
        csv_file(tmp_path / "apps.csv", rows), csv_file(tmp_path / "rel.csv", relations)
    )
    assert [sheet.program for sheet in proposal.sheets] == ["ServiceNow"] * 2
    found = fields(proposal)
    assert (found["sys_id"], found["name"], found["owned_by"], found["it_application_owner"]) == (
        "id", "name", "business_owner", "it_steward")  # fmt: skip
    assert flows(after) == {"ERP -> Shop"}
    assert len(after.systems) == 2


def test_an_ardoq_workbook_of_components_and_references(tmp_path: Path):
    sheets: Sheets = {
        "Applications": [
            ["Ardoq OID", "Ardoq ID", "Name", "Component Type", "Parent", "Description", "Alias",
             "Lifecycle Phase", "Vendor"],
            ["5f1", "APP-1", "Shop", "Application", "", "Sells things", "SH", "Live", "Acme"],
            ["5f2", "APP-2", "ERP", "Application", "", "Books", "", "Phase out", "Bolt"],
            ["5f3", "APP-3", "Back office", "Application Module", "ERP", "", "", "Live", ""],
        ],
        "Applications->Applications": [
            ["Source", "Target", "Reference Type", "Description"],
            ["Shop", "ERP", "Sends data to", "Orders of the day"],
            ["5f2", "5f3", "Is dependent on", ""],
        ],
    }  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    assert [sheet.program for sheet in proposal.sheets] == ["Ardoq"] * 2
    assert [sheet.role for sheet in proposal.sheets] == ["systems", "flows"]
    found = fields(proposal)
    assert found["Ardoq OID"] == "id"
    assert found["Lifecycle Phase"] == "lifecycle"
    assert found["Alias"] == "abbreviation"
    assert flows(after) == {"Shop -> ERP", "Back office -> ERP"}
    assert system(after, "Back office").part_of == system(after, "ERP").id


def iteraplan(kind: str, technical: list[str], heads: list[str], rows: list[list[str]]) -> Rows:
    """A sheet as iteraplan writes it: seven rows of header, of which three are technical."""
    return [
        [kind], [f"All elements of the type {kind}"], technical,
        ["integer", *["string"] * (len(heads) - 1)], ["[1..1]", *["[0..1]"] * (len(heads) - 1)],
        [], heads, *rows,
    ]  # fmt: skip


def test_an_iteraplan_workbook_with_a_sheet_for_each_building_block(tmp_path: Path):
    sheets: Sheets = {
        "Introduction": [["iteraplan"], ["Exported on 1 May"]],
        "Information System": iteraplan(
            "Information System",
            ["id", "name", "description", "typeOfStatus", "Costs"],
            ["ID", "Name", "Description", "Status", "Costs"],
            [["1", "Shop", "Sells things", "CURRENT", "1200"],
             ["2", "ERP", "Books", "PLANNED", "800"]],
        ),
        "Information Flow": iteraplan(
            "Information Flow",
            ["id", "informationSystemRelease1", "informationSystemRelease2", "direction", "bo"],
            ["ID", "Information System 1", "Information System 2", "Direction",
             "Business Object"],
            [["9", "Shop", "ERP", "FIRST_TO_SECOND", "Order"]],
        ),
        "Business Domain": iteraplan(
            "Business Domain", ["id", "name", "description"], ["ID", "Name", "Description"],
            [["4", "Selling", ""]],
        ),
        "Business Object": iteraplan(
            "Business Object", ["id", "name", "description"], ["ID", "Name", "Description"],
            [["7", "Order", "What is ordered"], ["8", "Price list", ""]],
        ),
    }  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    named = [(s.name, s.role, s.program, s.header_row) for s in proposal.sheets]
    assert named == [
        ("Introduction", "ignored", "", None),
        ("Information System", "systems", "iteraplan", 7),
        ("Information Flow", "flows", "iteraplan", 7),
        ("Business Domain", "ignored", "iteraplan", 7),
        ("Business Object", "data objects", "iteraplan", 7),
    ]
    assert flows(after) == {"Shop -> ERP"}
    assert system(after, "ERP").lifecycle is Lifecycle.PLANNED


@pytest.mark.parametrize(
    "header",
    [["Application", "Vendor", "Owner"], ["Name", "Type", "Description"],
     ["id", "name", "vendor", "status"], ["Name", "Business criticality", "Department"]],
)  # fmt: skip
def test_a_list_that_anyone_may_keep_is_of_no_program(tmp_path: Path, header: list[str]):
    rows = [header, [f"{name} a" for name in header], [f"{name} b" for name in header]]
    proposal, _ = imported(csv_file(tmp_path / "a.csv", rows))
    assert proposal.sheets[0].program == ""
