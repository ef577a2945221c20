"""Parts of systems and what systems run on, by hand."""

import pytest

from isthmus.model.document import Document
from isthmus.model.integrity import IntegrityError
from isthmus.model.records import System
from isthmus.workspace import edits
from isthmus.workspace.clips.clip import clip_of
from isthmus.workspace.errors import EditRefused


@pytest.fixture
def document() -> Document:
    names = {"suite": "SAP S/4HANA", "fi": "Finance module", "co": "Controlling", "host": "Azure"}
    systems = {key: System(id=key, name=name) for key, name in names.items()}
    return Document({"systems": systems})


def part_of(document: Document, system: str) -> str | None:
    return document.snapshot().systems[system].part_of


def test_systems_become_parts_of_another_and_of_nothing(document):
    edits.put_under(document, ["fi", "co"], " sap  s/4hana")
    assert [part_of(document, key) for key in ("fi", "co", "host")] == ["suite", "suite", None]
    assert document.undo_label == "Make 2 systems part of SAP S/4HANA"
    edits.put_under(document, ["fi"], "")
    assert part_of(document, "fi") is None
    document.undo()
    assert part_of(document, "fi") == "suite"


@pytest.mark.parametrize("name", ["Nobody", "Finance module"])
def test_a_stranger_or_itself_is_refused(document, name):
    with pytest.raises(EditRefused, match=r"No system is called|a part of itself"):
        edits.put_under(document, ["fi"], name)
    assert part_of(document, "fi") is None


def test_a_circle_is_refused(document):
    edits.put_under(document, ["fi"], "SAP S/4HANA")
    edits.put_under(document, ["co"], "Finance module")
    with pytest.raises(EditRefused, match="“Controlling” would be a part of itself"):
        edits.put_under(document, ["suite"], "Controlling")
    with pytest.raises(IntegrityError, match="its own ancestor"), document.edit("Circle") as tx:
        tx.change(System, "suite", part_of="co")
    assert part_of(document, "suite") is None


def test_systems_run_on_platforms(document):
    edits.change_platforms(document, ["fi", "co"], add=["azure", "SAP S/4HANA"])
    assert document.snapshot().systems["fi"].runs_on == ("host", "suite")
    edits.change_platforms(document, ["fi"], drop=["Azure"])
    assert document.snapshot().systems["fi"].runs_on == ("suite",)
    with pytest.raises(EditRefused, match="cannot run on itself"):
        edits.change_platforms(document, ["host"], add=["Azure"])


def test_what_is_deleted_is_nobodys_whole_nor_platform(document):
    edits.put_under(document, ["fi"], "SAP S/4HANA")
    edits.change_platforms(document, ["fi"], add=["SAP S/4HANA", "Azure"])
    edits.delete(document, ["suite"])
    finance = document.snapshot().systems["fi"]
    assert (finance.part_of, finance.runs_on) == (None, ("host",))


def test_copies_belong_to_copies(document):
    view = edits.ensure_view(document)
    for number, key in enumerate(("suite", "fi")):
        edits.place(document, view, {key: (0.0, 90.0 * number)}, "Place")
    edits.put_under(document, ["fi"], "SAP S/4HANA")
    edits.change_platforms(document, ["fi"], add=["Azure"])
    clip = clip_of(document.snapshot(), view, ["suite", "fi"])
    edits.paste(document, view, clip, 300.0, 0.0)
    systems = document.snapshot().systems
    copies = [one for key, one in systems.items() if key not in ("suite", "fi", "co", "host")]
    whole, part = sorted(copies, key=lambda one: bool(one.part_of))
    assert part.part_of == whole.id
    assert part.runs_on == ()
