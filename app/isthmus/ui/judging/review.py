"""What a dialog of judgements shows, as data: a row for each, and the particulars of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement in the list."""

    key: str
    title: str
    detail: str
    pill: str = ""
    look: str = "plain"
    """How the pill looks: 'danger', 'warning', 'accent', 'good' or 'plain'."""
    kinds: frozenset[str] = frozenset()
    """What it can be asked for by, besides its words."""
    systems: tuple[str, ...] = ()
    """Ids of the systems that it leads to on the map."""
    words: str = ""
    """What else it is found by."""

    def has(self, words: Sequence[str], kind: str) -> bool:
        """Whether it is of a kind ('' for any) and holds every word, in whatever case."""
        text = f"{self.title} {self.detail} {self.pill} {self.words}".casefold()
        return kind in ("", *self.kinds) and all(word in text for word in words)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the particulars with its lines; lines that begin with a dash are items."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The particulars of a row."""

    title: str
    lead: str = ""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """All that was worked out, on whatever thread."""

    rows: tuple[Row, ...]
    sheet: Callable[[str], Sheet]
    """The particulars by a row's key."""
    summary: str = ""
    """What it comes to, in a line."""
    kinds: tuple[tuple[str, str], ...] = ()
    """What can be asked for: kinds with their words, each with its number."""
    empty: str = ""
    """What is said where there are no rows."""
    found: Any = None
    """What it was made of, for those who know what that is."""


def kinds_of(rows: Sequence[Row], words: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Kinds with their words and how many rows are of each, but for those that no row is of."""
    counts = {kind: sum(kind in row.kinds for row in rows) for kind, _ in words}
    found = [(kind, f"{said} ({counts[kind]:,})") for kind, said in words if counts[kind]]
    return (("", f"All ({len(rows):,})"), *found)


def section(title: str, lines: Sequence[str]) -> tuple[Section, ...]:
    """A section if there is something to say, else none."""
    kept = tuple(line for line in lines if line)
    return (Section(title, kept),) if kept else ()
