"""Who holds each data object: no master, two masters, holders out of the master's reach."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from isthmus.analysis.drafting import cells_of, cells_of_systems, draft, proposed
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.moves import Moves
from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.analysis.wording import listed
from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef, HoldingRole

NO_MASTER, TWO_MASTERS, OUT_OF_REACH = "OBJ-01", "OBJ-02", "OBJ-03"


@dataclass(frozen=True, slots=True)
class Custody:
    """Who has a data object, by number."""

    thing: int
    masters: tuple[int, ...]
    others: tuple[int, ...]
    """Systems that hold a replica or read it."""
    carriers: tuple[int, ...] = ()
    """Where no system is its master: those at the ends of flows that carry it, but hold it not."""
    one_origin: bool = False
    """No system holds it, and all who carry it have it from one and the same."""


Wanted = Mapping[int, Sequence[ProposedFlow]]
"""The flows that gaps ask for already, by the system that they would lead to."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of who holds one data object."""

    findings: tuple[Finding, ...] = ()
    out_of_reach: tuple[str, ...] = ()
    """Ids of the systems that hold it where no master reaches."""


def custodies_of(
    live: LiveMap, gaps: Iterable[Finding] = (), known: Mapping[str, Told] | None = None
) -> dict[str, Told]:
    """What is wrong with who holds what; nothing is said where no holding is recorded at all.

    By data object's id; `known` is what holds of some of them as it was found before. That a
    holder is out of reach is no finding once more where a gap asks for the flow it lacks.
    """
    if not live.held:
        return {}
    records, told = live.things.records, dict(known or {})
    things = [i for i, record in enumerate(records) if record.id not in told]
    if things:
        moves, wanted = Moves(live, things), _wanted(live, gaps)
        for custody in custody_of_each(live, moves, things):
            told[records[custody.thing].id] = _told(live, moves, custody, wanted)
    return {record.id: told[record.id] for record in records if record.id in told}


def _told(live: LiveMap, moves: Moves, custody: Custody, wanted: Wanted) -> Told:
    lost = lost_of(moves, custody)
    untold = [i for i in lost if not _is_wanted(live, moves, custody, wanted.get(i, ()))]
    findings = tuple(_judge(live, moves, custody, untold))
    return Told(findings, tuple(live.systems[i].id for i in lost))


def lost_of(moves: Moves, custody: Custody) -> list[int]:
    """Who holds the data object where it does not get to from any of its masters.

    A system that collects such data holds more than a copy: nothing has to renew it.
    """
    if not custody.masters:
        return []
    return [
        i
        for i in custody.others
        if not moves.gets_there(custody.thing, i) and not moves.begins(custody.thing, i)
    ]


def _wanted(live: LiveMap, gaps: Iterable[Finding]) -> Wanted:
    wanted: dict[int, list[ProposedFlow]] = {}
    for gap in gaps:
        for flow in gap.closes_with:
            wanted.setdefault(live.number[flow.target], []).append(flow)
    return wanted


def custody_of_each(
    live: LiveMap, moves: Moves, some: Sequence[int] | None = None
) -> Iterator[Custody]:
    """The custody of each data object, or of some, that some live system holds, gives or gets."""
    masters: dict[int, list[int]] = {}
    others: dict[int, list[int]] = {}
    for system in sorted(live.held):
        for thing, role in live.held[system].items():
            (masters if role is HoldingRole.MASTER else others).setdefault(thing, []).append(system)
    things = range(len(live.things.records)) if some is None else some
    legs = moves.legs([thing for thing in things if thing not in masters])
    for thing in things:
        if thing in masters:
            yield Custody(thing, tuple(masters[thing]), tuple(others.get(thing, ())))
        elif thing in others or legs[thing]:
            yield _unmastered(thing, others.get(thing, ()), legs[thing])


def _unmastered(thing: int, holders: Sequence[int], legs: Sequence[tuple[int, int]]) -> Custody:
    carriers = {end for leg in legs for end in leg}.difference(holders)
    one_origin = not holders and _one_origin(legs)
    return Custody(thing, (), tuple(holders), tuple(sorted(carriers)), one_origin)


def _one_origin(legs: Sequence[tuple[int, int]]) -> bool:
    """Whether one system alone gets it from nobody, and all others have it from there."""
    onward: dict[int, set[int]] = {}
    for giver, taker in legs:
        onward.setdefault(giver, set()).add(taker)
    takers = {taker for _, taker in legs}
    origins = onward.keys() - takers
    seen = set(origins)
    stack = list(origins)
    while stack:
        fresh = onward.get(stack.pop(), set()) - seen
        seen |= fresh
        stack += fresh
    return len(origins) == 1 and takers <= seen


def _judge(live: LiveMap, moves: Moves, custody: Custody, lost: list[int]) -> Iterator[Finding]:
    if not custody.masters:
        if not custody.one_origin:
            yield _no_master(live, custody)
        return
    if len(custody.masters) > 1:
        yield _two_masters(live, custody)
    if lost:
        yield _out_of_reach(live, moves, custody, lost)


def _is_wanted(
    live: LiveMap, moves: Moves, custody: Custody, flows: Iterable[ProposedFlow]
) -> bool:
    """Whether one of the flows to a system would bring the data object from where it is renewed."""
    name = live.things.records[custody.thing].name
    return any(
        name in flow.data_objects and moves.reached[live.number[flow.source]] >> custody.thing & 1
        for flow in flows
    )


def _no_master(live: LiveMap, custody: Custody) -> Finding:
    """Worse for personal data and for several holders; low where it is only seen to move."""
    name, personal = _object(live, custody)
    holders = custody.others
    systems = holders or custody.carriers
    who = listed([live.name(i) for i in systems])
    if holders:
        severity = Severity.MEDIUM if len(holders) > 1 or personal else Severity.LOW
        not_so = "none of them as its master" if len(holders) > 1 else "but not as its master"
        seen = f"{name} is held by {who}, {not_so}"
    else:
        severity = Severity.LOW
        seen = f"{name} moves between {who}, and no system is recorded as holding it"
    evidence = f"{seen}, so nobody can say which copy is right.{_usual(live, custody)}"
    return draft(
        live,
        kind=FindingKind.NO_MASTER,
        rule=NO_MASTER,
        severity=severity,
        title="No master",
        about=(live.things.tokens[custody.thing],),
        systems=systems,
        objects=(name,),
        evidence=evidence,
        cells=_cells(live, custody),
    )


def _usual(live: LiveMap, custody: Custody) -> str:
    """Which of the systems involved would usually be the system of record."""
    bits = live.things.bit_of[custody.thing]
    usual = {
        key
        for key, category in live.catalogue.categories.items()
        if bits & live.things.bits(category.record_of)
    }
    involved = sorted({*custody.others, *custody.carriers})
    fit = [live.name(i) for i in involved if live.systems[i].category in usual]
    return f" {listed(fit, 'or')} would usually be its system of record." if fit else ""


def _two_masters(live: LiveMap, custody: Custody) -> Finding:
    name, personal = _object(live, custody)
    who = listed([live.name(i) for i in custody.masters])
    number = "two" if len(custody.masters) == 2 else str(len(custody.masters))
    evidence = f"{name} has {number} masters: {who} each claim to be its system of record."
    return draft(
        live,
        kind=FindingKind.TWO_MASTERS,
        rule=TWO_MASTERS,
        severity=Severity.HIGH if personal else Severity.MEDIUM,
        title="Two masters",
        about=(live.things.tokens[custody.thing],),
        systems=custody.masters,
        objects=(name,),
        evidence=evidence,
        cells=_cells(live, custody),
    )


def _out_of_reach(live: LiveMap, moves: Moves, custody: Custody, lost: list[int]) -> Finding:
    name, personal = _object(live, custody)
    masters = listed([live.name(i) for i in custody.masters], "or")
    who = listed([live.name(i) for i in lost])
    hold = "holds" if len(lost) == 1 else "hold"
    evidence = (
        f"{who} {hold} {name}, but no live path that may carry it leads there from its master "
        f"{masters}: nothing renews what is there."
    )
    return draft(
        live,
        kind=FindingKind.OUT_OF_REACH,
        rule=OUT_OF_REACH,
        severity=Severity.MEDIUM if personal or len(lost) > 1 else Severity.LOW,
        title="Out of reach",
        about=(live.things.tokens[custody.thing],),
        systems=lost,
        objects=(name,),
        evidence=evidence,
        cells=_cells(live, custody),
        closes_with=_renewing(live, moves, custody, lost),
    )


def _renewing(live: LiveMap, moves: Moves, custody: Custody, lost: list[int]) -> list[ProposedFlow]:
    """Flows from the master such that every lost holder is reached; none that another spares.

    Going through the holders once, none that is kept is reached from one kept before it; going
    back through those, one that a later one reaches is dropped.
    """
    kept = moves.sources(custody.thing, moves.sources(custody.thing, lost)[::-1])
    name = live.things.records[custody.thing].name
    return [proposed(live, custody.masters[0], system, (name,)) for system in sorted(kept)]


def _object(live: LiveMap, custody: Custody) -> tuple[str, bool]:
    record = live.things.records[custody.thing]
    return record.name, record.personal


def _cells(live: LiveMap, custody: Custody) -> Iterator[CellRef]:
    """The cells of the holdings, then of the systems, then of the data object."""
    systems = [*custody.masters, *custody.others] or list(custody.carriers)
    for system in systems:
        for holding in live.holdings.get((system, custody.thing), ()):
            yield from cells_of(holding, ("role", "data_object", "system"))
    yield from cells_of_systems(live, systems, ("name",))
    yield from cells_of(live.things.records[custody.thing], ("name", "personal"))
