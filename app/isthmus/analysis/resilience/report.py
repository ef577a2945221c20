"""A stress test in words, and as plain values."""

from collections.abc import Iterable, Sequence
from typing import Any

from isthmus.analysis.resilience.losses import BrokenIntegration
from isthmus.analysis.resilience.stress import Expected, StressTest
from isthmus.analysis.resilience.words import NAMED, flow_named, line_of
from isthmus.analysis.results import Finding
from isthmus.analysis.wording import counted, day_named, listed
from isthmus.model.snapshot import Snapshot


def stress_lines(snapshot: Snapshot, test: StressTest) -> list[str]:
    """A stress test in words, a line each; what belongs to a line is indented."""
    idle = idle_lines(snapshot, test)
    if not (test.systems or test.flows):
        return idle
    return [
        f"{what_fails(snapshot, test)}:",
        *_ties(snapshot, test),
        *_integrations(snapshot, test),
        *_paths(snapshot, test),
        *_objects(snapshot, test),
        *_findings(snapshot, test),
        *idle,
    ]


def what_fails(snapshot: Snapshot, test: StressTest) -> str:
    """As in: If Segment and the flow Okta → Workday fail."""
    names = [_named(snapshot, ident) for ident in (*test.systems, *test.flows)]
    one = len(names) == 1
    if test.retired_on:
        how = f"{'is' if one else 'are'} retired on {day_named(test.retired_on)}"
    else:
        how = "fails" if one else "fail"
    then = ""
    if test.as_of and test.as_of != test.retired_on:
        then = f" (the map as of {day_named(test.as_of)})"
    return f"If {listed(names, shown=NAMED)} {how}{then}"


def _named(snapshot: Snapshot, ident: str) -> str:
    flow = snapshot.flows.get(ident)
    return f"the flow {flow_named(snapshot, flow)}" if flow else snapshot.systems[ident].name


def idle_lines(snapshot: Snapshot, test: StressTest) -> list[str]:
    """What was named in vain; not a planned flow beside a live one that fails."""
    told = {_named(snapshot, ident) for ident in test.flows}
    names = dict.fromkeys(_named(snapshot, ident) for ident in test.idle)
    if test.retired_on and test.as_of and test.as_of < test.retired_on:
        how = f"is not retired before {day_named(test.retired_on)}, so nothing breaks"
    else:
        how = "does not live then, so nothing breaks with it"
    said = [f"{name} {how}." for name in names if name not in told]
    return [
        f"{line[0].upper()}{line[1:]}" if line.startswith("the flow ") else line for line in said
    ]


def _ties(snapshot: Snapshot, test: StressTest) -> list[str]:
    lost, apart, by_hand = (_names(snapshot, ids) for ids in (test.lost, test.apart, test.by_hand))
    lines = [line_of(lost, main=True)] if lost else []
    if not lost and test.has_mainland:
        lines.append("No other system loses the mainland.")
    lines += [line_of(apart, main=False)] if apart else []
    if by_hand:
        are = "is" if len(by_hand) == 1 else "are"
        systems = counted(len(by_hand), "system")
        who = listed(by_hand, shown=NAMED)
        lines.append(f"{systems} {are} tied to the mainland by files and hands alone: {who}.")
    return lines


def _integrations(snapshot: Snapshot, test: StressTest) -> list[str]:
    in_place = (
        f"{test.after.in_place:,} of {test.after.expected:,} expected are in place, "
        f"{test.before.in_place:,} of {test.before.expected:,} before"
    )
    if not test.broken:
        return [f"No integration breaks that is expected of what is left ({in_place})."]
    count = sum(len(gap.systems) for gap in test.broken)
    verb = "breaks" if count == 1 else "break"
    lines = [f"{counted(count, 'expected integration')} {verb} ({in_place}):"]
    for gap in test.broken:
        lines += [*_finding(snapshot, gap.finding), *_until(snapshot, gap)]
    return lines


def _until(snapshot: Snapshot, gap: BrokenIntegration) -> list[str]:
    """For which of a finding's systems it is new, and how they had what breaks."""
    ways = [" → ".join(_names(snapshot, way.systems)) for way in gap.ways]
    was = "way was" if len(ways) == 1 else "ways were"
    lines = [f"    The {was} {listed(ways, shown=NAMED)}."] if ways else []
    if len(gap.systems) < len(gap.finding.systems) - 1:
        new = listed(_names(snapshot, gap.systems), shown=NAMED)
        lines.insert(0, f"    It breaks for {new} only.")
    return lines


def _finding(snapshot: Snapshot, finding: Finding) -> list[str]:
    sides = finding.sides if finding.kind.is_gap else (finding.systems,)
    names = " → ".join(listed(_names(snapshot, side), shown=NAMED) for side in sides)
    waived = " (waived)" if finding.waived else ""
    return [
        f"  {finding.severity}{waived} · {finding.title} · {names}",
        f"    {finding.evidence}",
    ]


def _paths(snapshot: Snapshot, test: StressTest) -> list[str]:
    if not test.paths:
        return ["No path between other systems breaks."]
    verb = "breaks" if test.paths == 1 else "break"
    ways = [f"  {' → '.join(_names(snapshot, way.systems))}" for way in test.ways]
    more = test.paths - len(ways)
    lines = [f"{counted(test.paths, 'path')} between other systems {verb}; the way was:", *ways]
    return [*lines, f"  and {counted(more, 'more path')}"] if more else lines


def _objects(snapshot: Snapshot, test: StressTest) -> list[str]:
    if not test.stopped:
        return []
    lines = ["Data objects that no path from a master brings any more:"]
    for stopped in test.stopped:
        name = snapshot.data_objects[stopped.data_object].name
        who = listed(_names(snapshot, stopped.systems), shown=NAMED)
        lines.append(f"  {name} to {who}")
    return lines


def _findings(snapshot: Snapshot, test: StressTest) -> list[str]:
    if not test.flagged:
        return []
    lines = [f"{counted(len(test.flagged), 'more finding')} on islands and data objects:"]
    for finding in test.flagged:
        lines += _finding(snapshot, finding)
    return lines


def _names(snapshot: Snapshot, ids: Iterable[str]) -> list[str]:
    return [snapshot.systems[ident].name for ident in ids]


def stress_json(snapshot: Snapshot, test: StressTest) -> dict[str, Any]:
    """A stress test as one object that json.dumps takes; names instead of ids."""
    return {
        "systems": _names(snapshot, test.systems),
        "flows": _flows(snapshot, test.flows),
        "idle": [_named(snapshot, ident) for ident in test.idle],
        "retired_on": test.retired_on.isoformat() if test.retired_on else None,
        "as_of": test.as_of.isoformat() if test.as_of else None,
        "lost_mainland": _names(snapshot, test.lost),
        "cut_off_from_island": _names(snapshot, test.apart),
        "by_hand_only": _names(snapshot, test.by_hand),
        "expected": {"before": _expected(test.before), "after": _expected(test.after)},
        "broken": [_broken(snapshot, gap) for gap in test.broken],
        "paths": {
            "count": test.paths,
            "ways": [_names(snapshot, way.systems) for way in test.ways],
        },
        "stopped": [
            {
                "data_object": snapshot.data_objects[one.data_object].name,
                "systems": _names(snapshot, one.systems),
            }
            for one in test.stopped
        ],
        "findings": [_flagged(snapshot, finding) for finding in test.flagged],
    }


def _flows(snapshot: Snapshot, ids: Sequence[str]) -> list[dict[str, str]]:
    flows = (snapshot.flows[ident] for ident in ids)
    name = {ident: system.name for ident, system in snapshot.systems.items()}
    return [{"source": name[flow.source], "target": name[flow.target]} for flow in flows]


def _expected(expected: Expected) -> dict[str, int]:
    return {"expected": expected.expected, "in_place": expected.in_place}


def _broken(snapshot: Snapshot, gap: BrokenIntegration) -> dict[str, Any]:
    return {
        **_flagged(snapshot, gap.finding),
        "breaks_for": _names(snapshot, gap.systems),
        "ways": [_names(snapshot, way.systems) for way in gap.ways],
        "data_objects": list(gap.finding.data_objects),
    }


def _flagged(snapshot: Snapshot, finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "kind": finding.kind.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "systems": _names(snapshot, finding.systems),
        "evidence": finding.evidence,
    }
