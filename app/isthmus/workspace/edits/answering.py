"""Who drives what, as a hand enters it: one answer of one side, by one respondent."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from isthmus.model.document import Document
from isthmus.model.records import PerceptionAnswer, Side
from isthmus.workspace.edits.resolving import one_step, there
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue

_SIDES: Mapping[Side, str] = {Side.IT: "IT", Side.BUSINESS: "The business"}


def add_answer(
    document: Document, answer: PerceptionAnswer, catalogue: "Catalogue | None" = None
) -> PerceptionAnswer:
    """Enter what somebody of a side says of who drives a technology area or a system.

    Raises:
        EditRefused: nobody is named, or the system is not on the map any more.
    """
    name = _named(document, answer.driver)
    answer = replace(answer, driver=_kept(name), respondent=" ".join(answer.respondent.split()))
    with one_step(document, _label(document, answer, name, catalogue)) as tx:
        return tx.put(answer)


def change_answer(
    document: Document,
    answer_id: str,
    *,
    driver: str | None = None,
    respondent: str | None = None,
    catalogue: "Catalogue | None" = None,
) -> PerceptionAnswer:
    """Change who is named in an answer, or who gave it.

    Raises:
        EditRefused: the answer is gone, or nobody is named.
    """
    answer = _answer(document, answer_id)
    name = _name(document, answer.driver)
    values: dict[str, Any] = {}
    if driver is not None:
        name = _named(document, driver)
        values["driver"] = _kept(name)
    if respondent is not None:
        values["respondent"] = " ".join(respondent.split())
    with one_step(document, _label(document, answer, name, catalogue)) as tx:
        return tx.change(PerceptionAnswer, answer_id, **values)


def remove_answers(
    document: Document, ids: Collection[str], catalogue: "Catalogue | None" = None
) -> None:
    """Take answers back.

    Raises:
        EditRefused: one is gone.
    """
    answers = [_answer(document, ident) for ident in ids]
    whose = _SIDES[answers[0].side]
    label = f"Take back what {whose} says of {_subject(document, answers[0], catalogue)}"
    with one_step(document, label.replace("what The", "what the")) as tx:
        for one in answers:
            tx.delete(PerceptionAnswer, one.id)


def _named(document: Document, driver: str) -> str:
    """The driver's name: IT, a department of the map, or what was written."""
    name = _name(document, driver)
    if not name:
        raise EditRefused("Say who drives it.")
    return name


def _name(document: Document, driver: str) -> str:
    """What a driver is called."""
    from isthmus.analysis.agreement import driver_name  # noqa: PLC0415 - slow to import

    return driver_name(document.snapshot(), driver)


def _kept(name: str) -> str:
    """A driver as a record holds it."""
    return "it" if name == "IT" else name


def _answer(document: Document, answer_id: str) -> PerceptionAnswer:
    found = document.snapshot().answers.get(answer_id)
    if found is None:
        raise EditRefused("The answer is not on the map any more.")
    return found


def _label(
    document: Document, answer: PerceptionAnswer, name: str, catalogue: "Catalogue | None"
) -> str:
    """'The business on Marketo: Marketing drives it'."""
    return f"{_SIDES[answer.side]} on {_subject(document, answer, catalogue)}: {name} drives it"


def _subject(document: Document, answer: PerceptionAnswer, catalogue: "Catalogue | None") -> str:
    """What an answer is about."""
    if answer.system:
        return there(document, answer.system).name
    area = answer.technology_area
    return catalogue.area_name(area) if catalogue else area
