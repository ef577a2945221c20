"""Which system of some categories is the one to be tied to."""

from collections.abc import Iterator, Sequence

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts

_Group = tuple[str, int | None, str | None]
"""A category, within a part and a department, or within any (None)."""


class Partners:
    """The systems of each category, the most plausible partner first.

    Same island goes before same department, then the mainland, the backbone, most flows, name.
    """

    def __init__(self, live: LiveMap, parts: Parts) -> None:
        """Sort all systems once, for all who ask."""
        self._live, self._parts = live, parts
        self._place = [0] * len(live.systems)
        self._groups: dict[_Group, list[int]] = {}
        for place, system in enumerate(sorted(range(len(live.systems)), key=self._standing)):
            self._place[system] = place
            category = live.systems[system].category
            for part, department in self._near(system):
                members = self._groups.setdefault((category, part, department), [])
                if len(members) < 2:  # one, and another in case the one is who asks
                    members.append(system)

    def best(self, system: int, categories: Sequence[str]) -> int:
        """The most plausible partner of a system; there must be one besides itself."""
        for part, department in self._near(system):
            if others := self._others(system, categories, part, department):
                return min(others, key=self._place.__getitem__)
        raise LookupError(f"{self._live.name(system)} has no partner")

    def among(self, system: int, others: Sequence[int]) -> int:
        """The most plausible of some partners; there must be one besides the system itself."""
        department, part = self._live.systems[system].department, self._parts.part_of[system]
        return min(
            (other for other in others if other != system),
            key=lambda other: (
                self._parts.part_of[other] != part,
                department is None or self._live.systems[other].department != department,
                self._place[other],
            ),
        )

    def central(self, system: int, categories: Sequence[str]) -> int:
        """The partner that many would share: on the same island if there is one, hubs first."""
        near = self._others(system, categories, self._parts.part_of[system], None)
        others = near or self._others(system, categories, None, None)
        return min(others, key=lambda other: (not self._live.hub[other], self._place[other]))

    def _others(
        self, system: int, categories: Sequence[str], part: int | None, department: str | None
    ) -> list[int]:
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
