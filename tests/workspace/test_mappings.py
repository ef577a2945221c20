"""Mappings are kept by the shape of a sheet and proposed again."""

import json
from pathlib import Path

import pytest

from isthmus.exchange.choices import SheetChoice
from isthmus.workspace import mappings
from isthmus.workspace.mappings import Mappings, mapping_of

HEADERS = [(0, "Nr."), (1, "Tool (required)"), (2, "Firma"), (3, "Farbe")]
TEXTS = [text for _, text in HEADERS]
CHOICE = SheetChoice("systems", 3, {1: "name", 2: "vendor", 3: ""}, hidden=False)


def saved(folder: Path) -> Mappings:
    kept = Mappings(folder)
    kept.save(mapping_of("may.xlsx", TEXTS, HEADERS, CHOICE))
    return Mappings(folder)


def test_a_mapping_comes_back_for_the_same_headers_in_any_order(tmp_path: Path) -> None:
    turned = [(0, "Farbe"), (1, "Firma"), (2, "TOOL"), (3, "Nr")]
    found = saved(tmp_path).find([text for _, text in turned])
    assert found is not None
    assert found.file == "may.xlsx"
    choice = found.choice(turned)
    assert choice == SheetChoice("systems", 3, {0: "", 1: "vendor", 2: "name"}, hidden=False)


def test_headers_that_are_nearly_the_same_are_of_one_shape(tmp_path: Path) -> None:
    wide = [(n, f"Column {chr(65 + n)}") for n in range(9)]
    kept = Mappings(tmp_path)
    kept.save(mapping_of("may.xlsx", [t for _, t in wide], wide, CHOICE))
    texts = [text for _, text in wide]
    assert kept.find([*texts, "New one"]) is not None
    assert kept.find(texts[:5]) is None


def test_the_newer_mapping_of_a_shape_counts_and_may_be_forgotten(tmp_path: Path) -> None:
    kept = saved(tmp_path)
    newer = mapping_of("june.xlsx", TEXTS, HEADERS, SheetChoice(fields={2: "custom"}))
    kept.save(newer)
    assert Mappings(tmp_path).find(TEXTS) == newer
    kept.forget(newer)
    assert Mappings(tmp_path).find(TEXTS) is None


def test_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mappings, "_KEPT", 2)
    kept = Mappings(tmp_path)
    for letter in "ABC":
        kept.save(mapping_of("a.csv", [f"Header {letter}"], [], SheetChoice()))
    assert kept.find(["Header A"]) is None
    assert kept.find(["Header C"]) is not None


SOUND = {"file": "a", "headers": ["x"], "role": None, "header_row": 1, "fields": {}, "hidden": True}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", '{"a": 1}', "[" * 100_000, *(
        json.dumps([{**SOUND, **wrong}])
        for wrong in ({"role": "nonsense"}, {"header_row": -1}, {"fields": {"x": "origin"}},
                      {"headers": [1]}, {"fields": 3})
    )],
)  # fmt: skip
def test_a_damaged_file_is_done_without(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "mappings.json").write_text(text, "utf-8")
    assert Mappings(tmp_path).find(["x"]) is None
    assert "done without" in caplog.text


def test_what_cannot_be_written_is_no_reason_to_stop(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    Mappings(tmp_path / "file").save(mapping_of("a.csv", TEXTS, HEADERS, CHOICE))
    assert "cannot be kept" in caplog.text


def test_what_is_written_is_plain(tmp_path: Path) -> None:
    saved(tmp_path)
    (one,) = json.loads((tmp_path / "mappings.json").read_text("utf-8"))
    assert one["fields"] == {"farbe": "", "firma": "vendor", "tool": "name"}
