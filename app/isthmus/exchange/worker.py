"""The process in which a workbook is read apart: its memory is limited and it can be killed."""

import importlib
import os
from pathlib import Path

from isthmus.exchange.errors import ImportFault
from isthmus.exchange.wire import fault_line, lines_of
from isthmus.exchange.workbooks import read_workbook

MEMORY = 448 * 2**20
"""Bytes of addresses that the process may use, beyond those it has when it starts."""


def main(path: Path) -> int:
    """Write the sheets of a workbook to standard output, as lines; the exit status."""
    _limit()
    with os.fdopen(os.dup(1), "wb", buffering=2**16) as out:
        try:
            for line in lines_of(read_workbook(path, _never)):
                out.write(line)
        except ImportFault as fault:
            out.write(fault_line(str(fault)))
        except OSError as error:
            reason = error.strerror or str(error)
            out.write(fault_line(f"{path.name} cannot be read: {reason}."))
    return 0


def _never() -> bool:
    """Nobody asks it to stop: it is killed."""
    return False


def _limit() -> None:
    """Limit the memory, where the system can (Windows cannot)."""
    try:
        resource = importlib.import_module("resource")
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _used() + MEMORY
    if most == resource.RLIM_INFINITY or limit < most:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _used() -> int:
    """Bytes of addresses in use; where that is not told, what an interpreter takes."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 256 * 2**20
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
