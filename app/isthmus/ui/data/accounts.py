"""What is told of data objects, as rows and sections; worked out on a worker's thread.

The analysis is loaded when the first account is made: the window starts without it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.ui.widgets.rows import Row

if TYPE_CHECKING:
    from isthmus.analysis.lineage.objects import Age, Lineage
    from isthmus.analysis.lineage.view import CustomerView


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: words, or the name of a system or a flow that leads there."""

    text: str
    ident: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]
    tone: str = ""
    """'danger' or 'warning' where it tells of something that is wrong."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the score."""

    name: str
    points: float
    weight: int
    told: str


@dataclass(frozen=True, slots=True)
class Account:
    """All that is told of one data object."""

    ident: str
    name: str
    personal: bool
    row: Row
    score: int | None
    """Of 100; only for the customer's kinds, and where somebody holds it."""
    shares: tuple[Share, ...]
    sections: tuple[Section, ...]


def accounts_of(
    snapshot: Snapshot, catalogue: Catalogue, progress: Callable[[float], None]
) -> tuple[Account, ...]:
    """Tell of every data object of a map, by name; `progress` as in `data_objects_of`."""
    from isthmus.analysis.lineage.overview import data_objects_of  # noqa: PLC0415 - NetworkX

    found = data_objects_of(snapshot, catalogue, progress=progress)
    return tuple(
        _account(snapshot, view, scored=view.lineage.data_object in found.customers)
        for view in found.views
    )


def _account(snapshot: Snapshot, view: "CustomerView", *, scored: bool) -> Account:
    one = view.lineage
    score = view.score if scored else None
    shares = (Share(part.aspect, part.points, part.weight, part.told) for part in view.parts)
    return Account(
        ident=one.data_object,
        name=one.name,
        personal=snapshot.data_objects[one.data_object].personal,
        row=Row(one.name, _counts(one), (one.data_object,), pills=tuple(_marks(one))),
        score=score,
        shares=() if score is None else tuple(shares),
        sections=tuple(_sections(snapshot, one)),
    )


def _counts(one: "Lineage") -> str:
    """As in: 1 master · 3 replicas · 1 reader · 5 flows."""
    from isthmus.analysis.wording import counted  # noqa: PLC0415

    things = (
        ("master", one.masters), ("replica", one.replicas), ("reader", one.readers),
        ("flow", one.flows),
    )  # fmt: skip
    return " · ".join(counted(len(some), thing) for thing, some in things if some) or "Not used yet"


def _marks(one: "Lineage") -> Iterator[tuple[str, str]]:
    if one.conflict:
        yield f"{len(one.conflict)} masters", "danger"
    elif one.holders and not one.masters:
        yield "No master", "danger"
    elif one.flows and not one.masters:
        yield "Held nowhere", "warning"
    if one.out_of_reach:
        yield f"{len(one.out_of_reach):,} out of reach", "warning"
    if one.loops:
        yield "Loop" if len(one.loops) == 1 else f"{len(one.loops):,} loops", "warning"


def _sections(snapshot: Snapshot, one: "Lineage") -> Iterator[Section]:
    teller = _Teller(snapshot)
    yield from _wrong(teller, one)
    if one.masters and not one.conflict:
        yield Section("Master", tuple(teller.each(one.masters)))
    for title, some in (("Replicas", one.replicas), ("Readers", one.readers)):
        if some:
            yield Section(f"{title} · {len(some):,}", tuple(teller.each(some)))
    if one.begins:
        yield Section("Comes into being in", tuple(teller.each(one.begins)))
    if one.hops:
        yield Section("Longest way from a master", (teller.chain(one.chain),))
    if one.ages:
        yield Section("How old it gets", tuple(teller.ages(one.ages)))
    if one.flows:
        title = f"Flows that name it · {len(one.flows):,}"
        yield Section(title, tuple(teller.flow(flow) for flow in one.flows))


def _wrong(teller: "_Teller", one: "Lineage") -> Iterator[Section]:
    """What is wrong with it comes first."""
    if one.conflict:
        title = "Masters in conflict: each claims to be right"
        yield Section(title, tuple(teller.each(one.conflict)), "danger")
    if one.holders and not one.masters:
        words = "No system is its master, so nobody can say which copy is right."
        yield Section("No master", ((Piece(words),),), "danger")
    elif one.flows and not one.masters:
        words = "It moves, but no system is recorded as holding it."
        yield Section("Held nowhere", ((Piece(words),),), "warning")
    if one.out_of_reach:
        title = f"Hold it, and get it from nowhere · {len(one.out_of_reach):,}"
        yield Section(title, tuple(teller.each(one.out_of_reach)), "warning")
    if one.loops:
        rings = tuple(teller.chain((*loop.systems, loop.systems[0])) for loop in one.loops)
        yield Section("Loops: what is given comes back", rings, "warning")


class _Teller:
    """Lines of one map."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def system(self, ident: str) -> Piece:
        return Piece(self._snapshot.systems[ident].name, ident)

    def each(self, ids: Iterable[str]) -> Iterator[Line]:
        return ((self.system(ident),) for ident in ids)

    def flow(self, ident: str) -> Line:
        from isthmus.analysis.resilience.words import flow_named  # noqa: PLC0415

        flow = self._snapshot.flows[ident]
        often = f" · {flow.frequency}" if flow.frequency else ""
        return (Piece(f"{flow_named(self._snapshot, flow)}{often}", ident),)

    def chain(self, systems: Iterable[str]) -> Line:
        """A → B → C."""
        pieces: list[Piece] = []
        for ident in systems:
            pieces += [Piece("→"), self.system(ident)] if pieces else [self.system(ident)]
        return tuple(pieces)

    def ages(self, ages: Iterable["Age"]) -> Iterator[Line]:
        """The oldest first, those of unknown age after them."""
        from isthmus.analysis.lineage.agewords import age_told  # noqa: PLC0415

        for age in sorted(ages, key=lambda age: (age.hours is None, -(age.hours or 0.0))):
            yield self.system(age.system), Piece(age_told(self._snapshot, age))
