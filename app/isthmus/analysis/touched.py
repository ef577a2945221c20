"""What an edit touches of what was found before it: all else holds as it stands."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from isthmus.analysis.differing import differing
from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts
from isthmus.analysis.results import IslandKind
from isthmus.catalogue.types import Rule
from isthmus.model.records import Flow, System

_FIXED = ("info", "departments", "data_objects", "settings")
"""A change here may change every finding: who is IT, what things are called, what counts."""
_MUCH = 0.1
"""A share of the systems; where more than that is touched, all is looked at afresh."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What differs between two live maps of one catalogue, date and ground; ids."""

    systems: frozenset[str]
    """Themselves otherwise than they were, or new, or gone: record, holdings, token."""
    around: frozenset[str]
    """These, and those at which a flow is new, gone or changed."""
    near: frozenset[str]
    """These, and the neighbours of those in `systems`."""
    moved: frozenset[str]
    """Systems that lie on another part of the map than before."""
    categories: frozenset[str]
    """Of the systems around and moved, before and after."""
    hubs: bool
    """A hub is touched itself, or a flow from one to another is."""
    things: frozenset[str] | None
    """Data objects that may go other ways or are held otherwise; None if any may."""

    def rule(self, rule: Rule) -> bool:
        """Whether a rule may be kept or broken otherwise, or be told of in other words.

        Paths lead from one of a rule's systems to another over hubs only. So a flow matters to it
        only between two of these; who is the most plausible partner, only by what is at them.
        """
        over_hubs = self.hubs and rule.max_hops > 1
        return over_hubs or not self.categories.isdisjoint((*rule.sources, *rule.targets))


def touched_between(before: tuple[LiveMap, Parts], after: tuple[LiveMap, Parts]) -> Touched | None:
    """What an edit touched; None where that may be everything."""
    old, new = before[0], after[0]
    if not _is_comparable(before, after):
        return None
    systems = _systems(old, new)
    if not _keeps_order(old, new, systems):
        return None
    flows = _flows(old, new)
    around = systems | {end for flow in flows for end in (flow.source, flow.target)}
    moved = frozenset(_moved(before, after))
    if len(around | moved) > _MUCH * len(new.systems) + 10:
        return None
    return Touched(
        systems=systems,
        around=around,
        near=around | _neighbours(old, systems) | _neighbours(new, systems),
        moved=moved,
        categories=frozenset(_categories((old, new), around | moved)),
        hubs=_touches_hubs((old, new), systems, flows),
        things=_things((old, new), systems, flows),
    )


def _is_comparable(before: tuple[LiveMap, Parts], after: tuple[LiveMap, Parts]) -> bool:
    (old, old_parts), (new, new_parts) = before, after
    if old.bonds or new.bonds or bool(old.flows) is not bool(new.flows):
        return False
    tables = old.snapshot.tables, new.snapshot.tables
    if any(tables[0][name] != tables[1][name] for name in _FIXED):
        return False
    is_land = (old_parts.mainland is None) == (new_parts.mainland is None)
    return is_land and old_parts.told == new_parts.told


def _systems(old: LiveMap, new: LiveMap) -> frozenset[str]:
    """The systems whose record, holdings or token differ; planned ones and retired ones too."""
    here, before = new.snapshot, old.snapshot
    changed = {one.id for pair in differing(before.systems, here.systems) for one in pair if one}
    holdings = differing(before.holdings, here.holdings)
    changed.update(holding.system for pair in holdings for holding in pair if holding)
    if old.tokens is not new.tokens:
        known = {one.id: token for one, token in zip(old.systems, old.tokens, strict=True)}
        pairs = zip(new.systems, new.tokens, strict=True)
        changed.update(one.id for one, token in pairs if known.get(one.id, token) != token)
    return frozenset(changed)


def _keeps_order(old: LiveMap, new: LiveMap, changed: Collection[str]) -> bool:
    """Whether the systems that are as they were stand in the order in which they stood."""
    if old.systems is new.systems:
        return True
    before = [one.id for one in old.systems if one.id in new.number and one.id not in changed]
    return before == [
        one.id for one in new.systems if one.id in old.number and one.id not in changed
    ]


def _flows(old: LiveMap, new: LiveMap) -> list[Flow]:
    """The flows that differ, live or not; and those of systems that came to life or ceased to."""
    before, here = old.snapshot, new.snapshot
    found = [flow for pair in differing(before.flows, here.flows) for flow in pair if flow]
    systems = differing(before.systems, here.systems)
    lives = {
        one.id for was, now in systems for one in (was, now) if one and _life(was) != _life(now)
    }
    if lives:
        everything = (flow for snapshot in (before, here) for flow in snapshot.flows.values())
        found += [flow for flow in everything if flow.source in lives or flow.target in lives]
    return found


def _life(system: System | None) -> tuple[object, ...]:
    return (system.lifecycle, system.go_live, system.end_of_life) if system else ()


def _moved(before: tuple[LiveMap, Parts], after: tuple[LiveMap, Parts]) -> Iterator[str]:
    """Systems whose part's label differs: while labels stay, who lies with whom stays."""
    if before[1] is after[1]:
        return
    labels = _labels(*before)
    for ident, label in _labels(*after).items():
        if labels.get(ident, label) != label:
            yield ident


def _labels(live: LiveMap, parts: Parts) -> dict[str, tuple[IslandKind, str]]:
    """By system: the kind of its part, and the first system there, but for the mainland."""
    found: dict[str, tuple[IslandKind, str]] = {}
    for part in parts.parts:
        is_main = part.kind is IslandKind.MAINLAND
        label = (part.kind, "" if is_main else live.systems[part.members[0]].id)
        found |= {live.systems[i].id: label for i in part.members}
    return found


def _neighbours(live: LiveMap, systems: Iterable[str]) -> frozenset[str]:
    numbers = [live.number[ident] for ident in systems if ident in live.number]
    legs = (leg for i in numbers for leg in (*live.leaving[i], *live.coming[i]))
    return frozenset(live.systems[there].id for there, _ in legs)


def _records(lives: Iterable[LiveMap], idents: Collection[str]) -> Iterator[System]:
    for live in lives:
        systems = live.snapshot.systems
        yield from (systems[ident] for ident in idents if ident in systems)


def _categories(lives: tuple[LiveMap, LiveMap], idents: Collection[str]) -> Iterator[str]:
    return (system.category for system in _records(lives, idents))


def _touches_hubs(
    lives: tuple[LiveMap, LiveMap], systems: Collection[str], flows: Iterable[Flow]
) -> bool:
    hubs = {key for key, each in lives[1].catalogue.categories.items() if each.hub}
    if any(one.category in hubs for one in _records(lives, systems)):
        return True
    ends = [(flow.source, flow.target) for flow in flows]
    return any(all(one.category in hubs for one in _records(lives, pair)) for pair in ends)


def _things(
    lives: tuple[LiveMap, LiveMap], systems: Collection[str], flows: Iterable[Flow]
) -> frozenset[str] | None:
    """The data objects that touched flows name, or touched systems hold, give or take."""
    moved = {flow.data_objects for flow in flows}
    if () in moved:
        return None  # a flow that says nothing of what it carries may carry anything
    for live in lives:
        for i in (live.number[ident] for ident in systems if ident in live.number):
            legs = (*live.leaving[i], *live.coming[i])
            moved.update(live.flows[flow].data_objects for _, flow in legs)
            moved.add(tuple(live.things.records[thing].id for thing in live.held.get(i, ())))
    return frozenset(ident for objects in moved for ident in objects)
