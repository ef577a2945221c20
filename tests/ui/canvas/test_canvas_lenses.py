"""The pill, the legend, badges and icons on the canvas, by mouse and keys, each undone again."""

from base64 import b64decode
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from isthmus.drawing.theme import load_theme
from isthmus.layout.pulse import SILENT
from isthmus.model.records import DataObject, Hosting, System
from isthmus.model.viewing import FlowLabel
from isthmus.ui.canvas import board
from isthmus.workspace import edits
from support.canvases import VIEW

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
ICON = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


@pytest.fixture
def pill(hand):
    return hand.canvas._furniture.lens


@pytest.fixture
def legend(hand):
    return hand.canvas._furniture.legend


def view(hand):
    return hand.document.snapshot().views[VIEW]


def actions(menu: QMenu) -> dict[str, object]:
    found = {}
    for action in menu.actions():
        found |= actions(action.menu()) if action.menu() else {action.text(): action}
    return found


def choose(pill, name: str, *words: str) -> None:
    """Open a menu of the pill with the mouse and take entries of it."""
    button = getattr(pill, name)
    QTest.mouseClick(button, LEFT)
    menu = pill._menu
    assert menu.isVisible()
    for word in words:
        actions(menu)[word].trigger()
    menu.close()


def test_the_pill_takes_another_lens_without_leading_a_flow_again(hand, pill, undone) -> None:
    flows, coasts = hand.canvas._board.chart.flows, hand.canvas._board.chart.coasts
    choose(pill, "lens", "Department")
    assert view(hand).lens == "department"
    assert pill.lens.text() == "Lens: Department ▾"
    assert hand.canvas._board.chart.flows is flows
    assert hand.canvas._board.chart.coasts is coasts
    assert all(card.dress.hue for card in hand.canvas._board.chart.cards.values())
    undone()
    assert pill.lens.text() == "Lens: Islands ▾"
    assert not any(card.dress.hue for card in hand.canvas._board.chart.cards.values())


def test_the_pill_is_reached_and_opened_by_keys(hand, pill) -> None:
    for button in (pill.lens, pill.data, pill.cards):
        assert button.focusPolicy() is Qt.FocusPolicy.TabFocus
        QTest.keyClick(button, Qt.Key.Key_Space)
        menu = pill._menu
        assert menu.isVisible()
        assert menu.accessibleName()
        menu.close()


def test_a_path_lights_its_flows_and_lets_the_others_fade(hand, pill, undone) -> None:
    name = "Contact"
    choose(pill, "data", name)
    key = next(k for k, one in hand.document.snapshot().data_objects.items() if one.name == name)
    assert view(hand).lens == f"data:{key}"
    assert pill.data.text() == f"Data object: {name} ▾"
    carried = {k for k, f in hand.document.snapshot().flows.items() if key in f.data_objects}
    focus = hand.canvas._board.focus()
    assert carried
    assert focus & hand.document.snapshot().flows.keys() == carried
    assert hand.canvas._scene.focus == focus
    undone()
    assert not hand.canvas._scene.focus


def test_when_the_followed_data_object_goes_the_islands_are_back(hand, pill, undone) -> None:
    objects = hand.document.snapshot().data_objects
    key = next(k for k, one in objects.items() if one.name == "Contact")
    edits.set_lens(hand.document, VIEW, f"data:{key}")
    with hand.document.edit("Delete Contact") as tx:
        tx.delete(DataObject, key)
    assert pill.lens.text() == "Lens: Islands ▾"
    assert hand.canvas.looking.choice == "islands"
    assert not any(card.dress.hue for card in hand.canvas._board.chart.cards.values())
    assert not hand.canvas._board.focus()
    hand.document.undo()
    assert pill.lens.text() == "Lens: Path ▾"
    undone()


def test_an_edit_shows_in_the_lens_at_once(hand, legend) -> None:
    edits.set_lens(hand.document, VIEW, "hosting")
    okta = hand.id("Okta")
    before = hand.canvas._board.chart
    edits.set_fields(hand.document, System, okta, hosting=Hosting.ON_PREMISES)
    assert hand.canvas._board.chart.cards[okta].dress.words == "On premises"
    assert hand.canvas._board.chart.flows is before.flows
    assert "On premises" in [row._value.words for row in legend.rows()]


def test_badges_are_chosen_in_the_menu(hand, pill, undone) -> None:
    choose(pill, "cards", "Number of flows")
    assert view(hand).badges == ("flows",)
    card = hand.canvas._board.chart.cards[hand.id("Segment")]
    assert [badge.text for badge in card.dress.badges] == ["↔ 3"]
    undone()


def test_tiles_show_icons_of_categories_when_asked(hand, pill, undone) -> None:
    choose(pill, "cards", "Icons of categories")
    assert all(card.dress.art for card in hand.canvas._board.chart.cards.values())
    undone()


def test_a_value_of_the_legend_selects_its_systems(hand, legend) -> None:
    edits.set_lens(hand.document, VIEW, "department")
    assert not legend.is_folded
    rows = legend.rows()
    first, second = rows[:2]
    of = hand.canvas._board.reading.of
    QTest.mouseClick(first, LEFT)
    assert hand.canvas.selection() == {key for key, value in of.items() if value == first.key}
    QTest.mouseClick(second, LEFT, CTRL)
    both = {key for key, value in of.items() if value in {first.key, second.key}}
    assert hand.canvas.selection() == both
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert hand.canvas.selection() == {key for key, value in of.items() if value == second.key}
    QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert hand.canvas.selection() == both


def test_the_legend_folds_and_is_told_to_screen_readers(hand, legend) -> None:
    assert legend.is_folded
    folded = legend.height()
    QTest.mouseClick(legend.head, LEFT)
    assert not legend.is_folded
    assert legend.height() >= folded + legend.rows()[0].height()
    assert "unfolded" in legend.head.accessibleName()
    assert all(row.accessibleName() for row in legend.rows())
    QTest.keyClick(legend.head, Qt.Key.Key_Space)
    assert legend.is_folded


def test_the_legend_lies_beside_the_zoom_where_there_is_room_and_stands_over_it_else(
    hand, legend
) -> None:
    edits.set_lens(hand.document, VIEW, "department")
    hand.canvas.resize(1000, 800)
    assert legend.is_lying
    tops = {row.mapTo(legend, row.rect().topLeft()).y() for row in legend.rows()}
    assert len(tops) < len(legend.rows())
    hand.canvas.resize(560, 800)
    assert not legend.is_lying
    assert legend.geometry().bottom() < hand.canvas._furniture.pill.geometry().top()


def test_the_legend_counts_what_is_on_the_view(hand, legend) -> None:
    edits.set_lens(hand.document, VIEW, "lifecycle")
    edits.remove_from_view(hand.document, VIEW, [hand.id("Okta")])
    counts = [row._value.count for row in legend.rows()]
    assert sum(counts) == len(hand.canvas._board.chart.cards) == 14


def test_the_legend_stays_clear_of_the_pills(hand, legend, pill) -> None:
    edits.set_lens(hand.document, VIEW, "department")
    for size in ((1000, 800), (600, 400), (430, 300)):
        hand.canvas.resize(*size)
        zoom = hand.canvas._furniture.pill
        assert not legend.geometry().intersects(zoom.geometry())
        assert not legend.geometry().intersects(pill.geometry())
    hand.canvas._furniture.set_legend_visible(False)
    assert not legend.isVisible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lens", ["department", "spend", "risk", "agreement"])
@pytest.mark.parametrize("zoom", [0.2, 0.45, 1.0])
def test_every_look_is_painted_at_every_distance(hand, lens, theme, zoom) -> None:
    hand.canvas.set_theme(load_theme(theme))
    before = hand.canvas.grab().toImage()
    edits.set_lens(hand.document, VIEW, lens)
    hand.canvas.zoom_to(zoom)
    assert hand.canvas.grab().toImage() != before


def take_icon(hand, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    hand.canvas.looking.take_icon([hand.id("Okta")], path)


def test_an_icon_of_ones_own_is_painted_and_undone(hand, tmp_path, undone) -> None:
    take_icon(hand, tmp_path, "okta.svg", ICON)
    icon = hand.document.snapshot().icons[hand.document.snapshot().systems[hand.id("Okta")].icon]
    assert b"<rect" not in b64decode(icon.content)
    assert hand.canvas._board.chart.cards[hand.id("Okta")].dress.art is not None
    undone()
    assert hand.canvas._board.chart.cards[hand.id("Okta")].dress.art is None


def test_a_png_of_ones_own_is_painted_in_its_tile(hand, tmp_path, undone) -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFF00FF)
    picture.save(str(tmp_path / "pink.png"))
    take_icon(hand, tmp_path, "pink.png", (tmp_path / "pink.png").read_bytes())
    hand.canvas.reveal([hand.id("Okta")])
    card = hand.canvas._stage.card_on_screen(hand.id("Okta"))
    tile = card.topLeft().toPoint() + QPoint(23, 25)
    shown = hand.canvas.grab().toImage()
    assert shown.pixelColor(tile).name() == "#ff00ff"
    assert shown.pixelColor(tile + QPoint(0, 8)).name() != "#ff00ff"
    undone()


def test_a_file_that_is_no_icon_is_refused_with_a_word(hand, tmp_path, qtbot) -> None:
    with qtbot.waitSignal(hand.canvas.message) as said:
        take_icon(hand, tmp_path, "bad.svg", b"<svg/>")
    assert "bad.svg" in said.args[0]
    with qtbot.waitSignal(hand.canvas.message) as said:
        hand.canvas.looking.take_icon([hand.id("Okta")], tmp_path / "gone.svg")
    assert "cannot be read" in said.args[0]
    assert hand.document.revision == 0


def test_the_icon_menu_offers_categories_and_the_way_back(hand, undone) -> None:
    hand.canvas.select([hand.id("Okta")])
    menu = hand.canvas.looking.open_icon_menu()
    assert not actions(menu)["Back to the standard"].isEnabled()
    actions(menu)["Payments"].trigger()
    menu.close()
    assert hand.canvas._board.chart.cards[hand.id("Okta")].dress.art.key == "payments"
    menu = hand.canvas.looking.open_icon_menu()
    assert actions(menu)["Back to the standard"].isEnabled()
    menu.close()
    undone()


def test_a_department_takes_another_colour(hand, undone) -> None:
    hand.canvas.select([hand.id("Marketo")])
    menu = hand.canvas.looking.open_colour_menu()
    actions(menu)["Rose"].trigger()
    menu.close()
    assert hand.canvas._board.chart.cards[hand.id("Marketo")].tint == "rose"
    assert hand.canvas._board.chart.cards[hand.id("Mailchimp")].tint == "rose"
    undone()


def test_without_a_selection_the_menus_say_what_to_do(hand, qtbot) -> None:
    for opened in (hand.canvas.looking.open_icon_menu, hand.canvas.looking.open_colour_menu):
        with qtbot.waitSignal(hand.canvas.message) as said:
            assert opened() is None
        assert said.args[0].startswith("Select")


def test_other_labels_leave_every_flow_where_it_runs(hand, undone) -> None:
    before = hand.canvas._board.chart
    edits.label_flows(hand.document, VIEW, FlowLabel.METHOD)
    after = hand.canvas._board.chart
    assert {flow.label for flow in after.flows.values()} >= {"API", "iPaaS"}
    assert all(flow.steps is before.flows[key].steps for key, flow in after.flows.items())
    edits.label_flows(hand.document, VIEW, FlowLabel.NONE)
    assert not any(flow.label_box for flow in hand.canvas._board.chart.flows.values())
    hand.document.undo()
    undone()
    again = hand.canvas._board.chart.flows
    assert all(flow.steps is before.flows[key].steps for key, flow in again.items())
    for key, flow in again.items():
        old = before.flows[key]
        assert (flow.label, flow.label_box is None) == (old.label, old.label_box is None)
        if flow.label_box is not None:  # its place along the line is reckoned anew
            assert flow.label_box.centre == pytest.approx(old.label_box.centre)


def test_labels_on_very_many_flows_are_placed_beside_the_window(hand, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(board, "_MANY_FLOWS", 3)
    hand.canvas.compose_beside(lambda title, work, done, _: asked.append((title, work, done)))
    edits.label_flows(hand.document, VIEW, FlowLabel.NONE)
    assert hand.canvas._board.aside.is_busy
    title, work, done = asked[0]
    assert title
    done(work(SILENT))
    assert not hand.canvas._board.aside.is_busy
    assert not any(flow.label for flow in hand.canvas._board.chart.flows.values())


@pytest.mark.parametrize("width", [1000, 1300])
def test_the_words_of_a_legend_are_shown_whole(hand, legend, width) -> None:
    with hand.document.edit("Areas") as tx:
        for number, key in enumerate(sorted(hand.document.snapshot().systems)):
            area = ("big-data", "consumerisation", "crm", "cloud")[number % 4]
            tx.change(System, key, technology_area=area)
    edits.set_lens(hand.document, VIEW, "area")
    hand.canvas.resize(width, 800)
    assert legend.is_lying
    QTest.qWait(1)
    assert [row.wanted - row.width() for row in legend.rows() if row.wanted > row.width()] == []


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (900, ["Lens: Islands ▾", "Data object: all ▾", "Badges: none ▾", "Ground: islands ▾"]),
        (400, ["Lens ▾", "Data object ▾", "Badges ▾", "Ground ▾"]),
        (260, ["Lens ▾", "Ground ▾"]),
    ],
)
def test_the_pill_says_as_much_as_there_is_room_for(hand, width, words):
    hand.canvas.resize(width, 600)
    pill = hand.canvas._furniture.lens
    assert pill.isVisible()
    assert pill.x() + pill.width() <= width
    buttons = [one for one in pill.findChildren(QToolButton) if one.isVisible()]
    assert [one.text() for one in buttons] == words
    assert pill.lens.accessibleName() == "Lens: Islands"


def test_a_map_that_was_shown_whole_is_when_the_window_is_smaller(hand):
    canvas = hand.canvas
    canvas._navigator.fit(at_once=True)
    before = canvas.camera()
    canvas.resize(500, 400)
    assert canvas.camera().zoom < before.zoom
    hand.canvas._stage.camera = canvas.camera().panned(30, 0)
    seen = canvas.camera()
    canvas.resize(700, 500)
    assert canvas.camera() == seen
