"""Where on the mainland an island would best be tied in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from isthmus.analysis.companions import Choice, Companions
from isthmus.analysis.drafting import proposed
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Part, Parts
from isthmus.analysis.paths import Trail
from isthmus.analysis.plans import last_date
from isthmus.analysis.results import Finding, FindingKind, IslandKind, ProposedFlow
from isthmus.analysis.ties import planned_ties
from isthmus.analysis.touched import Touched
from isthmus.analysis.wording import from_day, listed
from isthmus.catalogue.types import Rule


@dataclass(frozen=True, slots=True)
class Offers:
    """Whom of the mainland islands would deal with; where it is the same, so is their choice."""

    by_key: Mapping[object, str]
    """Ids by category, by data object and head, and of the hub."""
    ranked: tuple[str, ...]
    """All of them, the most fit to be tied to first."""


class Landing:
    """The flow that would tie each part of a live map to its mainland."""

    def __init__(
        self, live: LiveMap, parts: Parts, gaps: Sequence[Finding], planned: LiveMap | None
    ) -> None:
        """Look through the missing integrations for those that cross over to the mainland."""
        self._live, self._parts, self._plan = live, parts, planned or live
        self._ties = planned_ties(live, parts, planned)
        self._crossings = self._crossing_flows()
        self._wanted = self._wanted_flows(gaps)
        self._mainland = self._mainland_systems()
        self._companions = Companions(live, self._mainland)
        self._partners = self._mainland_partners()
        self._rules = _rules_by_category(live)
        self.offers = self._offers()
        self.plausible: dict[tuple[str, ...], tuple[ProposedFlow, ...]] = {}
        """By the systems of a part, ids: what was found plausible for it."""

    def trust(self, last: "Landing", touched: Touched) -> None:
        """Take over what was found plausible on the map as it was, where nothing bears on it."""
        if self.offers == last.offers and touched.systems.isdisjoint(self.offers.ranked):
            found = last.plausible.items()
            self.plausible = {ids: each for ids, each in found if touched.around.isdisjoint(ids)}

    def closing(self, index: int) -> tuple[ProposedFlow, ...]:
        """The flow that ties a part in, or those planned that will.

        None where the map has no mainland, or nobody there whom it would plausibly deal with.
        """
        part = self._parts.parts[index]
        if self._parts.mainland is None:
            return ()
        if index in self._ties:
            return tuple(self._planned(flow) for flow in self._ties[index])
        if part.kind is IslandKind.TIDAL:
            return (self._automated(index),)
        if index in self._wanted:
            return (self._wanted[index][1],)
        return self._plausible(part)

    def bridges(self, members: Sequence[int], most: int) -> list[ProposedFlow]:
        """Flows that would plausibly tie some systems to the mainland, the most plausible first."""
        found: dict[tuple[str, str], ProposedFlow] = {}
        for ways in (self._by_rules, self._companions.by_data, self._companions.by_hub):
            choices = [choice for member in members for choice in ways(member)]
            for _, flow in sorted(choices, key=lambda choice: choice[0]):
                found.setdefault((flow.source, flow.target), flow)
        return list(found.values())[:most]

    def planned(self, index: int) -> str:
        """What is planned that ties a part in, and from when: 'Mail to Crm'; '' if nothing is."""
        if index not in self._ties:
            return ""
        flows, plan = self._ties[index], self._plan
        pairs = (plan.ends[i] for i in flows)
        said = listed([f"{plan.name(here)} to {plan.name(there)}" for here, there in pairs])
        ends = (tuple(dict.fromkeys(end for i in flows for end in plan.ends[i])), flows)
        date = last_date(plan, [Trail(*ends)])
        return f"{said}, {from_day(date)}" if date else said

    def by_hand(self, index: int) -> list[int]:
        """The flows, all of them manual or files, that tie a tidal island to the mainland."""
        return self._crossings.get(index, [])

    def _crossing_flows(self) -> dict[int, list[int]]:
        crossings: dict[int, list[int]] = {}
        part_of, mainland = self._parts.part_of, self._parts.mainland
        for flow, (source, target) in enumerate(self._live.ends):
            here, there = part_of[source], part_of[target]
            if here != there and mainland in (here, there):
                crossings.setdefault(there if here == mainland else here, []).append(flow)
        return crossings

    def _automated(self, index: int) -> ProposedFlow:
        """The transfer that moves most, made automatic."""
        flows, ends = self._live.flows, self._live.ends
        most = min(self._crossings[index], key=lambda i: (-len(flows[i].data_objects), i))
        things = self._live.things
        names = things.names(things.numbers(flows[most].data_objects))
        return proposed(self._live, *ends[most], names)

    def _planned(self, flow: int) -> ProposedFlow:
        things, plan = self._live.things, self._plan
        names = things.names(things.numbers(plan.flows[flow].data_objects))
        return proposed(plan, *plan.ends[flow], names)

    def _wanted_flows(self, gaps: Sequence[Finding]) -> dict[int, Choice]:
        """By part: the most severe missing integration that reaches over to the mainland."""
        best: dict[int, Choice] = {}
        for place, gap in enumerate(gaps):
            if gap.kind is not FindingKind.MISSING_INTEGRATION:
                continue
            for flow in gap.closes_with:
                choice: Choice = ((-gap.severity.rank, place), flow)
                if (index := self._cut_off_end(flow)) is not None:
                    best[index] = min(best.get(index, choice), choice, key=lambda each: each[0])
        return best

    def _cut_off_end(self, flow: ProposedFlow) -> int | None:
        """The part that a flow would tie to the mainland."""
        number, mainland = self._live.number, self._parts.mainland
        parts = [self._parts.part_of[number[end]] for end in (flow.source, flow.target)]
        if mainland is None or parts.count(mainland) != 1:
            return None
        return parts[0] if parts[1] == mainland else parts[1]

    def _mainland_systems(self) -> list[int]:
        """The mainland's systems, the most fit to be tied to first."""
        if self._parts.mainland is None:
            return []
        return sorted(self._parts.parts[self._parts.mainland].members, key=self._standing)

    def _mainland_partners(self) -> dict[str, int]:
        """By category: the mainland's system most fit to be tied to."""
        partners: dict[str, int] = {}
        for system in self._mainland:
            partners.setdefault(self._live.systems[system].category, system)
        return partners

    def _offers(self) -> Offers:
        """Those of the mainland whom others may be tied to, and for what, as ids."""
        live, offered = self._live, [*self._partners.items(), *self._companions.offered()]
        named = {system for _, system in offered}
        ranked = [live.systems[i].id for i in self._mainland if i in named]
        return Offers({key: live.systems[i].id for key, i in offered}, tuple(ranked))

    def _standing(self, system: int) -> tuple[bool, bool, bool, int, int]:
        live = self._live
        marked = live.systems[system].backbone
        tied = -live.degree(system)
        return not live.hub[system], not marked, not live.record[system], tied, system

    def _plausible(self, part: Part) -> tuple[ProposedFlow, ...]:
        ids = tuple(self._live.systems[i].id for i in part.members)
        if ids not in self.plausible:
            self.plausible[ids] = self._most_plausible(part)
        return self.plausible[ids]

    def _most_plausible(self, part: Part) -> tuple[ProposedFlow, ...]:
        """By the rules' categories, to hubs first; else by the data; else nothing."""
        for ways in (self._by_rules, self._companions.by_data, self._companions.by_hub):
            choices = [choice for member in part.members for choice in ways(member)]
            if choices:
                return (min(choices, key=lambda choice: choice[0])[1],)
        return ()

    def _by_rules(self, member: int) -> Iterator[Choice]:
        live = self._live
        for rule, gives, category in self._rules.get(live.systems[member].category, ()):
            other = self._partners.get(category)
            if other is None:
                continue
            source, target = (member, other) if gives else (other, member)
            names = [live.things.kind_name(kind) for kind in rule.data_objects]
            moved = live.held_names(source, rule.data_objects) or names
            merits = (not live.hub[other], -rule.severity.rank, *self._standing(other), member)
            yield (*merits, not gives), proposed(live, source, target, moved)


def _rules_by_category(live: LiveMap) -> dict[str, list[tuple[Rule, bool, str]]]:
    """By category: the rules that speak of it, whether it gives, and the category it gives to."""
    found: dict[str, list[tuple[Rule, bool, str]]] = {}
    for rule in live.catalogue.rules:
        for giver in rule.sources:
            for taker in rule.targets:
                found.setdefault(giver, []).append((rule, True, taker))
                found.setdefault(taker, []).append((rule, False, giver))
    return found
