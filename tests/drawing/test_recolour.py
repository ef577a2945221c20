"""Cards dressed by their view: quickly, without touching what stands where."""

from dataclasses import replace
from decimal import Decimal

import pytest

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.cardpaint import card as card_parts
from isthmus.drawing.cardpaint import name_middle
from isthmus.drawing.compose import compose
from isthmus.drawing.lenses import LENSES
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.primitives import Rect, Text
from isthmus.drawing.retouch import Drawn, recolour
from isthmus.drawing.svg import to_svg
from isthmus.drawing.text import width
from isthmus.drawing.theme import load_theme
from isthmus.model.document import Document
from isthmus.model.records import Lifecycle, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Face, View
from support.harbour import harbour_id, harbour_vale, system_id

VIEW = harbour_id("views", "Map")


def places(snapshot: Snapshot) -> dict[str, tuple[float, float]]:
    return {one.system: (one.x, one.y) for one in snapshot.placements.values()}


def drawn(document: Document, **look: object):
    snapshot = document.snapshot()
    analysis = check(snapshot, load_catalogue())
    view = replace(snapshot.views[VIEW], **look)
    options = ChartOptions(view=view)
    return snapshot, analysis, options


def chart_of(document: Document, **look: object):
    snapshot, analysis, options = drawn(document, **look)
    return compose(snapshot, analysis, load_catalogue(), places(snapshot), options)


def test_another_look_changes_cards_alone_and_is_what_composing_gives() -> None:
    document = harbour_vale()
    chart = chart_of(document)
    customer = next(iter(document.snapshot().data_objects))
    looks = [{"lens": lens} for lens in (*LENSES[1:], f"data:{customer}")]
    looks += [{"face": Face.CATEGORY}, {"badges": ("cost", "flows")}, {"lens": "islands"}]
    for look in looks:
        snapshot, analysis, options = drawn(document, **look)
        again = recolour(chart, Drawn(snapshot, analysis), load_catalogue(), options)
        assert again.flows is chart.flows
        assert again.coasts is chart.coasts
        assert again.index is chart.index
        assert again.cards == chart_of(document, **look).cards
        assert again.reading == chart_of(document, **look).reading
    assert recolour(again, Drawn(snapshot, analysis), load_catalogue(), options) == chart


def test_a_lens_colours_the_card_and_says_its_words() -> None:
    chart = chart_of(harbour_vale(), lens="hosting")
    card = next(iter(chart.cards.values()))
    assert card.dress.hue
    assert card.dress.mark is not None
    assert card.subtitle.startswith(card.dress.words[:4])
    theme = load_theme("light")
    fills = [part.fill for part in card_parts(card, theme) if isinstance(part, Rect)]
    assert theme.hue(card.dress.hue).pale in fills


def words_on(card, theme="light") -> list[str]:
    return [part.text for part in card_parts(card, load_theme(theme)) if isinstance(part, Text)]


def test_what_is_not_live_is_marked_without_any_badge() -> None:
    document = harbour_vale()
    ids = [system_id(name) for name in ("Marketo", "Segment", "Okta")]
    stages = (Lifecycle.PLANNED, Lifecycle.PHASING_OUT, Lifecycle.RETIRED)
    with document.edit("Age") as tx:
        for key, stage in zip(ids, stages, strict=True):
            tx.change(System, key, lifecycle=stage)
    cards = chart_of(document).cards
    for key, word in zip(ids, ("Planned", "Phasing out", "Retired"), strict=True):
        assert any(text.startswith(word) for text in words_on(cards[key]))
    edges = [
        part.pen.dash
        for part in card_parts(cards[ids[0]], load_theme("light"))
        if isinstance(part, Rect) and part.pen
    ]
    assert any(edges)


def test_badges_are_those_chosen_and_what_finds_no_room_is_counted() -> None:
    document = harbour_vale()
    key = system_id("Marketo")
    with document.edit("Cost") as tx:
        tx.change(System, key, annual_cost=Decimal(84_000), users=1200, regulations=("GDPR", "X"))
    card = chart_of(document, badges=("cost", "users", "regulation")).cards[key]
    assert {"€84k", "1.2k users"} <= set(words_on(card))
    assert not any(word.startswith("+") for word in words_on(card))
    chosen = ("cost", "users", "hosting", "flows", "regulation", "steward")
    every = chart_of(document, badges=chosen).cards[key]
    texts = [badge.text for badge in every.dress.badges]
    shown = [word for word in words_on(every) if word in texts]
    assert shown == texts[: len(shown)]
    assert words_on(every)[-1] == f"+{len(texts) - len(shown)}"
    assert chart_of(document).cards[key].dress.badges == ()


def test_badges_never_reach_over_the_edge_of_their_card() -> None:
    document = harbour_vale()
    with document.edit("Long") as tx:
        for key in document.snapshot().systems:
            tx.change(
                System, key, regulations=("A very long regulation of the union",), users=10**9
            )
    chart = chart_of(document, badges=("users", "regulation", "flows", "steward"))
    for card in chart.cards.values():
        for part in card_parts(card, load_theme("light")):
            if isinstance(part, Rect) and part.height == 11.0:
                assert part.x + part.width <= card.box.right - 3
            if isinstance(part, Text) and part.text.startswith("+"):
                assert part.x + width(part.text, part.size, 500) <= card.box.right - 3


def test_a_picture_explains_its_lens_under_the_map() -> None:
    document = harbour_vale()
    theme = load_theme("light")
    plain, coloured = chart_of(document), chart_of(document, lens="department")
    assert 'id="legend"' not in to_svg(plain, theme)
    assert 'id="legend"' in to_svg(plain, theme, legend=True)
    svg = to_svg(coloured, theme)
    legend = svg[svg.index('<g id="legend">') :]
    for value in coloured.reading.values:
        assert f">{value.words.replace('&', '&amp;')[:10]}" in legend
    assert 'id="coasts" opacity=' in svg
    assert ">Live<" in legend


def test_the_view_record_alone_says_how_a_picture_looks() -> None:
    assert View(name="").lens == "islands"
    assert chart_of(harbour_vale()).reading.dresses is False


def test_the_middle_of_a_name_is_where_it_is_painted() -> None:
    document = harbour_vale()
    key = system_id("Marketo")
    for name in ("Marketo", "A rather long name of a system that takes two lines"):
        for badges in ((), ("flows",)):
            with document.edit("Name") as tx:
                tx.change(System, key, name=name)
            card = chart_of(document, badges=badges).cards[key]
            lines = [one for one in card_parts(card, load_theme("light")) if isinstance(one, Text)]
            named = [one for one in lines if one.text in {card.title, card.second}]
            top = min(one.y - one.size * 0.72 for one in named) - card.box.y
            bottom = max(one.y for one in named) - card.box.y
            assert name_middle(card) == pytest.approx((top + bottom) / 2, abs=0.5)
