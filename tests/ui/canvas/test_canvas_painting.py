"""What is on screen: sharp at rest however one got there, readable, in the theme's colours."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from isthmus.analysis.check import check
from isthmus.drawing.compose import compose
from isthmus.drawing.primitives import Path, Pen, Rect, Text
from isthmus.drawing.theme import load_theme
from isthmus.layout.geometry import Verb
from isthmus.model.records import DataObject, Flow, FlowMethod, System
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.pieces import Cut, dashes, pieces
from isthmus.ui.canvas.scene import Layer
from isthmus.ui.canvas.strokes import strokes_of
from isthmus.ui.canvas.tips import tip_at
from isthmus.ui.text import tip_markup
from support.canvases import canvas_with
from support.harbour import harbour_vale, system_id


def picture(canvas) -> np.ndarray:
    """The canvas without what floats over it, as numbers."""
    canvas._furniture.pill.hide()
    canvas._furniture.minimap.hide()
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), dtype=np.uint8)
    return raw.reshape(image.height(), -1, 4)[:, : image.width(), :3].astype(int)


def fresh(canvas) -> np.ndarray:
    canvas._backing.invalidate()
    return picture(canvas)


@pytest.mark.parametrize("way", [(13, 0), (0, -9), (-40, 25), (3, 700)])
def test_a_panned_picture_is_what_a_fresh_one_would_be(hand, way):
    hand.canvas._rest.stop()
    picture(hand.canvas)
    hand.canvas._stage.camera = hand.canvas._stage.camera.panned(*way)
    hand.canvas._rest.stop()
    panned = picture(hand.canvas)
    assert np.abs(panned - fresh(hand.canvas)).max() <= 2


def test_a_dragged_card_looks_as_it_will_when_dropped(hand):
    x, y = hand.centre("Hootsuite")
    hand.press(x, y)
    hand.go(x + 30, y + 50)
    hand.canvas._hands._gesture._guides = ()
    dragged = picture(hand.canvas)
    hand.let_go(x + 30, y + 50)
    hand.canvas._stage.hover = None
    hand.canvas.select([])
    dropped = picture(hand.canvas)
    outline = np.abs(dragged - dropped).max(axis=2) > 40
    rows, columns = np.nonzero(outline)  # only the selected card's outline differs
    card = hand.canvas._stage.card_on_screen(hand.id("Hootsuite")).adjusted(-4, -4, 4, 4)
    assert len(rows)
    assert columns.min() >= card.left()
    assert columns.max() <= card.right()
    assert rows.min() >= card.top()
    assert rows.max() <= card.bottom()


def test_the_theme_switches_live(hand):
    light = picture(hand.canvas)
    hand.canvas.set_theme(load_theme("dark"))
    dark = picture(hand.canvas)
    assert light[5, 5].tolist() == _bgr(load_theme("light").chart["sea"])
    assert dark[5, 5].tolist() == _bgr(load_theme("dark").chart["sea"])


def _bgr(text: str) -> list[int]:
    colour = QColor(text)
    return [colour.blue(), colour.green(), colour.red()]


def test_no_text_is_drawn_too_small_to_read():
    stroke = strokes_of([Text(0, 0, "Marketo", 12, "#000000")])[0]
    assert stroke.from_zoom == 0.5


@pytest.mark.parametrize("zoom", [0.05, 0.2, 0.4, 0.7, 1.0, 2.1])
def test_every_zoom_paints_land_and_cards(qtbot, zoom):
    canvas = canvas_with(harbour_vale())
    qtbot.addWidget(canvas)
    x, y = canvas._board.chart.cards[system_id("Okta")].box.centre
    canvas._stage.camera = Camera(0, 0, zoom).centred(x, y, canvas._stage.size)
    canvas._rest.stop()
    seen = {tuple(colour) for colour in picture(canvas).reshape(-1, 3).tolist()}
    theme = load_theme("light")
    assert tuple(_bgr(theme.chart["land"])) in seen
    assert tuple(_bgr(theme.chart["card"])) in seen


def test_only_what_changed_differs(hand):
    scene, chart = hand.canvas._scene, hand.canvas._board.chart
    assert scene.differing(chart) == set()
    moved = hand.canvas._board.moved({hand.id("Hootsuite"): (900.0, 700.0)})
    layers = {layer for layer, _ in scene.differing(moved)}
    assert layers == {Layer.SHALLOWS, Layer.COASTS, Layer.CAPTIONS, Layer.CARDS}


def test_a_new_system_stands_on_open_sea_until_it_is_analysed(hand):
    with hand.document.edit("Add") as tx:
        tx.put(System(id="new", name="New"))
        placed = next(iter(tx._base["placements"].values()))
        tx.put(type(placed)(view=placed.view, system="new", x=1300.0, y=100.0))
    chart = hand.canvas._board.chart
    assert "new" in chart.cards
    assert len(chart.coasts) == 3


def test_a_dash_dot_line_keeps_its_dots():
    path = QPainterPath()
    path.lineTo(40, 0)
    cut = dashes(pieces(path), (7.0, 3.0, 2.0, 3.0))
    strokes = [(round(float(row[0]), 6), round(float(row[2]), 6)) for row in cut]
    assert strokes == [(0, 7), (10, 12), (15, 22), (25, 27), (30, 37)]


def test_pieces_follow_the_path_and_dashes_the_pattern():
    path = QPainterPath()
    path.lineTo(30, 0)
    path.lineTo(30, 10)
    some = pieces(path)
    assert some.tolist() == [[0, 0, 30, 0], [30, 0, 30, 10]]
    cut = dashes(some, (8.0, 4.0))
    lengths = np.hypot(cut[:, 2] - cut[:, 0], cut[:, 3] - cut[:, 1])
    assert lengths.sum() == pytest.approx(28)  # 8 + 8 + 8 + the 4 that are left
    assert cut[0].tolist() == [0, 0, 8, 0]
    assert [24, 0, 30, 0] in cut.tolist()
    assert [30, 0, 30, 2] in cut.tolist()
    assert len(Cut(np.tile(cut, (40, 1))).lines_in(QRectF(0, -1, 5, 2))) == 40


def test_a_line_in_pieces_looks_like_its_path(qtbot):
    steps = (
        (Verb.MOVE, (10.0, 10.0)),
        (Verb.LINE, (60.0, 10.0)),
        (Verb.CUBIC, (75.0, 10.0, 80.0, 20.0, 80.0, 30.0)),
        (Verb.LINE, (80.0, 90.0)),
    )
    line = strokes_of([Path(steps, pen=Pen("#000000", 1.5))])[0]
    pictures = []
    for draw in (
        lambda p: line.draw(p, QRectF(0, 0, 100, 100)),
        lambda p: p.strokePath(line.path, inks.pen(line.ink)),
    ):
        image = QImage(100, 100, QImage.Format.Format_Grayscale8)
        image.fill(255)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter)
        pictures.append(np.array(image.constBits()).reshape(100, 100).astype(int))
    assert np.abs(pictures[0] - pictures[1]).mean() < 0.5
    assert pictures[1].min() < 80


def test_a_name_is_never_read_as_markup(hand):
    stroke = strokes_of([Text(0, 0, "<b>x</b>", 12, "#000000"), Rect(0, 0, 5, 5, fill="#ffffff")])[
        0
    ]
    assert stroke.text == "<b>x</b>"
    with hand.document.edit("Rename") as tx:
        tx.change(System, hand.id("Okta"), name="<img src='x'>")
    x, y = hand.centre("<img src='x'>")
    tip = tip_at(
        hand.canvas._stage,
        hand.canvas._stage.pointer(hand.at(x, y).toPointF(), Qt.KeyboardModifier.NoModifier),
    )
    assert tip.startswith("<img src='x'>")
    assert "<img" not in tip_markup(tip)


def test_the_chart_follows_every_edit_as_if_composed_anew(hand):
    """Labels, looks and cards are those of a fresh chart; ways may stay where they were."""
    order = next(o for o in hand.document.snapshot().data_objects.values() if o.name == "Order")
    with hand.document.edit("Rename a data object") as tx:
        tx.change(DataObject, order.id, name="Purchase")
    with hand.document.edit("By hand") as tx:
        flow = next(f for f in tx.all(Flow) if order.id in f.data_objects)
        tx.change(Flow, flow.id, method=FlowMethod.MANUAL, two_way=True)
    with hand.document.edit("Delete") as tx:
        tx.delete(System, hand.id("Segment"))
    board = hand.canvas._board
    new = compose(board.snapshot, board.analysis, board.catalogue, board.positions)
    assert board.chart.cards == new.cards
    assert board.chart.coasts == new.coasts
    assert board.chart.flows.keys() == new.flows.keys()
    shown = board.chart.flows[flow.id]
    assert (shown.label, shown.look, shown.two_way) == ("Purchase", "manual", True)


def test_a_caption_stands_out_of_the_line_under_it():
    line = Path(((Verb.MOVE, (0, 20)), (Verb.LINE, (120, 20))), pen=Pen("#000000", 1.5))
    words = Text(10, 24, "HALO", 12, "#c8452f", 600, halo="#ffffff")
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in strokes_of((line, words)):
            stroke.draw(painter, QRectF(image.rect()))
    row = [image.pixelColor(x, 19).lightness() for x in range(120)]
    assert row[2] < 90  # the line
    assert max(row[9:50]) > 200  # the halo round the letters
    assert row[110] < 90


def contrast(canvas, picture, system) -> int:
    """How much the darkest spot of a card differs from the brightest."""
    card = canvas._stage.card_on_screen(system_id(system)).toRect()
    part = picture[card.top() + 4 : card.bottom() - 4, card.left() + 40 : card.right() - 20]
    return int(part.max() - part.min())


def test_what_a_finding_is_not_about_fades_until_escape(hand, qtbot):
    canvas = hand.canvas
    findings = canvas._board.analysis.findings
    finding = next(f for f in findings if system_id("Hootsuite") in f.systems)
    assert system_id("Okta") not in canvas._board.focus()
    camera = canvas._stage.camera
    plain = fresh(canvas)
    canvas.show_finding(finding)
    canvas._navigator.stop()
    canvas._stage.camera = camera
    assert system_id("Hootsuite") in canvas._board.focus()
    faded = fresh(canvas)
    assert contrast(canvas, faded, "Okta") < 0.5 * contrast(canvas, plain, "Okta")
    assert contrast(canvas, faded, "Hootsuite") >= 0.9 * contrast(canvas, plain, "Hootsuite")
    with qtbot.waitSignal(canvas.finding_left):
        hand.key(Qt.Key.Key_Escape)
    assert canvas._board.focus() == frozenset()
    assert contrast(canvas, fresh(canvas), "Okta") == contrast(canvas, plain, "Okta")


def test_a_drag_keeps_what_is_faded_faded(hand):
    canvas = hand.canvas
    findings = canvas._board.analysis.findings
    camera = canvas._stage.camera
    canvas.show_finding(next(f for f in findings if system_id("Hootsuite") in f.systems))
    canvas._navigator.stop()
    canvas._stage.camera = camera
    still = contrast(canvas, fresh(canvas), "Okta")
    x, y = hand.centre("Okta")
    hand.press(x, y)
    hand.go(x + 30, y + 60)
    canvas._stage.selection = ()
    dragged = contrast(canvas, picture(canvas), "Okta")
    assert abs(dragged - still) < 30
    hand.key(Qt.Key.Key_Escape)


@pytest.mark.parametrize("zoom", [1.0, 0.9, 1.25])
def test_captions_are_painted_whole_when_they_change(hand, zoom):
    canvas, document = hand.canvas, hand.document
    canvas._stage.camera = Camera(200, 100, zoom)
    fresh(canvas)
    x, y = hand.centre("Hootsuite")
    hand.drag((x, y), (x + 61, y + 20))
    with document.edit("More") as tx:
        for number in range(3):
            new = tx.put(System(name=f"New {number}"))
            tx.put(Flow(source=new.id, target=hand.id("Typeform")))
    canvas.set_analysis(check(document.snapshot(), canvas._board.catalogue))
    canvas._stage.hover = None
    canvas.select([])
    live = picture(canvas)
    # Edges of lines in between pixels differ by a shade; a letter left standing differs by black.
    assert np.abs(live - fresh(canvas)).max() <= 24
