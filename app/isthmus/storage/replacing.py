"""Replacing a file whole: it is the old one or the new one at any moment, never half of one."""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from isthmus.storage.errors import StorageError

BACKUPS = 3
"""Earlier saves that are kept beside a map, as NAME~1 (the latest) up to NAME~3."""

_NO_FSYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}
"""What file systems answer that cannot fsync a folder."""


def backup_of(path: Path, number: int = 1) -> Path:
    """Where the backup of that number lies."""
    return path.with_name(f"{path.name}~{number}")


def temporary_of(path: Path) -> Path:
    """The one place beside a file where its next content is written; it keeps the ending."""
    return path.with_name(f".{path.stem}.saving{path.suffix}")


def replace_file(path: Path, write: Callable[[Path], None], *, backups: int = 0) -> None:
    """Let `write` fill a temporary file beside `path` that then takes its place.

    Raises:
        StorageError: that failed; `path` is byte for byte as it was, nothing else is left.
    """
    try:
        target = Path(os.path.realpath(path))
        temporary = temporary_of(target)
    except ValueError as error:
        raise StorageError(_explain(path, error)) from error
    try:
        temporary.unlink(missing_ok=True)
        write(temporary)
        _settle(temporary, target)
        _swap(temporary, target, backups)
    except (OSError, ValueError) as error:
        raise StorageError(_explain(path, error)) from error
    finally:
        with suppress(OSError, ValueError):
            temporary.unlink(missing_ok=True)


def write_whole(temporary: Path, data: bytes) -> None:
    """Write bytes and look whether they arrived."""
    temporary.write_bytes(data)
    if temporary.read_bytes() != data:
        raise OSError(errno.EIO, "what was written could not be read back")


def _settle(temporary: Path, target: Path) -> None:
    """Give the temporary file the old one's permissions and bring it to the disk."""
    if target.exists():
        shutil.copymode(target, temporary)
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())


def _swap(temporary: Path, target: Path, backups: int) -> None:
    """Put the temporary file in the target's place; put the old one back if that fails."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    old = _keep(target, backups) if backups else None
    os.replace(temporary, target)  # noqa: PTH105 - the one call that all hangs on
    if not backups:
        return  # a picture can be drawn again; there is no old one to go back to
    try:
        _sync_folder(target.parent)
    except OSError:
        _bring_back(old, temporary, target)
        raise


def _bring_back(old: Path | None, temporary: Path, target: Path) -> None:
    if old is None:
        target.unlink()
    else:
        shutil.copy2(old, temporary)
        os.replace(temporary, target)  # noqa: PTH105


def _keep(target: Path, backups: int) -> Path | None:
    """Move the backups up by one and keep the file as the first; it stays where it is, too."""
    if not target.exists():
        return None
    for number in range(backups - 1, 0, -1):
        if (older := backup_of(target, number)).exists():
            older.replace(backup_of(target, number + 1))
    first = backup_of(target)
    first.unlink(missing_ok=True)
    try:
        first.hardlink_to(target)
    except OSError:
        shutil.copy2(target, first)
    return first


def _sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system knows how."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise
    finally:
        os.close(handle)


def _explain(path: Path, error: OSError | ValueError) -> str:
    """What went wrong and what to do, for the user."""
    number = error.errno if isinstance(error, OSError) else None
    ways = {
        errno.ENOSPC: "the disk is full. Make room, or choose another folder",
        errno.EDQUOT: "your quota is used up. Make room, or choose another folder",
        errno.EACCES: "you may not write there. Choose another folder",
        errno.EPERM: "you may not write there. Choose another folder",
        errno.EROFS: "the disk is read-only. Choose another folder",
        errno.ENOENT: "the folder is not there. Choose another folder",
        errno.ENOTDIR: "the folder is not there. Choose another folder",
        errno.ENAMETOOLONG: "the name is too long. Choose a shorter one",
        errno.EISDIR: "there is a folder of that name. Choose another name",
    }
    reason = getattr(error, "strerror", None) or error
    way = ways.get(number or 0, f"{reason}. Choose another folder or name")
    return f"{path} could not be written: {way}. Nothing was changed."
