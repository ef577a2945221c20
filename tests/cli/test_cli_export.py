"""`isthmus export`: a workbook, CSV files, a template; what it refuses."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from isthmus.cli import main
from isthmus.paths import resources

SAMPLE = str(resources() / "samples/harbour-vale.isthmus")


def test_a_map_goes_out_and_comes_back_unchanged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert main(["export", SAMPLE, "-o", str(out)]) == 0
    assert main(["import", SAMPLE, str(out), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "Systems: 0 new, 0 updated, 62 merged or unchanged, 0 reported" in said


def test_csv_goes_into_a_folder_or_one_sheet_into_a_file(tmp_path: Path) -> None:
    assert main(["export", SAMPLE, "-o", str(tmp_path / "all")]) == 0
    assert len(list((tmp_path / "all").glob("*.csv"))) == 7
    assert main(["export", SAMPLE, "-o", str(tmp_path / "f.csv"), "--sheet", "Flows"]) == 0
    assert (tmp_path / "f.csv").read_bytes() == (tmp_path / "all" / "Flows.csv").read_bytes()


def test_the_template_needs_no_map(tmp_path: Path) -> None:
    assert main(["export", "--template", "-o", str(tmp_path / "t.xlsx")]) == 0
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames[0] == "Readme"
    assert book["Flows"].freeze_panes == "C2"
    assert book["Systems"].data_validations.dataValidation


@pytest.mark.parametrize(
    "words",
    [
        ["-o", "x.xlsx"],
        [SAMPLE, "-o", "x.ods"],
        [SAMPLE, "-o", "x.csv"],
        [SAMPLE, "-o", "x.csv", "--sheet", "Nothing"],
        ["--template", "-o", "x.csv"],
    ],
)
def test_what_cannot_be_written_is_refused(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", *words]) == 2
    assert list(tmp_path.iterdir()) == []
