"""Cells are cited in the order of the sheet, with what the map has taken from them."""

from datetime import date
from decimal import Decimal

from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import (
    CellRef,
    Department,
    Flow,
    FlowMethod,
    Holding,
    HoldingRole,
    System,
)
from isthmus.model.records import DataObject as Thing
from isthmus.ui.cells import cited

CATALOGUE = load_catalogue()
FIELDS = ("name", "category", "department", "annual_cost", "go_live", "backbone", "masters")


def cell(place: str, field: str, sheet: str = "Applications") -> CellRef:
    return CellRef("inventory.xlsx", sheet, place, field)


def drawn() -> Document:
    document = Document()
    with document.edit("Draw") as tx:
        marketing = tx.put(Department(name="Marketing"))
        origin = tuple(cell(f"{'ABCDEFG'[n]}9", field) for n, field in enumerate(FIELDS))
        mail = tx.put(
            System(
                name="Mailchimp",
                category="email-campaigns",
                department=marketing.id,
                annual_cost=Decimal(38000),
                go_live=date(2024, 3, 1),
                origin=origin,
            )
        )
        other = tx.put(System(name="Typeform", origin=(cell("A10", "name"), cell("AA9", "name"))))
        lead = tx.put(Thing(name="Lead"))
        tx.put(Holding(system=mail.id, data_object=lead.id, role=HoldingRole.MASTER))
        tx.put(
            Flow(
                source=mail.id,
                target=other.id,
                method=FlowMethod.API,
                data_objects=(lead.id,),
                origin=(
                    cell("C4", "data_objects", "Interfaces"),
                    cell("A4", "source", "Interfaces"),
                    cell("D4", "method", "Interfaces"),
                ),
            )
        )
    return document


def test_each_cell_says_its_field_and_the_value_of_the_map() -> None:
    snapshot = drawn().snapshot()
    records = (*snapshot.systems.values(), *snapshot.flows.values())
    cells = [one for record in records for one in record.origin]
    applications, interfaces = cited([*reversed(cells), *cells], snapshot, CATALOGUE)
    assert applications.title == "inventory.xlsx · Applications"
    category = CATALOGUE.categories["email-campaigns"].name
    assert applications.lines == (
        "Applications!A9 name: Mailchimp",
        f"Applications!B9 category: {category}",
        "Applications!C9 department: Marketing",
        "Applications!D9 annual cost: 38,000",
        "Applications!E9 go live: 2024-03-01",
        "Applications!F9 backbone: no",
        "Applications!G9 masters: Lead",
        "Applications!AA9 name: Typeform",
        "Applications!A10 name: Typeform",
    )
    assert interfaces.lines == (
        "Interfaces!A4 source: Mailchimp",
        "Interfaces!C4 data objects: Lead",
        "Interfaces!D4 method: API",
    )


def test_a_cell_of_nothing_on_the_map_is_cited_all_the_same() -> None:
    lines = [
        line
        for sheet in cited(
            [cell("B2", "name"), CellRef("list.csv", "", "B2", ""), CellRef("list.csv", "", "")],
            Document().snapshot(),
            CATALOGUE,
        )
        for line in sheet.lines
    ]
    assert lines == ["Applications!B2 name", "list.csv", "B2"]


def test_custom_fields_and_cells_that_name_nobody_are_told() -> None:
    document = Document()
    cells = (cell("B2", "custom:Colour"), cell("C2", "it_steward"))
    with document.edit("Draw") as tx:
        tx.put(System(name="Mailchimp", custom=(("Colour", "red"),), origin=cells))
    (sheet,) = cited(cells, document.snapshot(), CATALOGUE)
    assert sheet.lines == ("Applications!B2 Colour: red", "Applications!C2 it steward: (empty)")
