"""Places for the labels of flows: on their own line, off the cards, off each other."""

from collections.abc import Mapping, Sequence
from math import floor

import numpy as np
from numpy.typing import NDArray

from isthmus.layout.geometry import Box, Step
from isthmus.layout.links import LABEL_HEIGHT, Link
from isthmus.layout.obstacles import Obstacles
from isthmus.layout.paths import along, flattened
from isthmus.layout.sides import Sides, boxes_of, meeting

Point = tuple[float, float]

_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Where on its line a label is tried, the best first."""
_HEAD = 12.0
"""Room between a label and the end of its line, for the arrow head."""
_BUCKET = 160.0
_MARGIN = 3.0


class Taken:
    """Boxes that labels must not touch, found quickly by where they are."""

    def __init__(self, sides: Sides) -> None:
        """Those of a table at first; in a drag these are many, and few of them are near."""
        self._sides = sides
        self._buckets: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Take the box's room."""
        for key in _buckets(box):
            self._in(key).append(box)

    def free(self, box: Box) -> bool:
        """Whether the box touches none of those taken."""
        return not any(_touch(box, other) for key in _buckets(box) for other in self._in(key))

    def _in(self, key: tuple[int, int]) -> list[Box]:
        """The boxes in a square of the scene; those of the table are looked up once."""
        found = self._buckets.get(key)
        if found is None:
            low = np.array(key) * _BUCKET
            near = self._sides[meeting(self._sides, low - _MARGIN, low + _BUCKET + _MARGIN)]
            found = self._buckets[key] = list(boxes_of(near))
        return found


def _buckets(box: Box) -> list[tuple[int, int]]:
    columns = range(floor(box.x / _BUCKET), floor(box.right / _BUCKET) + 1)
    rows = range(floor(box.y / _BUCKET), floor(box.bottom / _BUCKET) + 1)
    return [(column, row) for column in columns for row in rows]


def _touch(a: Box, b: Box) -> bool:
    return (
        a.x < b.right + _MARGIN
        and b.x < a.right + _MARGIN
        and a.y < b.bottom + _MARGIN
        and b.y < a.bottom + _MARGIN
    )


def place_labels(
    links: Sequence[Link],
    lines: Mapping[str, tuple[Step, ...]],
    obstacles: Obstacles,
    taken: Taken,
) -> dict[str, tuple[int, Box]]:
    """For each link that has room: which of its labels, and where; adds them to those taken."""
    named = [link for link in links if link.labels]
    if not named:
        return {}
    spots = [_spots(lines[link.key]) for link in named]
    open_spots = _open(named, spots, lines, obstacles)
    placed = {}
    # Those with the fewest places to choose from come first.
    order = sorted(range(len(named)), key=lambda k: (int(open_spots[k].sum()), k))
    for k in order:
        found = _choose(named[k], spots[k], open_spots[k], taken)
        if found:
            placed[named[k].key] = found
            taken.add(found[1])
    return placed


def _spots(line: tuple[Step, ...]) -> list[Point]:
    return along(flattened(line), _SHARES)


def _open(
    links: Sequence[Link],
    spots: Sequence[Sequence[Point]],
    lines: Mapping[str, tuple[Step, ...]],
    obstacles: Obstacles,
) -> NDArray[np.bool_]:
    """Whether a label fits off the cards and arrow heads: (links, labels, spots)."""
    most = max(len(link.labels) for link in links)
    widths = np.array([(*link.labels, *[np.inf] * (most - len(link.labels))) for link in links])
    known = np.isfinite(widths)
    half = np.empty((len(links), most, 1, 2))
    half[..., 0, 0], half[..., 0, 1] = np.where(known, widths, 0) / 2, LABEL_HEIGHT / 2
    centres = np.array(spots)[:, None, :, :]
    tip_room = np.array((_HEAD, 10.0))
    free: NDArray[np.bool_] = ~obstacles.covered(centres - half, centres + half) & known[:, :, None]
    for end in (0, -1):
        tips = np.array([lines[link.key][end][1][-2:] for link in links])[:, None, None, :]
        free &= (np.abs(tips - centres) > half + tip_room).any(axis=-1)
    return free


def _choose(
    link: Link, spots: Sequence[Point], free: NDArray[np.bool_], taken: Taken
) -> tuple[int, Box] | None:
    """The first label and spot that are free, the most telling label first."""
    for label, spot in zip(*np.nonzero(free), strict=True):
        x, y = spots[spot]
        width = link.labels[label]
        box = Box(x - width / 2, y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT)
        if taken.free(box):
            return int(label), box
    return None
