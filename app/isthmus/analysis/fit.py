"""The fit report: what a product would have to connect to, overlap and bring, before it is bought.

"Technology can rarely be chosen in a vacuum" (PRODUCT.md): the candidate is put on the map as a
live system without flows, and the map is checked as if it had been bought.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from isthmus.analysis.candidate import CANDIDATE, Candidate, department_id, on_map
from isthmus.analysis.check import check
from isthmus.analysis.fitdata import (
    DataNeed,
    Regulated,
    data_needs,
    held_names,
    regulated,
    usual_names,
)
from isthmus.analysis.involvement.verdicts import Involvement, involvement_of
from isthmus.analysis.likeness import Comparison, Likeness
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.naming import folded
from isthmus.analysis.results import Analysis, Finding, FindingKind, IslandKind, ProposedFlow
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Rule, Severity, Source, Subject
from isthmus.model.records import Flow, FlowMethod, Holding, Lifecycle, Record, System
from isthmus.model.snapshot import Snapshot, freeze
from isthmus.model.transaction import table_of

MOST_ALIKE = 8
"""Systems of the same kind that are told of."""


@dataclass(frozen=True, slots=True)
class Need:
    """A flow that the rules expect of the candidate."""

    flow: ProposedFlow
    partner: str
    """Id of the system at its other end."""
    gives: bool
    """The candidate gives the data."""
    rules: tuple[Rule, ...]
    """The rules that ask for it, the most severe first; none where it only ties it in."""
    severity: Severity
    connectors: tuple[Source, ...]
    """Lists that name a ready connector for both ends."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A system of the map that does the same as the candidate would."""

    system: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Outlook:
    """The map's figures: islands besides the mainland, rogue ones, systems cut off, missing."""

    islands: int
    rogue_islands: int
    systems_cut_off: int
    missing: int


@dataclass(frozen=True, slots=True)
class Fit:
    """All that is to be said of a candidate before it is bought."""

    candidate: Candidate
    snapshot: Snapshot
    """The map with the candidate on it, under the id CANDIDATE."""
    on_map: tuple[str, ...]
    """Ids of systems that are this product, or are called so, already."""
    needs: tuple[Need, ...]
    unmet: tuple[Rule, ...]
    """Rules about its category for which the map has no system at the other end."""
    connectors: tuple[Source, ...]
    """Lists that name a ready connector for it."""
    alike: tuple[Alike, ...]
    data: tuple[DataNeed, ...]
    compliance: Regulated
    involvement: Involvement
    """What IT is to do about it by the rules of thumb, once it is tied in."""
    before: Outlook
    bought: Outlook
    """With the candidate, and no flow of it."""
    tied: Outlook
    """With all flows that it needs."""
    bought_as: IslandKind
    tied_as: IslandKind

    @property
    def effort(self) -> int:
        """Flows to be built."""
        return len(self.needs)


def fit(
    snapshot: Snapshot,
    catalogue: Catalogue,
    candidate: Candidate,
    as_of: date | None = None,
) -> Fit:
    """What a candidate means for the map.

    Raises:
        CandidateError: the map has no department of the candidate's name for it.
    """
    system = _system(snapshot, candidate)
    bought_map = _with(snapshot, system, *_holdings(snapshot, candidate))
    bought = check(bought_map, catalogue, as_of)
    live = live_map(bought_map, catalogue, as_of)
    needs = tuple(_narrowed(live, candidate, need) for need in _needs(live, bought))
    tied_map = _with(bought_map, *_flows(live, needs))
    tied = check(tied_map, catalogue, as_of)
    before = check(snapshot, catalogue, as_of)
    tied_in = live_map(tied_map, catalogue, as_of)
    day = as_of or datetime.now(UTC).date()
    part = involvement_of(tied_in, tied_in.number[CANDIDATE], day)
    return _told(live, candidate, needs, (before, bought, tied), part)


def _told(
    live: LiveMap,
    candidate: Candidate,
    needs: tuple[Need, ...],
    checks: tuple[Analysis, Analysis, Analysis],
    part: Involvement,
) -> Fit:
    """The report, of checks of the map as it is, with the candidate, and with its flows."""
    before, bought, tied = checks
    data = data_needs(live, candidate, CANDIDATE, [need.flow for need in needs])
    compliance = regulated(live, CANDIDATE, data, _rules_of(needs))
    there = (system.id for system in on_map(live.snapshot, candidate))
    return Fit(
        candidate=candidate,
        snapshot=live.snapshot,
        on_map=tuple(ident for ident in there if ident != CANDIDATE),
        needs=needs,
        unmet=tuple(_unmet(live, candidate)),
        connectors=tuple(_connectors(live.catalogue, candidate)),
        alike=tuple(_alike(live, data)),
        data=data,
        compliance=compliance,
        involvement=part,
        before=_outlook(before),
        bought=_outlook(bought),
        tied=_outlook(tied),
        bought_as=_kind(bought),
        tied_as=_kind(tied),
    )


def _connectors(catalogue: Catalogue, candidate: Candidate) -> Iterator[Source]:
    """The lists that name a ready connector for the candidate."""
    product = catalogue.products.get(candidate.product)
    yield from (catalogue.sources[key] for key in (product.connectors if product else ()))


def _rules_of(needs: Iterable[Need]) -> list[Rule]:
    """The rules behind some needs, each once."""
    return list({rule.key: rule for need in needs for rule in need.rules}.values())


def _system(snapshot: Snapshot, candidate: Candidate) -> System:
    return System(
        id=CANDIDATE,
        name=candidate.name,
        product=candidate.product,
        category=candidate.category,
        vendor=candidate.vendor,
        department=department_id(snapshot, candidate.department),
        lifecycle=Lifecycle.LIVE,
        regions=candidate.regions,
        regulations=candidate.regulations,
        annual_cost=candidate.annual_cost,
    )


def _holdings(snapshot: Snapshot, candidate: Candidate) -> Iterator[Holding]:
    """Copies of the data objects of the map that the candidate was said to hold."""
    wanted = {folded(name) for name in candidate.holds}
    for record in snapshot.data_objects.values():
        if folded(record.name) in wanted:
            yield Holding(id=f"{CANDIDATE}-{record.id}", system=CANDIDATE, data_object=record.id)


def _with(snapshot: Snapshot, *records: System | Flow | Holding) -> Snapshot:
    """The map with some records more."""
    tables: dict[str, dict[str, Record]] = {k: dict(v) for k, v in snapshot.tables.items()}
    for record in records:
        tables[table_of(record)][record.id] = record
    return freeze(tables, snapshot.revision)


def _flows(live: LiveMap, needs: Sequence[Need]) -> Iterator[Flow]:
    """The needed flows as live ones; data objects that the map does not know are left open."""
    ids = {record.name: record.id for record in reversed(live.things.records)}
    for number, need in enumerate(needs):
        known = tuple(ids[name] for name in need.flow.data_objects if name in ids)
        whole = len(known) == len(need.flow.data_objects)
        yield Flow(
            id=f"{CANDIDATE}-{number}",
            source=need.flow.source,
            target=need.flow.target,
            data_objects=known if whole else (),
            method=FlowMethod.API,
        )


def _needs(live: LiveMap, bought: Analysis) -> Iterator[Need]:
    """The flows to and from the candidate that close what is missing; else one that ties it in."""
    wanted: dict[tuple[str, str], list[tuple[ProposedFlow, Finding]]] = {}
    for finding in bought.findings:
        if finding.kind is FindingKind.MISSING_INTEGRATION:
            for flow in _own(finding):
                wanted.setdefault((flow.source, flow.target), []).append((flow, finding))
    if not _reaches_mainland(bought, wanted):
        for finding in bought.findings:
            if CANDIDATE in finding.systems and finding.kind in _ISLANDS:
                for flow in _own(finding):
                    wanted.setdefault((flow.source, flow.target), []).append((flow, finding))
    needs = [_need(live, rows) for rows in wanted.values()]
    yield from sorted(
        needs, key=lambda need: (-need.severity.rank, live.number[need.partner], not need.gives)
    )


def _own(finding: Finding) -> list[ProposedFlow]:
    """The flows that a finding asks of the candidate."""
    return [flow for flow in finding.closes_with if CANDIDATE in (flow.source, flow.target)]


def _narrowed(live: LiveMap, candidate: Candidate, need: Need) -> Need:
    """Of what a rule lets the candidate give: what it has of its own, if it has any of it."""
    if not need.gives:
        return need
    own = usual_names(live, candidate) | held_names(live, candidate)
    objects = tuple(name for name in need.flow.data_objects if name in own)
    return replace(need, flow=replace(need.flow, data_objects=objects)) if objects else need


_ISLANDS = frozenset({FindingKind.ROGUE_ISLAND, FindingKind.ISLAND})


def _reaches_mainland(bought: Analysis, wanted: Iterable[tuple[str, str]]) -> bool:
    """Whether some of the flows ends on the mainland."""
    kinds = [bought.islands[bought.island_of[i]].kind for pair in wanted for i in pair]
    return IslandKind.MAINLAND in kinds


def _need(live: LiveMap, rows: Sequence[tuple[ProposedFlow, Finding]]) -> Need:
    """What several findings ask for between the same two systems, as one flow."""
    first = rows[0][0]
    rules = {rule.key: rule for rule in live.catalogue.rules}
    asking = {f.rule: rules[f.rule] for _, f in rows if f.rule in rules}
    gives = first.source == CANDIDATE
    partner = first.target if gives else first.source
    objects = dict.fromkeys(name for flow, _ in rows for name in flow.data_objects)
    return Need(
        flow=replace(first, data_objects=tuple(objects)),
        partner=partner,
        gives=gives,
        rules=tuple(sorted(asking.values(), key=lambda rule: (-rule.severity.rank, rule.key))),
        severity=max((f.severity for _, f in rows), key=lambda severity: severity.rank),
        connectors=tuple(_shared_connectors(live, partner)),
    )


def _shared_connectors(live: LiveMap, partner: str) -> Iterator[Source]:
    """The lists that name a ready connector for the candidate and for a system of the map."""
    systems, products = live.snapshot.systems, live.catalogue.products
    known = [products.get(systems[ident].product) for ident in (CANDIDATE, partner)]
    lists = [product.connectors if product else () for product in known]
    yield from (live.catalogue.sources[key] for key in lists[0] if key in lists[1])


def _unmet(live: LiveMap, candidate: Candidate) -> Iterator[Rule]:
    """Rules whose subject the candidate is, and for which nobody is there."""
    there = {s.category for s in live.systems if s.id != CANDIDATE}
    for rule in live.catalogue.rules:
        sides = (rule.sources, rule.targets)
        own, others = sides if rule.subject is Subject.SOURCE else sides[::-1]
        if candidate.category in own and there.isdisjoint(others):
            yield rule


def _alike(live: LiveMap, data: Sequence[DataNeed]) -> list[Alike]:
    """The systems of the candidate's category, the most alike first."""
    own = live.number[CANDIDATE]
    category = live.systems[own].category
    usual = frozenset(
        i for i, record in enumerate(live.things.records)
        if any((need.own or need.held) and need.name == record.name for need in data)
    )  # fmt: skip
    comparison = Comparison(live, {own: usual})
    same = [i for i, s in enumerate(live.systems) if i != own and s.category == category]
    same.sort(key=lambda i: (-comparison.score(own, i), i))
    return [Alike(live.systems[i].id, comparison.compare(own, i)) for i in same[:MOST_ALIKE]]


def _outlook(analysis: Analysis) -> Outlook:
    figures = analysis.metrics
    return Outlook(figures.islands, figures.rogue_islands, figures.systems_cut_off, figures.missing)


def _kind(analysis: Analysis) -> IslandKind:
    return analysis.islands[analysis.island_of[CANDIDATE]].kind
