"""Adopting a plan: its flows become planned ones, with the days on which they go live."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from isthmus.analysis.planning.results import Plan, PlannedFlow, days
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowState
from isthmus.model.transaction import Transaction
from isthmus.workspace.edits.resolving import counted, data_objects, has_flow, one_step, there
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue

WEEKS = 4
"""How long a wave takes, where nothing else is said."""


def adopt_plan(
    document: Document,
    plan: Plan,
    start: date,
    weeks: int = WEEKS,
    catalogue: "Catalogue | None" = None,
    *,
    waves: Collection[int] | None = None,
) -> tuple[Flow, ...]:
    """Add the flows of a plan as planned ones, live when their wave ends; the flows added.

    Work on the first wave begins on `start`. A flow by hand whose place one takes ends that day.
    Where `waves` (numbers) are named, only these are adopted, one after the other.

    Raises:
        EditRefused: the plan has no flows, all are planned already, or a system is gone.
    """
    ends = last_days(plan, start, weeks, waves)
    flows = [flow for flow in plan.flows if flow.wave in ends]
    if not flows:
        raise EditRefused("No wave is chosen." if plan.flows else "The plan has no flows.")
    for flow in flows:
        there(document, flow.source)
        there(document, flow.target)
    with one_step(document, _label(flows)) as tx:
        steps = [(flow, ends[flow.wave]) for flow in flows]
        added = tuple(new for flow, day in steps if (new := _adopted(tx, flow, day, catalogue)))
        if not added:
            raise EditRefused("All flows of the plan are planned already.")
    return added


def last_days(
    plan: Plan, start: date, weeks: int = WEEKS, waves: Collection[int] | None = None
) -> dict[int, date]:
    """By number of a wave that is adopted: the day on which it ends and its flows go live.

    Raises:
        EditRefused: the calendar ends before.
    """
    numbers = [wave.number for wave in plan.waves if waves is None or wave.number in waves]
    try:
        return {n: start + timedelta(weeks=weeks * i) for i, n in enumerate(numbers, 1)}
    except OverflowError:
        raise EditRefused("The last wave would end after the year 9999.") from None


def _label(flows: Sequence[PlannedFlow]) -> str:
    """'Adopt the plan: 7 flows in 3 waves'."""
    waves = len({flow.wave for flow in flows})
    return f"Adopt the plan: {counted(len(flows), 'flow')} in {counted(waves, 'wave')}"


def _adopted(
    tx: Transaction, flow: PlannedFlow, day: date, catalogue: "Catalogue | None"
) -> Flow | None:
    """Put a flow as a planned one, None if it is planned already."""
    objects = data_objects(tx, flow.data_objects, catalogue)
    if has_flow(tx, flow.source, flow.target, objects, FlowState.PLANNED):
        return None
    for ident in flow.replaces:
        _end(tx, ident, day)
    return tx.put(
        Flow(
            source=flow.source,
            target=flow.target,
            data_objects=objects,
            two_way=flow.two_way,
            state=FlowState.PLANNED,
            method=flow.method,
            description=f"Wave {flow.wave} of the plan, {days(flow.effort)} days of work",
            go_live=day,
        )
    )


def _end(tx: Transaction, ident: str, day: date) -> None:
    """Let a flow end on a day, unless it is gone or ends before."""
    old = tx.get(Flow, ident)
    if old is not None and (old.end_of_life is None or old.end_of_life > day):
        tx.change(Flow, ident, end_of_life=day)
