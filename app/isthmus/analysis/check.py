"""The whole check of a map: islands, missing integrations, data objects, spend."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.results import Analysis, Finding, FindingKind
from isthmus.analysis.run import Question, Run, run
from isthmus.analysis.tally import islands_of, metrics_of
from isthmus.analysis.waiving import Waivers
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.collector import collector_at_rest
from isthmus.model.rates import Rates
from isthmus.model.snapshot import Snapshot


def check(
    snapshot: Snapshot,
    catalogue: Catalogue,
    as_of: date | None = None,
    rates: Rates | None = None,
) -> Analysis:
    """Everything that is to be said of a map: as it is recorded, or as it is live at a date.

    What is found depends on the map's content alone, not on ids or the order of records; but
    which waivers, contracts and lives have ended is asked of `as_of`, else of today.
    """
    with collector_at_rest():
        return told_of(run(snapshot, Question(catalogue, as_of, as_of or today(), rates)))


class Checks:
    """Checks one map again and again: after an edit, what it touches alone is worked out anew.

    What is found equals what `check` finds. Not for two threads at a time.
    """

    def __init__(self, catalogue: Catalogue, day: Callable[[], date] | None = None) -> None:
        """`day` is asked at every check; the clock, where nothing else is given."""
        self._catalogue, self._day = catalogue, day or today
        self._last: Run | None = None

    def check(self, snapshot: Snapshot) -> Analysis:
        """Everything that is to be said of a map as it is recorded."""
        with collector_at_rest():
            question = Question(self._catalogue, None, self._day())
            self._last = run(snapshot, question, self._last)
            return told_of(self._last)


def today() -> date:
    """The day on which lives end, where no other is asked about."""
    return datetime.now(UTC).date()


def told_of(done: Run) -> Analysis:
    """What a run found, in order, with what is waived marked as such."""
    live, parts, snapshot = done.live, done.parts, done.live.snapshot
    findings = Waivers(live, done.question.day).marked(done.findings)
    findings.sort(key=lambda finding: _order(live, finding))
    lost = {ident: told.out_of_reach for ident, told in done.custodies.items()}
    return Analysis(
        revision=snapshot.revision,
        islands=tuple(islands_of(live, parts, done.spend)),
        findings=tuple(findings),
        metrics=metrics_of(live, parts, done.gaps, done.spend, findings),
        out_of_reach={ident: systems for ident, systems in lost.items() if systems},
        island_of={system.id: parts.part_of[i] for i, system in enumerate(live.systems)},
    )


_RANK = {severity: severity.rank for severity in Severity}
_PLACE = {kind: place for place, kind in enumerate(FindingKind)}


def _order(live: LiveMap, finding: Finding) -> tuple[object, ...]:
    """Most severe first, then by kind, rule, names of systems and of data objects."""
    numbers = tuple(live.number[i] for i in finding.systems)
    return (
        -_RANK[finding.severity],
        _PLACE[finding.kind],
        finding.rule,
        numbers,
        finding.data_objects,
    )
