"""The flows that the report lists as closing the gaps."""

from dataclasses import replace

import pytest

from isthmus.analysis.results import Analysis, FindingKind, IslandKind, ProposedFlow
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import System
from isthmus.report.content import build
from isthmus.report.parts import Closing
from support.harbour import harbour_vale
from support.harbour_findings import harbour_analysis
from support.report_cases import DAY, document_of, harbour_content, parted, systems_of

MAIN, ISLAND = IslandKind.MAINLAND, IslandKind.ISLAND


def closing_of(islands: list[list[System]], more: int = 0) -> tuple[Closing, ...]:
    """The closing flows of a map with such islands, and one gap that asks for `more` others."""
    main = systems_of(max(2, more), "Main")
    found = parted([(MAIN, main), *[(ISLAND, each) for each in islands]])
    found = replace(found, findings=(*_tied(found, main[0].id), *_gap(found, main, more)))
    rows = [*main, *(system for each in islands for system in each)]
    return build(document_of(rows).snapshot(), found, Catalogue(), DAY).closing


def _tied(found: Analysis, to: str):
    for finding in found.findings:
        first, second = (ProposedFlow(end, to) for end in (finding.systems[0], finding.systems[-1]))
        yield replace(finding, closes_with=(first, replace(second, data_objects=("Contact",))))


def _gap(found: Analysis, main: list[System], more: int):
    flows = tuple(ProposedFlow(main[0].id, each.id) for each in main[:more])
    kind = FindingKind.MISSING_INTEGRATION
    yield replace(found.findings[0], key="gap", kind=kind, closes_with=flows)


def test_the_flows_that_the_result_counts_come_first() -> None:
    content = harbour_content()
    assert "Two new flows" in content.result
    assert len(content.closing[0].flows) == 2
    assert content.closing[0].note == "2 flows, one for each island."
    assert content.closing[1].title == "These close the other gaps"


def test_an_island_is_reconnected_by_the_first_of_its_flows() -> None:
    first, others = closing_of([systems_of(2, "Alone")])
    assert [row.flow for row in first.flows] == ["Alone 1 → Main 1"]
    assert [row.flow for row in others.flows] == ["Alone 2 → Main 1"]


def test_flows_of_islets_told_together_are_counted() -> None:
    islets = [[each] for each in systems_of(9, "Islet")]
    (first,) = closing_of([systems_of(2, "Alone")[:1] + systems_of(1, "Other"), *islets])[:1]
    assert first.title == "These reconnect islands"
    assert first.note == (
        "1 of the 10 flows that would reconnect every island; 9 are for islets that are told "
        "together above."
    )


def test_an_island_that_no_rule_ties_is_told() -> None:
    found = harbour_analysis()
    alone = [replace(each, closes_with=()) if each.title == "Rogue islet" else each
             for each in found.findings]  # fmt: skip
    found = replace(found, findings=tuple(alone))
    content = build(harbour_vale().snapshot(), found, Catalogue(), DAY)
    assert content.closing[0].note == (
        "1 of the 2 flows that would reconnect every island; 1 is for an island of "
        "which no rule expects an integration."
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (40, "40 flows, those that help with most gaps first."),
        (41, "41 flows, those that help with most gaps first. 1 more stands beside its gap."),
        (42, "42 flows, those that help with most gaps first. 2 more stand beside their gaps."),
    ],
)
def test_what_is_not_listed_is_counted(more: int, said: str) -> None:
    last = closing_of([systems_of(1, "Alone")], more)[-1]
    assert (last.note, len(last.flows)) == (said, 40)
