import struct
from pathlib import Path

import pytest
from pypdf import PdfReader

from isthmus.drawing.compose import compose
from isthmus.drawing.export import write_pdf, write_png
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


def test_a_png_has_as_many_pixels_as_asked(svg: str, tmp_path: Path) -> None:
    write_png(svg, tmp_path / "one.png", 1)
    write_png(svg, tmp_path / "two.png", 2)
    width, height = size_of((tmp_path / "one.png").read_bytes())
    twice = size_of((tmp_path / "two.png").read_bytes())
    assert width > 700
    assert abs(twice[0] - 2 * width) <= 2
    assert abs(twice[1] - 2 * height) <= 2


def test_a_huge_png_is_made_smaller_rather_than_refused(tmp_path: Path) -> None:
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="40000" height="20000"></svg>'
    write_png(empty, tmp_path / "huge.png", 2)
    width, height = size_of((tmp_path / "huge.png").read_bytes())
    assert width * height <= 64_500_000


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
