"""Headers of public inventories, each alone in a plausible sheet: what they mean there.

Where nothing is meant that a field holds (scores from 1 to 10, addresses, remarks, hours within
which a system is back) the column has to be kept as a custom field.
"""

from typing import Any

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.grid import Grid
from isthmus.exchange.tables import Table, make_table

NAMES = ["Order Desk", "Payroll", "Webshop", "Helpdesk", "Data Lake", "Intranet"]
PEOPLE = ["Ann Miller", "Bob Stone", "Cy Young", "Dee Ford", "Ed Low", "Fay Ray"]
MAILS = ["ann@acme.com", "bob@acme.com", "cy@acme.com", "d@acme.com", "e@acme.com", "f@acme.com"]
DEPARTMENTS = ["Sales", "Finance", "Sales", "Human Resources", "Finance", "Public Works"]
STAGES = ["In production", "Planned", "In production", "Retired", "Pilot", "In production"]
DATES = ["2019-04-01", "2020-05-01", "2021-01-01", "2018-12-31", "2022-02-02", "2016-06-06"]
MONEY = [12000, 5400.5, 880, 99000, 1500, 42000]
COUNTS = [120, 5400, 880, 12, 15, 420]
LEVELS = ["High", "Low", "Medium", "High", "Low", "Low"]
SCORES = [7, 3, 9, 1, 4, 8]
YESNO = ["Yes", "No", "No", "Yes", "No", "No"]
HOSTS = ["SaaS", "On-premises", "Cloud", "SaaS", "On-premises", "SaaS"]
KINDS = ["CRM", "ERP", "E-commerce", "CRM", "Data warehouse", "Helpdesk"]
VENDORS = ["SAP", "Microsoft", "Salesforce", "Oracle", "SAP", "Workday"]
LINKS = ["Payroll", "", "Order Desk, Payroll", "", "Webshop", ""]
TEXTS = ["Checked in May", "", "Ask the vendor", "", "To be cleaned up by the new owner", ""]
URLS = ["https://a.example/1", "", "https://a.example/2", "", "", "https://a.example/3"]

Groups = tuple[tuple[tuple[str, ...], list[Any]], ...]
"""Headers with what stands below each of them."""

SYSTEMS: dict[str, Groups] = {
    "name": (
        (("Application Name", "app_name", "name", "Name", "Standard Name", "Use Case Name",
          "Use Case ID/Name", "AI Use Case", "Name of Commercial Product or Service Used",
          "System Name", "System(s) Name", "Title", "IT Kontrakt Navn (påkrævet)", "Navn",
          "Categorized Applications", "product", "Products\xa0and\xa0Technologies",
          "AI Use Case Name ", "Systemnavn (required)"), NAMES),),
    "id": (
        (("app_id", "application_id", "ID", "Id", "Use Case ID",
          "Use Case ID\n\n[Agency Abbrev.] – [#] ", "Use Case Identifier", "Use_Case_ID",
          "Object ID"), ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"]),),
    "vendor": (
        (("Vendor", "Vendor(s) Name", "Vendor Name", "vendor", "editor", "Fornecedores",
          "Manufacturer", "Organization"), VENDORS),),
    "business_owner": (
        (("Owner", "owner", "business_owner", "owner_email", "responsible",
          "functional_referent"), PEOPLE),
        (("owner_email", "Email Address", "Contact Email Address"), MAILS)),
    "department": (
        (("business_unit", "cost_center", "Bureau/Component", "Bureau", "Bureau/Component/Office",
          "Mission Area", "Bureau / Department", "VA Admin or Staff Office", "Office",
          "Department_Code", "Application Department", "Área proprietária", "Owner",
          "Overordnet afdeling (påkrævet)", "Afdelingsnavn (påkrævet)", "Organization"),
         DEPARTMENTS),),
    "lifecycle": (
        (("lifecycle_status", "Status", "State", "Stage of Development", "Development Stage",
          "Development_Stage", "Current stage of development",
          "Stage of System Development Life Cycle", "Estado do serviço", "GEMMA status"), STAGES),
        (("Action Recommendation", "TIME Category"),
         ["Invest", "Tolerate", "Migrate", "Eliminate", "Tolerate", "Invest"])),
    "go_live": (
        (("go_live_date", "install_date", "Date Implemented", "Date Initiated", "Operation Date",
          "Date when AI use case became operational or the pilot’s start date"), DATES),),
    "end_of_life": ((("Approval Expiration Date", "Date Retired"), DATES),),
    "contract_end": ((("Uopsigeligt til", "Udløbsdato"), DATES),),
    "annual_cost": (
        (("Cost", "annual_cost_eur", "TCO", "OpEx_software_licensing",
          "OpEx_outside_services_cloud_service_providers"), MONEY),),
    "users": (
        (("user_count", "users", "Usage", "Utilizadores internos", "Utilizadores externos",
          "utilization"), COUNTS),
        (("user_count",), ["1,200", "12", "300", "4,000", "7", "95"]),
        (("Estimated # of Licenses/Users",), ["1-10", "11-50", "1-10", "51-100", "1-10", "11-50"])),
    "criticality": (
        (("criticality", "Criticality", "mission_criticality", "Criticidade", "Impacto",
          "Business Value"), LEVELS),
        (("support_tier",), ["Tier 1", "Tier 2", "Tier 3", "Tier 1", "Tier 2", "Tier 3"]),
        (("Is the AI use case high-impact?", "High Impact Indicator", "High-Impact Status",
          "Rights-impacting or Safety-impacting"),
         ["a) High-impact", "c) Not high-impact", "Neither", "c) Not high-impact", "Neither",
          "Neither"])),
    "hosting": (
        (("hosting_type", "Deployment Type", "Where is each application hosted?",
          "primary_platform", "technology", "external", "Servidor", "hosting_options"), HOSTS),
        (("Cloud Hosted Services",), YESNO)),
    "category": (
        (("Category", "CNCF Category", "CNCF Subcategory", "Use Case Topic Area", "Topic Area",
          "type"), KINDS),),
    "personal_data": (
        (("Persondata?",), ["Ja", "Nei", "Sensitiv (helse)", "Nei", "Ja", "Nei"]),
        (("PII Indicator", "Does this use case involve personally identifiable information?"),
         YESNO)),
    "regulations": ((("legal_basis",), ["GDPR", "", "SOX", "GDPR", "", "HIPAA"]),),
    "capabilities": (
        (("business_capability",), ["Order handling", "Payroll", "Selling", "", "Selling", ""]),),
    "depends_on": (
        (("Dependencies", "Integrerer med", "Relação com serviços de negócio",
          "Relação com serviços de suporte"), LINKS),),
    "receives": ((("dependencies_upstream_identity",), LINKS),),
    "feeds": ((("dependencies_downstream_identity",), LINKS),),
    "custom": (
        (("Tech Health", "Redundancy", "Strategic Fit", "Business Value", "Security",
          "security_need_c", "security_need_i", "BIV score BBN", "Beschikbaarheid", "Integriteit",
          "Vertrouwelijkheid", "rto", "rpo"), SCORES),
        (("Comments", "Notes", "Bemærkning", "Note", "Toelichting"), TEXTS),
        (("PIA URL",), URLS),
        (("next_update", "Last Updated", "Indgået"), DATES),
        (("Last Updated",), ["15y 0m ago", "2m ago", "5y 3m ago", "1y 1m ago", "2m ago", "9m ago"]),
        (("Sistema Operativo", "network_zone", "Ambientes"),
         ["Linux", "Windows", "Linux", "AIX", "Linux", "Windows"]),
        (("Kontrakten opsagt",), YESNO),
        (("Was the system purchased from a vendor or developed in-house?",),
         ["Purchased from a vendor", "Developed in-house"] * 3)),
}  # fmt: skip

FLOWS: dict[str, Groups] = {
    "source": (
        (("source_component_id", "application_source_id", "service_source_id",
          "module_source_id", "database_source_id", "Source", "source_id", "Udstillet af"),
         NAMES),),
    "target": (
        (("target_component_id", "application_dest_id", "service_dest_id", "module_dest_id",
          "database_dest_id", "Target", "destination_id"), NAMES),),
    "flow_name": ((("Snitflade Navn (påkrævet)", "Name"), ["Orders out", "Pay", "A", "B", "C"]),),
    "id": ((("interface_id",), ["IF1", "IF2", "IF3", "IF4", "IF5", "IF6"]),),
    "two_way": (
        (("bidirectional",), YESNO), (("in_out",), ["in", "out", "in", "in/out", "out", "in"])),
    "method": (
        (("protocol", "nature", "Type"), ["API", "SFTP", "API", "Database", "File", "API"]),),
    "data_objects": (
        (("description", "Documentation"),
         ["Customer", "Order, Invoice", "Employee", "Invoice", "Product", "Contract"]),),
    "description": (
        (("description", "Documentation"),
         ["Sends all orders of the day to the back office at night", "Once a month by a clerk",
          "Keeps both sides in step whenever either changes", "Not yet automatic"] * 2),),
    "custom": (
        (("port",), [443, 8080, 22, 443, 21, 443]), (("crypted",), YESNO),
        (("Comments", "Note"), TEXTS)),
}  # fmt: skip


def cases(table: dict[str, Groups]) -> list[tuple[str, str, list[Any]]]:
    return [
        (field, header, values)
        for field, groups in table.items()
        for headers, values in groups
        for header in headers
    ]


def table_of(columns: list[tuple[str, list[Any]]]) -> Table:
    count = min(len(values) for _, values in columns)
    rows = [[header for header, _ in columns]]
    rows += [[values[n] for _, values in columns] for n in range(count)]
    return make_table(Grid("a.xlsx", "Ark1", rows), load_catalogue())


def found(table: Table, header: str) -> str:
    (column,) = [c for c in table.columns if c.header == " ".join(header.split())]
    return column.field


@pytest.mark.parametrize(("field", "header", "values"), cases(SYSTEMS))
def test_a_header_of_a_list_of_systems(field: str, header: str, values: list[Any]):
    named = [] if field == "name" else [("Application name", NAMES)]
    others = [("Supplier", VENDORS)] if field != "vendor" else [("Annual cost", MONEY)]
    table = table_of([*named, (header, values), *others])
    assert table.role in ("systems", "mixed")
    assert found(table, header) == field


@pytest.mark.parametrize(("field", "header", "values"), cases(FLOWS))
def test_a_header_of_a_list_of_flows(field: str, header: str, values: list[Any]):
    sources = [] if field == "source" else [("Source system", NAMES)]
    targets = [] if field == "target" else [("Target system", list(reversed(NAMES)))]
    table = table_of([*sources, *targets, (header, values), ("Frequency", ["daily"] * 6)])
    assert table.role == "flows"
    assert found(table, header) == field
