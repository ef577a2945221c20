"""Cards that change places where fewer flows cross then, counted along the ways that they take.

Straight lines tell little of how often flows cross that are led round cards. So each card is
tried in all places that it may take at once: its flows, and those of the card that stands there,
are led anew among all others, which stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from isthmus.layout.candidates import Bools, Floats, Ints
from isthmus.layout.geometry import COLUMN, ROW
from isthmus.layout.network import STANDARD, Part
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.rating import disorder
from isthmus.layout.swaps import uncross
from isthmus.layout.untangle import CROSSING, Choices, Tangle
from isthmus.layout.waybook import WayBook
from isthmus.layout.weft import Weft, crossings

_MANY = 200
"""Up to so many pairs that flows tie, this is quick enough."""
_SWEEPS = 6
_TRIED = 12
"""So many places, where flows would be shortest, are tried for each card."""
_VERIFIED = 2
"""So many of the most promising places are looked at closely."""
_WORTH = 20.0
"""What must be gained, in length."""
_CLEAR = 6.0
"""Lines keep at least so far from a card."""


@dataclass(frozen=True, slots=True)
class Berths:
    """Cards that may change places with one another, or go to a free one."""

    nodes: tuple[int, ...]
    places: Floats
    """Corners: (n, 2). Each card stands in one of them."""


def redrawn(
    part: Part,
    corners: Floats,
    berths: Sequence[Berths],
    pulse: Pulse = SILENT,
    *,
    twice: bool = True,
) -> Floats:
    """Corners of the cards after exchanges that let fewer flows cross; never more than before.

    Begun from where they stand and, if `twice`, from where straight lines cross least. Cards that
    are not of standard size stay, and maps with many flows are left as they are.
    """
    ends = part.sources, part.targets
    rows, weights = _tied(ends)
    if not 0 < len(rows) <= _MANY:
        return corners
    starts = [corners]
    if twice:
        starts.append(_uncrossed(part, corners, berths, pulse))
    found = [corners]
    for number, start in enumerate(starts):
        share = pulse.share(number / len(starts), (number + 1) / len(starts))
        found.append(_Drawing(start, part.sizes, rows, weights, berths).settled(share))
    return min(found, key=lambda each: disorder(each, part.sizes, ends))


def _uncrossed(part: Part, corners: Floats, berths: Sequence[Berths], pulse: Pulse) -> Floats:
    """The corners once straight lines cross no less by any exchange."""
    middles = corners + part.sizes / 2
    alike = (part.sizes == STANDARD).all(axis=1)
    groups = [[node for node in each.nodes if alike[node]] for each in berths]
    uncross(part, middles, groups, pulse)
    found: Floats = middles - part.sizes / 2
    return found


def in_cells(nodes: Ints, cells: Ints, corners: Floats, sizes: Floats) -> Berths:
    """Berths for some of the cards, which stand at `corners`, in the cells of the common grid.

    Where cards differ in size cells do too, and those that are free are left so.
    """
    if (sizes == STANDARD).all():
        return Berths(tuple(nodes.tolist()), cells * np.array((COLUMN, ROW)))
    return Berths(tuple(nodes.tolist()), corners[nodes])


def _tied(ends: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """The pairs of nodes that flows tie, and how many flows each."""
    table = np.sort(np.column_stack(ends), axis=1)
    rows, weights = np.unique(table, axis=0, return_counts=True)
    return rows, weights


class _Drawing:
    """Cards, and the ways that flows take between them."""

    def __init__(
        self, corners: Floats, sizes: Floats, rows: Ints, weights: Ints, berths: Sequence[Berths]
    ) -> None:
        """Flows by the pair that they tie: nodes (n, 2), and how many there are."""
        self._rows, self._weights = rows, weights
        self._of = [np.flatnonzero((rows == node).any(axis=1)) for node in range(len(sizes))]
        self._tied_to = [rows[of][rows[of] != node] for node, of in enumerate(self._of)]
        self._of_both: dict[tuple[int, int], Ints] = {}
        free = [np.hstack([each.places, each.places + STANDARD]) for each in berths]
        table = np.concatenate([np.hstack([corners, corners + sizes]), *free])
        self._sides, index = np.unique(np.round(table, 3), axis=0, return_inverse=True)
        self._apart: Floats = np.abs(self._sides[:, None, :2] - self._sides[None, :, :2]).sum(
            axis=2
        )
        self._place: Ints = index[: len(sizes)].copy()
        """Where each node stands, as a row of the sides."""
        self._node = np.full(len(self._sides), -1)
        self._node[self._place] = np.arange(len(sizes))
        alike = (sizes == STANDARD).all(axis=1)
        self._tries: list[tuple[int, Ints]] = []
        """Who may move, and to which places."""
        ends = len(sizes) + np.cumsum([len(each.places) for each in berths])
        for each, end in zip(berths, ends.tolist(), strict=True):
            open_to = np.unique(index[end - len(each.places) : end])
            members = [node for node in each.nodes if alike[node]]
            theirs = np.isin(self._node[open_to], members) | self._is_empty(open_to)
            self._tries += [(node, open_to[theirs]) for node in members if len(self._of[node])]
        self._book = WayBook(self._sides)
        self._book.look(self._sides[self._place])
        self._best, self._least = self._place.copy(), np.inf
        self._lead()

    def _is_empty(self, places: Ints) -> Bools:
        """Whether no card, of whatever size, reaches into each of some places."""
        cards, rooms = self._sides[self._place], self._sides[places][:, None]
        over: Bools = (rooms[..., :2] < cards[:, 2:]) & (rooms[..., 2:] > cards[:, :2])
        met = np.logical_and.reduce(over, axis=2)
        empty: Bools = ~np.logical_or.reduce(met, axis=1)
        return empty

    def settled(self, pulse: Pulse) -> Floats:
        """Corners of all cards, as they stood when it all cost least."""
        for sweep in range(_SWEEPS):
            if not self._sweep(pulse.share(sweep / _SWEEPS, (sweep + 1) / _SWEEPS)):
                break
            self._lead()
        found: Floats = self._sides[self._best, :2]
        return found

    def _lead(self) -> None:
        """Lead all flows anew; what stands now is the best if it costs least."""
        every = np.arange(len(self._rows))
        found = self._book.between(*self._place[self._rows].T)
        taken = Tangle(found, found.cheapest(), self._weights).settled()
        self._price = found.price[taken]
        self._low, self._high = found.low[:, :, taken], found.high[:, :, taken]
        self._crossed = np.zeros((len(every), len(every)), dtype=np.int64)
        self._cross(every)
        total = self._cost(every)
        if total < self._least:
            self._best, self._least = self._place.copy(), total

    def _cost(self, rows: Ints) -> float:
        """What these flows cost: their length, and what they cross."""
        weights, crossed = self._weights[rows], self._crossed[rows]
        outer = weights @ (crossed @ self._weights)
        inner = weights @ (crossed[:, rows] @ weights)
        return float(weights @ self._price[rows] + CROSSING * (outer - inner / 2))

    def _sweep(self, pulse: Pulse) -> bool:
        """Try each card whose flows cross others in all its places; whether any moved."""
        moved = False
        tangle = self._weights * (self._crossed @ self._weights)
        order = sorted(self._tries, key=lambda each: -int(tangle[self._of[each[0]]].sum()))
        for number, (node, open_to) in enumerate(order):
            pulse.beat(number / len(order))
            if self._crossed[self._of[node]].any():
                moved |= self._try(node, open_to)
        return moved

    def _try(self, node: int, open_to: Ints) -> bool:
        """Put a card to the best of its places, if that is better than where it stands."""
        others = self._node[open_to]
        fit = (others != node) & ((others >= 0) | self._is_clear(open_to, node))
        places, others = self._near(node, open_to[fit], others[fit])
        if not len(places):
            return False
        gains = self._gains(node, places, others)
        for k in np.argsort(-gains, kind="stable")[:_VERIFIED].tolist():
            if gains[k] > _WORTH and self._moved(node, int(places[k]), int(others[k])):
                return True
        return False

    def _near(self, node: int, places: Ints, others: Ints) -> tuple[Ints, Ints]:
        """The few places that make the flows of both who change places shortest."""
        if len(places) <= _TRIED:
            return places, others
        longer = self._lengths(node, places)
        here = self._place[node]
        for k, other in enumerate(others.tolist()):
            if other >= 0:
                now, then = self._lengths(other, np.array((self._place[other], here)))
                longer[k] += then - now
        nearest = np.sort(np.argsort(longer, kind="stable")[:_TRIED])
        return places[nearest], others[nearest]

    def _lengths(self, node: int, places: Ints) -> Floats:
        """How long a card's flows would be, straight along the axes, from each of some places."""
        far: Floats = self._apart[places[:, None], self._place[self._tied_to[node]]].sum(axis=1)
        return far

    def _is_clear(self, places: Ints, node: int) -> Bools:
        """Whether no flow of others runs through each of these places."""
        low, high = self._sides[places, :2] - _CLEAR, self._sides[places, 2:] + _CLEAR
        met = (self._low[0] < high[:, 0, None, None]) & (self._high[0] > low[:, 0, None, None])
        met &= (self._low[1] < high[:, 1, None, None]) & (self._high[1] > low[:, 1, None, None])
        met[:, :, self._of[node]] = False
        clear: Bools = ~met.any(axis=(1, 2))
        return clear

    def _both(self, node: int, other: int) -> Ints:
        """The flows of a card, then those of another that are not among them."""
        if other < 0:
            return self._of[node]
        if (node, other) not in self._of_both:
            more = np.setdiff1d(self._of[other], self._of[node])
            self._of_both[node, other] = np.concatenate([self._of[node], more])
        return self._of_both[node, other]

    def _gains(self, node: int, places: Ints, others: Ints) -> Floats:
        """About how much less all flows would cost with the card in each of the places."""
        groups = [self._both(node, other) for other in others.tolist()]
        rows = np.concatenate(groups)
        number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        found = self._choices(rows, node, places[number], others[number])
        costs = found.price + CROSSING * self._outside(found, groups, number)
        least = np.minimum.reduceat(costs, found.first)
        after = np.bincount(number, weights=least * self._weights[rows], minlength=len(groups))
        gains: Floats = np.array([self._outward(group) for group in groups]) - after
        return gains

    def _outward(self, rows: Ints) -> float:
        """What these flows cost, but for where they cross each other."""
        weights, crossed = self._weights[rows], self._crossed[rows]
        outer = weights @ (crossed @ self._weights) - weights @ (crossed[:, rows] @ weights)
        return float(weights @ self._price[rows] + CROSSING * outer)

    def _outside(self, found: Choices, groups: Sequence[Ints], number: Ints) -> Ints:
        """How much each way crosses of all flows but those of its own group."""
        table = np.full((len(groups), max(map(len, groups))), -1)
        for k, group in enumerate(groups):
            table[k, : len(group)] = group
        rows = table[number[found.flow]]
        low, high = self._low[:, :, rows], self._high[:, :, rows]
        met = crossings(found.low[..., None], found.high[..., None], low, high)
        inside = (met * np.where(rows >= 0, self._weights[rows], 0)).sum(axis=1)
        outside: Ints = self._weft.crossed(found.low, found.high) - inside
        return outside

    def _choices(self, rows: Ints, node: int, places: Ints, others: Ints) -> Choices:
        """Ways of flows with the card in a place, and who stood there in the card's."""
        stand = []
        for end in self._rows[rows].T:
            at = np.where(end == node, places, self._place[end])
            stand.append(np.where(end == others, self._place[node], at))
        return self._book.between(stand[0], stand[1])

    def _moved(self, node: int, place: int, other: int) -> bool:
        """Whether the card moved there, as that is better, looked at closely."""
        rows = self._both(node, other)
        each = np.zeros(len(rows), dtype=np.int64)
        found = self._choices(rows, node, each + place, each + other)
        outside = self._outside(found, [rows], each)
        found = replace(found, price=found.price + CROSSING * outside)
        tangle = Tangle(found, found.cheapest(), self._weights[rows])
        taken = tangle.settled()
        if tangle.total() > self._cost(rows) - _WORTH:
            return False
        self._price[rows] = found.price[taken] - CROSSING * outside[taken]
        self._low[:, :, rows], self._high[:, :, rows] = (
            found.low[..., taken],
            found.high[..., taken],
        )
        self._cross(rows)
        self._settle(node, place, other)
        return True

    def _settle(self, node: int, place: int, other: int) -> None:
        """Put the card there, and who stood there where it stood."""
        here = self._place[node]
        self._place[node], self._node[place], self._node[here] = place, node, other
        if other >= 0:
            self._place[other] = here
        else:
            self._book.look(self._sides[self._place])

    def _cross(self, rows: Ints) -> None:
        """Count anew what these flows cross."""
        mine = self._low[:, :, rows, None], self._high[:, :, rows, None]
        met = crossings(*mine, self._low[:, :, None], self._high[:, :, None])
        self._crossed[rows] = met
        self._crossed[:, rows] = met.T
        self._crossed[rows, rows] = 0
        self._weft = Weft(self._low, self._high, self._weights)
