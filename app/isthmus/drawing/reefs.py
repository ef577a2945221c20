"""Coasts on a ground of territories: round what is cut off alone, and compact."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from isthmus.analysis.results import Analysis, Island, IslandKind
from isthmus.drawing.captions import captions
from isthmus.drawing.chart import Coast
from isthmus.drawing.coast import coastline
from isthmus.drawing.index import ChartIndex
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.shores import (
    compose_coasts,
    in_time,
    on_open_ground,
    shift_coasts,
    shown,
    touched,
)
from isthmus.layout.sides import Sides
from isthmus.model.viewing import Ground

_MARGIN = 9.0
_SHALLOWS = 4.0
_WINDING = 800
"""Lines and bends of a coast: beyond, it takes about 50 ms, measured."""
_NEAR = (132.0, 60.0)
"""Cards of an island with gaps no wider than this, across and down, lie in one outline."""


def coasts_of(
    analysis: Analysis,
    index: ChartIndex,
    currency: str,
    options: ChartOptions,
    kept: Collection[Coast] = (),
) -> tuple[Coast, ...]:
    """The coasts that the ground of the view asks for; islands of `kept` have those they had."""
    if options.ground is Ground.TERRITORIES:
        return compose_reefs(analysis, index, currency, kept)
    return compose_coasts(analysis, index, currency, {coast.island: coast for coast in kept})


def coasts_moved(
    coasts: tuple[Coast, ...],
    analysis: Analysis,
    indexes: tuple[ChartIndex, ChartIndex],
    currency: str,
    options: ChartOptions,
    *,
    most: int | None = None,
) -> tuple[Coast, ...]:
    """The coasts after some cards moved (indexes before, after); kept where that changes none.

    With `most`, coasts of others than those that moved are kept beyond so many cards together, and
    so are coasts that wind round very much.
    """
    before, after = indexes
    due = touched(before, after)
    if most is not None:
        winding = _winding(coasts)
        due = {n for n in due if analysis.islands[n].key not in winding}
        due = in_time(due, before, after, most)
    if options.ground is Ground.TERRITORIES:
        return shift_reefs(coasts, analysis, after, currency, due)
    return shift_coasts(coasts, analysis, after, currency, due)


def _winding(coasts: Iterable[Coast]) -> set[str]:
    """The islands whose coasts wind so much that making them anew would hold up a drag."""
    steps: Counter[str] = Counter()
    for coast in coasts:
        steps[coast.island] += len(coast.steps)
    return {island for island, count in steps.items() if count > _WINDING}


def compose_reefs(
    analysis: Analysis, index: ChartIndex, currency: str, kept: Collection[Coast] = ()
) -> tuple[Coast, ...]:
    """The coasts of all islands but the mainland, one for each group of cards that stand near.

    Islands that any of `kept` is of have those coasts, and no others.
    """
    held: dict[str, list[Coast]] = {}
    for coast in kept:
        held.setdefault(coast.island, []).append(coast)
    found: list[Coast] = []
    for number in shown(analysis, index):
        island = analysis.islands[number]
        if island.kind is not IslandKind.MAINLAND:
            found += held.get(island.key) or _reefs(island, number, index, currency)
    return tuple(found)


def shift_reefs(
    coasts: Iterable[Coast],
    analysis: Analysis,
    after: ChartIndex,
    currency: str,
    due: Collection[int],
) -> tuple[Coast, ...]:
    """The coasts after some cards moved: those of other islands than are due are kept."""
    stale = {analysis.islands[number].key for number in due}
    kept = [coast for coast in coasts if coast.island not in stale]
    return compose_reefs(analysis, after, currency, kept)


def _reefs(island: Island, number: int, index: ChartIndex, currency: str) -> Iterator[Coast]:
    """The coasts of an island, that of most cards first and with the caption."""
    cards, others = index.members(number), index.sides[index.owner != number]
    groups = sorted(_groups(cards), key=lambda rows: (-len(rows), *cards[rows[0]].tolist()))
    words = captions(island, currency, len(cards))[-1]
    for part, rows in enumerate(groups):
        mine = cards[rows]
        rest = np.concatenate([others, np.delete(cards, rows, axis=0)])
        line, shallows = coastline(mine, rest, _MARGIN, _SHALLOWS)
        top = mine[:, 1].min()
        left = mine[mine[:, 1] < top + 1, 0].min()
        at = (float(left), float(top - _MARGIN - _SHALLOWS - 2))
        said = words if not part and on_open_ground(words, at, index.sides) else ""
        yield Coast(island.key, island.kind, line, shallows, said, at, part)


def _groups(cards: Sides) -> list[NDArray[np.intp]]:
    """Rows of the cards that stand near each other, directly or by others between them."""
    across = np.maximum(cards[:, None, 0], cards[:, 0]) - np.minimum(cards[:, None, 2], cards[:, 2])
    down = np.maximum(cards[:, None, 1], cards[:, 1]) - np.minimum(cards[:, None, 3], cards[:, 3])
    near = (across <= _NEAR[0]) & (down <= _NEAR[1])
    left = np.ones(len(cards), dtype=bool)
    groups = []
    while left.any():
        group: NDArray[np.bool_] = np.zeros(len(cards), dtype=np.bool_)
        group[int(left.argmax())] = True
        while True:
            wider = np.asarray(near[group].any(axis=0), dtype=np.bool_)
            if (wider == group).all():
                break
            group = wider
        groups.append(np.flatnonzero(group))
        left &= ~group
    return groups
