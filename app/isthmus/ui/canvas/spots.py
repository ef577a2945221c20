"""Where what is selected stands in the widget, and what is selected where that is pressed."""

from PySide6.QtCore import QPointF, QRectF, Qt

from isthmus.ui.canvas import plots
from isthmus.ui.canvas.stage import Stage

_MARGIN = 8.0
"""Screen pixels that stay between such a place and the widget's edge."""


def middle_of(stage: Stage) -> QPointF:
    """A place of the widget at what is selected: on it where it is seen, else at the nearest edge.

    The middle of the widget where nothing is selected.
    """
    size = stage.size
    found = next(iter(_places(stage)), None)
    if found is None:
        return QPointF(size.width() / 2, size.height() / 2)
    inside = QRectF(_MARGIN, _MARGIN, size.width() - 2 * _MARGIN, size.height() - 2 * _MARGIN)
    return QPointF(
        min(max(found.x(), inside.left()), inside.right()),
        min(max(found.y(), inside.top()), inside.bottom()),
    )


def pick_at(stage: Stage, at: QPointF) -> None:
    """Select what stands at a place of the widget, unless it is selected among others."""
    pointer = stage.pointer(at, Qt.KeyboardModifier.NoModifier)
    found = plots.over_at(stage, pointer) or stage.card_at(pointer) or stage.flow_at(pointer)
    found = found or plots.under_at(stage, pointer)
    if found not in stage.selection:
        stage.selection = (found,) if found else ()


def _places(stage: Stage) -> list[QPointF]:
    """The middles of the selected cards, then of the selected flows."""
    cards = [stage.card_on_screen(one) for one in stage.selected_systems()]
    found = [card.center() for card in cards if card is not None]
    flows = stage.chart.flows
    for key in sorted(stage.selection & flows.keys()):
        shape = flows[key]
        if shape.label_box is not None:
            found.append(stage.camera.to_screen(*shape.label_box.centre))
        else:
            found.append(stage.camera.to_screen(*shape.steps[0][1]))
    return found
