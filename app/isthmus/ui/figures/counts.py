"""What is counted: integrations, findings, islands."""

from collections import Counter
from collections.abc import Iterable, Sequence

from isthmus.analysis.packs import PackTally, by_pack
from isthmus.analysis.premisewords import pack_title
from isthmus.analysis.results import Finding, FindingKind, Island, IslandKind
from isthmus.catalogue.types import Severity
from isthmus.report.basis import Basis
from isthmus.report.words import counted, listed, number, percent, plural
from isthmus.ui.figures.parts import (
    INSIDE,
    OUTSIDE,
    PARTLY,
    SEVERITIES,
    Bar,
    Chart,
    Figure,
    Look,
    Pick,
    Segment,
    Words,
)
from isthmus.ui.panels.finding_rows import KIND_WORDS, Wanted

_MANY = 6
"""So many islands of several systems get a bar each; the smaller ones share one."""
_NAMED = 400
"""Characters of names in a tooltip."""


def integrations_figure(basis: Basis) -> Figure:
    """A bar per rule pack: in place, in part, missing."""
    title = "Integrations expected and in place"
    packs = by_pack(basis.snapshot, basis.catalogue, basis.analysis)
    if not packs:
        why = "The rules expect no integration of the systems on this map."
        return Figure("integrations", title, (Words(why),))
    legend = ((INSIDE, "in place"), (PARTLY, "in part"), (OUTSIDE, "missing"))
    sums = [
        sum(getattr(row, name) for row in packs) for name in ("expected", "in_place", "missing")
    ]
    note = (
        f"{number(sums[0])} expected, {number(sums[1])} in place "
        f"({percent(sums[1] / sums[0])}), {number(sums[2])} missing. In part: one way where two "
        "are expected, or by hand."
    )
    rows = sorted(packs, key=lambda row: (-row.expected, pack_title(row.pack)))
    return Figure(
        "integrations", title, (Chart(tuple(_pack(row) for row in rows)), Words(note)), legend
    )


def _pack(row: PackTally) -> Bar:
    missing = FindingKind.MISSING_INTEGRATION
    gaps = [f for f in row.findings if f.kind is missing]
    parts = [f for f in row.findings if f.kind is not missing]
    segments = (
        Segment(row.in_place, INSIDE),
        Segment(row.partly, PARTLY, _of_pack(parts, None)),
        Segment(row.missing, OUTSIDE, _of_pack(gaps, missing)),
    )
    name = pack_title(row.pack)
    tip = (
        f"{name}: {counted(row.expected, 'integration')} expected\n{number(row.in_place)} in "
        f"place, {number(row.partly)} in part, {number(row.missing)} missing"
    )
    text = f"{number(row.in_place)} of {number(row.expected)}"
    kept = tuple(segment for segment in segments if segment.length)
    return Bar(name, kept, text, tip, _of_pack(row.findings, None))


def _of_pack(findings: Sequence[Finding], kind: FindingKind | None) -> Pick | None:
    """These findings in their list, by what the keys of their rules begin with: 'MKT-'."""
    stems = {finding.rule[: finding.rule.rfind("-") + 1] for finding in findings}
    if len(stems) == 1 and (stem := stems.pop()):
        return Pick(findings=Wanted(stem, kind))
    systems = frozenset(one for finding in findings for one in finding.systems)
    return Pick(systems) if systems else None


def findings_figure(basis: Basis) -> Figure:
    """Bars by severity, then by kind."""
    title = "Findings by severity and kind"
    found = basis.open_findings
    waived = len(basis.analysis.findings) - len(found)
    left = f"{counted(waived, 'accepted risk')} {plural(waived, 'is', 'are')} left out."
    notes = (Words(left),) if waived else ()
    if not found:
        why = "No findings." if basis.systems else "There are no systems yet, so nothing is found."
        return Figure("findings", title, (Words(why), *notes))
    legend = tuple((look, severity.value) for severity, look in SEVERITIES.items())
    severities = [_severity(found, severity) for severity in reversed(Severity)]
    kinds = [_kind(found, kind) for kind in FindingKind if any(f.kind is kind for f in found)]
    kinds.sort(key=lambda bar: (-bar.length, bar.name))
    by_severity, by_kind = Chart(tuple(severities)), Chart(tuple(kinds))
    between = Words("By kind", is_heading=True)
    return Figure("findings", title, (by_severity, between, by_kind, *notes), legend)


def _severity(found: Sequence[Finding], severity: Severity) -> Bar:
    count = sum(finding.severity is severity for finding in found)
    word = severity.value.capitalize()
    pick = Pick(findings=Wanted(severity=severity)) if count else None
    tip = f"{word}: {counted(count, 'finding')} of {number(len(found))}"
    segments = (Segment(count, SEVERITIES[severity]),) if count else ()
    return Bar(word, segments, number(count), tip, pick)


def _kind(found: Sequence[Finding], kind: FindingKind) -> Bar:
    mine = [finding for finding in found if finding.kind is kind]
    counts = Counter(finding.severity for finding in mine)
    segments = tuple(
        Segment(counts[severity], SEVERITIES[severity], _first(mine, severity))
        for severity in reversed(Severity)
        if counts[severity]
    )
    each = ", ".join(f"{number(counts[s])} {s.value}" for s in reversed(Severity) if counts[s])
    words = KIND_WORDS[kind]
    name = _short(kind)
    tip = f"{words[len(mine) > 1]}: {each}"
    return Bar(name, segments, number(len(mine)), tip, Pick(findings=Wanted(kind=kind)))


def _short(kind: FindingKind) -> str:
    """What stands before a narrow bar."""
    return {
        FindingKind.NO_MASTER: "No master",
        FindingKind.TWO_MASTERS: "Two masters",
        FindingKind.OUT_OF_REACH: "Out of reach",
        FindingKind.OUTSIDE_REGIONS: "Outside regions",
        FindingKind.CROSSING_REGIONS: "Crossing regions",
        FindingKind.REGULATION_UNRECORDED: "No regulation",
        FindingKind.IT_ABSENT: "IT absent",
    }.get(kind, KIND_WORDS[kind][1])


def _first(findings: Sequence[Finding], severity: Severity) -> Pick:
    """The findings of a kind, the first of that severity opened."""
    one = next(finding for finding in findings if finding.severity is severity)
    return Pick(findings=Wanted(kind=one.kind), opened=one.key)


_ISLAND_LOOKS = {
    IslandKind.MAINLAND: INSIDE,
    IslandKind.ROGUE: OUTSIDE,
    IslandKind.ISLAND: Look("danger"),
    IslandKind.TIDAL: PARTLY,
}
_ISLAND_WORDS = {
    IslandKind.ROGUE: ("rogue island", "rogue islet"),
    IslandKind.ISLAND: ("island", "islet"),
    IslandKind.TIDAL: ("tidal island", "tidal islet"),
}


def islands_figure(basis: Basis) -> Figure:
    """The mainland, the islands, the islets of each kind: how many systems are on them."""
    title = "Islands by size"
    islands = basis.analysis.islands
    if not islands:
        return Figure("islands", title, (Words("No live system is on the map."),))
    wholes = [part for part in islands if part.kind is IslandKind.MAINLAND]
    bars = [_parts(basis, [part], "Mainland") for part in wholes]
    larger = [p for p in islands if p.kind is not IslandKind.MAINLAND and len(p.systems) > 1]
    bars += [_island(basis, part) for part in larger[:_MANY]]
    for kind, words in _ISLAND_WORDS.items():
        for place, parts in enumerate((larger[_MANY:], [p for p in islands if _is_islet(p)])):
            some = [part for part in parts if part.kind is kind]
            if some:
                bars.append(_parts(basis, some, _several(len(some), words[place], place == 0)))
    legend = tuple(
        (look, kind.value)
        for kind, look in _ISLAND_LOOKS.items()
        if any(part.kind is kind for part in islands)
    )
    return Figure("islands", title, (Chart(tuple(bars)), Words(_cut_off(basis))), legend)


def _is_islet(part: Island) -> bool:
    return part.kind is not IslandKind.MAINLAND and len(part.systems) == 1


def _several(count: int, word: str, more: bool) -> str:  # noqa: FBT001 - smaller ones of many
    name = counted(count, word)
    return f"{name.replace(' ', ' more ', 1)}" if more else name[:1].upper() + name[1:]


def _island(basis: Basis, part: Island) -> Bar:
    return _parts(basis, [part], _ISLAND_WORDS[part.kind][0].capitalize())


def _parts(basis: Basis, parts: Sequence[Island], name: str) -> Bar:
    ids = tuple(one for part in parts for one in part.systems)
    names = basis.names(ids)
    count = counted(len(ids), "system")
    is_cut_off = parts[0].kind is not IslandKind.MAINLAND
    text = f"{number(len(ids))} · {_some(names)}" if is_cut_off else count
    tip = f"{name}: {count}\n{listed(names, _NAMED)}"
    segments = (Segment(len(ids), _ISLAND_LOOKS[parts[0].kind]),)
    return Bar(name, segments, text, tip, Pick(frozenset(ids)))


def _some(names: Iterable[str]) -> str:
    return listed(list(names), 80)


def _cut_off(basis: Basis) -> str:
    metrics = basis.analysis.metrics
    if not metrics.islands:
        return "Every live system is on the mainland."
    if all(part.kind is not IslandKind.MAINLAND for part in basis.analysis.islands):
        return "No part of the map can be called the mainland."
    share = percent(metrics.systems_cut_off / max(1, metrics.live_systems))
    return (
        f"{number(metrics.systems_cut_off)} of {counted(metrics.live_systems, 'live system')} "
        f"({share}) {plural(metrics.systems_cut_off, 'is', 'are')} not on the mainland."
    )
