"""Rules added and left out on the command line, and what a check says that it depends on."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from isthmus.cli import main
from isthmus.paths import resources

SAMPLE = resources() / "samples/harbour-vale.isthmus"
PACK = """
[OWN-01]
title = "Mail knows who buys"
sources = ["erp"]
targets = ["email-campaigns"]
data_objects = ["order"]
subject = "target"
max_hops = 2
severity = "critical"
why = "Mail may be sent to strangers."
"""


def checked(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main(["check", str(SAMPLE), "--json", *map(str, words)]) == 0
    return json.loads(capsys.readouterr().out)


def rules(found: dict) -> set[str]:
    return {finding["rule"] for finding in found["findings"]}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "acme.toml"
    path.write_text(PACK, "utf-8")
    return path


def test_a_check_says_what_it_depends_on(capsys: pytest.CaptureFixture[str]) -> None:
    premises = checked(capsys)["premises"]
    assert premises["carried"] == ["file", "manual"]
    assert premises["by_hand"] == ["manual"]
    assert (premises["same_name"], premises["mainland"]) == (False, "standing")
    assert premises["rules"] == {
        "on": 116, "off": [], "packs_off": [], "own": [], "edited": [], "faulty": [],
    }  # fmt: skip


def test_rules_are_added_and_left_out(capsys: pytest.CaptureFixture[str], pack: Path) -> None:
    before = checked(capsys)
    assert {"MKT-01", "OWN-01"} & rules(before) == {"MKT-01"}
    after = checked(capsys, "--rules", pack, "--off", "MKT-01", "--off", "hr")
    assert {"MKT-01", "OWN-01"} & rules(after) == {"OWN-01"}
    assert not any(key.startswith("HRM") for key in rules(after))
    told = after["premises"]["rules"]
    assert (told["own"], told["packs_off"]) == (["OWN-01"], ["hr"])
    assert told["on"] == 116 + 1 - 1 - 10
    assert rules(checked(capsys, "--rules", pack, "--off", "acme")) == rules(before)


@pytest.mark.parametrize(
    ("content", "words", "told"),
    [
        (None, ["--rules", "none.toml"], "none.toml: No such file"),
        ("[OWN-01]\ntitle = 3", ["--rules", "bad.toml"], "bad.toml: OWN-01: 'title' is not"),
        ("x = ", ["--rules", "bad.toml"], "bad.toml: "),
        (None, ["--off", "XYZ-99"], "no rule and no pack of rules called 'XYZ-99'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: str | None,
    words: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "bad.toml").write_text(content, "utf-8")
    assert main(["check", str(SAMPLE), *words]) == 2
    assert told in capsys.readouterr().err


def test_the_report_tells_its_method(tmp_path: Path, pack: Path) -> None:
    output = tmp_path / "report.pdf"
    words = ["report", SAMPLE, "-o", output, "--rules", pack, "--off", "hr"]
    assert main([str(word) for word in words]) == 0
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(output).pages).split())
    assert "Packs of rules that are switched off: HR (10 rules)." in text
    assert "Rules of the company's own: OWN-01." in text
