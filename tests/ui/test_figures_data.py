"""The figures as data: what each bar says, and what is behind it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from isthmus.analysis.check import check
from isthmus.analysis.results import FindingKind, IslandKind
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.model.records import Department, System
from isthmus.report.basis import Basis
from isthmus.ui.figures.counts import findings_figure, integrations_figure, islands_figure
from isthmus.ui.figures.parts import Bar, Figure, Fill, Words
from isthmus.ui.figures.spend import BARS, spend_figure
from support.harbour import SYSTEMS, harbour_vale, system_id

ALL = (spend_figure, integrations_figure, findings_figure, islands_figure)


def basis_of(document: Document) -> Basis:
    snapshot, catalogue = document.snapshot(), load_catalogue()
    return Basis(snapshot, check(snapshot, catalogue), catalogue, date(2026, 11, 22))


def said(figure: Figure) -> str:
    return " ".join(block.text for block in figure.blocks if isinstance(block, Words))


def bar(figure: Figure, name: str) -> Bar:
    return next(one for chart in figure.charts for one in chart.bars if one.name == name)


def test_spend_is_told_per_department_with_the_share_outside_it() -> None:
    figure = spend_figure(basis_of(harbour_vale()))
    names = [one.name for one in figure.charts[0].bars]
    assert names == ["Marketing", "Finance", "Sales", "IT", "HR", "Service"]
    marketing = bar(figure, "Marketing")
    assert marketing.text == "€180k · 66%"
    assert [part.length for part in marketing.segments] == [61_000, 119_000]
    assert marketing.tip.endswith("€61k inside IT, €119k outside (66%)")
    assert "of it outside IT." in said(figure)


def test_a_part_of_a_spend_bar_leads_to_the_systems_that_it_adds_up() -> None:
    figure = spend_figure(basis_of(harbour_vale()))
    inside, outside = (part.pick for part in bar(figure, "Marketing").segments)
    assert inside is not None
    assert inside.systems == {system_id(name) for name in ("Marketo", "Segment")}
    assert outside is not None
    assert outside.systems == {
        system_id(name) for name in ("Mailchimp", "Typeform", "Airtable", "Hootsuite")
    }


def test_the_segments_of_all_departments_add_up_to_the_map() -> None:
    basis = basis_of(harbour_vale())
    parts = [part for one in spend_figure(basis).charts[0].bars for part in one.segments]
    assert sum(part.length for part in parts) == sum(row[5] for row in SYSTEMS)


def test_the_maps_share_stands_beside_the_benchmarks_with_source_and_year() -> None:
    basis = basis_of(harbour_vale())
    figure = spend_figure(basis)
    studies = {
        one.name: [part.length for part in one.segments]
        for chart in figure.charts[1:]
        for one in chart.bars
        if one.name not in {"This map", ""}
    }
    assert studies == {"CEB, 2013": [0.40], "Gartner, 2012": [], "CIO, 2013": [0.1575]}
    first = figure.charts[1]
    on_top = basis.analysis.metrics.outside_on_top
    assert [one.name for one in first.bars] == ["This map", "CEB, 2013"]
    assert [part.length for part in first.bars[0].segments] == [on_top]
    texts = [one.text for chart in figure.charts[1:] for one in chart.bars]
    assert {"40%", "30%", "almost half", "15.75% of the CMO's", "12.3% of the CIO's"} <= {*texts}
    assert len({chart.full for chart in figure.charts[1:]}) == 1


def test_the_smallest_of_many_departments_share_a_bar() -> None:
    document = Document()
    with document.edit("Draw") as tx:
        for n in range(BARS + 5):
            department = Department(name=f"Department {n:02}")
            tx.put(department)
            cost = Decimal(1000 * (100 - n))
            tx.put(System(name=f"S{n:02}", department=department.id, annual_cost=cost))
    figure = spend_figure(basis_of(document))
    bars = figure.charts[0].bars
    assert len(bars) == BARS
    assert bars[-1].name == "6 others"
    assert bars[-1].pick is not None
    assert len(bars[-1].pick.systems) == 6


def test_no_costs_are_said_soberly_and_no_bar_is_drawn() -> None:
    document = Document()
    with document.edit("Draw") as tx:
        tx.put(System(name="Marketo"))
    figure = spend_figure(basis_of(document))
    assert figure.charts == ()
    assert said(figure).startswith("No costs are recorded.")


@pytest.mark.parametrize("make", ALL)
def test_an_empty_map_has_words_and_no_bars(make: Callable[[Basis], Figure]) -> None:
    figure = make(basis_of(Document()))
    assert figure.charts == ()
    assert said(figure).endswith(".")


def test_integrations_are_told_by_pack_and_add_up() -> None:
    basis = basis_of(harbour_vale())
    figure = integrations_figure(basis)
    bars, metrics = figure.charts[0].bars, basis.analysis.metrics
    assert sum(one.length for one in bars) == metrics.expected
    missing = [part for one in bars for part in one.segments if part.look.ink == "danger"]
    assert sum(part.length for part in missing) == metrics.missing
    marketing = bar(figure, "Marketing")
    assert marketing.pick is not None
    assert marketing.pick.findings is not None
    assert marketing.pick.findings.text == "MKT-"
    gap = marketing.segments[-1].pick
    assert gap is not None
    assert gap.findings is not None
    assert gap.findings.kind is FindingKind.MISSING_INTEGRATION


def test_findings_add_up_by_severity_and_by_kind() -> None:
    basis = basis_of(harbour_vale())
    by_severity, by_kind = findings_figure(basis).charts
    count = len(basis.analysis.findings)
    assert sum(one.length for one in by_severity.bars) == count
    assert sum(one.length for one in by_kind.bars) == count
    assert [one.name for one in by_severity.bars] == ["Critical", "High", "Medium", "Low"]
    rogue = next(one for one in by_kind.bars if one.name == "Rogue islands")
    first = rogue.segments[0].pick
    assert first is not None
    worst = next(f for f in basis.analysis.findings if f.kind is FindingKind.ROGUE_ISLAND)
    assert first.opened == worst.key


def test_accepted_risks_are_left_out_and_counted() -> None:
    basis = basis_of(harbour_vale())
    findings = basis.analysis.findings
    waived = (replace(findings[0], waived=True), *findings[1:])
    figure = findings_figure(replace(basis, analysis=replace(basis.analysis, findings=waived)))
    assert sum(one.length for one in figure.charts[0].bars) == len(findings) - 1
    assert said(figure).endswith("1 accepted risk is left out.")


def test_islands_are_told_from_the_mainland_down_to_the_islets() -> None:
    basis = basis_of(harbour_vale())
    figure = islands_figure(basis)
    bars = figure.charts[0].bars
    assert [(one.name, one.length) for one in bars] == [
        ("Mainland", 11), ("Rogue island", 3), ("1 rogue islet", 1),
    ]  # fmt: skip
    assert sum(one.length for one in bars) == basis.analysis.metrics.live_systems
    assert bars[1].pick is not None
    assert bars[1].pick.systems == set(basis.analysis.islands[1].systems)


def test_many_islands_are_drawn_together() -> None:
    basis = basis_of(harbour_vale())
    land, island, islet = basis.analysis.islands
    many = (land, *[island] * 9, *[replace(islet, kind=IslandKind.ISLAND)] * 3, islet)
    figure = islands_figure(replace(basis, analysis=replace(basis.analysis, islands=many)))
    names = [one.name for one in figure.charts[0].bars]
    assert names == [
        "Mainland", *["Rogue island"] * 6, "3 more rogue islands", "1 rogue islet", "3 islets",
    ]  # fmt: skip


@pytest.mark.parametrize("make", ALL)
def test_no_two_looks_of_a_legend_differ_by_colour_alone(make: Callable[[Basis], Figure]) -> None:
    figure = make(basis_of(harbour_vale()))
    fills = [look.fill for look, _ in figure.legend]
    assert len(set(fills)) == len(fills) > 1
    assert Fill.SOLID in fills
