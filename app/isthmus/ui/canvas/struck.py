"""What a stress test marks on the map: what fails, what is cut off then, which flows stop."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath

from isthmus.drawing.arrows import shaft
from isthmus.drawing.chart import Chart, FlowShape
from isthmus.drawing.filtering import NOTHING, stand_ins
from isthmus.drawing.primitives import Pen
from isthmus.layout.paths import along, flattened
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.strokes import LineStroke

_SHORE = 15.0
"""Scene units between cards that are cut off and the coast round them."""
_MANY = 150
"""From so many lines on, they are drawn straight from afar."""
_MOST_STRAIGHT = 240
"""So many lines make a fan; more would only take longer to draw."""
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
    lines: tuple[LineStroke, ...] = ()
    """The flows that stop."""
    straight: tuple[QLineF, ...] = ()
    """From afar, where they are so many that bends would tell nothing: some of them, evenly."""
    crosses: tuple[QPointF, ...] = ()
    """The middles of those."""


class Strikes:
    """The marks of a test, found once for each chart."""

    def __init__(self) -> None:
        self._read: tuple[object, ...] = ()
        self._marks = Marks()

    def on(self, chart: Chart, struck: Struck, ink: str) -> Marks:
        """Where they stand; lines are made ready in that colour."""
        reads = (chart, struck, ink)
        if not self._read or any(a is not b for a, b in zip(reads, self._read, strict=True)):
            self._read, self._marks = reads, _marks(chart, struck, ink)
        return self._marks


def _marks(chart: Chart, struck: Struck, ink: str) -> Marks:
    cut = _cards(chart, struck.cut)
    shapes = [chart.flows[key] for key in chart.lines_of(struck.stopped)]
    return Marks(
        failed=_cards(chart, struck.failed),
        cut=cut,
        by_hand=_cards(chart, struck.by_hand),
        coast=_coast(chart, cut),
        lines=tuple(_lines(shapes, ink)),
        straight=_straight(chart, shapes) if len(shapes) > _MANY else (),
        crosses=tuple(QPointF(*along(flattened(one.steps), (0.5,))[0]) for one in shapes),
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


def _lines(shapes: Sequence[FlowShape], ink: str) -> Iterator[LineStroke]:
    """Each dashed by itself; very many as one line, of which only what is in sight is drawn."""
    paths = [inks.path(shaft(shape.steps, two_way=shape.two_way)) for shape in shapes]
    if len(paths) <= _MANY:
        for path in paths:
            yield LineStroke(path, Pen(ink, 1.5, (2.5, 4.5)), path.controlPointRect(), 0.0)
        return
    whole = QPainterPath()
    for path in paths:
        whole.addPath(path)
    yield LineStroke(whole, Pen(ink, 1.0), whole.controlPointRect(), 0.0)


def _straight(chart: Chart, shapes: Sequence[FlowShape]) -> tuple[QLineF, ...]:
    middles = {key: QPointF(*card.box.centre) for key, card in chart.standing.items()}
    every = -(-len(shapes) // _MOST_STRAIGHT)
    return tuple(
        QLineF(middles[one.source], middles[one.target])
        for one in shapes[::every]
        if one.source in middles and one.target in middles
    )
