"""The report as data: every text and figure ready to be set, whatever the format."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the large figures on the first page."""

    value: str
    caption: str


@dataclass(frozen=True, slots=True)
class SpendBar:
    """What a department's systems cost a year."""

    department: str
    inside: float
    """Length of the part that IT funds: 0 to 1, where 1 is the department that spends most."""
    outside: float
    """Length of the part funded outside IT, on the same scale."""
    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A finding, or several alike that are told in one row."""

    number: str
    """'G1' for the most severe."""
    severity: str
    title: str
    systems: str
    evidence: str
    rule: str
    closes: tuple[str, ...]
    """The flows that would close it."""
    cells: str
    """Where in the workbooks it rests, '' if it came from no workbook."""
    keys: tuple[str, ...]
    """The keys of the findings told here."""


@dataclass(frozen=True, slots=True)
class ClosingFlow:
    """A flow that findings ask for."""

    flow: str
    data_objects: str
    closes: str
    """Numbers of the gaps."""


@dataclass(frozen=True, slots=True)
class Closing:
    """Flows that together close something."""

    title: str
    """'' where there is but one part."""
    note: str
    flows: tuple[ClosingFlow, ...]


@dataclass(frozen=True, slots=True)
class IslandRow:
    """A connected part of the map, or many islets of one kind."""

    name: str
    cut_off: bool
    count: str
    systems: str
    outside: str
    """Spend funded outside IT."""


@dataclass(frozen=True, slots=True)
class DataObjectRow:
    """Who masters a data object, who holds it, who is out of reach."""

    name: str
    personal: bool
    masters: str
    """'' where none is recorded."""
    fault: str
    """What a gap says of its masters, with the gap's number; '' where none does."""
    holders: str
    out_of_reach: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A figure of the map beside one that a study gives."""

    measure: str
    here: str
    """'' where the map does not tell it."""
    study: str
    source: str
    share: float | None = None
    """The map's figure as a share, None where the map does not tell it."""
    figures: tuple[tuple[str, float], ...] = ()
    """The study's figures as shares, each with its words; () where it gives none in numbers."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What IT and the business each say of who drives something."""

    subject: str
    it_says: str
    business_says: str
    systems: str
    verdict: str
    """'Agree', 'Disagree', or '' while one side has not answered."""


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A finding accepted as a risk."""

    finding: str
    systems: str
    reason: str
    who: str
    until: str
    state: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule by which the map was checked."""

    key: str
    title: str
    why: str
    """'' where the gaps tell it."""
    expects: str
    source: str
    found: str
    """How many gaps it found."""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system in the inventory."""

    name: str
    category: str
    department: str
    payer: str
    """'' where the owner pays."""
    steward: str
    criticality: str
    hosting: str
    lifecycle: str
    cost: str


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A data flow in the inventory."""

    source: str
    arrow: str
    target: str
    data_objects: str
    method: str
    state: str


@dataclass(frozen=True, slots=True)
class ReportContent:
    """All that a report says, in the order in which it says it."""

    title: str
    name: str
    organisation: str
    classification: str
    as_of: date
    subtitle: str
    result: str
    caveat: str
    """What the result rests on where the data are thin, '' where they are not."""
    figures: tuple[Figure, ...]
    legend: tuple[tuple[str, str], ...]
    """The lines on the map: how each looks (the template's word) and what it means."""
    map_caption: str
    map_description: str
    """What the map shows, in words, for who cannot see it."""
    spend: tuple[SpendBar, ...]
    spend_note: str
    benchmarks: tuple[Benchmark, ...]
    benchmarks_note: str
    """How the measures are taken."""
    gaps_note: str
    gaps: tuple[Gap, ...]
    closing: tuple[Closing, ...]
    islands_note: str
    islands: tuple[IslandRow, ...]
    data_objects: tuple[DataObjectRow, ...]
    agreements: tuple[Agreement, ...]
    waivers: tuple[WaiverRow, ...]
    unknowns: tuple[str, ...]
    """What was assumed, and what the data do not tell."""
    terms: tuple[tuple[str, str], ...]
    """The words of the findings with their meanings."""
    premises: tuple[str, ...]
    """What the map sets otherwise than usual: ties, mainland, rules, rates; a sentence each."""
    rules_note: str
    rules: tuple[RuleRow, ...]
    """Those that found gaps."""
    quiet_rules: str
    """Which others concern the map."""
    systems: tuple[SystemRow, ...]
    flows: tuple[FlowRow, ...]
