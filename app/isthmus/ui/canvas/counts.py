"""What lines between collapsed territories count, from so far out that other labels are gone."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF

from isthmus.drawing.chart import Card, FlowShape
from isthmus.drawing.wires import ROLLED
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.easel import Easel
from isthmus.ui.canvas.sheet import Sheet, Steps

_SHOWN = 0.85
"""How large such a label is on screen, beside its size at 100%."""
_CLEAR = 3.0
"""Screen pixels between two of them."""
_EVERYWHERE = QRectF(-1e7, -1e7, 2e7, 2e7)


def count_steps(
    easel: Easel, sheet: Sheet, flows: Mapping[str, FlowShape], standing: Mapping[str, Card]
) -> Steps:
    """Write the labels of lines that stand for several flows, off the boxes and off each other.

    The painter is in scene units; labels keep their size on screen.
    """
    larger = _SHOWN / easel.camera.zoom
    for shape in _free(flows, standing, larger, easel.camera.zoom):
        if shape.label_box is None:
            continue
        x, y = shape.label_box.centre
        easel.painter.save()
        easel.painter.translate(x, y)
        easel.painter.scale(larger, larger)
        easel.painter.translate(-x, -y)
        sheet.draw_shape(easel.painter, shape.key, shape, _EVERYWHERE, 1.0)
        easel.painter.restore()
        yield 2
    yield 0


def _free(
    flows: Mapping[str, FlowShape], standing: Mapping[str, Card], larger: float, zoom: float
) -> Iterator[FlowShape]:
    """The lines whose labels have room at that size, in the order of the chart."""
    rolled = [one for key, one in flows.items() if key.startswith(ROLLED) and one.label_box]
    if not rolled:
        return
    taken = [rect_of(card.box) for card in standing.values()]
    for shape in rolled:
        frame = _frame(shape, larger)
        if not any(frame.intersects(other) for other in taken):
            gap = _CLEAR / zoom
            taken.append(frame.adjusted(-gap, -gap, gap, gap))
            yield shape


def _frame(shape: FlowShape, larger: float) -> QRectF:
    if shape.label_box is None:
        return QRectF()
    rect = rect_of(shape.label_box)
    wide, high = rect.width() * larger, rect.height() * larger
    return QRectF(rect.center().x() - wide / 2, rect.center().y() - high / 2, wide, high)
