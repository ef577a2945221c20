"""Scenarios kept, applied, renamed, deleted: one undo step each, refusals with a word."""

import pytest

from isthmus.model.document import Document
from isthmus.model.records import Flow, Scenario, System
from isthmus.model.scenarios import with_scenario
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.harbour import harbour_vale


@pytest.fixture
def document() -> Document:
    return harbour_vale()


def try_out(document: Document) -> None:
    """Three steps of a what-if."""
    view = edits.ensure_view(document)
    zork = edits.draw_system(document, "Zork", view, 10, 20)
    edits.draw_flow(document, zork.id, next(iter(document.snapshot().systems)))
    with document.edit("Retire") as tx:
        tx.delete(System, sorted(document.snapshot().systems.keys() - {zork.id})[3])


def test_what_was_tried_is_taken_back_and_kept_in_one_step(document: Document) -> None:
    base = document.snapshot()
    try_out(document)
    tried, steps = document.snapshot(), len(document.steps)
    kept = edits.keep_as_scenario(document, edits.map_at(document), "  Buy  Zork ", "Cheaper")
    now = document.snapshot()
    assert (kept.name, kept.description) == ("Buy Zork", "Cheaper")
    assert now.systems == base.systems
    assert now.flows == base.flows
    assert now.scenarios == {kept.id: kept}
    assert with_scenario(now, kept)[0].systems == tried.systems
    assert len(document.steps) == steps + 1
    document.undo()
    assert document.snapshot().same_content(tried)


def test_the_map_of_any_position_is_found_again(document: Document) -> None:
    states = {"": document.snapshot()}
    try_out(document)
    for step in reversed(document.done):
        states[step] = document.snapshot()
        document.undo()
    while document.redo():
        pass
    for position, state in states.items():
        assert edits.map_at(document, position).same_content(state)
    document.undo()
    with pytest.raises(EditRefused, match="cannot be led back there"):
        edits.map_at(document, "no such position")


def test_what_was_done_before_the_base_stays(document: Document) -> None:
    view = edits.ensure_view(document)
    edits.draw_system(document, "Stays", view, 0, 0)
    base = document.snapshot()
    edits.draw_system(document, "Goes", view, 0, 0)
    edits.keep_as_scenario(document, base, "Without")
    names = {one.name for one in document.snapshot().systems.values()}
    assert "Stays" in names
    assert "Goes" not in names


def test_an_earlier_scenario_stays_when_another_is_kept(document: Document) -> None:
    base = document.snapshot()
    try_out(document)
    one = edits.keep_as_scenario(document, base, "One")
    try_out(document)
    two = edits.keep_as_scenario(document, base, "Two")
    assert document.snapshot().scenarios.keys() == {one.id, two.id}
    assert document.snapshot().systems == base.systems


def test_a_scenario_is_applied_in_one_step_and_can_be_undone(document: Document) -> None:
    base = document.snapshot()
    try_out(document)
    tried = document.snapshot()
    kept = edits.keep_as_scenario(document, base, "Buy Zork")
    before = document.snapshot()
    assert edits.apply_scenario(document, kept.id) == ()
    assert document.snapshot().systems == tried.systems
    assert document.snapshot().placements == tried.placements
    assert document.undo_label == "Apply the scenario Buy Zork"
    with pytest.raises(EditRefused, match="changes nothing"):
        edits.apply_scenario(document, kept.id)
    document.undo()
    assert document.snapshot().same_content(before)


def test_what_no_longer_fits_is_told(document: Document) -> None:
    base = document.snapshot()
    flow = next(iter(base.flows.values()))
    with document.edit("Rename") as tx:
        tx.change(System, flow.source, name="Renamed")
        tx.put(Flow(source=flow.target, target=flow.source, name="back"))
    kept = edits.keep_as_scenario(document, base, "Back")
    with document.edit("Retire") as tx:
        tx.delete(System, flow.target)
    told = edits.apply_scenario(document, kept.id)
    assert len(told) == 1
    assert "is left out: what it belongs to is gone." in told[0]
    assert document.snapshot().systems[flow.source].name == "Renamed"


def test_it_is_renamed_and_deleted(document: Document) -> None:
    base = document.snapshot()
    try_out(document)
    kept = edits.keep_as_scenario(document, base, "One", "why")
    edits.rename_scenario(document, kept.id, "Uno")
    assert document.snapshot().scenarios[kept.id].name == "Uno"
    assert document.snapshot().scenarios[kept.id].description == "why"
    edits.rename_scenario(document, kept.id, "uno", " because ")
    assert document.snapshot().scenarios[kept.id].description == "because"
    edits.delete_scenario(document, kept.id)
    assert not document.snapshot().scenarios
    document.undo()
    assert document.snapshot().scenarios[kept.id].name == "uno"


def test_refusals_say_why(document: Document) -> None:
    base = document.snapshot()
    with pytest.raises(EditRefused, match="nothing to keep"):
        edits.keep_as_scenario(document, base, "One")
    try_out(document)
    with pytest.raises(EditRefused, match="A scenario needs a name"):
        edits.keep_as_scenario(document, base, "  ")
    kept = edits.keep_as_scenario(document, base, "One")
    for name in ("one", " ONE "):
        with pytest.raises(EditRefused, match="There is a scenario One already"):
            edits.add_scenario(document, Scenario(name=name))
    for edit in (edits.apply_scenario, edits.delete_scenario):
        with pytest.raises(EditRefused, match="not on the map any more"):
            edit(document, "gone")
    with document.edit("Damage") as tx:
        tx.change(Scenario, kept.id, changes="{")
    with pytest.raises(EditRefused, match="cannot be read"):
        edits.apply_scenario(document, kept.id)
