"""Pictures honour the filter of their view: what it hides is not there, what fades is faint."""

import re

import pytest

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.drawing.fading import faded
from isthmus.drawing.primitives import Circle, Pen, Rect, Text
from isthmus.drawing.svg import to_svg
from isthmus.drawing.theme import load_theme
from isthmus.workspace import edits
from isthmus.workspace.pictures import view_chart
from support.harbour import harbour_id, harbour_vale

VIEW = harbour_id("views", "Map")
CATALOGUE = load_catalogue()


def picture(**values: object) -> str:
    document = harbour_vale()
    edits.set_filter(document, VIEW, values)
    snapshot = document.snapshot()
    chart = view_chart(snapshot, check(snapshot, CATALOGUE), CATALOGUE)
    return to_svg(chart, load_theme("light"))


def layer(svg: str, name: str) -> str:
    found = re.search(rf'<g id="{name}"[^>]*>\n(.*?)</g>', svg, re.DOTALL)
    assert found
    return found[1]


def test_colours_are_thinned_and_none_stays_none() -> None:
    rect, circle, text = faded(
        [
            Rect(0, 0, 1, 1, 0, "#16242d14", Pen("#dfe6ea")),
            Circle(0, 0, 1, ""),
            Text(0, 0, "A", 12, "#000000", halo="#ffffff"),
        ]
    )
    assert (rect.fill, rect.pen.colour) == ("#16242d07", "#dfe6ea59")
    assert circle.fill == ""
    assert (text.colour, text.halo) == ("#00000059", "#ffffff59")


def test_what_does_not_pass_is_faint_and_loses_its_labels() -> None:
    plain, filtered = picture(), picture(filter_text="salesforce")
    cards = layer(filtered, "cards")
    solid = re.findall(r"<text (?![^>]*opacity)[^>]*>([^<]+)<", cards)
    assert solid == ["S", "Salesforce", "CRM and demand gen…"]
    assert len(re.findall("<text", cards)) == len(re.findall("<text", layer(plain, "cards")))
    assert layer(filtered, "labels") == ""
    assert layer(plain, "labels")


def test_what_is_hidden_is_not_there() -> None:
    svg = picture(filter_text="salesforce", filter_hides=True)
    assert "Salesforce" in svg
    assert "Marketo" not in svg
    assert layer(svg, "flows") == ""


@pytest.mark.parametrize("hides", [False, True])
def test_no_filter_changes_nothing(hides: bool) -> None:
    assert picture(filter_hides=hides) == picture()
