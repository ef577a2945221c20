"""`isthmus fit`: what a product would need, in words and as JSON; what it refuses."""

import json

import pytest

from isthmus.__main__ import COMMANDS
from isthmus.cli import main
from isthmus.paths import resources

SAMPLE = str(resources() / "samples/harbour-vale.isthmus")
HUBSPOT = ["fit", SAMPLE, "--product", "HubSpot", "--department", "Marketing", "--region", "US"]


def test_it_tells_what_to_connect_what_overlaps_and_what_it_brings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(HUBSPOT) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "HubSpot (HubSpot Marketing Hub): Marketing automation, for Marketing, in US",
        "Must connect to: 7 flows to build",
        "  critical · OneTrust → HubSpot: Consent · PRV-01",
    ]
    heads = [line.split(":")[0] for line in lines if not line.startswith(" ")]
    assert heads[2:] == ["Connectors", "Overlaps", "Data", "Compliance", "IT's part", "Islands"]
    assert any("Marketo Engage, likeness 0.75" in line for line in lines)
    assert [line.split(", ")[0] for line in lines[-2:]] == ["  11 islands", "  10 islands"]
    assert lines[-2].endswith("30 missing integrations once it is bought: it is a rogue islet")
    assert lines[-1].endswith("24 missing integrations with its flows: it is on the mainland")


def test_what_it_would_hold_and_be_under_can_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*HUBSPOT, "--data", "order", "--regulation", "SOX", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in found["data"] if one["held"]] == ["Order"]
    assert "SOX" in found["compliance"]["regulations"]


def test_the_same_comes_as_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*HUBSPOT, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {
        "candidate", "on_map", "effort", "needs", "unmet", "connectors", "overlaps", "data",
        "compliance", "involvement", "islands",
    }  # fmt: skip
    assert found["effort"] == len(found["needs"]) == 7
    assert found["candidate"]["product"] == "hubspot-marketing-hub"
    assert found["islands"]["bought"]["candidate_on"] == "rogue"
    assert found["islands"]["tied"]["candidate_on"] == "mainland"


def test_with_a_category_any_name_goes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", SAMPLE, "--product", "Zork", "--category", "crm"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Zork: CRM and demand generation\n")
    assert "Connectors: none known, since the catalogue does not know the product" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--product", "Hubspit"], "Close ones: HubSpot"),
        (["--product", "HubSpot", "--department", "Mars"], "no department 'Mars'"),
        (["--product", "Zork", "--category", "nothing of it"], "no category 'nothing of it'"),
    ],
)
def test_what_is_not_known_is_refused(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fit", SAMPLE, *words]) == 2
    assert told in capsys.readouterr().err


def test_the_program_knows_its_commands() -> None:
    assert {"fit", "answers"} <= set(COMMANDS)
