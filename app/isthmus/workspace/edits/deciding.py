"""Edits that answer a finding: plan the flows that close it, or accept the risk."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowState, System, Waiver
from isthmus.model.transaction import Transaction
from isthmus.workspace.edits.resolving import counted, data_objects, has_flow, one_step, there
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue


def add_planned_flows(
    document: Document, finding: Finding, catalogue: "Catalogue | None" = None
) -> tuple[Flow, ...]:
    """Add the flows that would close a finding, as planned ones; the flows added.

    Raises:
        EditRefused: the finding proposes none, or all are planned already.
    """
    if not finding.closes_with:
        raise EditRefused("No single flow closes this finding.")
    for proposed in finding.closes_with:
        there(document, proposed.source)
        there(document, proposed.target)
    with one_step(document, _label(document, finding)) as tx:
        added = tuple(flow for one in finding.closes_with if (flow := _planned(tx, one, catalogue)))
        if not added:
            raise EditRefused("What would close this finding is planned already.")
    return added


def _label(document: Document, finding: Finding) -> str:
    """'Plan a flow for the missing integration Mailchimp → Marketo'."""
    number = len(finding.closes_with)
    flows = "a flow" if number == 1 else counted(number, "flow")
    systems = document.snapshot().systems
    sides = finding.sides if finding.kind.is_gap else (finding.systems,)
    named = [[systems[key].name for key in side if key in systems] for side in sides]
    who = " → ".join(_few(names) for names in named if names)
    words = _NOUNS.get(finding.kind, f"the {finding.kind.replace('-', ' ')}")
    return f"Plan {flows} for {words} {who}".rstrip()


_NOUNS = {
    FindingKind.ONE_WAY: "the one-way flow",
    FindingKind.NO_MASTER: "the missing master at",
    FindingKind.TWO_MASTERS: "the two masters",
    FindingKind.OUT_OF_REACH: "the copy out of reach in",
}
"""What a finding is, before the names of its systems, where its kind does not say it well."""


def _few(names: list[str], shown: int = 2) -> str:
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {more} more" if more > 0 else "")


def _planned(tx: Transaction, proposed: ProposedFlow, catalogue: "Catalogue | None") -> Flow | None:
    """Put the proposed flow as a planned one, None if it is planned already."""
    objects = data_objects(tx, proposed.data_objects, catalogue)
    if has_flow(tx, proposed.source, proposed.target, objects, FlowState.PLANNED):
        return None
    return tx.put(
        Flow(
            source=proposed.source,
            target=proposed.target,
            data_objects=objects,
            state=FlowState.PLANNED,
        )
    )


def waive(
    document: Document,
    finding: Finding | str,
    reason: str,
    who: str = "",
    until: date | None = None,
    *,
    role: str = "",
) -> Waiver:
    """Accept a finding as a risk: why, by whom and until when; in place of an earlier waiver.

    It holds while the finding is about no other systems and no more severe. Of a finding's key
    alone neither is known, so that it holds whatever becomes of the finding.

    Raises:
        EditRefused: no reason is given.
    """
    if not reason.strip():
        raise EditRefused("Say why this risk is accepted.")
    with one_step(document, "Accept a risk") as tx:
        _forget(tx, _key_of(finding))
        return tx.put(
            Waiver(
                finding_key=_key_of(finding),
                reason=reason.strip(),
                who=who.strip(),
                until=until,
                granted=datetime.now(UTC),
                role=role.strip(),
                **_limits(tx, finding),
            )
        )


def _key_of(finding: Finding | str) -> str:
    return finding if isinstance(finding, str) else finding.key


def _limits(tx: Transaction, finding: Finding | str) -> dict[str, Any]:
    """Up to what a finding is accepted: its severity, its systems."""
    if isinstance(finding, str):
        return {}
    covers = tuple(ident for ident in finding.systems if tx.get(System, ident) is not None)
    return {"severity": finding.severity.value, "covers": covers}


def unwaive(document: Document, finding: Finding | str) -> None:
    """Accept the risk no longer; what else a waiver covers stays accepted."""
    with one_step(document, "Accept a risk no longer") as tx:
        _forget(tx, _key_of(finding))
        if isinstance(finding, Finding):
            for ident in finding.accepted_by:
                _uncover(tx, ident, finding)


def _uncover(tx: Transaction, ident: str, finding: Finding) -> None:
    """Take a finding's systems out of a waiver that was given for another one."""
    waiver = tx.get(Waiver, ident)
    if waiver is None:
        return
    left = tuple(ident for ident in waiver.covers if ident not in finding.systems)
    if left:
        tx.change(Waiver, waiver.id, covers=left)
    else:
        tx.delete(Waiver, waiver.id)


def _forget(tx: Transaction, finding_key: str) -> None:
    for one in tx.all(Waiver):
        if one.finding_key == finding_key:
            tx.delete(Waiver, one.id)
