"""`isthmus compare`: two maps, a map and a scenario of it, a map at two dates; what it refuses."""

import json
from datetime import date
from pathlib import Path

import pytest

from isthmus.__main__ import COMMANDS
from isthmus.cli import main
from isthmus.model.document import Document
from isthmus.model.records import Flow, Scenario, System
from isthmus.model.scenarios import scenario_of
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map, save_map

SAMPLE = resources() / "samples/harbour-vale.isthmus"


@pytest.fixture
def with_scenarios(tmp_path: Path) -> Path:
    """The sample with two scenarios, and a flow that ends in 2027."""
    document = Document(load_map(SAMPLE).tables)
    base = document.snapshot()
    with document.edit("Buy") as tx:
        tx.put(System(name="Zork", category="marketing-automation"))
    kept = [scenario_of(base, document.snapshot(), "Buy Zork")]
    document.undo()
    one, other, *_ = sorted(base.systems)
    with document.edit("Tie") as tx:
        tx.put(Flow(source=one, target=other, name="a new one"))
    kept.append(scenario_of(base, document.snapshot(), "Tie them"))
    document.undo()
    with document.edit("Keep") as tx:
        for scenario in (*kept, Scenario(name="Bad", changes="[[[")):
            tx.put(scenario)
        first = min(base.flows)
        tx.change(Flow, first, end_of_life=date(2027, 6, 1))
    path = tmp_path / "with.isthmus"
    save_map(path, document.snapshot().tables)
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["compare", *words]) == 0
    return capsys.readouterr().out


def test_a_map_is_compared_with_a_later_one(
    with_scenarios: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, str(SAMPLE), str(SAMPLE)) == "Nothing differs.\n"
    document = Document(load_map(SAMPLE).tables)
    with document.edit("Buy") as tx:
        tx.put(System(name="Zork", category="marketing-automation"))
    later = tmp_path / "later.isthmus"
    save_map(later, document.snapshot().tables)
    out = told(capsys, str(SAMPLE), str(later))
    assert out.startswith("Findings: ")
    assert "  added · Zork\n" in out
    assert out == told(capsys, str(with_scenarios), "--scenario", "buy zork")


def test_scenarios_are_compared_with_each_other(
    with_scenarios: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--scenario", "Buy Zork", "--against", "Tie them", "--json")
    found = json.loads(told(capsys, str(with_scenarios), *words))
    assert found["systems"]["added"] == ["Zork"]
    assert len(found["flows"]["removed"]) == 1
    assert found["figures"]["systems"]["difference"] == 1
    assert found["left_out"] == []


def test_a_map_is_compared_at_two_dates(
    with_scenarios: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = told(capsys, str(with_scenarios), "--as-of", "2027-05-31", "--with", "2027-06-01")
    assert "(−1)" in next(line for line in out.splitlines() if "Live flows" in line)


def test_new_findings_can_fail_it(with_scenarios: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", str(with_scenarios), "--scenario", "Buy Zork"]
    assert main([*words, "--fail-on-new"]) == 1
    assert main(words) == 0
    assert main(["compare", str(SAMPLE), str(SAMPLE), "--fail-on-new"]) == 0
    assert "new · " in capsys.readouterr().out


def test_the_cheapest_plans_are_compared_too(
    with_scenarios: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--scenario", "Buy Zork", "--plan", "--json")
    figures = json.loads(told(capsys, str(with_scenarios), *words))["figures"]
    assert figures["plan_flows"]["difference"] > 0
    assert figures["plan_days"]["after"] > figures["plan_days"]["before"] > 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "name a second map, a --scenario, or a day --with"),
        (("--scenario", "Zork"), "no scenario 'Zork'. It has: Bad, Buy Zork, Tie them."),
        (("--scenario", "Bad"), "The scenario 'Bad' cannot be read"),
        (("--with", "tomorrow"), "is no day"),
    ],
)
def test_what_makes_no_sense_is_refused(
    with_scenarios: Path, words: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(with_scenarios), *words]) == 2
    assert why in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_three_maps_are_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *[str(SAMPLE)] * 3]) == 2
    assert "two maps" in capsys.readouterr().err


def test_the_program_knows_the_command() -> None:
    assert "compare" in COMMANDS
