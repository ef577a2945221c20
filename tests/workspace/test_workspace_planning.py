"""Planning what closes a finding: the finding stays, less severe, and is not planned twice."""

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import Finding
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Direction, Rule
from isthmus.model.document import Document
from isthmus.model.records import Flow, FlowState
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.mapmaker import MapMaker

CATALOGUE = load_catalogue()


def finding_of(document: Document, rule: Rule) -> Finding | None:
    findings = check(document.snapshot(), CATALOGUE).findings
    return next((f for f in findings if f.rule == rule.key), None)


def map_of(rule: Rule) -> Document:
    """One system of the one side of a rule, and one or, of those told together, two of the rest."""
    make = MapMaker()
    make.system("Giver", rule.sources[0])
    make.system("Taker", rule.targets[0])
    if rule.together:
        side = rule.targets if rule.subject == "target" else rule.sources
        make.system("Third", side[0])
    return Document(make.tables)


@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=lambda rule: rule.key)
def test_a_gap_of_any_rule_is_planned_once_and_closed_when_that_is_live(rule):
    document = map_of(rule)
    before = finding_of(document, rule)

    planned = edits.add_planned_flows(document, before, CATALOGUE)

    after = finding_of(document, rule)
    assert len(planned) == (2 if rule.together or rule.direction is Direction.BOTH else 1)
    assert {flow.state for flow in planned} == {FlowState.PLANNED}
    assert (after.key, after.kind, after.systems) == (before.key, before.kind, before.systems)
    assert after.severity.rank == max(0, before.severity.rank - 1)
    assert "Planned" in after.evidence
    with pytest.raises(EditRefused, match="planned already"):
        edits.add_planned_flows(document, after, CATALOGUE)
    assert len(document.snapshot().flows) == len(planned)

    with document.edit("Go live") as tx:
        for flow in planned:
            tx.change(Flow, flow.id, state=FlowState.LIVE)
    assert finding_of(document, rule) is None
