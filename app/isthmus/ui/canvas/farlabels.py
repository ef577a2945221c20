"""Labels of flows from so far out that their own size could not be read: those that have room."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF

from isthmus.drawing.chart import FlowShape
from isthmus.drawing.wires import ROLLED
from isthmus.ui.canvas.easel import Easel
from isthmus.ui.canvas.placing import Covered, Offer, Taken, place
from isthmus.ui.canvas.sheet import STEP, Sheet, Steps

_SHOWN = 0.85
"""How large such a label is on screen, beside its size at 100%."""
_LEAST = 0.5
"""Below this zoom only lines between collapsed territories are labelled, with what they count."""
_MANY = 400
"""Of more flows, no others are."""
_GAP = 3.0
"""Screen pixels between two labels."""
_EVERYWHERE = QRectF(-1e7, -1e7, 2e7, 2e7)


def labels_shown(
    flows: Mapping[str, FlowShape], zoom: float, covered: Covered, taken: Taken
) -> tuple[str, ...]:
    """Keys of the flows whose labels have room, off cards and what is taken; counts come first."""
    rolled = [one for key, one in flows.items() if key.startswith(ROLLED)]
    others: Iterable[FlowShape] = ()
    if zoom >= _LEAST and len(flows) <= _MANY:
        others = (one for key, one in flows.items() if not key.startswith(ROLLED))
    wishes = []
    for shape in (*rolled, *others):
        if shape.label_box is not None:
            x, y = (side * zoom for side in shape.label_box.centre)
            wide, high = shape.label_box.width * _SHOWN / 2, shape.label_box.height * _SHOWN / 2
            wishes.append((shape.key, [Offer(0, (x - wide, y - high, x + wide, y + high))]))
    return tuple(place(wishes, covered, taken, _GAP))


def label_steps(
    easel: Easel, sheet: Sheet, flows: Mapping[str, FlowShape], keys: Iterable[str]
) -> Steps:
    """Write these labels at the size that they keep; the painter is in scene units."""
    larger, count = _SHOWN / easel.camera.zoom, 0
    for key in keys:
        shape = flows[key]
        if shape.label_box is None:
            continue
        x, y = shape.label_box.centre
        easel.painter.save()
        easel.painter.translate(x, y)
        easel.painter.scale(larger, larger)
        easel.painter.translate(-x, -y)
        sheet.draw_shape(easel.painter, key, shape, _EVERYWHERE, 1.0)
        easel.painter.restore()
        count += 2
        if count >= STEP:
            yield count
            count = 0
    yield count
