"""Which system of a rule's other side is the one to be tied to."""

from collections.abc import Collection, Sequence

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts

_Group = tuple[int | None, str | None]


class Counterparts:
    """Systems of one side of a rule, the most plausible partner first.

    Same island goes before same department, then the mainland, the backbone, most flows, name.
    """

    def __init__(self, live: LiveMap, parts: Parts, others: Collection[int]) -> None:
        """Sort the candidates once, for all who ask."""
        self._live, self._parts = live, parts
        self._groups: dict[_Group, list[int]] = {}
        for other in sorted(others, key=self._standing):
            for group in self._groups_of(other):
                members = self._groups.setdefault(group, [])
                if len(members) < 2:  # one, and another in case the one is who asks
                    members.append(other)

    def best(self, system: int) -> int:
        """The most plausible partner of a system; there must be one besides itself."""
        for group in self._groups_of(system):
            for other in self._groups.get(group, ()):
                if other != system:
                    return other
        raise LookupError(f"{self._live.name(system)} has no counterpart")

    def _standing(self, system: int) -> tuple[bool, bool, int, int]:
        live = self._live
        return (
            not self._parts.on_mainland(system),
            not live.systems[system].backbone,
            -live.degree(system),
            system,
        )

    def _groups_of(self, system: int) -> Sequence[_Group]:
        part = self._parts.part_of[system]
        department = self._live.systems[system].department
        if department is None:
            return ((part, None), (None, None))
        return ((part, department), (part, None), (None, department), (None, None))
