"""The settings page of what the findings depend on: set, looked at, applied, undone."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from isthmus.analysis.check import check
from isthmus.analysis.premises import (
    Bond,
    MainlandBy,
    Premises,
    with_premises,
)
from isthmus.analysis.rulebook import held_rules, switched
from isthmus.catalogue.load import load_catalogue
from isthmus.model.rates import Rates
from isthmus.model.records import FlowMethod, System
from isthmus.ui.premises.dialog import PremisesDialog
from isthmus.ui.premises.outlook import change_in_words
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.sources import Opened
from support.harbour import harbour_vale, system_id
from support.premisepage import labels, outlook_of, premises, settled, texts, tick

Find = Callable[[str], QDialog]


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
