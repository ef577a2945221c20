"""What a stress test comes to, as the window shows it; worked out on a worker's thread.

The analysis is loaded when the first test is worked out: the window starts without it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.ui.canvas.struck import Struck
from isthmus.ui.widgets.rows import Row

if TYPE_CHECKING:
    from isthmus.analysis.resilience.stress import StressTest, StressTests
    from isthmus.analysis.results import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What breaks, in words, as a list and on the map."""

    summary: str
    rows: tuple[Row, ...]
    struck: Struck


class Tester:
    """Tests the open map, on one worker's thread at a time; loads the analysis with the first."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._tests: StressTests | None = None

    def test(
        self,
        snapshot: Snapshot,
        failed: Collection[str],
        retired_on: date | None,
        progress: Callable[[float], None],
    ) -> Outcome:
        """Let systems and flows fail, or retire them on a day."""
        from isthmus.analysis.resilience.stress import StressTests  # noqa: PLC0415 - NetworkX
        from isthmus.analysis.resilience.summary import stress_summary  # noqa: PLC0415

        self._tests = self._tests or StressTests(self._catalogue)
        systems = [ident for ident in failed if ident in snapshot.systems]
        flows = [ident for ident in failed if ident in snapshot.flows]
        test = self._tests.test(snapshot, systems, flows, retired_on=retired_on, progress=progress)
        struck = _struck(snapshot, test, failed)
        return Outcome(stress_summary(snapshot, test), tuple(_rows(snapshot, test)), struck)


def _struck(snapshot: Snapshot, test: "StressTest", failed: Collection[str]) -> Struck:
    from isthmus.analysis.livemap import flow_lives  # noqa: PLC0415

    gone = frozenset(test.systems)
    flows = snapshot.flows.values()
    touching = (flow for flow in flows if flow.source in gone or flow.target in gone)
    stopped = {flow.id for flow in touching if flow_lives(flow, test.as_of)}
    return Struck(
        failed=frozenset(failed),
        retired=test.retired_on is not None,
        cut=frozenset({*test.lost, *test.apart}),
        by_hand=frozenset(test.by_hand),
        stopped=frozenset(stopped.union(test.flows)),
    )


def _rows(snapshot: Snapshot, test: "StressTest") -> Iterator[Row]:
    yield from _group("Lose the mainland", _systems(snapshot, test.lost))
    yield from _group("Cut off from the rest of their island", _systems(snapshot, test.apart))
    yield from _group("Tied by files and hands alone", _systems(snapshot, test.by_hand))
    broken = sum(len(gap.systems) for gap in test.broken)
    yield from _group("Expected integrations that break", _integrations(snapshot, test), broken)
    yield from _group("Data that stops", _stopped(snapshot, test))
    yield from _group("Paths that break", _paths(snapshot, test), test.paths)
    if test.paths > len(test.ways):
        yield Row(f"and {test.paths - len(test.ways):,} more paths")
    flagged = [_finding(snapshot, one, one.evidence) for one in test.flagged]
    yield from _group("Findings that come up", flagged)


def _group(title: str, rows: Iterable[Row], count: int = 0) -> Iterator[Row]:
    """The lines under their heading; `count` where it is not that of the lines."""
    rows = list(rows)
    if rows:
        yield Row(f"{title} · {count or len(rows):,}", heading=True)
        yield from rows


def _systems(snapshot: Snapshot, ids: Iterable[str]) -> Iterator[Row]:
    for ident in ids:
        system = snapshot.systems[ident]
        owner = snapshot.departments.get(system.department or "")
        yield Row(system.name, owner.name if owner else "No department", (ident,))


def _integrations(snapshot: Snapshot, test: "StressTest") -> Iterator[Row]:
    for gap in test.broken:
        ways = [_way(snapshot, way.systems) for way in gap.ways]
        was = f"{gap.finding.title}; it was {'; '.join(ways)}" if ways else gap.finding.title
        yield _finding(snapshot, gap.finding, was)


def _finding(snapshot: Snapshot, finding: "Finding", detail: str) -> Row:
    sides = finding.sides if finding.kind.is_gap else (finding.systems,)
    text = " → ".join(_names(snapshot, side) for side in sides)
    return Row(text or finding.title, detail, tuple(finding.systems))


def _stopped(snapshot: Snapshot, test: "StressTest") -> Iterator[Row]:
    for one in test.stopped:
        name = snapshot.data_objects[one.data_object].name
        yield Row(
            f"{name} stops", f"No longer reaches {_names(snapshot, one.systems)}", one.systems
        )


def _paths(snapshot: Snapshot, test: "StressTest") -> Iterator[Row]:
    for way in test.ways:
        yield Row(_way(snapshot, way.systems), ids=(*way.systems, *way.flows))


def _way(snapshot: Snapshot, ids: Iterable[str]) -> str:
    return " → ".join(snapshot.systems[ident].name for ident in ids)


def _names(snapshot: Snapshot, ids: Iterable[str]) -> str:
    from isthmus.analysis.wording import listed  # noqa: PLC0415

    return listed([snapshot.systems[ident].name for ident in ids], shown=_NAMED)


_NAMED = 6
"""How many systems a line names."""
