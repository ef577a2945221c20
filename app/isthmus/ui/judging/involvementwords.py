"""IT's involvement in words: leads, advises or steps back, system by system, and why."""

from collections import Counter
from collections.abc import Sequence

from isthmus.analysis.involvement.verdicts import Involvement, Verdict, involvement
from isthmus.analysis.ownership import Ownership
from isthmus.analysis.premises import catalogue_for
from isthmus.analysis.wording import counted
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.ui.judging.particulars import ITEM
from isthmus.ui.judging.review import Review, Row, Section, Sheet, kinds_of, section

ABSENT, UNKNOWN = "absent", "unknown"
_KINDS = (
    (ABSENT, "IT should lead and is absent"),
    *((verdict.value, verdict.value) for verdict in Verdict),
    (UNKNOWN, "Something is not recorded"),
)
_LOOKS = {Verdict.LEADS: "accent", Verdict.ADVISES: "warning", Verdict.STEPS_BACK: "plain"}
_EMPTY = (
    "The map has no live systems yet. Once it has, each is judged by the rules of thumb: personal "
    "data, regulation, regions, criticality, cost, the end of its contract and how much it is "
    "tied to."
)


def involvement_review(snapshot: Snapshot, catalogue: Catalogue) -> Review:
    """Where IT should lead and is absent first, then by verdict, most points first, by name."""
    held = catalogue_for(snapshot, catalogue)
    found = involvement(snapshot, held)
    told = _Told(snapshot, held)
    place = {verdict: number for number, verdict in enumerate(Verdict)}
    ordered = sorted(found, key=lambda one: (not one.absent, place[one.verdict], -one.points))
    rows = tuple(told.row(one) for one in ordered)
    by_key = {one.system: one for one in found}
    return Review(
        rows=rows,
        sheet=lambda key: told.sheet(by_key[key]),
        summary=_summary(found),
        kinds=kinds_of(rows, _KINDS),
        empty=_EMPTY,
        found=found,
    )


def _summary(found: Sequence[Involvement]) -> str:
    """How many systems each verdict is on, and where IT is absent."""
    if not found:
        return ""
    counts = Counter(one.verdict for one in found)
    said = ", ".join(f"{verdict} {counts[verdict]:,}" for verdict in Verdict)
    absent = sum(one.absent for one in found)
    lacks = f"; where it should lead, it is absent from {absent:,}" if absent else ""
    return f"{said}{lacks}."


class _Told:
    """Words on the verdicts of one map."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue) -> None:
        self._snapshot, self._catalogue = snapshot, catalogue
        self._ownership = Ownership(snapshot)

    def row(self, one: Involvement) -> Row:
        """The system with its verdict and reasons."""
        system = self._snapshot.systems[one.system]
        why = "; ".join(reason.told for reason in one.reasons) or "no sign speaks for more"
        absent = "nobody of IT looks after it · " if one.absent else ""
        kinds = {one.verdict.value} | ({ABSENT} if one.absent else set())
        return Row(
            key=one.system,
            title=system.name,
            detail=_capital(absent + why),
            pill=f"{one.verdict.value}, absent" if one.absent else one.verdict.value,
            look="danger" if one.absent else _LOOKS[one.verdict],
            kinds=frozenset(kinds | ({UNKNOWN} if one.unknown else set())),
            systems=(one.system,),
            words=f"{self._ownership.name(system.department)} {system.it_steward}",
        )

    def sheet(self, one: Involvement) -> Sheet:
        """All about one verdict."""
        system = self._snapshot.systems[one.system]
        owner = self._ownership.name(system.department)
        return Sheet(
            title=system.name,
            lead=" · ".join(part for part in (one.verdict.value, owner) if part),
            sections=(
                *self._why(one),
                *section("Today", [self._today(one)]),
                *section("Not recorded", self._unknown(one)),
            ),
        )

    def _why(self, one: Involvement) -> tuple[Section, ...]:
        lines = [f"{ITEM}It {why.told}: {_points(why.points)}" for why in one.reasons]
        lines = lines or ["No sign speaks for more."]
        thumbs = self._catalogue.thumbs
        rule = (
            f"{_points(one.points)} in all. By the rules of thumb IT leads from "
            f"{thumbs.leads_from:,} and advises from {thumbs.advises_from:,}."
        )
        return section("Why", [*lines, rule])

    def _today(self, one: Involvement) -> str:
        """Who of IT looks after it."""
        system = self._snapshot.systems[one.system]
        steward = system.it_steward.strip()
        if steward and system.steward_in_business:
            return f"{steward} looks after it, as an IT steward who sits in the business."
        if steward:
            return f"{steward} looks after it for IT."
        if system.steward_in_business:
            return "An IT steward who sits in the business looks after it."
        if self._ownership.is_it(system.department):
            return f"{self._ownership.name(system.department)} owns it, which is IT."
        lacks = " though it should lead" if one.absent else ""
        return f"Nobody of IT looks after it{lacks}."

    def _unknown(self, one: Involvement) -> list[str]:
        if not one.unknown:
            return []
        return [
            *(ITEM + what for what in one.unknown),
            "Once that is recorded, IT's part can become larger, never smaller.",
        ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _points(number: int) -> str:
    return counted(number, "point")
