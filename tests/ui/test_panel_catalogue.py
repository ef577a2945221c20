"""The catalogue panel: filter by typing, drag, insert."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from isthmus.catalogue.load import load_catalogue
from isthmus.ui.canvas.drop import SYSTEM_FORMAT, read
from isthmus.ui.panels.catalogue_rows import SYSTEM_MIME, Offer, rows_for
from isthmus.ui.window import MainWindow
from support.harbour import system_id


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def test_without_a_text_all_heads_and_categories_are_there(catalogue) -> None:
    rows = rows_for(catalogue)
    headings = [row.title for row in rows if row.is_heading]
    assert headings == [head.name for head in catalogue.heads.values()]
    assert {row.category for row in rows if not row.is_heading} == set(catalogue.categories)


def test_typing_finds_categories_and_products(catalogue) -> None:
    rows = rows_for(catalogue, "  MARKETO ")
    products = [row for row in rows if row.product]
    assert products
    assert "Marketo" in products[0].title
    assert products[0].category == "marketing-automation"
    assert rows_for(catalogue, "no such thing at all") == []
    crm = rows_for(catalogue, "crm")
    assert any(row.category == "crm" and not row.product for row in crm)


def test_a_drag_carries_what_the_canvas_reads(window: MainWindow) -> None:
    model = window.catalogue_panel.model
    index = model.index(model.first_offer())
    data = model.mimeData([index])
    assert SYSTEM_MIME == SYSTEM_FORMAT
    offer = model.offer(index)
    assert offer is not None
    dropped = read(data)
    assert dropped is not None
    assert (dropped.name, dropped.category) == (offer.title, offer.category)
    assert set(json.loads(offer.payload())) == {"name", "category", "product"}


def test_headings_can_be_neither_chosen_nor_dragged(window: MainWindow) -> None:
    model = window.catalogue_panel.model
    heading = model.index(0)
    offer = model.offer(heading)
    assert offer is not None
    assert offer.is_heading
    assert not model.flags(heading) & Qt.ItemFlag.ItemIsSelectable
    assert not model.mimeData([heading]).formats()


def test_enter_in_the_search_field_draws_the_system(window: MainWindow) -> None:
    panel = window.catalogue_panel
    panel.search.setText("Hootsuite")
    QTest.keyClick(panel.search, Qt.Key.Key_Return)
    drawn = list(window.session.snapshot.systems.values())
    assert [(s.name, s.category) for s in drawn] == [("Hootsuite", "social-media")]
    window.actions_["undo"].trigger()
    assert not window.session.snapshot.systems


def test_systems_put_in_one_after_the_other_do_not_cover_each_other(window: MainWindow) -> None:
    for offer in (Offer(f"Own {n}", head_key="", category="crm") for n in range(4)):
        window.inserting.insert(offer)
    window.canvas.finish()
    spots = [(p.x, p.y) for p in window.session.snapshot.placements.values()]
    assert len(spots) == 4
    for number, (x, y) in enumerate(spots):
        for other_x, other_y in spots[:number]:
            assert abs(x - other_x) >= 172 or abs(y - other_y) >= 50


def test_what_is_put_in_covers_no_card_that_is_there(harbour: MainWindow) -> None:
    before = set(harbour.session.snapshot.placements)
    for number in range(3):
        harbour.inserting.insert(Offer(f"Own {number}", category="crm"))
    harbour.canvas.finish()
    placements = harbour.session.snapshot.placements
    spots = {key: (one.x, one.y) for key, one in placements.items()}
    new = spots.keys() - before
    assert len(new) == 3
    for key in new:
        x, y = spots[key]
        others = [at for other, at in spots.items() if other != key]
        assert all(abs(x - ox) >= 172 or abs(y - oy) >= 50 for ox, oy in others)


def test_down_leads_into_the_list(harbour: MainWindow) -> None:
    harbour.activateWindow()
    panel = harbour.catalogue_panel
    panel.search.setFocus()
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.currentIndex().row() == panel.model.first_offer()
    assert system_id("Marketo") in harbour.session.snapshot.systems
