"""The lens of agreement: who drives a system in IT's eyes and in those of the business."""

from collections.abc import Mapping

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.reading import LensValue, Mark, Reading, counted, unknown
from isthmus.model.records import Side, System
from isthmus.model.snapshot import Snapshot

_VALUES = (
    LensValue("disagree", "Disagree (IT ≠ business)", "orange", Mark.CROSS),
    LensValue("agree", "Agree", "teal", Mark.DISC),
    LensValue("only-it", "Only IT answered", "blue", Mark.TRIANGLE),
    LensValue("only-business", "Only the business answered", "plum", Mark.DOWN),
    unknown("No answer"),
)

_Answers = dict[tuple[Side, str], list[str]]
"""Names of drivers by side and what was asked about: a system's id, else an area's key."""


def agreement(snapshot: Snapshot, _analysis: Analysis, catalogue: Catalogue) -> Reading:
    """Whether IT and the business name the same driver.

    What a side says of a system itself counts before what it says of its technology area.
    """
    answers = _answers(snapshot)
    of: dict[str, str] = {}
    words: dict[str, str] = {}
    for key, system in snapshot.systems.items():
        said = {side: _said(answers, side, system, catalogue) for side in Side}
        of[key] = _verdict(said)
        if of[key] == "disagree":
            it, business = _listed(said[Side.IT]), _listed(said[Side.BUSINESS])
            words[key] = f"{it} ≠ {business}"
    return Reading("agreement", "Agreement", counted(_VALUES, of), of, words)


def _answers(snapshot: Snapshot) -> _Answers:
    found: _Answers = {}
    for answer in sorted(
        snapshot.answers.values(), key=lambda one: (one.driver.casefold(), one.id)
    ):
        about = answer.system or answer.technology_area
        found.setdefault((answer.side, about), []).append(_driver(answer.driver, snapshot))
    return found


def _driver(driver: str, snapshot: Snapshot) -> str:
    """The driver's name: 'it', a department's key, or what was written."""
    department = snapshot.departments.get(driver)
    name = department.name if department else " ".join(driver.split())
    is_it = name.casefold() == "it" or bool(department and department.is_it)
    return "IT" if is_it else name


def _said(answers: _Answers, side: Side, system: System, catalogue: Catalogue) -> list[str]:
    own = answers.get((side, system.id))
    area = catalogue.area_of(system)
    return own or (answers.get((side, area), []) if area else [])


def _verdict(said: Mapping[Side, list[str]]) -> str:
    it, business = ({name.casefold() for name in said[side]} for side in (Side.IT, Side.BUSINESS))
    if not it or not business:
        return "only-it" if it else "only-business" if business else "unknown"
    return "agree" if it == business and len(it) == 1 else "disagree"


def _listed(names: list[str]) -> str:
    kept = {name.casefold(): name for name in names}
    return " and ".join(kept.values())
