"""The chart after a small edit: what came, went, moved or leads elsewhere, and nothing else."""

from bisect import insort
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import STANDARD_SIZE, compose_cards, sizes_on
from isthmus.drawing.cast import ground_boxes, grounds_of, written_on
from isthmus.drawing.changed import FlowChange, flow_change
from isthmus.drawing.chart import Card, Chart, Coast, FlowShape
from isthmus.drawing.compose import Positions, routed
from isthmus.drawing.covered import covered
from isthmus.drawing.dressing import Dresser
from isthmus.drawing.index import ChartIndex, relabelled
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.reefs import coasts_of
from isthmus.drawing.retouch import Drawn, cards_now, same_islands
from isthmus.drawing.shores import near_land, whole_bounds
from isthmus.drawing.wires import Wire, flow_wires, missing_wires
from isthmus.layout.sides import Sides, sides_of
from isthmus.model.snapshot import Snapshot

_FEW = 16
"""At a system with more flows than this, those that did not change stay as they are."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A chart, what it was composed of, and the map as it is now; no territory is collapsed."""

    chart: Chart
    index: ChartIndex
    """The chart's own."""
    before: Drawn
    after: Drawn
    catalogue: Catalogue
    positions: Positions
    options: ChartOptions

    def mended(self, touched: Collection[str]) -> Chart:
        """The chart of the map as it is now.

        `touched` are the systems that may stand elsewhere or be of another size. Flows that did
        not change stay as they are, but for those at a system of few flows with one that did:
        these make room.
        """
        moves, chart, snapshot = self._moves(touched), self.chart, self.after.snapshot
        dresser = Dresser(snapshot, self.after.analysis, self.catalogue, self.options.view)
        cards = self._cards(moves, dresser)
        change = flow_change(
            self.index, (self.before.snapshot, snapshot), self.options, cards.keys(), moves.came
        )
        index = self._index(cards, moves, change)
        coasts = self._coasts(index, moves)
        grounds = grounds_of(snapshot, self.options, cards, cards)
        grounds = chart.grounds if grounds == chart.grounds else grounds
        placed = {key: cards[key].box for key in moves.came | moves.moved}
        under = covered(chart.flows, self.index, placed) - change.gone if placed else set()
        wires, missing = self._wires(index, change, moves, under)
        led = [wire.link.key for wire in wires]
        kept = self._kept({*led, *change.gone}, missing)
        index = relabelled(index, kept.keys(), led)
        ends = {end for wire in wires for end in (wire.link.source, wire.link.target)}
        boxes = {end: cards[end].box for end in ends}
        fresh = routed(wires, boxes, index, coasts, written_on(grounds), beside=kept)
        index = index.led(fresh)
        return replace(
            chart,
            bounds=whole_bounds(index, ground_boxes(grounds), coasts),
            cards=cards,
            reading=dresser.reading.among(cards),
            flows={**kept, **fresh},
            coasts=coasts,
            grounds=grounds,
            index=index,
        )

    def _moves(self, touched: Collection[str]) -> "_Moves":
        here = self.chart.cards
        on = self.positions.keys() & self.after.snapshot.systems.keys()
        sizes = sizes_on(self.after.snapshot, self.options.view)
        moved = set()
        for key in here.keys() & on & set(touched):
            box = here[key].box
            stands = (*self.positions[key], *sizes.get(key, STANDARD_SIZE))
            if stands != (box.x, box.y, box.width, box.height):
                moved.add(key)
        return _Moves(frozenset(on - here.keys()), frozenset(here.keys() - on), frozenset(moved))

    def _cards(self, moves: "_Moves", dresser: Dresser) -> Mapping[str, Card]:
        """The cards in the order of names, those anew that came, moved or say something else."""
        stay = self.chart.cards
        if moves.gone:
            stay = {key: card for key, card in stay.items() if key not in moves.gone}
        cards = cards_now(stay, self.before, self.after, self.catalogue, dresser)
        placed = {key: self.positions[key] for key in moves.came | moves.moved}
        if not placed:
            return cards
        snapshot, view = self.after.snapshot, self.options.view
        fresh = compose_cards(
            snapshot, self.after.analysis, self.catalogue, placed, view, dresser=dresser
        )
        cards = {**cards, **{key: fresh[key] for key in moves.moved}}
        return _inserted(cards, {key: fresh[key] for key in moves.came}, snapshot)

    def _index(self, cards: Mapping[str, Card], moves: "_Moves", change: FlowChange) -> ChartIndex:
        """The index of these cards, and of the flows between them as they are now."""
        rows, sides = self.index.rows, self.index.sides
        if list(rows) != list(cards):
            taken = np.array([rows.get(key, 0) for key in cards], dtype=np.int64)
            sides = sides[taken] if len(sides) else np.zeros((len(cards), 4))
            rows = {key: row for row, key in enumerate(cards)}
        fresh = moves.came | moves.moved
        if fresh:
            sides = sides.copy()
            sides[[rows[key] for key in fresh]] = sides_of(cards[key].box for key in fresh)
        island_of = self.after.analysis.island_of
        owner = np.array([island_of.get(key, -1) for key in rows], dtype=np.int64)
        return replace(self.index, rows=rows, sides=sides, owner=owner, flows=change.by_system)

    def _coasts(self, index: ChartIndex, moves: "_Moves") -> tuple[Coast, ...]:
        """The coasts, those anew whose island is another or near what moved."""
        before, after = self.before.analysis, self.after.analysis
        kept: list[Coast] = []
        currency = self.after.snapshot.info.currency
        if currency == self.before.snapshot.info.currency:
            same = same_islands(before, after) - (self._near(index, moves) if moves else set())
            kept = [coast for coast in self.chart.coasts if coast.island in same]
        return coasts_of(after, index, currency, self.options, kept)

    def _near(self, new: ChartIndex, moves: "_Moves") -> set[str]:
        """The islands that what moved belongs to, has left the land of or has come to."""
        before, after, old = self.before.analysis.islands, self.after.analysis.islands, self.index
        left = [old.rows[key] for key in moves.gone | moves.moved]
        come = [new.rows[key] for key in moves.came | moves.moved]
        where: Sides = np.concatenate([old.sides[left], new.sides[come]])
        found = {before[n].key for n in old.owner[left].tolist() if n >= 0}
        found |= {after[n].key for n in new.owner[come].tolist() if n >= 0}
        return found | {after[n].key for n in near_land(new, where)}

    def _wires(
        self, index: ChartIndex, change: FlowChange, moves: "_Moves", under: AbstractSet[str]
    ) -> tuple[list[Wire], set[str]]:
        """What is to be led anew, and the keys of all missing flows.

        `under` are flows that a card has come to stand on.
        """
        roomy = {end for end in change.ends if len(index.flows.get(end, ())) <= _FEW}
        anew = moves.moved | moves.came | roomy
        flows = self.after.snapshot.flows
        due = {**{key: flows[key] for key in under if key in flows}, **change.fresh}
        for system in anew:
            due.update((flow.id, flow) for flow in index.flows.get(system, ()))
        wires = flow_wires(due.values(), self.after.snapshot, self.options)
        missing = missing_wires(index, self.options)
        drawn = self.chart.flows
        wires += [
            wire
            for wire in missing
            if wire.link.key in under or _is_due(wire, drawn.get(wire.link.key), anew)
        ]
        return wires, {wire.link.key for wire in missing}

    def _kept(self, out: AbstractSet[str], missing: AbstractSet[str]) -> dict[str, FlowShape]:
        """The flows that stay as they are."""
        kept = dict(self.chart.flows)
        proposed = kept.keys() - self.before.snapshot.flows.keys()
        for key in kept.keys() & out | (proposed - missing):
            del kept[key]
        return kept


@dataclass(frozen=True, slots=True)
class _Moves:
    """Systems that came to the chart, left it, or stand elsewhere on it."""

    came: frozenset[str]
    gone: frozenset[str]
    moved: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.came or self.gone or self.moved)


def _inserted(
    cards: Mapping[str, Card], fresh: Mapping[str, Card], snapshot: Snapshot
) -> Mapping[str, Card]:
    """The cards with some more, each in its place by name."""
    if not fresh:
        return cards
    order, systems = list(cards), snapshot.systems
    for key in fresh:
        insort(order, key, key=lambda one: (systems[one].name.casefold(), one))
    every = {**cards, **fresh}
    return {key: every[key] for key in order}


def _is_due(wire: Wire, drawn: FlowShape | None, anew: Collection[str]) -> bool:
    """Whether a missing flow is not drawn yet, or is at what moved."""
    ends = (wire.link.source, wire.link.target)
    if drawn is None or (drawn.source, drawn.target) != ends:
        return True
    return any(end in anew for end in ends)
