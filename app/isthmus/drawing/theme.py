"""The colours of a theme, read from `resources/themes`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from isthmus.paths import resources


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by name, as '#rrggbb' or '#rrggbbaa'; the files say which names there are."""

    name: str
    chart: Mapping[str, str]
    window: Mapping[str, str]
    tints: Mapping[str, tuple[str, str]]
    """By head of categories: the letter's colour, then the tile's."""

    def tint(self, head: str) -> tuple[str, str]:
        """Colours for a head, or for none."""
        return self.tints.get(head) or self.tints["none"]


@cache
def load_theme(name: str) -> Theme:
    """The theme of that name: 'light' or 'dark'.

    Raises:
        FileNotFoundError: there is no such theme.
    """
    text = (resources() / "themes" / f"{name}.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    tints = {head: (pair[0], pair[1]) for head, pair in raw["tints"].items()}
    return Theme(raw["name"], raw["chart"], raw["window"], tints)
