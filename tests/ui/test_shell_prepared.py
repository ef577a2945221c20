"""Large maps are composed beside the window; what is shown is what composing there would show."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from isthmus.analysis.check import check
from isthmus.drawing import renew as renewing
from isthmus.drawing.compose import compose
from isthmus.exchange.proposal import Proposal, Tally
from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.records import System
from isthmus.model.viewing import Placement
from isthmus.storage.mapfile import save_map
from isthmus.ui.canvas import viewchart
from isthmus.ui.canvas.prepared import after_change, positions_of, prepare_chart
from isthmus.ui.importwizard.desk import Ready
from isthmus.ui.window import MainWindow
from isthmus.workspace import edits
from support.harbour import harbour_vale, system_id


def fresh(window: MainWindow) -> object:
    session = window.session
    snapshot, view = session.snapshot, session.view_id
    found = check(snapshot, session.catalogue)
    return compose(snapshot, found, session.catalogue, positions_of(snapshot, view)).coasts


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("composed on the window's thread")


def test_an_opened_map_comes_with_its_chart(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "harbour.isthmus"
    save_map(path, harbour_vale().snapshot().tables)
    monkeypatch.setattr(viewchart, "compose", refuse)
    monkeypatch.setattr(renewing, "compose", refuse)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.session.workspace.path == path)
    assert window.canvas._board.chart.coasts == fresh(window)
    qtbot.waitUntil(lambda: window.session.analysis is not None)
    assert window.canvas._board.chart.coasts == fresh(window)
    edits.rename(window.session.document, System, system_id("Okta"), "Auth0")
    assert window.canvas._board.chart.cards[system_id("Okta")].title == "Auth0"


def an_import(window: MainWindow) -> tuple[ChangeSet, Ready]:
    session = window.session
    some = [System(name=f"New {n}") for n in range(20)]
    spots = [
        Placement(view=session.view_id, system=one.id, x=2000, y=n * 120.0)
        for n, one in enumerate(some)
    ]
    deltas = [Delta("systems", one.id, None, one) for one in some]
    deltas += [Delta("placements", one.id, None, one) for one in spots]
    change = ChangeSet("Import", tuple(deltas))
    after, catalogue = after_change(change, session.snapshot), session.catalogue
    chart = prepare_chart(after, check(after, catalogue), session.view_id, catalogue)
    proposal = Proposal(change, (), Tally(), Tally(), ())
    return change, Ready(proposal, change, chart, [], QImage())


def test_an_import_is_shown_as_it_was_composed(
    harbour: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ready = an_import(harbour)
    with monkeypatch.context() as patched:
        patched.setattr(viewchart, "renew", refuse)
        harbour.importing._apply(ready)
    assert harbour.canvas._board.chart is ready.chart.chart
    assert ready.chart.chart.coasts == fresh(harbour)


def test_what_was_composed_of_another_map_is_not_shown(harbour: MainWindow) -> None:
    _, ready = an_import(harbour)
    edits.rename(harbour.session.document, System, system_id("Okta"), "Auth0")
    harbour.importing._apply(ready)
    chart = harbour.canvas._board.chart
    assert chart is not ready.chart.chart
    assert chart.cards[system_id("Okta")].title == "Auth0"
    assert len(chart.cards) == 35
    assert not [one for one in harbour.findChildren(QDialog) if one.isVisible()]
