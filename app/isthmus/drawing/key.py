"""The key to a map: what its lines mean, and the lens's legend as primitives for pictures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from isthmus.drawing.chart import Chart, FlowLook
from isthmus.drawing.marks import mark
from isthmus.drawing.paint import flow_pen
from isthmus.drawing.primitives import Path, Pen, Primitive, Rect, Text
from isthmus.drawing.reading import LensValue
from isthmus.drawing.text import shorten, width
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import Box, Verb

LINES = {
    FlowLook.LIVE: "Live",
    FlowLook.FILE: "Live, by file",
    FlowLook.MANUAL: "Live, by hand",
    FlowLook.PLANNED: "Planned",
    FlowLook.RETIRED: "Retired",
    FlowLook.MISSING: "Missing",
}
"""What each kind of line means."""

_CELL = 216.0
"""Width of one entry."""
_LINE = 22.0
_TITLE = 26.0
_PADDING = 14.0
_GAP = 24.0
"""From the map to its key."""
_SIZE = 11.0
_MARK = 9.0
_BEFORE_COUNT = 7.0
_BETWEEN = 16.0
"""Free at the right of an entry."""


def key_box(chart: Chart) -> Box:
    """Where the key stands: under the map, as wide as it, at least one entry."""
    area = chart.bounds
    rows = -(-_entries(chart) // _columns(area))
    height = 2 * _PADDING + _TITLE + rows * _LINE
    width = max(area.width - 2 * _GAP, _CELL + 2 * _PADDING)
    return Box(area.x + _GAP, area.bottom, width, height)


def with_key(area: Box, key: Box) -> Box:
    """The map's bounds with the key under it."""
    right = max(area.right, key.right + _GAP)
    return Box(area.x, area.y, right - area.x, key.bottom + _GAP - area.y)


def paint_key(chart: Chart, theme: Theme) -> Iterator[Primitive]:
    """The key in its box: the lens's title and values, then the kinds of lines."""
    box, reading = key_box(chart), chart.reading
    line = Pen(theme.window["line"])
    yield Rect(box.x, box.y, box.width, box.height, 8, theme.window["panel"], line)
    x, y = box.x + _PADDING, box.y + _PADDING
    yield Text(x, y + 12, reading.title, 12, theme.window["text"], 600)
    columns = _columns(chart.bounds)
    entries = [_value(value, theme) for value in reading.values]
    entries += [_line(look, theme) for look in looks_of(chart)]
    for number, entry in enumerate(entries):
        row, column = divmod(number, columns)
        yield from _painted(entry, x + column * _CELL, y + _TITLE + row * _LINE, theme)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One value or kind of line with its words."""

    words: str
    count: str
    left: float
    """From the sample's left edge to the words."""
    sample: Callable[[float, float], Iterator[Primitive]]
    """Paints what the words explain, at its top left corner."""


def _painted(entry: _Entry, x: float, y: float, theme: Theme) -> Iterator[Primitive]:
    yield from entry.sample(x, y)
    count = width(entry.count, _SIZE) + _BEFORE_COUNT
    words = shorten(entry.words, _CELL - entry.left - count - _BETWEEN, _SIZE)
    yield Text(x + entry.left, y + 11, words, _SIZE, theme.window["text"])
    if entry.count:
        at = x + entry.left + width(words, _SIZE) + _BEFORE_COUNT
        yield Text(at, y + 11, entry.count, _SIZE, theme.window["muted"])


def _value(value: LensValue, theme: Theme) -> _Entry:
    def sample(x: float, y: float) -> Iterator[Primitive]:
        return mark(value.mark, x, y + 2.5, theme.hue(value.hue).fill, _MARK)

    return _Entry(value.words, f"{value.count:,}", 18.0, sample)


def _line(look: FlowLook, theme: Theme) -> _Entry:
    def sample(x: float, y: float) -> Iterator[Primitive]:
        steps = ((Verb.MOVE, (x, y + 7)), (Verb.LINE, (x + 30, y + 7)))
        yield Path(steps, pen=flow_pen(look, theme))

    return _Entry(LINES[look], "", 38.0, sample)


def looks_of(chart: Chart) -> list[FlowLook]:
    """The kinds of lines on a chart, in the order of keys."""
    present = {flow.look for flow in chart.flows.values()}
    return [look for look in FlowLook if look in present]


def _entries(chart: Chart) -> int:
    return len(chart.reading.values) + len(looks_of(chart))


def _columns(area: Box) -> int:
    return max(1, int((area.width - 2 * _GAP - 2 * _PADDING) // _CELL))
