"""The command line: every command on the sample, its JSON, its exit codes, its refusals."""

import json
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from isthmus.__main__ import COMMANDS
from isthmus.__main__ import main as begin
from isthmus.cli import app, main
from isthmus.paths import resources

SAMPLE = resources() / "samples/harbour-vale.xlsx"


@pytest.fixture(scope="module")
def sample_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "sample.isthmus"
    assert main(["import", str(SAMPLE), "-o", str(path)]) == 0
    return path


def read_json(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main([str(word) for word in words]) == 0
    return json.loads(capsys.readouterr().out)


def workbook(path: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_check_prints_one_object_of_the_documented_shape(
    sample_map: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read_json(capsys, "check", sample_map, "--json")
    assert set(found) == {
        "map", "islands", "findings", "metrics", "data_objects", "customer_view",
        "return_readiness", "involvement", "compliance", "overlap", "agreement", "benchmarks",
        "premises",
    }  # fmt: skip
    assert set(found["map"]) == {"systems", "flows", "data_objects", "departments"}
    assert found["map"]["systems"] == 62
    assert found["map"]["departments"] == 8
    sizes = [len(island["systems"]) for island in found["islands"]]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == 62
    assert all(island["systems"] == sorted(island["systems"]) for island in found["islands"])
    for finding in found["findings"]:
        assert set(finding) == {
            "key", "kind", "rule", "severity", "systems", "data_objects", "evidence", "cells",
            "closes_with",
        }  # fmt: skip
    kinds = {finding["kind"] for finding in found["findings"]}
    assert {"rogue-island", "missing-integration", "manual-transfer", "tidal-island"} <= kinds


def test_the_samples_islands_are_those_that_its_workbook_holds(
    sample_map: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = read_json(capsys, "check", sample_map, "--json")
    rogue = [i["systems"] for i in found["islands"] if i["kind"] == "rogue"]
    assert ["Airtable (campaign planning)", "Mailchimp", "Typeform"] in rogue
    assert ["Calendly", "Pipedrive"] in rogue
    assert ["Hootsuite", "Meltwater"] in rogue
    assert ["Canva"] in rogue
    tidal = [i["systems"] for i in found["islands"] if i["kind"] == "tidal"]
    assert ["Eventbrite"] in tidal
    assert ["Anaplan"] in tidal


def test_check_gives_the_same_bytes_for_a_map_and_for_its_workbook_twice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = read_json(capsys, "check", SAMPLE, "--json")
    second = read_json(capsys, "check", SAMPLE, "--json")
    assert json.dumps(first) == json.dumps(second)


def test_check_fails_on_severity(sample_map: Path) -> None:
    assert main(["check", str(sample_map), "--fail-on", "low"]) == 1
    assert main(["check", str(sample_map)]) == 0


def test_dry_run_tells_all_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "new.isthmus"
    told = read_json(capsys, "import", SAMPLE, "-o", target, "--dry-run", "--json")
    assert not target.exists()
    assert set(told) >= {"sheets", "systems", "flows", "problems"}
    roles = {sheet["name"]: sheet["role"] for sheet in told["sheets"]}
    assert roles == {"Read me": "ignored", "Applications": "systems", "Interfaces": "flows"}
    header_rows = {sheet["name"]: sheet["header_row"] for sheet in told["sheets"]}
    assert header_rows == {"Read me": None, "Applications": 5, "Interfaces": 3}
    assert told["systems"]["new"] == 62
    applications = next(s for s in told["sheets"] if s["name"] == "Applications")
    assert sum(told["systems"].values()) == applications["rows"]
    assert told["flows"]["new"] >= 85


def test_importing_again_updates_and_adds_nothing(
    sample_map: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = read_json(capsys, "import", SAMPLE, "-o", sample_map, "--dry-run", "--json")
    assert told["systems"]["new"] == 0
    assert told["flows"]["new"] == 0
    assert told["systems"]["updated"] == told["flows"]["updated"] == 0
    assert told["flows"]["merged"] == 113


def test_a_later_edition_says_what_is_missing_and_what_conflicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "map.isthmus"
    for month, rows in (("05", "CRM,Acme\nShop,Best\n"), ("06", "CRM,Acme\n")):
        (tmp_path / f"apps-{month}.csv").write_text(f"Application name,Vendor\n{rows}")
    assert main(["import", str(tmp_path / "apps-05.csv"), "-o", str(target)]) == 0
    capsys.readouterr()
    later = str(tmp_path / "apps-06.csv")
    assert main(["import", later, "-o", str(target), "--missing", "retire"]) == 0
    told = capsys.readouterr().out
    assert "apps-06.csv replaces apps-05.csv" in told
    assert "missing: apps-05.csv apps-05 A3: Shop (retire)" in told
    again = read_json(capsys, "import", later, "-o", target, "--dry-run", "--json")
    assert again["missing"] == []
    assert again["editions"][0]["earlier"] == "apps-06.csv"


def test_report_and_draw_write_what_they_say(sample_map: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    assert main(["report", str(sample_map), "-o", str(report)]) == 0
    assert "Hootsuite" in "".join(page.extract_text() for page in PdfReader(report).pages)
    starts = {".svg": b"<", ".png": b"\x89PNG", ".pdf": b"%PDF"}
    for suffix, start in starts.items():
        picture = tmp_path / f"map{suffix}"
        assert main(["draw", str(sample_map), "-o", str(picture)]) == 0
        assert picture.read_bytes().startswith(start)


def test_a_picture_that_comes_out_smaller_says_so(
    sample_map: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    monkeypatch.setattr("isthmus.drawing.picture.MOST_PIXELS", 90_000)
    picture = tmp_path / "map.png"
    assert main(["draw", str(sample_map), "-o", str(picture), "--width", "4000"]) == 0
    assert "smaller than asked for" in capsys.readouterr().out
    assert main(["draw", str(sample_map), "-o", str(picture), "--width", "100"]) == 0
    assert "smaller" not in capsys.readouterr().out


def test_the_command_line_works_without_qt(sample_map: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6'] = None; sys.modules['pyqtgraph'] = None\n"
        "from isthmus.cli import main\n"
        f"raise SystemExit(main(['check', {str(sample_map)!r}, '--json']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["map"]["systems"] == 62


def test_every_command_is_known_to_who_starts_the_window() -> None:
    names = {
        one.name or (one.callback and one.callback.__name__) for one in app.registered_commands
    }
    assert names == set(COMMANDS)


def test_a_word_that_is_neither_command_nor_file_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert begin(["nowhere.xlsx"]) == 2
    assert "There is no command and no file 'nowhere.xlsx'" in capsys.readouterr().err


def test_commands_and_options_go_to_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert begin(["--version"]) == 0
    assert begin(["check", "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("isthmus ")
    assert "--fail-on" in told


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The message with which a command refuses its input."""
    assert main([str(word) for word in words]) == 2
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert told.out == ""
    return told.err


def newer_map(path: Path) -> Path:
    assert main(["import", str(SAMPLE), "-o", str(path)]) == 0
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99000")
    connection.close()
    return path


def protected_workbook(path: Path) -> Path:
    """The start of an OLE container, as Excel writes around an encrypted workbook."""
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + name + b"\0" * 2048)
    return path


def not_a_workbook(path: Path) -> Path:
    path.write_bytes(b"\x7fELF" + bytes(range(256)) * 8)
    return path


def zip_that_is_no_workbook(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing here")
    return path


@pytest.mark.parametrize(
    "make",
    [
        not_a_workbook,
        zip_that_is_no_workbook,
        protected_workbook,
        workbook,
        lambda path: workbook(path, ["Amount", "Sum"], [1, 2], [3, 4]),
        lambda path: path.with_name("absent.xlsx"),
    ],
    ids=["not a workbook", "other zip", "protected", "empty", "no name column", "absent"],
)
def test_a_bad_workbook_is_refused_by_name(
    make: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make(tmp_path / "book.xlsx")
    target = tmp_path / "map.isthmus"
    target.write_bytes(b"")
    target.unlink()
    assert source.name in refused(capsys, "import", source, "-o", target)
    assert not target.exists()
    assert source.name in refused(capsys, "check", source)


def test_a_protected_workbook_is_called_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = refused(capsys, "check", protected_workbook(tmp_path / "secret.xlsx"))
    assert "password" in told


def test_a_map_of_a_newer_version_is_refused_and_stays_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = newer_map(tmp_path / "newer.isthmus")
    before = path.read_bytes()
    capsys.readouterr()
    assert "newer" in refused(capsys, "check", path)
    assert "newer" in refused(capsys, "import", SAMPLE, "-o", path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["import", "report", "draw"])
def test_what_cannot_be_written_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    suffix = {"import": ".isthmus", "report": ".pdf", "draw": ".svg"}[command]
    target = tmp_path / "no such folder" / f"out{suffix}"
    told = refused(capsys, command, SAMPLE, "-o", target)
    assert "no such folder" in told
    assert not target.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["check", "x.isthmus", "--nonsense"],
        ["import", str(SAMPLE)],
        ["draw", str(SAMPLE), "-o", "map.bmp"],
        ["draw", str(SAMPLE), "-o", "map.svg", "--theme", "mauve"],
        ["check", str(SAMPLE), "--as-of", "yesterday"],
        ["check", str(SAMPLE), "--fail-on", "banana"],
        ["import", str(SAMPLE), "-o", "map.txt"],
        ["bogus"],
    ],
)
def test_wrong_usage_is_exit_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    told = capsys.readouterr().err
    assert told
    assert "Value error" not in told
    assert "Traceback" not in told


def test_as_of_before_anything_was_live_finds_no_flows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    then = read_json(capsys, "check", SAMPLE, "--json", "--as-of", "2001-01-01")
    now = read_json(capsys, "check", SAMPLE, "--json", "--as-of", "2026-11-01")
    assert len(then["islands"]) < len(now["islands"])


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("isthmus ")


def test_lineage_tells_of_one_object_or_of_all(
    sample_map: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = read_json(capsys, "lineage", sample_map, "--object", "customer", "--json")
    assert [one["name"] for one in told["data_objects"]] == ["Customer"]
    assert main(["lineage", str(sample_map), "--object", "Employee"]) == 0
    text = capsys.readouterr().out
    assert "Deputy has it from no master" in text
    assert "Cornerstone: up to 7 days old, slowest Workday HCM → Cornerstone (weekly)" in text
    assert main(["lineage", str(sample_map)]) == 0
    assert "Customer: 97 of 100" in capsys.readouterr().out
    assert main(["lineage", str(sample_map), "--object", "Unicorn"]) == 2
    assert "no data object 'Unicorn'" in capsys.readouterr().err


def test_involvement_goes_by_the_bundled_rules_or_by_ones_own(
    sample_map: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["involvement", str(sample_map), "--as-of", "2026-12-01"]) == 0
    text = capsys.readouterr().out
    assert "IT leads: 22 systems" in text
    assert "Pipedrive (5) · nobody of IT looks after it: has Contact, personal data" in text
    own = tmp_path / "own.toml"
    bundled = resources() / "involvement" / "involvement.toml"
    own.write_text(
        bundled.read_text("utf-8").replace("leads_from = 5", "leads_from = 100"), "utf-8"
    )
    told = read_json(capsys, "involvement", sample_map, "--rules", own, "--json")
    assert "IT leads" not in {one["verdict"] for one in told["involvement"]}
    own.write_text("[verdicts]\n", "utf-8")
    assert main(["involvement", str(sample_map), "--rules", str(own)]) == 2
    assert "own.toml" in capsys.readouterr().err


def test_check_ends_with_the_accounts_in_short(
    sample_map: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(sample_map), "--as-of", "2026-12-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "View of Customer: 97 of 100" in "\n".join(lines[-8:])
    assert "Mailchimp: tied to the back-end data of 0 of 7 departments" in lines
    assert any(line.startswith("Ending within 180 days: Cornerstone") for line in lines)
