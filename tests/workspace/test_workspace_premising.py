"""What the findings depend on, edited: one undo step, nothing where nothing changes."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.analysis.check import check
from isthmus.analysis.premises import MainlandBy, Premises, premises_of
from isthmus.analysis.rulebook import held_rules
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.document import Document
from isthmus.model.rates import Rates
from isthmus.model.records import FlowMethod, Setting
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.harbour import harbour_vale

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


def found(document: Document) -> set[str]:
    return {finding.rule for finding in check(document.snapshot(), load_catalogue()).findings}


several = st.builds(
    Premises,
    carried=st.frozensets(st.sampled_from(FlowMethod), max_size=3),
    same_name=st.booleans(),
    mainland=st.sampled_from(MainlandBy),
    silent=st.frozensets(st.sampled_from(["MKT-01", "hr"])),
    rates=st.sampled_from([Rates(), Rates({"USD": Decimal("0.9")})]),
)


@given(st.lists(several, max_size=4))
def test_each_is_one_step_and_all_are_undone(wanted: list[Premises]):
    document = harbour_vale()
    before, last, steps = document.snapshot(), Premises(), 0
    for premises in wanted:
        edits.set_premises(document, premises)
        steps += premises != last
        last = premises
        assert premises_of(document.snapshot()) == premises
        assert document.revision == steps
    for _ in range(steps):
        document.undo()
    assert document.snapshot().same_content(before)
    assert document.undo() is None


def test_only_what_changes_is_touched_and_the_label_says_it():
    document = harbour_vale()
    heard = []
    document.subscribe(heard.append)
    edits.set_premises(document, Premises(mainland=MainlandBy.SIZE))
    edits.set_premises(document, Premises(mainland=MainlandBy.SIZE, same_name=True))
    edits.set_premises(document, Premises())
    touched = [[delta.id for delta in change.deltas] for change in heard]
    assert touched == [["mainland"], ["ties.same-name"], ["ties.same-name", "mainland"]]
    assert [change.label for change in heard] == [
        "Change what marks the mainland",
        "Change whether systems of one name are one",
        "Change what the findings depend on",
    ]
    assert document.snapshot().settings == {}


def test_a_setting_that_nobody_can_read_stays_until_it_is_set():
    document = harbour_vale()
    with document.edit("By somebody") as tx:
        tx.put(Setting(id="mainland", value="moon"))
        tx.put(Setting(id="of a later version", value="1"))
    edits.set_premises(document, Premises())
    assert document.revision == 1
    edits.set_premises(document, Premises(mainland=MainlandBy.SIZE))
    edits.set_premises(document, Premises())
    assert list(document.snapshot().settings) == ["of a later version"]


def test_rules_are_added_from_a_file_and_from_a_text(tmp_path: Path):
    path = tmp_path / "acme.toml"
    path.write_bytes(b"\xef\xbb\xbf" + PACK.encode())
    document = harbour_vale()
    edits.add_rules(document, load_catalogue(), path)
    assert list(premises_of(document.snapshot()).own) == ["acme"]
    assert "OWN-01" in found(document)
    edits.add_rules(document, load_catalogue(), ("acme", PACK.replace("OWN-01", "OWN-02")))
    assert {"OWN-01", "OWN-02"} & found(document) == {"OWN-02"}
    assert document.undo().label.endswith("Add the rules of acme")
    document.undo()
    assert premises_of(document.snapshot()) == Premises()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PACK.replace('"erp"', '"elephant"'), "acme.toml: OWN-01: 'sources' refers to 'elephant'"),
        ("[OWN-01", "acme.toml: Expected ']'"),
        (b"\xff\xfe[", "acme.toml: it is no text in UTF-8"),
        ("#" * 900_000, "acme.toml: it is longer than 200,000 characters"),
        ("#" * 300_000, "acme.toml: it is longer than 200,000 characters"),
        ("", "acme.toml: it holds no rule"),
        (None, "acme.toml: No such file or directory"),
    ],
)
def test_a_faulty_file_is_refused_in_words(tmp_path: Path, content, told: str):
    path, document = tmp_path / "acme.toml", harbour_vale()
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(EditRefused) as error:
        edits.add_rules(document, load_catalogue(), path)
    assert str(error.value).startswith(told)
    assert document.revision == 0


def test_a_rule_is_edited_and_switched():
    document, catalogue = harbour_vale(), load_catalogue()
    held = held_rules(Premises(), catalogue)["MKT-02"].rule
    edits.edit_rule(document, catalogue, replace(held, severity=Severity.LOW))
    analysis = check(document.snapshot(), catalogue)
    assert {f.severity for f in analysis.findings if f.rule == held.key} == {Severity.LOW}
    edits.switch(document, catalogue, ["MKT-02", "hr"], on=False)
    assert "MKT-02" not in found(document)
    edits.switch(document, catalogue, ["MKT-02", "hr"], on=True)
    assert document.undo().label.endswith("Switch MKT-02, hr on")
    document.undo()
    document.undo()
    assert document.snapshot().settings == {}


def test_what_makes_no_sense_is_refused():
    document, catalogue = harbour_vale(), load_catalogue()
    rule = held_rules(Premises(), catalogue)["MKT-02"].rule
    with pytest.raises(EditRefused, match="among the sources and the targets"):
        edits.edit_rule(document, catalogue, replace(rule, sources=rule.targets))
    with pytest.raises(EditRefused, match="no rule and no pack of rules called 'XYZ-99'"):
        edits.switch(document, catalogue, ["MKT-02", "XYZ-99"], on=False)
    assert document.revision == 0
