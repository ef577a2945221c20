"""A chart as an SVG document."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

from isthmus.drawing.chart import Chart
from isthmus.drawing.fontface import font_face
from isthmus.drawing.key import key_box, paint_key, with_key
from isthmus.drawing.paint import DOTS, LAYERS, QUIET, primitives
from isthmus.drawing.primitives import (
    HALO,
    Anchor,
    Circle,
    Image,
    Path,
    Pen,
    Primitive,
    Rect,
    Text,
)
from isthmus.drawing.text import clean
from isthmus.drawing.theme import Theme
from isthmus.layout.geometry import Box, Step

FONTS = "Inter, 'Helvetica Neue', Arial, 'Noto Sans', 'Noto Sans CJK JP', sans-serif"

_BY_CHOICE = ("lands", "areas", "notes")
"""Layers that are left out where nothing is in them."""


def to_svg(
    chart: Chart,
    theme: Theme,
    title: str = "Map",
    *,
    background: bool = True,
    legend: bool | None = None,
    portable: bool = False,
) -> str:
    """The chart as SVG text: one document, no references to anything outside it.

    A `portable` one brings its letters along, and halos that every program draws.
    Without `background` there is no sea, and what shines through is what it is laid upon. The
    legend stands under the map; where nothing is said of it, if a lens colours the cards.
    """
    legend = chart.reading.dresses if legend is None else legend
    area = with_key(chart.bounds, key_box(chart)) if legend else chart.bounds
    layers = primitives(chart, theme, dots=False)
    size = " ".join(number(n) for n in (area.x, area.y, area.width, area.height))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" width="{number(area.width)}" '
        f'height="{number(area.height)}" role="img" font-family="{FONTS}">'
    )
    lines = [head, *_about(chart, title)]
    key = list(paint_key(chart, theme)) if legend else []
    if portable:
        lines += _fonts([*chain.from_iterable(getattr(layers, name) for name in LAYERS), *key])
    lines += _dotted_sea(area, theme) if background else ()
    for name in LAYERS:
        parts = getattr(layers, name)
        if parts or name not in _BY_CHOICE:
            lines.append(f'<g id="{name}"{_opacity(name, chart)}>')
            apart = halos_apart(parts) if portable else parts
            lines.extend(element(primitive) for primitive in apart)
            lines.append("</g>")
    if key:
        lines.append('<g id="legend">')
        lines.extend(element(primitive) for primitive in key)
        lines.append("</g>")
    return "\n".join([*lines, "</svg>", ""])


def _fonts(parts: Iterable[Primitive]) -> list[str]:
    """The letters of what is written, weight by weight."""
    letters: dict[int, set[str]] = {}
    for each in parts:
        if isinstance(each, Text):
            letters.setdefault(each.weight, set()).update(each.text)
    faces = (font_face(weight, frozenset(some)) for weight, some in sorted(letters.items()))
    found = [face for face in faces if face]
    return [f"<style>{''.join(found)}</style>"] if found else []


def halos_apart(parts: Iterable[Primitive]) -> Iterator[Primitive]:
    """The same with halos as lines of their own under the letters.

    Not all programs know `paint-order`: Qt's and some office programs' would stroke over them.
    """
    for each in parts:
        if isinstance(each, Text) and each.halo:
            yield replace(each, colour="")
            yield replace(each, halo="")
        else:
            yield each


def _opacity(layer: str, chart: Chart) -> str:
    """Coasts are quiet where the cards are coloured, or a filter lets them fade."""
    if layer != "coasts":
        return ""
    fades = bool(chart.focus) and any(key not in chart.focus for key in chart.standing)
    return f' opacity="{QUIET}"' if chart.reading.dresses or fades else ""


def _about(chart: Chart, title: str) -> list[str]:
    """What a screen reader says of the picture."""
    words = [coast.caption for coast in chart.coasts if coast.caption]
    words += [land.caption for land in chart.grounds.lands.values()]
    words += [f"{box.title} · {box.subtitle}" for box in chart.boxes.values()]
    about = f"{len(chart.cards)} systems and {len(chart.flows)} flows. {'; '.join(words)}"
    return [f"<title>{text(title)}</title>", f"<desc>{text(about)}</desc>"]


def _dotted_sea(area: Box, theme: Theme) -> list[str]:
    """The sea, its dots as one pattern: as circles they would be most of the file."""
    half, step = number(DOTS / 2), number(DOTS)
    box = (
        f'x="{number(area.x)}" y="{number(area.y)}" '
        f'width="{number(area.width)}" height="{number(area.height)}"'
    )
    dot = f'<circle cx="{half}" cy="{half}" r="1" {_paint("fill", theme.chart["sea_dot"])}/>'
    pattern = f'<pattern id="dots" width="{step}" height="{step}" patternUnits="userSpaceOnUse">'
    return [
        f"<defs>{pattern}{dot}</pattern></defs>",
        f"<rect {box} {_paint('fill', theme.chart['sea'])}/>",
        f'<rect {box} fill="url(#dots)"/>',
    ]


def element(primitive: Primitive) -> str:
    """A primitive as an SVG element."""
    match primitive:
        case Path():
            look = _look(primitive.fill, primitive.pen)
            if primitive.even_odd:
                look += ' fill-rule="evenodd"'
            return f'<path d="{path_data(primitive.steps)}" {look}/>'
        case Rect():
            return _rect(primitive)
        case Circle(x=x, y=y, radius=r):
            look = _look(primitive.fill, primitive.pen)
            return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}" {look}/>'
        case Text():
            return _text(primitive)
        case Image():
            return _image(primitive)


def _image(image: Image) -> str:
    return (
        f'<image x="{number(image.x)}" y="{number(image.y)}" width="{number(image.width)}" '
        f'height="{number(image.height)}" href="data:image/png;base64,{image.png}"/>'
    )


def _rect(rect: Rect) -> str:
    radius = f' rx="{number(rect.radius)}"' if rect.radius else ""
    return (
        f'<rect x="{number(rect.x)}" y="{number(rect.y)}" width="{number(rect.width)}" '
        f'height="{number(rect.height)}"{radius} {_look(rect.fill, rect.pen)}/>'
    )


def _text(line: Text) -> str:
    anchor = "" if line.anchor is Anchor.START else f' text-anchor="{line.anchor.value}"'
    spacing = f' letter-spacing="{number(line.spacing)}"' if line.spacing else ""
    return (
        f'<text x="{number(line.x)}" y="{number(line.y)}" font-size="{number(line.size)}" '
        f'font-weight="{line.weight}" {_paint("fill", line.colour)}{anchor}{spacing}{_halo(line)}>'
        f"{text(line.text)}</text>"
    )


def _halo(line: Text) -> str:
    if not line.halo:
        return ""
    stroke = f'{_paint("stroke", line.halo)} stroke-width="{number(HALO)}" stroke-linejoin="round"'
    return f' {stroke} paint-order="stroke"' if line.colour else f' {stroke} aria-hidden="true"'


def _look(fill: str, pen: Pen | None) -> str:
    parts = [_paint("fill", fill)]
    if pen:
        parts += [_paint("stroke", pen.colour), f'stroke-width="{number(pen.width)}"']
        if pen.round:
            parts.append('stroke-linecap="round" stroke-linejoin="round"')
        if pen.dash:
            dash = " ".join(number(length) for length in pen.dash)
            parts.append(f'stroke-dasharray="{dash}"')
    return " ".join(parts)


def _paint(what: str, colour: str) -> str:
    """A colour as attributes; '#rrggbbaa' is not understood by all that read SVG."""
    if not colour:
        return f'{what}="none"'
    if len(colour) == 9:
        alpha = int(colour[7:], 16) / 255
        return f'{what}="{colour[:7]}" {what}-opacity="{alpha:.3f}"'
    return f"{what}={quoteattr(colour)}"


def path_data(steps: tuple[Step, ...]) -> str:
    """A path in SVG's own letters."""
    return "".join(verb.value + " ".join(number(n) for n in numbers) for verb, numbers in steps)


def number(value: float) -> str:
    """A number to the hundredth, without what says nothing: '12', '0.5'."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in {"-0", ""} else shown


def text(value: str) -> str:
    """A text that XML can hold, with nothing in it that XML would read."""
    return escape(clean(value))
