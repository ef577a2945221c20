"""A system is named before it is drawn: one undo step, with what the catalogue knows of it."""

import json

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from isthmus.model.records import System
from isthmus.ui.canvas.menu import context_menu
from isthmus.ui.canvas.room import APART
from isthmus.ui.canvas.tools import Tool
from isthmus.workspace import edits


def system(hand, name):
    return hand.document.snapshot().systems[hand.id(name)]


def draw_by_tool(hand):
    hand.canvas.set_tool(Tool.SYSTEM)
    hand.click(1100, 300)
    assert hand.canvas.tool() is Tool.SELECT


def draw_by_menu(hand):
    hand.canvas.select([])
    canvas = hand.canvas
    menu = context_menu(canvas, canvas._stage, canvas._menu_actions(QPointF(hand.at(1100, 300))))
    next(a for a in menu.actions() if a.text() == "New system here").trigger()


WAYS = {
    "double click": lambda hand: hand.double_click(1100, 300),
    "tool": draw_by_tool,
    "menu": draw_by_menu,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_system_is_drawn_with_its_name_as_one_step(hand, undone, way):
    WAYS[way](hand)
    assert hand.canvas.is_drafting()
    assert hand.document.revision == 0
    hand.type_name("Boathouse ledger")
    assert not hand.canvas.is_drafting()
    assert hand.document.revision == 1
    left, top = hand.place("Boathouse ledger")
    assert abs(left + 86 - 1100) <= 4
    assert abs(top + 25 - 300) <= 4
    assert hand.selected() == {"Boathouse ledger"}
    undone()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("text", "end"), [("Ledger", Qt.Key.Key_Escape), ("  ", Qt.Key.Key_Tab)])
def test_escape_and_a_blank_name_leave_nothing(hand, way, text, end):
    WAYS[way](hand)
    hand.type_name(text, end)
    assert not hand.canvas.is_drafting()
    assert hand.canvas._stage.draft is None
    assert hand.document.revision == 0
    assert hand.document.undo_label is None


def test_a_name_that_the_catalogue_knows_brings_vendor_and_category(hand, undone):
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "SFDC")
    word = hand.canvas._quick.suggestions._word
    kind = hand.canvas._board.catalogue.categories["crm"].name
    assert word.text() == f"Recognised as Salesforce Sales Cloud · {kind}"
    assert hand.canvas._stage.draft.category == "crm"
    QTest.keyClick(hand.editor(), Qt.Key.Key_Return)
    drawn = system(hand, "SFDC")
    assert (drawn.category, drawn.vendor) == ("crm", "Salesforce")
    undone()


def test_arrows_and_enter_take_an_offer(hand, undone):
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "marke")
    offered = hand.offered()
    assert 1 < len(offered) <= 6
    QTest.keyClick(hand.editor(), Qt.Key.Key_Down)
    QTest.keyClick(hand.editor(), Qt.Key.Key_Down)
    QTest.keyClick(hand.editor(), Qt.Key.Key_Down)
    assert hand.editor().text() == offered[2]
    QTest.keyClick(hand.editor(), Qt.Key.Key_Up)
    assert hand.editor().text() == offered[1]
    QTest.keyClick(hand.editor(), Qt.Key.Key_Return)
    drawn = system(hand, offered[1])
    product = hand.canvas._board.catalogue.products[drawn.product]
    assert (product.name, product.category) == (offered[1], drawn.category)
    undone()


def test_up_from_the_first_offer_goes_back_to_what_was_typed(hand):
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "marke")
    QTest.keyClick(hand.editor(), Qt.Key.Key_Down)
    QTest.keyClick(hand.editor(), Qt.Key.Key_Up)
    assert hand.editor().text() == "marke"
    QTest.keyClick(hand.editor(), Qt.Key.Key_Return)
    assert system(hand, "marke").product == ""


def test_a_click_takes_an_offer(hand, undone):
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "zend")
    offers = hand.canvas._quick.suggestions.list
    name = hand.offered()[-1]
    at = offers.visualItemRect(offers.item(offers.count() - 1)).center()
    QTest.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert system(hand, name).product
    assert not offers.isVisible()
    undone()


def test_a_press_elsewhere_keeps_the_name(hand, undone):
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "Ledger")
    hand.click(*hand.centre("Okta"))
    assert "Ledger" in hand.names()
    assert hand.selected() == {"Okta"}
    undone()


def test_a_flow_dropped_on_the_sea_draws_a_system_too(hand, undone):
    x, y = hand.centre("Hootsuite")
    hand.hover(x, y)
    hand.drag((x + 86, y), (x + 200, y - 120))
    assert hand.document.revision == 0
    hand.canvas.grab()  # the flow to be is painted
    hand.type_name("Ledger")
    assert ("Hootsuite", "Ledger") in hand.flows()
    undone()


def test_a_flow_dropped_on_the_sea_and_given_up_leaves_nothing(hand):
    x, y = hand.centre("Hootsuite")
    hand.hover(x, y)
    hand.drag((x + 86, y), (x + 200, y - 120))
    hand.type_name("Ledger", Qt.Key.Key_Escape)
    assert hand.document.revision == 0


def test_naming_ends_where_the_flow_has_lost_its_source(hand):
    x, y = hand.centre("Hootsuite")
    hand.hover(x, y)
    hand.drag((x + 86, y), (x + 200, y - 120))
    with hand.document.edit("Elsewhere") as tx:
        tx.delete(System, hand.id("Hootsuite"))
    assert not hand.canvas.is_drafting()
    assert hand.document.revision == 1


def test_a_slash_adds_beside_the_selection_where_there_is_room(hand, undone):
    hand.click(*hand.centre("Okta"))
    QTest.keyClick(hand.canvas, "/")
    hand.type_name("Ledger")
    left, top = hand.place("Ledger")
    okta = hand.canvas._board.chart.cards[hand.id("Okta")].box
    assert okta.right < left < okta.right + 300
    assert abs(top - okta.y) <= 150
    boxes = [card.box for card in hand.canvas._board.chart.cards.values()]
    for box in boxes:
        clear = abs(box.x - left) >= box.width or abs(box.y - top) >= box.height
        assert clear or (box.x, box.y) == (left, top)
    undone()


def test_offers_stay_inside_the_canvas(hand):
    for x, y in ((1190, 860), (210, 110), (1190, 110), (700, 890)):
        hand.double_click(x, y)
        QTest.keyClicks(hand.editor(), "sa")
        offers = hand.canvas._quick.suggestions
        assert hand.canvas.rect().contains(offers.geometry())
        assert not offers.geometry().intersects(hand.editor().geometry())
        hand.type_name("", Qt.Key.Key_Escape)


def drop(hand, payload: bytes, x: float, y: float) -> None:
    data = QMimeData()
    data.setData("application/x-isthmus-system", payload)
    event = QDropEvent(
        QPointF(hand.at(x, y)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    hand.canvas.dropEvent(event)  # Qt sends drops to the target of its own drag only


def dropped(**values: str) -> bytes:
    return json.dumps({"name": "", "category": "", "product": ""} | values).encode()


def test_a_category_dropped_is_named_before_it_is_drawn(hand, undone):
    drop(hand, dropped(name="CRM", category="crm"), 1100, 300)
    assert hand.editor().text() == hand.editor().selectedText() == "CRM"
    assert hand.document.revision == 0
    hand.type_name("Members' book")
    drawn = system(hand, "Members' book")
    assert (drawn.category, drawn.product) == ("crm", "")
    undone()


def test_a_category_dropped_may_keep_its_own_name(hand, undone):
    drop(hand, dropped(name="CRM", category="crm"), 1100, 300)
    hand.type_name("")
    assert system(hand, "CRM").category == "crm"
    undone()


def test_products_of_the_dropped_category_are_offered_first(hand):
    drop(hand, dropped(name="CRM", category="crm"), 1100, 300)
    QTest.keyClicks(hand.editor(), "sales")
    products = {p.name: p for p in hand.canvas._board.catalogue.products.values()}
    offered = [name for name in hand.offered() if name not in hand.names()]
    kinds = [products[name].category for name in offered]
    assert "crm" in kinds
    assert kinds == sorted(kinds, key=lambda kind: kind != "crm")


def test_a_product_dropped_needs_no_name(hand, undone):
    catalogue = hand.canvas._board.catalogue
    product = next(p for p in catalogue.products.values() if p.name not in hand.names())
    what = dropped(name=product.name, category=product.category, product=product.key)
    drop(hand, what, 1100, 300)
    drawn = system(hand, product.name)
    assert (drawn.product, drawn.vendor) == (product.key, product.vendor)
    assert not hand.canvas.is_drafting()
    undone()


@pytest.mark.parametrize(
    "payload", [b"", b"{", b"[]", b'{"name": 3}', b'{"name": " "}', b"\xff", b"[" * 4000]
)
def test_a_senseless_drop_changes_nothing(hand, payload):
    drop(hand, payload, 1100, 300)
    assert hand.document.revision == 0
    assert not hand.canvas.is_drafting()


def test_the_card_to_be_shows(hand):
    before = hand.canvas.grab().toImage()
    hand.double_click(1100, 300)
    hand.hover(300, 850)
    after = hand.canvas.grab().toImage()
    corner = hand.at(1100 - 86 + 23, 300)  # the tile of the card
    assert before.pixelColor(corner) != after.pixelColor(corner)
    assert hand.editor().geometry().contains(hand.at(1100, 296))


def test_a_product_that_begins_so_is_offered_though_the_word_is_a_category_too(hand):
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "Sales")
    assert "Salesforce Sales Cloud" in hand.offered()
    assert "Salesloft" in hand.offered()


def test_esc_leaves_selected_what_was(hand):
    hand.click(*hand.centre("Okta"))
    hand.key(Qt.Key.Key_Slash)
    QTest.keyClicks(hand.editor(), "Led")
    QTest.keyClick(hand.editor(), Qt.Key.Key_Escape)
    assert hand.selected() == {"Okta"}


def test_esc_after_some_in_a_row_leaves_the_last_one_selected(hand):
    hand.key(Qt.Key.Key_Slash)
    for name in ("Ledger", "Atlas"):
        hand.type_name(name, Qt.Key.Key_Tab)
    QTest.keyClick(hand.editor(), Qt.Key.Key_Escape)
    assert hand.selected() == {"Atlas"}


def test_rows_of_new_systems_leave_room_for_two_coasts_and_a_caption(hand):
    hand.double_click(3000, 3000)
    for number in range(5):
        hand.type_name(f"New {number}", Qt.Key.Key_Tab)
    first, fifth = hand.place("New 0"), hand.place("New 4")
    assert (fifth[0] - first[0], fifth[1] - first[1]) == (0, APART[1])


def test_what_is_in_the_model_is_offered_first_and_not_drawn_twice(hand, undone):
    other = edits.add_view(hand.document, "Other", {})
    hand.canvas.show_view(other.id)
    count = len(hand.document.snapshot().systems)
    hand.double_click(300, 300)
    QTest.keyClicks(hand.editor(), "sale")
    assert hand.offered()[0] == "Salesforce"
    QTest.keyClick(hand.editor(), Qt.Key.Key_Down)
    QTest.keyClick(hand.editor(), Qt.Key.Key_Return)
    assert len(hand.document.snapshot().systems) == count
    salesforce = hand.id("Salesforce")
    assert hand.canvas.selection() == {salesforce}
    assert hand.canvas._board.chart.cards[salesforce].box.centre == pytest.approx((300, 300), abs=8)
    hand.document.undo()
    assert not hand.canvas._board.chart.cards


def test_the_very_name_of_a_system_on_the_view_selects_it(hand):
    before = hand.document.snapshot()
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "marketo")
    QTest.keyClick(hand.editor(), Qt.Key.Key_Return)
    assert hand.document.snapshot() is before
    assert hand.canvas.selection() == {hand.id("Marketo")}


def test_a_flow_dropped_on_the_sea_leads_to_a_system_that_is_named(hand, undone):
    source, target = hand.id("Hootsuite"), hand.id("Workday")
    x, y = hand.centre("Hootsuite")
    hand.hover(x, y)
    hand.drag((x + 86, y), (x + 200, y - 120))
    QTest.keyClicks(hand.editor(), "Workday")
    QTest.keyClick(hand.editor(), Qt.Key.Key_Return)
    drawn = [f for f in hand.document.snapshot().flows.values() if f.source == source]
    assert any(flow.target == target for flow in drawn)
    assert hand.id("Workday") == target
    undone()
