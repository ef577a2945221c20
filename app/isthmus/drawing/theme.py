"""The colours of a theme, read from `resources/themes`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from isthmus.paths import resources

HUES = (
    "blue", "orange", "teal", "plum", "bronze", "violet", "green", "rose", "sky", "brown",
    "olive", "slate",
)  # fmt: skip
"""The hues that tell kinds apart, in the order in which they are given out."""


class Hue(NamedTuple):
    """One colour of a lens or a department in its three strengths."""

    ink: str
    """For letters."""
    pale: str
    """For the ground behind them."""
    fill: str
    """For marks and shapes."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by name, as '#rrggbb' or '#rrggbbaa'; the files say which names there are."""

    name: str
    chart: Mapping[str, str]
    window: Mapping[str, str]
    tints: Mapping[str, tuple[str, str]]
    """By head of categories: the letter's colour, then the tile's."""
    hues: Mapping[str, Hue] = field(default_factory=dict)

    def tint(self, name: str) -> tuple[str, str]:
        """Colours for a hue, for a head of categories, or for neither."""
        known = self.hues.get(name)
        return known[:2] if known else self.tints.get(name) or self.tints["none"]

    def hue(self, name: str) -> Hue:
        """The hue of that name; that of what is unknown for any other."""
        return self.hues.get(name) or self.hues["unknown"]


@cache
def load_theme(name: str) -> Theme:
    """The theme of that name: 'light' or 'dark'.

    Raises:
        FileNotFoundError: there is no such theme.
    """
    text = (resources() / "themes" / f"{name}.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    tints = {head: (pair[0], pair[1]) for head, pair in raw["tints"].items()}
    hues = {hue: Hue(*three) for hue, three in raw["hues"].items()}
    return Theme(raw["name"], raw["chart"], raw["window"], tints, hues)
