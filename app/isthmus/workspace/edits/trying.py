"""A candidate that is to be bought: the planned system, with the flows that it needs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from isthmus.analysis.candidate import CANDIDATE, CandidateError, department_id
from isthmus.analysis.naming import folded
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowState, Holding, Lifecycle, System
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Placement
from isthmus.workspace.edits.resolving import counted, data_objects, named, one_step, there
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.analysis.fit import Fit
    from isthmus.catalogue.catalogue import Catalogue


def add_candidate(
    document: Document,
    found: "Fit",
    view_id: str,
    at: tuple[float, float],
    catalogue: "Catalogue | None" = None,
) -> System:
    """Add a candidate as a planned system, with its card there and its flows as planned ones.

    Raises:
        EditRefused: it is planned already, or its department or a system that it is to be tied to
            is gone.
    """
    system = _system(document, found)
    for need in found.needs:
        there(document, need.partner)
    with one_step(document, _label(system, found)) as tx:
        tx.put(system)
        tx.put(Placement(view=view_id, system=system.id, x=at[0], y=at[1]))
        for held in data_objects(tx, found.candidate.holds, catalogue):
            tx.put(Holding(system=system.id, data_object=held))
        for flow in _flows(tx, system, found, catalogue):
            tx.put(flow)
    return system


def _label(system: System, found: "Fit") -> str:
    """'Plan Klaviyo with 4 flows'."""
    flows = f" with {counted(found.effort, 'flow')}" if found.needs else ""
    return f"Plan {system.name}{flows}"


def _system(document: Document, found: "Fit") -> System:
    """The planned system, which must not be planned yet."""
    candidate, snapshot = found.candidate, document.snapshot()
    name = named(candidate.name, "A system")
    for one in snapshot.systems.values():
        if one.lifecycle is Lifecycle.PLANNED and folded(one.name) == folded(name):
            raise EditRefused(f"{one.name} is planned on the map already.")
    try:
        department = department_id(snapshot, candidate.department)
    except CandidateError as error:
        raise EditRefused(str(error)) from error
    return System(
        name=name,
        product=candidate.product,
        category=candidate.category,
        vendor=candidate.vendor,
        department=department,
        lifecycle=Lifecycle.PLANNED,
        regions=candidate.regions,
        regulations=candidate.regulations,
        annual_cost=candidate.annual_cost,
    )


def _flows(
    tx: Transaction, system: System, found: "Fit", catalogue: "Catalogue | None"
) -> Iterator[Flow]:
    """The needed flows, from the planned system or to it."""
    for need in found.needs:
        ends = (need.flow.source, need.flow.target)
        source, target = (system.id if end == CANDIDATE else end for end in ends)
        yield Flow(
            source=source,
            target=target,
            data_objects=data_objects(tx, need.flow.data_objects, catalogue),
            state=FlowState.PLANNED,
        )
