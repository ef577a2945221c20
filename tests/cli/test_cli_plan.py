"""`isthmus plan`: its lines, its JSON, the map that it writes, its refusals."""

import json

import pytest

from isthmus.cli import main
from isthmus.paths import resources
from isthmus.storage.mapfile import load_map

SAMPLE = resources() / "samples/harbour-vale.isthmus"


def test_the_plan_is_one_object_and_the_same_twice(capsys):
    told = []
    for _ in range(2):
        assert main(["plan", str(SAMPLE), "--severity", "high", "--json", "--compare"]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    found = json.loads(told[0])
    assert found["proof"]["is_best"]
    total = sum(flow["days"] for wave in found["waves"] for flow in wave["flows"])
    assert found["days"] == pytest.approx(total)
    names = [variant["name"] for variant in found["variants"]]
    assert names[0] == "Direct flows only"
    assert names[-1] == "Over a new integration platform"
    for variant in found["variants"]:
        if variant["leaves"] == len(found["leaves"]):
            assert variant["days"] >= found["days"]


def test_a_plan_is_adopted_into_a_new_map(tmp_path, capsys):
    target = tmp_path / "planned.isthmus"
    words = ["plan", str(SAMPLE), "--adopt", str(target), "--start", "2030-01-07"]
    assert main(words) == 0
    assert "Wrote" in capsys.readouterr().out
    before, after = load_map(SAMPLE), load_map(target)
    assert len(after.tables["flows"]) > len(before.tables["flows"])
    assert after.history[-1].label.startswith("Adopt the plan: ")
    assert main(words) == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--budget", "Sales"], ["--finding", "x"], ["--time", "-1"]])
def test_a_wrong_word_is_refused(words, capsys):
    assert main(["plan", str(SAMPLE), *words]) == 2
    assert capsys.readouterr().err
