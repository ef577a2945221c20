"""The list of what overlaps: what it says, how it follows the map, where it leads."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from isthmus.analysis.overlap import overlaps
from isthmus.model.records import Flow, Lifecycle, System
from isthmus.ui.judging import following
from isthmus.ui.judging.following import State
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import system_id
from support.judging import add_twin, settle, titles

Show = Callable[[str], QDialog]


def test_who_could_be_folded_into_whom_is_told_with_all_that_it_takes(
    harbour: MainWindow, show: Show
) -> None:
    add_twin(harbour)
    dialog = show("overlap")
    assert titles(dialog) == ["Brevo into Mailchimp"]
    text = dialog.particulars.text()
    assert "Both are of the category E-mail campaigns" in text
    assert "Both hold Contact" in text
    assert "Mailchimp → Snowflake: Contact" in text
    assert "At most €12,000 a year" in text
    assert "when the contract of Brevo ends" in text
    assert "Brevo: E-mail campaigns, Marketing, 3 users, 1 flow, €12,000 a year" in text


@pytest.mark.long
def test_all_overlaps_of_the_analysis_are_listed_those_with_evidence_first(
    harbour: MainWindow, show: Show
) -> None:
    for name in ("Brevo", "Klaviyo", "Sender"):
        add_twin(harbour, name)
    dialog = show("overlap")
    groups = overlaps(harbour.session.snapshot, harbour.session.catalogue)
    expected = [one for group in groups for one in group.overlaps]
    assert len(expected) == 3
    assert {row.key for row in dialog.list.rows.shown} == {one.folded for one in expected}
    likeness = [one.pill for one in dialog.list.rows.shown]
    assert likeness == sorted(likeness, reverse=True)


def test_a_map_without_overlap_says_what_would_be_compared(show: Show) -> None:
    dialog = show("overlap")
    assert titles(dialog) == []
    shown = [part.text() for part in dialog.findChildren(QLabel) if part.isVisible()]
    assert any("No two systems of this map do the same" in text for text in shown)
    assert not dialog.go.isEnabled()


def test_the_list_follows_edits_and_undo(harbour: MainWindow, show: Show, qtbot: QtBot) -> None:
    dialog = show("overlap")
    add_twin(harbour)
    assert dialog.follower.state is not State.CURRENT
    qtbot.waitUntil(lambda: titles(dialog) == ["Brevo into Mailchimp"])
    harbour.session.edit(edits.rename, System, system_id("Mailchimp"), "Chimp")
    qtbot.waitUntil(lambda: titles(dialog) == ["Brevo into Chimp"])
    harbour.actions_["undo"].trigger()
    harbour.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: titles(dialog) == [])
    assert dialog.particulars.text() == ""


@pytest.mark.long
def test_moving_a_card_works_nothing_out_again(harbour: MainWindow, show: Show) -> None:
    dialog = show("overlap")
    harbour.session.edit(
        edits.move, harbour.session.view_id, {system_id("Marketo"): (5_000.0, 5_000.0)}
    )
    assert any(one.x == 5_000 for one in harbour.session.snapshot.placements.values())
    assert dialog.follower.state is State.CURRENT


def test_where_it_takes_long_it_waits_to_be_asked_and_shows_nothing_stale(
    harbour: MainWindow, show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_twin(harbour)
    dialog = show("overlap")
    monkeypatch.setattr(following, "QUICK", -1.0)
    harbour.session.edit(edits.rename, System, system_id("Mailchimp"), "Chimp")
    assert dialog.standing.text() == "The map has changed since."
    assert not dialog.particulars.isVisible()
    assert not dialog.list.isEnabled()
    assert not dialog.go.isEnabled()
    qtbot.wait(200)
    assert titles(dialog) == ["Brevo into Mailchimp"]
    dialog.standing.again.click()
    settle(dialog, qtbot)
    assert titles(dialog) == ["Brevo into Chimp"]
    assert dialog.particulars.isVisible()
    assert dialog.list.isEnabled()


@pytest.mark.long
def test_another_map_is_looked_at_anew(harbour: MainWindow, show: Show, qtbot: QtBot) -> None:
    add_twin(harbour)
    dialog = show("overlap")
    harbour.session.workspace.new()
    harbour.session.adopt()
    qtbot.waitUntil(lambda: titles(dialog) == [])


def test_enter_selects_both_on_the_map_and_the_dialog_can_be_had_back(
    harbour: MainWindow, show: Show
) -> None:
    twin = add_twin(harbour)
    harbour.session.edit(edits.show_known, twin, harbour.session.view_id, 560.0, 600.0)
    dialog = show("overlap")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert harbour.canvas.selection() == {twin, system_id("Mailchimp")}
    assert not dialog.isVisible()
    harbour.host.toast.buttons[0].click()
    assert dialog.isVisible()
    assert titles(dialog) == ["Brevo into Mailchimp"]


@pytest.mark.long
def test_what_is_not_on_the_view_is_offered_to_be_brought_in(
    harbour: MainWindow, show: Show
) -> None:
    add_twin(harbour)
    dialog = show("overlap")
    dialog.go.click()
    assert "not on this view" in harbour.host.toast.text()
    assert [one.text() for one in harbour.host.toast.buttons] == ["Bring in"]


@pytest.mark.long
def test_the_word_on_the_way_back_is_on_the_dialog_that_was_left_last(
    harbour: MainWindow, show: Show
) -> None:
    twin = add_twin(harbour)
    harbour.session.edit(edits.show_known, twin, harbour.session.view_id, 560.0, 600.0)
    show("involvement").go.click()
    assert harbour.host.toast.text() == "‘IT's involvement’ is out of the way"
    show("overlap").go.click()
    assert harbour.host.toast.text() == "‘Overlap’ is out of the way"


def test_search_narrows_and_arrows_lead_from_it_through_the_list(
    harbour: MainWindow, show: Show
) -> None:
    for name in ("Brevo", "Klaviyo"):
        add_twin(harbour, name)
    dialog = show("overlap")
    QTest.keyClicks(dialog.search, "klav")
    assert titles(dialog) == ["Klaviyo into Mailchimp"]
    dialog.search.clear()
    QTest.keyClick(dialog.search, Qt.Key.Key_Up)
    assert dialog.list.current() == dialog.list.rows.shown[0]
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.list.current() == dialog.list.rows.shown[1]
    QTest.keyClicks(dialog.search, "nobody")
    assert titles(dialog) == []
    assert dialog.particulars.text() == ""


def test_a_cancelled_job_leaves_an_offer_to_begin_again(
    harbour: MainWindow, show: Show, qtbot: QtBot
) -> None:
    dialog = show("overlap")
    dialog.follower.begin()
    dialog.follower._job.cancel()
    assert dialog.standing.text() == "It was not worked out: that was cancelled."
    assert not dialog.particulars.isVisible()
    dialog.standing.again.click()
    settle(dialog, qtbot)
    assert dialog.standing.again.isHidden()


@pytest.mark.long
def test_it_stays_as_large_and_where_it_was_left(show: Show) -> None:
    dialog = show("overlap")
    dialog.setGeometry(30, 40, 900, 610)
    dialog.hide()
    show("overlap")
    assert dialog.geometry().getRect() == (30, 40, 900, 610)
    assert not dialog.isModal()


@pytest.mark.long
def test_of_a_hub_with_many_flows_the_first_are_told_and_how_many_more(
    harbour: MainWindow, show: Show
) -> None:
    twin = add_twin(harbour)
    with harbour.session.document.edit("Tie") as tx:
        for number in range(70):
            other = tx.put(System(name=f"Other {number}", lifecycle=Lifecycle.LIVE))
            tx.put(Flow(source=twin, target=other.id))
            tx.change(System, system_id("Mailchimp"), users=9_000)
    dialog = show("overlap")
    shown = [part.text() for part in dialog.particulars.findChildren(QLabel)]
    assert "71 flows would have to be rebuilt:" in shown
    assert "and 12 more" in shown
    assert dialog.particulars.text().count("Mailchimp → Other") == 70


def test_a_closed_dialog_works_nothing_out(harbour: MainWindow, show: Show, qtbot: QtBot) -> None:
    dialog = show("overlap")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    add_twin(harbour)
    qtbot.wait(150)
    assert dialog.follower.state is State.CHANGED
    show("overlap")
    assert titles(dialog) == ["Brevo into Mailchimp"]
