"""What differs between two states of a map, in lines of text."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from isthmus.analysis.compared import (
    Comparison,
    Figure,
    FindingChange,
    IslandChange,
    RecordChange,
    Unit,
    Value,
)
from isthmus.analysis.results import Finding, Island
from isthmus.analysis.wording import listed
from isthmus.model.money import exact_money
from isthmus.model.snapshot import Snapshot

SHOWN = 12
"""So many rows of a list are told, and how many more there are."""
UNKNOWN = "unknown"


def comparison_lines(found: Comparison) -> Iterator[str]:
    """What a reader must know first, first: findings, islands, figures, spend, records."""
    if found.is_same:
        yield "Nothing differs."
        return
    yield summary(found)
    for change in found.findings_new:
        yield f"  new · {finding_line(found.after, change)}"
    for gone in found.findings_gone:
        yield f"  gone · {finding_line(found.before, gone)}"
    for one in found.findings_changed:
        yield f"  changed · {change_line(found, one)}"
    yield from _islands(found)
    yield from _figures(found)
    yield from _spend(found)
    yield from _records(found)


def summary(found: Comparison) -> str:
    """'Findings: 2 new, 5 gone, 1 changed'."""
    new, gone, changed = (
        len(some) for some in (found.findings_new, found.findings_gone, found.findings_changed)
    )
    if not new + gone + changed:
        return "Findings: the same"
    return f"Findings: {new:,} new, {gone:,} gone, {changed:,} changed"


def finding_line(snapshot: Snapshot, finding: Finding) -> str:
    """'high · Missing integration · CRM → ERP'."""
    waived = " (accepted)" if finding.waived else ""
    return f"{finding.severity}{waived} · {about_line(snapshot, finding)}"


def about_line(snapshot: Snapshot, finding: Finding) -> str:
    """'Missing integration · CRM → ERP'."""
    sides = finding.sides if finding.kind.is_gap else (finding.systems,)
    who = " → ".join(listed(names_of(snapshot, side)) for side in sides)
    things = f" ({listed(finding.data_objects)})" if finding.data_objects else ""
    return f"{finding.title} · {who}{things}"


def change_line(found: Comparison, change: FindingChange) -> str:
    """The finding as it is, and what of it was otherwise."""
    return f"{finding_line(found.after, change.after)}: {was_words(found, change)}"


def was_words(found: Comparison, change: FindingChange) -> str:
    """'was medium; was about CRM and ERP'."""
    return "; ".join(_was(found, change))


def _was(found: Comparison, change: FindingChange) -> Iterator[str]:
    before, after = change.before, change.after
    if "severity" in change.what:
        yield f"was {before.severity}"
    if "systems" in change.what:
        yield f"was about {listed(names_of(found.before, before.systems))}"
    if "accepted" in change.what:
        yield "accepted as a risk now" if after.waived else "no longer accepted as a risk"
    if change.what == ("evidence",):
        yield f"the evidence is now: {after.evidence}"


def names_of(snapshot: Snapshot, ids: Sequence[str]) -> list[str]:
    """The names of systems."""
    return [snapshot.systems[ident].name for ident in ids]


def flow_line(snapshot: Snapshot, ident: str) -> str:
    """'CRM → ERP (Customer, planned)'."""
    flow = snapshot.flows[ident]
    things = [snapshot.data_objects[one].name for one in flow.data_objects]
    said = ", ".join([*things, *(() if flow.state == "live" else (flow.state.value,))])
    ends = " → ".join(names_of(snapshot, (flow.source, flow.target)))
    return f"{ends} ({said})" if said else ends


def _islands(found: Comparison) -> Iterator[str]:
    rows = [
        *(f"  new {_island(found.after, one)}" for one in found.islands_new),
        *(f"  gone {_island(found.before, one)}" for one in found.islands_gone),
        *(f"  {island_line(found, one)}" for one in found.islands_changed),
    ]
    if rows:
        yield "Islands:"
        yield from _cut(rows)


def _island(snapshot: Snapshot, island: Island) -> str:
    kind = "island" if island.kind == "island" else f"{island.kind} island"
    return f"{kind} · {listed(names_of(snapshot, island.systems))}"


def island_line(found: Comparison, change: IslandChange) -> str:
    """The island as it is, who joined and who left."""
    word = "changed"
    if bool(change.joined) is not bool(change.left):
        word = "grown" if change.joined else "smaller"
    facts = []
    if change.joined:
        facts.append(f"joined: {listed(names_of(found.after, change.joined))}")
    if change.left:
        facts.append(f"left: {listed(names_of(found.before, change.left))}")
    if change.before.kind is not change.after.kind:
        facts.append(f"was {change.before.kind}")
    return f"{word} {_island(found.after, change.after)} · {'; '.join(facts)}"


def _figures(found: Comparison) -> Iterator[str]:
    rows = [one for one in found.figures if one.before != one.after]
    if rows:
        yield "Figures:"
    for one in rows:
        yield f"  {one.label}: {figure_words(found, one)}"


def figure_words(found: Comparison, figure: Figure) -> str:
    """'12 → 15 (+3)'."""
    currencies = found.before.info.currency, found.after.info.currency
    was = value_words(figure.before, figure.unit, currencies[0])
    is_now = value_words(figure.after, figure.unit, currencies[1])
    more = difference_words(figure, currencies[1])
    return f"{was} → {is_now} ({more})" if more else f"{was} → {is_now}"


def value_words(value: Value, unit: Unit, currency: str) -> str:
    """A figure's value as it is read."""
    if value is None:
        return UNKNOWN
    if unit is Unit.MONEY:
        return exact_money(Decimal(value), currency)
    if unit is Unit.SHARE:
        return f"{float(value):.1%}"
    return f"{value:,}"


def difference_words(figure: Figure, currency: str) -> str:
    """'+3', '−€40,000', '+5 points'; '' where it is nothing, or cannot be told."""
    more = figure.difference
    if not more:
        return ""
    sign = "+" if more > 0 else "−"
    size = abs(more)
    if figure.unit is Unit.SHARE:
        points = f"{float(size) * 100:.1f}"
        return f"{sign}{points} points" if points != "0.0" else ""
    return f"{sign}{value_words(size, figure.unit, currency)}"


def _spend(found: Comparison) -> Iterator[str]:
    rows = [
        f"  {row.department or 'no department'}, {one.label.lower()[0]}{one.label[1:]}: "
        f"{figure_words(found, one)}"
        for row in found.spend
        for one in (row.inside, row.outside)
        if one.before != one.after
    ]
    if rows:
        yield "Spend by department:"
        yield from rows


def _records(found: Comparison) -> Iterator[str]:
    def system(snapshot: Snapshot, ident: str) -> str:
        return snapshot.systems[ident].name

    sides = (found.before, found.after)
    for what, told, (removed, added, changed) in (
        ("system", system, (found.systems_removed, found.systems_added, found.systems_changed)),
        ("flow", flow_line, (found.flows_removed, found.flows_added, found.flows_changed)),
    ):
        if removed or added or changed:
            yield f"{what.capitalize()}s: {_counts(added, removed, changed)}"
        yield from _cut([f"  added · {told(sides[1], ident)}" for ident in added])
        yield from _cut([f"  removed · {told(sides[0], ident)}" for ident in removed])
        rows = [f"  changed · {told(sides[1], one.after)}: {fields_words(one)}" for one in changed]
        yield from _cut(rows)


def _counts(added: Sequence[str], removed: Sequence[str], changed: Sequence[RecordChange]) -> str:
    return f"{len(added):,} added, {len(removed):,} removed, {len(changed):,} changed"


def fields_words(change: RecordChange) -> str:
    """The fields of a change as a reader knows them."""
    return listed([_FIELDS.get(name, name.replace("_", " ")) for name in change.fields])


_FIELDS = {"it_steward": "IT steward", "annual_cost": "cost a year"}


def _cut(rows: Sequence[str]) -> list[str]:
    more = len(rows) - SHOWN
    return [*rows[:SHOWN], *([f"  and {more:,} more"] if more > 0 else [])]
