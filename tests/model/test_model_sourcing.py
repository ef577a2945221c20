"""What a cell gave stays known where a hand changes the field."""

from dataclasses import replace
from uuid import RFC_4122, UUID

import pytest

from isthmus.model.document import Document
from isthmus.model.records import CellRef, Department, System, new_id
from isthmus.model.sourcing import value_text


def cell(field: str) -> CellRef:
    return CellRef("may.xlsx", "Apps", "B2", field)


@pytest.fixture
def document() -> Document:
    made = Document()
    with made.edit("Import") as tx:
        tx.put(System(
            id="crm", name="CRM", vendor="Acme", custom=(("Colour", "red"),),
            origin=(cell("name"), cell("vendor"), cell("custom:Colour")),
        ))  # fmt: skip
    return made


def imported(document: Document) -> dict[str, str]:
    return dict(document.snapshot().systems["crm"].imported)


def change(document: Document, **values: object) -> None:
    with document.edit("Change") as tx:
        tx.change(System, "crm", **values)


def test_a_change_by_hand_keeps_what_the_cell_gave(document: Document):
    change(document, vendor="Other", it_steward="Ann")
    assert imported(document) == {"vendor": '"Acme"'}
    change(document, vendor="Third")
    assert imported(document) == {"vendor": '"Acme"'}
    change(document, vendor="Acme")
    assert imported(document) == {}


def test_custom_fields_are_kept_by_their_names(document: Document):
    change(document, custom=(("Size", "L"),))
    assert imported(document) == {"custom:Colour": '"red"'}
    change(document, custom=(("Colour", "red"),))
    assert imported(document) == {}


def test_undo_takes_it_back(document: Document):
    before = document.snapshot().systems["crm"]
    change(document, name="Customer desk")
    document.undo()
    assert document.snapshot().systems["crm"] == before


def test_what_comes_with_other_cells_is_an_import(document: Document):
    crm = document.snapshot().systems["crm"]
    with document.edit("Import again") as tx:
        tx.put(replace(crm, vendor="Other", origin=(cell("name"),)))
    assert imported(document) == {}


def test_a_department_that_is_deleted_is_a_change_too():
    made = Document()
    with made.edit("Import") as tx:
        owner = tx.put(Department(name="Sales"))
        tx.put(System(id="crm", name="CRM", department=owner.id, origin=(cell("department"),)))
    with made.edit("Delete Sales") as tx:
        tx.delete(Department, owner.id)
    assert imported(made) == {"department": value_text(owner.id)}


def test_ids_are_random_uuids_of_version_4():
    ids = [new_id() for _ in range(500)]
    assert len(set(ids)) == 500
    assert all(str(UUID(one)) == one for one in ids)
    assert {(UUID(one).version, UUID(one).variant) for one in ids} == {(4, RFC_4122)}
