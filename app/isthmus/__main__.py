"""Runs Isthmus: `python -m isthmus` and the command `isthmus`."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from isthmus.model.errors import UserError

COMMANDS = (
    "import",
    "check",
    "compare",
    "export",
    "report",
    "draw",
    "fit",
    "answers",
    "stress",
    "plan",
    "lineage",
    "involvement",
    "scenario",
)
"""What the command line does. It is loaded for these alone: the window opens sooner without."""
READ_APART = "read-apart"
"""What the program tells itself: read a workbook in a process that can be killed."""
BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window on the files that are named; the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == [READ_APART] and len(words) == 2:
        from isthmus.exchange.worker import main as read_apart  # noqa: PLC0415 - it alone needs it

        return read_apart(Path(words[1]))
    if words and (words[0] in COMMANDS or words[0].startswith("-")):
        from isthmus.cli import main as commands  # noqa: PLC0415 - the window starts without it

        return commands(words)
    try:
        return _window([Path(word) for word in words])
    except UserError as error:
        sys.stderr.write(f"isthmus: {error}\n")
        return BAD_INPUT


def _window(files: list[Path]) -> int:
    """Open the window on these files; it alone needs Qt."""
    for path in files:
        if not path.exists():
            raise UserError(f"There is no command and no file {str(path)!r}. Try isthmus --help.")
    # All that is made until the window stands stays: looking through it for garbage is a tenth
    # of the start. `run` lets the collector go on.
    gc.disable()
    try:
        from isthmus.ui.app import run  # noqa: PLC0415 - the rest works without Qt
    except ImportError as error:
        raise UserError(
            f"The window cannot open: {error}. Install Qt's system libraries "
            "(python3 packaging/dev.py setup does), or use a command: isthmus --help."
        ) from error
    return run(files)


if __name__ == "__main__":
    sys.exit(main())
