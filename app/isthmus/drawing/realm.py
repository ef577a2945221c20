"""The territories of a view in the tree of departments: who stands on whose land."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Ground, Territory, View


class Realm:
    """The territories of one view; none where it does not show them."""

    def __init__(self, snapshot: Snapshot, view: View | None) -> None:
        """Of departments that have several, the one of the least id counts."""
        self._departments = snapshot.departments
        self.view = view.id if view else ""
        self.by_department: dict[str, Territory] = {}
        self._chains: dict[str, tuple[Territory, ...]] = {}
        if view is None or view.ground is not Ground.TERRITORIES:
            return
        for one in sorted(snapshot.territories.values(), key=lambda one: one.id):
            if one.view == view.id:
                self.by_department.setdefault(one.department, one)

    def __bool__(self) -> bool:
        """Whether there are any territories."""
        return bool(self.by_department)

    def chain(self, department: str | None) -> tuple[Territory, ...]:
        """The territories that a department lies in, the innermost first; its own is one."""
        if not department or not self.by_department:
            return ()
        if department not in self._chains:
            mine = (self.by_department.get(one) for one in self._upwards(department))
            self._chains[department] = tuple(one for one in mine if one is not None)
        return self._chains[department]

    def nearest(self, department: str | None) -> Territory | None:
        """The innermost territory that a department lies in."""
        return next(iter(self.chain(department)), None)

    def folded_into(self, department: str | None) -> Territory | None:
        """The collapsed territory that stands for a department: the outermost one."""
        folded = [one for one in self.chain(department) if one.collapsed]
        return folded[-1] if folded else None

    def shown(self) -> list[Territory]:
        """The territories that are drawn as land, those that lie in others after them."""
        lands = [one for key, one in self.by_department.items() if self.folded_into(key) is None]
        return sorted(lands, key=lambda one: (self.depth(one), self.name(one).casefold(), one.id))

    def boxes(self) -> list[Territory]:
        """The collapsed territories that are drawn as a box each."""
        folded = [one for key, one in self.by_department.items() if self.folded_into(key) is one]
        return sorted(folded, key=lambda one: (self.name(one).casefold(), one.id))

    def inside(self) -> dict[str, str]:
        """The box that stands for each territory that is collapsed or lies in one that is."""
        pairs = ((one, self.folded_into(key)) for key, one in self.by_department.items())
        return {one.id: box.id for one, box in pairs if box is not None}

    def name(self, territory: Territory) -> str:
        """The name of its department."""
        return self._departments[territory.department].name

    def depth(self, territory: Territory) -> int:
        """How many territories it lies in."""
        return len(self.chain(territory.department)) - 1

    def parent(self, territory: Territory) -> Territory | None:
        """The territory that it lies in."""
        chain = self.chain(territory.department)
        return chain[1] if len(chain) > 1 else None

    def _upwards(self, department: str) -> Iterator[str]:
        """The department and those above it."""
        seen: set[str] = set()
        above: str | None = department
        while above is not None and above in self._departments and above not in seen:
            seen.add(above)
            yield above
            above = self._departments[above].parent


def counts_on(
    snapshot: Snapshot, realm: Realm, seen: Collection[str]
) -> Mapping[str, tuple[int, int]]:
    """How many systems of its department, and of those in it, stand on the view, by territory.

    Those that are seen, and all of them.
    """
    counts: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for placement in snapshot.placements.values():
        if placement.view == realm.view:
            is_seen = placement.system in seen
            for one in realm.chain(snapshot.systems[placement.system].department):
                shown, whole = counts[one.id]
                counts[one.id] = shown + is_seen, whole + 1
    return counts


def counted(seen: int, count: int) -> str:
    """Such as '14 systems', or '3 of 14 systems' where a filter hides the others."""
    part = f"{seen:,} of " if seen < count else ""
    return f"{part}{count:,} system" + ("" if count == 1 else "s")
