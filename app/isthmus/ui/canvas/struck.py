"""What a stress test marks on the map: what fails, what is cut off then, which flows stop."""

from collections.abc import Collection
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from isthmus.drawing.arrows import shaft
from isthmus.drawing.chart import Chart
from isthmus.drawing.filtering import NOTHING, stand_ins
from isthmus.layout.paths import along, flattened
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of

_SHORE = 15.0
"""Scene units between cards that are cut off and the coast round them."""
_MOST_ASHORE = 240
"""So many cards get one coast together; of more, each has its own."""


@dataclass(frozen=True, slots=True)
class Struck:
    """Ids of systems and flows; nothing is known yet of what falls where only `failed` is told."""

    failed: frozenset[str] = frozenset()
    retired: bool = False
    """It is retired at a date; else it fails now."""
    cut: frozenset[str] = frozenset()
    """Systems that are cut off then."""
    by_hand: frozenset[str] = frozenset()
    """Systems that hang on files and hands alone then."""
    stopped: frozenset[str] = frozenset()
    """Flows that stop, those among them that fail of themselves."""

    def __bool__(self) -> bool:
        """Whether anything fails."""
        return bool(self.failed)

    def focus(self, chart: Chart) -> frozenset[str]:
        """What does not fade: what it names, and the flows that go on between what is cut off."""
        systems = chart.standing.keys() & stand_ins(chart, self.failed | self.cut | self.by_hand)
        still = stand_ins(chart, self.cut | self.by_hand)
        dead = frozenset(chart.lines_of(self.stopped))
        going = (
            key
            for key, flow in chart.flows.items()
            if flow.source in still and flow.target in still and key not in dead
        )
        return frozenset(systems).union(going) or NOTHING


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the marks of a test stand on one chart, in scene units."""

    failed: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    coast: QPainterPath = field(default_factory=QPainterPath)
    """Round what is cut off; empty where that is very much."""
    lines: QPainterPath = field(default_factory=QPainterPath)
    """The flows that stop."""
    crosses: tuple[QPointF, ...] = ()
    """The middles of those."""


class Strikes:
    """The marks of a test, found once for each chart."""

    def __init__(self) -> None:
        self._read: tuple[object, object] = (None, None)
        self._marks = Marks()

    def on(self, chart: Chart, struck: Struck) -> Marks:
        """Where they stand."""
        if self._read[0] is not chart or self._read[1] is not struck:
            self._read, self._marks = (chart, struck), _marks(chart, struck)
        return self._marks


def _marks(chart: Chart, struck: Struck) -> Marks:
    cut = _cards(chart, struck.cut)
    lines, crosses = _lines(chart, struck.stopped)
    return Marks(
        failed=_cards(chart, struck.failed),
        cut=cut,
        by_hand=_cards(chart, struck.by_hand),
        coast=_coast(chart, cut),
        lines=lines,
        crosses=crosses,
    )


def _cards(chart: Chart, ids: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(stand_ins(chart, ids) & chart.standing.keys()))


def _coast(chart: Chart, systems: Collection[str]) -> QPainterPath:
    """One outline round cards that stand near each other."""
    path = QPainterPath()
    if len(systems) > _MOST_ASHORE:
        return path
    for system in systems:
        shore = rect_of(chart.standing[system].box)
        path = path.united(_rounded(shore.adjusted(-_SHORE, -_SHORE, _SHORE, _SHORE)))
    return path


def _rounded(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, _SHORE, _SHORE)
    return path


def _lines(chart: Chart, flows: Collection[str]) -> tuple[QPainterPath, tuple[QPointF, ...]]:
    path, middles = QPainterPath(), []
    for key in chart.lines_of(flows):
        shape = chart.flows[key]
        path.addPath(inks.path(shaft(shape.steps, two_way=shape.two_way)))
        middles.append(QPointF(*along(flattened(shape.steps), (0.5,))[0]))
    return path, tuple(middles)
