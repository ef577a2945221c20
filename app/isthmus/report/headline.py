"""The report's result in a sentence or two, and what it may not be taken for."""

from isthmus.analysis.results import Island, IslandKind
from isthmus.model.records import FlowState
from isthmus.report.basis import Basis
from isthmus.report.words import counted, number, plural, sentence, told

NOT_JUDGED = "This inventory records no data flows, so islands cannot be judged."
ENOUGH = 0.5
"""Share of systems that IT looks after, from which on no steward is taken to tell something."""


def result(basis: Basis) -> str:
    """The result in a sentence or two: what is cut off, and what it would take."""
    if not basis.systems:
        return "The map is empty: there is nothing to report on yet."
    if len(basis.systems) == 1:
        return "The map holds a single system: there is nothing yet that it could be tied to."
    if not parts_of(basis, IslandKind.MAINLAND):
        return _no_mainland(basis)
    cut_off = parts_of(basis, IslandKind.ISLAND, IslandKind.ROGUE)
    said = [_cut_off(cut_off) if cut_off else "", _tidal(parts_of(basis, IslandKind.TIDAL))]
    said = [each for each in said if each] or ["Every system is tied to the mainland."]
    return " ".join([*said, *([] if cut_off else [_missing(basis)])])


def is_judged(basis: Basis) -> bool:
    """Whether islands can be told at all: of a map without live flows or mainland nothing can."""
    return bool(
        parts_of(basis, IslandKind.MAINLAND)
        or any(flow.state is FlowState.LIVE for flow in basis.snapshot.flows.values())
    )


def parts_of(basis: Basis, *kinds: IslandKind) -> list[Island]:
    """The connected parts of these kinds."""
    return [part for part in basis.analysis.islands if part.kind in kinds]


def _no_mainland(basis: Basis) -> str:
    if not basis.snapshot.flows:
        return NOT_JUDGED
    if all(len(part.systems) == 1 for part in basis.analysis.islands):
        return "No live flow connects any two systems, so there is no mainland to be cut off from."
    return "No part of the map can be called the mainland, so nothing is measured against it."


def caveat(basis: Basis) -> str:
    """What rogue verdicts rest on where IT is known to look after few systems, else ''."""
    named = sum(basis.ownership.stewarded(row) for row in basis.systems)
    every = len(basis.systems)
    if named >= every * ENOUGH or not parts_of(basis, IslandKind.ROGUE):
        return ""
    if not named:
        return "No IT steward is recorded for any system; rogue verdicts rest on that."
    owned = any(basis.ownership.is_it(row.department) for row in basis.systems)
    who = "An IT steward or an owner in IT" if owned else "An IT steward"
    which = f"{number(named)} of {counted(every, 'system')}"
    return f"{who} is recorded for {which}; rogue verdicts rest on that."


def _cut_off(parts: list[Island]) -> str:
    """Each part needs one flow, and one is enough: n flows join n parts to the mainland."""
    systems = sum(len(part.systems) for part in parts)
    who = sentence(told(systems, "system"))
    flows = sentence(told(len(parts), "new flow"))
    them = "it" if systems == 1 else "them" if len(parts) == 1 else "them all"
    return (
        f"{who} {plural(systems, 'is', 'are')} cut off from the mainland. "
        f"{flows} would reconnect {them}."
    )


def _tidal(parts: list[Island]) -> str:
    systems = sum(len(part.systems) for part in parts)
    if not systems:
        return ""
    verb = plural(systems, "hangs", "hang")
    return (
        f"{sentence(told(systems, 'system'))} {verb} on the mainland "
        "by files or manual transfers alone."
    )


def _missing(basis: Basis) -> str:
    metrics = basis.analysis.metrics
    if not metrics.expected:
        return "No rule expects an integration between the systems that are on it."
    if metrics.in_place == metrics.expected:
        return "Every integration that the rules expect is in place."
    if not metrics.missing:
        return (
            f"{number(metrics.in_place)} of {number(metrics.expected)} integrations that the "
            "rules expect are in place."
        )
    return (
        f"{sentence(told(metrics.missing, 'integration'))} that the rules expect "
        f"{plural(metrics.missing, 'is', 'are')} missing."
    )
