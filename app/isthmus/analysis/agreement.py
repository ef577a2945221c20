"""Who drives it: what IT and the business answer of each technology area and system."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from isthmus.analysis.livemap import all_in_order
from isthmus.analysis.naming import folded
from isthmus.catalogue.benchmarks import Benchmarks, StudyAnswer
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import Side
from isthmus.model.snapshot import Snapshot

IT = "IT"
"""What the driver is called that is IT, whichever of its departments was named."""
AGREED = 0.5
"""Disagreement from which on more of the two sides' answers differ than agree."""


class Verdict(StrEnum):
    """How the two sides' answers go together."""

    AGREE = "agree"
    """The same answers in the same shares."""
    PARTLY = "partly"
    """They differ, but more of the answers agree than differ."""
    DISAGREE = "disagree"
    ONLY_IT = "only-it"
    ONLY_BUSINESS = "only-business"


@dataclass(frozen=True, slots=True)
class Subject:
    """What was asked about, and what each side says."""

    area: str
    """Key of the technology area; '' where it is a system."""
    system: str | None
    name: str
    it: Mapping[str, int]
    """Number of IT's answers by driver, most answers first, then by name."""
    business: Mapping[str, int]
    disagreement: float | None
    """Total variation distance of the two sides' shares, 0 (the same) to 1 (nothing in common):
    half the sum over all drivers of how far the two shares are apart. None where a side is silent.
    """
    verdict: Verdict
    study: tuple[StudyAnswer, ...] = ()
    """What the study's CIOs and CMOs said of the same area, as far as it is given."""

    @property
    def it_claims(self) -> float | None:
        """IT's share of answers that name IT less the business's: above 0, IT claims more."""
        shares = [_shares(said).get(IT, 0.0) for said in (self.it, self.business)]
        return shares[0] - shares[1] if self.it and self.business else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """All that was asked: the strongest disagreement first, silent sides last, then by name."""

    subjects: tuple[Subject, ...] = ()
    unasked: tuple[str, ...] = ()
    """Keys of the catalogue's technology areas that no answer is about."""
    answers: Mapping[Side, int] = field(default_factory=dict)

    @property
    def disagreed(self) -> tuple[Subject, ...]:
        """Those on which the two sides disagree."""
        return tuple(each for each in self.subjects if each.verdict is Verdict.DISAGREE)


_About = tuple[str, str | None]
"""A technology area's key or '', and a system's id or None."""


def agreement_of(
    snapshot: Snapshot, catalogue: Catalogue, benchmarks: Benchmarks | None = None
) -> Agreement:
    """What the two sides say of each area and system that was asked about."""
    asked: dict[_About, dict[Side, list[str]]] = {}
    for answer in snapshot.answers.values():
        about = ("", answer.system) if answer.system else (answer.technology_area, None)
        sides = asked.setdefault(about, {side: [] for side in Side})
        sides[answer.side].append(driver_name(snapshot, answer.driver))
    study = benchmarks.answers if benchmarks else ()
    subjects = [
        _subject(snapshot, catalogue, about, sides, study) for about, sides in asked.items()
    ]
    return Agreement(
        subjects=tuple(_ordered(snapshot, subjects)),
        unasked=tuple(key for key in catalogue.areas if (key, None) not in asked),
        answers=dict(Counter(answer.side for answer in snapshot.answers.values())),
    )


def driver_name(snapshot: Snapshot, driver: str) -> str:
    """What a driver is called: IT, a department by its name, else as it was written."""
    text = " ".join(driver.split())
    if folded(text) == folded(IT):
        return IT
    named = sorted(
        (department.name, department.is_it)
        for department in snapshot.departments.values()
        if department.id == driver or folded(department.name) == folded(text)
    )
    if not named:
        return text
    name, is_it = named[0]
    return IT if is_it else " ".join(name.split())


def total_variation(one: Sequence[str], other: Sequence[str]) -> float:
    """How far two distributions of answers are apart: half the sum of differences of shares."""
    shares = [_shares(Counter(said)) for said in (one, other)]
    drivers = set(shares[0]) | set(shares[1])
    apart = sum(abs(shares[0].get(each, 0.0) - shares[1].get(each, 0.0)) for each in drivers)
    return round(apart / 2, 6)


def _shares(said: Mapping[str, int]) -> dict[str, float]:
    total = sum(said.values())
    return {driver: count / total for driver, count in said.items()} if total else {}


def _subject(
    snapshot: Snapshot,
    catalogue: Catalogue,
    about: _About,
    sides: Mapping[Side, Sequence[str]],
    study: Iterable[StudyAnswer],
) -> Subject:
    area, system = about
    it, business = _one_case(sides[Side.IT], sides[Side.BUSINESS])
    distance = total_variation(it, business) if it and business else None
    return Subject(
        area=area,
        system=system,
        name=snapshot.systems[system].name if system else catalogue.area_name(area),
        it=_counted(it),
        business=_counted(business),
        disagreement=distance,
        verdict=_verdict(distance, answered_by_it=bool(it)),
        study=tuple(each for each in study if area and each.area == area),
    )


def _one_case(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Drivers in one spelling each, the first in the order of the alphabet."""
    spelt: dict[str, str] = {}
    for driver in sorted((*one, *other)):
        spelt.setdefault(folded(driver), driver)
    return [spelt[folded(each)] for each in one], [spelt[folded(each)] for each in other]


def _counted(said: Sequence[str]) -> dict[str, int]:
    rows = Counter(said).items()
    return dict(sorted(rows, key=lambda row: (-row[1], folded(row[0]), row[0])))


def verdict_on(it: Sequence[str], business: Sequence[str]) -> Verdict | None:
    """How the names of drivers go together that each side gives; None where neither gives any."""
    one, other = _one_case(it, business)
    if not (one or other):
        return None
    distance = total_variation(one, other) if one and other else None
    return _verdict(distance, answered_by_it=bool(one))


def _verdict(distance: float | None, *, answered_by_it: bool) -> Verdict:
    if distance is None:
        return Verdict.ONLY_IT if answered_by_it else Verdict.ONLY_BUSINESS
    if distance == 0:
        return Verdict.AGREE
    return Verdict.DISAGREE if distance >= AGREED else Verdict.PARTLY


def _ordered(snapshot: Snapshot, subjects: list[Subject]) -> list[Subject]:
    """Both sides heard first, the farther apart the earlier; areas before systems; by name."""
    systems = [snapshot.systems[each.system] for each in subjects if each.system]
    place = {system.id: at for at, system in enumerate(all_in_order(snapshot, systems))}

    def order(subject: Subject) -> tuple[bool, float, bool, str, str, int]:
        silent = subject.disagreement is None
        at = place[subject.system] if subject.system else 0
        name = "" if subject.system else folded(subject.name)
        distance = -(subject.disagreement or 0.0)
        return silent, distance, subject.system is not None, name, subject.area, at

    return sorted(subjects, key=order)
