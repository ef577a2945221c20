"""The settings page of what the findings depend on: set, looked at, applied, undone."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from isthmus.analysis.check import check
from isthmus.analysis.premises import (
    Bond,
    MainlandBy,
    Premises,
    known_keys,
    premises_of,
    with_premises,
)
from isthmus.analysis.rulebook import held_rules, switched
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.rules import rules_of_text
from isthmus.catalogue.types import Direction, Severity
from isthmus.model.rates import Rates
from isthmus.model.records import FlowMethod, System
from isthmus.ui.premises.dialog import PremisesDialog
from isthmus.ui.premises.outlook import Outlook, change_in_words
from isthmus.ui.premises.rule_form import RuleForm
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.sources import Opened
from support.harbour import harbour_vale, system_id

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


@pytest.fixture
def page(harbour: MainWindow, dialog: Find) -> PremisesDialog:
    harbour.actions_["premises"].trigger()
    found = dialog("premises")
    assert isinstance(found, PremisesDialog)
    return found


def settled(window: MainWindow, page: PremisesDialog, qtbot: QtBot, words: str) -> str:
    """What the page says would change, once it has these words in it."""
    qtbot.waitUntil(lambda: words in page.outlook.text() and not window.jobs.is_busy)
    return page.outlook.text()


def outlook_of(window: MainWindow) -> Outlook:
    return window.findChildren(Outlook)[-1]


def premises(window: MainWindow) -> Premises:
    return premises_of(window.session.snapshot)


def labels(part: QWidget) -> str:
    QTest.qWait(1)  # what is new in a layout is shown at the next turn
    return "\n".join(x.text() for x in part.findChildren(QLabel) if not x.isHidden())


def button(part: QWidget, name: str) -> QPushButton:
    QTest.qWait(1)
    return next(b for b in part.findChildren(QPushButton, name) if not b.isHidden())


def texts(page: PremisesDialog, name: str) -> list[str]:
    row = page.rules.tree._rows[name]
    return [row.text(column) for column in range(5)]


def tick(page: PremisesDialog, name: str) -> None:
    """Click the box of a row."""
    tree = page.rules.tree
    page.tabs.setCurrentWidget(page.rules)
    tree.show_name(name)
    box = tree.visualItemRect(tree._rows[name])
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 11, box.center().y())
    )


# --- applying ------------------------------------------------------------------------------------


def test_all_that_is_set_is_one_undo_step(
    harbour: MainWindow, page: PremisesDialog, qtbot: QtBot
) -> None:
    before = harbour.session.snapshot
    assert not page.primary.isEnabled()
    page.ties.carried[FlowMethod.FILE].click()
    page.ties.manual[FlowMethod.FILE].click()
    page.ties.same_name.click()
    page.ties.bonds[Bond.PART_OF].click()
    page.mainland.choices[MainlandBy.SIZE].click()
    tick(page, "MKT-01")
    assert harbour.session.snapshot is before
    page.primary.click()
    assert premises(harbour) == Premises(
        carried=frozenset({FlowMethod.MANUAL}),
        manual=frozenset({FlowMethod.MANUAL, FlowMethod.FILE}),
        same_name=True,
        bonds=frozenset({Bond.PART_OF}),
        mainland=MainlandBy.SIZE,
        silent=frozenset({"MKT-01"}),
    )
    qtbot.waitUntil(lambda: harbour.session.analysis.revision == harbour.session.snapshot.revision)
    assert not [f for f in harbour.session.analysis.findings if f.rule == "MKT-01"]
    harbour.actions_["undo"].trigger()
    assert harbour.session.snapshot.same_content(before)


def test_cancel_changes_nothing(harbour: MainWindow, page: PremisesDialog) -> None:
    page.ties.same_name.click()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert harbour.session.document.revision == 0


def test_back_to_the_usual(harbour: MainWindow, dialog: Find) -> None:
    edits.set_premises(
        harbour.session.document,
        Premises(same_name=True, silent=frozenset({"hr"}), mainland=MainlandBy.BACKBONE),
    )
    harbour.actions_["premises"].trigger()
    page = dialog("premises")
    assert page.ties.same_name.isChecked()
    assert page.mainland.choices[MainlandBy.BACKBONE].isChecked()
    assert texts(page, "hr")[2] == "0 of 10 on"
    page.usual.click()
    assert not page.ties.same_name.isChecked()
    assert page.mainland.choices[MainlandBy.STANDING].isChecked()
    assert texts(page, "hr")[2] == "10 of 10 on"
    page.primary.click()
    assert harbour.session.snapshot.settings == {}


# --- what would change ---------------------------------------------------------------------------


def test_it_says_how_the_findings_would_change(
    harbour: MainWindow, page: PremisesDialog, qtbot: QtBot
) -> None:
    snapshot, catalogue = harbour.session.snapshot, harbour.session.catalogue
    now = len(harbour.session.analysis.findings)
    settled(harbour, page, qtbot, f"Findings: {now} now, and the same {now} if applied.")
    tick(page, "martech")
    off = Premises(silent=frozenset({"martech"}))
    then = check(with_premises(snapshot, off), catalogue)
    number = len(then.findings)
    said = settled(harbour, page, qtbot, f"{now} now, {number} if applied")
    assert "Missing integrations" in said
    counted = sum(f.rule == "DAT-02" for f in then.findings)
    assert texts(page, "DAT-02")[3] == (str(counted) if counted else "–")
    assert texts(page, "martech")[3] == "–"
    assert harbour.session.document.revision == 0


def test_nothing_is_told_once_the_page_is_closed(
    harbour: MainWindow, page: PremisesDialog, qtbot: QtBot
) -> None:
    told: list[str] = []
    settled(harbour, page, qtbot, "if applied")
    outlook_of(harbour).told.connect(told.append)
    with qtbot.waitSignal(harbour.jobs.started):
        page.ties.same_name.click()
    page.reject()
    qtbot.waitUntil(lambda: not harbour.jobs.is_busy)
    assert told == []


def test_of_several_changes_the_last_is_told(
    harbour: MainWindow, page: PremisesDialog, qtbot: QtBot
) -> None:
    told: list[str] = []
    settled(harbour, page, qtbot, "if applied")
    outlook_of(harbour).told.connect(told.append)
    with qtbot.waitSignal(harbour.jobs.started):
        tick(page, "martech")
    page.usual.click()
    qtbot.waitUntil(lambda: bool(told) and not harbour.jobs.is_busy)
    qtbot.wait(20)
    assert [words for words in told if "go" in words] == []


def test_the_change_in_words_counts_what_goes_and_comes() -> None:
    document = harbour_vale()
    with document.edit("Dollars") as tx:
        tx.change(System, system_id("SAP S/4HANA"), currency="USD")
    snapshot = document.snapshot()
    catalogue = load_catalogue()
    before = check(snapshot, catalogue)
    rated = Premises(rates=Rates({"USD": Decimal(2)}), silent=frozenset({"martech"}))
    after = check(with_premises(snapshot, rated), catalogue)
    gone = {f.key for f in before.findings} - {f.key for f in after.findings}
    come = {f.key for f in after.findings} - {f.key for f in before.findings}
    said = change_in_words(before, after, snapshot)
    assert f"{len(gone)} go" in said
    assert (f"{len(come)} come" in said) == bool(come)
    assert said.endswith("Spend that is counted: €493k → €673k a year.")
    back = change_in_words(after, before, snapshot)
    assert f"{len(gone)} come" in back


def test_a_map_that_changes_meanwhile_is_followed(
    harbour: MainWindow, page: PremisesDialog, qtbot: QtBot
) -> None:
    page.ties.same_name.click()
    settled(harbour, page, qtbot, "if applied")
    edits.set_premises(harbour.session.document, Premises(mainland=MainlandBy.SIZE))
    assert page.mainland.choices[MainlandBy.SIZE].isChecked()
    assert page.ties.same_name.isChecked()
    edits.delete(harbour.session.document, [system_id("Hootsuite")])
    now = check(harbour.session.snapshot, harbour.session.catalogue)
    settled(harbour, page, qtbot, f"Findings: {len(now.findings)} now")
    page.primary.click()
    assert premises(harbour) == Premises(same_name=True, mainland=MainlandBy.SIZE)


def test_another_map_closes_the_page(harbour: MainWindow, page: PremisesDialog) -> None:
    page.ties.same_name.click()
    harbour.session.workspace.adopt(Opened(harbour_vale()), is_saved=True)
    harbour.session.adopt()
    assert not page.isVisible()
    assert premises(harbour) == Premises()


def test_an_empty_map_has_premises_too(window: MainWindow, dialog: Find, qtbot: QtBot) -> None:
    window.actions_["premises"].trigger()
    page = dialog("premises")
    settled(window, page, qtbot, "Findings: 0 now, and the same 0 if applied.")
    assert "Every cost on this map is in EUR." in labels(page.rates)
    page.ties.same_name.click()
    page.primary.click()
    assert premises(window).same_name


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


# --- currencies ----------------------------------------------------------------------------------


@pytest.fixture
def dear(harbour: MainWindow) -> MainWindow:
    with harbour.session.document.edit("Costs in other currencies") as tx:
        for name, code in (("Marketo", "usd"), ("Segment", "USD"), ("Stripe", "GBP")):
            tx.change(System, system_id(name), currency=code)
    return harbour


def test_each_currency_gets_a_rate(dear: MainWindow, dialog: Find, qtbot: QtBot) -> None:
    dear.actions_["premises"].trigger()
    page = dialog("premises")
    page.tabs.setCurrentWidget(page.rates)
    assert list(page.rates.lines) == ["GBP", "USD"]
    assert page.rates.notes["USD"].text() == "2 systems left out of what is added up"
    QTest.keyClicks(page.rates.lines["USD"], "0,92")
    assert page.rates.notes["USD"].text() == "2 systems counted"
    assert page.rates.notes["GBP"].text() == "1 system left out of what is added up"
    settled(dear, page, qtbot, "Spend that is counted:")
    page.primary.click()
    assert premises(dear).rates == Rates({"USD": Decimal("0.92")})
    dear.actions_["premises"].trigger()
    assert dialog("premises").rates.lines["USD"].text() == "0.92"


@pytest.mark.parametrize("text", ["abc", "-1", "0", "nan", "1,2,3", "1e99", "Infinity"])
def test_what_is_no_rate_is_refused_in_words(dear: MainWindow, dialog: Find, text: str) -> None:
    dear.actions_["premises"].trigger()
    page = dialog("premises")
    line = page.rates.lines["USD"]
    page.ties.same_name.click()
    QTest.keyClicks(line, text)
    assert page.rates.notes["USD"].property("role") == "danger"
    assert line.property("state") == "bad"
    assert not page.primary.isEnabled()
    line.clear()
    line.textEdited.emit("")
    assert page.rates.notes["USD"].property("role") == "warning"
    assert page.primary.isEnabled()


# --- looks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 800), (760, 600)])
def test_nothing_is_cut_and_everything_has_a_name(
    harbour: MainWindow, dialog: Find, qtbot: QtBot, size: tuple[int, int]
) -> None:
    harbour.resize(*size)
    harbour.actions_["premises"].trigger()
    page = dialog("premises")
    page.rules.tree.show_name("MKT-02")
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        qtbot.wait(1)
        buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
        assert buttons
        cut = [
            b for b in buttons if isinstance(b, QPushButton) and b.width() < b.sizeHint().width()
        ]
        assert [b.text() for b in cut] == []
        parts = [*buttons, *page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
        taken = [p for p in parts if p.isVisible() and p.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert [p for p in taken if not (p.accessibleName() or getattr(p, "text", str)())] == []


def test_the_why_of_a_finding_speaks_of_the_rule_that_holds(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    session = harbour.session
    rule = held_rules(Premises(), session.catalogue)["MKT-02"].rule
    edits.edit_rule(session.document, session.catalogue, replace(rule, title="Tied at last"))
    qtbot.waitUntil(lambda: session.analysis.revision == session.snapshot.revision)
    finding = next(f for f in session.analysis.findings if f.rule == "MKT-02")
    harbour.finding_desk.why(finding)
    assert "Rule MKT-02: Tied at last" in labels(dialog("why"))


def test_the_why_of_a_tidal_island_names_what_is_carried(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    session = harbour.session
    carried = frozenset({FlowMethod.DATABASE, FlowMethod.MANUAL})
    edits.set_premises(session.document, Premises(carried=carried))
    qtbot.waitUntil(lambda: session.analysis.revision == session.snapshot.revision)
    finding = next(f for f in session.analysis.findings if f.rule == "ISL-02")
    harbour.finding_desk.why(finding)
    assert "Only manual transfers or databases tie these systems" in labels(dialog("why"))


def test_switching_by_hand_and_by_function_agree(harbour: MainWindow, page: PremisesDialog) -> None:
    for name in ("data", "DAT-01", "MKT-01", "martech"):
        tick(page, name)
    expected = Premises()
    for name, on in (("data", False), ("DAT-01", True), ("MKT-01", False), ("martech", True)):
        expected = switched(expected, harbour.session.catalogue, [name], on=on)
    assert page._draft.premises == expected
