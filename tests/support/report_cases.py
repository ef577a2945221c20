"""Reports to test with: the harbour's, and analyses made of a few plain words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from isthmus.analysis.results import Analysis, Finding, FindingKind, Island, IslandKind, Metrics
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import (
    Category,
    Direction,
    Rule,
    Severity,
    Source,
    Subject,
)
from isthmus.model.document import Document
from isthmus.model.records import CellRef, System
from isthmus.report.content import build
from isthmus.report.parts import ReportContent
from support.harbour import harbour_vale
from support.harbour_findings import harbour_analysis

DAY = date(2026, 11, 22)
MAP_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 560" width="860" height="560">'
    '<rect width="860" height="560" fill="#e6f0f5"/>'
    '<text x="60" y="80" font-family="Inter" font-weight="600" font-size="12">Mapped card</text>'
    "</svg>"
)


def small_catalogue() -> Catalogue:
    """Two categories, one rule and its source."""
    mail, automation = "email-campaigns", "marketing-automation"
    rule = Rule(
        key="MKT-02",
        pack="martech",
        title="E-mail tools and marketing automation share contacts",
        sources=(mail,),
        targets=(automation,),
        data_objects=("contact",),
        direction=Direction.BOTH,
        subject=Subject.SOURCE,
        automated=True,
        max_hops=3,
        severity=Severity.HIGH,
        why="Unsubscribes never meet.",
        claim="essay",
    )
    return Catalogue(
        categories={
            mail: Category(mail, "Email campaigns", "marketing", ""),
            automation: Category(automation, "Marketing automation", "marketing", ""),
        },
        sources={"essay": Source("essay", "An essay on rogue IT, 2013")},
        rules=(rule,),
    )


def harbour_content() -> ReportContent:
    """The report on Harbour & Vale."""
    return build(harbour_vale().snapshot(), harbour_analysis(), small_catalogue(), DAY)


def document_of(systems: Sequence[System]) -> Document:
    """A map of these systems alone."""
    return Document({"systems": {row.id: row for row in systems}})


def parted(parts: Sequence[tuple[IslandKind, Sequence[System]]], **figures: int) -> Analysis:
    """An analysis of those parts, with a finding for each that is not the mainland."""
    islands = [Island(f"i{n}", kind, tuple(s.id for s in m)) for n, (kind, m) in enumerate(parts)]
    findings = [_flag(island) for island in islands if island.kind is not IslandKind.MAINLAND]
    return Analysis(0, tuple(islands), tuple(findings), Metrics(**figures))


def _flag(island: Island) -> Finding:
    kinds = {
        IslandKind.ROGUE: FindingKind.ROGUE_ISLAND,
        IslandKind.TIDAL: FindingKind.TIDAL_ISLAND,
        IslandKind.ISLAND: FindingKind.ISLAND,
    }
    return Finding(
        key=island.key,
        kind=kinds[island.kind],
        rule="ISL-01",
        severity=Severity.LOW,
        title=f"{island.kind.value.capitalize()} part",
        systems=island.systems,
        data_objects=(),
        evidence=f"{len(island.systems)} without a live flow to the mainland",
        cells=(CellRef("inventory.xlsx", "Applications", f"B{island.key[1:]}"),),
    )


def systems_of(count: int, word: str = "System") -> list[System]:
    """So many systems with numbers for names."""
    return [System(name=f"{word} {n}", annual_cost=Decimal(n)) for n in range(1, count + 1)]
