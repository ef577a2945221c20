"""The colours of lenses and departments: readable, and told apart by those who see fewer.

Contrast is that of WCAG 2.1; how people see who lack one kind of cones is simulated after Machado,
Oliveira and Fernandes (2009), at full severity; differences are CIE76's.
"""

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from isthmus.drawing.reading import KINDS, kind
from isthmus.drawing.theme import HUES, Theme, load_theme

Colour = npt.NDArray[np.float64]

_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])
_SIGHTS = {
    "all cones": np.eye(3),
    "no red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
    "no green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]
    ),
}  # fmt: skip
THEMES = ["light", "dark"]


def linear(text: str) -> Colour:
    parts = np.array([int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(_TO_XYZ[1] @ linear(text)) for text in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Colour) -> Colour:
    xyz = (_TO_XYZ @ np.clip(colour, 0, 1)) / _WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, sight: str) -> float:
    seen = [lab(_SIGHTS[sight] @ linear(text)) for text in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def test_letters_are_readable_on_their_ground(theme: Theme) -> None:
    card = theme.chart["card"]
    for name, hue in theme.hues.items():
        assert contrast(hue.ink, hue.pale) >= 4.5, name
        assert contrast(hue.ink, card) >= 4.5, name
        assert contrast(theme.window["text"], hue.pale) >= 4.5, name
        assert contrast(theme.window["muted"], hue.pale) >= 4.5, name
    for name, (ink, tile) in theme.tints.items():
        assert contrast(ink, tile) >= 4.5, name


def test_badges_are_readable(theme: Theme) -> None:
    window = theme.window
    assert contrast(window["muted"], window["hover"]) >= 4.5
    assert contrast(window["warning"], window["warning_soft"]) >= 4.5


def test_marks_stand_out_from_cards_and_legend(theme: Theme) -> None:
    for name, hue in theme.hues.items():
        assert contrast(hue.fill, theme.chart["card"]) >= 2.9, name
        assert contrast(hue.fill, theme.window["panel"]) >= 3, name


@pytest.mark.parametrize("sight", list(_SIGHTS))
def test_hues_are_told_apart_by_whoever_looks(theme: Theme, sight: str) -> None:
    for one, other in combinations(HUES, 2):
        least = 19 if max(HUES.index(one), HUES.index(other)) < 8 else 12
        far = difference(theme.hues[one].fill, theme.hues[other].fill, sight)
        assert far >= least, (one, other)


@pytest.mark.parametrize("sight", list(_SIGHTS))
def test_a_ramp_grows_in_contrast_step_by_step(theme: Theme, sight: str) -> None:
    steps = [theme.hues[f"ramp{number}"].fill for number in range(1, 6)]
    strengths = [contrast(step, theme.chart["card"]) for step in steps]
    assert strengths == sorted(strengths)
    assert all(difference(a, b, sight) >= 8 for a, b in pairwise(steps))


def test_both_themes_have_the_same_hues() -> None:
    light, dark = (load_theme(name).hues for name in THEMES)
    assert light.keys() == dark.keys()
    assert set(HUES) <= light.keys()


def test_sixty_kinds_are_told_apart_by_hue_and_shape_together() -> None:
    looks = {(value.hue, value.mark) for value in (kind(n, "", "") for n in range(60))}
    assert len(looks) == 60
    assert len(HUES) * len(KINDS) == 84
