"""Findings as rows of a list: most severe first, the many of one sort under one heading."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from isthmus.analysis.results import Analysis, Finding, FindingKind
from isthmus.catalogue.types import Severity
from isthmus.drawing.text import clean
from isthmus.model.records import System

GROUPED_FROM = 6
"""So many findings of one sort about single systems stand under one heading."""
LONG_FROM = 25
"""So many findings of any one sort do."""

KIND_WORDS: Mapping[FindingKind, tuple[str, str]] = {
    FindingKind.NO_FLOWS: ("No flows", "No flows"),
    FindingKind.ROGUE_ISLAND: ("Rogue island", "Rogue islands"),
    FindingKind.ISLAND: ("Island", "Islands"),
    FindingKind.TIDAL_ISLAND: ("Tidal island", "Tidal islands"),
    FindingKind.MISSING_INTEGRATION: ("Missing integration", "Missing integrations"),
    FindingKind.ONE_WAY: ("One-way flow", "One-way flows"),
    FindingKind.MANUAL_TRANSFER: ("Manual transfer", "Manual transfers"),
    FindingKind.NO_MASTER: ("No master", "Data objects without a master"),
    FindingKind.TWO_MASTERS: ("Two masters", "Data objects with two masters"),
    FindingKind.OUT_OF_REACH: ("Out of reach", "Data objects out of reach"),
    FindingKind.OUTSIDE_REGIONS: ("Outside its regions", "Personal data outside its regions"),
    FindingKind.CROSSING_REGIONS: ("Crossing regions", "Personal data crossing regions"),
    FindingKind.REGULATION_UNRECORDED: ("Regulation not recorded", "Regulations not recorded"),
    FindingKind.END_OF_LIFE: ("End of life", "Ends of life"),
    FindingKind.CONTRACT_ENDED: ("Contract ended", "Contracts ended"),
    FindingKind.IT_ABSENT: ("IT absent", "IT absent where it should lead"),
}
"""What one finding of a kind is called, and several."""

_ISLETS = {
    FindingKind.ROGUE_ISLAND: "Rogue islets",
    FindingKind.ISLAND: "Islets",
    FindingKind.TIDAL_ISLAND: "Tidal islets",
}
"""Findings about data that is to go from some systems to others."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the panel is asked to show."""

    text: str = ""
    kind: FindingKind | None = None
    severity: Severity | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is filtered out."""
        return not (self.text or self.kind or self.severity)

    def takes(self, finding: Finding, words: Callable[[Finding], str]) -> bool:
        """Whether a finding, which `words` describes, is to be shown."""
        return (
            (self.kind is None or finding.kind is self.kind)
            and (self.severity is None or finding.severity is self.severity)
            and (not self.text or self._is_said(words(finding).casefold()))
        )

    def _is_said(self, words: str) -> bool:
        return all(part in words for part in self.text.casefold().split())


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, or a heading that folds those under it."""

    key: str
    title: str
    detail: str = ""
    finding: Finding | None = None
    severity: Severity | None = None
    count: int = 0
    is_open: bool = False
    is_inside: bool = False
    """Stands under a heading."""
    is_planned: bool = False
    """All flows that would close it are on the map as planned ones."""
    accepted: str = ""
    """By whom it is accepted as a risk, in what role, until when and why."""


WAIVED = "waived"
"""Key of the heading over the accepted risks."""


NOTHING: Mapping[str, str] = MappingProxyType({})
Pairs = Collection[tuple[str, str]]
"""Ids of giving and taking systems."""


def is_planned(finding: Finding, planned: Pairs) -> bool:
    """Whether every flow that would close a finding is among those planned."""
    wanted = finding.closes_with
    return bool(wanted) and all((one.source, one.target) in planned for one in wanted)


def title_of(finding: Finding) -> str:
    """The finding's own title, else its kind's."""
    return finding.title or KIND_WORDS[finding.kind][0]


def systems_line(finding: Finding, systems: Mapping[str, System]) -> str:
    """'Mailchimp → Marketo · Contacts', 'Okta → Deputy, Slack'; an island's with commas."""
    names = [_called(systems[key]) for key in finding.systems if key in systems]
    who = _few(names)
    if finding.kind.is_gap:
        sides = (
            [_called(systems[key]) for key in side if key in systems] for side in finding.sides
        )
        who = " → ".join(_few(side) for side in sides if side)
    what = ", ".join(finding.data_objects)
    return " · ".join(part for part in (who, what) if part)


def _called(system: System) -> str:
    """The name of a system in one line; imported ones may hold several, or nothing."""
    return clean(system.name) or "(no name)"


def _few(names: list[str], shown: int = 8, of: int = 0) -> str:
    more = max(len(names), of) - shown
    return ", ".join(names[:shown]) + (f" and {more} more" if more > 0 else "")


class Rows:
    """Makes the rows of an analysis."""

    def __init__(
        self,
        analysis: Analysis,
        systems: Mapping[str, System],
        planned: Pairs = (),
        accepted: Mapping[str, str] = NOTHING,
    ) -> None:
        """`planned` are the ends of flows planned already, `accepted` words by a finding's key."""
        self._findings = analysis.findings
        self._systems = systems
        self._lines: dict[str, str] = {}
        self._planned = planned
        self._accepted = accepted

    def build(self, wanted: Wanted, opened: Collection[str] = ()) -> list[Row]:
        """The rows asked for; `opened` holds the keys of the headings that are unfolded."""
        found = [f for f in self._findings if wanted.takes(f, self._words)]
        rows = list(self._grouped([f for f in found if not f.waived], opened))
        waived = [f for f in found if f.waived]
        if waived:
            is_open = WAIVED in opened
            rows.append(Row(WAIVED, "Accepted risks", count=len(waived), is_open=is_open))
            if is_open:
                rows += [self._row(f, is_inside=True) for f in waived]
        return rows

    def _line(self, finding: Finding) -> str:
        """The finding's systems in a line: made when it is first shown or searched."""
        line = self._lines.get(finding.key)
        if line is None:
            line = self._lines[finding.key] = systems_line(finding, self._systems)
        return line

    def _words(self, finding: Finding) -> str:
        kind = KIND_WORDS[finding.kind][0]
        line = self._line(finding)
        return f"{finding.title} {kind} {line} {finding.evidence} {finding.rule}"

    def _grouped(self, findings: Sequence[Finding], opened: Collection[str]) -> Iterator[Row]:
        """In their order; a sort of which there are many stands where its first one does."""
        sorts: dict[str, list[Finding]] = {}
        for finding in findings:
            sorts.setdefault(_sort_of(finding), []).append(finding)
        for finding in findings:
            sort = _sort_of(finding)
            members = sorts[sort]
            if len(members) < (GROUPED_FROM if _is_of_single(finding) else LONG_FROM):
                yield self._row(finding)
            elif finding is members[0]:
                yield from self._folded(sort, members, opened)

    def _folded(
        self, sort: str, members: Sequence[Finding], opened: Collection[str]
    ) -> Iterator[Row]:
        first = members[0]
        plural = KIND_WORDS[first.kind][1]
        if _is_of_single(first):
            plural = _ISLETS.get(first.kind, plural)
        detail = _few([self._line(f) for f in members[:3]], 3, len(members))
        is_open = sort in opened
        yield Row(sort, plural, detail, None, first.severity, len(members), is_open)
        if is_open:
            yield from (self._row(f, is_inside=True) for f in members)

    def _row(self, finding: Finding, *, is_inside: bool = False) -> Row:
        return Row(
            finding.key,
            title_of(finding),
            self._line(finding),
            finding,
            finding.severity,
            is_inside=is_inside,
            is_planned=is_planned(finding, self._planned),
            accepted=self._accepted.get(finding.key, ""),
        )


def _is_of_single(finding: Finding) -> bool:
    """Whether it is about single systems: one, or islets that are told together."""
    return finding.islets or len(finding.systems) == 1


def _sort_of(finding: Finding) -> str:
    single = "1" if _is_of_single(finding) else "n"
    return f"{finding.severity}/{finding.kind}/{single}"
