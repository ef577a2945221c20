import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from isthmus.drawing.text import advances, clean, in_inter, shorten, width
from isthmus.paths import resources


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_widths_are_those_of_the_fonts(weight: int) -> None:
    names = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
    with TTFont(resources() / "fonts" / f"Inter-{names[weight]}.otf") as font:
        glyphs = font.getGlyphSet()
        table = font.getBestCmap()
        units = sum(glyphs[table[ord(c)]].width for c in "Salesforce")
        assert width("Salesforce", 12, weight) == pytest.approx(
            units / font["head"].unitsPerEm * 12
        )


def test_bolder_text_is_wider() -> None:
    assert width("Mailchimp", 12, 700) > width("Mailchimp", 12, 400)


@given(st.text(max_size=90), st.floats(20, 200))
def test_what_is_shortened_fits(text: str, room: float) -> None:
    assert width(shorten(text, room, 12, 600), 12, 600) <= room


def test_a_text_that_fits_stays_whole_and_a_long_one_ends_in_an_ellipsis() -> None:
    assert shorten("Okta", 100, 12) == "Okta"
    cut = shorten("W" * 80, 100, 12)
    assert cut.endswith("W…")
    assert len(cut) < 12


def test_characters_that_inter_lacks_have_a_width_too() -> None:
    assert width("日本", 10) == 20
    assert width("e\u0301", 10) >= width("e", 10)
    assert not in_inter("日本")
    assert in_inter("Żółw – €84k")
    assert ord("日") not in advances(400)


@given(st.text())
def test_cleaned_text_is_one_line_that_xml_can_hold(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert all(char.isprintable() or char in "\u200c\u200d" for char in cleaned)
    assert clean(cleaned) == cleaned


def test_overrides_of_direction_are_taken_out() -> None:
    assert clean("abc\u202edef\x00\n ghi") == "abc def ghi"
