"""What stands under a point or in a rectangle of the chart."""

from math import hypot

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF

from isthmus.drawing.chart import Chart, FlowLook, FlowShape
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import inks

Points = npt.NDArray[np.float64]


def _edges(boxes: list[Box]) -> Points:
    rows = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


class Hits:
    """Hit tests over one chart, all in scene units."""

    def __init__(self, chart: Chart) -> None:
        """Index the cards; flows follow when first asked for."""
        self._chart = chart
        self._systems = list(chart.cards)
        self._cards = _edges([card.box for card in chart.cards.values()])
        self._lines: dict[str, Points] = {}
        self._flow_keys: list[str] | None = None
        self._flow_edges = _edges([])

    def card_at(self, point: QPointF, margin: float = 0.0) -> str | None:
        """The system whose card lies there, the topmost one; None on open sea or land."""
        x, y, edges = point.x(), point.y(), self._cards
        inside = (
            (edges[:, 0] - margin <= x)
            & (x <= edges[:, 2] + margin)
            & (edges[:, 1] - margin <= y)
            & (y <= edges[:, 3] + margin)
        )
        found = np.flatnonzero(inside)
        return self._systems[int(found[-1])] if len(found) else None

    def cards_in(self, rect: QRectF, *, whole: bool = False) -> frozenset[str]:
        """The systems whose cards the rectangle touches; those wholly in it, if `whole`."""
        found = _inside(self._cards, rect) if whole else _touching(self._cards, rect)
        return frozenset(self._systems[int(number)] for number in np.flatnonzero(found))

    def flow_at(self, point: QPointF, reach: float) -> str | None:
        """The key of the nearest flow within `reach`, or whose label lies there."""
        self._index_flows()
        around = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
        near: list[tuple[float, str]] = []
        for number in np.flatnonzero(_touching(self._flow_edges, around)):
            key = (self._flow_keys or [])[int(number)]
            distance = self._distance(key, point)
            if distance <= reach:
                near.append((distance, key))
        return min(near)[1] if near else None

    def _distance(self, key: str, point: QPointF) -> float:
        flow = self._chart.flows[key]
        if flow.label_box is not None and flow.label_box.contains(point.x(), point.y()):
            return 0.0
        return _distance_to(self._line(flow), point)

    def _line(self, flow: FlowShape) -> Points:
        if flow.key not in self._lines:
            polygon = inks.path(flow.steps).toSubpathPolygons()
            rows = [(p.x(), p.y()) for part in polygon for p in part.toList()]
            self._lines[flow.key] = np.array(rows, dtype=np.float64).reshape(-1, 2)
        return self._lines[flow.key]

    def _index_flows(self) -> None:
        """Boxes round the flows that can be pointed at; missing ones are not on the map."""
        if self._flow_keys is not None:
            return
        flows = [f for f in self._chart.flows.values() if f.look is not FlowLook.MISSING]
        self._flow_keys = [flow.key for flow in flows]
        self._flow_edges = _edges([_bounds(flow) for flow in flows])


def _touching(edges: Points, rect: QRectF) -> npt.NDArray[np.bool_]:
    return (
        (edges[:, 0] <= rect.right())
        & (edges[:, 2] >= rect.left())
        & (edges[:, 1] <= rect.bottom())
        & (edges[:, 3] >= rect.top())
    )


def _inside(edges: Points, rect: QRectF) -> npt.NDArray[np.bool_]:
    return (
        (edges[:, 0] >= rect.left())
        & (edges[:, 2] <= rect.right())
        & (edges[:, 1] >= rect.top())
        & (edges[:, 3] <= rect.bottom())
    )


def _bounds(flow: FlowShape) -> Box:
    """A box round the control points, and so round the curve, and round the label."""
    across = [number for _, at in flow.steps for number in at[0::2]]
    down = [number for _, at in flow.steps for number in at[1::2]]
    if flow.label_box is not None:
        across += [flow.label_box.x, flow.label_box.right]
        down += [flow.label_box.y, flow.label_box.bottom]
    if not across:
        return Box(0, 0, 0, 0)
    left, top = min(across), min(down)
    return Box(left, top, max(across) - left, max(down) - top)


def _distance_to(line: Points, point: QPointF) -> float:
    """The distance from a point to a polyline."""
    at = np.array((point.x(), point.y()))
    if len(line) < 2:
        return hypot(*(line[0] - at)) if len(line) else float("inf")
    start, along = line[:-1], np.diff(line, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    part = np.clip(((at - start) * along).sum(axis=1) / length, 0.0, 1.0)
    nearest = start + along * part[:, None]
    return float(np.sqrt(((nearest - at) ** 2).sum(axis=1)).min())


def reading_order(chart: Chart) -> list[str]:
    """The systems row by row from the top, in each row from the left."""

    def place(system: str) -> tuple[int, float, str, str]:
        card = chart.cards[system]
        return round(card.box.y / card.box.height), card.box.x, card.title.casefold(), system

    return sorted(chart.cards, key=place)
