"""The SVG of the chart.

`tests/golden/harbour-map.svg` is what the drawing looked like when somebody last looked at it. When
a change of the drawing is meant, write it anew and look at the picture before it is committed:

    ISTHMUS_WRITE_GOLDEN=1 .venv/bin/pytest tests/drawing/test_drawing_svg.py
"""

import os
import re
import xml.etree.ElementTree as ET
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.drawing.chart import Chart, FlowLook
from isthmus.drawing.compose import compose
from isthmus.drawing.fontface import font_face
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.paint import flow_pen, primitives, sea
from isthmus.drawing.primitives import Circle, Pen, Rect, Text
from isthmus.drawing.primitives import Path as Line
from isthmus.drawing.svg import element, number, to_svg
from isthmus.drawing.text import in_inter
from isthmus.drawing.theme import load_theme
from isthmus.layout.arrange import arrange
from isthmus.layout.geometry import Box, Verb
from isthmus.model.document import Document
from isthmus.model.records import DataObject, Flow, MapInfo, System
from isthmus.model.snapshot import Snapshot
from support.maps import catalogue, company, harbour, islands

GOLDEN = Path(__file__).parents[1] / "golden" / "harbour-map.svg"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>&amp;&#x0;",
    '" onload="alert(1)',
    "W" * 80,
    "نظام إدارة علاقات العملاء",
    "顧客管理システム株式会社東京本社",
    "👩‍👩‍👧‍👦 Family 🚀",
    "a\x00b\x1b[31m\u202ec\ufffe",
    "   ",
]


def chart_of(snapshot: Snapshot) -> Chart:
    analysis = islands(snapshot)
    return compose(snapshot, analysis, catalogue(), arrange(snapshot, analysis))


def named(names: list[str]) -> Snapshot:
    document = Document({"info": {"map": MapInfo(name=names[0])}})
    systems = [System(name=name, vendor=name) for name in names]
    objects = [DataObject(name=name) for name in names]
    with document.edit("Draw") as tx:
        for record in (*systems, *objects):
            tx.put(record)
        for k in range(1, len(names)):
            tx.put(
                Flow(
                    source=systems[k - 1].id,
                    target=systems[k].id,
                    data_objects=tuple(o.id for o in objects),
                )
            )
    return document.snapshot()


def test_a_portable_picture_brings_its_letters_and_draws_halos_under_them() -> None:
    chart = chart_of(harbour())
    theme = load_theme("light")
    plain, portable = to_svg(chart, theme), to_svg(chart, theme, portable=True)
    assert "paint-order" in plain
    assert "paint-order" not in portable
    root = ET.fromstring(portable)
    texts = root.findall(f".//{SVG}text")
    halos = [each for each in texts if each.get("fill") == "none"]
    assert len(halos) == plain.count("paint-order")
    for halo in halos:
        over = texts[texts.index(halo) + 1]
        assert over.text == halo.text
        assert over.get("stroke") is None
        assert halo.get("aria-hidden") == "true"
    faces = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", portable)
    for weight, data in faces:
        with TTFont(BytesIO(b64decode(data))) as font:
            known = font.getBestCmap().keys()
        written = {c for each in texts if each.get("font-weight") == weight for c in each.text}
        assert written
        assert {ord(char) for char in written if in_inter(char)} <= known
    assert {weight for weight, _ in faces} == {each.get("font-weight") for each in texts}


def test_a_portable_picture_in_letters_that_inter_lacks_brings_none() -> None:
    assert font_face(400, frozenset("顧客")) == ""


def test_the_picture_is_as_it_was_last_looked_at() -> None:
    snapshot = harbour()
    analysis = islands(snapshot, [("Mailchimp", "Marketo"), ("Hootsuite", "Segment")])
    shown = tuple(finding for finding in analysis.findings if finding.closes_with)
    positions = arrange(snapshot, analysis)
    chart = compose(snapshot, analysis, catalogue(), positions, ChartOptions(missing=shown))
    svg = to_svg(chart, load_theme("light"), "Harbour & Vale")
    if os.environ.get("ISTHMUS_WRITE_GOLDEN"):
        GOLDEN.write_text(svg, "utf-8")
    assert svg.splitlines() == GOLDEN.read_text("utf-8").splitlines()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hostile_names_stay_text(theme: str) -> None:
    svg = to_svg(chart_of(named(HOSTILE)), load_theme(theme), HOSTILE[0])
    root = ET.fromstring(svg)
    allowed = ["svg", "title", "desc", "defs", "pattern", "circle", "rect", "g", "path", "text"]
    assert {each.tag for each in root.iter()} <= {SVG + name for name in allowed}
    assert not any(key.startswith("on") for each in root.iter() for key in each.attrib)
    assert root.findtext(SVG + "title") == HOSTILE[0]
    texts = [each.text for each in root.iter(SVG + "text")]
    assert any(text and text.startswith("<img src=x") for text in texts)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_name_gives_well_formed_svg(names: list[str]) -> None:
    chart = chart_of(named(names))
    root = ET.fromstring(to_svg(chart, load_theme("light"), names[0]))
    shown = {each.text for each in root.iter(SVG + "text")}
    assert {card.title for card in chart.cards.values() if card.title} <= shown


def test_the_same_map_gives_the_same_svg() -> None:
    snapshot, theme = company(30), load_theme("light")
    assert to_svg(chart_of(snapshot), theme) == to_svg(chart_of(snapshot), theme)


def test_the_picture_says_what_it_shows() -> None:
    root = ET.fromstring(to_svg(chart_of(harbour()), load_theme("light"), "Harbour & Vale"))
    assert root.attrib["role"] == "img"
    assert root.findtext(SVG + "title") == "Harbour & Vale"
    about = root.findtext(SVG + "desc") or ""
    assert about.startswith("15 systems and 14 flows. MAINLAND · 11 SYSTEMS; ROGUE ISLAND")
    texts = {each.text for each in root.iter(SVG + "text")}
    assert {"Salesforce", "Email campaigns", "ROGUE ISLET"} <= texts


def test_every_look_of_a_flow_can_be_told_without_its_colour() -> None:
    pens = [flow_pen(look, load_theme("light")) for look in FlowLook]
    assert len({(pen.width, pen.dash) for pen in pens}) == len(FlowLook)
    file, manual = (
        flow_pen(FlowLook.FILE, load_theme("dark")),
        flow_pen(FlowLook.MANUAL, load_theme("dark")),
    )
    assert file.colour == manual.colour
    assert len(file.dash) == 4


def test_nothing_outside_the_document_is_referred_to() -> None:
    svg = to_svg(chart_of(harbour()), load_theme("light"))
    assert "href" not in svg
    assert svg.count("http") == 1


def test_layers_lie_in_order() -> None:
    chart = chart_of(harbour())
    layers = primitives(chart, load_theme("light"))
    order = list(layers)
    assert isinstance(order[0], Rect)
    assert order[-len(layers.cards) :] == list(layers.cards)
    assert len(layers.coasts) == 2 * len(chart.coasts)
    assert len(layers.captions) == len(chart.coasts)


def test_every_colour_of_a_chart_is_one_of_the_theme() -> None:
    theme = load_theme("dark")
    known = {*theme.chart.values(), *theme.window.values()}
    known |= {colour for tint in theme.tints.values() for colour in tint}
    for primitive in primitives(chart_of(company(30)), theme):
        fill = primitive.colour if isinstance(primitive, Text) else primitive.fill
        assert not fill or fill in known or fill[:7] in known


def test_the_sea_has_its_dots_at_the_same_places_wherever_one_looks() -> None:
    def dots(area: Box) -> set[tuple[float, float]]:
        painted = sea(area, load_theme("light"))
        return {(each.x, each.y) for each in painted if isinstance(each, Circle)}

    assert dots(Box(100, 100, 100, 100)) <= dots(Box(0, 0, 300, 300))
    assert len(list(sea(Box(0, 0, 300, 300), load_theme("light"), dots=False))) == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1, "1"), (1.50, "1.5"), (-0.001, "0"), (2.345, "2.35"), (100, "100"), (1e6, "1000000")],
)
def test_numbers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown


def test_primitives_as_elements() -> None:
    line = Line(((Verb.MOVE, (0, 0)), (Verb.LINE, (3, 4.5))), pen=Pen("#11223380", 2, (3, 1)))
    assert element(line) == (
        '<path d="M0 0L3 4.5" fill="none" stroke="#112233" stroke-opacity="0.502" '
        'stroke-width="2" stroke-dasharray="3 1"/>'
    )
    assert element(Text(1, 2, "a < b", 10, "#000000", spacing=0.5)) == (
        '<text x="1" y="2" font-size="10" font-weight="400" fill="#000000" '
        'letter-spacing="0.5">a &lt; b</text>'
    )
