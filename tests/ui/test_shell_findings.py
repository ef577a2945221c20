"""Findings in the window: shown on the canvas, planned away, explained, accepted."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import isthmus.analysis
from isthmus.analysis.results import Finding, FindingKind
from isthmus.model.records import FlowState, System
from isthmus.ui.dialogs.accept_risk import AcceptRisk
from isthmus.ui.panels.finding_card import FindingCard
from isthmus.ui.rules import BUILT_IN, grounds
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from isthmus.workspace.sources import author
from support.harbour import system_id

Find = Callable[[str], QDialog]


def first(window: MainWindow, kind: FindingKind) -> Finding:
    analysis = window.session.analysis
    assert analysis is not None
    return next(f for f in analysis.findings if f.kind is kind and f.closes_with)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """The map as it stands has been checked, and the panel shows it."""
    revision = window.session.snapshot.revision
    qtbot.waitUntil(
        lambda: window.session.analysis is not None and window.session.analysis.revision == revision
    )


def card(window: MainWindow) -> FindingCard:
    shown = window.findings.list.card
    assert shown is not None
    return shown


def test_a_click_on_a_finding_shows_it_on_the_canvas(
    harbour: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[Finding | None] = []
    monkeypatch.setattr(harbour.canvas, "show_finding", shown.append)
    view = harbour.findings.list
    index = view.rows.index(1)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    row = view.rows.row(index)
    assert row is not None
    assert shown == [row.finding]
    assert harbour.findings.current() == row.finding
    assert row.finding is not None
    assert row.finding.evidence in [label.text() for label in card(harbour).findChildren(QLabel)]
    harbour.findings.list.close_finding()
    assert shown[-1] is None


def test_add_planned_flow_is_one_undo_step(harbour: MainWindow, qtbot: QtBot) -> None:
    finding = first(harbour, FindingKind.MISSING_INTEGRATION)
    assert harbour.findings.open_finding(finding.key)
    before = len(harbour.session.snapshot.flows)
    card(harbour).findChild(QPushButton, "plan").click()
    flows = harbour.session.snapshot.flows.values()
    planned = [flow for flow in flows if flow.state is FlowState.PLANNED]
    assert {(flow.source, flow.target) for flow in planned} == {
        (one.source, one.target) for one in finding.closes_with
    }
    settled(harbour, qtbot)
    assert card(harbour).findChild(QPushButton, "plan") is None
    assert "Planned" in [label.text() for label in card(harbour).findChildren(QLabel)]
    assert not harbour.actions_["plan"].isEnabled()
    harbour.actions_["undo"].trigger()
    assert len(harbour.session.snapshot.flows) == before


def test_planning_twice_is_refused_in_words(harbour: MainWindow, qtbot: QtBot) -> None:
    finding = first(harbour, FindingKind.MISSING_INTEGRATION)
    harbour.finding_desk.plan(finding)
    harbour.finding_desk.plan(finding)
    assert "planned already" in harbour.host.toast.text()


def asked_to_accept(window: MainWindow, finding: Finding, dialog: Find) -> AcceptRisk:
    window.findings.open_finding(finding.key)
    card(window).findChild(QPushButton, "accept").click()
    asked = dialog("accept-risk")
    assert isinstance(asked, AcceptRisk)
    return asked


def press_accept(asked: AcceptRisk) -> list[str]:
    """Presses the button; what is said against it."""
    next(b for b in asked.findChildren(QPushButton) if b.text() == "Accept risk").click()
    return [x.text() for x in asked.findChildren(QLabel) if x.property("role") == "danger"]


def test_accepting_a_risk_needs_reason_who_and_an_end(harbour: MainWindow, dialog: Find) -> None:
    asked = asked_to_accept(harbour, first(harbour, FindingKind.MISSING_INTEGRATION), dialog)
    assert asked.who.text() == author()
    in_a_year = datetime.now(UTC).date() + timedelta(days=365)
    assert abs((date.fromisoformat(asked.until.text()) - in_a_year).days) <= 1
    asked.who.clear()
    for text, fault in (
        ("next year", "Not a date"),
        ("", "or choose no end"),
        ("2001-01-01", "past"),
    ):
        asked.until.setText(text)
        why, who, _, until = press_accept(asked)
        assert "Say why" in why
        assert "Say who" in who
        assert fault in until
        assert asked.until.property("state") == "bad"
    assert asked.isVisible()
    asked.reason.setPlainText("The contract ends in March.")
    asked.who.setText("Ann")
    asked.role.setText("CIO")
    asked.no_end.click()
    assert not asked.until.isEnabled()
    press_accept(asked)
    waiver = next(iter(harbour.session.snapshot.waivers.values()))
    assert (waiver.reason, waiver.who) == ("The contract ends in March.", "Ann")
    assert (waiver.role, waiver.until) == ("CIO", None)


def test_the_card_and_the_reasons_tell_who_accepted_it_and_until_when(
    harbour: MainWindow, dialog: Find, qtbot: QtBot
) -> None:
    finding = first(harbour, FindingKind.MISSING_INTEGRATION)
    until = date(2099, 3, 31)
    harbour.session.edit(edits.waive, finding, "It ends.", "Ann", until, role="CIO")
    settled(harbour, qtbot)
    assert harbour.findings.open_finding(finding.key)
    told = "Accepted by Ann (CIO), until 2099-03-31: It ends."
    assert told in [label.text() for label in card(harbour).findChildren(QLabel)]
    card(harbour).findChild(QPushButton, "why").click()
    why = dialog("why")
    assert told in [label.text() for label in why.findChildren(QLabel)]
    why.close()


def test_a_risk_that_grew_comes_back_and_says_why(harbour: MainWindow, qtbot: QtBot) -> None:
    finding = first(harbour, FindingKind.ROGUE_ISLAND)
    harbour.session.edit(edits.waive, finding, "For now", "Ann", None, role="CIO")
    view = harbour.session.view_id
    harbour.session.edit(edits.draw_system_with_flow, "Zork", view, 0, 0, source=finding.systems[0])
    settled(harbour, qtbot)
    back = [
        one for one in harbour.session.analysis.findings
        if one.kind is FindingKind.ROGUE_ISLAND and set(finding.systems) < set(one.systems)
    ]  # fmt: skip
    assert [one.waived for one in back] == [False]
    assert "Accepted by Ann (CIO)" in back[0].evidence
    assert "Zork among them." in back[0].evidence


def test_an_accepted_rogue_island_is_said_under_its_figure(
    harbour: MainWindow, qtbot: QtBot
) -> None:
    words = [x.text() for x in harbour.findings.figures.findChildren(QLabel)]
    number = words[words.index("rogue islands") - 1]
    assert harbour.session.analysis is not None
    island = next(
        f for f in harbour.session.analysis.findings if f.kind is FindingKind.ROGUE_ISLAND
    )
    harbour.session.edit(edits.waive, island.key, "For now", "CIO", None)
    settled(harbour, qtbot)
    words = [x.text() for x in harbour.findings.figures.findChildren(QLabel)]
    assert words[words.index("rogue islands, 1 accepted") - 1] == number


def test_accepting_a_risk_can_be_undone(harbour: MainWindow, dialog: Find, qtbot: QtBot) -> None:
    finding = first(harbour, FindingKind.MISSING_INTEGRATION)
    number = harbour.findings.count()
    asked = asked_to_accept(harbour, finding, dialog)
    asked.reason.setPlainText("The contract ends in March.")
    asked.until.setText("2099-03-31")
    asked.who.setText("CIO")
    press_accept(asked)
    waiver = next(iter(harbour.session.snapshot.waivers.values()))
    assert (waiver.finding_key, waiver.who) == (finding.key, "CIO")
    settled(harbour, qtbot)
    assert harbour.findings.count() == number - 1
    assert harbour.tabs.tabText(0) == f"Findings {number - 1}"

    assert harbour.findings.open_finding(finding.key)  # under the fold of accepted risks
    restore = [b for b in card(harbour).findChildren(QPushButton) if "no longer" in b.text()]
    restore[0].click()
    settled(harbour, qtbot)
    assert harbour.findings.count() == number
    harbour.actions_["undo"].trigger()
    harbour.actions_["undo"].trigger()
    assert not harbour.session.snapshot.waivers


def test_every_rule_can_be_explained(harbour: MainWindow) -> None:
    session = harbour.session
    assert session.analysis is not None
    explained = [grounds(finding, session.catalogue) for finding in session.analysis.findings]
    assert explained
    assert all(one.title and one.why for one in explained)
    # the rules that are built in, found wherever the analysis names one
    folder = Path(isthmus.analysis.__file__).parent
    text = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    assert set(re.findall(r'"([A-Z]{3}-\d\d)"', text)) == set(BUILT_IN)


def test_why_names_rule_source_and_cells(harbour: MainWindow, dialog: Find) -> None:
    finding = first(harbour, FindingKind.MISSING_INTEGRATION)
    harbour.findings.open_finding(finding.key)
    harbour.actions_["why"].trigger()
    text = "\n".join(label.text() for label in dialog("why").findChildren(QLabel))
    rule = next(r for r in harbour.session.catalogue.rules if r.key == finding.rule)
    source = harbour.session.catalogue.sources[rule.claim]
    assert rule.title in text
    assert source.title in text
    assert "inventory.xlsx · Applications" in text
    between = "one hub" if rule.max_hops == 2 else f"at most {rule.max_hops - 1} hubs"
    assert f"a way over {between}" in text


def test_the_opened_finding_stays_open_through_an_edit(harbour: MainWindow, qtbot: QtBot) -> None:
    finding = first(harbour, FindingKind.ROGUE_ISLAND)
    harbour.findings.open_finding(finding.key)
    harbour.go_to(system_id("Workday"))
    harbour.actions_["delete"].trigger()
    settled(harbour, qtbot)
    opened = harbour.findings.current()
    assert opened is not None
    assert opened.key == finding.key


def test_tab_leads_from_the_list_to_the_buttons_of_the_opened_finding(
    harbour: MainWindow,
) -> None:
    harbour.activateWindow()
    harbour.actions_["next_finding"].trigger()
    harbour.findings.list.setFocus()
    passed = []
    for _ in range(3):
        QTest.keyClick(harbour.focusWidget(), Qt.Key.Key_Tab)
        passed.append(harbour.focusWidget().accessibleName())
    assert passed == ["Add planned flow", "Why?", "Accept risk…"]


def test_moving_a_card_checks_nothing_and_renaming_does(harbour: MainWindow, qtbot: QtBot) -> None:
    session = harbour.session
    begun: list[bool] = []
    session.analysing.connect(lambda: begun.append(True))
    before = session.analysis
    session.edit(edits.move, session.view_id, {system_id("Marketo"): (5.0, 5.0)})
    qtbot.wait(30)
    assert begun == []
    assert session.analysis is before
    session.edit(edits.rename, System, system_id("Mailchimp"), "Brevo")
    qtbot.waitUntil(lambda: begun == [True])  # once the canvas has followed
    settled(harbour, qtbot)
    island = harbour.findings.list.rows.row(harbour.findings.list.rows.index(0))
    assert island is not None
    assert "Brevo" in island.detail


def test_next_and_previous_finding_walk_round(harbour: MainWindow) -> None:
    keys = [f.key for f in harbour.findings.list.rows.findings()]
    for expected in (keys[0], keys[1]):
        harbour.actions_["next_finding"].trigger()
        current = harbour.findings.current()
        assert current is not None
        assert current.key == expected
    harbour.actions_["previous_finding"].trigger()
    harbour.actions_["previous_finding"].trigger()
    current = harbour.findings.current()
    assert current is not None
    assert current.key == keys[-1]
