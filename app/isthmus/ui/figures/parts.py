"""What a figure is made of: bars, their segments, words. No Qt here."""

from dataclasses import dataclass
from enum import StrEnum

from isthmus.catalogue.types import Severity
from isthmus.ui.panels.finding_rows import Wanted


class Fill(StrEnum):
    """How a segment is filled, so that it can be told from others without colour."""

    SOLID = "solid"
    HATCH = "hatch"
    """Slanting lines."""
    STRIPES = "stripes"
    """Upright lines."""
    OPEN = "open"
    """An outline."""


@dataclass(frozen=True, slots=True)
class Look:
    """A colour of the theme's window by name, and a fill."""

    ink: str
    fill: Fill = Fill.SOLID


INSIDE = Look("accent")
OUTSIDE = Look("danger", Fill.HATCH)
MEASURED = Look("faint")
"""What somebody else has measured."""
PARTLY = Look("warning", Fill.STRIPES)
SEVERITIES = {
    Severity.CRITICAL: Look("danger"),
    Severity.HIGH: Look("danger", Fill.HATCH),
    Severity.MEDIUM: Look("warning", Fill.STRIPES),
    Severity.LOW: Look("accent", Fill.OPEN),
}


@dataclass(frozen=True, slots=True)
class Pick:
    """What a click leads to: systems on the canvas, or findings in their list."""

    systems: frozenset[str] = frozenset()
    findings: Wanted | None = None
    opened: str = ""
    """Key of the finding to open in the list."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar."""

    length: float
    """0 or more, in the unit of its chart."""
    look: Look
    pick: Pick | None = None
    """What a click on just this part leads to; None: what the whole bar leads to."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart."""

    name: str
    segments: tuple[Segment, ...]
    text: str
    """Beside the bar: what it says in figures."""
    tip: str = ""
    pick: Pick | None = None

    @property
    def length(self) -> float:
        """Of all segments."""
        return sum(segment.length for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under one another, on one scale."""

    bars: tuple[Bar, ...]
    full: float = 0
    """The scale reaches at least that far."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line between charts."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """Charts and words under a title."""

    key: str
    title: str
    blocks: tuple[Chart | Words, ...]
    legend: tuple[tuple[Look, str], ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Its charts alone."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))
