"""Whether IT leads, advises or steps back, system by system, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from isthmus.analysis.drafting import OWNER_FIELDS, cells_of_systems, draft
from isthmus.analysis.involvement.signs import Signs
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.parts import Parts
from isthmus.analysis.results import Finding, FindingKind, IslandKind
from isthmus.analysis.spend import Spend
from isthmus.analysis.wording import listed
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.thumbs import Asks, Thumbs
from isthmus.catalogue.types import Severity
from isthmus.model.snapshot import Snapshot

ABSENT = "INV-01"


class Verdict(StrEnum):
    """What IT is to do about a system."""

    LEADS = "IT leads"
    ADVISES = "IT advises"
    STEPS_BACK = "IT steps back"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign that a system shows."""

    sign: str
    asks: Asks
    points: int
    told: str


@dataclass(frozen=True, slots=True)
class Involvement:
    """What IT is to do about a system, and why."""

    system: str
    """Id."""
    verdict: Verdict
    reasons: tuple[Reason, ...]
    """Most points first, then in the order of the rules."""
    unknown: tuple[str, ...]
    """What would count and is not recorded."""
    looked_after: bool
    """IT looks after it today: a steward, also one in the business, or its owner."""

    @property
    def points(self) -> int:
        """What its signs add up to."""
        return sum(reason.points for reason in self.reasons)

    @property
    def absent(self) -> bool:
        """Whether IT should lead and does not look after it."""
        return self.verdict is Verdict.LEADS and not self.looked_after


def involvement(
    snapshot: Snapshot, catalogue: Catalogue, as_of: date | None = None
) -> tuple[Involvement, ...]:
    """The verdict on each live system, by name; ends of contracts are asked of the day or today."""
    live = live_map(snapshot, catalogue, as_of)
    return involvements(live, as_of or datetime.now(UTC).date())


def involvements(live: LiveMap, day: date) -> tuple[Involvement, ...]:
    """The same on a live map; () where the catalogue has no rules of thumb."""
    return tuple(_involvements(live, Signs(live, Spend(live), day), range(len(live.systems))))


def involvement_of(live: LiveMap, system: int, day: date) -> Involvement:
    """The verdict on one system of a live map; without any rule of thumb, IT steps back."""
    found = next(_involvements(live, Signs(live, Spend(live), day), [system]), None)
    ident, stewarded = live.systems[system].id, live.stewarded[system]
    return found or Involvement(ident, Verdict.STEPS_BACK, (), (), stewarded)


def _involvements(live: LiveMap, signs: Signs, systems: Iterable[int]) -> Iterator[Involvement]:
    thumbs = live.catalogue.thumbs
    return (_involvement(live, signs, thumbs, i) for i in systems if thumbs.signs)


def _involvement(live: LiveMap, signs: Signs, thumbs: Thumbs, system: int) -> Involvement:
    facts = signs.facts(system)
    shown = signs.shown(facts)
    reasons = tuple(Reason(sign.key, sign.asks, sign.points, told) for sign, told in shown)
    points = sum(reason.points for reason in reasons)
    leads, advises = points >= thumbs.leads_from, points >= thumbs.advises_from
    verdict = Verdict.LEADS if leads else Verdict.ADVISES if advises else Verdict.STEPS_BACK
    return Involvement(
        system=live.systems[system].id,
        verdict=verdict,
        reasons=reasons,
        unknown=facts.unknown,
        looked_after=live.stewarded[system],
    )


Absences = Mapping[str, Finding | None]
"""By the id of each system looked at: the finding that IT is absent there, None if it is not."""


def absences(
    live: LiveMap, parts: Parts, spend: Spend, day: date, known: Absences | None = None
) -> Absences:
    """A finding where IT should lead and is absent, but for rogue islands, which say so already.

    Where no system is known to be looked after by IT, the map does not record who does. `known` is
    what holds of some systems as it was found before.
    """
    if not any(live.stewarded):
        return {}
    rogue, known = [part.kind is IslandKind.ROGUE for part in parts.parts], known or {}
    left = [
        i
        for i, stewarded in enumerate(live.stewarded)
        if not (stewarded or rogue[parts.part_of[i]])
    ]
    fresh = [i for i in left if live.systems[i].id not in known]
    found = {
        one.system: _absent(live, live.number[one.system], one) if one.absent else None
        for one in _involvements(live, Signs(live, spend, day), fresh)
    }
    ids = (live.systems[i].id for i in left)
    return {ident: found[ident] if ident in found else known.get(ident) for ident in ids}


def _absent(live: LiveMap, system: int, one: Involvement) -> Finding:
    """Medium where personal data is at stake, else low."""
    personal = any(reason.asks is Asks.PERSONAL_DATA for reason in one.reasons)
    why = listed([reason.told for reason in one.reasons], shown=len(one.reasons))
    return draft(
        live,
        kind=FindingKind.IT_ABSENT,
        rule=ABSENT,
        severity=Severity.MEDIUM if personal else Severity.LOW,
        title="IT absent",
        about=(live.tokens[system],),
        systems=(system,),
        objects=(),
        evidence=(
            f"IT should lead with {live.name(system)}, by the rules of thumb, and nobody of IT "
            f"looks after it: it {why}."
        ),
        cells=cells_of_systems(live, (system,), OWNER_FIELDS),
    )
