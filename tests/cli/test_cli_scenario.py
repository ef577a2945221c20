"""`isthmus scenario`: kept from a changed copy, listed, applied, removed; what it refuses."""

import json
from pathlib import Path

import pytest

from isthmus.__main__ import COMMANDS
from isthmus.cli import main
from isthmus.model.document import Document
from isthmus.model.records import System
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map, save_map

SAMPLE = resources() / "samples/harbour-vale.isthmus"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The sample with another system."""
    document = Document(load_map(SAMPLE).tables)
    with document.edit("Buy") as tx:
        tx.put(System(name="Zork", category="marketing-automation"))
    path = tmp_path / "changed.isthmus"
    save_map(path, document.snapshot().tables)
    return path


def run(*words: str | Path, expect: int = 0) -> None:
    assert main(["scenario", *map(str, words)]) == expect


def test_kept_listed_applied_removed(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, applied, removed = (tmp_path / f"{name}.isthmus" for name in ("one", "two", "three"))
    run(SAMPLE, "--keep", "Buy Zork", "--from", changed, "-o", kept)
    assert len(load_map(kept).tables["systems"]) == len(load_map(SAMPLE).tables["systems"])
    capsys.readouterr()
    run(kept, "--list")
    assert capsys.readouterr().out == "Buy Zork · 1 change\n"
    run(kept, "--list", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "scenarios": [{"name": "Buy Zork", "description": "", "changes": 1}]
    }
    run(kept, "--apply", "buy zork", "-o", applied)
    assert load_map(applied).tables["systems"] == load_map(changed).tables["systems"]
    assert [one.label for one in load_map(applied).history][-2:] == [
        "Keep the scenario Buy Zork",
        "Apply the scenario Buy Zork",
    ]
    run(kept, "--remove", "Buy Zork", "-o", removed)
    assert not load_map(removed).tables["scenarios"]


def test_a_map_without_any_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    run(SAMPLE, "--list")
    assert capsys.readouterr().out == "The map has no scenario yet.\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "choose one of --list, --keep, --apply, --remove"),
        (("--list", "--apply", "X"), "choose one of"),
        (("--keep", "X"), "--keep and --from belong together"),
        (("--apply", "X"), "say with -o which map to write"),
        (("--apply", "X", "-o", "OUT"), "no scenario 'X'. It has none yet."),
        (("--remove", "X", "-o", "note.txt"), "A map ends in .isthmus"),
    ],
)
def test_what_makes_no_sense_is_refused(
    words: tuple[str, ...], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.isthmus"
    run(SAMPLE, *(str(out) if word == "OUT" else word for word in words), expect=2)
    assert why in " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert not out.exists()


def test_the_program_knows_the_command() -> None:
    assert "scenario" in COMMANDS
