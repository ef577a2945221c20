"""The tallies of the packs add up to the figures of the whole map."""

from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.packs import by_pack
from isthmus.analysis.results import FindingKind
from isthmus.catalogue.load import load_catalogue
from support.harbour import harbour_vale
from support.mapmaker import company


@given(systems=st.integers(60, 120), seed=st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_packs_add_up_to_the_metrics(systems: int, seed: int) -> None:
    catalogue = load_catalogue()
    snapshot = company(systems, systems * 2, catalogue, seed)
    analysis = check(snapshot, catalogue)
    rows = by_pack(snapshot, catalogue, analysis)
    assert sum(row.expected for row in rows) == analysis.metrics.expected
    assert sum(row.in_place for row in rows) == analysis.metrics.in_place
    assert sum(row.missing for row in rows) == analysis.metrics.missing
    assert all(row.expected > 0 and row.in_place >= 0 for row in rows)


def test_a_packs_findings_are_those_of_its_rules() -> None:
    catalogue, snapshot = load_catalogue(), harbour_vale().snapshot()
    analysis = check(snapshot, catalogue)
    rows = by_pack(snapshot, catalogue, analysis)
    packs = {rule.key: rule.pack for rule in catalogue.rules}
    told = [finding for row in rows for finding in row.findings]
    assert {packs[finding.rule] for finding in told} <= {row.pack for row in rows}
    assert len(told) == sum(finding.rule in packs for finding in analysis.findings)
    assert any(finding.kind is FindingKind.MISSING_INTEGRATION for finding in told)
    assert [row.pack for row in rows] == sorted(row.pack for row in rows)
