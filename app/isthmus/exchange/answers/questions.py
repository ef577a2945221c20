"""What is asked on both sheets: the technology areas, then the systems."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from isthmus.analysis.agreement import driver_name
from isthmus.analysis.naming import folded, in_order
from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.ours.labels import Labels
from isthmus.model.records import Lifecycle, PerceptionAnswer, Side
from isthmus.model.snapshot import Snapshot

SHEETS = {Side.IT: "IT", Side.BUSINESS: "Business"}
QUESTION, ANSWER = "Isthmus question", "Isthmus answer"
"""How the headers begin of what a row asks, and of the answer of the map that it is."""
KIND, NAME, OWNER, DRIVER, RESPONDENT = (
    "Asked about", "Name", "Department", "Who drives it?", "Respondent",
)  # fmt: skip
AREA, SYSTEM = "Technology area", "System"
IT = "IT"

About = tuple[str, str | None]
"""A technology area's key or '', and a system's id or None, as an answer has them."""


def question_header(side: Side) -> str:
    """The header by which a sheet is known, however it is called."""
    return f"{QUESTION} ({SHEETS[side]})"


def question_code(about: About) -> str:
    """What is asked, as the first cell of a row says it."""
    area, system = about
    return f"system:{system}" if system else f"area:{area}"


MOST_TEXT = 4_000
"""Characters of a text that are shown: a cell has room for them, whatever they are."""


def one_line(text: str) -> str:
    """A text as it stands in a cell: blanks and line breaks do not count."""
    return " ".join(text[:MOST_TEXT].split())


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked of both sides."""

    about: About
    name: str
    owner: str = ""

    @property
    def kind(self) -> str:
        """What sort of thing it is."""
        return SYSTEM if self.about[1] else AREA


@dataclass(frozen=True, slots=True)
class Questions:
    """All that is asked of a map, and the answers that it has."""

    snapshot: Snapshot
    all: tuple[Question, ...]
    answers: Mapping[tuple[Side, About], tuple[PerceptionAnswer, ...]] = field(default_factory=dict)

    def driver(self, answer: PerceptionAnswer) -> str:
        """A driver as a cell says it."""
        return one_line(driver_name(self.snapshot, answer.driver))

    def drivers(self) -> list[str]:
        """What cells offer: IT, and the departments that are not."""
        departments = self.snapshot.departments.values()
        names = {one_line(department.name) for department in departments}
        known = {driver_name(self.snapshot, name) for name in names if name}
        return [IT, *sorted(known - {IT}, key=str.casefold)]


def about_of(answer: PerceptionAnswer) -> About:
    """What an answer is about."""
    return ("", answer.system) if answer.system else (answer.technology_area, None)


def questions_of(snapshot: Snapshot, catalogue: Catalogue) -> Questions:
    """The areas in the catalogue's order, the user's own, then systems by name.

    A retired system is asked about only where an answer is on the map.
    """
    answers: dict[tuple[Side, About], list[PerceptionAnswer]] = {}
    for answer in snapshot.answers.values():
        answers.setdefault((answer.side, about_of(answer)), []).append(answer)
    asked = {about for _, about in answers}
    found = (*_areas(snapshot, catalogue, asked), *_systems(snapshot, asked))
    in_turn = {key: tuple(sorted(some, key=_place)) for key, some in answers.items()}
    return Questions(snapshot, found, in_turn)


def _place(answer: PerceptionAnswer) -> tuple[str, str, str]:
    return folded(answer.respondent), folded(answer.driver), answer.id


def _areas(snapshot: Snapshot, catalogue: Catalogue, asked: set[About]) -> Iterator[Question]:
    used = {system.technology_area for system in snapshot.systems.values()}
    used |= {area for area, system in asked if system is None}
    own = sorted(used - set(catalogue.areas) - {""}, key=lambda key: (folded(key), key))
    for key in (*catalogue.areas, *own):
        yield Question((key, None), one_line(catalogue.area_name(key)))


def _systems(snapshot: Snapshot, asked: set[About]) -> Iterator[Question]:
    labels = Labels(snapshot.tables)
    ordered = in_order(snapshot, snapshot.systems.values(), snapshot.flows.values())
    for system in ordered:
        if system.lifecycle is not Lifecycle.RETIRED or ("", system.id) in asked:
            owner = labels.of("departments", system.department) if system.department else ""
            yield Question(("", system.id), one_line(system.name), one_line(owner))
