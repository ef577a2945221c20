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


def test_flows_that_are_dragged_run_under_cards_and_labels_that_stay(qtbot):
    document = estate(60)
    canvas = canvas_with(document, "view")
    qtbot.addWidget(canvas)
    hand, chart = Hand(canvas, document), canvas._board.chart
    flow = next(flow for flow in chart.flows.values() if flow.source != flow.target)
    x, y = chart.cards[flow.source].box.centre
    canvas._navigator.look_at(QPointF(x, y))
    hand.press(x, y)
    hand.go(x + 20, y + 20)
    canvas.grab()
    while canvas._live.is_at_work:
        canvas._live.work()
    drawn = []
    some = canvas._scene.draw_some
    canvas._scene.draw_some = lambda *given: (drawn.append(given[-1]), some(*given))
    canvas.grab()
    _, lines, over = drawn
    assert {layer for layer, _ in lines} <= {Layer.FLOWS, Layer.CAPTIONS}
    assert (Layer.FLOWS, flow.key) in lines
    assert (Layer.CARDS, flow.source) in over
    hand.key(Qt.Key.Key_Escape)
