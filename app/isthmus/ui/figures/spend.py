"""Spend inside and outside IT, and beside it what studies have measured elsewhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from isthmus.analysis.results import DepartmentSpend
from isthmus.model.money import money
from isthmus.report.account import benchmarks, is_marketing
from isthmus.report.basis import Basis
from isthmus.report.parts import Benchmark
from isthmus.report.words import counted, percent, plural
from isthmus.ui.figures.parts import (
    INSIDE,
    MEASURED,
    OUTSIDE,
    Bar,
    Chart,
    Figure,
    Pick,
    Segment,
    Words,
)

BARS = 12
"""So many departments get a bar; the smallest of more are added up in the last one."""
_TITLE = "Spend inside and outside IT"
_LEGEND = ((INSIDE, "inside IT"), (OUTSIDE, "outside IT (% of the total)"))


def spend_figure(basis: Basis) -> Figure:
    """A bar per department, the largest spend first, then the benchmarks."""
    metrics = basis.analysis.metrics
    if not (metrics.spend_inside or metrics.spend_outside):
        return Figure("spend", _TITLE, (Words(_why_none(basis)),))
    payers = _Payers(basis)
    paid = [row for row in metrics.spend if _total(row) > 0]
    paid.sort(key=lambda row: (-_total(row), row.department.casefold(), row.department))
    bars = [_bar(basis, [row], payers) for row in paid[: BARS - 1]]
    rest = paid[BARS - 1 :]
    bars += [_bar(basis, rest, payers)] if rest else []
    told = Chart(tuple(bars)), Words(_note(basis))
    return Figure("spend", _TITLE, (*told, *_beside(basis, payers)), _LEGEND)


class _Payers:
    """Ids of the live systems with a cost, by department and by who pays."""

    def __init__(self, basis: Basis) -> None:
        self.by_department: dict[str, dict[bool, list[str]]] = defaultdict(
            lambda: {True: [], False: []}
        )
        self.of_marketing: list[str] = []
        for system in basis.systems:
            if system.id in basis.analysis.island_of and basis.cost(system):
                outside = basis.ownership.paid_outside(system)
                self.by_department[basis.ownership.account(system)][outside].append(system.id)
                if outside and is_marketing(basis, system):
                    self.of_marketing.append(system.id)

    def pick(self, departments: Iterable[str], *whose: bool) -> Pick:
        """Their systems that are paid for outside IT (True), inside (False)."""
        ids = (i for name in departments for side in whose for i in self.by_department[name][side])
        return Pick(frozenset(ids))


def _total(row: DepartmentSpend) -> Decimal:
    return row.inside_it + row.outside_it


def _bar(basis: Basis, rows: Sequence[DepartmentSpend], payers: _Payers) -> Bar:
    inside = sum((row.inside_it for row in rows), Decimal(0))
    outside = sum((row.outside_it for row in rows), Decimal(0))
    share = percent(float(outside / (inside + outside)))
    names = [row.department for row in rows]
    name = names[0] or "No department" if len(rows) == 1 else counted(len(rows), "other")
    parts = [
        Segment(float(amount), look, payers.pick(names, look is OUTSIDE))
        for amount, look in ((inside, INSIDE), (outside, OUTSIDE))
        if amount > 0
    ]
    amounts = [money(amount, basis.currency) for amount in (inside + outside, inside, outside)]
    tip = f"{name}: {amounts[0]} a year\n{amounts[1]} inside IT, {amounts[2]} outside ({share})"
    whole = payers.pick(names, False, True)  # noqa: FBT003 - both sides
    return Bar(name, tuple(parts), f"{amounts[0]} · {share}", tip, whole)


def _note(basis: Basis) -> str:
    metrics, currency = basis.analysis.metrics, basis.currency
    total = metrics.spend_inside + metrics.spend_outside
    share = percent(float(metrics.spend_outside / total)) if total > 0 else "0%"
    note = f"{money(total, currency)} a year in all, {share} of it outside IT."
    if left_out := metrics.costs_unknown:
        verb = plural(left_out, "is", "are")
        note += f" {counted(left_out, 'system')} without a known cost {verb} left out."
    return note


def _why_none(basis: Basis) -> str:
    if not basis.systems:
        return "There are no systems yet, so there is no spend to show."
    return (
        "No costs are recorded. Give systems an annual cost in their properties, or import an "
        "inventory that has one."
    )


def _beside(basis: Basis, payers: _Payers) -> list[Chart | Words]:
    """The map's own shares, each over the figures that a study gives."""
    outside = payers.pick(list(payers.by_department), True)  # noqa: FBT003 - the side
    picks = {0: outside, 1: Pick(frozenset(payers.of_marketing))}
    blocks: list[Chart | Words] = [Words("Beside the benchmarks", is_heading=True)]
    rows = benchmarks(basis)
    full = max([1.0, *(row.share or 0 for row in rows)])
    for place, row in enumerate(rows):
        blocks += [Words(row.measure), _pair(row, picks.get(place), full)]
    return blocks


def _measured(share: float) -> tuple[Segment, ...]:
    return (Segment(share, MEASURED),) if share else ()


def _pair(row: Benchmark, pick: Pick | None, full: float) -> Chart:
    """The map's bar, then the study's."""
    studies = row.figures or ((row.study, 0.0),)
    bars = [
        Bar(row.source if not n else "", _measured(share), words, row.measure)
        for n, (words, share) in enumerate(studies)
    ]
    here = Bar("This map", (), "not told by the map", row.measure)
    if row.share is not None:
        here = Bar("This map", (Segment(row.share, OUTSIDE),), row.here, row.measure, pick)
    return Chart((here, *bars), full)
