"""What a chart carries along so that a drag need not look at every system and flow again."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from isthmus.analysis.results import Analysis
from isthmus.layout.geometry import Box
from isthmus.layout.sides import Sides, sides_of
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot

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
    """Row of each flow in `labels`, by key."""
    labels: Sides
    """Where labels stand; nowhere for flows without one."""

    def moved(self, boxes: Mapping[str, Box]) -> "ChartIndex":
        """The index with these cards at other places."""
        sides = self.sides.copy()
        for system, box in boxes.items():
            sides[self.rows[system]] = (box.x, box.y, box.right, box.bottom)
        return replace(self, sides=sides)

    def labelled(self, labels: Mapping[str, Box | None]) -> "ChartIndex":
        """The index with these labels at other places."""
        table = self.labels.copy()
        for key, box in labels.items():
            table[self.label_rows[key]] = _sides(box)
        return replace(self, labels=table)

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
    rows, labels = dict(index.label_rows), index.labels.copy()
    for key in rows.keys() - kept:
        labels[rows.pop(key)] = _NOWHERE
    if len(labels) > 2 * len(rows) + _SPARE:
        labels, rows = labels[list(rows.values())], {key: row for row, key in enumerate(rows)}
    more = np.tile(np.array(_NOWHERE), (len(led), 1))
    rows.update((key, len(labels) + number) for number, key in enumerate(led))
    return replace(index, label_rows=rows, labels=np.concatenate([labels, more]))


def with_labels(index: ChartIndex, labels: Mapping[str, Box | None]) -> ChartIndex:
    """The index with the labels of all flows, by key."""
    table = np.array([_sides(box) for box in labels.values()], dtype=float).reshape(-1, 4)
    return replace(index, label_rows={key: row for row, key in enumerate(labels)}, labels=table)
