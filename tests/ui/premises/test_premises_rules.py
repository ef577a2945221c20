"""Rules on the page of premises: ticked, edited, new, from files and to files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from isthmus.analysis.premises import (
    Premises,
    known_keys,
)
from isthmus.analysis.rulebook import held_rules
from isthmus.catalogue.rules import rules_of_text
from isthmus.catalogue.types import Direction, Severity
from isthmus.ui.premises.dialog import PremisesDialog
from isthmus.ui.premises.rule_form import RuleForm
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.premisepage import button, labels, premises, texts, tick

Find = Callable[[str], QDialog]
PACK = """
[OWN-01]
title = "<b>Mail</b> knows who buys"
sources = ["erp"]
targets = ["email-campaigns"]
data_objects = ["order"]
subject = "target"
max_hops = 2
severity = "critical"
why = "Mail may be sent to strangers."
"""


# --- rules ---------------------------------------------------------------------------------------


def test_the_boxes_of_packs_have_three_states(harbour: MainWindow, page: PremisesDialog) -> None:
    state = lambda name: page.rules.tree._rows[name].checkState(0)  # noqa: E731
    assert state("hr") is Qt.CheckState.Checked
    tick(page, "HRM-01")
    assert state("hr") is Qt.CheckState.PartiallyChecked
    assert texts(page, "hr")[2] == "9 of 10 on"
    tick(page, "hr")
    assert state("HRM-01") is Qt.CheckState.Checked
    tick(page, "hr")
    assert state("HRM-02") is Qt.CheckState.Unchecked
    tick(page, "HRM-02")
    page.primary.click()
    held = held_rules(premises(harbour), harbour.session.catalogue)
    assert [key for key, one in held.items() if one.is_on and one.rule.pack == "hr"] == ["HRM-02"]


def test_the_keyboard_walks_ticks_and_opens(
    harbour: MainWindow, page: PremisesDialog, dialog: Find
) -> None:
    page.tabs.setCurrentWidget(page.rules)
    tree = page.rules.tree
    tree.show_name("MKT-02")
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert tree._rows["MKT-02"].checkState(0) is Qt.CheckState.Unchecked
    QTest.keyClick(tree, Qt.Key.Key_Up)
    assert "MKT-01 · Source:" in labels(page.rules.card)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert dialog("rule-form").windowTitle() == "Edit MKT-01"
    assert page.isVisible()


def test_enter_in_a_field_applies_nothing_and_ctrl_enter_does(
    harbour: MainWindow, page: PremisesDialog
) -> None:
    page.ties.same_name.click()
    page.tabs.setCurrentWidget(page.rules)
    QTest.keyClick(page.rules.search, Qt.Key.Key_Return)
    assert page.isVisible()
    QTest.keyClick(page.rules.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.isVisible()
    assert premises(harbour).same_name


def test_the_filter_keeps_rules_that_hold_the_words(page: PremisesDialog) -> None:
    catalogue = page._draft.catalogue
    page.rules.search.setText("consent e-mail")
    rows = page.rules.tree._rows
    shown = {rule.key for rule in catalogue.rules if not rows[rule.key].isHidden()}
    assert shown
    for rule in catalogue.rules:
        names = [catalogue.categories[key].name for key in (*rule.sources, *rule.targets)]
        names += [catalogue.data_objects[key].name for key in rule.data_objects]
        words = " ".join([rule.title, rule.reason, *names]).casefold()
        if "consent" in words and "e-mail" in words:
            assert rule.key in shown
    page.rules.search.setText("no such words")
    assert page.rules.nothing.isVisibleTo(page.rules)
    page.rules.search.clear()
    assert not any(row.isHidden() for row in rows.values())


def form_of(page: PremisesDialog, key: str, dialog: Find) -> RuleForm:
    page.tabs.setCurrentWidget(page.rules)
    page.rules.tree.show_name(key)
    button(page.rules, "edit").click()
    made = dialog("rule-form")
    assert isinstance(made, RuleForm)
    return made


def test_a_rule_is_edited_in_words_and_goes_back(
    harbour: MainWindow, page: PremisesDialog, dialog: Find
) -> None:
    form = form_of(page, "MKT-02", dialog)
    built_in = form.rule
    assert built_in in harbour.session.catalogue.rules
    severity = form._fields["severity"]
    severity.combo.setCurrentIndex(3)
    severity.combo.activated.emit(3)
    form.primary.click()
    assert texts(page, "MKT-02")[2:] == ["Low", "1", "Changed"]
    assert "Changed from the built-in rule: severity." in labels(page.rules.card)
    held = held_rules(page._draft.premises, page._draft.catalogue)["MKT-02"]
    assert (held.rule.severity, held.rule.claim) == (Severity.LOW, built_in.claim)
    button(page.rules, "back").click()
    assert texts(page, "MKT-02")[2:] == ["High", "1", ""]
    assert not page.primary.isEnabled()


def test_a_rule_that_expects_other_things_rests_on_the_company(
    page: PremisesDialog, dialog: Find
) -> None:
    form = form_of(page, "MKT-02", dialog)
    drop = form.tokens["data_objects"].findChildren(QPushButton)[0]
    drop.click()
    form.primary.click()
    assert "MKT-02 · Source: The company's own rule" in labels(page.rules.card)


def type_token(form: RuleForm, name: str, words: str) -> None:
    line = form.tokens[name].line
    line.setFocus()
    line.setText(words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_new_rule_is_made_held_and_shown(
    harbour: MainWindow, page: PremisesDialog, dialog: Find, qtbot: QtBot
) -> None:
    button(page.rules, "new-rule").click()
    form = dialog("rule-form")
    assert form.key.text() == "OWN-01"
    for needed, fill in (
        ("Give the rule a title", lambda: form.title.setText("Mail knows who buys")),
        ("which systems give", lambda: type_token(form, "sources", "configure, price, quote")),
        ("which systems take", lambda: type_token(form, "targets", "E-mail campaigns")),
        ("which data objects", lambda: type_token(form, "data_objects", "Order")),
        ("what may go wrong", lambda: form.why.setPlainText("Strangers\nmay get mail.")),
    ):
        form.primary.click()
        assert needed in form.problem.text()
        fill()
        assert form.problem.text() == ""
    assert form.rule.sources == ("cpq",)
    assert form.words.text().startswith("Each system of Configure, price, quote sends Order to")
    form.primary.click()
    assert not form.isVisible()
    assert texts(page, "OWN-01") == ["Mail knows who buys", "OWN-01", "Medium", "–", "Own"]
    page.primary.click()
    rule = held_rules(premises(harbour), harbour.session.catalogue)["OWN-01"].rule
    assert (rule.pack, rule.why) == ("own", "Strangers may get mail.")


def test_the_form_refuses_in_words_what_makes_no_sense(page: PremisesDialog, dialog: Find) -> None:
    form = form_of(page, "MKT-02", dialog)
    type_token(form, "targets", "Elephants")
    assert "Nothing known is called 'Elephants'" in form.tokens["targets"].problem.text()
    form.primary.click()
    assert "Elephants" in form.problem.text()
    form.tokens["targets"].line.clear()
    form.tokens["targets"].refuse("")
    type_token(form, "targets", "Accounting")
    form.primary.click()
    assert "'accounting' is among the sources and the targets" in form.problem.text()
    assert form.isVisible()
    assert not page._draft.is_changed


def test_what_does_not_go_together_cannot_be_chosen(page: PremisesDialog, dialog: Find) -> None:
    form = form_of(page, "MKT-02", dialog)
    assert not form.why_back.isEnabled()
    assert form.together.isEnabled()
    form._choose("direction", Direction.BOTH)
    assert form.why_back.isEnabled()
    assert not form.together.isEnabled()
    form.why_back.setPlainText("Nobody learns.")
    assert form.rule.why_back == "Nobody learns."
    form._choose("direction", Direction.FORWARD)
    assert form.rule.why_back == ""


# --- files ---------------------------------------------------------------------------------------


def test_rules_come_from_a_file_and_go_again(
    harbour: MainWindow, page: PremisesDialog, tmp_path: Path
) -> None:
    path = tmp_path / "acme.toml"
    path.write_text(PACK, "utf-8")
    page.rules.add_file(path)
    assert texts(page, "acme")[:3] == ["Acme", "", "1 of 1 on"]
    page.rules.tree.show_name("OWN-01")
    shown = [x for x in page.rules.card.findChildren(QLabel) if "<b>Mail</b>" in x.text()]
    assert [x.textFormat() for x in shown] == [Qt.TextFormat.PlainText]
    assert "&lt;b&gt;" in page.rules.tree._rows["OWN-01"].toolTip(0)
    page.rules.tree.show_name("acme")
    button(page.rules, "remove").click()
    assert "acme" not in page.rules.tree._rows
    assert not page._draft.is_changed


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PACK.replace('"erp"', '"elephant"'), "acme.toml: OWN-01: 'sources' refers to 'elephant'"),
        ("[OWN-01", "acme.toml: Expected ']'"),
        (None, "acme.toml: No such file"),
        ("", "acme.toml: it holds no rule"),
    ],
)
def test_a_faulty_file_is_told_and_changes_nothing(
    page: PremisesDialog, dialog: Find, tmp_path: Path, content: str | None, told: str
) -> None:
    path = tmp_path / "acme.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    page.rules.add_file(path)
    assert told in labels(dialog("message"))
    assert not page._draft.is_changed


def test_a_faulty_pack_in_the_map_is_told_of_and_can_be_removed(
    harbour: MainWindow, dialog: Find
) -> None:
    edits.set_premises(harbour.session.document, Premises(own={"acme": "[OWN-01]\ntitle = 3"}))
    harbour.actions_["premises"].trigger()
    page = dialog("premises")
    assert texts(page, "acme")[4] == "Faulty"
    page.rules.tree.show_name("acme")
    assert "It counts for nothing: acme.toml: OWN-01: 'title' is not a text" in labels(page.rules)
    button(page.rules, "remove").click()
    page.primary.click()
    assert premises(harbour) == Premises()


def test_the_rules_that_are_on_are_saved_as_a_pack(
    page: PremisesDialog, dialog: Find, tmp_path: Path
) -> None:
    catalogue = page._draft.catalogue
    tick(page, "hr")
    path = tmp_path / "all.toml"
    page.rules.save_file(path)
    read = rules_of_text("all", path.read_text("utf-8"), known_keys(catalogue))
    assert {one.key for one in read} == {one.key for one in catalogue.rules if one.pack != "hr"}
    page.rules.save_file(tmp_path / "nowhere" / "all.toml")
    assert "all.toml" in labels(dialog("message"))
