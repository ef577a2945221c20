"""Two states of a map checked and compared, with their cheapest plans where these are wanted."""

from collections.abc import Callable
from datetime import date

from isthmus.analysis.check import check
from isthmus.analysis.compared import Comparison
from isthmus.analysis.comparing import compare
from isthmus.analysis.planning.results import Plan
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot

Dated = tuple[Snapshot, date | None]
"""A map, and the day it is looked at; None for the map as it is recorded."""
Tell = Callable[[float, str], None]
"""Hears how much is done (0 to 1) and what is being done; may raise to end it."""


def compare_states(
    before: Dated,
    after: Dated,
    catalogue: Catalogue,
    *,
    plans: bool = False,
    tell: Tell = lambda *_: None,
    cancelled: Callable[[], bool] | None = None,
) -> Comparison:
    """What differs between two states of a map."""
    tell(0.0, "Checking the first map")
    first = before[0], check(before[0], catalogue, before[1])
    tell(0.2, "Checking the second map")
    second = after[0], check(after[0], catalogue, after[1])
    tell(0.4, "Comparing")
    if not plans:
        return compare(first, second)
    both = []
    for number, state in enumerate((before, after)):
        tell(0.5 + number / 4, "Planning")
        both.append(_plan(state, catalogue, cancelled))
    return compare(first, second, (both[0], both[1]))


def _plan(state: Dated, catalogue: Catalogue, cancelled: Callable[[], bool] | None) -> Plan:
    """The cheapest plan that closes all findings."""
    from isthmus.analysis.planning.plan import plan_on, stage_of  # noqa: PLC0415 - the solver
    from isthmus.analysis.planning.watch import Watch  # noqa: PLC0415
    from isthmus.analysis.planning.wishes import Wishes  # noqa: PLC0415

    watch = Watch(stopped=cancelled or (lambda: False))
    stage = stage_of(state[0], catalogue, Wishes(), state[1], watch)
    return plan_on(stage, stage.ground, watch)
