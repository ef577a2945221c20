"""How good a drawing is, in numbers: lines that cross, and lines that run over cards."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from isthmus.drawing.chart import Chart
from isthmus.layout.paths import flattened

Line = Sequence[tuple[float, float]]


def lines_of(chart: Chart) -> list[Line]:
    """The flows of a chart as polylines."""
    return [flattened(flow.steps) for flow in chart.flows.values()]


def segments(lines: Sequence[Line]) -> tuple[np.ndarray, np.ndarray]:
    """Ends of all segments, (n, 4), and the line that each is of."""
    found = [(*a, *b) for line in lines for a, b in pairwise(line)]
    owners = [number for number, line in enumerate(lines) for _ in pairwise(line)]
    return np.array(found, dtype=float).reshape(-1, 4), np.array(owners)


def crossings(lines: Sequence[Line]) -> int:
    """How often one line crosses another; lines that merely touch or share an end do not."""
    parts, owner = segments(lines)
    total = 0
    for k in range(len(parts) - 1):
        rest, others = parts[k + 1 :], owner[k + 1 :]
        ax, ay, bx, by = parts[k]
        side_c = (bx - ax) * (rest[:, 1] - ay) - (by - ay) * (rest[:, 0] - ax)
        side_d = (bx - ax) * (rest[:, 3] - ay) - (by - ay) * (rest[:, 2] - ax)
        dx, dy = rest[:, 2] - rest[:, 0], rest[:, 3] - rest[:, 1]
        side_a = dx * (ay - rest[:, 1]) - dy * (ax - rest[:, 0])
        side_b = dx * (by - rest[:, 1]) - dy * (bx - rest[:, 0])
        crossed = (side_c * side_d < -1e-6) & (side_a * side_b < -1e-6) & (others != owner[k])
        total += int(crossed.sum())
    return total


def lines_over_cards(lines: Sequence[Line], cards: np.ndarray) -> int:
    """Pairs of a line and a card (left, top, right, bottom) that it runs over."""
    found = 0
    for line in lines:
        points = _dense(line)
        x, y = points[:, 0][:, None], points[:, 1][:, None]
        over = (x > cards[:, 0] + 1) & (x < cards[:, 2] - 1)
        over &= (y > cards[:, 1] + 1) & (y < cards[:, 3] - 1)
        found += int(over.any(axis=0).sum())
    return found


def _dense(line: Line) -> np.ndarray:
    """Points along a line, four units or less apart."""
    parts = []
    for (ax, ay), (bx, by) in pairwise(line):
        count = max(2, int(max(abs(bx - ax), abs(by - ay)) / 4))
        t = np.linspace(0, 1, count)[:, None]
        parts.append(np.array((ax, ay)) + t * np.array((bx - ax, by - ay)))
    return np.concatenate(parts)


def labels_over_cards(chart: Chart) -> int:
    """Pairs of a flow's label and a card that it covers a part of."""
    boxes = [flow.label_box for flow in chart.flows.values() if flow.label_box is not None]
    cards = [card.box for card in chart.cards.values()]
    return sum(
        a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
        for a in boxes
        for b in cards
    )
