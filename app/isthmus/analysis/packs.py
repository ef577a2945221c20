"""The integrations that the rules expect, pack by pack: in place, in part, missing."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isthmus.analysis.premises import catalogue_for
from isthmus.analysis.results import Analysis, Finding, FindingKind
from isthmus.analysis.scoping import fits
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Rule, Subject
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PackTally:
    """What the rules of one pack expect of a map, counted as in Metrics: waived gaps too."""

    pack: str
    expected: int
    missing: int
    partly: int
    """Those that go one way where two are expected, or by hand where they should not."""
    findings: tuple[Finding, ...] = ()

    @property
    def in_place(self) -> int:
        """Those that are as the rules want them."""
        return self.expected - self.missing - self.partly


def by_pack(snapshot: Snapshot, catalogue: Catalogue, analysis: Analysis) -> tuple[PackTally, ...]:
    """The packs that expect anything of a map, by name; `analysis` is of that snapshot."""
    owing = _systems_by_category(snapshot, analysis)
    catalogue = catalogue_for(snapshot, catalogue)
    expected: Counter[str] = Counter()
    packs = {rule.key: rule.pack for rule in catalogue.rules}
    for rule in catalogue.rules:
        expected[rule.pack] += _expected(rule, owing, snapshot)
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in analysis.findings:
        if finding.rule in packs:
            found[packs[finding.rule]].append(finding)
    return tuple(_tally(pack, n, found[pack]) for pack, n in sorted(expected.items()) if n)


def _tally(pack: str, expected: int, findings: Sequence[Finding]) -> PackTally:
    lacks = {True: 0, False: 0}
    for finding in findings:
        lacks[finding.kind is FindingKind.MISSING_INTEGRATION] += len(finding.systems) - 1
    return PackTally(pack, expected, lacks[True], lacks[False], tuple(findings))


def _systems_by_category(snapshot: Snapshot, analysis: Analysis) -> Mapping[str, set[str]]:
    """Ids of the live systems by category."""
    found: dict[str, set[str]] = defaultdict(set)
    for ident in analysis.island_of.keys() & snapshot.systems.keys():
        found[snapshot.systems[ident].category].add(ident)
    return found


def _expected(rule: Rule, systems: Mapping[str, set[str]], snapshot: Snapshot) -> int:
    """One for each system of the rule's subject side that has some other to deal with."""
    givers, takers = (
        {one for category in side for one in systems.get(category, ())}
        for side in (rule.sources, rule.targets)
    )
    by_source = rule.subject is Subject.SOURCE
    subjects, others = (givers, takers) if by_source else (takers, givers)
    if not others:
        return 0
    subjects = {one for one in subjects if fits(rule, snapshot.systems[one], snapshot)}
    return len(subjects - others) if len(others) == 1 else len(subjects)
