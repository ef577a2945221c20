"""Headers found, columns recognised and sheets judged, in several languages and shapes."""

from pathlib import Path

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.reading import read
from isthmus.exchange.tables import Table, make_table
from support.workbooks import Rows, csv_file, workbook


def table_of(path: Path, sheet: int = 0) -> Table:
    return make_table(read(path)[sheet], load_catalogue())


def fields(table: Table) -> dict[str, str]:
    return {column.header: column.field for column in table.columns}


LANGUAGES = {
    "en": ["Application Name", "Vendor", "Department", "Business Owner", "IT Owner", "Hosting",
           "Lifecycle Status", "Criticality", "Annual Cost (€)", "Number of Users", "Contract End"],
    "de": ["Anwendung", "Hersteller", "Abteilung", "Fachverantwortlicher", "IT-Verantwortlicher",
           "Betriebsmodell", "Lebenszyklus", "Kritikalität", "Jahreskosten", "Anzahl Nutzer",
           "Vertragsende"],
    "fr": ["Nom de l’application", "Éditeur", "Direction", "Responsable métier",
           "Responsable informatique", "Hébergement", "Cycle de vie", "Criticité", "Coût annuel",
           "Nombre d'utilisateurs", "Fin de contrat"],
    "es": ["Nombre de la aplicación", "Proveedor", "Departamento", "Propietario de negocio",
           "Responsable TI", "Alojamiento", "Ciclo de vida", "Criticidad", "Coste anual",
           "Número de usuarios", "Fin de contrato"],
    "nl": ["Applicatie", "Leverancier", "Afdeling", "Proceseigenaar", "Technisch beheerder",
           "Hostingvorm", "Levenscyclus", "Kriticiteit", "Jaarlijkse kosten", "Aantal gebruikers",
           "Einddatum contract"],
    "no": ["Systemnavn", "Leverandør", "Avdeling", "Systemeier", "IT-ansvarlig", "Driftsform",
           "Livssyklus", "Kritikalitet", "Årlig kostnad", "Antall brukere", "Avtale utløper"],
    "da": ["Systemets navn", "Systemleverandør", "Forvaltning", "Systemejer", "IT-ansvarlig",
           "Driftsform", "Livscyklus", "Kritikalitet", "Årlig omkostning", "Antal brugere",
           "Kontraktudløb"],
    "pt": ["Nome da aplicação", "Fornecedor", "Departamento", "Responsável funcional",
           "Responsável TI", "Alojamento", "Ciclo de vida", "Criticidade", "Custo anual",
           "Número de utilizadores", "Fim do contrato"],
    "it": ["Nome applicazione", "Fornitore", "Dipartimento", "Responsabile funzionale",
           "Responsabile IT", "Tipo di hosting", "Ciclo di vita", "Criticità", "Costo annuo",
           "Numero utenti", "Fine contratto"],
    "sv": ["Systemnamn", "Leverantör", "Förvaltning", "Systemägare", "IT-ansvarig", "Driftsform",
           "Livscykel", "Kritikalitet", "Årlig kostnad", "Antal användare", "Avtalsslut"],
}  # fmt: skip
MEANT = ["name", "vendor", "department", "business_owner", "it_steward", "hosting", "lifecycle",
         "criticality", "annual_cost", "users", "contract_end"]  # fmt: skip
VALUES = [
    [
        "Alpha",
        "Acme",
        "Sales",
        "Ann Miller",
        "IT Ops",
        "SaaS",
        "Live",
        "High",
        100,
        5,
        "2027-01-01",
    ],
    ["Beta", "Bolt", "Sales", "Bob Stone", "IT Ops", "Cloud", "Live", "Low", 200, 7, "2027-02-01"],
    ["Gamma", "Cord", "HR", "Cy Young", "", "SaaS", "Retired", "Low", 300, 9, "2027-03-01"],
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_in_ten_languages(tmp_path: Path, language: str):
    table = table_of(csv_file(tmp_path / "a.csv", [LANGUAGES[language], *VALUES]))
    assert table.role == "systems"
    assert [column.field for column in table.columns] == MEANT


@pytest.mark.parametrize(
    ("headers", "roles"),
    [
        (["Quelle", "Ziel", "Daten", "Schnittstellentyp"],
         ["source", "target", "data_objects", "method"]),
        (["Application source", "Application cible", "Données échangées", "Protocole"],
         ["source", "target", "data_objects", "method"]),
        (["Sistema origen", "Sistema destino", "Datos", "Protocolo"],
         ["source", "target", "data_objects", "method"]),
        (["Bronsysteem", "Doelsysteem", "Gegevens", "Type koppeling"],
         ["source", "target", "data_objects", "method"]),
        (["Fra system", "Til system", "Dataobjekter", "Metode"],
         ["source", "target", "data_objects", "method"]),
        (["source_id", "destination_id", "Data", "protocol"],
         ["source", "target", "data_objects", "method"]),
    ],
)  # fmt: skip
def test_flow_sheets_in_several_languages(tmp_path: Path, headers: list[str], roles: list[str]):
    rows = [headers, ["CRM", "ERP", "Order", "API"], ["ERP", "CRM", "Invoice", "File"]]
    table = table_of(csv_file(tmp_path / "a.csv", rows))
    assert table.role == "flows"
    assert [column.field for column in table.columns] == roles


def test_titles_bands_and_a_line_for_machines(tmp_path: Path):
    rows: Rows = [
        ["Application inventory 2026"],
        ["as of May; ask Ann before changing the columns"],
        [],
        ["Identification", "", "Money", ""],
        ["app_name", "vendor", "annual_cost", "x17"],
        ["Application name", "Vendor", "Cost", "Remark"],
        ["CRM", "Acme", 100, "ok"],
        ["ERP", "Bolt", 200, ""],
    ]
    table = table_of(
        workbook(tmp_path / "a.xlsx", {"S": rows}, merged={"S": ["A1:D1", "A4:B4", "C4:D4"]})
    )
    assert (table.header, len(table.rows)) == (5, 2)
    assert [c.field for c in table.columns] == ["name", "vendor", "annual_cost", "custom"]


def test_a_header_over_two_rows_with_merged_cells(tmp_path: Path):
    rows: Rows = [
        ["Application", "Department", "Interface partner", ""],
        ["", "", "Source", "Target"],
        ["CRM", "Sales", "ERP", ""],
        ["ERP", "Finance", "", "CRM"],
    ]
    merged = {"S": ["A1:A2", "B1:B2", "C1:D1"]}
    table = table_of(workbook(tmp_path / "a.xlsx", {"S": rows}, merged=merged))
    assert (table.header, len(table.rows)) == (1, 2)
    assert [c.header for c in table.columns][:2] == ["Application", "Department"]


def test_a_band_says_whose_owner_and_which_cost(tmp_path: Path):
    rows: Rows = [
        ["", "", "Owner", "", "Cost", "", ""],
        ["Application", "Vendor", "Business", "IT", "Licence", "Run", "Total"],
        ["CRM", "Acme", "Ann Miller", "Bob Stone", 100, 200, 300],
        ["ERP", "Bolt", "Cy Young", "", 1000, 2000, 3000],
    ]
    merged = {"S": ["C1:D1", "E1:G1"]}
    table = table_of(workbook(tmp_path / "a.xlsx", {"S": rows}, merged=merged))
    meant = ["name", "vendor", "business_owner", "it_steward", "custom", "custom", "annual_cost"]
    assert [column.field for column in table.columns] == meant


def test_a_band_tells_two_columns_of_the_same_header_apart(tmp_path: Path):
    rows: Rows = [
        ["Source", "", "Target", "", "Data"],
        ["System", "Owner", "System", "Owner", "Data"],
        ["CRM", "Ann", "ERP", "Bob", "Order"],
    ]
    merged = {"S": ["A1:B1", "C1:D1"]}
    table = table_of(workbook(tmp_path / "a.xlsx", {"S": rows}, merged=merged))
    assert table.role == "flows"
    assert (table.of("source")[0].index, table.of("target")[0].index) == (0, 2)


OWNERS = [
    ("department", ["Sales", "Finance", "Sales", "Human Resources", "Finance", "Public Works"]),
    ("business_owner", ["Ann Miller", "Bob Stone", "Cy Young", "Dee Ford", "Ed Low", "Fay Ray"]),
    (
        "business_owner",
        ["ann@acme.com", "bob@acme.com", "cy@acme.com", "d@acme.com", "e@a.io", "-"],
    ),
]


@pytest.mark.parametrize(("field", "owners"), OWNERS)
def test_values_say_what_an_owner_is(tmp_path: Path, field: str, owners: list[str]):
    rows = [["Name", "Owner", "Vendor"], *([f"App {n}", o, "Acme"] for n, o in enumerate(owners))]
    assert fields(table_of(csv_file(tmp_path / "a.csv", rows)))["Owner"] == field


TYPES = [
    ("category", ["CRM", "ERP", "Data warehouse", "E-commerce", "CRM", "Helpdesk"]),
    ("hosting", ["SaaS", "On-premises", "Cloud", "SaaS", "Hybrid", "SaaS"]),
    ("custom", ["1", "2", "3", "1", "2", "3"]),
]


@pytest.mark.parametrize(("field", "values"), TYPES)
def test_values_say_what_a_type_is(tmp_path: Path, field: str, values: list[str]):
    rows = [["Name", "Type", "Vendor"], *([f"App {n}", t, "Acme"] for n, t in enumerate(values))]
    assert fields(table_of(csv_file(tmp_path / "a.csv", rows)))["Type"] == field


@pytest.mark.parametrize(
    ("sheet", "rows", "why"),
    [
        ("Instructions", [["How to fill this in"], ["Write one row each."]], "headers"),
        ("Fields", [["Field name", "Data type", "Valid values"], ["Name", "Text", "Any"]],
         "explains"),
        ("Departments", [["Name", "Head"], ["Sales", "Ann"], ["HR", "Bob"]], "departments"),
        ("Colours", [["Colour", "Vendor"], ["red", "Acme"]], "could name a system"),
        ("Leer", [], "empty"),
        ("Header only", [["Application name", "Vendor"]], "nothing below"),
        ("Blank", [["Application name", "Vendor"], ["-", "Acme"]], "placeholders"),
    ],
)  # fmt: skip
def test_sheets_that_are_ignored_say_why(tmp_path: Path, sheet: str, rows: Rows, why: str):
    table = table_of(workbook(tmp_path / "a.xlsx", {sheet: rows}))
    assert table.role == "ignored"
    assert why in table.why


EXPORTS = {
    "servicenow": (
        ["name", "number", "business_criticality", "install_status", "owned_by",
         "it_application_owner", "vendor", "department", "active_user_count", "sys_id"],
        ["Shop", "APM1", "1 - most critical", "Installed", "Ann Miller", "Bob Stone", "Acme",
         "Sales", "1200", "a1b2"],
        {"name": "name", "business_criticality": "criticality", "install_status": "lifecycle",
         "owned_by": "business_owner", "it_application_owner": "it_steward", "vendor": "vendor",
         "department": "department", "active_user_count": "users", "sys_id": "id"}),
    "leanix": (
        ["id", "type", "name", "displayName", "description", "lifecycle:active",
         "businessCriticality", "relToRequires", "externalId"],
        ["11-22", "Application", "Shop", "Shop", "Sells things", "2020-01-01", "missionCritical",
         "CRM", ""],
        {"id": "id", "name": "name", "description": "description", "lifecycle:active": "go_live",
         "businessCriticality": "criticality", "relToRequires": "depends_on"}),
    "ardoq": (
        ["Ref", "Component Name", "Verantwortlich", "Kosten (T€)", "Schnittstellen zu"],
        ["A1", "Shop", "Anna Berg", "12,5", "A2"],
        {"Ref": "id", "Component Name": "name", "Verantwortlich": "business_owner",
         "Kosten (T€)": "annual_cost", "Schnittstellen zu": "feeds"}),
}  # fmt: skip


@pytest.mark.parametrize("program", EXPORTS)
def test_exports_of_other_programs(tmp_path: Path, program: str):
    headers, row, expected = EXPORTS[program]
    unlike = {0, 1, 2, len(row) - 1}
    other = [f"{cell}x" if cell and n in unlike else cell for n, cell in enumerate(row)]
    found = fields(table_of(csv_file(tmp_path / "a.csv", [headers, row, other])))
    assert {header: found[header] for header in expected} == expected


def test_a_single_column_of_names(tmp_path: Path):
    table = table_of(csv_file(tmp_path / "a.csv", [["Application name"], ["CRM"], ["ERP"]]))
    assert (table.role, len(table.rows)) == ("systems", 2)


def test_misspelt_headers(tmp_path: Path):
    rows = [["Aplication name", "Vendr name", "Anual cost"], ["CRM", "Acme", "10"]]
    table = table_of(csv_file(tmp_path / "a.csv", rows))
    assert [c.field for c in table.columns] == ["name", "vendor", "annual_cost"]
    assert table.columns[1].reason == "its header is nearly 'vendor name', which means vendor"


def test_idle_formula_rows_do_not_count(tmp_path: Path):
    rows: Rows = [
        ["Application name", "Cost", "Live"],
        ["CRM", 5, True],
        ["", 0, False],
        ["", 0, ""],
    ]
    assert len(table_of(workbook(tmp_path / "a.xlsx", {"S": rows})).rows) == 1
