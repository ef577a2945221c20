import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from isthmus.analysis.results import Analysis, IslandKind, Metrics
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.text import width
from isthmus.model.document import Document
from isthmus.model.records import MapInfo, System
from isthmus.report.content import build
from isthmus.report.parts import ReportContent
from isthmus.report.pdf import placing, to_pdf
from support.report_cases import DAY, MAP_SVG, document_of, harbour_content, parted, systems_of

HOSTILE = (
    '#include "x"',
    "<img src=//evil/x.png onerror=alert(1)>",
    '=cmd|"/c calc"!A1',
    "#{panic()} $x^2$ *bold* _it_ @ref <label> \\ // /* `raw`",
    "= Heading",
    "- item",
    "https://example.org/#let",
    "Ünïcode & \"quotes\" 'n' ~dashes---",
)


@pytest.fixture(scope="module")
def harbour() -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(harbour_content(), MAP_SVG)))


def report_on(systems: list[System], name: str = "Sample") -> ReportContent:
    document = document_of(systems)
    with document.edit("Name") as tx:
        tx.put(MapInfo(name=name, organisation=name))
    analysis = parted([(IslandKind.MAINLAND, systems)], systems=len(systems))
    return build(document.snapshot(), analysis, Catalogue(), DAY)


def squeezed(text: str) -> str:
    """Without what a line break may add or take."""
    return re.sub(r"[\s\u200b\u00ad-]", "", text)


def whole_text(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))


def fonts_in(resources: DictionaryObject) -> Iterator[DictionaryObject]:
    """The fonts of a page or form, and of the forms in it."""
    for font in resources.get("/Font", {}).values():
        yield font.get_object()
    for form in resources.get("/XObject", {}).values():
        if "/Resources" in form.get_object():
            yield from fonts_in(form.get_object()["/Resources"].get_object())


def test_every_gap_is_told_with_its_evidence_and_cells(harbour):
    text = whole_text(harbour)
    for gap in harbour_content().gaps:
        for said in (gap.title, gap.systems, gap.evidence, gap.cells, *gap.closes):
            assert squeezed(said) in text


def test_the_first_page_holds_result_figures_and_map(harbour):
    text = squeezed(harbour.pages[0].extract_text())
    content = harbour_content()
    for said in (content.title, content.name, content.subtitle, content.result):
        assert squeezed(said) in text
    assert "Mappedcard" in text
    assert all(squeezed(each.caption) in text for each in content.figures)


def test_the_map_has_its_legend_and_the_result_its_caveat():
    looks = tuple(
        (look, f"means {look}")
        for look in ("live", "file", "manual", "planned", "retired", "missing")
    )
    content = replace(harbour_content(), legend=looks, caveat="Few stewards are recorded.")
    reader = PdfReader(io.BytesIO(to_pdf(content, MAP_SVG)))
    text = squeezed(reader.pages[0].extract_text())
    assert "Fewstewardsarerecorded." in text
    for said in ("solid: means live", "dash-dot: means file", "dotted: means manual",
                 "dashed teal: means planned", "dashed red: means missing"):  # fmt: skip
        assert squeezed(said) in text


def test_pages_are_numbered_and_name_the_organisation(harbour):
    for index, page in enumerate(harbour.pages, 1):
        text = squeezed(page.extract_text())
        assert f"{index}/{len(harbour.pages)}" in text
        assert squeezed("Isthmus · Integration gap report") in text
        assert squeezed("Harbour & Vale · Confidential") in text


def test_the_file_is_tagged_and_described(harbour):
    root = harbour.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert harbour.metadata.title == "Integration gap report: Harbour & Vale"
    assert harbour.metadata.author == "Harbour & Vale"
    assert "pdfuaid:part" in harbour.xmp_metadata.stream.get_data().decode()


def test_the_map_has_a_text_for_who_cannot_see_it(harbour):
    tree = harbour.trailer["/Root"]["/StructTreeRoot"]
    texts = [each["/Alt"] for each in elements(tree) if "/Alt" in each]
    assert harbour_content().map_description in texts


def elements(node: DictionaryObject) -> Iterator[DictionaryObject]:
    """All structure elements under one."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            yield from elements(found)


def test_fonts_are_embedded_and_inter_alone(harbour):
    fonts = [font for page in harbour.pages for font in fonts_in(page["/Resources"])]
    assert fonts
    for font in fonts:
        assert "Inter" in font["/BaseFont"]
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert any(f"/FontFile{n}" in descriptor for n in ("", "2", "3"))


def test_there_are_bookmarks(harbour):
    titles = [item.title for item in flat(harbour.outline)]
    assert "Gaps, most severe first" in titles
    assert "Appendix A: inventory of systems" in titles


def flat(outline: list) -> Iterator:
    for item in outline:
        yield from flat(item) if isinstance(item, list) else [item]


def test_the_same_map_gives_the_same_bytes():
    assert to_pdf(harbour_content(), MAP_SVG) == to_pdf(harbour_content(), MAP_SVG)


def test_headers_come_again_on_each_page_of_a_long_table():
    reader = PdfReader(io.BytesIO(to_pdf(report_on(systems_of(500)), "")))
    text = [squeezed(page.extract_text()) for page in reader.pages]
    appendix = [page for page in text if re.search(r"System\d+€", page)]
    assert len(appendix) > 5
    assert all("SystemCostayear" in page for page in appendix)
    assert all(f"System{n}" in "".join(text) for n in range(1, 501))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_print_as_they_are(name):
    reader = PdfReader(io.BytesIO(to_pdf(report_on([System(name=name)], name), "")))
    assert whole_text(reader).count(squeezed(name)) >= 3
    assert "\u200b" not in "".join(page.extract_text() for page in reader.pages)
    assert name in reader.metadata.title


def positions(reader: PdfReader) -> Iterator[tuple[float, float, float, float]]:
    """Page width, where a text starts (x, y) and where it ends (x), in points."""
    for page in reader.pages:
        found: list[tuple[float, float, float]] = []

        def visit(text, cm, tm, font, size, found=found):
            if text.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                found.append((x, y, x + width(text.strip(), size * abs(tm[0] * cm[0]), 400)))

        page.extract_text(visitor_text=visit)
        for each in found:
            yield float(page.mediabox.width), *each


def long_names() -> list[System]:
    return [
        System(name="W" * 80, category="unbroken_key_" * 8, it_steward="Steward" * 12),
        System(name="Customer Relationship Management and Demand Generation Platform of the Group"),
        System(
            name="CRM_EXPORT_PROD/eu-west-1.customers.replica.v2.final.really-final.2026.csv.gz"
        ),
    ]


def test_no_text_leaves_the_page():
    reader = PdfReader(io.BytesIO(to_pdf(report_on(long_names(), "N" * 90), "")))
    seen = 0
    for page, x, y, end in positions(reader):
        assert 60 <= x <= end <= page - 60
        assert 20 <= y <= 800
        seen += 1
    assert seen > 50
    text = whole_text(reader)
    assert all(squeezed(system.name) in text for system in long_names())


def test_a_row_longer_than_a_page_is_broken_rather_than_cut():
    content = harbour_content()
    words = " ".join(f"word{n}" for n in range(4000))
    gaps = (replace(content.gaps[0], evidence=words), *content.gaps[1:])
    reader = PdfReader(io.BytesIO(to_pdf(replace(content, gaps=gaps), "")))
    text = whole_text(reader)
    assert "word0word1" in text
    assert "word3999" in text
    assert all(y >= 20 for _, _, y, _ in positions(reader))


def test_many_islets_are_named_within_their_pages():
    main, islets = systems_of(4, "Main"), systems_of(113, "A rather long name that is islet")
    parts = [(IslandKind.MAINLAND, main), *[(IslandKind.ISLAND, [each]) for each in islets]]
    content = build(document_of(main + islets).snapshot(), parted(parts), Catalogue(), DAY)
    reader = PdfReader(io.BytesIO(to_pdf(content, "")))
    text = whole_text(reader)
    assert all(squeezed(each.name) in text for each in islets)
    assert all(y >= 20 for _, _, y, _ in positions(reader))


def test_no_heading_stands_alone_at_the_foot_of_a_page():
    """Every heading has words of its own below it on its page, whatever comes before it."""
    for count in range(14, 24, 2):
        content = harbour_content()
        part = content.closing[0]
        content = replace(content, closing=(replace(part, flows=part.flows[:1] * count),))
        reader = PdfReader(io.BytesIO(to_pdf(content, "")))
        headings = {squeezed(item.title) for item in flat(reader.outline)}
        for page in reader.pages:
            lines = [squeezed(line) for line in page.extract_text().splitlines() if line.strip()]
            foot = next(n for n, line in enumerate(lines) if line.startswith("Isthmus·"))
            assert not headings & set(lines[foot - 2 : foot])


def test_columns_that_nothing_fills_are_left_out():
    content = harbour_content()
    bare = tuple(replace(row, hosting="") for row in content.systems)
    text = whole_text(PdfReader(io.BytesIO(to_pdf(replace(content, systems=bare), ""))))
    assert "ITstewardLifecycle" in text


@pytest.mark.parametrize("name", ["顧客管理システム", "نظام إدارة العملاء", "🙂 system"])
def test_letters_that_inter_lacks_do_not_stop_the_report(name):
    reader = PdfReader(io.BytesIO(to_pdf(report_on([System(name=name), System(name="Plain")]), "")))
    assert "Plain" in whole_text(reader)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_what_is_no_text_at_all_does_not_stop_the_report():
    content = replace(harbour_content(), name="a\x00b\x07\ud800c")
    assert "ab?c" in whole_text(PdfReader(io.BytesIO(to_pdf(content, ""))))


def test_an_empty_map_gives_a_sober_report():
    content = build(Document().snapshot(), Analysis(0, (), (), Metrics()), Catalogue(), DAY)
    reader = PdfReader(io.BytesIO(to_pdf(content, "")))
    assert squeezed("The map is empty: there is nothing to report on yet.") in whole_text(reader)
    assert len(reader.pages) == 1


@pytest.mark.parametrize(
    ("size", "place"),
    [("860 560", "inline"), ("1100 900", "inline"), ("1650 900", "landscape"),
     ("1100 1500", "upright"), ("4000 1500", "landscape-a3"), ("2000 3000", "upright-a3"),
     ("90000 60000", "landscape-a3")],
)  # fmt: skip
def test_a_map_too_small_to_read_gets_a_page_of_its_own(size, place):
    assert placing(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}"></svg>') == place
    assert placing("") == "none"


def test_a_wide_map_turns_its_page():
    wide = MAP_SVG.replace("860 560", "4000 1400").replace('width="860"', 'width="4000"')
    reader = PdfReader(io.BytesIO(to_pdf(harbour_content(), wide)))
    turned = [p for p in reader.pages if p.mediabox.width > p.mediabox.height]
    assert len(turned) == 1
    assert "Mappedcard" in squeezed(turned[0].extract_text())
