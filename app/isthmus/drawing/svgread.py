"""Reads an SVG icon into plain shapes, by an allow-list: whatever is not known is refused.

An icon comes from anybody. Of its file nothing is kept but outlines and flat colours, so nothing
in it can run, fetch or refer to anything; what could not be drawn so is refused in words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from isthmus.drawing.affine import WHOLE, Affine, affine_of, moved
from isthmus.drawing.outlines import SHAPES, number_of, outline
from isthmus.drawing.paints import INK, paint_of
from isthmus.drawing.pathdata import PathDataError
from isthmus.layout.geometry import Step
from isthmus.model.errors import UserError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 200_000
MOST_SHAPES = 500
_MOST_STEPS = 20_000
_DEEPEST = 20
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_IGNORED = frozenset({"title", "desc", "metadata"})
_WORDS = {
    "script": "it holds a script",
    "image": "it holds a picture of its own",
    "use": "it refers to other parts by name",
    "foreignObject": "it holds a foreign document",
    "style": "it is coloured by a style sheet",
    "text": "it holds text that is not turned into outlines",
    "linearGradient": "it uses gradients",
    "radialGradient": "it uses gradients",
    "filter": "it uses filters",
    "mask": "it uses masks",
    "clipPath": "it uses clipping",
    "animate": "it is animated",
    "set": "it is animated",
    "animateTransform": "it is animated",
    "a": "it holds a link",
}
_INSTEAD = "Save it with plain shapes and colours, or as a PNG."


class IconError(UserError):
    """A file that cannot be taken as an icon; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline with its flat colours, in a square from 0 to 1."""

    steps: tuple[Step, ...]
    fill: str = ""
    """'#rrggbb' or '#rrggbbaa', INK for the colour of letters, '' for none."""
    line: str = ""
    width: float = 0.0
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """What shapes inherit from the groups round them."""

    fill: str = "#000000"
    line: str = ""
    width: float = 1.0
    even_odd: bool = False
    ink: str = INK
    affine: Affine = WHOLE


def read_svg(content: bytes) -> tuple[Shape, ...]:
    """The shapes of an SVG file, fitted into the square from 0 to 1.

    Raises:
        IconError: it is no SVG, is too large, or holds what an icon may not.
    """
    if len(content) > MOST_BYTES:
        raise IconError(f"An SVG icon has at most {MOST_BYTES // 1000} kB. {_INSTEAD}")
    root = _root(content)
    fit = _fit(root)
    found: list[Shape] = []
    steps = 0
    for shape in _shapes(root, _Look(affine=fit), 0):
        found.append(shape)
        steps += len(shape.steps)
        if len(found) > MOST_SHAPES or steps > _MOST_STEPS:
            raise IconError(f"The icon has too many shapes. {_INSTEAD}")
    if not found:
        raise IconError("The SVG shows nothing. Choose another file.")
    return tuple(found)


def write_svg(shapes: Iterable[Shape]) -> bytes:
    """The shapes as an SVG with nothing else in it, which `read_svg` reads again."""
    paths = "".join(f"<path {_attributes(shape)}/>" for shape in shapes)
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" fill="none">'
    return f"{head}{paths}</svg>".encode()


def _attributes(shape: Shape) -> str:
    data = "".join(
        verb.value + " ".join(f"{number:.5g}" for number in at) for verb, at in shape.steps
    )
    parts = [f'd="{data}"', *_paint("fill", shape.fill), *_paint("stroke", shape.line)]
    if shape.line:
        parts.append(f'stroke-width="{shape.width:.5g}"')
    if shape.even_odd:
        parts.append('fill-rule="evenodd"')
    return " ".join(parts)


def _paint(what: str, paint: str) -> Iterator[str]:
    if paint == INK:
        yield f'{what}="currentColor"'
    elif paint:
        yield f'{what}="{paint[:7]}"'
        if len(paint) == 9:
            yield f'{what}-opacity="{int(paint[7:], 16) / 255:.3f}"'


def _root(content: bytes) -> "Element":
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise IconError(
            f"The SVG declares a document type or entities, which may hide anything. {_INSTEAD}"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise IconError("This is no well-formed SVG. Choose another file.") from error
    if root.tag != f"{_NAMESPACE}svg":
        raise IconError("This is no SVG. Choose an .svg or .png file.")
    return root


def _fit(root: "Element") -> Affine:
    """From the file's own units into the square from 0 to 1, in its middle."""
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        if box:
            left, top, wide, high = (number_of(each) for each in box)
        else:
            left, top = 0.0, 0.0
            wide, high = number_of(root.get("width", "")), number_of(root.get("height", ""))
    except ValueError as error:
        raise IconError(f"The SVG does not say how large it is. {_INSTEAD}") from error
    if not (0 < wide < 1e6 and 0 < high < 1e6):
        raise IconError(f"The SVG does not say how large it is. {_INSTEAD}")
    scale = 1 / max(wide, high)
    x, y = (1 - wide * scale) / 2 - left * scale, (1 - high * scale) / 2 - top * scale
    return scale, 0.0, 0.0, scale, x, y


def _shapes(element: "Element", look: _Look, depth: int) -> Iterator[Shape]:
    """The shapes of an element and of those in it."""
    if depth > _DEEPEST:
        raise IconError(f"The icon's groups are nested too deeply. {_INSTEAD}")
    tag = _tag(element)
    if tag in _IGNORED or (tag == "defs" and not len(element)):
        return
    if tag not in SHAPES and tag not in {"svg", "g"}:
        why = _WORDS.get(tag, f"it holds <{tag[:30]}>, which icons may not")
        raise IconError(f"This SVG cannot be an icon: {why}. {_INSTEAD}")
    if tag == "svg" and depth:
        raise IconError(f"This SVG cannot be an icon: it holds another SVG. {_INSTEAD}")
    styled = _styled(element)
    if styled.get("display") == "none":
        return
    inner = _look(styled, look)
    if tag in SHAPES:
        yield from _shape(tag, element, inner, styled)
    for child in element:
        yield from _shapes(child, inner, depth + 1)


def _tag(element: "Element") -> str:
    """The name of an element of SVG; of any other, in its braces, so that none is known."""
    tag = element.tag
    if not isinstance(tag, str):  # a comment, which the parser leaves out, or an instruction
        raise IconError(f"The SVG holds a processing instruction. {_INSTEAD}")
    return tag.removeprefix(_NAMESPACE)


def _styled(element: "Element") -> dict[str, str]:
    """Attributes, and over them what `style` says; what could run or refer is refused."""
    found = {name: value.strip() for name, value in element.attrib.items()}
    for part in found.pop("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    for name, value in found.items():
        if name.lower().startswith("on"):
            raise IconError(f"This SVG cannot be an icon: it holds a script. {_INSTEAD}")
        if name.endswith("href") or "url(" in value.lower():
            raise IconError(
                f"This SVG cannot be an icon: it refers to something by name. {_INSTEAD}"
            )
    return found


def _look(styled: Mapping[str, str], outer: _Look) -> _Look:
    """What applies to an element and to what is in it."""
    try:
        ink = paint_of(styled.get("color", ""), outer.ink, outer.ink)
        width = number_of(styled["stroke-width"]) if "stroke-width" in styled else outer.width
        rule = styled.get("fill-rule", "evenodd" if outer.even_odd else "nonzero")
        return replace(
            outer,
            ink=ink,
            fill=paint_of(styled.get("fill", ""), outer.fill, ink),
            line=paint_of(styled.get("stroke", ""), outer.line, ink),
            width=width,
            even_odd=rule == "evenodd",
            affine=affine_of(styled.get("transform", ""), outer.affine),
        )
    except ValueError as error:
        raise IconError(f"The SVG cannot be read: {error}. {_INSTEAD}") from error


def _shape(tag: str, element: "Element", look: _Look, styled: Mapping[str, str]) -> Iterator[Shape]:
    try:
        steps = outline(tag, element.attrib)
        whole = number_of(styled.get("opacity", "1"))
        fill = _faded(look.fill, whole * number_of(styled.get("fill-opacity", "1")))
        line = _faded(look.line, whole * number_of(styled.get("stroke-opacity", "1")))
    except (PathDataError, ValueError) as error:
        raise IconError(f"The SVG cannot be read: {error}. {_INSTEAD}") from error
    if steps and (fill or (line and look.width)):
        a, b, c, d, _, _ = look.affine
        width = look.width * abs(a * d - b * c) ** 0.5
        yield Shape(moved(steps, look.affine), fill, line, width, look.even_odd)


def _faded(paint: str, opacity: float) -> str:
    """The paint as opaque as that; the colour of letters is always whole."""
    if not paint or opacity >= 0.995 or paint == INK:
        return paint
    return f"{paint[:7]}{round(255 * max(0.0, opacity)):02x}"
