"""The check after an edit equals the check from scratch, whatever was edited before."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import settings
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from isthmus.analysis.check import Checks
from isthmus.analysis.results import Analysis
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot
from support.editing import DAY, Editor
from support.mapmachine import MapMachine
from support.mapmaker import company
from support.portfolio import sample

CATALOGUE = load_catalogue()


def today() -> date:
    return DAY


def company_of_80() -> Snapshot:
    return company(80, 200, CATALOGUE)


def opened(snapshot: Snapshot) -> Document:
    return Document({name: dict(rows) for name, rows in snapshot.tables.items()})


def afresh(snapshot: Snapshot) -> Analysis:
    return Checks(CATALOGUE, today).check(snapshot)


def assert_equal(again: Analysis, fresh: Analysis, done: str) -> None:
    """Piece by piece, so that a failure says what differs."""
    kept = {finding.key: finding for finding in again.findings}
    for finding in fresh.findings:
        assert kept.get(finding.key) == finding, done
    assert again.findings == fresh.findings, done
    assert again == fresh, done


def assert_edits_are_followed(snapshot: Snapshot, seed: int, edits: int) -> float:
    """Edit at random; the share of the findings that were taken over as they were."""
    document = opened(snapshot)
    checks, editor = Checks(CATALOGUE, today), Editor(document, CATALOGUE, seed)
    last, kept, total = checks.check(snapshot), 0, 0
    for number in range(edits):
        done = f"edit {number} of seed {seed}: {editor.edit()}"
        now = checks.check(document.snapshot())
        assert_equal(now, afresh(document.snapshot()), done)
        before = {id(finding) for finding in last.findings}
        kept += sum(id(finding) in before for finding in now.findings)
        last, total = now, total + len(now.findings)
    return kept / total


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("start", [sample, company_of_80])
def test_after_every_edit_the_same_is_found_as_from_scratch(
    start: Callable[[], Snapshot], seed: int
) -> None:
    assert assert_edits_are_followed(start(), seed, 40) > 0.5


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
@pytest.mark.parametrize("start", [sample, company_of_80, lambda: company(40, 90, CATALOGUE)])
def test_after_thousands_of_edits_the_same_is_found(
    start: Callable[[], Snapshot], seed: int
) -> None:
    assert_edits_are_followed(start(), seed, 60)


class CheckedMachine(MapMachine):
    """Everything that can be done to a map, with odd names and texts, and all of it checked."""

    @initialize()
    def begin_to_check(self) -> None:
        self.checks = Checks(CATALOGUE, today)

    @invariant()
    def is_found_so(self) -> None:
        if hasattr(self, "checks"):
            snapshot = self.document.snapshot()
            assert_equal(self.checks.check(snapshot), afresh(snapshot), "")


def test_any_map_is_found_so() -> None:
    run_state_machine_as_test(
        CheckedMachine, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )


def test_another_day_and_another_map_are_looked_at_afresh() -> None:
    later = date(2031, 1, 1)
    days = iter([DAY, later, later])
    checks = Checks(CATALOGUE, lambda: next(days))
    checks.check(sample())
    then = checks.check(sample())
    assert then == Checks(CATALOGUE, lambda: later).check(sample()) != afresh(sample())
    other = company_of_80()
    assert checks.check(other) == Checks(CATALOGUE, lambda: later).check(other)
