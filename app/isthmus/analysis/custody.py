"""Who holds each data object: no master, two masters, holders out of the master's reach."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isthmus.analysis.drafting import cells_of, cells_of_systems, draft, proposed
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.paths import reachable
from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.analysis.wording import listed
from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef, HoldingRole

NO_MASTER, TWO_MASTERS, OUT_OF_REACH = "DAT-01", "DAT-02", "DAT-03"


@dataclass(frozen=True, slots=True)
class Custody:
    """Who has a data object, by number."""

    thing: int
    masters: tuple[int, ...]
    others: tuple[int, ...]
    """Systems that hold a replica or read it."""
    carriers: tuple[int, ...]
    """Systems at the ends of flows that carry it, and hold it in no role."""


def custody_findings(live: LiveMap) -> list[Finding]:
    """What is wrong with who holds what; nothing is said where no holding is recorded at all."""
    if not live.held:
        return []
    moves = _Moves(live)
    return [found for custody in _custodies(live, moves) for found in _judge(live, moves, custody)]


class _Moves:
    """Where each data object may move: along flows that carry it or that say nothing."""

    def __init__(self, live: LiveMap) -> None:
        self._carried: dict[int, list[tuple[int, int]]] = {}
        self._open: list[tuple[int, int]] = []
        for flow, ends in zip(live.flows, live.ends, strict=True):
            ways = (ends, ends[::-1]) if flow.two_way else (ends,)
            for ident in flow.data_objects:
                self._carried.setdefault(live.object_number[ident], []).extend(ways)
            if not flow.data_objects:
                self._open += ways
        self._open_steps = _steps(self._open)

    def ends(self, thing: int) -> set[int]:
        """Systems at the ends of flows that name a data object."""
        return {end for way in self._carried.get(thing, ()) for end in way}

    def reach(self, thing: int, start: Sequence[int]) -> set[int]:
        """Systems that a data object may get to from some systems, these included."""
        return reachable(start, self._open_steps, _steps(self._carried.get(thing, ())))


def _steps(ways: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    steps: dict[int, list[int]] = {}
    for here, there in ways:
        steps.setdefault(here, []).append(there)
    return steps


def _custodies(live: LiveMap, moves: _Moves) -> Iterator[Custody]:
    """The custody of each data object that some live system holds, gives or gets."""
    masters: dict[int, list[int]] = {}
    others: dict[int, list[int]] = {}
    for system in sorted(live.held):
        for thing, role in live.held[system].items():
            (masters if role is HoldingRole.MASTER else others).setdefault(thing, []).append(system)
    for thing in range(len(live.objects)):
        held = {*masters.get(thing, ()), *others.get(thing, ())}
        carriers = sorted(moves.ends(thing) - held)
        if held or carriers:
            yield Custody(
                thing, tuple(masters.get(thing, ())), tuple(others.get(thing, ())), tuple(carriers)
            )


def _judge(live: LiveMap, moves: _Moves, custody: Custody) -> Iterator[Finding]:
    if not custody.masters:
        yield _no_master(live, custody)
        return
    if len(custody.masters) > 1:
        yield _two_masters(live, custody)
    reach = moves.reach(custody.thing, custody.masters)
    if lost := [i for i in custody.others if i not in reach]:
        yield _out_of_reach(live, moves, custody, lost)


def _no_master(live: LiveMap, custody: Custody) -> Finding:
    """Worse for personal data and for several holders; low where it is only seen to move."""
    name, personal = _object(live, custody)
    holders = custody.others
    systems = holders or custody.carriers
    who = listed([live.name(i) for i in systems])
    if holders:
        severity = Severity.MEDIUM if len(holders) > 1 or personal else Severity.LOW
        seen = f"{name} is held by {who}, none of them as its master"
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
        about=(live.object_tokens[custody.thing],),
        systems=systems,
        objects=(name,),
        evidence=evidence,
        cells=_cells(live, custody),
    )


def _usual(live: LiveMap, custody: Custody) -> str:
    """Which of the systems involved would usually be the system of record."""
    bits = live.object_bits[custody.thing]
    usual = {
        key
        for key, category in live.catalogue.categories.items()
        if bits & live.bits(category.record_of)
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
        about=(live.object_tokens[custody.thing],),
        systems=custody.masters,
        objects=(name,),
        evidence=evidence,
        cells=_cells(live, custody),
    )


def _out_of_reach(live: LiveMap, moves: _Moves, custody: Custody, lost: list[int]) -> Finding:
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
        about=(live.object_tokens[custody.thing],),
        systems=lost,
        objects=(name,),
        evidence=evidence,
        cells=_cells(live, custody),
        closes_with=_renewing(live, moves, custody, lost),
    )


def _renewing(
    live: LiveMap, moves: _Moves, custody: Custody, lost: list[int]
) -> list[ProposedFlow]:
    """Flows from the master such that every lost holder is reached; none that another spares."""
    behind = {i: moves.reach(custody.thing, [i]) for i in lost}
    chosen: list[int] = []
    for system in sorted(lost, key=lambda i: (-len(behind[i]), i)):
        if not any(system in behind[i] for i in chosen):
            chosen.append(system)
    name = live.objects[custody.thing].name
    return [proposed(live, custody.masters[0], system, (name,)) for system in sorted(chosen)]


def _object(live: LiveMap, custody: Custody) -> tuple[str, bool]:
    record = live.objects[custody.thing]
    return record.name, record.personal


def _cells(live: LiveMap, custody: Custody) -> list[CellRef]:
    """The cells of the holdings, then of the systems, then of the data object."""
    systems = [*custody.masters, *custody.others] or list(custody.carriers)
    held = [
        cell
        for i in systems
        for holding in live.holdings.get((i, custody.thing), ())
        for cell in cells_of(holding, ("role", "data_object", "system"))
    ]
    own = cells_of(live.objects[custody.thing], ("name", "personal"))
    return [*held, *cells_of_systems(live, systems, ("name",)), *own]
