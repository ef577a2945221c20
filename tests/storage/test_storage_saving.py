"""Saving: whole or not at all, backups rotated, a clear message, the old file intact."""

import errno
import os
import shutil
import stat

import pytest

from isthmus.model.document import Document
from isthmus.storage import mapfile, replacing
from isthmus.storage.errors import StorageError
from isthmus.storage.mapfile import load_map, save_map
from isthmus.storage.replacing import backup_of, replace_file, temporary_of, write_whole
from support.harbour import harbour_vale

TABLES = harbour_vale().snapshot().tables
EMPTY = Document().snapshot().tables

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")


@pytest.fixture
def path(tmp_path):
    save_map(tmp_path / "map.isthmus", TABLES)
    return tmp_path / "map.isthmus"


def files(folder):
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def test_backups_rotate_and_the_oldest_goes(tmp_path):
    path = tmp_path / "map.isthmus"
    saved = []
    for number in range(6):
        replace_file(path, lambda at, n=number: write_whole(at, b"save %d" % n), backups=3)
        saved.append(b"save %d" % number)
    assert files(tmp_path) == {
        "map.isthmus": saved[5],
        "map.isthmus~1": saved[4],
        "map.isthmus~2": saved[3],
        "map.isthmus~3": saved[2],
    }


def test_a_backup_opens_as_a_map(path):
    save_map(path, EMPTY)
    assert not load_map(path).tables["systems"]
    assert len(load_map(backup_of(path)).tables["systems"]) == 15


def test_a_first_save_makes_no_backup_and_a_picture_none_ever(tmp_path):
    save_map(tmp_path / "map.isthmus", TABLES)
    for _ in range(2):
        replace_file(tmp_path / "map.svg", lambda at: write_whole(at, b"<svg/>"))
    assert set(files(tmp_path)) == {"map.isthmus", "map.svg"}


def test_what_a_crash_left_of_a_save_does_not_hinder_the_next(path):
    temporary_of(path).write_bytes(b"half a ma")
    save_map(path, EMPTY)
    assert not temporary_of(path).exists()
    assert not load_map(path).tables["systems"]


def fail(monkeypatch, owner, name, error, *, times=1):
    """Let a call fail the first so many times."""
    real, left = getattr(owner, name), [times]

    def failing(*args, **kwargs):
        if left[0] > 0:
            left[0] -= 1
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, failing)


NO_SPACE = OSError(errno.ENOSPC, "No space left on device")
BROKEN = OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    ("owner", "name", "error", "words"),
    [
        (os, "fsync", BROKEN, "Input/output error. Choose another folder"),
        (os, "fsync", NO_SPACE, "disk is full"),
        (os, "replace", PermissionError(errno.EACCES, "denied"), "may not write there"),
        (os, "replace", OSError(errno.EROFS, "read-only"), "read-only. Choose another folder"),
        (shutil, "copymode", BROKEN, "Choose another folder"),
        (replacing, "_keep", NO_SPACE, "disk is full"),
    ],
)
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    path, monkeypatch, owner, name, error, words
):
    before = files(path.parent)
    fail(monkeypatch, owner, name, error)
    with pytest.raises(StorageError, match=words) as told:
        save_map(path, EMPTY)
    assert "Nothing was changed" in str(told.value)
    assert str(path) in str(told.value)
    after = files(path.parent)
    assert after[path.name] == before[path.name]
    assert {name for name in after if not name.startswith(f"{path.name}~")} == {path.name}
    save_map(path, EMPTY)
    assert not load_map(path).tables["systems"]


def test_a_write_that_does_not_arrive_is_noticed(path, monkeypatch):
    before = path.read_bytes()
    real = type(path).write_bytes
    monkeypatch.setattr(type(path), "write_bytes", lambda at, data: real(at, data[:-1]))
    with pytest.raises(StorageError, match="read back"):
        save_map(path, EMPTY)
    assert files(path.parent) == {path.name: before}


@posix
def test_a_folder_that_fails_after_the_swap_gets_the_old_file_back(path, monkeypatch):
    before = path.read_bytes()
    fail(monkeypatch, replacing, "_sync_folder", BROKEN)
    with pytest.raises(StorageError, match="Nothing was changed"):
        save_map(path, EMPTY)
    assert path.read_bytes() == before


@posix
def test_a_first_save_that_fails_after_the_swap_leaves_no_file(tmp_path, monkeypatch):
    fail(monkeypatch, replacing, "_sync_folder", BROKEN)
    with pytest.raises(StorageError, match="Nothing was changed"):
        save_map(tmp_path / "new.isthmus", EMPTY)
    assert not files(tmp_path)


@posix
def test_a_file_system_that_cannot_sync_folders_is_no_hindrance(path, monkeypatch):
    real = os.fsync

    def only_files(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    save_map(path, EMPTY)
    assert not load_map(path).tables["systems"]


def test_a_file_system_without_links_gets_copies_as_backups(path, monkeypatch):
    before = path.read_bytes()
    fail(monkeypatch, type(path), "hardlink_to", OSError(errno.EPERM, "no links"))
    save_map(path, EMPTY)
    assert backup_of(path).read_bytes() == before


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone/map.isthmus", "folder is not there"),
        ("file/map.isthmus", "folder is not there"),
        ("x" * 260 + ".isthmus", "too long"),
        ("folder", "folder of that name"),
        ("nul\0.isthmus", "could not be written"),
    ],
)
def test_places_that_cannot_be_written_are_told_apart(tmp_path, name, words):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageError, match=words):
        save_map(tmp_path / name, EMPTY)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder"]


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_ours_to_write_is_named(path):
    before = files(path.parent)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StorageError, match=r"may not write there\. Choose another folder"):
            save_map(path, EMPTY)
    finally:
        path.parent.chmod(0o700)
    assert files(path.parent) == before


@posix
def test_permissions_and_links_to_the_file_stay(path):
    path.chmod(0o640)
    link = path.with_name("link.isthmus")
    link.symlink_to(path)
    save_map(link, EMPTY)
    assert link.is_symlink()
    assert not load_map(path).tables["systems"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_map_that_sqlite_did_not_keep_is_not_saved(path, monkeypatch):
    before = path.read_bytes()
    monkeypatch.setattr(mapfile, "digest_of", lambda db: "another")
    with pytest.raises(StorageError, match="did not keep it"):
        save_map(path, EMPTY)
    assert path.read_bytes() == before
