"""Answers entered by hand: one undo step each, drivers by the names of the map."""

import pytest

from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import PerceptionAnswer, Side
from isthmus.workspace import edits
from isthmus.workspace.errors import EditRefused
from support.harbour import harbour_vale, system_id

CATALOGUE = load_catalogue()


@pytest.fixture
def document() -> Document:
    return harbour_vale()


def on_crm(driver: str, side: Side = Side.IT, respondent: str = "") -> PerceptionAnswer:
    return PerceptionAnswer(side=side, technology_area="crm", driver=driver, respondent=respondent)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("it", "it"),
        (" IT ", "it"),
        ("MARKETING", "Marketing"),
        ("Together", "Together"),
        ("the  shop ", "the shop"),
    ],
)
def test_a_driver_is_kept_by_its_name(document: Document, typed: str, kept: str) -> None:
    made = edits.add_answer(document, on_crm(typed, respondent="  Ana  Ruiz "), CATALOGUE)
    assert document.snapshot().answers[made.id] == made
    assert (made.driver, made.respondent) == (kept, "Ana Ruiz")


def test_each_entry_is_one_step_that_says_what_was_said(document: Document) -> None:
    made = edits.add_answer(document, on_crm("sales", Side.BUSINESS), CATALOGUE)
    label = "The business on CRM and demand generation: Sales drives it"
    assert document.undo_label == label
    edits.change_answer(document, made.id, respondent="Ana", catalogue=CATALOGUE)
    assert document.snapshot().answers[made.id].respondent == "Ana"
    assert document.snapshot().answers[made.id].driver == "Sales"
    edits.change_answer(document, made.id, driver="HR", catalogue=CATALOGUE)
    assert document.undo_label == label.replace("Sales", "HR")
    edits.remove_answers(document, [made.id], CATALOGUE)
    assert document.undo_label == "Take back what the business says of CRM and demand generation"
    assert not document.snapshot().answers
    for _ in range(4):
        document.undo()
    assert not document.snapshot().answers
    document.redo()
    assert document.snapshot().answers[made.id] == made


def test_a_system_is_called_by_its_name(document: Document) -> None:
    answer = PerceptionAnswer(side=Side.IT, system=system_id("Marketo"), driver="it")
    edits.add_answer(document, answer)
    assert document.undo_label == "IT on Marketo: IT drives it"


def test_nobody_and_what_is_gone_are_refused(document: Document) -> None:
    with pytest.raises(EditRefused, match="Say who drives it"):
        edits.add_answer(document, on_crm("  "))
    made = edits.add_answer(document, on_crm("HR"))
    with pytest.raises(EditRefused, match="Say who drives it"):
        edits.change_answer(document, made.id, driver="")
    edits.remove_answers(document, [made.id])
    for refused in (
        lambda: edits.change_answer(document, made.id, driver="HR"),
        lambda: edits.remove_answers(document, [made.id]),
    ):
        with pytest.raises(EditRefused, match="not on the map any more"):
            refused()
    gone = PerceptionAnswer(side=Side.IT, system="gone", driver="HR")
    with pytest.raises(EditRefused, match="not on the map any more"):
        edits.add_answer(document, gone)
