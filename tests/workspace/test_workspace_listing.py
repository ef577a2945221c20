"""Lists inside records: words and capabilities come and go, one undo step each."""

import pytest

from isthmus.model.records import Capability, DataObject, System
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.harbour import harbour_id, harbour_vale, system_id

BOTH = (system_id("Marketo"), system_id("Mailchimp"))


def test_words_are_added_and_dropped_in_each_record_and_the_rest_stays() -> None:
    document = harbour_vale()
    edits.change_list(document, System, BOTH[:1], "regulations", add=("SOX", " GDPR "))
    before = document.snapshot()
    edits.change_list(document, System, BOTH, "regulations", add=("gdpr", "HIPAA"), drop=("sox",))
    systems = document.snapshot().systems
    assert systems[BOTH[0]].regulations == ("GDPR", "HIPAA")
    assert systems[BOTH[1]].regulations == ("gdpr", "HIPAA")
    document.undo()
    assert document.snapshot().same_content(before)


def test_a_data_object_has_lists_too() -> None:
    document = harbour_vale()
    key = harbour_id("data_objects", "Contact")
    edits.change_list(document, DataObject, (key,), "regions", add=("EU", "", "US"))
    assert document.snapshot().data_objects[key].regions == ("EU", "US")


def test_what_is_gone_is_refused_in_words() -> None:
    document = harbour_vale()
    with pytest.raises(EditRefused, match="not on the map"):
        edits.change_list(document, System, ("gone",), "regions", add=("EU",))
    with pytest.raises(EditRefused, match="not on the map"):
        edits.change_capabilities(document, ("gone",), add=("Selling",))
    assert document.undo_label is None


def test_capabilities_are_found_or_made_by_name_in_one_step() -> None:
    document = harbour_vale()
    with document.edit("Begin") as tx:
        known = tx.put(Capability(name="Lead management"))
    before = document.snapshot()
    edits.change_capabilities(document, BOTH, add=("lead MANAGEMENT", "Nurturing"))
    after = document.snapshot()
    made = [one for one in after.capabilities.values() if one.name == "Nurturing"]
    assert len(after.capabilities) == 2
    assert all(after.systems[key].capabilities == (known.id, made[0].id) for key in BOTH)
    edits.change_capabilities(document, BOTH[:1], drop=("nurturing",))
    assert document.snapshot().systems[BOTH[0]].capabilities == (known.id,)
    document.undo()
    document.undo()
    assert document.snapshot().same_content(before)
