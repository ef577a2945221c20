"""What a change does, in words."""

from decimal import Decimal

from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import CellRef, Department, Flow, FlowMethod, System
from isthmus.model.viewing import Placement, View
from isthmus.workspace.differences import Difference, FieldChange, Kind, differences

CATALOGUE = load_catalogue()


def test_what_comes_goes_and_changes() -> None:
    document = Document()
    with document.edit("Draw") as tx:
        sales, legal = tx.put(Department(name="Sales")), tx.put(Department(name="Legal"))
        crm = tx.put(System(name="CRM", department=sales.id, custom=(("Colour", "red"),)))
        erp = tx.put(System(name="ERP"))
        flow = tx.put(Flow(source=crm.id, target=erp.id))
        view = tx.put(View(name="Map"))
    base = document.snapshot()
    with document.edit("Change") as tx:
        new = tx.put(System(name="Shop", vendor="Acme", department=legal.id))
        tx.change(System, crm.id, department=legal.id, annual_cost=Decimal(10), custom=())
        tx.change(Flow, flow.id, method=FlowMethod.API)
        tx.put(Placement(view=view.id, system=new.id, x=0, y=0))
    deltas = document.undo()
    assert deltas is not None
    found = differences(deltas.inverse(), base, CATALOGUE)
    assert [(one.table, one.kind, one.name) for one in found] == [
        ("systems", Kind.CHANGED, "CRM"),
        ("systems", Kind.NEW, "Shop"),
        ("flows", Kind.CHANGED, "CRM → ERP"),
    ]
    assert found[1].summary == "Acme · Legal"
    assert found[0].fields == (
        FieldChange("department", "Sales", "Legal"),
        FieldChange("annual_cost", "", "10"),
        FieldChange("custom:Colour", "red", ""),
    )
    assert found[2].fields == (FieldChange("method", "unknown", "api"),)


def test_other_cells_are_no_difference() -> None:
    document = Document()
    with document.edit("Draw") as tx:
        crm = tx.put(System(name="CRM"))
    base = document.snapshot()
    with document.edit("Cite") as tx:
        tx.change(System, crm.id, origin=(CellRef("a.csv", "a", "A2", "name"),))
    change = document.undo()
    assert change is not None
    assert differences(change.inverse(), base, CATALOGUE) == []


def test_what_goes_is_called_as_it_was() -> None:
    document = Document()
    with document.edit("Draw") as tx:
        crm, erp = tx.put(System(name="CRM")), tx.put(System(name="ERP"))
        flow = tx.put(Flow(source=crm.id, target=erp.id))
    base = document.snapshot()
    with document.edit("Delete") as tx:
        tx.delete(System, crm.id)
    change = document.undo()
    assert change is not None
    assert differences(change.inverse(), base, CATALOGUE) == [
        Difference("systems", crm.id, Kind.GONE, "CRM"),
        Difference("flows", flow.id, Kind.GONE, "CRM → ERP"),
    ]
