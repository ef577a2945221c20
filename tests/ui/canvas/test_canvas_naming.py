"""Names typed fast: one system after the other without the mouse; renaming with the catalogue."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from isthmus.model.document import Document
from isthmus.ui.canvas.naming import guess
from isthmus.workspace import edits
from support.canvases import Hand, canvas_with

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def empty(qtbot):
    """A hand on an empty map."""
    document = Document()
    canvas = canvas_with(document, edits.ensure_view(document))
    qtbot.addWidget(canvas)
    return Hand(canvas, document)


def type_on(hand, text, key, held=NONE):
    QTest.keyClicks(hand.editor(), text)
    QTest.keyClick(hand.editor(), key, held)


def system(hand, name):
    return hand.document.snapshot().systems[hand.id(name)]


def apart(hand):
    boxes = [card.box for card in hand.canvas._board.chart.cards.values()]
    return all(
        abs(one.x - other.x) >= one.width + 16 or abs(one.y - other.y) >= one.height + 16
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
    )


def test_twenty_systems_in_a_row_without_the_mouse(empty):
    QTest.keyClick(empty.canvas, "/")
    for number in range(20):
        type_on(empty, f"System {number}", Qt.Key.Key_Tab)
        assert empty.canvas.is_drafting()
    QTest.keyClick(empty.editor(), Qt.Key.Key_Return)
    assert not empty.canvas.is_drafting()
    assert len(empty.names()) == 20
    assert apart(empty)
    places = [empty.place(f"System {number}") for number in range(20)]
    assert len({x for x, _ in places}) == 4
    assert len({y for _, y in places}) == 5
    for _ in range(20):
        assert empty.document.undo()
    assert not empty.names()


def test_tab_goes_on_round_what_stands_there(hand):
    hand.click(*hand.centre("Okta"))
    QTest.keyClick(hand.canvas, "/")
    for name in ("Ledger", "Tide tables", "Boathouse", "Berths", "Pilots"):
        type_on(hand, name, Qt.Key.Key_Tab)
    QTest.keyClick(hand.editor(), Qt.Key.Key_Escape)
    assert apart(hand)
    assert {"Ledger", "Pilots"} <= hand.names()


def test_ctrl_enter_leads_a_flow_on_to_the_next(hand, undone):
    hand.click(*hand.centre("Hootsuite"))
    QTest.keyClick(hand.canvas, "/")
    type_on(hand, "Ledger", Qt.Key.Key_Return, CTRL)
    hand.canvas.grab()
    type_on(hand, "Tide tables", Qt.Key.Key_Return)
    assert ("Ledger", "Tide tables") in hand.flows()
    assert hand.selected() == {"Tide tables"}
    hand.document.undo()
    assert "Ledger" in hand.names()
    undone()


@pytest.mark.parametrize(
    ("text", "product", "category"),
    [
        ("crm", "", "crm"),
        ("Data warehouse", "", "data-warehouse"),
        ("SFDC", "salesforce-sales-cloud", "crm"),
        ("Boathouse", "", ""),
        ("  ", "", ""),
    ],
)
def test_a_name_is_taken_for_a_product_or_for_a_category(hand, text, product, category):
    found = guess(hand.canvas._board.catalogue, text)
    assert bool(found.product) == bool(product)
    assert found.category == category


def test_a_category_word_draws_a_system_of_it_and_offers_its_products(hand, undone):
    hand.double_click(1100, 300)
    QTest.keyClicks(hand.editor(), "erp")
    catalogue = hand.canvas._board.catalogue
    word = hand.canvas._quick.suggestions._word.text()
    assert word == f"Taken for the category {catalogue.categories['erp'].name}"
    kinds = {p.name: p.category for p in catalogue.products.values()}
    assert {kinds[name] for name in hand.offered()} == {"erp"}
    QTest.keyClick(hand.editor(), Qt.Key.Key_Return)
    assert system(hand, "erp").category == "erp"
    undone()


def test_renaming_offers_products_and_takes_what_the_catalogue_says(hand, undone):
    hand.click(*hand.centre("Hootsuite"))
    hand.key(Qt.Key.Key_F2)
    editor, offers = hand.canvas._editor, hand.canvas._renaming.suggestions
    editor.clear()
    QTest.keyClicks(editor, "zendesk sup")
    assert offers.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Down)
    name = editor.text()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    renamed = system(hand, name)
    product = hand.canvas._board.catalogue.products[renamed.product]
    assert product.name == name
    assert (renamed.vendor, renamed.category) == (product.vendor, product.category)
    assert hand.document.undo_label == "Rename Hootsuite"
    undone()


def test_a_click_on_a_product_renames_too(hand, undone):
    hand.canvas.rename(hand.id("Hootsuite"))
    hand.canvas._editor.clear()
    QTest.keyClicks(hand.canvas._editor, "zend")
    offers = hand.canvas._renaming.suggestions.list
    name = offers.item(0).text().split(", ")[0]
    at = offers.visualItemRect(offers.item(0)).center()
    QTest.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert system(hand, name).product
    undone()


def test_tab_keeps_the_name_and_goes_on_to_the_next_system(hand):
    hand.click(*hand.centre("Marketo"))
    hand.key(Qt.Key.Key_F2)
    type_on(hand, "First", Qt.Key.Key_Tab)
    assert hand.selected() == {"Zendesk"}
    type_on(hand, "Second", Qt.Key.Key_Tab)
    assert hand.selected() == {"Stripe"}
    QTest.keyClick(hand.editor(), Qt.Key.Key_Backtab, SHIFT)
    assert hand.selected() == {"Second"}
    QTest.keyClick(hand.editor(), Qt.Key.Key_Escape)
    assert {"First", "Second", "Stripe"} <= hand.names()
    assert hand.document.revision == 2


def test_a_name_typed_in_full_keeps_what_the_user_has_filled_in(hand):
    hand.canvas.rename(hand.id("Hootsuite"))
    hand.canvas._editor.clear()
    type_on(hand, "Zendesk", Qt.Key.Key_Return)
    found = [s for s in hand.document.snapshot().systems.values() if s.name == "Zendesk"]
    assert "social-media" in {one.category for one in found}


def test_the_editor_tells_what_its_keys_do(hand):
    hand.double_click(1100, 300)
    hint = hand.canvas._quick.suggestions._hint
    assert hint.isVisible()
    assert "Tab" in hint.text()


def test_several_lines_pasted_into_the_box_are_several_systems(hand, undone):
    QGuiApplication.clipboard().setText("Boathouse ledger\nTide tables\n")
    hand.double_click(1150, 300)
    QTest.keyClick(hand.editor(), Qt.Key.Key_V, CTRL)
    assert not hand.canvas.is_drafting()
    assert {"Boathouse ledger", "Tide tables"} == hand.selected()
    undone()
    QGuiApplication.clipboard().setText("Pilot rota\n")
    hand.double_click(1150, 300)
    QTest.keyClick(hand.editor(), Qt.Key.Key_V, CTRL)
    assert hand.editor().text().strip() == "Pilot rota"
    QTest.keyClick(hand.editor(), Qt.Key.Key_Escape)
    QGuiApplication.clipboard().clear()
