"""A stress test in one sentence."""

from collections.abc import Iterator

from isthmus.analysis.resilience.losses import Stopped
from isthmus.analysis.resilience.report import idle_lines, what_fails
from isthmus.analysis.resilience.stress import StressTest
from isthmus.analysis.wording import counted
from isthmus.model.snapshot import Snapshot

_NAMED = 2
"""So many data objects that stop are told of by name; of more, the number."""


def stress_summary(snapshot: Snapshot, test: StressTest) -> str:
    """As in: If Segment fails: 4 systems lose the mainland, 3 paths break.

    What was named in vain is told of after it.
    """
    idle = idle_lines(snapshot, test)
    if not (test.systems or test.flows):
        return " ".join(idle)
    falls = ", ".join(_falls(snapshot, test)) or "nothing else breaks"
    return " ".join([f"{what_fails(snapshot, test)}: {falls}.", *idle])


def _falls(snapshot: Snapshot, test: StressTest) -> Iterator[str]:
    if test.lost:
        yield _said(len(test.lost), "system", "loses the mainland", "lose the mainland")
    if test.apart:
        yield _said(
            len(test.apart), "system", "is cut off from its island", "are cut off from their island"
        )
    if test.by_hand:
        one, many = "hangs on files and hands alone", "hang on files and hands alone"
        yield _said(len(test.by_hand), "system", one, many)
    if broken := sum(len(gap.systems) for gap in test.broken):
        yield _said(broken, "expected integration", "breaks", "break")
    if test.paths:
        yield _said(test.paths, "path", "breaks", "break")
    yield from _stops(snapshot, test.stopped)


def _stops(snapshot: Snapshot, stopped: tuple[Stopped, ...]) -> Iterator[str]:
    for one in stopped[:_NAMED] if len(stopped) <= _NAMED else ():
        name = snapshot.data_objects[one.data_object].name
        yield f"{name} stops reaching {counted(len(one.systems), 'system')}"
    if len(stopped) > _NAMED:
        systems = {system for one in stopped for system in one.systems}
        where = counted(len(systems), "system")
        yield f"{counted(len(stopped), 'data object')} stop reaching {where}"


def _said(count: int, thing: str, one: str, many: str) -> str:
    return f"{counted(count, thing)} {one if count == 1 else many}"
