"""Two states of a map compared: a scenario and the map, two dates, two saved versions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from isthmus.analysis.compared import (
    Comparison,
    Figure,
    FindingChange,
    IslandChange,
    RecordChange,
    SpendChange,
    Unit,
    Value,
)
from isthmus.analysis.naming import folded
from isthmus.analysis.planning.results import Plan, days
from isthmus.analysis.results import Analysis, DepartmentSpend, Finding, Island, IslandKind
from isthmus.analysis.sameness import Pairing, changed_fields, paired_flows, paired_systems
from isthmus.catalogue.types import Severity
from isthmus.model.snapshot import Snapshot

State = tuple[Snapshot, Analysis]
_Same = Mapping[str, str]


def compare(before: State, after: State, plans: tuple[Plan, Plan] | None = None) -> Comparison:
    """What differs between two states of a map; `plans` are those of the two, if wanted.

    Findings are the same by their keys; where a system was renamed, by what they are about.
    """
    systems = paired_systems(before[0], after[0])
    flows = paired_flows(before[0], after[0], systems.same)
    new, gone, changed = _findings(before[1].findings, after[1].findings, systems.same)
    came, went, grown = _islands(before[1].islands, after[1].islands, systems.same)
    return Comparison(
        before=before[0],
        after=after[0],
        findings_new=new,
        findings_gone=gone,
        findings_changed=changed,
        islands_new=came,
        islands_gone=went,
        islands_changed=grown,
        systems_added=systems.added,
        systems_removed=systems.removed,
        systems_changed=_changed("systems", (before[0], after[0]), systems, systems.same),
        flows_added=flows.added,
        flows_removed=flows.removed,
        flows_changed=_changed("flows", (before[0], after[0]), flows, systems.same),
        figures=(*_figures(before, after), *_plan_figures(plans)),
        spend=tuple(_spend(before, after)),
    )


_NAMED = ("departments", "capabilities", "data_objects")
"""What systems and flows refer to and say by its name."""


def _changed(
    table: str, maps: tuple[Snapshot, Snapshot], pairing: Pairing, same: _Same
) -> tuple[RecordChange, ...]:
    """Records that are the same and say something else."""
    old, new = (one.systems if table == "systems" else one.flows for one in maps)
    is_ground_same = all(maps[0].tables[name] == maps[1].tables[name] for name in _NAMED)
    found = []
    for was, is_now in pairing.same.items():
        if is_ground_same and old[was] == new[is_now]:
            continue
        names = changed_fields((maps[0], old[was]), (maps[1], new[is_now]), same)
        if names:
            found.append(RecordChange(was, is_now, names))
    return tuple(found)


def _findings(
    before: Sequence[Finding], after: Sequence[Finding], same: _Same
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[FindingChange, ...]]:
    """Those that are new, gone, changed."""
    old_of = _partners(before, after, same)
    changed = []
    for finding in after:
        old = old_of.get(finding.key)
        if old is not None and (what := tuple(_what_differs(old, finding, same))):
            changed.append(FindingChange(old, finding, what))
    known = {old.key for old in old_of.values()}
    new = tuple(finding for finding in after if finding.key not in old_of)
    return new, tuple(old for old in before if old.key not in known), tuple(changed)


def _partners(
    before: Sequence[Finding], after: Sequence[Finding], same: _Same
) -> dict[str, Finding]:
    """By key after: the finding before that is the same."""
    keys = {finding.key for finding in after}
    found = {old.key: old for old in before if old.key in keys}
    free = {_about(old, same): old for old in before if old.key not in keys}
    for finding in after:
        if finding.key not in found and (old := free.pop(_about(finding, {}), None)):
            found[finding.key] = old
    return found


def _about(finding: Finding, same: _Same) -> tuple[object, ...]:
    """What a finding is about, with the ids of the later map."""
    return (finding.kind, finding.rule, finding.data_objects, *_sides(finding, same))


def _sides(finding: Finding, same: _Same) -> Iterator[frozenset[str]]:
    sides = finding.sides if finding.kind.is_gap else (finding.systems,)
    return (frozenset(same.get(ident, ident) for ident in side) for side in sides)


def _what_differs(before: Finding, after: Finding, same: _Same) -> Iterator[str]:
    if before.severity is not after.severity:
        yield "severity"
    if list(_sides(before, same)) != list(_sides(after, {})):
        yield "systems"
    if before.waived is not after.waived:
        yield "accepted"
    if before.evidence != after.evidence:
        yield "evidence"


def _islands(
    before: Iterable[Island], after: Iterable[Island], same: _Same
) -> tuple[tuple[Island, ...], tuple[Island, ...], tuple[IslandChange, ...]]:
    """Those that are new, gone, changed: an island goes on in the one that has most of it."""
    old = [one for one in before if one.kind is not IslandKind.MAINLAND]
    new = [one for one in after if one.kind is not IslandKind.MAINLAND]
    pairs = _most_shared(old, new, same)
    changed = (_island_change(old[i], new[j], same) for j, i in sorted(pairs.items()))
    kept = frozenset(pairs.values())
    return (
        tuple(one for j, one in enumerate(new) if j not in pairs),
        tuple(one for i, one in enumerate(old) if i not in kept),
        tuple(
            one for one in changed if one.joined or one.left or one.before.kind != one.after.kind
        ),
    )


def _most_shared(old: Sequence[Island], new: Sequence[Island], same: _Same) -> dict[int, int]:
    """By number after: the number before; pairs that share most systems first."""
    land = {ident: j for j, one in enumerate(new) for ident in one.systems}
    shared: dict[tuple[int, int], int] = {}
    for i, one in enumerate(old):
        for ident in one.systems:
            j = land.get(same.get(ident, ""))
            if j is not None:
                shared[i, j] = shared.get((i, j), 0) + 1
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs


def _island_change(before: Island, after: Island, same: _Same) -> IslandChange:
    was = {same.get(ident, ""): ident for ident in before.systems}
    here = frozenset(after.systems)
    joined = tuple(ident for ident in after.systems if ident not in was)
    left = tuple(ident for ident in before.systems if same.get(ident) not in here)
    return IslandChange(before, after, joined, left)


_FIGURES = (
    ("systems", "Systems", Unit.COUNT),
    ("live_systems", "Live systems", Unit.COUNT),
    ("flows", "Flows", Unit.COUNT),
    ("live_flows", "Live flows", Unit.COUNT),
    ("islands", "Islands", Unit.COUNT),
    ("rogue_islands", "Rogue islands", Unit.COUNT),
    ("systems_cut_off", "Systems cut off", Unit.COUNT),
    ("expected", "Integrations expected", Unit.COUNT),
    ("in_place", "Integrations in place", Unit.COUNT),
    ("missing", "Missing integrations", Unit.COUNT),
    ("integrated", "Share in place", Unit.SHARE),
    ("spend_inside", "Spend inside IT", Unit.MONEY),
    ("spend_outside", "Spend outside IT", Unit.MONEY),
    ("outside_on_top", "Outside on top of IT's", Unit.SHARE),
    ("costs_unknown", "Systems of unknown cost", Unit.COUNT),
)
"""Those of Metrics that are compared, and how they are called."""


def _figures(before: State, after: State) -> Iterator[Figure]:
    for severity in reversed(Severity):
        counts = [_open(state[1].findings, severity) for state in (before, after)]
        yield _figure(severity.value, f"Findings, {severity.value}", Unit.COUNT, counts)
    alike = _currency(before) == _currency(after)
    for key, label, unit in _FIGURES:
        values = [getattr(state[1].metrics, key) for state in (before, after)]
        yield _figure(key, label, unit, values, alike=alike)


def _figure(
    key: str, label: str, unit: Unit, values: Iterable[Value], *, alike: bool = True
) -> Figure:
    """A figure of both maps; amounts compare only where the currencies are alike."""
    was, is_now = values
    return Figure(key, label, unit, was, is_now, comparable=alike or unit is not Unit.MONEY)


def _open(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(one.severity is severity and not one.waived for one in findings)


def _currency(state: State) -> str:
    return state[0].info.currency


def _plan_figures(plans: tuple[Plan, Plan] | None) -> Iterator[Figure]:
    """The cheapest plans of both."""
    if plans is None:
        return
    flows = [len(plan.flows) for plan in plans]
    yield _figure("plan_flows", "Flows of the plan", Unit.COUNT, flows)
    efforts = [days(plan.effort) for plan in plans]
    yield _figure("plan_days", "Days of work of the plan", Unit.DAYS, efforts)
    left = [len(plan.leaves) for plan in plans]
    yield _figure("plan_leaves", "Findings that the plan leaves", Unit.COUNT, left)


def _spend(before: State, after: State) -> Iterator[SpendChange]:
    """By department, in the order of their names."""
    alike = _currency(before) == _currency(after)
    old, new = _rows(before[1].metrics.spend), _rows(after[1].metrics.spend)
    for key in sorted({*old, *new}):
        was, is_now = old.get(key), new.get(key)
        known = is_now or was
        inside = [row.inside_it if row else Decimal(0) for row in (was, is_now)]
        outside = [row.outside_it if row else Decimal(0) for row in (was, is_now)]
        yield SpendChange(
            known.department if known else "",
            _figure("inside", "Inside IT", Unit.MONEY, inside, alike=alike),
            _figure("outside", "Outside IT", Unit.MONEY, outside, alike=alike),
        )


def _rows(spend: Iterable[DepartmentSpend]) -> dict[str, DepartmentSpend]:
    """By name; two departments of one name are told together."""
    rows: dict[str, DepartmentSpend] = {}
    for row in spend:
        key = folded(row.department)
        was = rows.get(key)
        rows[key] = DepartmentSpend(
            row.department if was is None else was.department,
            row.inside_it + (was.inside_it if was else 0),
            row.outside_it + (was.outside_it if was else 0),
        )
    return rows
