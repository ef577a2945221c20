"""An open map: new, open, save, save as, close; dirty, safe, and never over another's work."""

import sqlite3
import threading
from contextlib import closing

import pytest

from isthmus.model.document import Document
from isthmus.model.records import MapInfo, System
from isthmus.storage.errors import StorageError
from isthmus.storage.leftovers import leftovers, recovered
from isthmus.storage.mapfile import load_map, save_map
from isthmus.workspace import edits
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.sources import Opened, open_map
from isthmus.workspace.workspace import Event, Workspace
from support.harbour import harbour_vale


@pytest.fixture
def heard():
    return []


@pytest.fixture
def workspace(tmp_path, heard):
    workspace = Workspace(tmp_path / "state")
    # SAFE comes from the writer's thread, whenever it comes
    workspace.subscribe(lambda event: None if event is Event.SAFE else heard.append(event))
    yield workspace
    workspace.close()


@pytest.fixture
def path(tmp_path):
    save_map(tmp_path / "harbour.isthmus", harbour_vale().snapshot().tables)
    return tmp_path / "harbour.isthmus"


def draw(workspace, name="CRM"):
    view = edits.ensure_view(workspace.document)
    return edits.draw_system(workspace.document, name, view, 0, 0)


def test_a_new_map_is_clean_and_has_a_view(workspace):
    assert (workspace.title, workspace.path) == ("Untitled map", None)
    assert not workspace.is_dirty
    assert len(workspace.document.snapshot().views) == 1
    assert workspace.document.undo() is None


def test_a_map_without_file_must_be_told_where(workspace):
    draw(workspace)
    assert workspace.is_dirty
    with pytest.raises(WorkspaceError, match="Say where"):
        workspace.save()


def test_saving_makes_clean_and_undoing_to_the_saved_state_too(workspace, tmp_path, heard):
    draw(workspace, "One")
    workspace.save_as(tmp_path / "mine")
    assert workspace.path == tmp_path / "mine.isthmus"
    assert workspace.title == "mine"
    assert not workspace.is_dirty
    assert Event.SAVED in heard
    two = draw(workspace, "Two")
    assert workspace.is_dirty
    workspace.document.undo()
    assert not workspace.is_dirty
    workspace.document.redo()
    assert workspace.is_dirty
    workspace.save()
    assert not workspace.is_dirty
    workspace.document.undo()
    assert workspace.is_dirty
    found = load_map(workspace.path)
    assert two.id in found.tables["systems"]
    assert [one.label for one in found.history] == [
        "Draw One",
        "Draw Two",
        "Undo Draw Two",
        "Draw Two",
    ]


def test_the_history_says_who_and_goes_on_over_sessions(workspace, path, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ana")
    workspace.open(path)
    draw(workspace)
    workspace.save()
    workspace.open(path)
    edits.rename(workspace.document, MapInfo, "map", "Vale")
    workspace.save()
    history = load_map(path).history
    assert [(one.label, one.author) for one in history] == [
        ("Draw CRM", "ana"),
        ("Rename the map", "ana"),
    ]
    assert [one.revision for one in load_map(path).entries] == [1, 2]


def test_opening_replaces_the_map_or_leaves_it(workspace, path, tmp_path, heard):
    workspace.open(path)
    document = workspace.document
    assert workspace.title == "harbour"
    assert len(document.snapshot().systems) == 15
    assert not workspace.is_dirty
    heard.clear()
    (tmp_path / "bad.isthmus").write_bytes(b"no map")
    with pytest.raises(StorageError):
        workspace.open(tmp_path / "bad.isthmus")
    assert workspace.document is document
    assert heard == []
    workspace.new()
    assert heard == [Event.OPENED]
    assert workspace.path is None
    assert not workspace.document.snapshot().systems


def test_an_adopted_document_is_unsaved_unless_it_is_a_files(workspace, path):
    workspace.adopt(Opened(harbour_vale()))
    assert workspace.is_dirty
    assert workspace.title == "Harbour & Vale"
    workspace.adopt(open_map(path))
    assert not workspace.is_dirty


def test_the_document_before_is_no_longer_followed(workspace, path, heard):
    before = workspace.document
    workspace.open(path)
    heard.clear()
    with before.edit("Afterwards") as tx:
        tx.put(System(name="Ghost"))
    assert Event.CHANGED not in heard
    assert not workspace.is_dirty


def test_a_failed_save_leaves_dirty_what_was(workspace, path, tmp_path):
    workspace.open(path)
    draw(workspace)
    before = path.read_bytes()
    with pytest.raises(StorageError):
        workspace.save_as(tmp_path / "gone" / "x.isthmus")
    assert (workspace.path, workspace.is_dirty) == (path, True)
    assert path.read_bytes() == before
    workspace.save()
    assert not workspace.is_dirty


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(workspace, path):
    workspace.open(path)
    draw(workspace)
    save_map(path, Document().snapshot().tables)
    theirs = path.read_bytes()
    with pytest.raises(StorageError, match="Somebody else has saved harbour"):
        workspace.save()
    assert path.read_bytes() == theirs
    assert workspace.is_dirty
    workspace.save_as(path.with_name("mine.isthmus"))
    assert not workspace.is_dirty
    draw(workspace, "More")
    workspace.save()


def test_saving_the_same_content_elsewhere_is_no_conflict(workspace, path):
    workspace.open(path)
    save_map(path, load_map(path).tables)
    draw(workspace)
    workspace.save()
    assert not workspace.is_dirty


def test_a_file_that_was_deleted_meanwhile_is_written_again(workspace, path):
    workspace.open(path)
    path.unlink()
    draw(workspace)
    workspace.save()
    assert len(load_map(path).tables["systems"]) == 16


def test_a_save_on_another_thread_holds_the_map_as_it_was_begun(workspace, path):
    workspace.open(path)
    draw(workspace, "Before")
    saving = workspace.begin_saving()
    draw(workspace, "After")
    digests = []
    thread = threading.Thread(target=lambda: digests.append(saving.run()))
    thread.start()
    thread.join(30)
    workspace.finish(saving, digests[0])
    found = load_map(path)
    names = {one.name for one in found.tables["systems"].values()}
    assert "Before" in names
    assert "After" not in names
    assert [one.label for one in found.history] == ["Draw Before"]
    assert workspace.is_dirty
    workspace.save()
    assert [one.label for one in load_map(path).history] == ["Draw Before", "Draw After"]


def test_a_save_that_ends_after_another_map_was_opened_changes_nothing_there(workspace, path):
    draw(workspace)
    saving = workspace.begin_saving(path.with_name("late.isthmus"))
    digest = saving.run()
    workspace.open(path)
    workspace.finish(saving, digest)
    assert workspace.path == path


def test_a_map_of_a_newer_minor_version_is_saved_elsewhere_only(workspace, path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1999")
    workspace.open(path)
    assert workspace.is_read_only
    draw(workspace)
    with pytest.raises(WorkspaceError, match="under another name"):
        workspace.save()
    with pytest.raises(WorkspaceError, match="under another name"):
        workspace.save_as(path)
    workspace.save_as(path.with_name("copy.isthmus"))
    assert not workspace.is_read_only


def test_every_change_is_safe_a_moment_later(workspace, tmp_path):
    draw(workspace)
    assert workspace.flush()
    assert workspace.is_safe
    assert workspace.trouble == ""


def test_trouble_with_the_state_folder_is_told_and_saving_still_works(tmp_path):
    (tmp_path / "state").write_bytes(b"no folder")
    told = threading.Event()
    workspace = Workspace(tmp_path / "state")
    workspace.subscribe(lambda event: told.set() if workspace.trouble else None)
    draw(workspace)
    assert not workspace.flush()
    assert told.wait(10)
    assert "not safe on the disk" in workspace.trouble
    assert not workspace.is_safe
    workspace.save_as(tmp_path / "a.isthmus")
    assert not workspace.is_dirty
    assert [one.label for one in load_map(tmp_path / "a.isthmus").history] == ["Draw CRM"]
    workspace.close()


def test_closing_leaves_nothing_or_what_is_to_be_recovered(tmp_path, path):
    folder = tmp_path / "state"
    workspace = Workspace(folder)
    workspace.open(path)
    draw(workspace)
    workspace.close()
    assert not list(folder.iterdir())
    workspace = Workspace(folder)
    workspace.open(path)
    workspace.close(keep=True)
    assert not list(folder.iterdir())
    workspace = Workspace(folder)
    workspace.open(path)
    draw(workspace)
    workspace.close(keep=True)
    (left,) = leftovers(folder)
    assert (left.title, left.source, left.unsaved) == ("harbour", str(path), 1)
    assert len(recovered(left.path).tables["systems"]) == 16


def test_a_listener_may_leave(workspace):
    heard = []
    end = workspace.subscribe(heard.append)
    end()
    draw(workspace)
    assert heard == []
