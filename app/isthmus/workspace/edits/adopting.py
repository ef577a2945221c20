"""Adopting a plan: its flows become planned ones, with the days on which they go live."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from isthmus.analysis.planning.results import Plan, PlannedFlow, days
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowState
from isthmus.model.transaction import Transaction
from isthmus.workspace.edits.resolving import counted, data_object, one_step, there
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
        adoption = _Adoption(tx, catalogue)
        steps = [(flow, ends[flow.wave]) for flow in flows]
        added = tuple(new for flow, day in steps if (new := adoption.adopted(flow, day)))
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


class _Adoption:
    """Puts flows into one edit; what each would look for in the whole map is looked up once."""

    def __init__(self, tx: Transaction, catalogue: "Catalogue | None") -> None:
        self._tx, self._catalogue = tx, catalogue
        self._ids: dict[str, str] = {}
        """Of data objects by name."""
        self._planned = {
            (flow.source, flow.target, frozenset(flow.data_objects))
            for flow in tx.all(Flow)
            if flow.state is FlowState.PLANNED
        }

    def adopted(self, flow: PlannedFlow, day: date) -> Flow | None:
        """Put a flow as a planned one, None if it is planned already."""
        objects = tuple(dict.fromkeys(map(self._id, flow.data_objects)))
        if (flow.source, flow.target, frozenset(objects)) in self._planned:
            return None
        for ident in flow.replaces:
            _end(self._tx, ident, day)
        return self._tx.put(
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

    def _id(self, name: str) -> str:
        if name not in self._ids:
            self._ids[name] = data_object(self._tx, name, self._catalogue).id
        return self._ids[name]


def _end(tx: Transaction, ident: str, day: date) -> None:
    """Let a flow end on a day, unless it is gone or ends before."""
    old = tx.get(Flow, ident)
    if old is not None and (old.end_of_life is None or old.end_of_life > day):
        tx.change(Flow, ident, end_of_life=day)
