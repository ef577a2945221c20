"""Who drives it, in words: both sides' answers by technology area and system, side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isthmus.analysis.agreement import Agreement, Subject, Verdict, agreement_of, driver_name
from isthmus.analysis.wording import counted
from isthmus.catalogue.benchmarks import Benchmarks, StudyAnswer, load_benchmarks
from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.answers.questions import About, Question, Questions, questions_of
from isthmus.model.records import Side
from isthmus.model.snapshot import Snapshot
from isthmus.ui.judging.particulars import ITEM
from isthmus.ui.judging.review import Review, Row, Section, Sheet, kinds_of, section

DISAGREE, AREAS, SYSTEMS, OPEN = "disagree", "areas", "systems", "open"
_KINDS = (
    (DISAGREE, "Disagreements"),
    (AREAS, "Technology areas"),
    (SYSTEMS, "Systems"),
    (OPEN, "Not answered by both sides"),
)
_LOOKS = {
    Verdict.AGREE: "good",
    Verdict.PARTLY: "warning",
    Verdict.DISAGREE: "danger",
    Verdict.ONLY_IT: "plain",
    Verdict.ONLY_BUSINESS: "plain",
}
SIDES = {Side.IT: "IT", Side.BUSINESS: "The business"}
TOGETHER = "Together"
"""What is offered besides IT and the departments."""
_BUSINESS = "The business"
"""What is offered where the map has no department that is not IT."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it is entered."""

    id: str
    driver: str
    respondent: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that both sides are asked, with what they answered."""

    about: About
    answers: Mapping[Side, tuple[Given, ...]]


@dataclass(frozen=True, slots=True)
class Driving:
    """What the dialog knows besides its rows."""

    asked: Mapping[str, Asked]
    """By a row's key."""
    drivers: tuple[str, ...]
    """Who can drive something, as it is offered."""


def driving_review(snapshot: Snapshot, catalogue: Catalogue) -> Review:
    """What IT and the business say: the strongest disagreement first, what is open last."""
    benchmarks = load_benchmarks()
    agreement = agreement_of(snapshot, catalogue, benchmarks)
    questions = questions_of(snapshot, catalogue)
    told = _Told(agreement, questions, benchmarks, catalogue)
    keys = {key_of(question.about): question for question in questions.all}
    order = [key_of((s.area, s.system)) for s in agreement.subjects]
    rows = tuple(told.row(keys[key]) for key in dict.fromkeys((*order, *keys)) if key in keys)
    return Review(
        rows=rows,
        sheet=lambda key: told.sheet(keys[key]),
        summary=told.summary(),
        kinds=kinds_of(rows, _KINDS),
        empty="",
        found=Driving({key: told.asked(q) for key, q in keys.items()}, _offered(questions)),
    )


def key_of(about: About) -> str:
    """The row of a technology area or of a system."""
    area, system = about
    return f"system:{system}" if system else f"area:{area}"


def _offered(questions: Questions) -> tuple[str, ...]:
    known = questions.drivers()
    return (*known, *(() if known[1:] else (_BUSINESS,)), TOGETHER)


class _Told:
    """Words on what was asked of one map."""

    def __init__(
        self,
        agreement: Agreement,
        questions: Questions,
        benchmarks: Benchmarks,
        catalogue: Catalogue,
    ) -> None:
        self._agreement, self._questions = agreement, questions
        self._benchmarks, self._catalogue = benchmarks, catalogue
        self._in_area = _systems_by_area(questions.snapshot, catalogue)
        self._subjects = {key_of((s.area, s.system)): s for s in agreement.subjects}

    def summary(self) -> str:
        """How much each side has answered, and on how much they disagree."""
        counts = [self._agreement.answers.get(side, 0) for side in Side]
        if not any(counts):
            return (
                "Nobody has been asked yet. Enter what each side says beside the list, or make a "
                "workbook for them to fill in."
            )
        both = sum(s.disagreement is not None for s in self._agreement.subjects)
        said = f"{counted(counts[0], 'answer')} of IT, {counts[1]:,} of the business"
        differ = len(self._agreement.disagreed)
        return f"{said}; they disagree on {differ:,} of the {both:,} that both answered."

    def row(self, question: Question) -> Row:
        """What was asked, and what each side says."""
        subject = self._subjects.get(key_of(question.about))
        system = question.about[1]
        kinds = {SYSTEMS if system else AREAS}
        if subject is None or subject.disagreement is None:
            kinds.add(OPEN)
        elif subject.verdict is Verdict.DISAGREE:
            kinds.add(DISAGREE)
        return Row(
            key=key_of(question.about),
            title=question.name,
            detail=self._detail(question, subject),
            pill=_pill(subject),
            look=_LOOKS[subject.verdict] if subject else "plain",
            kinds=frozenset(kinds),
            systems=(system,) if system else self._in_area.get(question.about[0], ()),
            words=f"{question.kind} {question.owner}",
        )

    def _detail(self, question: Question, subject: Subject | None) -> str:
        kind = f"{question.kind}, {question.owner}" if question.owner else question.kind
        if subject is None:
            return kind
        it, business = _names(subject.it), _names(subject.business)
        return f"IT says: {it} · The business says: {business}"

    def asked(self, question: Question) -> Asked:
        """Both sides' answers as they are entered."""
        every = self._questions.answers
        snapshot = self._questions.snapshot
        answers = {
            side: tuple(
                Given(one.id, driver_name(snapshot, one.driver), one.respondent)
                for one in every.get((side, question.about), ())
            )
            for side in Side
        }
        return Asked(question.about, answers)

    def sheet(self, question: Question) -> Sheet:
        """How the answers go together, and what the study's sides said."""
        subject = self._subjects.get(key_of(question.about))
        kind = f"{question.kind} · {question.owner}" if question.owner else question.kind
        return Sheet(question.name, kind, (*self._compared(subject), *self._study(question)))

    def _compared(self, subject: Subject | None) -> tuple[Section, ...]:
        if subject is None:
            return ()
        lines = [f"{whose}: {_shares(said)}" for whose, said in _sides(subject)]
        return section("Side by side", [_verdict(subject), *lines, _claim(subject)])

    def _study(self, question: Question) -> tuple[Section, ...]:
        """What CIOs and CMOs said of the area, with source and year."""
        area, system = question.about
        if system:
            area = self._catalogue.area_of(self._questions.snapshot.systems[system])
        said = [one for one in self._benchmarks.answers if area and one.area == area]
        if not said:
            return ()
        where = f"In the study, on {self._catalogue.area_name(area)}"
        source = f"{said[0].source.title}; {said[0].year}"
        return section(where, [*(_studied(one) for one in said), f"Source: {source}"])


def _systems_by_area(snapshot: Snapshot, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Ids of the systems that fall into each technology area."""
    found: dict[str, list[str]] = {}
    for system in snapshot.systems.values():
        found.setdefault(catalogue.area_of(system), []).append(system.id)
    return {area: tuple(ids) for area, ids in found.items()}


def _pill(subject: Subject | None) -> str:
    if subject is None:
        return "Not asked"
    if subject.disagreement:
        word = "Disagree" if subject.verdict is Verdict.DISAGREE else "Partly"
        return f"{word} {subject.disagreement:.0%}"
    words = {Verdict.ONLY_IT: "Only IT", Verdict.ONLY_BUSINESS: "Only the business"}
    return words.get(subject.verdict, "Agree")


def _names(said: Mapping[str, int]) -> str:
    """'IT (3), Marketing'."""
    shown = [name if count == 1 else f"{name} ({count:,})" for name, count in said.items()]
    return ", ".join(shown) or "nothing yet"


def _sides(subject: Subject) -> Iterator[tuple[str, Mapping[str, int]]]:
    yield "IT", subject.it
    yield "The business", subject.business


def _shares(said: Mapping[str, int]) -> str:
    """'Marketing 67% (2 of 3), IT 33% (1 of 3)'."""
    whole = sum(said.values())
    parts = [f"{name} {n / whole:.0%} ({n:,} of {whole:,})" for name, n in said.items()]
    return ", ".join(parts) or "no answer yet"


def _verdict(subject: Subject) -> str:
    if subject.disagreement is None:
        silent = "the business" if subject.verdict is Verdict.ONLY_IT else "IT"
        return f"Only one side has answered: {silent} is still to be asked."
    if not subject.disagreement:
        return "Both sides say the same."
    word = "disagree" if subject.verdict is Verdict.DISAGREE else "agree in part"
    return f"They {word}: {subject.disagreement:.0%} of the answers are apart."


def _claim(subject: Subject) -> str:
    claims = subject.it_claims
    if not claims:
        return ""
    who = "IT claims more than the business grants it" if claims > 0 else (
        "The business grants IT more than IT claims"
    )  # fmt: skip
    return f"{who}, by {abs(claims):.0%} of the answers."


def _studied(one: StudyAnswer) -> str:
    whose = "CIOs" if one.side is Side.IT else "CMOs"
    return f"{ITEM}{one.share:.0%} of {whose} say: {one.driver}"
