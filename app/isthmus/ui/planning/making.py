"""Working a plan out, on a worker's thread; what does it is loaded with the first one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from isthmus.analysis.planning.results import Plan
from isthmus.analysis.planning.watch import Standing, Stopped, Watch
from isthmus.analysis.planning.wishes import Wishes
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.ui.jobs import Cancelled, Ticket
from isthmus.ui.planning.words import part_done, standing_words

if TYPE_CHECKING:
    from isthmus.analysis.planning.compare import Variant
    from isthmus.analysis.planning.plan import Stage

_COMPARED_FOR = 10.0
"""Seconds that each other way is looked for at most."""

_READ = (
    "systems",
    "flows",
    "data_objects",
    "holdings",
    "departments",
    "settings",
    "waivers",
    "info",
)
"""The tables that a plan rests on; where cards stand is not among them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A map, and what its plan is to be."""

    snapshot: Snapshot
    catalogue: Catalogue
    wishes: Wishes

    def holds_for(self, snapshot: Snapshot, wishes: Wishes) -> bool:
        """Whether it would be asked just so of a map as it is now."""
        before, after = self.snapshot.tables, snapshot.tables
        return self.wishes == wishes and all(
            before[name] is after[name] or before[name] == after[name] for name in _READ
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A plan, and what it was made of."""

    asked: Asked
    stage: "Stage"
    plan: Plan
    seconds: float
    """How long it took."""
    ended: str = ""
    """Why the looking ended before the best was proven; '' if it was."""


def make(asked: Asked, ticket: Ticket, enough: Event, heard: Callable[[Standing], None]) -> Made:
    """Work the plan out; `enough` ends the looking for a better one.

    Raises:
        PlanError: it cannot be made as it was asked for.
        Cancelled: nobody wants it any more.
    """
    from isthmus.analysis.planning.plan import plan_on, stage_of  # noqa: PLC0415 - slow to import

    def tell(standing: Standing) -> None:
        heard(standing)
        if not ticket.cancelled():
            ticket.tell(part_done(standing), f"{standing_words(standing)}…")

    began, watch = monotonic(), Watch(tell, enough.is_set, ticket.cancelled)
    try:
        stage = stage_of(asked.snapshot, asked.catalogue, asked.wishes, None, watch)
        plan = plan_on(stage, stage.ground, watch)
    except Stopped:
        raise Cancelled from None
    return Made(asked, stage, plan, monotonic() - began, _ended(asked.wishes, enough))


def _ended(wishes: Wishes, enough: Event) -> str:
    if enough.is_set():
        return "stopped"
    return f"time limit reached after {wishes.seconds:g} s" if wishes.seconds is not None else ""


def compare(made: Made, ticket: Ticket) -> tuple["Variant", ...]:
    """What other ways to close the same take.

    Raises:
        Cancelled: nobody wants to know any more.
    """
    from isthmus.analysis.planning.compare import compared  # noqa: PLC0415 - slow to import

    wishes = made.stage.wishes
    seconds = min(_COMPARED_FOR, wishes.seconds or _COMPARED_FOR)
    stage = replace(made.stage, wishes=replace(wishes, seconds=seconds))
    try:
        return compared(stage, watch=Watch(stopped=ticket.cancelled))
    except Stopped:
        raise Cancelled from None
