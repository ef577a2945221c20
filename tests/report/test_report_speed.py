"""The report's figures of ARCHITECTURE.md, on a map of hubs, departments and islands."""

import time

import pytest

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.report.content import build
from isthmus.report.pdf import to_pdf
from support.mapmaker import company
from support.report_cases import DAY


def map_of(systems: int, flows: int) -> str:
    """As many cards and curves as a map of that size has, on a grid."""
    cards = "".join(
        f'<rect x="{n % 100 * 200}" y="{n // 100 * 80}" width="172" height="50" fill="#fff"/>'
        f'<text x="{n % 100 * 200 + 44}" y="{n // 100 * 80 + 22}" font-family="Inter" '
        f'font-size="12">System {n}</text>'
        for n in range(systems)
    )
    curves = "".join(
        f'<path d="M{n % 100 * 200},{n // 250 * 80}c100,0 100,100 0,100" stroke="#6c7f8b"/>'
        for n in range(flows)
    )
    box = f"0 0 20000 {systems * 0.8:.0f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{curves}{cards}</svg>'


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("systems", "flows", "limit"), [(1000, 2500, 3), (10_000, 25_000, 30)])
def test_a_large_map_is_reported_in_time(systems, flows, limit):
    catalogue = load_catalogue()
    snapshot = company(systems, flows, catalogue)
    analysis = check(snapshot, catalogue, DAY)
    picture = map_of(systems, flows)
    started = time.perf_counter()
    data = to_pdf(build(snapshot, analysis, catalogue, DAY), picture)
    assert data.startswith(b"%PDF")
    assert time.perf_counter() - started < limit
