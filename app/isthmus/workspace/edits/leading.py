"""Edits of where flows lead: to other systems, the other way, both ways; what stands on them."""

from collections.abc import Collection

from isthmus.model.document import Document
from isthmus.model.records import Flow
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Bend, FlowLabel, View
from isthmus.workspace.edits.resolving import SELF_FLOW, called, counted, one_step, there
from isthmus.workspace.errors import EditRefused

_GONE = "The flow is not on the map any more."
_LABELS = {
    FlowLabel.DATA: "Label flows with their data objects",
    FlowLabel.METHOD: "Label flows with their method",
    FlowLabel.NONE: "Label no flows",
}


def lead(document: Document, flow: str, *, source: str = "", target: str = "") -> Flow:
    """Lead a flow from another system, or to another one; all else of it stays.

    Raises:
        EditRefused: it would lead from a system to itself, there is such a flow already, or the
            flow or a system is gone.
    """
    known = _there(document, flow)
    ends = (there(document, source or known.source), there(document, target or known.target))
    if ends[0].id == ends[1].id:
        raise EditRefused(SELF_FLOW)
    way = f"to {ends[1].name}" if target else f"from {ends[0].name}"
    with one_step(document, f"Lead {called(document, known)} {way}") as tx:
        moved = tx.change(Flow, flow, source=ends[0].id, target=ends[1].id)
        _refuse_twin(tx, document, moved)
        return moved


def reverse(document: Document, flows: Collection[str]) -> None:
    """Let flows lead the other way; where a hand has led them they run as before.

    Raises:
        EditRefused: there is such a flow already, or a flow is gone.
    """
    known = [_there(document, flow) for flow in flows]
    if not known:
        return
    what = called(document, known[0]) if len(known) == 1 else counted(len(known), "flow")
    with one_step(document, f"Reverse {what}") as tx:
        for one in known:
            tx.change(Flow, one.id, source=one.target, target=one.source)
        for one in known:
            _refuse_twin(tx, document, one)
        for bend in tx.all(Bend):
            if bend.flow in flows:
                tx.change(Bend, bend.id, points=bend.points[::-1])


def set_two_way(document: Document, flows: Collection[str], *, two_way: bool) -> None:
    """Let data move both ways along flows, or from source to target alone.

    Raises:
        EditRefused: a flow is gone.
    """
    known = [_there(document, flow) for flow in flows]
    if not known:
        return
    what = called(document, known[0]) if len(known) == 1 else counted(len(known), "flow")
    word = "Let data move both ways:" if two_way else "Let data move one way:"
    with one_step(document, f"{word} {what}") as tx:
        for one in known:
            tx.change(Flow, one.id, two_way=two_way)


def label_flows(document: Document, view_id: str, labels: FlowLabel) -> None:
    """Say what stands on the flows of a view.

    Raises:
        EditRefused: the view is gone.
    """
    if view_id not in document.snapshot().views:
        raise EditRefused("The view is not on the map any more.")
    with one_step(document, _LABELS[labels]) as tx:
        tx.change(View, view_id, labels=labels)


def _there(document: Document, flow: str) -> Flow:
    found = document.snapshot().flows.get(flow)
    if found is None:
        raise EditRefused(_GONE)
    return found


def _refuse_twin(tx: Transaction, document: Document, flow: Flow) -> None:
    """Refuse a flow that says just what another one says."""
    moved = tx.get(Flow, flow.id) or flow
    said = _said(moved)
    if any(one.id != moved.id and _said(one) == said for one in tx.all(Flow)):
        systems = document.snapshot().systems
        ends = f"{systems[moved.source].name} to {systems[moved.target].name}"
        raise EditRefused(f"There is such a flow from {ends} already.")


def _said(flow: Flow) -> tuple[object, ...]:
    ends = (flow.source, flow.target, flow.state, flow.method)
    return (*ends, frozenset(flow.data_objects), flow.name)
