"""What is to be chosen, as plain numbers: things that cost, and goals that they serve.

Nothing of a map is in it, so that the solver can be held against an exhaustive search on
thousands of random problems.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Option = tuple[int, ...]
"""Items, all of which together do what a need asks for; ascending."""
Need = tuple[Option, ...]
"""One option of it is enough."""

ROOT = 0
"""The node that ties lead to: the mainland."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be chosen, in most cases a flow."""

    cost: int
    """In whole units, so that sums are exact."""
    account: str = ""
    """Whose budget it is charged to."""
    ends: tuple[int, int] = (ROOT, ROOT)
    """The nodes that it ties together; equal ones if none."""
    counts: int = 1
    """How many it counts for where the number of items is limited."""
    burden: int = 1
    """Decides between sets of equal cost: the smaller the better."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A finding to be closed: all needs met, and all nodes tied to the root."""

    weight: int = 1
    """What closing it is worth where not all can be closed."""
    needs: tuple[Need, ...] = ()
    ties: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Items to choose from, goals to reach, limits to keep."""

    items: Sequence[Item]
    goals: Sequence[Goal]
    budgets: Mapping[str, int] = field(default_factory=dict)
    """By account: the most that its items may cost; no entry, no limit."""
    most: int | None = None
    """The most items that may be chosen."""
    required: tuple[int, ...] = ()
    """Items that are chosen whatever they serve; within the limits, ascending."""

    @property
    def is_limited(self) -> bool:
        """Whether a budget or a number may forbid what would close everything."""
        return bool(self.budgets) or self.most is not None

    def cost(self, chosen: Iterable[int]) -> int:
        """What some items cost together."""
        return sum(self.items[i].cost for i in chosen)

    def burden(self, chosen: Iterable[int]) -> int:
        """What decides between sets of equal cost."""
        return sum(self.items[i].burden for i in chosen)

    def charged(self, chosen: Iterable[int]) -> dict[str, int]:
        """By account: what some items cost."""
        sums: dict[str, int] = {}
        for i in chosen:
            item = self.items[i]
            sums[item.account] = sums.get(item.account, 0) + item.cost
        return sums

    def keeps_limits(self, chosen: Collection[int]) -> bool:
        """Whether some items stay within the budgets and the number."""
        if self.most is not None and sum(self.items[i].counts for i in chosen) > self.most:
            return False
        spent = self.charged(chosen)
        return all(spent.get(account, 0) <= most for account, most in self.budgets.items())

    def closed(self, chosen: Collection[int]) -> list[int]:
        """The goals that some items reach."""
        have, tied = frozenset(chosen), self.tied(chosen)
        return [g for g, goal in enumerate(self.goals) if reached(goal, have, tied)]

    def tied(self, chosen: Iterable[int]) -> frozenset[int]:
        """The nodes that some items tie to the root."""
        beside: dict[int, list[int]] = {}
        for i in chosen:
            a, b = self.items[i].ends
            beside.setdefault(a, []).append(b)
            beside.setdefault(b, []).append(a)
        return frozenset(grown({ROOT}, beside))

    def weight(self, goals: Iterable[int]) -> int:
        """What some goals are worth together."""
        return sum(self.goals[g].weight for g in goals)


def reached(goal: Goal, have: frozenset[int], tied: frozenset[int]) -> bool:
    """Whether a goal is reached by the items that one has and the nodes that they tie."""
    return tied.issuperset(goal.ties) and all(
        any(have.issuperset(option) for option in need) for need in goal.needs
    )


def grown(start: Iterable[int], beside: Mapping[int, Sequence[int]]) -> set[int]:
    """All nodes that can be got to from some."""
    seen = set(start)
    stack = list(seen)
    while stack:
        for there in beside.get(stack.pop(), ()):
            if there not in seen:
                seen.add(there)
                stack.append(there)
    return seen


def trimmed(need: Iterable[Option], widest: int | None = None) -> Need:
    """The options of a need without those that hold another; at most so many, as they come."""
    kept: list[Option] = []
    for option in dict.fromkeys(tuple(sorted(set(each))) for each in need):
        if not any(set(other) <= set(option) for other in kept):
            kept = [other for other in kept if not set(option) <= set(other)]
            kept.append(option)
    return tuple(kept[:widest])
