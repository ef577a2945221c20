"""Inventories of many kinds and countries, each small: what they are made of has to be seen."""

from datetime import date
from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.importing import propose
from isthmus.exchange.proposal import Proposal
from isthmus.model.records import FlowMethod, Hosting, Lifecycle, System
from isthmus.model.snapshot import Snapshot
from support.workbooks import Rows, applied, assert_true_account, csv_file, workbook

Sheets = dict[str, Rows]


def imported(*paths: Path) -> tuple[Proposal, Snapshot]:
    proposal = propose(paths, load_catalogue())
    assert_true_account(proposal)
    return proposal, applied(proposal)


def fields(proposal: Proposal, sheet: int = 0) -> dict[str, str]:
    return {c.header: c.field for c in proposal.sheets[sheet].columns if c.field != "custom"}


def system(after: Snapshot, name: str) -> System:
    (found,) = [s for s in after.systems.values() if s.name == name]
    return found


def department(after: Snapshot, name: str) -> str:
    return after.departments[system(after, name).department or ""].name


def flows(after: Snapshot) -> set[str]:
    names = {s.id: s.name for s in after.systems.values()}
    return {
        f"{names[f.source]} {'<->' if f.two_way else '->'} {names[f.target]}"
        for f in after.flows.values()
    }


def told(proposal: Proposal) -> str:
    return "\n".join(problem.message for problem in proposal.problems)


def test_a_danish_register_of_contracts_systems_and_interfaces(tmp_path: Path):
    sheets: Sheets = {
        "IT Kontrakter": [
            ["IT Kontrakt Id", "IT Kontrakt Navn (påkrævet)", "IT System", "Udløbsdato",
             "Overordnet afdeling (påkrævet)", "Uopsigeligt til", "Årlig pris"],
            [1001, "Drift af sagssystem", "SAPA", "31-12-2027", "Social", "31-12-2026",
             "kr. 480.000,00"],
            [1002, "Skoleplatform", "AULA", "", "Skole", "", "3,2 mio. kr."],
        ],
        "IT Snitflader": [
            ["Snitflade Navn (påkrævet)", "Udstillet af", "Anvendt af", "Type"],
            ["Borgerdata", "SAPA", "AULA", "Webservice"],
        ],
    }  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    assert [sheet.role for sheet in proposal.sheets] == ["systems", "flows"]
    assert flows(after) == {"SAPA -> AULA"}
    assert system(after, "SAPA").contract_end == date(2027, 12, 31)
    assert system(after, "AULA").annual_cost == 3_200_000
    assert system(after, "SAPA").external_ids == (("IT Kontrakter: IT Kontrakt Id", "1001"),)


def test_a_portuguese_catalogue_with_numbered_relations(tmp_path: Path):
    rows = [
        ["Catálogo de Serviços de TI", "", "", "", ""],
        ["Identificação", "", "Organização", "", "Relações"],
        ["ID", "Nome do serviço", "Área proprietária", "Fornecedores",
         "Relação com serviços de suporte"],
        ["SN1", "Gestão de Leitores", "Serviços ao Público", "Ex Libris", "1. SSO\n2. Catálogo"],
        ["SN2", "Catálogo", "Coleções", "Ex Libris", "1. SSO"],
        ["SS1", "SSO", "Informática", "Microsoft", ""],
    ]  # fmt: skip
    _, after = imported(workbook(tmp_path / "a.xlsx", {"Catálogo": rows}))
    leitores = "Gestão de Leitores"
    assert flows(after) == {f"SSO -> {leitores}", f"Catálogo -> {leitores}", "SSO -> Catálogo"}
    assert department(after, leitores) == "Serviços ao Público"


def test_components_and_interfaces_by_id(tmp_path: Path):
    components = csv_file(tmp_path / "components.csv", [
        ["component_id", "component_name", "component_type", "owner_team", "status"],
        ["C-1", "Order API", "service", "Commerce", "active"],
        ["C-2", "Ledger", "service", "Finance", "deprecated"],
    ])  # fmt: skip
    interfaces = csv_file(tmp_path / "interfaces.csv", [
        ["interface_id", "name", "source_component_id", "target_component_id", "protocol"],
        ["I-1", "post", "C-1", "C-2", "sftp"],
        ["I-2", "ghost", "C-1", "C-9", "https"],
    ])  # fmt: skip
    proposal, after = imported(components, interfaces)
    assert flows(after) == {"Order API -> Ledger"}
    assert next(iter(after.flows.values())).method is FlowMethod.FILE
    assert "'C-9' is no system" in told(proposal)
    assert "category" not in told(proposal)  # 'service' is no fault of a category


def test_ids_that_came_as_floats_and_directions_in_a_column(tmp_path: Path):
    sheets: Sheets = {
        "Apps": [["App ID", "Name", "Interfaces"], [1.0, "A-One", "2.0; 3"], [2.0, "B-Two", ""],
                 [3.0, "C-Three", ""]],
        "Flows": [["Source ID", "Target ID", "Direction"], ["2", "3.0", "<->"]],
    }  # fmt: skip
    _, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    assert flows(after) == {"B-Two -> A-One", "C-Three -> A-One", "B-Two <-> C-Three"}


@pytest.mark.parametrize(
    ("direction", "expected"),
    [("A to B", "X1 -> Y1"), ("B -> A", "Y1 -> X1"), ("Both", "X1 <-> Y1"),
     ("SECOND_TO_FIRST", "Y1 -> X1"), ("Depends on::Used by", "Y1 -> X1"),
     ("Sends data to::Receives data from", "X1 -> Y1")],
)  # fmt: skip
def test_two_systems_side_by_side_and_a_direction(tmp_path: Path, direction: str, expected: str):
    sheets: Sheets = {
        "Systems": [["System", "Owner"], ["X1", "Sales"], ["Y1", "Finance"]],
        "Integrations": [["System A", "System B", "Direction"], ["X1", "Y1", direction]],
    }
    _, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    assert flows(after) == {expected}


def test_arrows_and_numbers_before_names_in_a_cell(tmp_path: Path):
    rows = [["Name", "Interfaces", "Team"], ["Shop", "-> ERP; <- PIM; <-> CRM", "Sales"],
            ["ERP", "", "Finance"], ["PIM", "", "Sales"],
            ["CRM", "1) PIM 2) ERP", "Sales"]]  # fmt: skip
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert flows(after) == {
        "Shop -> ERP", "PIM -> Shop", "Shop <-> CRM", "PIM -> CRM", "ERP -> CRM"
    }  # fmt: skip


def test_elements_that_are_no_systems_and_relations_that_move_no_data(tmp_path: Path):
    elements = csv_file(tmp_path / "elements.csv", [
        ["ID", "Type", "Name"], ["1", "ApplicationComponent", "ERP"],
        ["2", "ApplicationComponent", "Shop"], ["3", "BusinessActor", "Customer"],
    ])  # fmt: skip
    relations = csv_file(tmp_path / "relations.csv", [
        ["ID", "Type", "Source", "Target"], ["r1", "FlowRelationship", "2", "1"],
        ["r2", "CompositionRelationship", "1", "2"], ["r3", "ServingRelationship", "2", "3"],
        ["r4", "SpecializationRelationship", "1", "2"],
    ])  # fmt: skip
    proposal, after = imported(elements, relations)
    assert {s.name for s in after.systems.values()} == {"ERP", "Shop"}
    assert flows(after) == {"Shop -> ERP"}
    shop, erp = (next(s for s in after.systems.values() if s.name == n) for n in ("Shop", "ERP"))
    assert shop.part_of == erp.id
    assert "'Shop' is part of 'ERP': it is no flow." in told(proposal)
    assert "type 'SpecializationRelationship' moves no data" in told(proposal)
    assert "names something of type 'BusinessActor', which is no system" in told(proposal)


def test_a_sheet_for_each_department(tmp_path: Path):
    header = ["Tool", "Vendor", "Cost/yr"]
    sheets: Sheets = {
        "Marketing": [header, ["Marketo", "Adobe", "$120,000"]],
        "HR apps": [header, ["BambooHR", "BambooHR", "$24,000"]],
        "IT": [header, ["Okta", "Okta", "$9,000"]],
    }
    proposal, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    assert department(after, "Marketo") == "Marketing"
    assert department(after, "BambooHR") == "HR"
    assert department(after, "Okta") == "IT"
    assert "gives their department: HR." in proposal.sheets[1].why


def test_a_sheet_called_data_is_of_no_department(tmp_path: Path):
    rows: Rows = [["Tool", "Vendor"], ["Marketo", "Adobe"]]
    _, after = imported(workbook(tmp_path / "a.xlsx", {"Data": rows}))
    assert not after.departments


def test_rows_that_head_those_below_them(tmp_path: Path):
    rows = [["System", "Vendor", "Annual cost"], ["MARKETING", "", ""],
            ["Marketo", "Adobe", 120000], ["FINANCE", "", ""], ["NetSuite", "Oracle", 200000],
            ["Concur", "SAP", 40000], ["Coupa", "Coupa", 1]]  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "a.xlsx", {"List": rows}))
    assert (proposal.systems.new, proposal.systems.reported) == (4, 2)
    assert department(after, "Marketo") == "MARKETING"
    assert department(after, "Concur") == "FINANCE"


def test_cells_merged_over_several_rows(tmp_path: Path):
    rows = [["Department", "Application", "Interface with"], ["Finance", "SAP", "DWH"],
            ["", "", "Payroll"], ["HR", "Payroll", ""], ["IT", "DWH", ""]]  # fmt: skip
    path = workbook(tmp_path / "a.xlsx", {"Apps": rows}, merged={"Apps": ["A2:A3", "B2:B3"]})
    proposal, after = imported(path)
    assert proposal.systems.merged == 1
    assert flows(after) == {"DWH -> SAP", "Payroll -> SAP"}


@pytest.mark.parametrize(
    ("name", "rows", "why"),
    [
        ("Sheet2", [["Name", "E-mail", "Phone"], ["Jo Smith", "j@x.org", "555"]],
         "list of people"),
        ("Vendors", [["Code", "Supplier"], ["FIN", "Finance"]], "holds vendors"),
        ("Data Dictionary", [["Field", "Description", "Data type"], ["App", "Its name", "text"]],
         "explains fields"),
        ("Sheet3", [["id", "type", "name"], ["1", "ITComponent", "Linux"]],
         "ITComponent, not systems"),
    ],
)  # fmt: skip
def test_sheets_of_other_kinds_are_ignored_for_a_true_reason(
    tmp_path: Path, name: str, rows: Rows, why: str
):
    systems: Rows = [["Application", "Vendor"], ["A1", "X"], ["B1", "Y"], ["C1", "Z"]]
    proposal, after = imported(workbook(tmp_path / "a.xlsx", {"Apps": systems, name: rows}))
    assert proposal.sheets[1].role == "ignored"
    assert why in proposal.sheets[1].why
    assert len(after.systems) == 3


def test_flows_alone_make_the_systems_they_name(tmp_path: Path):
    rows = [["From", "To", "Data"], ["SAP", "Salesforce", "Customers"], ["Salesforce", "SAP", ""]]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert {s.name for s in after.systems.values()} == {"SAP", "Salesforce"}
    assert "2 systems were made of the names in 'From' and 'To'" in told(proposal)


def test_the_ends_of_flows_in_one_of_several_columns(tmp_path: Path):
    sheets: Sheets = {
        "applications": [["id", "name", "editor"], [1, "Shop", "Acme"], [2, "ERP", "Bolt"],
                         [3, "DWH", "Cord"]],
        "fluxes": [
            ["id", "name", "nature", "application_source_id", "service_source_id",
             "application_dest_id", "database_dest_id", "bidirectional"],
            [1, "F1", "API", 1, "", 2, "", 0], [2, "F2", "SFTP", 2, "", "", "DWH", 0],
            [3, "F3", "API", "", "Shop", "", "DWH", 1],
        ],
    }  # fmt: skip
    proposal, after = imported(workbook(tmp_path / "a.xlsx", sheets))
    assert flows(after) == {"Shop -> ERP", "ERP -> DWH", "Shop <-> DWH"}
    (column,) = [c for c in proposal.sheets[1].columns if c.header == "database_dest_id"]
    assert column.reason == "it stands in for 'application_dest_id' where that is empty"
    (third,) = [f for f in after.flows.values() if f.name == "F3"]
    assert {"E4", "G4"} <= {cell.cell for cell in third.origin}


def test_of_several_dates_the_one_that_says_since_when_it_is_in_use(tmp_path: Path):
    rows = [
        ["USDA AI use case inventory"],
        ["Use Case ID/Name", "Mission Area", "Stage of System Development Life Cycle",
         "Date Initiated", "Date Implemented", "Date Retired"],
        ["Crop mapping", "Research", "Operation and Maintenance", "2020-01-02", "2021-03-04", ""],
        ["Fire risk", "Natural Resources", "Initiation", "2022-01-02", "", ""],
    ]  # fmt: skip
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert system(after, "Crop mapping").go_live == date(2021, 3, 4)
    assert fields(proposal)["Date Retired"] == "end_of_life"
    assert system(after, "Fire risk").lifecycle is Lifecycle.PLANNED


def test_a_product_names_the_system_rather_than_what_it_is_used_for(tmp_path: Path):
    rows = [
        ["Name of Commercial Product or Service Used", "Use Case", "Estimated # of Licenses/Users",
         "Bureau"],
        ["Microsoft Copilot", "Drafting text", "11-50", "Office of the CIO"],
        ["Grammarly", "Checking text", "1-10", "Communications"],
    ]  # fmt: skip
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert {s.name for s in after.systems.values()} == {"Microsoft Copilot", "Grammarly"}
    asked = dict(system(after, "Grammarly").custom)
    assert asked["Estimated # of Licenses/Users"] == "1-10"


def test_a_survey_with_questions_for_headers(tmp_path: Path):
    rows = [
        ["Timestamp", "What is the name of the tool or system?", "Which department uses it?",
         "Who pays for it?", "Who in IT supports it?", "Approximate annual cost",
         "Who is the vendor?", "How many people use it?",
         "Which other systems does it exchange data with?"],
        ["2025/03/01", "Mailchimp", "Communications", "Communications", "", "about $1,200",
         "Intuit", "25", "Salesforce"],
        ["2025/03/02", "Salesforce", "Fundraising", "IT", "Dana IT", "45000", "Salesforce", "12",
         ""],
    ]  # fmt: skip
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    mailchimp = system(after, "Mailchimp")
    assert (mailchimp.annual_cost, mailchimp.users, mailchimp.vendor) == (1200, 25, "Intuit")
    assert department(after, "Mailchimp") == "Communications"
    assert system(after, "Salesforce").it_steward == "Dana IT"
    assert flows(after) == {"Salesforce -> Mailchimp"}


def test_names_that_are_not_quite_the_systems(tmp_path: Path):
    rows = [
        ["Applicatie", "Leverancier", "Koppelingen"],
        ["Centric Key2Burgerzaken", "Centric", "JOIN; Customer"],
        ["JOIN Zaak & Document", "Decos", "Key2Burgerzaken"],
        ["Customer Information", "Acme", ""],
    ]
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    key, join = "Centric Key2Burgerzaken", "JOIN Zaak & Document"
    assert flows(after) == {f"{join} -> {key}", f"{key} -> {join}"}
    assert "'JOIN' was taken for 'JOIN Zaak & Document', the only name" in told(proposal)
    assert "'Customer' is no system" in told(proposal)  # a word for data names no system


def test_names_with_unseen_characters_formulas_and_texts(tmp_path: Path):
    rows = [["Application", "Dept"], ["\u200bZero\u00a0\ufeffwidth ", "IT"], ["=1+2", "HR"],
            ["X" * 300, "HR"]]  # fmt: skip
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    names = {s.name for s in after.systems.values()}
    assert names == {"Zero width", "=1+2", "X" * 249 + "…"}
    assert dict(system(after, "X" * 249 + "…").custom)["Application"] == "X" * 300
    assert "longer than 250 characters" in told(proposal)


def test_the_latest_of_several_years_and_other_money(tmp_path: Path):
    rows = [["Systemnamn", "Kostnad 2024", "Kostnad 2025", "Driftform", "Förvaltning"],
            ["Treserva", "1,9 mkr", "2,1 mkr", "Moln", "Vård"],
            ["Heroma", "800 tkr", "850 tkr", "Egen drift", "Personal"]]  # fmt: skip
    _, after = imported(csv_file(tmp_path / "a.csv", rows))
    treserva = system(after, "Treserva")
    assert (treserva.annual_cost, treserva.currency) == (2_100_000, "SEK")
    assert treserva.hosting is Hosting.CLOUD
    assert dict(treserva.custom)["Kostnad 2024"] == "1,9 mkr"


@pytest.mark.parametrize(
    ("headers", "values"),
    [
        (["Nazwa systemu", "Właściciel biznesowy", "Dział", "Dostawca", "Status", "Koszt roczny"],
         ["SAP", "Jan Kowalski", "Finanse", "SAP SE", "Aktywny", "120 000 zł"]),
        (["Järjestelmä", "Omistaja", "Yksikkö", "Toimittaja", "Tila", "Vuosikustannus"],
         ["SAP", "Matti Virtanen", "Talous", "SAP SE", "Käytössä", "120 000 €"]),
        (["Název systému", "Vlastník", "Oddělení", "Dodavatel", "Stav", "Roční náklady"],
         ["SAP", "Jan Novák", "Finance", "SAP SE", "Aktivní", "120 000"]),
    ],
)  # fmt: skip
def test_polish_finnish_and_czech(tmp_path: Path, headers: list[str], values: list[str]):
    proposal, after = imported(csv_file(tmp_path / "a.csv", [headers, values]))
    assert list(fields(proposal).values()) == [
        "name", "business_owner", "department", "vendor", "lifecycle", "annual_cost"
    ]  # fmt: skip
    sap = system(after, "SAP")
    assert (sap.annual_cost, sap.lifecycle) == (120_000, Lifecycle.LIVE)


def test_saas_yes_or_no_and_several_departments_in_a_cell(tmp_path: Path):
    rows = [["Nom", "SaaS (O/N)", "Direction métier"], ["Paie", "O", "DRH; DAF"],
            ["Compta", "N", "DAF"]]  # fmt: skip
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert system(after, "Paie").hosting is Hosting.SAAS
    assert system(after, "Compta").hosting is Hosting.UNKNOWN
    assert department(after, "Paie") == "DRH"
    assert dict(system(after, "Paie").custom)["Direction métier"] == "DRH; DAF"
    assert "the first, 'DRH', was taken" in told(proposal)


def test_long_loops_can_be_cancelled(tmp_path: Path):
    """From the first question on that comes while rows are collected, the answer is to stop."""
    systems = csv_file(tmp_path / "a.csv", [["Name"], *([f"S{n}"] for n in range(1200))])
    flow_rows = [[f"S{n}", f"S{n + 1}"] for n in range(1100)]
    flow_file = csv_file(tmp_path / "b.csv", [["Source", "Target"], *flow_rows])
    asked = 0

    def cancelled(limit: int) -> bool:
        nonlocal asked
        asked += 1
        return asked > limit

    propose([systems, flow_file], load_catalogue(), cancelled=lambda: cancelled(10**6))
    questions, asked = asked, 0
    assert questions >= 14
    for limit in range(questions):
        asked = 0
        with pytest.raises(ImportCancelled):
            propose([systems, flow_file], load_catalogue(), cancelled=lambda n=limit: cancelled(n))


def test_a_name_in_angles_is_a_name_where_its_row_says_more(tmp_path: Path):
    rows = [["Application name", "Vendor", "Department", "Status", "Users"],
            ["<img src=x onerror=alert(1)>", "Acme", "Sales", "Live", "12"],
            ["[Application name]", "[Vendor]", "[Department]", "", ""]]  # fmt: skip
    proposal, after = imported(csv_file(tmp_path / "a.csv", rows))
    assert {one.name for one in after.systems.values()} == {"<img src=x onerror=alert(1)>"}
    assert proposal.systems.reported == 1


def test_the_first_element_is_no_second_line_of_headers(tmp_path: Path):
    """'an app' and 'ApplicationComponent' are headers too, elsewhere; here they recur below."""
    rows: Sheets = {
        "elements": [
            ["ID", "Type", "Name", "Documentation", "Specialization"],
            ["id-1", "ApplicationComponent", "an app", "", ""],
            ["id-2", "ApplicationFunction", "A function", "documentation of a function", ""],
            ["id-3", "ApplicationComponent", "Shop", "", ""],
            ["id-4", "Grouping", "Front office", "", ""],
        ]
    }
    proposal, after = imported(workbook(tmp_path / "a.xlsx", rows))
    assert {s.name for s in after.systems.values()} == {"an app", "Shop"}
    assert proposal.sheets[0].columns[0].header == "ID"


def test_relations_between_elements_none_of_which_is_a_system_make_no_systems(tmp_path: Path):
    """A reference model of business functions is no inventory, though relations name its ids."""
    elements = csv_file(tmp_path / "elements.csv", [
        ["ID", "Type", "Name", "Documentation"],
        ["b1", "BusinessFunction", "Sell", ""], ["b2", "BusinessFunction", "Buy", ""],
        ["b3", "BusinessRole", "Clerk", ""], ["b4", "TechnologyFunction", "Store", ""],
    ])  # fmt: skip
    relations = csv_file(tmp_path / "relations.csv", [
        ["ID", "Type", "Name", "Documentation", "Source", "Target"],
        ["r1", "FlowRelationship", "", "", "b1", "b2"],
        ["r2", "TriggeringRelationship", "", "", "b3", "b1"],
    ])  # fmt: skip
    with pytest.raises(ImportFault, match="none of the elements that its relations name"):
        imported(elements, relations)
