"""Edits of views: each one undo step, the model untouched by what a view shows."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.document import Document
from isthmus.model.integrity import all_faults
from isthmus.model.records import System
from isthmus.model.viewing import Bend, FlowLabel, Ground, Note, View
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from isthmus.workspace.placing import all_placed, with_places
from isthmus.workspace.positions import placed, to_draw, views_in_order
from support.harbour import harbour_id, harbour_vale, system_id

VIEW = harbour_id("views", "Map")


@pytest.fixture
def document() -> Document:
    return harbour_vale()


@pytest.fixture(autouse=True)
def _whole_and_undone(document: Document) -> Iterator[None]:
    before = document.snapshot()
    yield
    assert not all_faults(document.snapshot().tables)
    while document.undo():
        pass
    assert document.snapshot().same_content(before)


def names(document: Document) -> list[str]:
    return [view.name for view in views_in_order(document.snapshot())]


def steps(document: Document) -> int:
    return len(document.done)


def test_a_new_view_comes_last_with_its_systems_and_the_look_of_another(document) -> None:
    edits.set_filter(document, VIEW, {"filter_text": "sap"})
    with document.edit("Look") as tx:
        tx.change(View, VIEW, lens="spend", labels=FlowLabel.NONE, ground=Ground.TERRITORIES)
    before = steps(document)
    places = {system_id("Marketo"): (0, 0), system_id("Segment"): (280, 0), "gone": (1, 1)}
    view = edits.add_view(document, "  Campaigns ", places, like=VIEW)
    assert steps(document) == before + 1
    assert names(document) == ["Map", "Campaigns"]
    assert (view.lens, view.labels, view.ground) == ("spend", FlowLabel.NONE, Ground.TERRITORIES)
    assert view.filter_text == ""
    assert placed(document.snapshot(), view.id).keys() == places.keys() - {"gone"}


def test_views_without_a_name_are_numbered_and_names_do_not_clash(document) -> None:
    edits.add_view(document)
    edits.add_view(document)
    edits.add_view(document, "Map")
    assert names(document) == ["Map", "View 2", "View 3", "Map 2"]


def test_a_copy_holds_all_that_stands_on_the_view_and_comes_right_after_it(document) -> None:
    edits.add_view(document, "Last")
    flow = next(iter(document.snapshot().flows))
    with document.edit("Draw") as tx:
        tx.put(Note(view=VIEW, text="Look here", x=0, y=0))
        tx.put(Bend(view=VIEW, flow=flow, points=((1.0, 2.0),)))
    copy = edits.duplicate_view(document, VIEW)
    snapshot = document.snapshot()
    assert names(document) == ["Map", "Map copy", "Last"]
    assert placed(snapshot, copy.id) == placed(snapshot, VIEW)
    assert [note.text for note in snapshot.notes.values() if note.view == copy.id] == ["Look here"]
    assert [bend.flow for bend in snapshot.bends.values() if bend.view == copy.id] == [flow]
    assert copy.rank == 1


def test_renaming_a_view(document) -> None:
    edits.rename_view(document, VIEW, " The  whole ")
    assert names(document) == ["The whole"]
    with pytest.raises(EditRefused, match="needs a name"):
        edits.rename_view(document, VIEW, " ")
    with pytest.raises(EditRefused, match="not there any more"):
        edits.rename_view(document, "gone", "A")


def test_deleting_a_view_leaves_its_systems_in_the_model(document) -> None:
    count = len(document.snapshot().systems)
    other = edits.add_view(document, "Other", {system_id("Okta"): (0, 0)})
    edits.delete_view(document, other.id)
    assert names(document) == ["Map"]
    assert len(document.snapshot().systems) == count
    with pytest.raises(EditRefused, match="at least one view"):
        edits.delete_view(document, VIEW)
    document.undo()
    assert placed(document.snapshot(), other.id) == {system_id("Okta"): (0, 0)}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 9)), max_size=8))
@settings(max_examples=40, deadline=None)
def test_views_move_as_the_entries_of_a_list_do(moves: list[tuple[int, int]]) -> None:
    document = Document()
    edits.ensure_view(document)
    for letter in "BCDEF":
        edits.add_view(document, letter)
    order = names(document)
    for number, place in moves:
        name = order[number]
        view = next(one for one in document.snapshot().views.values() if one.name == name)
        edits.move_view(document, view.id, place)
        order.remove(name)
        order.insert(max(0, min(place, 5)), name)
        assert names(document) == order


def test_removing_from_a_view_is_not_deleting(document) -> None:
    marketo = system_id("Marketo")
    flows = dict(document.snapshot().flows)
    bent = next(key for key, flow in flows.items() if marketo in (flow.source, flow.target))
    other = edits.add_view(document, "Other", {marketo: (0, 0)})
    with document.edit("Bend") as tx:
        tx.put(Bend(view=VIEW, flow=bent, points=((1.0, 2.0),)))
        tx.put(Bend(view=other.id, flow=bent, points=((1.0, 2.0),)))
        note = tx.put(Note(view=VIEW, text="Gone with it", x=0, y=0))
    before = steps(document)
    gone = edits.remove_from_view(document, VIEW, {marketo, note.id})
    snapshot = document.snapshot()
    assert set(gone) == {marketo, note.id}
    assert steps(document) == before + 1
    assert document.undo_label == "Remove Marketo from Map"
    assert marketo in snapshot.systems
    assert dict(snapshot.flows) == flows
    assert marketo not in placed(snapshot, VIEW)
    assert marketo in placed(snapshot, other.id)
    assert [bend.view for bend in snapshot.bends.values()] == [other.id]


def test_what_cannot_be_removed_is_said(document) -> None:
    with pytest.raises(EditRefused, match="wherever both"):
        edits.remove_from_view(document, VIEW, {next(iter(document.snapshot().flows))})
    other = edits.add_view(document, "Other")
    with pytest.raises(EditRefused, match="Nothing of this"):
        edits.remove_from_view(document, other.id, {system_id("Okta")})


def test_bringing_in_what_is_not_there_yet(document) -> None:
    okta, stripe = system_id("Okta"), system_id("Stripe")
    other = edits.add_view(document, "Other", {okta: (0, 0)})
    brought = edits.bring_in(document, other.id, {okta: (9, 9), stripe: (280, 0)})
    assert brought == (stripe,)
    assert placed(document.snapshot(), other.id) == {okta: (0, 0), stripe: (280, 0)}
    assert document.undo_label == "Bring Stripe into Other"
    with pytest.raises(EditRefused, match="already"):
        edits.bring_in(document, other.id, {okta: (9, 9)})


def test_a_filter_is_one_step_and_none_where_nothing_differs(document) -> None:
    before = steps(document)
    edits.set_filter(document, VIEW, {"filter_text": "crm", "filter_hides": True})
    edits.set_filter(document, VIEW, {"filter_text": "crm"})
    assert steps(document) == before + 1
    assert document.undo_label == "Filter Map"
    edits.set_filter(document, VIEW, {"filter_text": "", "filter_hides": False})
    assert document.undo_label == "Clear the filter of Map"
    edits.set_filter(document, VIEW, {"name": "Not a filter"})
    assert names(document) == ["Map"]


# --- what imports bring, what pictures show ------------------------------------------------------


def new_system(name: str) -> ChangeSet:
    system = System(name=name)
    return ChangeSet("Import", (Delta("systems", system.id, None, system),))


def test_an_import_sets_down_on_the_shown_view_and_on_the_first(document) -> None:
    okta = system_id("Okta")
    shown = edits.add_view(document, "Shown", {okta: (0, 0)})
    aside = edits.add_view(document, "Aside", {okta: (0, 0)})
    edits.remove_from_view(document, VIEW, {okta})
    change = new_system("Gullcast")
    change = with_places(change, document.snapshot(), shown.id, load_catalogue())
    document.apply(change)
    new, snapshot = change.deltas[0].id, document.snapshot()
    assert placed(snapshot, shown.id).keys() == {okta, new}
    assert new in placed(snapshot, VIEW)
    assert okta not in placed(snapshot, VIEW), "what a hand took off stays off"
    assert placed(snapshot, aside.id).keys() == {okta}


def test_what_was_taken_off_every_view_stays_off_when_the_map_is_opened_or_drawn(document) -> None:
    okta = system_id("Okta")
    edits.remove_from_view(document, VIEW, {okta})
    assert all_placed(document, load_catalogue()) is document
    snapshot = document.snapshot()
    assert okta not in to_draw(snapshot, check(snapshot, load_catalogue()))
