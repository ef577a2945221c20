"""What a workspace tells of the history of its map."""

from pathlib import Path

from isthmus.model.records import System
from isthmus.storage.rows import HistoryEntry
from isthmus.workspace import edits
from isthmus.workspace.history import History
from isthmus.workspace.workspace import Workspace
from support.harbour import harbour_vale, system_id


def test_steps_are_kept_with_author_and_undo_makes_none(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    view = edits.ensure_view(workspace.document)
    edits.draw_system(workspace.document, "CRM", view, 0, 0)
    edits.draw_system(workspace.document, "ERP", view, 0, 200)
    workspace.document.undo()
    workspace.document.redo()
    workspace.document.go_to("")
    steps = workspace.history.session
    assert [step.label for step in steps] == ["Draw CRM", "Draw ERP"]
    assert all(step.author and step.time for step in steps)
    assert workspace.document.undone == tuple(step.id for step in steps)
    workspace.close()


def test_a_saved_map_brings_its_history_along(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "state")
    view = edits.ensure_view(workspace.document)
    edits.draw_system(workspace.document, "CRM", view, 0, 0)
    step = workspace.history.session[0]
    workspace.save_as(tmp_path / "a.isthmus")
    workspace.open(tmp_path / "a.isthmus")
    assert list(workspace.history.earlier) == [step]
    assert list(workspace.history.session) == []
    workspace.new()
    assert list(workspace.history.earlier) == []
    workspace.close()


def test_a_damaged_time_hides_no_step() -> None:
    (step,) = History([HistoryEntry(1, "x", "yesterday", "Ana", "Draw", "[]")]).earlier
    assert (step.time, step.author, step.label) == (None, "Ana", "Draw")


def test_the_author_of_an_import_stays(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    with workspace.document.edit("Import inventory.xlsx", "Ben Okoro") as tx:
        system = harbour_vale().snapshot().systems[system_id("Okta")]
        tx.put(System(id=system.id, name=system.name))
    assert workspace.history.session[0].author == "Ben Okoro"
    workspace.close()


def test_a_burst_is_shown_as_one_step_that_leads_to_its_end(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    document = workspace.document
    view = edits.ensure_view(document)
    system = edits.draw_system(document, "CRM", view, 0, 0).id
    for x in (8, 16, 24):
        with document.in_burst("held"):
            edits.move(document, view, {system: (x, 0)})
    end = document.snapshot()
    assert [step.label for step in workspace.history.session] == ["Draw CRM", "Move CRM"]
    document.undo()
    assert document.position == workspace.history.session[0].id
    document.go_to(workspace.history.session[1].id)
    assert document.snapshot().same_content(end)
    workspace.close()
