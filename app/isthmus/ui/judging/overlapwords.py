"""What overlaps, in words: who could be folded into whom, why, what that takes and saves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from isthmus.analysis.likeness import category_name
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.overlap import Overlap, OverlapGroup, overlaps
from isthmus.analysis.premises import catalogue_for, premises_of
from isthmus.analysis.results import ProposedFlow
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.money import exact_money
from isthmus.model.snapshot import Snapshot
from isthmus.ui.judging.particulars import ITEM
from isthmus.ui.judging.review import Review, Row, Sheet, kinds_of, section

EVIDENCE, WEAK, SAVES = "evidence", "weak", "saves"
_KINDS = (
    (EVIDENCE, "With evidence"),
    (SAVES, "That would save something"),
    (WEAK, "Of one category only"),
)
_EMPTY = (
    "No two systems of this map do the same. Systems are set side by side that are of one "
    "category, or that serve the same capabilities and hold the same data: record those in "
    "the properties of a system, and what overlaps is listed here."
)


def overlap_review(snapshot: Snapshot, catalogue: Catalogue) -> Review:
    """What overlaps on a map, those with evidence first, then the most alike."""
    held = catalogue_for(snapshot, catalogue)
    groups = overlaps(snapshot, held, rates=premises_of(snapshot).rates)
    told = _Told(live_map(snapshot, held), snapshot.info.currency)
    every = sorted(_all(groups), key=lambda one: (one.overlap.weak, -one.overlap.likeness))
    rows = tuple(told.row(one) for one in every)
    by_key = {one.overlap.folded: one for one in every}
    return Review(
        rows=rows,
        sheet=lambda key: told.sheet(by_key[key]),
        summary=told.summary(every),
        kinds=kinds_of(rows, _KINDS),
        empty=_EMPTY,
        found=groups,
    )


@dataclass(frozen=True, slots=True)
class _Grouped:
    """An overlap, and the category that it is told under."""

    overlap: Overlap
    group: str


def _all(groups: Sequence[OverlapGroup]) -> Iterator[_Grouped]:
    for group in groups:
        yield from (_Grouped(one, group.name) for one in group.overlaps)


class _Told:
    """Words on the overlaps of one map."""

    def __init__(self, live: LiveMap, currency: str) -> None:
        self._live, self._currency = live, currency
        self._systems = live.snapshot.systems

    def summary(self, every: Sequence[_Grouped]) -> str:
        """How many could be merged, and what those cost."""
        if not every:
            return ""
        said = counted(len(every), "candidate") + " to merge"
        saving = [one.overlap.saved for one in every if one.overlap.saved]
        if not saving:
            return f"{said}."
        whole = exact_money(sum(saving, Decimal(0)), self._currency)
        return f"{said}, which cost {whole} a year together as far as that is known."

    def row(self, one: _Grouped) -> Row:
        """'Pipedrive into Salesforce', its category, what it would save."""
        overlap = one.overlap
        folded, kept = self._name(overlap.folded), self._name(overlap.kept)
        flows = counted(len(overlap.rebuild), "flow") if overlap.rebuild else "no flow"
        detail = " · ".join(
            part for part in (one.group, self._saves(overlap), f"{flows} to rebuild") if part
        )
        kinds = {WEAK if overlap.weak else EVIDENCE} | ({SAVES} if overlap.saved else set())
        return Row(
            key=overlap.folded,
            title=f"{folded} into {kept}",
            detail=detail,
            pill=f"{overlap.likeness:.0%} alike",
            look="plain" if overlap.weak else "accent",
            kinds=frozenset(kinds),
            systems=(overlap.folded, overlap.kept),
            words=" ".join((*overlap.shared, *self._owners(overlap))),
        )

    def _saves(self, overlap: Overlap) -> str:
        if overlap.saved is None:
            return "cost not known"
        return f"saves {exact_money(overlap.saved, self._currency)} a year" if overlap.saved else ""

    def _owners(self, overlap: Overlap) -> Iterator[str]:
        for ident in (overlap.folded, overlap.kept):
            yield self._live.ownership.name(self._systems[ident].department)

    def sheet(self, one: _Grouped) -> Sheet:
        """All about one overlap."""
        overlap = one.overlap
        folded, kept = self._name(overlap.folded), self._name(overlap.kept)
        return Sheet(
            title=f"{folded} into {kept}",
            lead=f"{one.group} · {overlap.likeness:.0%} alike",
            sections=(
                *section("Why", self._why(overlap)),
                *section("Speaks against it", [ITEM + each for each in overlap.cautions]),
                *section("Side by side", [self._beside(i) for i in (overlap.folded, overlap.kept)]),
                *section(f"Data that only {folded} holds", [listed(overlap.to_move, shown=40)]),
                *section("Flows", list(self._flows(overlap))),
                *section("What would be saved", [self._saving(overlap)]),
                *section("Not known", [ITEM + each for each in self._unknown(overlap)]),
            ),
        )

    def _why(self, overlap: Overlap) -> list[str]:
        said = [ITEM + each for each in overlap.reasons]
        return [*said, "Nothing but the category speaks for it."] if overlap.weak else said

    def _beside(self, ident: str) -> str:
        """'Pipedrive: CRM, Sales, 45 users, 3 flows, €11,900 a year'."""
        system = self._systems[ident]
        number = self._live.number[ident]
        cost = system.annual_cost
        parts = (
            category_name(self._live, system.category),
            self._live.ownership.name(system.department) if system.department else "",
            "" if system.users is None else counted(system.users, "user"),
            counted(self._live.degree(number), "flow"),
            "" if cost is None else exact_money(cost, system.currency or self._currency)
            + " a year",
        )  # fmt: skip
        return f"{ITEM}{system.name}: {', '.join(part for part in parts if part)}"

    def _flows(self, overlap: Overlap) -> Iterator[str]:
        if not overlap.rebuild:
            yield "No flow would have to be rebuilt."
        else:
            yield counted(len(overlap.rebuild), "flow") + " would have to be rebuilt:"
        yield from (ITEM + self._flow(flow) for flow in overlap.rebuild)
        if overlap.in_place:
            yield f"{counted(overlap.in_place, 'flow')} {_is(overlap.in_place)} there already."
        if overlap.between:
            between = counted(overlap.between, "flow")
            yield f"{between} between the two would not be needed any more."

    def _flow(self, flow: ProposedFlow) -> str:
        ends = f"{self._name(flow.source)} → {self._name(flow.target)}"
        what = listed(flow.data_objects, shown=20)
        return f"{ends}: {what}" if what else f"{ends}, what it carries is not recorded"

    def _saving(self, overlap: Overlap) -> str:
        if overlap.saved is None:
            return "Not known."
        if not overlap.saved:
            return f"Nothing: {self._name(overlap.folded)} costs nothing today."
        amount = exact_money(overlap.saved, self._currency)
        return f"At most {amount} a year, what {self._name(overlap.folded)} costs today."

    def _unknown(self, overlap: Overlap) -> Iterator[str]:
        """What would be good to know before the two are merged."""
        if overlap.saved is None:
            yield f"what {self._name(overlap.folded)} costs a year"
        for ident in (overlap.folded, overlap.kept):
            yield from (f"{what} {self._name(ident)}{end}" for what, end in self._lacks(ident))
        system = self._systems[overlap.folded]
        if system.contract_end is None:
            yield f"when the contract of {system.name} ends"

    def _lacks(self, ident: str) -> Iterator[tuple[str, str]]:
        system = self._systems[ident]
        if system.users is None:
            yield "how many use", ""
        if not self._live.held.get(self._live.number[ident]):
            yield "which data", " holds"
        if not system.department:
            yield "who owns", ""

    def _name(self, ident: str) -> str:
        return self._systems[ident].name


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
