"""Reads a workbook in a process of its own, which is killed when it is no longer wanted."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import IO

from isthmus.exchange.errors import ImportCancelled, ImportFault
from isthmus.exchange.grid import Grid
from isthmus.exchange.guard import Cancelled
from isthmus.exchange.wire import BrokenWireError, SentFaultError, grids_of

COMMAND = "read-apart"
"""The word by which the program is told to read a workbook for another process."""
SECONDS = 60.0
"""How long a workbook may take."""
_PULSE = 0.05
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would open a console."""


def read_apart(path: Path, cancelled: Cancelled) -> list[Grid]:
    """The sheets of a workbook, read in a process of its own.

    Raises:
        ImportFault: it cannot be read, takes too long or too much memory.
        ImportCancelled: `cancelled` said so; the process is gone.
    """
    with _process(path) as (process, heard):
        deadline = monotonic() + SECONDS
        while True:
            if cancelled():
                raise ImportCancelled
            if monotonic() > deadline:
                told = f"{path.name} cannot be read within {SECONDS:.0f} seconds."
                raise ImportFault(f"{told} {_ADVICE}")
            try:
                return heard.result(timeout=_PULSE)
            except NotYet:
                continue
            except SentFaultError as fault:
                raise ImportFault(str(fault)) from None
            except BrokenWireError as error:
                raise _broken(path.name, process.wait(timeout=5)) from error


_ADVICE = (
    "Open it in Excel and save it again as .xlsx, or copy the table into a new workbook, as values."
)


def _broken(name: str, status: int) -> ImportFault:
    """The fault of a file whose reading ended in the midst; out of memory is the likely reason."""
    return ImportFault(
        f"{name} cannot be read: its reading broke off (status {status}), as it does when a file "
        f"is damaged or needs too much memory. {_ADVICE}"
    )


@contextmanager
def _process(path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Future[list[Grid]]]]:
    """The process, and what will have been heard of it; it is gone afterwards in any case."""
    with (
        ThreadPoolExecutor(1, "reading-apart") as listener,
        subprocess.Popen(  # noqa: S603  (the program itself)
            _command(path),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_WINDOW,
        ) as process,
    ):
        try:
            yield process, listener.submit(grids_of, _stdout(process))
        finally:
            process.kill()


def _stdout(process: subprocess.Popen[bytes]) -> IO[bytes]:
    if process.stdout is None:
        raise OSError("there is no way to hear of the process")
    return process.stdout


def _command(path: Path) -> list[str]:
    """A packed program is called itself; elsewhere the interpreter, with no path but its own."""
    target = str(path.absolute())
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND, target]
    return [sys.executable, "-P", "-m", "isthmus", COMMAND, target]
