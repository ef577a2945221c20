"""What a plan is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from isthmus.analysis.planning.efforts import Efforts
from isthmus.analysis.planning.problem import Problem
from isthmus.analysis.planning.results import TENTHS
from isthmus.analysis.results import Analysis, Finding, FindingKind, ProposedFlow
from isthmus.catalogue.types import Severity
from isthmus.model.errors import UserError

_FLOWS_A_WAVE, _WAVES = 5, 12
"""Unless it is said: waves of five flows, larger ones where that would make more than a dozen."""


ISLANDS = frozenset({FindingKind.ISLAND, FindingKind.ROGUE_ISLAND, FindingKind.TIDAL_ISLAND})


class PlanError(UserError):
    """A plan was asked for that cannot be made as it was asked for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a plan may not go beyond."""

    budgets: Mapping[str, int] = field(default_factory=dict)
    """By name of a department: tenths of a day."""
    most: int | None = None
    """The number of flows."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which findings are to be closed, and within which limits."""

    findings: tuple[str, ...] = ()
    """Keys; none for all that are not waived and severe enough."""
    least: Severity = Severity.LOW
    budgets: Mapping[str, Decimal] = field(default_factory=dict)
    """Days by name of a department; flows are charged to the department of their target."""
    per_wave: int | None = None
    """The most flows of a wave."""
    waves: int | None = None
    """The most waves."""
    seconds: float | None = 30.0
    """When to stop looking for something better."""
    efforts: Efforts = field(default_factory=Efforts)
    islands: bool = True
    """Islands are to be tied in."""
    without: frozenset[str] = frozenset()
    """Keys of findings that are to be left alone."""
    forbidden: frozenset[tuple[str, str]] = frozenset()
    """Flows that are not to be built, by the ids of the systems that data leaves and comes to."""
    required: tuple[ProposedFlow, ...] = ()
    """Flows that are to be built whatever they close; one that is forbidden too is not."""
    weighing: float | None = None
    """Seconds after which no more findings are weighed; what is not is left."""

    def limits(self) -> Limits:
        """The limits in the solver's units."""
        budgets = {name: int(days * TENTHS) for name, days in self.budgets.items()}
        most = None if self.waves is None else self.waves * (self.per_wave or _FLOWS_A_WAVE)
        return Limits(budgets, most)

    def size(self, flows: int) -> int:
        """The number of flows of a wave, of a plan of so many."""
        if self.per_wave is not None or self.waves is not None:
            return self.per_wave or _FLOWS_A_WAVE
        return max(_FLOWS_A_WAVE, -(-flows // _WAVES))


def chosen_of(analysis: Analysis, wishes: Wishes) -> list[Finding]:
    """The findings that are to be closed.

    Raises:
        PlanError: a key is that of no finding.
    """
    if not wishes.findings:
        rank = wishes.least.rank
        open_ = (f for f in analysis.findings if not f.waived and f.key not in wishes.without)
        return [
            f
            for f in open_
            if f.severity.rank >= rank and (wishes.islands or f.kind not in ISLANDS)
        ]
    known = {finding.key for finding in analysis.findings}
    if missing := [key for key in wishes.findings if key not in known]:
        raise PlanError(
            f"There is no finding {missing[0]!r} on this map; see isthmus check --json."
        )
    return [finding for finding in analysis.findings if finding.key in wishes.findings]


def check_budgets(names: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a budget of a department that the map does not have.

    Raises:
        PlanError: there is one.
    """
    unknown = [name for name in names if name.casefold() not in {k.casefold() for k in known}]
    if unknown:
        raise PlanError(f"There is no department {unknown[0]!r} on this map.")


def check_required(problem: Problem) -> None:
    """Refuse to build what is required where that alone goes beyond the limits.

    Raises:
        PlanError: it does.
    """
    if not problem.keeps_limits(problem.required):
        raise PlanError(
            "The flows that are required go beyond a budget, or beyond the number of flows. "
            "Require fewer, or raise the limit."
        )
