"""A candidate planned on a map: refusals, and what becomes of its flows."""

import pytest

from isthmus.analysis.candidate import candidate_of
from isthmus.analysis.check import check
from isthmus.analysis.fit import Fit, fit
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import FlowState, Lifecycle
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.harbour import harbour_id, harbour_vale

CATALOGUE = load_catalogue()


def klaviyo(document: Document, **more: object) -> Fit:
    candidate = candidate_of(CATALOGUE, "Klaviyo", department="Marketing", **more)
    return fit(document.snapshot(), CATALOGUE, candidate)


def planned(document: Document, found: Fit) -> str:
    view = edits.ensure_view(document)
    return edits.add_candidate(document, found, view, (40.0, 80.0), CATALOGUE).id


def test_it_stands_where_it_was_put_and_changes_nothing_that_is_live() -> None:
    document = harbour_vale()
    before = check(document.snapshot(), CATALOGUE)
    ident = planned(document, klaviyo(document))
    snapshot = document.snapshot()
    [card] = [one for one in snapshot.placements.values() if one.system == ident]
    assert (card.x, card.y) == (40.0, 80.0)
    after = check(snapshot, CATALOGUE)
    assert ident not in after.island_of
    assert [one.systems for one in after.islands] == [one.systems for one in before.islands]


def test_what_the_flows_move_is_named_as_the_report_names_it() -> None:
    document = harbour_vale()
    found = klaviyo(document, holds=("Campaign plan",))
    ident = planned(document, found)
    snapshot = document.snapshot()
    names = {key: one.name for key, one in snapshot.data_objects.items()}
    moved = sorted(
        tuple(names[key] for key in flow.data_objects)
        for flow in snapshot.flows.values()
        if ident in (flow.source, flow.target)
    )
    assert moved == sorted(need.flow.data_objects for need in found.needs)
    held = [names[one.data_object] for one in snapshot.holdings.values() if one.system == ident]
    assert held == ["Campaign plan"]
    assert snapshot.systems[ident].lifecycle is Lifecycle.PLANNED
    states = {f.state for f in snapshot.flows.values() if ident in (f.source, f.target)}
    assert states == {FlowState.PLANNED}


def test_it_is_planned_once() -> None:
    document = harbour_vale()
    found = klaviyo(document)
    planned(document, found)
    with pytest.raises(EditRefused, match="Klaviyo is planned on the map already"):
        planned(document, found)


@pytest.mark.parametrize("gone", ["system", "department"])
def test_what_it_needs_must_still_be_there(gone: str) -> None:
    document = harbour_vale()
    found = klaviyo(document)
    partner = found.needs[0].partner
    edits.delete(
        document, [partner if gone == "system" else harbour_id("departments", "Marketing")]
    )
    before = dict(document.snapshot().systems)
    with pytest.raises(EditRefused):
        planned(document, found)
    assert dict(document.snapshot().systems) == before
