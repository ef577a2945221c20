"""Territories, boxes, areas and notes from far out: all keep a name that can be read."""

import pytest
from PySide6.QtCore import QPointF, Qt

from isthmus.drawing.jotting import note_shape
from isthmus.drawing.plots import AreaShape, Land
from isthmus.drawing.primitives import Text
from isthmus.drawing.text import width
from isthmus.drawing.theme import load_theme
from isthmus.layout.geometry import Box
from isthmus.model.records import Department
from isthmus.model.viewing import Note, NoteKind, Territory
from isthmus.ui.canvas import plots
from isthmus.ui.canvas.far import FAR
from isthmus.ui.canvas.layers import Layer
from isthmus.ui.canvas.names import Names
from isthmus.ui.canvas.plates import shown_box
from isthmus.ui.canvas.smallnotes import LEVELS, level_at, small_note
from isthmus.ui.canvas.stage import Pointer
from isthmus.workspace import edits
from support.canvases import VIEW
from support.lands import territory, with_lands

FREE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
SMALLEST = 6.0
"""Screen pixels: smaller letters are not drawn."""


@pytest.fixture
def hand(hand):
    with_lands(hand.document)
    return hand


def texts(note: Note, size: float) -> list[Text]:
    made = small_note(note_shape(note), load_theme("light"), size)
    return [one for one in made if isinstance(one, Text)]


def note(text: str, kind: NoteKind = NoteKind.NOTE, width: float = 220) -> Note:
    return Note(view="v", text=text, kind=kind, x=0, y=0, width=width, height=80)


@pytest.mark.parametrize("zoom", [0.6, 0.5, 0.41, 0.3, 0.27, 0.2, 0.18, 0.14])
def test_the_first_words_of_a_note_can_be_read_from_afar(zoom):
    size = level_at(zoom)
    assert size is not None
    shown = texts(note("Ask Fritz about the nightly export, which runs by hand"), size)
    assert shown[0].text.startswith("Ask")
    for line in shown:
        assert line.size * zoom >= SMALLEST
        assert width(line.text, line.size, line.weight) <= 200
        assert line.y - line.size * 0.8 >= 0
        assert line.y <= 80


@pytest.mark.parametrize(("_", "size"), LEVELS)
def test_what_is_left_out_of_a_note_is_told(_, size):
    whole = "Ask Fritz about the nightly export, which still runs by hand on all Fridays " * 3
    shown = texts(note(whole), size)
    assert shown[-1].text.endswith("…")
    assert not texts(note("Ask"), size)[-1].text.endswith("…")


def test_a_heading_stays_larger_than_a_note():
    heading = note("Today", NoteKind.HEADING, 420)
    assert texts(heading, 40.0)[0].size > texts(note("Today"), 40.0)[0].size


def names(hand, zoom: float) -> Names:
    hand.canvas.stage.camera = hand.canvas.stage.camera.zoomed(zoom, QPointF(0, 0))
    return hand.canvas._scene.names(hand.canvas.zoom())


def test_a_collapsed_territory_has_its_name_on_a_plate_that_can_be_clicked(hand):
    finance = territory(hand.document, "Finance")
    edits.fold(hand.document, (finance,), collapsed=True)
    left, top, right, bottom = names(hand, 0.2).plates[finance].frame
    assert names(hand, 0.2).plates[finance].words == "Finance"
    camera, zoom = hand.canvas.stage.camera, hand.canvas.zoom()
    scene = QPointF((right - 2) / zoom, (top + bottom) / 2 / zoom)
    assert scene.x() > hand.canvas.stage.board.chart.boxes[finance].box.right
    screen = camera.to_screen(scene.x(), scene.y())
    assert plots.box_at(hand.canvas.stage, Pointer(screen, scene)) == finance
    assert left == pytest.approx(hand.canvas.stage.board.chart.boxes[finance].box.x * zoom)


def test_plates_over_cards_are_painted_after_the_cards():
    order = list(Layer)
    assert order.index(Layer.CAPTIONS) < order.index(Layer.CARDS) < order.index(Layer.TITLES)


@pytest.mark.parametrize("zoom", [0.5, 0.3, 0.25])
def test_every_territory_has_a_name_that_keeps_to_it(hand, zoom):
    shown = names(hand, zoom).captions
    for key, land in hand.canvas.stage.board.chart.grounds.lands.items():
        if land.box.width * zoom >= 60:
            caption = shown[key]
            assert isinstance(caption.shape, Land)
            left, _, right, _ = caption.frame
            assert left >= land.box.x * zoom - 6
            assert right <= land.box.right * zoom + 16


def test_an_area_is_named_from_afar_in_as_many_letters_as_have_room(hand):
    box = Box(2000, 100, 260, 200)
    key = edits.draw_area(hand.document, VIEW, box, "Candidates for the year after").id
    caption = names(hand, 0.25).captions[key]
    assert isinstance(caption.shape, AreaShape)
    assert caption.shape.name.startswith("Can")
    assert caption.shape.name.endswith("…")


def test_collapsing_all_selects_nothing_that_the_next_key_would_delete(hand):
    hand.canvas.stage.selection = ()
    plots.fold_all(hand.canvas.stage, collapsed=True)
    assert hand.canvas.selection() == frozenset()
    plots.fold_all(hand.canvas.stage, collapsed=False)
    assert hand.canvas.selection() == frozenset()


def test_the_fitted_map_shows_the_plates_of_collapsed_territories_whole(hand):
    finance = territory(hand.document, "Finance")
    with hand.document.edit("Far away, at the right edge") as tx:
        tx.change(Territory, finance, x=9000.0)
        owner = hand.document.snapshot().territories[finance].department
        tx.change(Department, owner, name="Finance and controlling")
    edits.fold(hand.document, (finance,), collapsed=True)
    hand.canvas._navigator.fit(at_once=True)
    zoom, board = hand.canvas.zoom(), hand.canvas.stage.board
    assert zoom < FAR
    plate = shown_box(board.chart.boxes[finance], zoom)
    right = hand.canvas.stage.camera.to_screen(plate.right, plate.y).x()
    assert right <= hand.canvas.width()


@pytest.mark.parametrize("zoom", [0.4, 0.3])
def test_a_territory_is_taken_hold_of_by_its_name_from_afar(hand, zoom):
    stage = hand.canvas.stage
    camera = stage.camera.zoomed(zoom, QPointF(300, 200))
    stage.camera = camera
    found = names(hand, zoom).captions
    key = territory(hand.document, "Marketing")
    left, top, right, bottom = found[key].frame
    at = camera.to_screen(0.0, 0.0) + QPointF((left + right) / 2, (top + bottom) / 2)
    scene = camera.to_scene(at)
    before = stage.board.chart.grounds.lands[key].box
    hand.drag((scene.x(), scene.y()), (scene.x() + 400, scene.y() + 900), FREE)
    after = stage.board.chart.grounds.lands[key].box
    assert (after.x - before.x, after.y - before.y) == (pytest.approx(400, abs=8), 900)
