"""All nasty files."""

from pathlib import Path

from support.nasty.case import Nasty
from support.nasty.cells import CELLS
from support.nasty.hostile import HOSTILE, OLD
from support.nasty.sheets import SHEETS
from support.nasty.texts import BROKEN_TEXTS, TEXTS

CORPUS: list[Nasty] = [*TEXTS, *SHEETS, *CELLS, *OLD, *BROKEN_TEXTS, *HOSTILE]
"""Each file has one nastiness, and a name of its own."""


def write_all(folder: Path) -> list[Path]:
    """Write every nasty file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for nasty in CORPUS:
        nasty.make(folder / nasty.file)
    return [folder / nasty.file for nasty in CORPUS]
