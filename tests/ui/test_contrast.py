"""Every word on its ground at 4.5 to 1, every line and mark that tells something at 3 to 1.

WCAG 2.2, 1.4.3 and 1.4.11. What is switched off is exempt there, and so it is here.
"""

import re
from itertools import product

import pytest
from PySide6.QtGui import QPalette

from isthmus.drawing.theme import Theme, load_theme
from isthmus.ui.theme import style
from isthmus.ui.theme.keeper import palette

WORDS, LINES = 4.5, 3.0

GROUNDS = ("panel", "raised", "hover", "accent_soft", "selected")
"""What lies under words in panels, lists, fields and menus."""
INKS = ("text", "muted", "faint", "accent", "danger", "warning")
PILLS = (
    ("danger", "danger_soft"), ("warning", "warning_soft"), ("good", "good_soft"),
    ("good", "panel"), ("good", "raised"), ("accent_text", "accent"),
)  # fmt: skip
SEA = ("sea", "land", "land_shallows")
CHART_WORDS = (
    *product(("land_caption",), SEA),
    *product(("cut_off_caption",), (*SEA, "cut_off")),
    *product(("tidal_caption",), (*SEA, "tidal")),
    *product(("label_text", "manual", "planned"), ("label",)),
    ("missing", "label"), ("missing", "cut_off"), ("note_text", "note"),
)  # fmt: skip
CHART_LINES = (
    *product(
        ("flow", "manual", "planned", "retired", "missing"),
        ("sea", "land", "cut_off", "tidal", "card"),
    ),
    *product(("cut_off_coast",), ("sea", "cut_off")),
    *product(("tidal_coast",), ("sea", "tidal")),
    ("flag", "card"),
)
CARD_WORDS = ("text", "muted")
"""Of the window's inks, those of a card's title and subtitle."""
QUIET = {
    "sea_dot", "card_shadow", "card_line", "label_line", "note_line",
    "land_coast", "land_shallows", "cut_off_shallows", "tidal_shallows",
}  # fmt: skip
"""Ornament: beside each of these a caption, a fill or a word says the same."""
OFF = {"disabled", "line"}
"""What is switched off, and hairlines between what words tell apart."""


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of '#rrggbb'."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=["light", "dark"])
def theme(request) -> Theme:
    return load_theme(request.param)


def failing(pairs, least: float) -> list[str]:
    """The pairs (name, ink, ground) under the least, in words."""
    found = [(name, contrast(ink, ground)) for name, ink, ground in pairs]
    return [f"{name}: {ratio:.2f}" for name, ratio in found if ratio < least]


def named(one, other, pairs):
    return [(f"{ink} on {ground}", one[ink], other[ground]) for ink, ground in pairs]


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_words_in_the_window(theme: Theme) -> None:
    window = theme.window
    pairs = [(ink, ground) for ink, ground in product(INKS, GROUNDS)] + list(PILLS)
    assert failing(named(window, window, pairs), WORDS) == []


def test_words_on_the_map(theme: Theme) -> None:
    pairs = named(theme.chart, theme.chart, CHART_WORDS)
    pairs += [(f"{ink} on card", theme.window[ink], theme.chart["card"]) for ink in CARD_WORDS]
    assert failing(pairs, WORDS) == []


def test_letters_in_tiles_and_hues(theme: Theme) -> None:
    pairs = [(head, *pair) for head, pair in theme.tints.items()]
    pairs += [(name, hue.ink, hue.pale) for name, hue in theme.hues.items()]
    assert failing(pairs, WORDS) == []


def test_lines_and_marks_on_the_map(theme: Theme) -> None:
    pairs = named(theme.chart, theme.chart, CHART_LINES)
    card, panel = theme.chart["card"], theme.window["panel"]
    for name, hue in theme.hues.items():
        pairs += [(f"{name} on card", hue.fill, card), (f"{name} on panel", hue.fill, panel)]
    pairs += [("accent on sea", theme.window["accent"], theme.chart["sea"])]
    pairs += [("accent on land", theme.window["accent"], theme.chart["land"])]
    assert failing(pairs, LINES) == []


def test_rings_and_frames_that_show_where_the_keyboard_acts(theme: Theme) -> None:
    pairs = [(f"ring on {g}", theme.window["accent"], theme.window[g]) for g in GROUNDS]
    pairs += [(f"box on {g}", theme.window["faint"], theme.window[g]) for g in ("panel", "raised")]
    assert failing(pairs, LINES) == []


RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
INK = re.compile(r"(?<![-\w])(?:selection-)?color: \$(\w+)")
GROUND = re.compile(r"(?<![-\w])(?:selection-)?background(?:-color)?: \$(\w+)")


def rules():
    """Selector, ink and ground of every rule of the style sheet that sets an ink."""
    sheet = "".join(getattr(style, name) for name in PARTS)
    for selector, body in RULE.findall(sheet):
        ink, ground = INK.search(body), GROUND.search(body)
        if ink and ":disabled" not in selector:
            yield selector.strip(), ink[1], ground[1] if ground else ""


PARTS = ("_BASE", "_BARS", "_INPUTS", "_LISTS")


def test_every_rule_of_the_style_sheet(theme: Theme) -> None:
    found = list(rules())
    assert len(found) > 40
    pairs = [
        (f"{selector}: {ink} on {under}", theme.window[ink], theme.window[under])
        for selector, ink, ground in found
        for under in ((ground,) if ground else ("panel", "raised"))
    ]
    assert failing(pairs, WORDS) == []


def test_the_palette_of_native_parts(theme: Theme, qapp) -> None:
    made = palette(theme)
    role = QPalette.ColorRole
    pairs = [
        (str(ink), made.color(ink).name(), made.color(ground).name())
        for ink, ground in (
            (role.WindowText, role.Window), (role.Text, role.Base), (role.ButtonText, role.Button),
            (role.HighlightedText, role.Highlight), (role.ToolTipText, role.ToolTipBase),
            (role.PlaceholderText, role.Base), (role.Link, role.Window),
        )
    ]  # fmt: skip
    assert failing(pairs, WORDS) == []


def test_no_colour_of_a_theme_is_left_out_here(theme: Theme) -> None:
    """Whoever adds a colour says what it is: ink, ground, line or ornament."""
    chart = {name for pair in (*CHART_WORDS, *CHART_LINES) for name in pair} | QUIET
    assert set(theme.chart) <= chart
    window = {*INKS, *GROUNDS, *(name for pair in PILLS for name in pair), *OFF}
    assert set(theme.window) <= window
