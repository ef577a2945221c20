"""What of the scene each shape touches: generous, cheap, and before anything is made to draw."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np

from isthmus.analysis.results import IslandKind
from isthmus.drawing.chart import Card, Coast, FlowShape
from isthmus.drawing.jotting import area_name_box
from isthmus.drawing.lands import land_caption_box
from isthmus.drawing.plots import AreaShape, Land, NoteShape, Plot
from isthmus.drawing.shores import CAPTION_SIZE, caption_width
from isthmus.layout.geometry import Box
from isthmus.ui.canvas.spread import Numbers, Spread, SpreadOf, Table

Shape = Card | FlowShape | Coast | Land | AreaShape | NoteShape
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom, in scene units."""

_SHADOW = 4.0
_ARROW = 8.0
DRAWN = 1.08
"""Letters are drawn on whole pixels, and so up to this much wider than they are measured."""

LAND = {
    IslandKind.MAINLAND: "land",
    IslandKind.ISLAND: "cut_off",
    IslandKind.ROGUE: "cut_off",
    IslandKind.TIDAL: "tidal",
}
"""What the theme calls the ground of an island."""


def box_edges(box: Box, margin: float) -> Edges:
    """The edges of a box with a margin."""
    return box.x - margin, box.y - margin, box.right + margin, box.bottom + margin


def spread_by(parts: Callable[[Any], list[Edges]]) -> SpreadOf:
    """The spread of shapes whose parts are told one by one."""

    def spread(shapes: Sequence[Any]) -> Spread:
        found = [parts(shape) for shape in shapes]
        edges = np.array(list(chain.from_iterable(found)), dtype=np.float64).reshape(-1, 4)
        return edges, np.array([len(some) for some in found], dtype=np.intp)

    return spread


def lines_spread(flows: Sequence[FlowShape]) -> Spread:
    """Edges of each stretch of each flow, which a long flow round many cards has many of."""
    numbers: list[float] = []
    sizes: list[int] = []
    for flow in flows:
        for _, at in flow.steps:
            numbers += at
            sizes.append(len(at))
    counts = np.array([len(flow.steps) - 1 for flow in flows], dtype=np.intp)
    if not sizes:
        return np.empty((0, 4)), counts
    points = np.array(numbers, dtype=np.float64).reshape(-1, 2)
    ends = np.cumsum(sizes) // 2
    # Each stretch goes from the last point of the step before it to its own last one.
    starts = np.concatenate([[0], ends[:-1] - 1])
    cuts = np.column_stack([starts, ends]).ravel()
    low = _reduced(np.minimum, points, cuts)
    high = _reduced(np.maximum, points, cuts)
    first = np.concatenate([[0], np.cumsum(counts + 1)[:-1]])
    kept = np.ones(len(sizes), dtype=bool)
    kept[first] = False  # a move is no stretch
    return np.hstack([low - _ARROW, high + _ARROW])[kept], counts


def _reduced(by: np.ufunc, points: Table, cuts: Numbers) -> Table:
    """The least or the greatest coordinates of each stretch."""
    padded = np.vstack([points, points[-1:]])  # reduceat takes no cut at the end
    found: Table = by.reduceat(padded, cuts, axis=0)[::2]
    return found


def label_parts(flow: FlowShape) -> list[Edges]:
    """Edges of a flow's label."""
    return [box_edges(flow.label_box, 2.0)] if flow.label_box is not None else []


def card_parts(card: Card) -> list[Edges]:
    """Edges of a card with its shadow."""
    return [box_edges(card.box, _SHADOW)]


def coast_parts(coast: Coast) -> list[Edges]:
    """Edges of a coast with its shallows."""
    across = [number for _, at in coast.shallows for number in at[0::2]]
    down = [number for _, at in coast.shallows for number in at[1::2]]
    return [(min(across) - 2, min(down) - 2, max(across) + 2, max(down) + 2)] if across else []


def plot_parts(plot: Plot) -> list[Edges]:
    """Edges of a territory, an area or a note."""
    return [box_edges(plot.box, 2.0)]


def caption_parts(shape: Coast | Land | AreaShape) -> list[Edges]:
    """Edges of the caption of a coast, a territory or an area, as its letters are drawn."""
    if isinstance(shape, Land):
        box = land_caption_box(shape)
    elif isinstance(shape, AreaShape):
        box = area_name_box(shape)
    else:
        x, y = shape.caption_at
        wide = caption_width(shape.caption)
        box = Box(x, y - CAPTION_SIZE, wide, 1.5 * CAPTION_SIZE)
    left, top, right, bottom = box_edges(box, 2.0)
    return [(left, top, right + box.width * (DRAWN - 1.0), bottom)]
