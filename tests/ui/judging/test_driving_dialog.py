"""Who drives it: both sides' answers beside each other, entered by hand, asked by workbook."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from isthmus.catalogue.benchmarks import load_benchmarks
from isthmus.model.records import PerceptionAnswer, Side
from isthmus.ui.judging.desk import Judging
from isthmus.ui.window import MainWindow
from support.harbour import system_id
from support.judging import settle, titles

_CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[str], QDialog]


def field_of(dialog: QDialog, name: str) -> QWidget:
    """The field of that name on the line that is there now."""
    lines = [line for side in Side for line in dialog.entry.lines[side]]
    fields = [field for line in lines for field in (line.driver, line.respondent)]
    return next(field for field in fields if field.objectName() == name)


def answer(dialog: QDialog, name: str, text: str) -> None:
    """Type into a field of the entry, and leave it."""
    field = field_of(dialog, name)
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    line.editingFinished.emit()


def put(window: MainWindow, *answers: PerceptionAnswer) -> None:
    with window.session.document.edit("Answer") as tx:
        for one in answers:
            tx.put(one)


def said(side: Side, driver: str, *, area: str = "", system: str | None = None) -> PerceptionAnswer:
    return PerceptionAnswer(side=side, technology_area=area, system=system, driver=driver)


def test_all_areas_and_systems_are_asked_about(harbour: MainWindow, show: Show) -> None:
    dialog = show("driving")
    areas = [area.name for area in harbour.session.catalogue.areas.values()]
    systems = {one.name for one in harbour.session.snapshot.systems.values()}
    assert titles(dialog)[: len(areas)] == areas
    assert set(titles(dialog)[len(areas) :]) == systems
    assert "Nobody has been asked yet" in dialog.standing.text()


def test_the_strongest_disagreement_comes_first_with_its_size(
    harbour: MainWindow, show: Show
) -> None:
    put(
        harbour,
        said(Side.IT, "it", area="crm"),
        said(Side.IT, "Marketing", area="crm"),
        said(Side.BUSINESS, "Marketing", area="crm"),
        said(Side.IT, "it", system=system_id("Marketo")),
        said(Side.BUSINESS, "Marketing", system=system_id("Marketo")),
        said(Side.IT, "it", area="cloud"),
        said(Side.BUSINESS, "it", area="cloud"),
        said(Side.IT, "it", area="mobile"),
    )
    dialog = show("driving")
    rows = [(row.title, row.pill) for row in dialog.list.rows.shown[:4]]
    assert rows == [
        ("Marketo", "Disagree 100%"),
        ("CRM and demand generation", "Disagree 50%"),
        ("Cloud computing", "Agree"),
        ("Mobile", "Only IT"),
    ]
    assert "5 answers of IT, 3 of the business" in dialog.standing.text()
    assert "they disagree on 2 of the 3" in dialog.standing.text()
    dialog.narrow("disagree")
    assert titles(dialog) == ["Marketo", "CRM and demand generation"]
    dialog.list.choose("area:crm")
    assert "IT 50% (1 of 2), Marketing 50% (1 of 2)" in dialog.particulars.text()


@pytest.mark.long
def test_the_study_stands_beside_its_areas_with_source_and_year(show: Show) -> None:
    dialog = show("driving")
    known = load_benchmarks().answers
    assert known
    for one in known:
        assert dialog.list.choose(f"area:{one.area}")
        text = dialog.particulars.text()
        whose = "CIOs" if one.side is Side.IT else "CMOs"
        assert f"{one.share:.0%} of {whose} say: {one.driver}" in text
        assert one.source.title in text
        assert one.year in text
    dialog.list.choose("area:mobile")
    assert "study" not in dialog.particulars.text()


def test_an_answer_typed_is_one_undo_step(harbour: MainWindow, show: Show, qtbot: QtBot) -> None:
    dialog = show("driving")
    dialog.list.choose("area:crm")
    steps = len(harbour.session.document.steps)
    answer(dialog, "it-0-driver", "marketing")
    (given,) = harbour.session.snapshot.answers.values()
    assert (given.side, given.technology_area, given.driver) == (Side.IT, "crm", "Marketing")
    assert len(harbour.session.document.steps) == steps + 1
    label = harbour.session.document.undo_label
    assert label == "IT on CRM and demand generation: Marketing drives it"
    settle(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.list.current().pill == "Only IT")
    assert dialog.list.current().key == "area:crm"
    harbour.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: dialog.list.current().pill == "Not asked")
    assert not harbour.session.snapshot.answers


def test_who_answered_is_kept_and_an_answer_can_be_changed_and_taken_back(
    harbour: MainWindow, show: Show, qtbot: QtBot
) -> None:
    dialog = show("driving")
    dialog.list.choose(f"system:{system_id('Marketo')}")
    answer(dialog, "business-0-driver", "IT")
    settle(dialog, qtbot)
    qtbot.waitUntil(lambda: len(dialog.entry.lines[Side.BUSINESS]) == 2)
    answer(dialog, "business-0-respondent", "Ana Ruiz")
    (given,) = harbour.session.snapshot.answers.values()
    assert (given.driver, given.respondent) == ("it", "Ana Ruiz")
    settle(dialog, qtbot)
    answer(dialog, "business-0-driver", "Together")
    (given,) = harbour.session.snapshot.answers.values()
    assert (given.driver, given.respondent) == ("Together", "Ana Ruiz")
    settle(dialog, qtbot)
    dialog.entry.lines[Side.BUSINESS][0].remove.click()
    assert not harbour.session.snapshot.answers
    assert harbour.session.document.undo_label == "Take back what the business says of Marketo"


def test_who_answered_can_be_typed_before_the_list_has_followed(
    harbour: MainWindow, show: Show, qtbot: QtBot
) -> None:
    dialog = show("driving")
    dialog.list.choose("area:crm")
    answer(dialog, "it-0-driver", "Sales")
    respondent = field_of(dialog, "it-0-respondent")
    QTest.keyClicks(respondent, "Ana")
    qtbot.waitUntil(lambda: dialog.list.current().pill == "Only IT")
    assert respondent.text() == "Ana"
    QTest.keyClicks(respondent, " Ruiz")
    respondent.editingFinished.emit()
    (given,) = harbour.session.snapshot.answers.values()
    assert (given.driver, given.respondent) == ("Sales", "Ana Ruiz")


def test_what_is_typed_is_kept_for_its_question_when_another_is_chosen(
    harbour: MainWindow, show: Show
) -> None:
    dialog = show("driving")
    dialog.list.choose("area:crm")
    field_of(dialog, "it-0-driver").setEditText("Sales")
    dialog.list.choose("area:mobile")
    (given,) = harbour.session.snapshot.answers.values()
    assert (given.technology_area, given.driver) == ("crm", "Sales")


def test_answers_can_be_entered_from_question_to_question_by_keys(
    harbour: MainWindow, show: Show
) -> None:
    dialog = show("driving")
    dialog.activateWindow()
    for side in ("it", "business"):
        dialog.list.choose("area:big-data")
        field_of(dialog, f"{side}-0-driver").setFocus()
        for name in ("IT", "Sales"):
            QTest.keyClicks(dialog.focusWidget(), name)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_PageDown, _CTRL)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_PageUp, _CTRL)
        assert dialog.list.current().key == "area:cloud"
    said = {
        (a.side, a.technology_area): a.driver for a in harbour.session.snapshot.answers.values()
    }
    assert said == {
        (side, area): driver
        for side in Side
        for area, driver in (("big-data", "it"), ("cloud", "Sales"))
    }


def test_tab_leads_from_the_search_through_list_and_answers(show: Show) -> None:
    dialog = show("driving")
    assert field_of(dialog, "business-0-respondent").isVisible()
    dialog.activateWindow()
    dialog.search.setFocus()
    stops = []
    for _ in range(9):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        stops.append(dialog.focusWidget().accessibleName())
    assert stops == [
        "What is listed",
        "Who drives it",
        "Particulars",
        "IT, answer 1: who drives it",
        "IT, answer 1: who answered",
        "The business, answer 1: who drives it",
        "The business, answer 1: who answered",
        "Make a workbook to ask…",
        "Take answers in…",
    ]


def test_undo_is_at_hand_in_the_dialog(harbour: MainWindow, show: Show, qtbot: QtBot) -> None:
    dialog = show("driving")
    dialog.activateWindow()
    dialog.list.choose("area:crm")
    answer(dialog, "it-0-driver", "Sales")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Z, _CTRL)
    assert not harbour.session.snapshot.answers
    QTest.keyClick(dialog.list, Qt.Key.Key_Z, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(harbour.session.snapshot.answers) == 1


@pytest.mark.long
def test_an_area_leads_to_all_systems_that_fall_into_it(harbour: MainWindow, show: Show) -> None:
    dialog = show("driving")
    dialog.list.choose("area:crm")
    snapshot, catalogue = harbour.session.snapshot, harbour.session.catalogue
    wanted = {s.id for s in snapshot.systems.values() if catalogue.area_of(s) == "crm"}
    assert wanted
    dialog.go.click()
    assert harbour.canvas.selection() == wanted


@pytest.mark.long
def test_the_window_closes_with_its_dialogs_at_work(
    harbour: MainWindow, show: Show, qtbot: QtBot
) -> None:
    dialog = show("driving")
    dialog.follower.begin()
    harbour.leave_for_good()
    qtbot.waitUntil(lambda: not harbour.jobs.is_busy)
    assert not harbour.isVisible()


@pytest.mark.long
def test_a_choice_of_the_list_is_entered_at_once(harbour: MainWindow, show: Show) -> None:
    dialog = show("driving")
    combo = field_of(dialog, "it-0-driver")
    offered = [combo.itemText(n) for n in range(combo.count())]
    assert offered == ["IT", "Finance", "HR", "Marketing", "Sales", "Service", "Together"]
    combo.setCurrentIndex(3)
    combo.activated.emit(3)
    (given,) = harbour.session.snapshot.answers.values()
    assert given.driver == "Marketing"


@pytest.mark.long
def test_emptying_a_driver_does_not_lose_the_answer(harbour: MainWindow, show: Show) -> None:
    put(harbour, said(Side.IT, "Sales", area="crm"))
    dialog = show("driving")
    dialog.list.choose("area:crm")
    combo = field_of(dialog, "it-0-driver")
    combo.setEditText("  ")
    combo.lineEdit().editingFinished.emit()
    assert combo.currentText() == "Sales"
    assert len(harbour.session.snapshot.answers) == 1


def test_an_answer_that_is_gone_is_refused_in_words(harbour: MainWindow, show: Show) -> None:
    put(harbour, said(Side.IT, "Sales", area="crm"))
    dialog = show("driving")
    dialog.list.choose("area:crm")
    line = dialog.entry.lines[Side.IT][0]
    harbour.actions_["undo"].trigger()
    line.driver.setEditText("HR")
    line.finish()
    assert harbour.host.toast.text() == "The answer is not on the map any more."


def test_the_map_is_coloured_by_agreement(harbour: MainWindow, show: Show) -> None:
    show("driving").findChild(QLabel)  # it is open
    desk = harbour.findChild(Judging)
    desk.driving.lens_wanted.emit()
    view = harbour.session.snapshot.views[harbour.session.view_id]
    assert view.lens == "agreement"


def test_a_workbook_to_ask_goes_out_and_its_answers_come_in_as_one_step(
    harbour: MainWindow, show: Show, qtbot: QtBot, tmp_path: Path, dialog: Callable[[str], QDialog]
) -> None:
    path = tmp_path / "ask.xlsx"
    desk = harbour.findChild(Judging)
    desk.answers.write_to(path)
    qtbot.waitUntil(lambda: path.exists() and not harbour.jobs.is_busy, timeout=20_000)
    book = load_workbook(path)
    for sheet, driver in (("IT", "IT"), ("Business", "Marketing")):
        for row in (2, 3):
            book[sheet].cell(row, 6, driver)
    book["IT"].cell(4, 6, "Marketng")
    book.save(path)
    desk.answers.take([path])
    asked = dialog("take-answers")
    texts = " ".join(part.text() for part in asked.findChildren(QLabel))
    assert "5 new, 0 changed" in texts
    assert asked.problems.model.rowCount() == 1
    assert not harbour.session.snapshot.answers
    steps = len(harbour.session.document.steps)
    next(b for b in asked.findChildren(QPushButton) if b.text() == "Take in 5 answers").click()
    assert len(harbour.session.snapshot.answers) == 5
    assert len(harbour.session.document.steps) == steps + 1
    assert harbour.session.document.undo_label == "Take in 5 answers from ask.xlsx"
    areas = [area.name for area in harbour.session.catalogue.areas.values()]
    assert set(titles(show("driving"))[:3]) == set(areas[:3])


@pytest.mark.long
def test_answers_read_of_a_map_that_changed_are_not_taken_in(
    harbour: MainWindow, qtbot: QtBot, tmp_path: Path, dialog: Callable[[str], QDialog]
) -> None:
    path = tmp_path / "ask.xlsx"
    desk = harbour.findChild(Judging)
    desk.answers.write_to(path)
    qtbot.waitUntil(lambda: path.exists() and not harbour.jobs.is_busy, timeout=20_000)
    book = load_workbook(path)
    marketo = next(
        row
        for row in range(2, book["IT"].max_row + 1)
        if book["IT"].cell(row, 4).value == "Marketo"
    )
    book["IT"].cell(marketo, 6, "IT")
    book.save(path)
    desk.answers.take([path])
    asked = dialog("take-answers")
    harbour.go_to(system_id("Marketo"))
    harbour.actions_["delete"].trigger()
    asked.accepted_change.emit(asked.change)
    assert dialog("message").windowTitle() == "Not taken in"
    assert not harbour.session.snapshot.answers


@pytest.mark.long
def test_a_workbook_without_answers_is_told_in_words(
    harbour: MainWindow, qtbot: QtBot, tmp_path: Path, dialog: Callable[[str], QDialog]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Owner\nMarketo,Marketing\n")
    harbour.findChild(Judging).answers.take([path])
    told = dialog("message")
    assert any("has no sheet of answers" in part.text() for part in told.findChildren(QLabel))
