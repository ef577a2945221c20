"""IT's involvement: the verdicts with their reasons, and who looks after a system today."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from isthmus.analysis.involvement.verdicts import Verdict, involvement
from isthmus.model.records import Criticality, System
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import system_id
from support.judging import titles

Show = Callable[[str], QDialog]


def test_every_system_has_its_verdict_and_reasons(harbour: MainWindow, show: Show) -> None:
    dialog = show("involvement")
    found = involvement(harbour.session.snapshot, harbour.session.catalogue)
    assert {row.key for row in dialog.list.rows.shown} == {one.system for one in found}
    for one in found:
        dialog.list.choose(one.system)
        text = dialog.particulars.text()
        assert one.verdict in text
        assert all(reason.told in text for reason in one.reasons)
        assert all(f"- {what}" in text for what in one.unknown)
        assert f"{one.points} point" in text


def test_where_it_should_lead_and_is_absent_comes_first_and_can_be_asked_for(
    harbour: MainWindow, show: Show, qtbot: QtBot
) -> None:
    dialog = show("involvement")
    airtable = system_id("Airtable")
    assert dialog.list.rows.shown[0].key != airtable
    with harbour.session.document.edit("Weigh") as tx:
        tx.change(System, airtable, criticality=Criticality.CRITICAL, regulations=("GDPR",))
    qtbot.waitUntil(lambda: dialog.list.rows.shown[0].key == airtable)
    assert dialog.list.rows.shown[0].pill == "IT leads, absent"
    dialog.narrow("absent")
    assert titles(dialog) == ["Airtable"]
    assert "Nobody of IT looks after it though it should lead." in dialog.particulars.text()
    harbour.session.edit(edits.set_fields, System, airtable, it_steward="Ana Ruiz")
    qtbot.waitUntil(lambda: "absent" not in dialog.list.rows.shown[0].kinds)


@pytest.mark.long
def test_verdicts_can_be_asked_for(harbour: MainWindow, show: Show) -> None:
    dialog = show("involvement")
    found = involvement(harbour.session.snapshot, harbour.session.catalogue)
    present = {one.verdict for one in found}
    assert len(present) > 1
    for verdict in [one for one in Verdict if one in present]:
        dialog.narrow(verdict.value)
        wanted = sorted(
            harbour.session.snapshot.systems[one.system].name
            for one in found
            if one.verdict is verdict
        )
        assert sorted(titles(dialog)) == wanted


@pytest.mark.long
def test_an_it_steward_in_the_business_is_told_as_such(
    harbour: MainWindow, show: Show, qtbot: QtBot
) -> None:
    marketo = system_id("Marketo")
    harbour.session.edit(edits.set_fields, System, marketo, steward_in_business=True)
    dialog = show("involvement")
    dialog.list.choose(marketo)
    text = dialog.particulars.text()
    assert "Ana Ruiz looks after it, as an IT steward who sits in the business." in text


def test_an_empty_map_says_what_would_be_judged(
    window: MainWindow, qtbot: QtBot, show: Show
) -> None:
    window.session.workspace.new()
    window.session.adopt()
    dialog = show("involvement")
    assert titles(dialog) == []
    assert "The map has no live systems yet" in dialog._nothing.text()


@pytest.mark.long
def test_the_map_is_coloured_by_involvement(harbour: MainWindow, show: Show) -> None:
    dialog = show("involvement")
    colour = next(b for b in dialog.findChildren(type(dialog.go)) if b.objectName() == "colour")
    colour.click()
    view = harbour.session.snapshot.views[harbour.session.view_id]
    assert view.lens == "involvement"
