"""Builds the integration gap report: the map and its analysis in words and figures."""

from datetime import date
from decimal import Decimal

from isthmus.analysis.results import Analysis, DepartmentSpend, Island, IslandKind
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.money import money
from isthmus.model.snapshot import Snapshot
from isthmus.report.account import (
    BENCHMARKS_NOTE,
    benchmarks,
    unknowns,
)
from isthmus.report.basis import Basis
from isthmus.report.closing import closing
from isthmus.report.gaps import (
    MANY,
    gap_rows,
    gaps_note,
    groups,
    waiver_rows,
)
from isthmus.report.headline import NOT_JUDGED, caveat, is_judged, parts_of, result
from isthmus.report.legend import legend
from isthmus.report.method import premises_told, terms
from isthmus.report.parts import Figure, ReportContent, SpendBar
from isthmus.report.rules import quiet_note, rule_rows, rules_note
from isthmus.report.tables import (
    agreement_rows,
    data_object_rows,
    flow_rows,
    inventory_size,
    island_rows,
    system_rows,
)
from isthmus.report.words import counted, day, number, percent, plural

TITLE = "Integration gap report"
TIMES = 5
"""From so many times IT's spend on, the spend outside is told as a multiple."""
BARS = 10
"""Departments with a bar of their own; the rest share one."""


def build(
    snapshot: Snapshot, analysis: Analysis, catalogue: Catalogue, as_of: date
) -> ReportContent:
    """All texts and figures of the report; the same map gives the same report."""
    basis = Basis(snapshot, analysis, catalogue, as_of)
    rows = groups(basis.open_findings)
    info = snapshot.info
    return ReportContent(
        title=TITLE,
        name=info.name,
        organisation=info.organisation or info.name,
        classification=info.classification,
        as_of=as_of,
        subtitle=_subtitle(basis),
        result=result(basis),
        caveat=caveat(basis),
        figures=_figures(basis),
        legend=legend(basis),
        map_caption=_map_caption(basis),
        map_description=_map_description(basis),
        spend=_spend(basis),
        spend_note=_spend_note(basis),
        benchmarks=benchmarks(basis),
        benchmarks_note=BENCHMARKS_NOTE,
        gaps_note=gaps_note(rows),
        gaps=gap_rows(basis, rows),
        closing=closing(basis, rows),
        islands_note=_islands_note(basis),
        islands=island_rows(basis) if is_judged(basis) else (),
        data_objects=data_object_rows(basis, rows),
        agreements=agreement_rows(basis),
        waivers=waiver_rows(basis),
        unknowns=unknowns(basis),
        terms=terms(basis),
        premises=premises_told(basis),
        rules_note=rules_note(basis),
        rules=rule_rows(basis, reasons=len(rows) > MANY),
        quiet_rules=quiet_note(basis),
        systems=system_rows(basis),
        flows=flow_rows(basis),
    )


def _subtitle(basis: Basis) -> str:
    rules = basis.rules
    packs = {rule.pack for rule in rules}
    used = ""
    if len(packs) == 1:
        used = f" Rule pack: {''.join(packs)}."
    elif packs:
        used = f" Checked by {counted(len(rules), 'rule')} in {counted(len(packs), 'pack')}."
    return f"{inventory_size(basis)}, as of {day(basis.as_of)}.{used}"


def _figures(basis: Basis) -> tuple[Figure, ...]:
    missing = basis.analysis.metrics.missing
    if is_judged(basis):
        said = plural(missing, "missing integration")
    else:
        said = f"{plural(missing, 'integration')} expected by the rules"
    return (
        _island_figure(basis),
        Figure(number(missing), said),
        _integrated_figure(basis),
        _outside_figure(basis),
    )


def _island_figure(basis: Basis) -> Figure:
    """Rogue islands; where there is none, whatever else is cut off."""
    if not is_judged(basis):
        return Figure("–", "islands: no data flows are recorded")
    rogue = parts_of(basis, IslandKind.ROGUE)
    parts = rogue or parts_of(basis, IslandKind.ISLAND)
    systems = sum(len(part.systems) for part in parts)
    if rogue or not parts:
        said = plural(len(rogue), "rogue island")
        return Figure(
            number(len(rogue)), f"{said}, {counted(systems, 'system')}" if rogue else said
        )
    said = f"{plural(len(parts), 'island')}, {counted(systems, 'system')}; none known as rogue"
    return Figure(number(len(parts)), said)


def _integrated_figure(basis: Basis) -> Figure:
    metrics = basis.analysis.metrics
    if metrics.integrated is None:
        return Figure("–", "no integration is expected by the rules")
    if not is_judged(basis):
        return Figure("–", "of them in place: no data flows are recorded")
    expected = plural(metrics.expected, "expected integration")
    return Figure(percent(metrics.integrated), f"of {number(metrics.expected)} {expected} in place")


def _outside_figure(basis: Basis) -> Figure:
    metrics = basis.analysis.metrics
    on_top = metrics.outside_on_top
    if on_top is not None and on_top >= TIMES:
        return Figure(f"{on_top:,.0f}×", "IT's own spend is spent outside IT")
    if on_top is not None:
        return Figure(percent(on_top), "spend outside IT, on top of IT's")
    if metrics.spend_outside:
        amount = money(metrics.spend_outside, basis.currency)
        return Figure(amount, "spend outside IT; none inside is recorded")
    return Figure("–", "spend outside IT: no costs are recorded")


def _map_caption(basis: Basis) -> str:
    island = "" if not is_judged(basis) else " by island"
    return f"Figure 1. The map{island}."


def _map_description(basis: Basis) -> str:
    parts = len(basis.analysis.islands)
    return f"Map of {inventory_size(basis)} in {counted(parts, 'connected part')}. {result(basis)}"


def _islands_note(basis: Basis) -> str:
    islands = [part for part in basis.analysis.islands if part.kind is not IslandKind.MAINLAND]
    if not basis.systems:
        return "The map holds no systems."
    if not is_judged(basis):
        return NOT_JUDGED
    if not islands:
        return "All systems are connected: there are no islands."
    islets = sum(len(part.systems) == 1 for part in islands)
    alone = f", {number(islets)} of them a single system" if islets else ""
    return (
        f"{counted(len(islands), 'part')} of the map {_stand(islands)} beside the mainland{alone}."
    )


def _stand(islands: list[Island]) -> str:
    return plural(len(islands), "stands", "stand")


def _spend(basis: Basis) -> tuple[SpendBar, ...]:
    """A bar per department, the largest first; those beyond BARS are added up in the last."""
    paid = [row for row in basis.analysis.metrics.spend if row.inside_it or row.outside_it]
    paid.sort(key=lambda row: (-_total(row), row.department.casefold(), row.department))
    if len(paid) > BARS:
        rest = paid[BARS - 1 :]
        inside = sum((row.inside_it for row in rest), Decimal(0))
        outside = sum((row.outside_it for row in rest), Decimal(0))
        name = f"{counted(len(rest), 'other')}"
        paid = [*paid[: BARS - 1], DepartmentSpend(name, inside, outside)]
    longest = max((_total(row) for row in paid), default=Decimal(0))
    return tuple(_bar(row, longest, basis.currency) for row in paid)


def _total(row: DepartmentSpend) -> Decimal:
    return row.inside_it + row.outside_it


def _bar(row: DepartmentSpend, longest: Decimal, currency: str) -> SpendBar:
    total = _total(row)
    share = f" · {percent(float(row.outside_it / total))} outside IT" if total > 0 else ""
    return SpendBar(
        department=row.department or "No department",
        inside=_length(row.inside_it, longest),
        outside=_length(row.outside_it, longest),
        text=f"{money(total, currency)}{share}",
    )


def _length(part: Decimal, longest: Decimal) -> float:
    """A credit has no length."""
    return max(0.0, min(1.0, float(part / longest))) if longest > 0 else 0.0


def _spend_note(basis: Basis) -> str:
    metrics = basis.analysis.metrics
    if not metrics.spend_inside and not metrics.spend_outside:
        return "No costs are recorded, so there is no spend to show."
    inside, outside = (
        money(amount, basis.currency) for amount in (metrics.spend_inside, metrics.spend_outside)
    )
    left_out = metrics.costs_unknown
    note = f"{inside} a year inside IT, {outside} outside."
    if left_out:
        verb = plural(left_out, "is", "are")
        note += f" {counted(left_out, 'system')} without a known cost {verb} left out."
    return note
