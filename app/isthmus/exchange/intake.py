"""Files read into sheets, once: what the user decides is tried out on them again and again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from isthmus.exchange.delimited import grid_of
from isthmus.exchange.errors import ImportCancelled
from isthmus.exchange.grid import Grid
from isthmus.exchange.reading import read

Progress = Callable[[float, str], None]
"""Hears how much is done (0 to 1) and what is being done."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """One file with its sheets; nothing writes to them."""

    name: str
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Intake:
    """All that was read, in the order given."""

    sources: tuple[Source, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The files' names."""
        return tuple(source.name for source in self.sources)


def take_in(
    paths: Sequence[Path],
    progress: Progress = lambda _share, _what: None,
    cancelled: Cancelled = lambda: False,
) -> Intake:
    """Read files.

    Raises:
        ImportFault: one of them cannot be read; the message names it and what to do.
        ImportCancelled: `cancelled` said so.
    """
    sources = []
    for number, path in enumerate(map(Path, paths)):
        if cancelled():
            raise ImportCancelled
        progress(number / len(paths), f"Reading {path.name}")
        sources.append(Source(path.name, tuple(read(path, cancelled))))
    return Intake(tuple(sources))


def take_text(text: str, name: str, cancelled: Cancelled = lambda: False) -> Intake:
    """The same for a table in a text, as other programs put it on the clipboard.

    Raises:
        ImportFault: no table can be made of it.
        ImportCancelled: `cancelled` said so.
    """
    return Intake((Source(name, (grid_of(Path(name), text, cancelled),)),))
