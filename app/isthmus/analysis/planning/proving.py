"""Whether findings are closed on a map on which a plan is live: asked of the check itself."""

from collections.abc import Iterable

from isthmus.analysis.planning.needs import sides_of
from isthmus.analysis.planning.wishes import ISLANDS
from isthmus.analysis.results import Analysis, Finding, FindingKind, IslandKind
from isthmus.catalogue.catalogue import Catalogue


def still_open(findings: Iterable[Finding], after: Analysis, catalogue: Catalogue) -> set[str]:
    """Keys of those of some findings that a later check has still something to say about.

    An island is closed when all of its systems are on the mainland; a gap when its rule finds
    nothing wanting at its systems, whoever their counterpart is now; holders out of reach when
    each of them is reached.
    """
    proof = _Proof(after, catalogue)
    return {finding.key for finding in findings if proof.is_open(finding)}


class _Proof:
    """A later check, to look findings of an earlier one up in."""

    def __init__(self, after: Analysis, catalogue: Catalogue) -> None:
        self._after = after
        self._rules = {rule.key: rule for rule in catalogue.rules}
        self._keys = {finding.key for finding in after.findings}
        self._lacking = {
            (finding.rule, subject)
            for finding in after.findings
            if finding.rule in self._rules
            for subject in sides_of(finding, self._rules[finding.rule])[0]
        }
        self._lost = {
            (name, system)
            for finding in after.findings
            if finding.kind is FindingKind.OUT_OF_REACH
            for name in finding.data_objects
            for system in finding.systems
        }

    def is_open(self, finding: Finding) -> bool:
        """Whether the later check still tells of it."""
        if finding.kind in ISLANDS:
            return not all(map(self._on_mainland, finding.systems))
        if finding.rule in self._rules:
            subjects = sides_of(finding, self._rules[finding.rule])[0]
            return any((finding.rule, subject) in self._lacking for subject in subjects)
        if finding.kind is FindingKind.OUT_OF_REACH:
            [name] = finding.data_objects
            return any((name, system) in self._lost for system in finding.systems)
        return finding.key in self._keys

    def _on_mainland(self, system: str) -> bool:
        island = self._after.islands[self._after.island_of[system]]
        return island.kind is IslandKind.MAINLAND
