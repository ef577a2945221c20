"""Archi's CSV: elements, relations, and properties of both in a file of their own."""

from datetime import date
from pathlib import Path

from isthmus.catalogue.load import load_catalogue
from isthmus.exchange.importing import propose
from support.workbooks import applied, assert_true_account, csv_file

DATA = Path(__file__).parent / "data"
ELEMENTS = [
    ["ID", "Type", "Name", "Documentation", "Specialization"],
    ["id-1", "ApplicationComponent", "Shop", "Sells things", ""],
    ["id-2", "ApplicationComponent", "ERP", "", ""],
    ["id-3", "DataObject", "Order", "", ""],
]
RELATIONS = [
    ["ID", "Type", "Name", "Documentation", "Source", "Target", "Specialization"],
    ["id-9", "FlowRelationship", "orders", "", "id-1", "id-2", ""],
]
LEFT = "is an element or a relation that became no system and no flow"
PROPERTIES = [
    ["ID", "Key", "Value"],
    ["id-1", "Vendor", "Acme"],
    ["id-1", "Go-live", "2020-04-01"],
    ["id-2", "Go-live", "2021-04-01"],
    ["id-2", "Colour", "blue"],
    ["id-9", "Directed", "true"],
    ["id-3", "Sensitive", "yes"],
    ["id-7", "Colour", "red"],
    ["id-2", "Owner", ""],
]


def test_properties_are_fields_or_custom_fields_of_their_elements(tmp_path: Path):
    paths = [
        csv_file(tmp_path / f"{name}.csv", rows)
        for name, rows in (("p", PROPERTIES), ("e", ELEMENTS), ("r", RELATIONS))
    ]
    proposal = propose(paths, load_catalogue())
    assert_true_account(proposal)
    roles = [sheet.role for sheet in proposal.sheets]
    assert roles == ["properties", "systems", "data objects", "flows"]
    assert [sheet.program for sheet in proposal.sheets] == ["Archi"] * 4
    after = applied(proposal)
    shop, erp = sorted(after.systems.values(), key=lambda s: s.name, reverse=True)
    assert (shop.vendor, shop.go_live, shop.description) == (
        "Acme", date(2020, 4, 1), "Sells things")  # fmt: skip
    assert (erp.go_live, dict(erp.custom)["Colour"]) == (date(2021, 4, 1), "blue")
    (flow,) = after.flows.values()
    assert dict(flow.custom)["Directed"] == "true"
    cells = {ref.field: (ref.file, ref.cell) for ref in shop.origin}
    assert cells["vendor"] == ("p.csv", "C2")
    told = [problem.message for problem in proposal.problems if problem.file == "p.csv"]
    assert told == [
        f"'id-3' {LEFT}; its property is left out.",
        "'id-7' is neither a system nor a flow of this import; its property is left out.",
        "The property of 'id-2' has no name or no value; its property is left out.",
    ]


def test_properties_of_a_real_model():
    parts = ("elements", "relations", "properties")
    paths = [DATA / f"tinker_161apps_islands-{part}.csv" for part in parts]
    proposal = propose(paths, load_catalogue())
    assert_true_account(proposal)
    assert proposal.sheets[-1].rows == 13
    keys = {key for system in applied(proposal).systems.values() for key, _ in system.custom}
    assert {"property1 name", "property2 name"} <= keys


def test_a_cell_that_says_value_is_no_failed_formula(tmp_path: Path):
    rows = [["Application", "Aim", "Remark"], ["Shop", "Value", "#VALUE!"]]
    path = csv_file(tmp_path / "a.csv", rows)
    (shop,) = applied(propose([path], load_catalogue())).systems.values()
    assert dict(shop.custom)["Aim"] == "Value"
