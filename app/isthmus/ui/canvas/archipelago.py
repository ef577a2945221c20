"""Small islands from far out: those that lie together share one caption that counts them."""

from collections.abc import Mapping, Sequence

import numpy as np

from isthmus.analysis.results import IslandKind
from isthmus.drawing.chart import Coast
from isthmus.drawing.inlets import Parts
from isthmus.layout.geometry import Verb
from isthmus.ui.canvas import extents
from isthmus.ui.canvas.extents import Edges, Shape

_SMALL = 130.0
"""Screen pixels: a wider island has a caption of its own."""
_APART = 44.0
"""Screen pixels between islands that lie together, at most."""
_FEW = 3


def gathered(shapes: Mapping[str, Shape], zoom: float) -> dict[str, Shape]:
    """The shapes with small islands that lie together as one coast round them all."""
    small = {
        key: (shape, extents.coast_parts(shape)[0])
        for key, shape in shapes.items()
        if isinstance(shape, Coast) and shape.kind is not IslandKind.MAINLAND
    }
    small = {key: pair for key, pair in small.items() if (pair[1][2] - pair[1][0]) * zoom < _SMALL}
    groups = _groups([edges for _, edges in small.values()], _APART / zoom)
    keys, found = list(small), dict(shapes)
    for group in groups:
        if len(group) >= _FEW:
            members = [small[keys[number]] for number in group]
            for number in group:
                del found[keys[number]]
            found[f"with {keys[group[0]]}"] = _together(members)
    return found


def _groups(edges: Sequence[Edges], apart: float) -> list[list[int]]:
    """Numbers of the boxes that are near each other, directly or by others."""
    sides = np.array(edges, dtype=np.float64).reshape(-1, 4)
    order = np.argsort(sides[:, 0], kind="stable")
    sides = sides[order]
    parts = Parts(len(sides))
    reach = np.searchsorted(sides[:, 0], sides[:, 2] + apart, side="right")
    for number in range(len(sides)):
        rest = slice(number + 1, reach[number])
        above, below = sides[rest, 1] - apart, sides[rest, 3] + apart
        near = (above <= sides[number, 3]) & (below >= sides[number, 1])
        for other in np.flatnonzero(near).tolist():
            parts.join(number, number + 1 + other)
    groups: dict[int, list[int]] = {}
    for number, place in enumerate(order.tolist()):
        groups.setdefault(parts.of(number), []).append(place)
    return [sorted(group) for group in groups.values()]


def _together(members: Sequence[tuple[Coast, Edges]]) -> Coast:
    """One coast with a caption that counts; its outline is no more than a box."""
    sides = np.array([edges for _, edges in members])
    left, top = sides[:, :2].min(axis=0).tolist()
    right, bottom = sides[:, 2:].max(axis=0).tolist()
    # An island whose cards stand apart, on several territories, is one island all the same.
    kinds = list({coast.island: coast.kind for coast, _ in members}.values())
    outline = ((Verb.MOVE, (left, top)), (Verb.LINE, (right, bottom)))
    first = members[0][0]
    main = max(sorted(set(kinds)), key=kinds.count)
    return Coast(first.island, main, outline, outline, _words(kinds), (left, top))


def _words(kinds: Sequence[IslandKind]) -> str:
    """Such as '63 ISLANDS · 22 ROGUE · 14 TIDAL'."""
    parts = [f"{len(kinds)} ISLANDS" if len(kinds) > 1 else "ISLAND"]
    for kind, word in ((IslandKind.ROGUE, "ROGUE"), (IslandKind.TIDAL, "TIDAL")):
        if count := kinds.count(kind):
            parts.append(f"{count} {word}")
    return " · ".join(parts)
