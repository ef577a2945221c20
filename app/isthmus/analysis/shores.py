"""The findings about parts of the map: rogue islands, islands, islets, tidal islands."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from isthmus.analysis.drafting import (
    OWNER_FIELDS,
    cells_of_flows,
    cells_of_systems,
    draft,
    lowered,
    raised,
)
from isthmus.analysis.landing import Landing
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.parts import Part, Parts
from isthmus.analysis.results import Finding, FindingKind, IslandKind, ProposedFlow
from isthmus.analysis.spend import Spend
from isthmus.analysis.touched import Touched
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.types import Severity
from isthmus.model.money import exact_money
from isthmus.model.records import CellRef, Criticality, FlowMethod

RULES = {IslandKind.ROGUE: "ISL-01", IslandKind.TIDAL: "ISL-02", IslandKind.ISLAND: "ISL-03"}

_KINDS = {
    IslandKind.ROGUE: FindingKind.ROGUE_ISLAND,
    IslandKind.TIDAL: FindingKind.TIDAL_ISLAND,
    IslandKind.ISLAND: FindingKind.ISLAND,
}
NO_FLOWS = "ISL-00"

_TRANSFERS = {
    FlowMethod.MANUAL: "manual transfer",
    FlowMethod.FILE: "file transfer",
    FlowMethod.ETL: "ETL transfer",
    FlowMethod.DATABASE: "database transfer",
    FlowMethod.IPAAS: "iPaaS flow",
    FlowMethod.EVENT: "event flow",
    FlowMethod.API: "API flow",
    FlowMethod.UNKNOWN: "unspecified flow",
}
"""What one flow is called that ties only while it is carried; files and hands unless set."""

_HIGH = frozenset({Criticality.HIGH, Criticality.CRITICAL})
_NOTHING_EXPECTED = (
    " No integration with the mainland is expected of {them} by the rules: accept it as a risk, or "
    "retire {them}."
)
_MANY = 4
"""So many islets of one department, of which the same is to be said, are told in one finding."""
_ENOUGH = 0.1
"""Where IT is known to look after less of the systems, that none is named says little."""
_MUCH = Decimal("0.1")
"""A tenth of the whole map's known cost is much to have paid for outside IT on one part."""


@dataclass(frozen=True, slots=True)
class Stakes:
    """What a part puts at stake."""

    personal: tuple[str, ...]
    """Names of the personal data that its systems hold or its flows carry."""
    critical: tuple[int, ...]
    """Its systems of high criticality."""
    outside: Decimal
    """Annual cost paid for outside IT."""
    much: bool
    """That cost is much of all that the map's systems cost."""

    @property
    def count(self) -> int:
        """How many reasons there are to take the part more seriously."""
        return bool(self.personal) + bool(self.critical) + self.much


@dataclass(frozen=True, slots=True)
class Shore:
    """What is said of one part, and what that hangs on besides its systems."""

    kind: IslandKind
    planned: str
    closing: tuple[ProposedFlow, ...]
    stakes: Stakes
    finding: Finding


class Shores:
    """Judges parts of one live map."""

    def __init__(self, live: LiveMap, parts: Parts, landing: Landing, spend: Spend) -> None:
        """Look once at what holds for the whole map."""
        self._live, self._parts, self._landing, self._spend = live, parts, landing, spend
        self._stewards = sum(live.stewarded)
        self._stewards_known = self._stewards >= len(live.systems) * _ENOUGH
        self._whole = (self._stewards_known, self._nobody())
        self._known: dict[tuple[str, ...], Shore] = {}
        self.told: dict[tuple[str, ...], Shore] = {}
        """By the systems of a part, ids: what was said of it."""

    def trust(self, last: "Shores", touched: Touched) -> None:
        """Take over what was said on the map as it was, where nothing bears on it."""
        if self._whole == last._whole:  # noqa: SLF001 - another of its own kind
            told = last.told.items()
            self._known = {ids: each for ids, each in told if touched.around.isdisjoint(ids)}

    def findings(self) -> list[Finding]:
        """One finding per part that is not the mainland, or one where nothing can be told."""
        if not self._parts.told:
            return [_no_flows(self._live)] if len(self._live.systems) > 1 else []
        for index, part in enumerate(self._parts.parts):
            if part.kind is not IslandKind.MAINLAND:
                ids = tuple(self._live.systems[i].id for i in part.members)
                self.told[ids] = self._shore(index, part, self._known.get(ids))
        return self._together()

    def _together(self) -> list[Finding]:
        """The findings; of many islets of one department that differ in nothing, one on all.

        What an inventory does not tell of a department is one cause, however many systems it
        lists. An islet that somebody accepted as a risk stays a finding by itself.
        """
        accepted = {waiver.finding_key for waiver in self._live.snapshot.waivers.values()}
        findings: list[Finding] = []
        alike: dict[tuple[object, ...], list[tuple[int, Shore]]] = {}
        for (first, *others), shore in self.told.items():
            system = self._live.number[first]
            if others or shore.finding.key in accepted or not self._is_bare(system, shore):
                findings.append(shore.finding)
            else:
                owner = self._live.ownership.account(self._live.systems[system])
                key = (shore.kind, owner, bool(shore.closing))
                alike.setdefault(key, []).append((system, shore))
        for islets in alike.values():
            if len(islets) < _MANY:
                findings += [shore.finding for _, shore in islets]
            else:
                findings.append(self._of_islets(islets))
        return findings

    def _is_bare(self, system: int, shore: Shore) -> bool:
        """Whether nothing but that no flow is recorded is to be said of an islet."""
        is_plain = not (shore.planned or shore.stakes.count or self._live.degree(system))
        return is_plain and shore.kind is not IslandKind.TIDAL

    def _of_islets(self, islets: Sequence[tuple[int, Shore]]) -> Finding:
        live, kind = self._live, islets[0][1].kind
        members = tuple(system for system, _ in islets)
        owner = live.ownership.account(live.systems[members[0]])
        closing = tuple(flow for _, shore in islets for flow in shore.closing)
        outside = sum((shore.stakes.outside for _, shore in islets), Decimal(0))
        part, stakes = Part(kind, members), Stakes((), (), outside, much=False)
        return draft(
            live,
            kind=_KINDS[kind],
            rule=RULES[kind],
            severity=islets[0][1].finding.severity,
            title=f"{islets[0][1].finding.title}s",
            about=("islets", folded(owner), "proposed" if closing else "nothing proposed"),
            systems=members,
            objects=(),
            evidence=f"{self._evidence(part, stakes, ())}{self._outlook(part, '', closing)}",
            cells=cells_of_systems(live, members, OWNER_FIELDS),
            closes_with=closing,
            islets=True,
        )

    def _shore(self, index: int, part: Part, known: Shore | None) -> Shore:
        plan, closing = self._landing.planned(index), self._landing.closing(index)
        told_of = (part.kind, plan, closing)
        if known and told_of == (known.kind, known.planned, known.closing) and self._weighs(known):
            return known
        stakes = self._stakes(part)
        finding = self._finding(index, part, stakes, plan)
        return Shore(part.kind, plan, closing, stakes, finding)

    def _finding(self, index: int, part: Part, stakes: Stakes, plan: str) -> Finding:
        live, closing = self._live, self._landing.closing(index)
        severity = self._severity(part, stakes)
        flows = self._landing.by_hand(index) if part.kind is IslandKind.TIDAL else []
        cells: list[CellRef] = [
            *cells_of_flows(live.flows[i] for i in flows[:1]),
            *cells_of_systems(live, part.members, OWNER_FIELDS),
        ]
        return draft(
            live,
            kind=_KINDS[part.kind],
            rule=RULES[part.kind],
            severity=lowered(severity) if plan else severity,
            title=_title(part),
            about=[live.tokens[i] for i in part.members],
            systems=part.members,
            objects=stakes.personal,
            evidence=f"{self._evidence(part, stakes, flows)}{self._outlook(part, plan, closing)}",
            cells=cells,
            closes_with=closing,
        )

    def _outlook(self, part: Part, plan: str, closing: Sequence[ProposedFlow]) -> str:
        """What is planned, or that there is nothing to propose."""
        if plan:
            return f" Planned: {plan}."
        if closing or self._parts.mainland is None:
            return ""
        return _NOTHING_EXPECTED.format(them="it" if len(part.members) == 1 else "them")

    def _stakes(self, part: Part) -> Stakes:
        live = self._live
        outside = self._spend.outside(part.members)
        critical = tuple(i for i in part.members if live.systems[i].criticality in _HIGH)
        return Stakes(_personal(live, part), critical, outside, self._is_much(outside))

    def _weighs(self, known: Shore) -> bool:
        """Whether its cost weighs as much among that of the whole map as it did."""
        return self._is_much(known.stakes.outside) == known.stakes.much

    def _is_much(self, outside: Decimal) -> bool:
        return bool(outside) and outside >= self._spend.total * _MUCH

    def _severity(self, part: Part, stakes: Stakes) -> Severity:
        """What an architect would look at first.

        A rogue island starts high and a rogue islet medium, each raised by one for personal data,
        for high criticality and for much spend; at most medium where the map names an IT steward of
        under a tenth of its systems, since then the inventory may just not tell. An island that IT
        knows of is low, medium if much is at stake; an islet that IT knows of is low. A tidal
        island works while somebody carries the data: medium, an islet low, raised by one if much
        is at stake.
        """
        several = len(part.members) > 1
        if part.kind is IslandKind.ROGUE:
            worst = raised(Severity.HIGH if several else Severity.MEDIUM, stakes.count)
            return worst if self._stewards_known else min(worst, Severity.MEDIUM, key=_rank)
        step = min(stakes.count, 1)
        if part.kind is IslandKind.TIDAL:
            return raised(Severity.MEDIUM if several else Severity.LOW, step)
        return raised(Severity.LOW, step) if several else Severity.LOW

    def _evidence(self, part: Part, stakes: Stakes, flows: Sequence[int]) -> str:
        """The facts in one sentence."""
        facts = [self._cut_off(part, flows)]
        if part.kind is IslandKind.ROGUE:
            facts.append(self._nobody())
        if owners := self._owners(part):
            facts.append(owners)
        if stakes.personal:
            facts.append(f"personal data there: {listed(stakes.personal)}")
        if stakes.critical:
            facts.append(
                f"high criticality: {listed([self._live.name(i) for i in stakes.critical])}"
            )
        if stakes.outside:
            amount = exact_money(stakes.outside, self._live.snapshot.info.currency)
            facts.append(f"{amount} a year spent outside IT")
        return f"{'; '.join(facts)}."

    def _cut_off(self, part: Part, flows: Sequence[int]) -> str:
        who = listed([self._live.name(i) for i in part.members])
        have = "has" if len(part.members) == 1 else "have"
        if part.kind is IslandKind.TIDAL:
            tied = "is tied" if have == "has" else "are tied"
            return f"{who} {tied} to the mainland only by {self._transfers(flows)}"
        to = "the mainland" if self._parts.mainland is not None else "any other part of the map"
        number = "" if len(part.members) == 1 else f"{counted(len(part.members), 'system')}, "
        lands = {self._parts.part_of[i] for i in part.members}
        alone = " or to one another" if len(lands) > 1 else ""
        return f"{number}{who}, {have} no live flow to {to}{alone}".replace(", has", " has")

    def _nobody(self) -> str:
        if self._stewards_known:
            return "no IT steward"
        if not self._stewards:
            return "no IT steward is recorded anywhere in the map"
        live = self._live
        of_it = any(live.ownership.is_it(system.department) for system in live.systems)
        who = "an IT steward or an owner in IT" if of_it else "an IT steward"
        return f"{who} is recorded for {self._stewards:,} of {len(live.systems):,} systems only"

    def _transfers(self, flows: Sequence[int]) -> str:
        """'1 manual transfer and 2 file transfers': whatever the map holds to be carried."""
        used = Counter(self._live.flows[i].method for i in flows)
        return listed([counted(used[m], thing) for m, thing in _TRANSFERS.items() if used[m]])

    def _owners(self, part: Part) -> str:
        """Which departments own and fund it; else which business owners are named."""
        name, systems = self._live.ownership.name, [self._live.systems[i] for i in part.members]
        owners = {name(s.department) for s in systems} - {""}
        payers = {name(s.funder or s.department) for s in systems} - {""}
        if not owners | payers:
            people = {s.business_owner.strip() for s in systems} - {""}
            return f"business owner: {_by_name(people)}" if people else ""
        if owners == payers:
            return f"owned and paid for by {_by_name(owners)}"
        owned = [f"owned by {_by_name(owners)}"] if owners else []
        return ", ".join([*owned, f"paid for by {_by_name(payers)}"])


def _no_flows(live: LiveMap) -> Finding:
    """What is said in place of an island for each system."""
    tied = sum(bool(live.degree(i)) for i in range(len(live.systems)))
    of = f"live flows of only {tied:,} of {len(live.systems):,} systems" if tied else "no live flow"
    return draft(
        live,
        kind=FindingKind.NO_FLOWS,
        rule=NO_FLOWS,
        severity=Severity.MEDIUM,
        title="No flows",
        about=(),
        systems=range(len(live.systems)),
        objects=(),
        evidence=(
            f"The map records {of}, so islands cannot be told from the mainland: add the "
            "interfaces."
        ),
        cells=(),
    )


def _by_name(names: Collection[str]) -> str:
    return listed(sorted(names, key=lambda name: (folded(name), name)))


def _rank(severity: Severity) -> int:
    return severity.rank


def _title(part: Part) -> str:
    land = "islet" if len(part.members) == 1 else "island"
    if part.kind is IslandKind.ISLAND:
        return land.capitalize()
    return f"{part.kind.value.capitalize()} {land}"


def _personal(live: LiveMap, part: Part) -> tuple[str, ...]:
    things = {thing for i in part.members for thing in live.held.get(i, ())}
    for i in part.members:
        for _, flow in (*live.leaving[i], *live.coming[i]):
            things.update(live.things.numbers(live.flows[flow].data_objects))
    records = live.things.records
    return tuple(records[i].name for i in sorted(things) if records[i].personal)
