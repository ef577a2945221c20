"""Icons from files that anybody may have made: read as outlines, or refused in words."""

import zlib
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isthmus.catalogue.load import load_catalogue
from isthmus.drawing import pngread, svgread
from isthmus.drawing.art import category_art, own_art, paint_art
from isthmus.drawing.paints import INK
from isthmus.drawing.pathdata import PathDataError, steps_of
from isthmus.drawing.primitives import Image
from isthmus.drawing.primitives import Path as Line
from isthmus.drawing.svgread import IconError, read_svg, write_svg
from isthmus.layout.geometry import Verb
from isthmus.model.records import Icon

HOSTILE = Path(__file__).parent / "hostile_icons"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">%s</svg>'


def drawn(inside: str) -> tuple[svgread.Shape, ...]:
    return read_svg((SVG % inside).encode())


def ends(data: str) -> list[tuple[float, ...]]:
    return [tuple(round(n, 3) for n in at[-2:]) for _, at in steps_of(data)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2L3 4", [(1, 2), (3, 4)]),
        ("m1 2 3 4 5 6", [(1, 2), (4, 6), (9, 12)]),
        ("M0,0H5V6h-2v-1z", [(0, 0), (5, 0), (5, 6), (3, 6), (3, 5), ()]),
        ("M0 0C1 1 2 2 3 3S5 5 6 6", [(0, 0), (3, 3), (6, 6)]),
        ("M0 0q1 1 2 0t2 0", [(0, 0), (2, 0), (4, 0)]),
        ("M.5.5-1e1-2", [(0.5, 0.5), (-10, -2)]),
        ("M0 0a5 5 0 0110 0", [(0, 0), (5, -5), (10, 0)]),
        ("M0 0zl1 1", [(0, 0), (), (0, 0), (1, 1)]),
        ("", []),
    ],
)
def test_path_data_is_read_as_svg_means_it(data: str, expected: list[tuple[float, ...]]) -> None:
    assert ends(data) == expected


@pytest.mark.parametrize("data", ["L1 2", "M1", "M1 2 3", "5 5", "M0 0 X", "M1e99 0", "M0 0Znan"])
def test_what_is_no_path_is_refused(data: str) -> None:
    with pytest.raises(PathDataError):
        steps_of(data)


@given(st.floats(1, 50), st.floats(1, 50), st.floats(0, 360), st.booleans(), st.booleans())
def test_an_arc_ends_where_it_says(
    rx: float, ry: float, turn: float, large: bool, sweep: bool
) -> None:
    steps = steps_of(f"M3 4A{rx} {ry} {turn} {int(large)} {int(sweep)} 20 11")
    assert steps[-1][1][-2:] == pytest.approx((20, 11), abs=1e-6)
    assert all(verb in {Verb.MOVE, Verb.CUBIC} for verb, _ in steps)


def test_a_half_circle_stays_on_its_circle() -> None:
    steps = steps_of("M-5 0A5 5 0 0 1 5 0")
    for _, (x1, y1, x2, y2, x, y) in steps[1:]:
        assert (x * x + y * y) ** 0.5 == pytest.approx(5)
        assert (x1 * x1 + y1 * y1) ** 0.5 == pytest.approx((x2 * x2 + y2 * y2) ** 0.5)
    middle = steps[1][1][-2:]
    assert middle == pytest.approx((0, -5))


def test_shapes_are_read_with_their_colours_and_transforms() -> None:
    shapes = drawn(
        '<g fill="#f00" transform="translate(5 0)"><rect width="5" height="5"/></g>'
        '<circle cx="5" cy="5" r="2" style="fill:none;stroke:currentColor;stroke-width:2"/>'
        '<ellipse cx="1" cy="1" rx="1" ry=".5" fill-opacity="0.5"/>'
        '<polygon points="0,0 1,1 0,1"/><polyline points="0 0 1 1" fill="none" stroke="navy"/>'
        '<line x1="0" y1="0" x2="9" y2="9" stroke="rgb(1, 2, 3)"/>'
        '<path d="M0 0h1v1z" fill-rule="evenodd" display="none"/>'
    )
    assert [shape.fill for shape in shapes] == [
        "#ff0000", "", "#00000080", "#000000", "", "#000000",
    ]  # fmt: skip
    assert shapes[0].steps[0] == (Verb.MOVE, (0.5, 0.0))
    assert (shapes[1].line, shapes[1].width) == (INK, pytest.approx(0.2))
    assert shapes[4].line == "#000080"


def test_a_wide_icon_is_fitted_into_the_middle() -> None:
    whole = SVG.replace("10 10", "20 10") % '<rect width="20" height="10"/>'
    shapes = read_svg(whole.encode())
    ys = [at[-1] for _, at in shapes[0].steps if at]
    assert (min(ys), max(ys)) == (0.25, 0.75)


@pytest.mark.parametrize("path", sorted(HOSTILE.glob("*.svg")), ids=lambda path: path.stem)
def test_hostile_svg_is_refused_in_words(path: Path) -> None:
    with pytest.raises(IconError) as refused:
        read_svg(path.read_bytes())
    assert str(refused.value).endswith(".")


def test_there_are_hostile_files_of_each_kind() -> None:
    assert len(list(HOSTILE.glob("*.svg"))) >= 18


def test_a_file_that_is_too_large_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(svgread, "fromstring", None)
    with pytest.raises(IconError, match="at most"):
        read_svg(b"<" * (svgread.MOST_BYTES + 1))


def test_too_many_shapes_are_refused() -> None:
    with pytest.raises(IconError, match="too many"):
        drawn('<rect width="1" height="1"/>' * (svgread.MOST_SHAPES + 1))


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for whole in (content, (SVG % content.decode("utf-8", "ignore")).encode()):
        with suppress(IconError):
            shapes = read_svg(whole).shapes
            assert 0 < len(shapes) <= svgread.MOST_SHAPES
            assert read_svg(write_svg(read_svg(whole))).shapes


def test_what_is_kept_of_an_svg_is_outlines_alone() -> None:
    kept = write_svg(drawn(
        "<title>secret</title><metadata>author</metadata>"
        '<path d="M0 0h5v5z" fill="#123456" id="x" data-note="y"/>'
        '<circle cx="5" cy="5" r="1" fill="none" stroke="currentColor" opacity=".5"/>'
    ))  # fmt: skip
    for word in (b"secret", b"author", b"data-note", b"id="):
        assert word not in kept
    again = read_svg(kept)
    assert write_svg(again) == kept
    assert [shape.fill for shape in again] == ["#123456", ""]


def test_every_category_and_head_has_an_icon_with_its_licence() -> None:
    catalogue = load_catalogue()
    for key in (*catalogue.categories, *catalogue.heads):
        art = category_art(key, catalogue)
        assert art is not None
        assert art.key == key
        assert all({shape.line, shape.fill} <= {INK, ""} for shape in art.shapes)
    assert category_art("", catalogue) is None
    assert category_art("../../secret", catalogue) is None
    folder = Path(__file__).parents[2] / "resources" / "icons" / "categories"
    assert "Lucide" in (folder / "LICENSE").read_text("utf-8")


# PNG


def chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))


def png(width: int = 2, height: int = 2, *more: bytes) -> bytes:
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"".join(b"\0" + b"\x40" * 3 * width for _ in range(height)))
    body = head + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def test_a_png_is_taken_with_its_picture_alone() -> None:
    content = png(4, 2, chunk(b"tEXt", b"Author\0secret"))
    kept = pngread.stripped(content)
    assert b"secret" not in kept
    assert pngread.check_png(kept) == (4, 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        png()[:-7],
        png()[:40] + b"\xff" + png()[41:],
        png(pngread.MOST_PIXELS + 1, 1),
        png(0, 1),
        png() + b"x" * pngread.MOST_BYTES,
        png(2, 2, chunk(b"iCCP", b"bomb")),
        png().replace(chunk(b"IEND", b""), b""),
    ],
    ids=["empty", "gif", "cut", "damaged", "wide", "no width", "long", "profile", "no end"],
)
def test_other_pngs_are_refused(content: bytes) -> None:
    with pytest.raises(IconError):
        pngread.check_png(content)


def icon(content: str, media: str = "svg") -> Icon:
    return Icon(name="x", media=media, content=content)


@pytest.mark.parametrize(
    "bad", [icon("???"), icon("PHNjcmlwdC8+"), icon("AAAA", "png"), icon("AAAA", "gif")]
)
def test_an_icon_that_a_map_brought_and_cannot_be_drawn_is_left_out(bad: Icon) -> None:
    assert own_art(bad, load_catalogue()) is None


def test_a_wide_png_keeps_its_shape() -> None:
    art = own_art(icon(b64encode(png(4, 2)).decode(), "png"), load_catalogue())
    assert art is not None
    (painted,) = paint_art(art, 10, 20, 8, "#000000")
    assert isinstance(painted, Image)
    assert (painted.x, painted.y, painted.width, painted.height) == (10, 22, 8, 4)


def test_an_icon_is_painted_in_the_letters_ink() -> None:
    art = category_art("crm", load_catalogue())
    assert art is not None
    lines = list(paint_art(art, 0, 0, 24, "#112233"))
    assert all(
        isinstance(line, Line) and line.pen and line.pen.colour == "#112233" for line in lines
    )
    assert {line.pen.width for line in lines if isinstance(line, Line) and line.pen} == {2.0}
