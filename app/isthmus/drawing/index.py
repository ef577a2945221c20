"""What a chart carries along so that a drag need not look at every system and flow again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from isthmus.analysis.results import Analysis
from isthmus.layout.geometry import Box, Step
from isthmus.layout.sides import Sides, meeting, sides_of
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot

if TYPE_CHECKING:
    from isthmus.drawing.chart import FlowShape

_NOWHERE = (np.inf, np.inf, -np.inf, -np.inf)
_SPARE = 256
"""So many rows of labels that are gone are kept before the table is made anew."""


@dataclass(frozen=True, slots=True)
class ChartIndex:
    """Cards and labels as tables, and the flows at each system."""

    rows: Mapping[str, int]
    """Row of each system in `sides` and `owner`."""
    sides: Sides
    owner: NDArray[np.int64]
    """Number of each card's island; -1 where it has none."""
    flows: Mapping[str, tuple[Flow, ...]]
    """The flows between cards, by the systems at their ends."""
    label_rows: Mapping[str, int]
    """Row of each flow in `labels` and `spans`, by key."""
    labels: Sides
    """Where labels stand; nowhere for flows without one."""
    spans: Sides = field(default_factory=lambda: sides_of(()))
    """The upright rectangles that the lines of flows never leave: round their control points."""

    def moved(self, boxes: Mapping[str, Box]) -> "ChartIndex":
        """The index with these cards at other places."""
        sides = self.sides.copy()
        for system, box in boxes.items():
            sides[self.rows[system]] = (box.x, box.y, box.right, box.bottom)
        return replace(self, sides=sides)

    def unlabelled(self, keys: Collection[str]) -> "ChartIndex":
        """The index without the labels of these flows, which are about to be led anew."""
        table = self.labels.copy()
        table[[self.label_rows[key] for key in keys]] = _NOWHERE
        return replace(self, labels=table)

    def led(self, flows: Mapping[str, "FlowShape"]) -> "ChartIndex":
        """The index with these flows and their labels where they run now."""
        rows = [self.label_rows[key] for key in flows]
        labels, spans = self.labels.copy(), self.spans.copy()
        labels[rows], spans[rows] = _tables(flows.values())
        return replace(self, labels=labels, spans=spans)

    def crossed(self, boxes: Mapping[str, Box]) -> Iterator[tuple[str, str]]:
        """By box, the keys of flows that have their label in it, or may run through it."""
        keys = {row: key for key, row in self.label_rows.items()} if boxes else {}
        for name, box in boxes.items():
            low, high = np.array((box.x, box.y)), np.array((box.right, box.bottom))
            met = meeting(self.labels, low, high) | meeting(self.spans, low, high)
            yield from ((name, keys[row]) for row in np.flatnonzero(met).tolist())

    def members(self, island: int) -> Sides:
        """The cards of an island."""
        mine: Sides = self.sides[self.owner == island]
        return mine


def _sides(box: Box | None) -> tuple[float, float, float, float]:
    return (box.x, box.y, box.right, box.bottom) if box else _NOWHERE


def index_of(snapshot: Snapshot, analysis: Analysis, boxes: Mapping[str, Box]) -> ChartIndex:
    """The index of cards and of the flows between them, with no labels yet."""
    owner = [analysis.island_of.get(system, -1) for system in boxes]
    flows: dict[str, list[Flow]] = {}
    for flow in snapshot.flows.values():
        if flow.source in boxes and flow.target in boxes:
            flows.setdefault(flow.source, []).append(flow)
            flows.setdefault(flow.target, []).append(flow)
    return ChartIndex(
        rows={system: row for row, system in enumerate(boxes)},
        sides=sides_of(boxes.values()),
        owner=np.array(owner, dtype=np.int64),
        flows={system: tuple(some) for system, some in flows.items()},
        label_rows={},
        labels=sides_of(()),
    )


def relabelled(index: ChartIndex, kept: AbstractSet[str], led: Collection[str]) -> ChartIndex:
    """The index with the labels of the flows that are kept, and rows for those that are led."""
    rows, labels, spans = dict(index.label_rows), index.labels.copy(), index.spans.copy()
    gone = [rows.pop(key) for key in rows.keys() - kept]
    labels[gone] = spans[gone] = _NOWHERE
    if len(labels) > 2 * len(rows) + _SPARE:
        left = list(rows.values())
        labels, spans, rows = labels[left], spans[left], {key: n for n, key in enumerate(rows)}
    more = np.tile(np.array(_NOWHERE), (len(led), 1))
    rows.update((key, len(labels) + number) for number, key in enumerate(led))
    labels, spans = np.concatenate([labels, more]), np.concatenate([spans, more])
    return replace(index, label_rows=rows, labels=labels, spans=spans)


def with_flows(index: ChartIndex, flows: Mapping[str, "FlowShape"]) -> ChartIndex:
    """The index with the lines and labels of all flows, by key."""
    labels, spans = _tables(flows.values())
    rows = {key: row for row, key in enumerate(flows)}
    return replace(index, label_rows=rows, labels=labels, spans=spans)


def _tables(flows: Collection["FlowShape"]) -> tuple[Sides, Sides]:
    """Where the labels of flows stand, and how far their lines reach."""
    labels = np.array([_sides(flow.label_box) for flow in flows], dtype=float).reshape(-1, 4)
    spans = np.array([_span(flow.steps) for flow in flows], dtype=float).reshape(-1, 4)
    return labels, spans


def _span(steps: Iterable[Step]) -> tuple[float, float, float, float]:
    """The rectangle round the points of a path, controls too: a curve never leaves their hull."""
    points = [number for _, numbers in steps for number in numbers]
    across, down = points[0::2], points[1::2]
    return min(across), min(down), max(across), max(down)
