"""The map from far out: never a frame of soup, at no zoom, in neither theme."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from isthmus.analysis.results import IslandKind
from isthmus.drawing.cardpaint import far_colours
from isthmus.drawing.chart import Coast
from isthmus.drawing.theme import load_theme
from isthmus.layout.geometry import Verb
from isthmus.ui.canvas.archipelago import gathered
from isthmus.ui.canvas.backing import paint_sharp
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.far import FAR, frames_of
from isthmus.ui.canvas.placing import Covered, Taken
from isthmus.ui.canvas.plates import plates_of
from isthmus.ui.canvas.regions import PARTNERS, bundles, cell_size, survey
from isthmus.ui.canvas.scene import Layer, Scene
from isthmus.ui.canvas.sheet import MAKING, STEP
from isthmus.workspace import edits
from support.canvases import canvas_with
from support.estates import estate

SIZE = (1000, 700)
ZOOMS = (0.04, 0.08, 0.13, 0.2, 0.28, 0.31, 0.4, 0.5, 0.7, 0.9)


@pytest.fixture(scope="module")
def big(qapp):
    """A canvas on 500 systems with departments and islands."""
    canvas = canvas_with(estate(500), "view", SIZE)
    yield canvas
    canvas.close()


def overlap(a, b) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("zoom", ZOOMS)
def test_nothing_that_is_written_lies_over_anything_else_written(big, zoom):
    frames = list(big._scene.names(zoom).frames())
    assert frames
    pairs = ((a, b) for n, a in enumerate(frames) for b in frames[n + 1 :])
    assert not any(overlap(a, b) for a, b in pairs)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_captions_keep_off_the_cards(big, zoom):
    cards = [tuple(row) for row in frames_of(big._board.chart.standing, zoom).tolist()]
    captions = big._scene.names(zoom).captions.values()
    plain = [caption.frame for caption in captions if not caption.plated]
    assert not any(overlap(frame, card) for frame in plain for card in cards)


@pytest.mark.parametrize("zoom", [zoom for zoom in ZOOMS if zoom < FAR])
def test_the_mainland_is_named_and_so_are_the_busiest_systems(big, zoom):
    names = big._scene.names(zoom)
    words = [caption.shape.caption for caption in names.captions.values()]
    assert any(word.startswith("MAINLAND") for word in words)
    assert 1 <= len(names.plates) <= 60
    table = survey(big._board.chart)
    degrees = table.degrees()
    assert max(degrees) == max(degrees[table.rows[key]] for key in names.plates)


def test_small_islands_that_lie_together_are_counted(big):
    words = [caption.shape.caption for caption in big._scene.names(0.1).captions.values()]
    assert any(" ISLANDS" in word for word in words)


@pytest.mark.parametrize("zoom", [0.05, 0.1, 0.2, 0.3])
def test_bundles_are_few_however_many_flows_there_are(big, zoom):
    table = survey(big._board.chart)
    cell = cell_size(zoom)
    found = bundles(table, cell)
    assert cell * zoom >= 150
    regions = {bundle.start for bundle in found} | {bundle.end for bundle in found}
    assert 0 < len(found) <= PARTNERS * len(regions)
    assert all(bundle.count >= 2 for bundle in found)
    assert sum(bundle.count for bundle in found) <= len(table.source)


def test_a_bundle_tells_its_direction_only_where_it_is_clear(big):
    table = survey(big._board.chart)
    whole = bundles(table, cell_size(0.1))
    assert {bundle.directed for bundle in whole} == {True, False} or len(whole) < 4


def work(canvas, zoom: float) -> list[int]:
    """The steps in which a whole window is painted about the middle of the map."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    box = canvas._board.chart.bounds
    camera = Camera(0, 0, zoom).centred(*box.centre, canvas._stage.size)
    seen = camera.seen(canvas._stage.size)
    with QPainter(image) as painter:
        return list(canvas._scene.steps(painter, camera, seen))


@pytest.mark.parametrize("zoom", [*ZOOMS, 1.0])
def test_painting_goes_in_steps_none_of_which_is_much(big, zoom):
    assert max(work(big, zoom)) <= STEP * (1 + MAKING)


def test_far_out_painting_is_little_work(big):
    work(big, 0.1)  # shapes are made ready when they are first drawn
    flows, cards = len(big._board.chart.flows), len(big._board.chart.cards)
    assert sum(work(big, 0.1)) < (flows + cards) / 4


@pytest.mark.parametrize("zoom", [0.05, 0.1, 0.2, 0.3])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_far_picture_shows_land_cards_and_names(big, zoom, name):
    theme = load_theme(name)
    scene, chart = Scene(theme), big._board.chart
    scene.update(chart)
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    camera = Camera(0, 0, zoom).centred(*chart.bounds.centre, big._stage.size)
    with QPainter(image) as painter:
        paint_sharp(painter, scene, camera, QRectF(0, 0, *SIZE))
    raw = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(SIZE[1], SIZE[0], 4)
    colours = {tuple(row) for row in raw[:, :, :3].reshape(-1, 3).tolist()}
    for part in ("sea", "land", "card"):
        text = theme.chart[part]
        assert tuple(int(text[n : n + 2], 16) for n in (5, 3, 1)) in colours
    assert len(colours) > 100


def test_the_flows_of_a_dragged_system_leave_the_resting_picture(big):
    scene, chart = big._scene, big._board.chart
    flow = next(iter(chart.flows.values()))
    spots = {(Layer.FLOWS, flow.key), (Layer.CARDS, flow.source)}
    pictures = []
    for without in (frozenset(), spots):
        image = QImage(*SIZE, QImage.Format.Format_RGB32)
        camera = Camera(0, 0, 0.3).centred(*chart.cards[flow.source].box.centre, big._stage.size)
        with QPainter(image) as painter:
            scene.draw(painter, camera, camera.seen(big._stage.size), without=without)
        pictures.append(image)
    assert pictures[0] != pictures[1]


boxes = st.tuples(
    st.floats(-500, 500), st.floats(-500, 500), st.floats(1, 120), st.floats(1, 60)
).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3]))


@settings(max_examples=60)
@given(st.lists(boxes, min_size=1, max_size=20), boxes)
def test_a_frame_is_covered_wherever_a_card_meets_it(cards, frame):
    covered = Covered(np.array(cards))
    if any(overlap(frame, card) for card in cards):
        assert not covered.is_free(frame)


@settings(max_examples=60)
@given(st.lists(boxes, max_size=20), boxes)
def test_a_frame_is_taken_just_where_another_meets_it(others, frame):
    taken = Taken()
    for other in others:
        taken.take(other)
    assert taken.is_free(frame) == (not any(overlap(frame, other) for other in others))


def test_a_far_plate_is_the_system_under_the_pointer(big):
    big._stage.camera = big._stage.camera.zoomed(0.2, QPointF(400, 300))
    names = big._scene.names(0.2)
    key, plate = next(iter(names.plates.items()))
    left, top, right, bottom = plate.frame
    assert names.at((left + right) / 2, (top + bottom) / 2) == key
    assert names.at(left - 50_000, top) is None
    origin = big._stage.camera.to_screen(0.0, 0.0)
    at = origin + QPointF(right - 3, (top + bottom) / 2)  # beside the card itself
    assert big._stage.card_at(big._stage.pointer(at, Qt.KeyboardModifier.NoModifier)) == key


def test_the_parts_of_an_island_count_as_one():
    """On territories an island has a coast for each group of its cards."""

    def coast(island, part, x):
        outline = ((Verb.MOVE, (x, 0.0)), (Verb.LINE, (x + 100.0, 60.0)))
        return Coast(island, IslandKind.ROGUE, outline, outline, "ROGUE ISLAND", (x, 0.0), part)

    coasts = [coast("a", 0, 0.0), coast("a", 1, 120.0), coast("b", 0, 240.0)]
    (one,) = gathered({each.key: each for each in coasts}, 0.2).values()
    assert isinstance(one, Coast)
    assert one.caption == "2 ISLANDS · 2 ROGUE"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("zoom", [0.3, 0.2, 0.16])
def test_under_a_lens_cards_show_a_shape_too_from_far_out(qtbot, zoom, theme):
    document = estate(300)
    edits.set_lens(document, "view", "lifecycle")
    canvas = canvas_with(document, "view")
    qtbot.addWidget(canvas)
    colours = load_theme(theme)
    canvas.set_theme(colours)
    canvas._stage.camera = Camera(0, 0, zoom)
    canvas._backing.invalidate()
    image = canvas.grab().toImage()
    stage = canvas._stage
    boxes = [stage.card_on_screen(key).toRect() for key in stage.chart.cards]
    boxes = [box for box in boxes if box.top() > 80 and image.rect().contains(box)]
    places = [(x, y) for b in boxes[:40] for x in range(b.left(), b.right())
              for y in range(b.top(), b.bottom())]  # fmt: skip
    seen = {image.pixelColor(x, y).name() for x, y in places}
    card = next(iter(stage.chart.cards.values()))
    hue = colours.hue(card.dress.hue)
    for colour in (hue.fill, hue.pale, colours.chart["card"]):  # the mark is in the last
        assert colour.lower() in seen


def test_the_systems_of_a_finding_are_named_from_far_out(hand):
    canvas = hand.canvas
    finding = next(one for one in canvas._board.analysis.findings if len(one.systems) > 1)
    canvas.show_finding(finding)
    canvas._navigator.stop()
    for zoom, named in ((0.2, True), (0.5, False)):
        cards = [canvas._board.chart.cards[key] for key in finding.systems]
        plates = plates_of(cards, zoom)
        assert {plate.card.title for plate in plates} <= {card.title for card in cards}
        canvas._stage.camera = Camera(0, 0, zoom)
        canvas._backing.invalidate()
        image = canvas.grab().toImage()
        left, top, _, bottom = (round(side) for side in plates[0].frame)
        strip = range(top + 6, bottom - 6)
        edge = {image.pixelColor(left + 5, y).name() for y in strip}
        strong = far_colours(plates[0].card, canvas._stage.theme)[0].lower()
        assert (strong in edge) == named


@pytest.mark.parametrize("zoom", [0.15, 0.22, 0.3])
def test_a_small_map_names_some_systems_from_far_out_too(hand, zoom):
    scene, chart = Scene(load_theme("light")), hand.canvas._board.chart
    scene.update(chart)
    plates = scene.names(zoom).plates
    assert plates
    assert plates.keys() <= chart.cards.keys()
    assert all(plate.words for plate in plates.values())


@pytest.mark.parametrize("zoom", [0.5, 0.6, 0.74])
def test_labels_that_have_room_keep_their_size_from_a_middle_distance(hand, zoom):
    scene, chart = hand.canvas._scene, hand.canvas._board.chart
    names = scene.names(zoom)
    assert names.labels
    written = [*names.frames()]
    cards = [
        tuple(side * zoom for side in (one.box.x, one.box.y, one.box.right, one.box.bottom))
        for one in chart.standing.values()
    ]
    for key in names.labels:
        box = chart.flows[key].label_box
        x, y = (side * zoom for side in box.centre)
        wide, high = box.width * 0.425, box.height * 0.425
        frame = (x - wide, y - high, x + wide, y + high)
        assert not any(overlap(frame, other) for other in (*written, *cards))
        written.append(frame)


def test_labels_are_gone_from_far_out_and_their_own_from_near(hand):
    assert hand.canvas._scene.names(0.4).labels == ()
    assert hand.canvas._scene.names(0.8).labels == ()
