"""Which system of some categories is the one to be tied to."""

from collections.abc import Iterator, Mapping, Sequence

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts

_Group = tuple[str, int | None, str | None]
"""A category, within a part and a department, or within any (None)."""


class Partners:
    """The systems of each category, the most plausible partner first.

    Same island goes before same department, then the mainland, the backbone, most flows, name.
    """

    def __init__(
        self, live: LiveMap, parts: Parts, by_category: Mapping[str, Sequence[int]]
    ) -> None:
        """`by_category` are all systems; those of a category are sorted when it is asked for."""
        self._live, self._parts, self._by_category = live, parts, by_category
        self._sorted: set[str] = set()
        self._groups: dict[_Group, list[int]] = {}

    def _sort(self, category: str) -> None:
        """Note the two first in each surrounding: one, and another in case the one asks."""
        self._sorted.add(category)
        for system in sorted(self._by_category.get(category, ()), key=self._standing):
            for part, department in self._near(system):
                members = self._groups.setdefault((category, part, department), [])
                if len(members) < 2:
                    members.append(system)

    def best(self, system: int, categories: Sequence[str]) -> int:
        """The most plausible partner of a system; there must be one besides itself."""
        for part, department in self._near(system):
            if others := self._others(system, categories, part, department):
                return min(others, key=self._standing)
        raise LookupError(f"{self._live.name(system)} has no partner")

    def among(self, system: int, others: Sequence[int]) -> int:
        """The most plausible of some partners; there must be one besides the system itself."""
        department, part = self._live.systems[system].department, self._parts.part_of[system]
        return min(
            (other for other in others if other != system),
            key=lambda other: (
                self._parts.part_of[other] != part,
                department is None or self._live.systems[other].department != department,
                self._standing(other),
            ),
        )

    def central(self, system: int, categories: Sequence[str]) -> int:
        """The partner that many would share: on the same island if there is one, hubs first."""
        near = self._others(system, categories, self._parts.part_of[system], None)
        others = near or self._others(system, categories, None, None)
        return min(others, key=lambda other: (not self._live.hub[other], self._standing(other)))

    def _others(
        self, system: int, categories: Sequence[str], part: int | None, department: str | None
    ) -> list[int]:
        for key in categories:
            if key not in self._sorted:
                self._sort(key)
        groups = (self._groups.get((key, part, department), ()) for key in categories)
        return [other for group in groups for other in group if other != system]

    def _standing(self, system: int) -> tuple[bool, bool, int, int]:
        mainland = self._parts.on_mainland(system)
        marked = self._live.systems[system].backbone
        return not mainland, not marked, -self._live.degree(system), system

    def _near(self, system: int) -> Iterator[tuple[int | None, str | None]]:
        """The nearest of a system's surroundings first."""
        part = self._parts.part_of[system]
        department = self._live.systems[system].department
        if department is not None:
            yield part, department
        yield part, None
        if department is not None:
            yield None, department
        yield None, None
