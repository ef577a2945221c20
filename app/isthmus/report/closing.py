"""The flows that would close the gaps: those that reconnect islands, then the others."""

from collections.abc import Sequence

from isthmus.analysis.results import FindingKind, IslandKind, ProposedFlow
from isthmus.report.basis import Basis
from isthmus.report.gaps import Group
from isthmus.report.headline import parts_of
from isthmus.report.parts import Closing, ClosingFlow
from isthmus.report.words import by_name, counted, joined, number, plural

CLOSING_SHOWN = 40
"""Flows that each part lists by themselves; every one stands beside its gap."""
_CUT_OFF = (FindingKind.ISLAND, FindingKind.ROGUE_ISLAND)
_Asked = dict[tuple[str, str], list[tuple[str, ProposedFlow]]]
"""By its ends: the numbers of the gaps that ask for a flow, each with the flow it asks for."""


def closing(basis: Basis, rows: Sequence[Group]) -> tuple[Closing, ...]:
    """Every flow that a gap told by itself asks for, those that help with most gaps first.

    The flows that the result counts, one for each island, come in a part of their own.
    """
    asked = _asked(rows)
    bridges = {ends for row in rows for ends in _bridge(row)}
    first = {ends: wanted for ends, wanted in asked.items() if ends in bridges}
    others = {ends: wanted for ends, wanted in asked.items() if ends not in bridges}
    title = "These close the other gaps" if first else ""
    parts = (
        Closing(*_bridges(basis, rows, len(first)), _flows(basis, first)),
        Closing(title, _others_note(len(others)), _flows(basis, others)),
    )
    return tuple(part for part in parts if part.flows)


def _asked(rows: Sequence[Group]) -> _Asked:
    asked: _Asked = {}
    for row in rows:
        if len(row.findings) == 1:
            for flow in row.findings[0].closes_with:
                asked.setdefault((flow.source, flow.target), []).append((row.number, flow))
    return asked


def _bridge(row: Group) -> list[tuple[str, str]]:
    """The ends of the flow that ties in an island that is told by itself; of islets, of each."""
    finding = row.findings[0]
    if len(row.findings) > 1 or finding.kind not in _CUT_OFF:
        return []
    flows = finding.closes_with if finding.islets else finding.closes_with[:1]
    return [(flow.source, flow.target) for flow in flows]


def _flows(basis: Basis, asked: _Asked) -> tuple[ClosingFlow, ...]:
    wanted = sorted(asked.values(), key=lambda each: -len({gap for gap, _ in each}))
    return tuple(_flow(basis, each) for each in wanted[:CLOSING_SHOWN])


def _flow(basis: Basis, wanted: list[tuple[str, ProposedFlow]]) -> ClosingFlow:
    flow = wanted[0][1]
    carried = {name for _, each in wanted for name in each.data_objects}
    return ClosingFlow(
        flow=f"{basis.system(flow.source)} → {basis.system(flow.target)}",
        data_objects=", ".join(by_name(carried)),
        closes=", ".join(dict.fromkeys(number for number, _ in wanted)),
    )


def _bridges(basis: Basis, rows: Sequence[Group], shown: int) -> tuple[str, str]:
    """How the flows listed go with the count that the result gives: heading and note."""
    every = len(parts_of(basis, IslandKind.ISLAND, IslandKind.ROGUE))
    if shown >= every:
        note = f"{counted(shown, 'flow')}, one for each island. {_left(shown)}"
        return "These reconnect every island", note.rstrip()
    note = (
        f"{number(shown)} of the {counted(every, 'flow')} that would reconnect every island; "
        f"{joined(_unlisted(rows, every - shown))}. {_left(shown)}"
    )
    return "These reconnect islands", note.rstrip()


def _unlisted(rows: Sequence[Group], count: int) -> list[str]:
    """Why so many flows that would reconnect an island are not listed."""
    cut_off = [row for row in rows if row.findings[0].kind in _CUT_OFF]
    islands = [(row, sum(finding.islands for finding in row.findings)) for row in cut_off]
    together = sum(count for row, count in islands if len(row.findings) > 1)
    bare = sum(count for row, count in islands if len(row.findings) == 1 and not _bridge(row))
    rest = max(0, count - together - bare)
    told = (
        (together, "for islets that are told together above"),
        (bare, "for an island of which no rule expects an integration"),
        (rest, "for an island accepted as a risk"),
    )
    return [f"{number(n)} {plural(n, 'is', 'are')} {why}" for n, why in told if n]


def _others_note(count: int) -> str:
    note = f"{counted(count, 'flow')}, those that help with most gaps first."
    return f"{note} {_left(count)}".rstrip()


def _left(count: int) -> str:
    """How many are not listed; '' where all are."""
    left = count - CLOSING_SHOWN
    if left <= 0:
        return ""
    return (
        f"{number(left)} more {plural(left, 'stands beside its gap', 'stand beside their gaps')}."
    )
