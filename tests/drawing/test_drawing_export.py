import re
import struct
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader

from isthmus.drawing.compose import compose
from isthmus.drawing.export import size_of as drawing_size
from isthmus.drawing.export import write_pdf, write_png
from isthmus.drawing.picture import MOST_PIXELS, Page, Picture, is_cut_down, pixels_for
from isthmus.drawing.svg import to_svg
from isthmus.drawing.theme import load_theme
from isthmus.layout.arrange import arrange
from support.maps import catalogue, harbour, islands


@pytest.fixture(scope="module")
def svg() -> str:
    snapshot = harbour()
    analysis = islands(snapshot)
    chart = compose(snapshot, analysis, catalogue(), arrange(snapshot, analysis))
    return to_svg(chart, load_theme("light"), "Harbour & Vale")


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def first_pixel(png: bytes) -> bytes:
    """The pixel at the top left of a picture of eight bits a channel, with alpha."""
    assert png[24:26] == bytes((8, 6))
    start, data = 8, b""
    while start < len(png):
        length = int.from_bytes(png[start : start + 4], "big")
        if png[start + 4 : start + 8] == b"IDAT":
            data += png[start + 8 : start + 8 + length]
        start += 12 + length
    return zlib.decompress(data)[1:5]  # no filter changes what is first in its row and picture


def test_a_png_has_as_many_pixels_as_asked(svg: str, tmp_path: Path) -> None:
    write_png(svg, tmp_path / "one.png", Picture(scale=1))
    write_png(svg, tmp_path / "two.png", Picture(scale=2))
    width, height = size_of((tmp_path / "one.png").read_bytes())
    twice = size_of((tmp_path / "two.png").read_bytes())
    assert width > 700
    assert abs(twice[0] - 2 * width) <= 2
    assert abs(twice[1] - 2 * height) <= 2


def test_a_huge_png_is_made_smaller_rather_than_refused(tmp_path: Path) -> None:
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="40000" height="20000"></svg>'
    write_png(empty, tmp_path / "huge.png")
    width, height = size_of((tmp_path / "huge.png").read_bytes())
    assert width * height <= MOST_PIXELS * 1.01


def test_a_pdf_is_one_page_of_text_in_inter(svg: str, tmp_path: Path) -> None:
    write_pdf(svg, tmp_path / "map.pdf")
    reader = PdfReader(tmp_path / "map.pdf")
    assert len(reader.pages) == 1
    page = reader.pages[0]
    text = page.extract_text()
    assert "Salesforce" in text
    assert "outside IT" in text
    assert "Inter" in (tmp_path / "map.pdf").read_bytes().decode("latin-1")
    assert not list(page.images)


def test_a_pdf_is_the_same_each_time(svg: str, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf(svg, tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_name_that_inter_cannot_write_is_drawn_all_the_same(svg: str, tmp_path: Path) -> None:
    write_pdf(svg.replace("Salesforce", "顧客管理 🚀"), tmp_path / "map.pdf")
    assert len(PdfReader(tmp_path / "map.pdf").pages) == 1


def test_what_is_no_svg_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="how large"):
        write_png("<p>", tmp_path / "no.png")


def test_a_folder_that_is_not_there_is_an_error_of_the_file(svg: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_pdf(svg, tmp_path / "nowhere" / "map.pdf")


def test_a_png_is_as_wide_as_asked(svg: str, tmp_path: Path) -> None:
    write_png(svg, tmp_path / "wide.png", Picture(width=1500))
    width, height = size_of((tmp_path / "wide.png").read_bytes())
    assert abs(width - 1500) <= 1
    assert abs(height - pixels_for(*drawing_size(svg), Picture(width=1500))[1]) <= 1


def test_what_is_asked_beyond_the_limit_is_known_before(svg: str) -> None:
    size = drawing_size(svg)
    assert not is_cut_down(*size, Picture(scale=1))
    assert is_cut_down(*size, Picture(width=60_000))
    width, height = pixels_for(*size, Picture(width=60_000))
    assert width * height <= MOST_PIXELS * 1.001


def points_of(path: Path) -> tuple[float, float]:
    box = PdfReader(path).pages[0].mediabox
    return float(box.width), float(box.height)


@pytest.mark.parametrize(("page", "shorter", "longer"), [("a4", 595, 842), ("a3", 842, 1191)])
def test_a_page_of_paper_is_turned_as_the_drawing_lies(
    svg: str, tmp_path: Path, page: str, shorter: int, longer: int
) -> None:
    write_pdf(svg, tmp_path / "wide.pdf", Page(page), "Harbour & Vale", "Confidential")
    assert points_of(tmp_path / "wide.pdf") == pytest.approx((longer, shorter), abs=1)
    high = re.sub(r'width="[\d.]+" height="[\d.]+"', 'width="500" height="2000"', svg, count=1)
    write_pdf(high, tmp_path / "high.pdf", Page(page))
    assert points_of(tmp_path / "high.pdf") == pytest.approx((shorter, longer), abs=1)


def test_a_page_of_paper_says_what_it_shows_and_reads_nothing_as_code(
    svg: str, tmp_path: Path
) -> None:
    hostile = '#panic("x") $ \\ Harbour'
    write_pdf(svg, tmp_path / "map.pdf", Page.A4, hostile, '#read("/etc/passwd")')
    text = PdfReader(tmp_path / "map.pdf").pages[0].extract_text()
    assert hostile in text
    assert '#read("/etc/passwd")' in text
    assert "Salesforce" in text
    assert len(PdfReader(tmp_path / "map.pdf").pages) == 1


def test_without_a_background_a_png_is_transparent(tmp_path: Path) -> None:
    snapshot = harbour()
    analysis = islands(snapshot)
    chart = compose(snapshot, analysis, catalogue(), arrange(snapshot, analysis))
    plain = to_svg(chart, load_theme("light"), background=False)
    assert load_theme("light").chart["sea_dot"] not in plain
    write_png(plain, tmp_path / "clear.png", Picture(scale=0.2))
    assert first_pixel((tmp_path / "clear.png").read_bytes())[3] == 0
