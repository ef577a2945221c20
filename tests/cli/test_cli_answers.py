"""`isthmus answers`: asked on a workbook, taken into a map; what it refuses."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from isthmus.cli import main
from isthmus.paths import resources

SAMPLE = resources() / "samples/harbour-vale.isthmus"


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """The sample's workbook, with one answer of each side on social media."""
    path = tmp_path / "asked.xlsx"
    assert main(["answers", "--template", "-o", str(path), str(SAMPLE)]) == 0
    book = load_workbook(path)
    for name, driver in (("IT", "IT"), ("Business", "Marketing")):
        sheet = book[name]
        row = next(cell.row for cell in sheet["A"] if cell.value == "area:social-media")
        sheet.cell(row, 6).value, sheet.cell(row, 7).value = driver, "Ana"
    book.save(path)
    return path


def test_answers_come_into_the_map_and_into_the_check(
    asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "map.isthmus"
    shutil.copy(SAMPLE, target)
    assert main(["answers", str(asked), "-o", str(target)]) == 0
    assert "Answers: 2 new, 0 updated, 0 unchanged, 0 reported" in capsys.readouterr().out
    assert main(["check", str(target), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["agreement"]
    [subject] = found["subjects"]
    assert (subject["name"], subject["it"], subject["business"]) == (
        "Social media", {"IT": 1}, {"Marketing": 1},
    )  # fmt: skip
    assert (subject["disagreement"], found["disagreed"]) == (1.0, ["Social media"])
    before = target.read_bytes()
    assert main(["answers", str(asked), "-o", str(target)]) == 0
    assert "0 new, 0 updated, 2 unchanged" in capsys.readouterr().out
    assert target.read_bytes() == before


def test_a_dry_run_writes_nothing(
    asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["answers", str(asked), str(SAMPLE), "-o", str(tmp_path / "new.isthmus"), "--dry-run"]
    assert main(words) == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert not (tmp_path / "new.isthmus").exists()
    assert main([*words, "--json"]) == 0
    [book] = json.loads(capsys.readouterr().out)["books"]
    assert {sheet["role"] for sheet in book["sheets"]} == {"answers"}


def test_a_new_map_is_made_beside_the_one_that_is_given(asked: Path, tmp_path: Path) -> None:
    before = SAMPLE.read_bytes()
    assert main(["answers", str(asked), str(SAMPLE), "-o", str(tmp_path / "new.isthmus")]) == 0
    assert (tmp_path / "new.isthmus").exists()
    assert SAMPLE.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["x.xlsx"],
        ["x.xlsx", "-o", "new.isthmus"],
        ["x.xlsx", "-o", "new.txt"],
        [str(SAMPLE), "-o", "new.isthmus"],
        ["--template", str(SAMPLE), "-o", "x.csv"],
        ["--template", str(SAMPLE), "--dry-run"],
        ["x.xlsx", str(SAMPLE), "-o", "new.isthmus"],
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["answers", *words]) == 2
    assert list(tmp_path.iterdir()) == []
