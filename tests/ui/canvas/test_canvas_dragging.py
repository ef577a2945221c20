"""What a frame of a drag does, counted: one raster, no flow but its own, captions stay."""

from PySide6.QtCore import QPointF, Qt

from isthmus.ui.canvas.layers import Layer
from support.canvases import Hand, canvas_with
from support.estates import estate


def test_a_drag_of_a_hub_on_a_large_map(qtbot):
    document = estate(400)
    canvas = canvas_with(document, "view")
    qtbot.addWidget(canvas)
    board, hand = canvas._board, Hand(canvas, document)
    ends = [end for flow in board.chart.flows.values() for end in (flow.source, flow.target)]
    hub = max(sorted(set(ends)), key=ends.count)
    x, y = board.chart.cards[hub].box.centre
    canvas._navigator.look_at(QPointF(x, y))
    before = board.chart
    hand.press(x, y)
    for step in range(1, 9):
        hand.go(x + 12 * step, y + 8 * step)
    shown = canvas._stage.preview
    assert board._footing.made == 1
    spots = canvas._scene.differing(shown)
    led = {key for layer, key in spots if layer is Layer.FLOWS}
    assert led == {key for key, flow in before.flows.items() if hub in (flow.source, flow.target)}
    assert not [key for layer, key in spots if layer is Layer.CAPTIONS]
    hand.key(Qt.Key.Key_Escape)
    assert board.chart is before
