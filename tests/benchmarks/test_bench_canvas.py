"""How long a frame takes while panning, zooming and dragging, and what opening and memory cost.

Run with `pytest -m long tests/benchmarks/test_bench_canvas.py -s`. Beside it, in the same run, what
one would write first: a QGraphicsScene with one Python-painted item for each system and flow.
Times are of the processor, medians in milliseconds: other programs at work do not count.
"""

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.layout.arrange import arrange
from isthmus.model.document import Document
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.prepared import prepare_chart
from isthmus.ui.canvas.view import MapCanvas
from support.canvases import Hand
from support.estates import estate

SIZES = (100, 1000, 10_000)
FIGURES = {100: 16.0, 1000: 16.0, 10_000: 33.0}
"""Milliseconds a frame, in ARCHITECTURE.md's table."""
WINDOW = (1600, 900)


@pytest.fixture(scope="module", params=SIZES)
def document(request) -> Document:
    return estate(request.param)


def frames(step: Callable[[int], None], count: int) -> float:
    """The median time of a frame in milliseconds."""
    times = []
    for number in range(count):
        start = thread_time()
        step(number)
        times.append((thread_time() - start) * 1000)
    return median(times)


class Bench:
    """One canvas, measured."""

    def __init__(self, document: Document) -> None:
        self.canvas = canvas_on(document)
        self.hand = Hand(self.canvas, document)
        self.stage = self.canvas._stage
        self.count = 15 if len(document.snapshot().systems) < 5000 else 7
        QApplication.processEvents()
        self.canvas._navigator.fit(at_once=True)
        self.rest()

    def rest(self) -> None:
        self.canvas._rest.stop()
        self.canvas.repaint()
        self.canvas._backing.finish()
        self.canvas.repaint()

    def sharp(self) -> tuple[float, float]:
        """A sharp painting of the whole window: all of it, and its longest slice."""
        slices: list[float] = []

        def step(_: int) -> None:
            self.canvas._backing.invalidate()
            self.canvas.repaint()
            while self.canvas._backing.is_at_work:
                start = thread_time()
                self.canvas._backing.work()
                slices.append((thread_time() - start) * 1000)
            self.canvas.repaint()

        whole = frames(step, self.count)
        return whole, max(slices, default=whole)

    def pan(self) -> float:
        def step(_: int) -> None:
            self.stage.camera = self.stage.camera.panned(7, 5)
            self.canvas.repaint()

        found = frames(step, self.count)
        self.rest()
        return found

    def zoom(self) -> float:
        def step(_: int) -> None:
            middle = QPointF(WINDOW[0] / 2, WINDOW[1] / 2)
            self.stage.camera = self.stage.camera.zoomed(self.stage.camera.zoom * 1.02, middle)
            self.canvas.repaint()

        found = frames(step, self.count)
        self.rest()
        return found

    def drag(self, *, hub: bool) -> tuple[float, float]:
        """Drag the system with most flows, or with few: the first frame, and one of the rest."""
        chart, ends = self.canvas._board.chart, {}
        for flow in chart.flows.values():
            for end in (flow.source, flow.target):
                ends[end] = ends.get(end, 0) + 1
        order = sorted(ends, key=lambda end: (ends[end], chart.cards[end].title))
        x, y = chart.cards[order[-1] if hub else order[len(order) // 2]].box.centre
        self.canvas._navigator.look_at(QPointF(x, y))
        self.rest()
        zoom = self.canvas.zoom()
        start = thread_time()
        self.hand.press(x, y)
        self.hand.go(x + 8 / zoom, y + 8 / zoom)
        self.canvas.repaint()
        first = (thread_time() - start) * 1000

        def step(number: int) -> None:
            self.hand.go(x + (10 + 3 * number) / zoom, y + (10 + 2 * number) / zoom)
            self.canvas.repaint()

        found = frames(step, self.count)
        self.hand.key(Qt.Key.Key_Escape)
        self.canvas.select([])
        return first, found


def canvas_on(document: Document) -> MapCanvas:
    """A shown canvas on a map whose chart was composed beside it, as the window opens it."""
    catalogue, snapshot = load_catalogue(), document.snapshot()
    ready = prepare_chart(snapshot, check(snapshot, catalogue), "view", catalogue)
    canvas = MapCanvas(catalogue)
    canvas.resize(*WINDOW)
    canvas.bind(document, "view", ready)
    canvas.show()
    canvas.setFocus()
    return canvas


class PlainItem(QGraphicsItem):
    """What one would write first: an item painted by Python."""

    def __init__(self, path: QPainterPath, text: str, at: QPointF) -> None:
        super().__init__()
        self.path, self.text, self.at = path, text, at

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return self.path.controlPointRect().adjusted(-2, -2, 2, 2)

    def paint(self, painter: QPainter, option: object, widget: object = None) -> None:
        painter.setPen(QColor("#6c7f8b"))
        painter.setBrush(QColor("#ffffff") if self.text else Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)
        if self.text:
            painter.drawText(self.at, self.text)


class Plain:
    """The same chart in a plain scene."""

    def __init__(self, bench: Bench) -> None:
        self.scene, chart = QGraphicsScene(), bench.canvas._board.chart
        for flow in chart.flows.values():
            self.scene.addItem(PlainItem(inks.path(flow.steps), "", QPointF()))
        self.cards = []
        for card in chart.cards.values():
            box, path = card.box, QPainterPath()
            path.addRoundedRect(box.x, box.y, box.width, box.height, 7, 7)
            item = PlainItem(path, card.title, QPointF(box.x + 46, box.y + 22))
            self.cards.append(item)
            self.scene.addItem(item)
        self.view = QGraphicsView(self.scene)
        self.view.resize(*WINDOW)
        self.view.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.view.show()
        self.view.fitInView(self.scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)
        QApplication.processEvents()

    def measure(self, count: int) -> tuple[float, float, float]:
        """A frame of panning, of zooming, and of moving one card (whose flows stay behind)."""
        moved = self.cards[len(self.cards) // 2]

        def pan(_: int) -> None:
            self.view.horizontalScrollBar().setValue(self.view.horizontalScrollBar().value() + 7)
            self.view.viewport().repaint()

        def zoom(_: int) -> None:
            self.view.scale(1.02, 1.02)
            self.view.viewport().repaint()

        def drag(_: int) -> None:
            moved.moveBy(8, 5)
            self.view.viewport().repaint()

        found = frames(pan, count), frames(zoom, count), frames(drag, count)
        self.view.close()
        return found


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_frame_is_quick(qtbot, document, capsys):
    systems = len(document.snapshot().systems)
    bench = Bench(document)
    qtbot.addWidget(bench.canvas)
    rows = [("whole map", *measured(bench))]
    for level in (0.5, 1.0):
        bench.stage.camera = bench.stage.camera.zoomed(level, QPointF(800, 450))
        bench.rest()
        rows.append((f"at {level:.0%}", *measured(bench)))
    plain = Plain(bench).measure(3 if systems > 5000 else bench.count)
    with capsys.disabled():
        print(f"\n{systems:,} systems, {len(document.snapshot().flows):,} flows: ms a frame")
        heads = ("sharp", "slice", "pan", "zoom", "first", "drag", "first", "drag a hub")
        print(f"  {'':22}" + "".join(f"{head:>8}" for head in heads))
        for name, *times in rows:
            print(f"  {name:22}" + "".join(f"{time:8.1f}" for time in times))
        row = ("", "", *plain[:2], "", plain[2])
        shown = "".join(f"{cell:8.1f}" if cell != "" else f"{'':8}" for cell in row)
        print(f"  {'plain QGraphicsScene':22}{shown}")
        ours = (rows[0][3], rows[0][4], rows[0][6])
        times = ", ".join(f"{base / own:.0f}" for base, own in zip(plain, ours, strict=True))
        print(f"  whole map, times as quick as plain at pan, zoom, drag: {times}")
    slow = 2 * FIGURES[systems]  # CI is slow
    assert max(max(row[3:5]) for row in rows) < slow
    assert systems < 1000 or rows[0][3] < plain[0]


def measured(bench: Bench) -> tuple[float, ...]:
    """Sharp, longest slice, pan, zoom, then first and later frames of two drags."""
    found = (*bench.sharp(), bench.pan(), bench.zoom())
    return (*found, *bench.drag(hub=False), *bench.drag(hub=True))


@pytest.mark.long
@pytest.mark.timeout(900)
def test_layout_and_memory(document, qtbot, capsys):
    catalogue, snapshot = load_catalogue(), document.snapshot()
    analysis = check(snapshot, catalogue)
    start = perf_counter()
    places = arrange(snapshot, analysis)
    first = perf_counter() - start
    kept = dict(sorted(places.items())[20:])
    start = perf_counter()
    arrange(snapshot, analysis, fixed=kept)
    twenty = perf_counter() - start
    before = resident()
    tracemalloc.start()
    bench = Bench(document)
    qtbot.addWidget(bench.canvas)
    python = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    with capsys.disabled():
        print(f"\n{len(snapshot.systems):,} systems: layout {first:.2f} s, 20 new {twenty:.2f} s;")
        print(
            f"  chart and canvas: {python:.0f} MB of Python, {resident() - before:.0f} MB resident"
        )


def resident() -> float:
    """Megabytes of this process in memory."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024
