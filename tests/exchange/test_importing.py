"""What a proposal holds: systems, departments, data, flows, and what is told."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.importing import propose
from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from isthmus.model.records import (
    Criticality,
    Flow,
    FlowMethod,
    FlowState,
    HoldingRole,
    Hosting,
    Lifecycle,
    System,
)
from isthmus.model.snapshot import Snapshot
from support.workbooks import applied, assert_true_account, csv_file, workbook

HEADER = ["Application name", "Vendor", "Department", "Dependencies"]


def imported(path: Path, base: Snapshot | None = None) -> tuple[Proposal, Snapshot]:
    proposal = propose([path], load_catalogue(), base)
    assert_true_account(proposal, base)
    return proposal, applied(proposal, base)


def system_of(after: Snapshot, name: str) -> System:
    (found,) = [system for system in after.systems.values() if system.name == name]
    return found


def links(after: Snapshot) -> set[tuple[str, str]]:
    names = {system.id: system.name for system in after.systems.values()}
    return {(names[flow.source], names[flow.target]) for flow in after.flows.values()}


def test_a_german_inventory(tmp_path: Path):
    rows = [
        ["Anwendungsübersicht 2026"],
        [],
        ["Anwendung", "Hersteller", "Fachbereich", "IT-Verantwortlicher", "Betriebsmodell",
         "Status", "Kritikalität", "Kosten pro Jahr (€)", "Anzahl Nutzer", "Vertragsende",
         "Abhängig von", "Bemerkung"],
        ["SAP S/4HANA", "SAP", "Finanzen", "Rolf Kern", "On-Premises", "Aktiv", "Sehr hoch",
         "1.234.567,50 €", "1.200", "31.12.2027", "", ""],
        ["HubSpot", "HubSpot", "Vertrieb", "keiner", "SaaS", "in Einführung", "mittel",
         "12.000,-", "35", "Q4 2026", "SAP S/4HANA", "Test läuft"],
        ["Summe", "", "", "", "", "", "", "1.246.567,50 €", "", "", "", ""],
    ]  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "Übersicht.xlsx", {"Liste": rows}))
    assert proposal.systems.reported == 1
    sap, hubspot = system_of(after, "SAP S/4HANA"), system_of(after, "HubSpot")
    assert sap.annual_cost == Decimal("1234567.50")
    assert (sap.currency, sap.users, sap.it_steward) == ("EUR", 1200, "Rolf Kern")
    assert (sap.criticality, sap.lifecycle) == (Criticality.CRITICAL, Lifecycle.LIVE)
    assert sap.contract_end == date(2027, 12, 31)
    assert hubspot.it_steward == ""
    assert hubspot.annual_cost == 12000
    assert (hubspot.hosting, hubspot.lifecycle) == (Hosting.SAAS, Lifecycle.PLANNED)
    assert hubspot.contract_end == date(2026, 12, 31)
    assert dict(hubspot.custom)["Bemerkung"] == "Test läuft"
    assert links(after) == {("SAP S/4HANA", "HubSpot")}
    assert hubspot.product
    assert hubspot.category


def test_systems_on_one_sheet_and_flows_on_another(tmp_path: Path):
    path = workbook(
        tmp_path / "two.xlsx",
        {
            "Systems": [["ID", "Name", "Owner dept."], ["S1", "Webshop", "Sales"],
                        ["S2", "Ledger", "Finance"], ["S3", "Post room", "Office"]],
            "Interfaces": [
                ["From", "To", "Data", "Method", "Status", "Frequency", "Both ways"],
                ["S1", "Ledger", "Orders; Customers", "REST API", "live", "daily", "no"],
                ["Webshop", "S2", "Invoice", "API", "live", "", ""],
                ["Ledger", "Post room", "Letters", "by hand", "planned", "", "yes"],
                ["Ledger", "Nowhere", "x", "API", "live", "", ""],
                ["Ledger", "Ledger", "x", "API", "live", "", ""],
            ],
        },
    )  # fmt: skip
    proposal, after = imported(path)
    assert [sheet.role for sheet in proposal.sheets] == ["systems", "flows"]
    flows = proposal.flows
    assert (flows.new, flows.merged, flows.reported) == (2, 1, 2)
    one = next(flow for flow in after.flows.values() if flow.method is FlowMethod.API)
    names = {after.data_objects[i].name for i in one.data_objects}
    assert {"Order", "Customer", "Invoice"} == names
    assert one.frequency == "daily"
    other = next(flow for flow in after.flows.values() if flow.method is FlowMethod.MANUAL)
    assert (other.two_way, other.state) == (True, FlowState.PLANNED)
    told = [p for p in proposal.problems if "Nowhere" in p.message]
    assert [(p.sheet, p.cell, p.severity) for p in told] == [("Interfaces", "B5", "warning")]


def test_names_with_commas_are_found_whole(tmp_path: Path):
    rows = [
        ["Application name", "Dependencies"],
        ["Plan, Build, Run", ""],
        ["Smith, Jones & Co Ledger", ""],
        ["CRM", "Plan, Build, Run, Smith, Jones & Co Ledger; ERP"],
        ["ERP", "• CRM\n• Plan, Build, Run\n2. XYZ"],
    ]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert links(after) == {
        ("Plan, Build, Run", "CRM"), ("Smith, Jones & Co Ledger", "CRM"), ("ERP", "CRM"),
        ("CRM", "ERP"), ("Plan, Build, Run", "ERP"),
    }  # fmt: skip
    assert proposal.flows.reported == 1
    (problem,) = [p for p in proposal.problems if p.severity == "warning"]
    assert problem.cell == "B5"
    assert "'XYZ' is no system in this inventory" in problem.message


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Depends on", ("Ledger", "Shop")),
        ("Receives data from", ("Ledger", "Shop")),
        ("Upstream systems", ("Ledger", "Shop")),
        ("Sends data to", ("Shop", "Ledger")),
        ("Downstream", ("Shop", "Ledger")),
        ("Integrerer med", ("Ledger", "Shop")),
    ],
)
def test_the_direction_that_a_column_means(tmp_path: Path, header: str, expected: tuple[str, str]):
    rows = [["System name", header], ["Shop", "Ledger"], ["Ledger", ""]]
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert links(after) == {expected}


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("CH", True),  # the abbreviation in brackets
        ("Customer Hub", True),  # without it
        ("customer hub (ch)", True),
        ("A-7", True),  # the id
        ("Custmer Hub (CH)", True),  # a slip of the hand
        ("Customer Hub 2", False),
        ("Hub", False),
    ],
)
def test_how_a_system_may_be_named(tmp_path: Path, named: str, *, found: bool):
    rows = [
        ["App ID", "Application name", "Dependencies"],
        ["A-7", "Customer Hub (CH)", ""],
        ["A-8", "Shop", named],
    ]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert bool(links(after)) is found
    assert proposal.flows.reported == (0 if found else 1)


def test_versions_are_not_taken_for_one_another(tmp_path: Path):
    rows = [
        ["Application name", "Dependencies"],
        ["Service Desk v1", ""],
        ["Shop", "Service Desk v2"],
    ]
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert not after.flows


def test_the_same_system_twice(tmp_path: Path):
    rows = [
        HEADER,
        ["CRM", "Acme", "Sales", ""],
        ["CRM", "", "Marketing", "ERP"],
        ["crm ", "Acme", "Sales", "ERP"],
        ["CRM", "Other Inc", "Sales", ""],
        ["ERP", "", "Finance", ""],
        ["ERP (old)", "", "Finance", ""],
    ]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert (proposal.systems.new, proposal.systems.merged) == (4, 2)
    assert len([s for s in after.systems.values() if s.name == "CRM"]) == 2
    messages = [(p.cell, p.message) for p in proposal.problems]
    assert any(cell == "A3" and "differ: Department" in text for cell, text in messages)
    assert any(cell == "A7" and "'ERP (old)' is nearly 'ERP'" in text for cell, text in messages)
    assert len(after.flows) == 1


def test_departments_form_a_tree_only_where_the_cell_says_so(tmp_path: Path):
    rows = [
        ["System name", "Department", "Paid by"],
        ["One", "Group > Marketing", "Sales / EMEA"],
        ["Two", "Group > IT", "CIO Office"],
    ]
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    by_name = {d.name: d for d in after.departments.values()}
    assert set(by_name) == {"Group", "Marketing", "IT", "Sales / EMEA", "CIO Office"}
    assert by_name["Marketing"].parent == by_name["Group"].id
    assert {name for name, d in by_name.items() if d.is_it} == {"IT", "CIO Office"}


def test_data_objects_held_and_mastered(tmp_path: Path):
    rows = [
        ["System name", "Master of", "Also holds"],
        ["CRM", "Customers, Leads", "Orders"],
        ["ERP", "Order", "customer"],
    ]
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    names = {s.id: s.name for s in after.systems.values()}
    held = {
        (names[h.system], after.data_objects[h.data_object].name, h.role)
        for h in after.holdings.values()
    }
    assert held == {
        ("CRM", "Customer", HoldingRole.MASTER), ("CRM", "Lead", HoldingRole.MASTER),
        ("CRM", "Order", HoldingRole.REPLICA), ("ERP", "Order", HoldingRole.MASTER),
        ("ERP", "Customer", HoldingRole.REPLICA),
    }  # fmt: skip


def test_text_that_a_field_does_not_take_is_kept_and_told(tmp_path: Path):
    rows = [
        ["System name", "Annual cost", "Users", "Status", "Hosting", "Go-live"],
        ["One", "about ten or twelve", "10-50", "Live", "SaaS", "2020-01-31"],
        ["Two", "1,200", "12", "Live", "moon", "someday"],
        ["Three", "1,300", "15", "Live", "SaaS", "2021"],
    ]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    one, two = system_of(after, "One"), system_of(after, "Two")
    assert (one.annual_cost, one.users) == (None, None)
    assert dict(one.custom) == {"Annual cost": "about ten or twelve", "Users": "10-50"}
    assert dict(two.custom) == {"Hosting": "moon", "Go-live": "someday"}
    assert {p.cell for p in proposal.problems} == {"B2", "B3", "C2", "E3", "F3"}


def test_unknown_columns_and_the_same_header_twice_are_kept(tmp_path: Path):
    rows = [
        ["Name", "Vendor", "Colour", "Vendor", ""],
        ["One", "Acme", "red", "Reseller Ltd", "stray"],
        ["Two", "Acme", "N/A", "", ""],
    ]
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    one = system_of(after, "One")
    assert one.vendor == "Acme"
    assert dict(one.custom) == {"Colour": "red", "Vendor (2)": "Reseller Ltd", "Column E": "stray"}
    assert dict(system_of(after, "Two").custom) == {"Colour": "N/A"}


def test_the_same_inventory_again_changes_nothing(tmp_path: Path):
    rows = [["App ID", *HEADER], ["1", "CRM", "Acme", "Sales", "ERP"], ["2", "ERP", "", "IT", ""]]
    path = csv_file(tmp_path / "a.csv", rows)
    _, first = imported(path)
    proposal, after = imported(path, first)
    assert not proposal.change
    assert (proposal.systems.merged, proposal.flows.merged) == (2, 1)
    assert after.same_content(first)


def test_a_later_export_updates(tmp_path: Path):
    before = csv_file(tmp_path / "may.csv", [
        ["App ID", *HEADER, "Colour"],
        ["A1", "CRM", "Acme", "Sales", "ERP", "red"], ["A2", "ERP", "", "IT", "", ""]])  # fmt: skip
    _, first = imported(before)
    later = csv_file(tmp_path / "june.csv", [
        ["App ID", "Application name", "Vendor", "Department"],
        ["A1", "CRM Cloud", "Acme", "Marketing"], ["A3", "Shop", "", "Sales"]])  # fmt: skip
    proposal, after = imported(later, first)
    assert (proposal.systems.new, proposal.systems.updated) == (1, 1)
    crm = system_of(after, "CRM Cloud")
    assert crm.id == system_of(first, "CRM").id
    assert after.departments[crm.department or ""].name == "Marketing"
    assert dict(crm.custom)["Colour"] == "red"
    assert system_of(after, "ERP") == system_of(first, "ERP")
    assert after.flows == first.flows


def test_running_numbers_of_two_inventories_are_not_confused(tmp_path: Path):
    rows = [["ID", *HEADER], ["1", "Payroll", "", "HR", ""]]
    _, first = imported(csv_file(tmp_path / "hr.csv", rows))
    other = csv_file(tmp_path / "it.csv", [["ID", *HEADER], ["1", "Firewall", "", "IT", ""]])
    proposal, after = imported(other, first)
    assert proposal.systems.new == 1
    assert {s.name for s in after.systems.values()} == {"Payroll", "Firewall"}


def test_the_proposal_is_one_undo_step_on_the_map(tmp_path: Path):
    document = Document()
    with document.edit("Draw") as tx:
        one = tx.put(System(name="Drawn"))
        two = tx.put(System(name="CRM"))
        tx.put(Flow(source=one.id, target=two.id))
    before = document.snapshot()
    path = csv_file(tmp_path / "a.csv", [HEADER, ["CRM", "Acme", "Sales", "Drawn"]])
    proposal = propose([path], load_catalogue(), before)
    assert proposal.flows.merged == 1
    document.apply(proposal.change)
    assert document.undo_label == "Import a.csv"
    assert document.snapshot().systems[two.id].vendor == "Acme"
    document.undo()
    assert document.snapshot().same_content(before)


def test_flows_alone_go_into_a_map_that_has_the_systems(tmp_path: Path):
    numbered = [["Source ID", "Target ID", "Data"], ["1", "2", "Orders"]]
    with pytest.raises(ImportFault, match="lists flows only"):
        propose([csv_file(tmp_path / "numbered.csv", numbered)], load_catalogue())
    rows = [["Source", "Target", "Data"], ["CRM", "ERP", "Orders"]]
    path = csv_file(tmp_path / "flows.csv", rows)
    document = Document()
    with document.edit("Draw") as tx:
        tx.put(System(name="CRM"))
        tx.put(System(name="ERP"))
    _, after = imported(path, document.snapshot())
    assert links(after) == {("CRM", "ERP")}


def test_several_files_at_once(tmp_path: Path):
    systems = csv_file(tmp_path / "systems.csv", [HEADER, ["A", "", "IT", ""], ["B", "", "HR", ""]])
    flows = csv_file(tmp_path / "flows.csv", [["From", "To"], ["A", "B"]])
    other = csv_file(tmp_path / "notes.csv", [["Who", "Colour"], ["me", "red"]])
    proposal = propose([systems, flows, other], load_catalogue())
    assert_true_account(proposal)
    assert links(applied(proposal)) == {("A", "B")}
    assert any(p.file == "notes.csv" and p.severity == "warning" for p in proposal.problems)
    assert proposal.change.label == "Import systems.csv, flows.csv, notes.csv"


def test_files_of_the_same_name_are_accounted_for_apart(tmp_path: Path):
    paths = []
    for name in ("May", "June"):
        (tmp_path / name).mkdir()
        rows = [HEADER, [f"{name} CRM", "", "Sales", f"{name} ERP"], [f"{name} ERP", "", "IT", ""]]
        paths.append(csv_file(tmp_path / name / "a.csv", rows))
    proposal = propose(paths, load_catalogue())
    assert_true_account(proposal)
    assert [sheet.references for sheet in proposal.sheets] == [1, 1]


def test_the_first_costs_say_the_currency_of_the_map(tmp_path: Path):
    rows = [["Systemnavn", "Årlig kostnad", "Avdeling"], ["Visma", "kr 420 000,-", "Økonomi"]]
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert after.info.currency == "NOK"
    other = [["System name", "Annual cost", "Vendor"], ["Xero", "$ 100", "Xero"]]
    _, later = imported(csv_file(tmp_path / "b.csv", other), after)
    assert later.info.currency == "NOK"
    assert system_of(later, "Xero").currency == "USD"


def test_no_column_that_could_name_a_system(tmp_path: Path):
    path = csv_file(tmp_path / "x.csv", [["Colour", "Vendor"], ["red", "Acme"]])
    with pytest.raises(ImportFault) as caught:
        propose([path], load_catalogue())
    message = str(caught.value)
    assert "x.csv" in message
    assert "'Colour'" in message
    assert "Application name" in message


def test_progress_grows_and_cancelling_stops(tmp_path: Path):
    path = csv_file(tmp_path / "a.csv", [HEADER, ["CRM", "", "Sales", ""]])
    heard: list[float] = []
    propose([path], load_catalogue(), progress=lambda share, _: heard.append(share))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    with pytest.raises(ImportCancelled):
        propose([path], load_catalogue(), cancelled=lambda: True)


def test_data_objects_keep_the_inventorys_words(tmp_path: Path):
    rows = [
        ["System name", "Master of"],
        ["HR", "Candidates, Payslips"],
        ["ERP", "Candidate; Payslip; orders; Cost centre"],
    ]
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    found = {one.name: one.kind for one in after.data_objects.values()}
    assert set(found) == {"Candidates", "Payslips", "Order", "Cost centre"}
    assert found["Candidates"] == "applicant"


def test_a_currency_that_nobody_names_is_told(tmp_path: Path):
    rows = [["System name", "Annual cost"], ["One", "1200"], ["Two", "800"]]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    told = [p for p in proposal.problems if "currency" in p.message]
    assert [(p.severity, p.cell) for p in told] == [("warning", "B2")]
    assert after.info.currency in told[0].message
    rows[1][1] = "1200 CHF"
    proposal, after = imported(csv_file(tmp_path / "b.csv", rows))
    assert after.info.currency == "CHF"
    assert not [p for p in proposal.problems if "No currency" in p.message]
