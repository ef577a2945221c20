"""Whom a rule is about, and where their counterparts have to be."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from isthmus.analysis.naming import folded
from isthmus.catalogue.types import Rule, Scope, Subject
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot


class Sides(NamedTuple):
    """The systems that a rule is about, and those of which each must have one to deal with."""

    subjects: Sequence[int]
    others: Sequence[int]


def fits(rule: Rule, system: System, snapshot: Snapshot) -> bool:
    """Whether a rule is about a system of its subject's side."""
    if not (rule.departments or rule.regions or rule.hosting or rule.criticality):
        return True
    wanted = {folded(name) for name in rule.departments}
    regions = {folded(name) for name in rule.regions}
    return (
        (not wanted or not wanted.isdisjoint(_departments(system, snapshot)))
        and (not regions or not regions.isdisjoint(map(folded, system.regions)))
        and (not rule.hosting or system.hosting in rule.hosting)
        and (not rule.criticality or system.criticality in rule.criticality)
    )


def _departments(system: System, snapshot: Snapshot) -> list[str]:
    """The names of a system's department and of all above it, folded."""
    names: list[str] = []
    step, seen = system.department, set[str]()
    while step and step in snapshot.departments and step not in seen:
        seen.add(step)
        department = snapshot.departments[step]
        names.append(folded(department.name))
        step = department.parent
    return names


def sides_of(
    rule: Rule,
    by_category: Mapping[str, Sequence[int]],
    systems: Sequence[System],
    snapshot: Snapshot,
) -> list[Sides]:
    """The two sides of a rule, apart for each place that the rule wants counterparts in.

    Systems of which the place is not recorded, or in whose place there is no counterpart, may
    deal with one anywhere.
    """
    subjects, others = _sides(rule, by_category)
    subjects = [i for i in subjects if fits(rule, systems[i], snapshot)]
    if rule.within is Scope.ANYWHERE:
        return [Sides(subjects, others)]
    places: Callable[[int], Sequence[str]] = partial(_places, rule.within, systems)
    there: dict[tuple[int, ...], list[int]] = {}
    for subject in subjects:
        wanted = set(places(subject))
        near = [o for o in others if o != subject and not wanted.isdisjoint(places(o))]
        there.setdefault(tuple(near or others), []).append(subject)
    return [Sides(some, near) for near, some in sorted(there.items(), key=lambda pair: pair[1])]


def _places(within: Scope, systems: Sequence[System], system: int) -> Sequence[str]:
    one = systems[system]
    if within is Scope.REGION:
        return [folded(region) for region in one.regions]
    return [one.department] if one.department else []


def _sides(rule: Rule, by_category: Mapping[str, Sequence[int]]) -> Sides:
    givers = _members(rule.sources, by_category)
    takers = _members(rule.targets, by_category)
    return Sides(givers, takers) if rule.subject is Subject.SOURCE else Sides(takers, givers)


def _members(categories: Sequence[str], by_category: Mapping[str, Sequence[int]]) -> list[int]:
    wanted = dict.fromkeys(categories)
    return sorted(i for category in wanted for i in by_category.get(category, ()))
