"""Testing one map again and again finds what a test from scratch finds."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from isthmus.analysis.resilience import stress as stressing
from isthmus.analysis.resilience.stress import StressTest, StressTests
from isthmus.analysis.run import run
from isthmus.catalogue.load import load_catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.paths import resources
from isthmus.workspace.sources import load_sources

CATALOGUE = load_catalogue()
SPRING = date(2027, 3, 1)


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    source = resources() / "samples/harbour-vale.isthmus"
    return load_sources([source], CATALOGUE).snapshot()


@pytest.fixture
def afresh(monkeypatch: pytest.MonkeyPatch) -> Callable[..., StressTest]:
    """A test all of whose checks are made from scratch."""

    def test(*args: object, **named: object) -> StressTest:
        with monkeypatch.context() as patch:
            patch.setattr(
                stressing, "run", lambda snapshot, question, _last=None: run(snapshot, question)
            )
            return StressTests(CATALOGUE).test(*args, **named)  # type: ignore[arg-type]

    return test


@pytest.mark.parametrize("retired_on", [None, SPRING])
def test_what_holds_of_the_map_before_changes_no_answer(
    sample: Snapshot, afresh: Callable[..., StressTest], retired_on: date | None
) -> None:
    tests, random = StressTests(CATALOGUE), Random(11)
    systems, flows = sorted(sample.systems), sorted(sample.flows)
    asked = [([system], []) for system in systems[:20]] + [([], [flow]) for flow in flows[:12]]
    asked += [(random.sample(systems, 3), random.sample(flows, 2)) for _ in range(8)]
    for failed, stopped in asked:
        found = tests.test(sample, failed, stopped, retired_on=retired_on)
        assert found == afresh(sample, failed, stopped, retired_on=retired_on)


def test_a_change_of_the_day_in_between_changes_no_answer(
    sample: Snapshot, afresh: Callable[..., StressTest]
) -> None:
    tests = StressTests(CATALOGUE)
    for system in sorted(sample.systems)[:4]:
        for day in (None, SPRING, None):
            found = tests.test(sample, [system], [], retired_on=day)
            assert found == afresh(sample, [system], [], retired_on=day)


def test_it_tells_how_far_it_is_and_can_be_ended(sample: Snapshot) -> None:
    parts: list[float] = []
    system = min(sample.systems)
    StressTests(CATALOGUE).test(sample, [system], [], progress=parts.append)
    assert parts == sorted(parts)
    assert 0 < parts[0] < parts[-1] < 1

    def end(_part: float) -> None:
        raise KeyboardInterrupt

    tests = StressTests(CATALOGUE)
    with pytest.raises(KeyboardInterrupt):
        tests.test(sample, [system], [], progress=end)
    assert tests.test(sample, [system], []) == StressTests(CATALOGUE).test(sample, [system], [])
