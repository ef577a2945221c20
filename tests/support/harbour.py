"""The map of "Harbour & Vale": 15 systems, 14 flows, 9 data objects; the pictures' company."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from isthmus.model.document import Document
from isthmus.model.records import (
    CellRef,
    DataObject,
    Department,
    Flow,
    FlowMethod,
    Holding,
    HoldingRole,
    Hosting,
    Lifecycle,
    MapInfo,
    Record,
    System,
)
from isthmus.model.viewing import Placement, View

WORKBOOK = "inventory.xlsx"
SHEET = "Applications"

DEPARTMENTS = ("IT", "Marketing", "Sales", "Finance", "Service", "HR")

# name, category, department, funder, steward, annual cost in euros, x, y
SYSTEMS = (
    ("Marketo", "marketing-automation", "Marketing", "IT", "Ana Ruiz", 38_000, 282, 168),
    ("Segment", "customer-data-platform", "Marketing", "IT", "Ben Okoro", 23_000, 282, 262),
    ("Google Analytics", "web-analytics", "Marketing", "Marketing", "Ben Okoro", 0, 282, 356),
    ("Zendesk", "service-desk", "Service", "Service", "Carla Voss", 33_000, 560, 168),
    ("Salesforce", "crm", "Sales", "IT", "Dev Patel", 96_000, 560, 262),
    ("Snowflake", "data-warehouse", "IT", "IT", "Ben Okoro", 70_000, 560, 356),
    ("Okta", "identity", "IT", "IT", "Eva Lind", 26_000, 560, 468),
    ("Stripe", "payments", "Finance", "IT", "Dev Patel", 30_000, 838, 168),
    ("SAP S/4HANA", "erp", "Finance", "IT", "Fritz Adler", 90_000, 838, 262),
    ("Tableau", "business-intelligence", "Sales", "Sales", "Ben Okoro", 14_000, 838, 356),
    ("Workday", "hris", "HR", "IT", "Eva Lind", 44_000, 838, 468),
    ("Mailchimp", "email-campaigns", "Marketing", "Marketing", "", 30_000, 282, 600),
    ("Typeform", "forms", "Marketing", "Marketing", "", 18_000, 282, 712),
    ("Airtable", "campaign-database", "Marketing", "Marketing", "", 36_000, 560, 712),
    ("Hootsuite", "social-media", "Marketing", "Marketing", "", 35_000, 838, 640),
)

# name, personal, master, others that hold it
DATA_OBJECTS = (
    ("Contact", True, "Salesforce", ("Marketo", "Mailchimp", "Airtable")),
    ("Lead", True, "Marketo", ("Salesforce",)),
    ("Profile", True, "Segment", ("Snowflake",)),
    ("Account", False, "Salesforce", ("Snowflake",)),
    ("Case", True, "Zendesk", ("Salesforce",)),
    ("Order", False, "SAP S/4HANA", ("Salesforce",)),
    ("Invoice", False, "SAP S/4HANA", ("Snowflake",)),
    ("Payment", False, "Stripe", ("SAP S/4HANA",)),
    ("Employee", True, "Workday", ("Okta",)),
)

# source, target, label, data objects, method
FLOWS = (
    ("Segment", "Marketo", "Audiences", ("Profile", "Contact"), FlowMethod.API),
    ("Google Analytics", "Segment", "Events", (), FlowMethod.EVENT),
    ("Marketo", "Salesforce", "Leads", ("Lead",), FlowMethod.API),
    ("Segment", "Snowflake", "Profiles", ("Profile",), FlowMethod.ETL),
    ("Zendesk", "Salesforce", "Cases", ("Case",), FlowMethod.API),
    ("Salesforce", "SAP S/4HANA", "Orders", ("Order",), FlowMethod.IPAAS),
    ("Salesforce", "Snowflake", "Accounts", ("Account",), FlowMethod.ETL),
    ("SAP S/4HANA", "Snowflake", "Invoices", ("Invoice",), FlowMethod.ETL),
    ("Stripe", "SAP S/4HANA", "Payments", ("Payment",), FlowMethod.API),
    ("Snowflake", "Tableau", "Reports", (), FlowMethod.DATABASE),
    ("Okta", "Salesforce", "Sign-in", (), FlowMethod.API),
    ("Workday", "Okta", "Employees", ("Employee",), FlowMethod.API),
    ("Typeform", "Airtable", "Responses", ("Contact",), FlowMethod.API),
    ("Airtable", "Mailchimp", "Contacts", ("Contact",), FlowMethod.MANUAL),
)


def harbour_id(table: str, name: str) -> str:
    """The id of a record of the map: the same in every run."""
    return str(uuid5(NAMESPACE_URL, f"harbour-vale/{table}/{name}"))


def system_id(name: str) -> str:
    """The id of the system of that name."""
    return harbour_id("systems", name)


def harbour_vale() -> Document:
    """A new document that holds the map, with nothing to undo."""
    tables: dict[str, dict[str, Record]] = {}
    for table, record in _records():
        tables.setdefault(table, {})[record.id] = record
    return Document(tables)


def _records() -> Iterator[tuple[str, Record]]:
    yield "info", MapInfo(name="Harbour & Vale", organisation="Harbour & Vale")
    yield "views", View(id=harbour_id("views", "Map"), name="Map")
    for name in DEPARTMENTS:
        identity = harbour_id("departments", name)
        yield "departments", Department(id=identity, name=name, is_it=name == "IT")
    yield from _systems()
    yield from _data_objects()
    yield from _flows()


def _systems() -> Iterator[tuple[str, Record]]:
    for row, (name, category, owner, funder, steward, cost, x, y) in enumerate(SYSTEMS, 5):
        yield (
            "systems",
            System(
                id=system_id(name),
                name=name,
                category=category,
                department=harbour_id("departments", owner),
                funder=harbour_id("departments", funder),
                it_steward=steward,
                steward_in_business=name == "Marketo",
                hosting=Hosting.ON_PREMISES if name.startswith("SAP") else Hosting.SAAS,
                lifecycle=Lifecycle.LIVE,
                annual_cost=Decimal(cost),
                origin=(
                    CellRef(WORKBOOK, SHEET, f"B{row}"),
                    CellRef(WORKBOOK, SHEET, f"F{row}", "it_steward"),
                ),
            ),
        )
        place = harbour_id("placements", name)
        view = harbour_id("views", "Map")
        yield "placements", Placement(id=place, view=view, system=system_id(name), x=x, y=y)


def _data_objects() -> Iterator[tuple[str, Record]]:
    for name, personal, master, others in DATA_OBJECTS:
        identity = harbour_id("data_objects", name)
        kind = name.casefold()
        yield "data_objects", DataObject(id=identity, name=name, kind=kind, personal=personal)
        for system in (master, *others):
            role = HoldingRole.MASTER if system == master else HoldingRole.REPLICA
            holding = harbour_id("holdings", f"{system}/{name}")
            yield (
                "holdings",
                Holding(id=holding, system=system_id(system), data_object=identity, role=role),
            )


def _flows() -> Iterator[tuple[str, Record]]:
    for row, (source, target, label, carried, method) in enumerate(FLOWS, 3):
        yield (
            "flows",
            Flow(
                id=harbour_id("flows", label),
                source=system_id(source),
                target=system_id(target),
                name=label,
                data_objects=tuple(harbour_id("data_objects", name) for name in carried),
                method=method,
                origin=(CellRef(WORKBOOK, "Interfaces", f"A{row}"),),
            ),
        )
