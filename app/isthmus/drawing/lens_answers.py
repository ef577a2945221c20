"""The lens of agreement: who drives a system in IT's eyes and in those of the business."""

from isthmus.analysis.agreement import Verdict, driver_name, verdict_on
from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.reading import LensValue, Mark, Reading, counted, unknown
from isthmus.model.records import Side, System
from isthmus.model.snapshot import Snapshot

_VALUES = (
    LensValue("disagree", "Disagree (IT ≠ business)", "orange", Mark.CROSS),
    LensValue("partly", "Agree in part", "bronze", Mark.DIAMOND),
    LensValue("agree", "Agree", "teal", Mark.DISC),
    LensValue("only-it", "Only IT answered", "blue", Mark.TRIANGLE),
    LensValue("only-business", "Only the business answered", "plum", Mark.DOWN),
    unknown("No answer"),
)
_DIFFERENT = (Verdict.DISAGREE, Verdict.PARTLY)

_Answers = dict[tuple[Side, str], list[str]]
"""Names of drivers by side and what was asked about: a system's id, else an area's key."""


def agreement(snapshot: Snapshot, _analysis: Analysis, catalogue: Catalogue) -> Reading:
    """How far IT and the business name the same drivers.

    What a side says of a system itself counts before what it says of its technology area.
    """
    answers = _answers(snapshot)
    of: dict[str, str] = {}
    words: dict[str, str] = {}
    for key, system in snapshot.systems.items():
        it, business = (
            _said(answers, side, system, catalogue) for side in (Side.IT, Side.BUSINESS)
        )
        verdict = verdict_on(it, business)
        of[key] = verdict.value if verdict else "unknown"
        if verdict in _DIFFERENT:
            words[key] = f"{_listed(it)} ≠ {_listed(business)}"
    return Reading("agreement", "Agreement", counted(_VALUES, of), of, words)


def _answers(snapshot: Snapshot) -> _Answers:
    found: _Answers = {}
    for answer in sorted(
        snapshot.answers.values(), key=lambda one: (one.driver.casefold(), one.id)
    ):
        about = answer.system or answer.technology_area
        found.setdefault((answer.side, about), []).append(driver_name(snapshot, answer.driver))
    return found


def _said(answers: _Answers, side: Side, system: System, catalogue: Catalogue) -> list[str]:
    own = answers.get((side, system.id))
    area = catalogue.area_of(system)
    return own or (answers.get((side, area), []) if area else [])


def _listed(names: list[str]) -> str:
    kept = {name.casefold(): name for name in names}
    return " and ".join(kept.values())
