"""Flat colours as SVG writes them."""

import re

INK = "ink"
"""The colour of letters, whichever the theme gives them."""
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")
_NAMES = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080",
    "white": "#ffffff", "maroon": "#800000", "red": "#ff0000", "purple": "#800080",
    "fuchsia": "#ff00ff", "magenta": "#ff00ff", "green": "#008000", "lime": "#00ff00",
    "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff", "cyan": "#00ffff", "orange": "#ffa500",
    "brown": "#a52a2a", "pink": "#ffc0cb", "gold": "#ffd700", "indigo": "#4b0082",
    "violet": "#ee82ee", "darkgray": "#a9a9a9", "lightgray": "#d3d3d3",
}  # fmt: skip


def paint_of(text: str, outer: str, ink: str) -> str:
    """The colour that a text means: '#rrggbb', '' for none, the outer one where it says nothing.

    Raises:
        ValueError: it is no flat colour.
    """
    word = text.strip().lower()
    if word in {"", "inherit"}:
        return outer
    if word in {"none", "transparent"}:
        return ""
    if word == "currentcolor":
        return ink
    if _HEX.fullmatch(word):
        return word if len(word) == 7 else "#" + "".join(2 * digit for digit in word[1:])
    if found := _RGB.fullmatch(word):
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in found.groups())
    if word in _NAMES:
        return _NAMES[word]
    raise ValueError(f"“{text[:20]}” is no colour that it may have")
