"""A plan as frozen values: its flows, its waves, what it closes, what is proven of it."""

from dataclasses import dataclass
from decimal import Decimal

from isthmus.analysis.results import Finding
from isthmus.model.records import FlowMethod

TENTHS = 10
"""Efforts are counted in tenths of a day, so that sums are exact."""


def days(effort: int) -> Decimal:
    """Tenths of a day as days."""
    return Decimal(effort) / TENTHS


@dataclass(frozen=True, slots=True)
class PlannedFlow:
    """A flow to be built: ids of systems, names of data objects."""

    source: str
    target: str
    data_objects: tuple[str, ...]
    method: FlowMethod
    effort: int
    """Tenths of a day."""
    department: str
    """Name of the department that it is charged to: that of the target; '' if it has none."""
    closes: tuple[str, ...]
    """Keys of the findings that rest on it."""
    notes: tuple[str, ...] = ()
    """What makes it cheaper."""
    two_way: bool = False
    replaces: tuple[str, ...] = ()
    """Ids of the flows by hand that it takes the place of."""
    wave: int = 1


@dataclass(frozen=True, slots=True)
class Wave:
    """One step of a plan, and what is left of the map's troubles after it."""

    number: int
    flows: tuple[PlannedFlow, ...]
    closes: tuple[str, ...]
    """Keys of the findings that are closed with it."""
    findings_left: int
    islands_left: int
    cut_off_left: int
    """Systems that are not on the mainland."""
    spend_brought_in: Decimal = Decimal(0)
    """Annual cost paid for outside IT of what it ties in, in the map's currency."""

    @property
    def effort(self) -> int:
        """Tenths of a day."""
        return sum(flow.effort for flow in self.flows)


@dataclass(frozen=True, slots=True)
class Left:
    """A chosen finding that the plan does not close, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A budget that closing all that was chosen would exceed."""

    department: str
    budget: int
    needed: int
    """Tenths of a day that the cheapest plan without limits charges to the department."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen flows in the order of their waves, with what is proven of them."""

    waves: tuple[Wave, ...]
    closes: tuple[Finding, ...]
    leaves: tuple[Left, ...]
    planned: tuple[Finding, ...]
    """Chosen findings that what is planned already closes."""
    least: int
    """Tenths of a day: no set of the weighed flows that closes as much takes less."""
    points: int
    """What is closed, in points of severity."""
    most_points: int
    """No set of the weighed flows within the limits closes more."""
    by_hand: int
    """Tenths of a day that the same takes planned finding by finding."""
    weighed: int
    """So many flows were weighed."""
    shortfalls: tuple[Shortfall, ...] = ()
    needed: int = 0
    """The number of flows that the cheapest plan without limits takes; 0 where none was hit."""

    @property
    def flows(self) -> tuple[PlannedFlow, ...]:
        """All flows, wave by wave."""
        return tuple(flow for wave in self.waves for flow in wave.flows)

    @property
    def effort(self) -> int:
        """Tenths of a day."""
        return sum(flow.effort for flow in self.flows)

    @property
    def is_best(self) -> bool:
        """Whether it is proven that nothing is better among the flows that were weighed."""
        return self.effort <= self.least and self.points >= self.most_points

    @property
    def gap(self) -> float:
        """At most this share (0 to 1) of the effort could be saved."""
        return max(0, self.effort - self.least) / self.effort if self.effort else 0.0
