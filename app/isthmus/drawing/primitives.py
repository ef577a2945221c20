"""The few shapes that every painter (screen, SVG, and through SVG also PNG and PDF) can paint.

Coordinates are scene units (1 unit is 1 pixel at 100%), x to the right, y down. Colours are
'#rrggbb' or '#rrggbbaa'.
"""

from dataclasses import dataclass
from enum import StrEnum

from isthmus.layout.geometry import Step

HALO = 3.5
"""Width of the line that a halo is drawn with under the letters, in scene units."""


class Anchor(StrEnum):
    """Which point of a text its position names."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn; `dash` gives lengths of strokes and gaps in scene units."""

    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round: bool = False
    """Its ends and corners are round, as those of icons."""


@dataclass(frozen=True, slots=True)
class Path:
    """A path of lines and cubic curves."""

    steps: tuple[Step, ...]
    fill: str = ""
    pen: Pen | None = None
    even_odd: bool = False
    """What the path goes round twice is not filled."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str = ""
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle about (x, y)."""

    x: float
    y: float
    radius: float
    fill: str = ""
    pen: Pen | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of Inter with its baseline at y; never wrapped, never read as markup."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    weight: int = 400
    """400, 500, 600 or 700: the weights that are bundled."""
    anchor: Anchor = Anchor.START
    spacing: float = 0.0
    """Extra space between letters, in scene units."""
    halo: str = ""
    """Colour of a soft edge round the letters, where lines may run under them; '' for none."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of pixels."""

    x: float
    y: float
    width: float
    height: float
    png: str
    """The file in Base64."""


Primitive = Path | Rect | Circle | Text | Image
