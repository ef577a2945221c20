"""The gaps of a report: numbered, most severe first, alike islets told in one row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from isthmus.analysis.premisewords import methods_listed
from isthmus.analysis.results import Finding, FindingKind, ProposedFlow
from isthmus.analysis.wording import by_whom
from isthmus.model.records import Waiver
from isthmus.report.basis import Basis
from isthmus.report.parts import Gap, WaiverRow
from isthmus.report.words import counted, day, joined, listed

PLAIN_ISLETS = 3
"""So many plain islets still get a row each; more are told together."""
TOLD_ISLETS = 12
"""The same of rogue and of tidal islets, of each of which there is more to say."""
MANY = 1000
"""So many gaps are told with their reasons; of more, the reasons stand with the rules alone."""
_ISLETS = {
    FindingKind.ISLAND: (PLAIN_ISLETS, "islets"),
    FindingKind.ROGUE_ISLAND: (TOLD_ISLETS, "rogue islets"),
    FindingKind.TIDAL_ISLAND: (TOLD_ISLETS, "tidal islets"),
}


@dataclass(frozen=True)
class Group:
    """Findings that are told in one row."""

    number: str
    findings: tuple[Finding, ...]


def groups(findings: Sequence[Finding]) -> list[Group]:
    """The findings as rows, in their order; many islets alike share the first one's row."""
    rows: list[list[Finding]] = []
    alike: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = _likeness(finding)
        if key and key in alike:
            alike[key].append(finding)
            continue
        rows.append([finding])
        if key:
            alike[key] = rows[-1]
    told = [part for row in rows for part in _parts(row)]
    return [Group(f"G{index}", tuple(part)) for index, part in enumerate(told, 1)]


def _likeness(finding: Finding) -> tuple[str, ...]:
    """What makes islets alike; () for everything else."""
    if finding.kind in _ISLETS and len(finding.systems) == 1:
        return (finding.kind, finding.rule, finding.severity, str(bool(finding.closes_with)))
    return ()


def _parts(row: list[Finding]) -> list[list[Finding]]:
    """The row whole where it is many islets, else each finding by itself."""
    limit = _ISLETS[row[0].kind][0] if len(row) > 1 else 1
    return [row] if len(row) > limit else [[finding] for finding in row]


def gap_rows(basis: Basis, rows: Sequence[Group]) -> tuple[Gap, ...]:
    """The rows in words."""
    told = tuple(_gap(basis, row) for row in rows)
    if len(rows) <= MANY:
        return told
    reasons = {rule.key: rule.reason for rule in basis.rules}
    return tuple(_brief(gap, reasons.get(gap.rule, "")) for gap in told)


def _brief(gap: Gap, reason: str) -> Gap:
    """The gap without what its rule or its own title says already."""
    evidence = gap.evidence.removesuffix(reason).rstrip() or gap.evidence
    closes = tuple(flow.removeprefix(f"{gap.systems}: ") for flow in gap.closes)
    return replace(gap, evidence=evidence, closes=closes)


def _gap(basis: Basis, row: Group) -> Gap:
    first = row.findings[0]
    many = len(row.findings) > 1
    return Gap(
        number=row.number,
        severity=first.severity.value.capitalize(),
        title=_title_of_many(row) if many else first.title,
        systems=_systems(basis, row),
        evidence=_evidence(basis, row),
        rule=first.rule,
        closes=_closes(basis, row),
        cells=_cells(row),
        keys=tuple(finding.key for finding in row.findings),
    )


def _title_of_many(row: Group) -> str:
    islands = sum(finding.islands for finding in row.findings)
    return f"{islands:,} {_ISLETS[row.findings[0].kind][1]}"


def _systems(basis: Basis, row: Group) -> str:
    first = row.findings[0]
    if first.kind is FindingKind.NO_FLOWS:
        return f"All {counted(len(first.systems), 'live system')}"
    if first.kind.is_gap:
        return " → ".join(listed([basis.system(one) for one in side]) for side in first.sides)
    return listed(basis.names(tuple(one for each in row.findings for one in each.systems)))


def _evidence(basis: Basis, row: Group) -> str:
    said = {finding.evidence for finding in row.findings}
    if len(said) == 1:
        return row.findings[0].evidence
    if row.findings[0].kind is FindingKind.TIDAL_ISLAND:
        carried = methods_listed(basis.premises.carried, "or")
        return f"Each of these systems is tied to the mainland only by {carried}."
    return "No live flow ties any of these systems to another."


def _closes(basis: Basis, row: Group) -> tuple[str, ...]:
    if len(row.findings) > 1:
        flows = sum(bool(finding.closes_with) for finding in row.findings)
        return (f"{counted(flows, 'flow')}, one for each system",) if flows else ()
    first = row.findings[0]
    if first.islets and first.closes_with:
        return (f"{counted(len(first.closes_with), 'flow')}, one for each system",)
    return tuple(proposal(basis, flow) for flow in first.closes_with)


def proposal(basis: Basis, flow: ProposedFlow) -> str:
    """A proposed flow in words: 'Mailchimp → Marketo: Contact, Consent'."""
    ends = f"{basis.system(flow.source)} → {basis.system(flow.target)}"
    return f"{ends}: {', '.join(flow.data_objects)}" if flow.data_objects else ends


def _cells(row: Group) -> str:
    """The cells in the order of the analysis, each once: 'inventory.xlsx, Applications!B7'."""
    by_sheet: dict[tuple[str, str], dict[str, None]] = {}
    for finding in row.findings:
        for ref in finding.cells:
            by_sheet.setdefault((ref.file, ref.sheet), {})[ref.cell] = None
    return "; ".join(
        f"{file}, {_sheet(file, sheet)}{listed(list(cells), 600)}"
        for (file, sheet), cells in by_sheet.items()
    )


def _sheet(file: str, sheet: str) -> str:
    """'Applications!'; nothing for the one sheet of a CSV file, which has the file's name."""
    return "" if sheet in ("", PurePath(file).stem) else f"{sheet}!"


def gaps_note(rows: Sequence[Group]) -> str:
    """How many gaps of each severity there are: '1 critical and 2 high'."""
    severities = [row.findings[0].severity.value for row in rows]
    parts = [f"{severities.count(one):,} {one}" for one in dict.fromkeys(severities)]
    if not rows:
        return ""
    reasons = (
        " Why each rule expects what it does stands in appendix C." if len(rows) > MANY else ""
    )
    return f"{counted(len(rows), 'gap')}: {joined(parts)}.{reasons}"


def waiver_rows(basis: Basis) -> tuple[WaiverRow, ...]:
    """Every accepted risk with its end; those whose finding is gone are said to be so."""
    keyed = {finding.key: finding for finding in basis.analysis.findings}
    waivers = sorted(basis.snapshot.waivers.values(), key=lambda each: each.finding_key)
    rows = [_waiver_row(basis, waiver, keyed) for waiver in waivers]
    return tuple(sorted(rows, key=lambda row: (row.finding.casefold(), row.systems.casefold())))


def _waiver_row(basis: Basis, waiver: Waiver, keyed: Mapping[str, Finding]) -> WaiverRow:
    """A waiver beside the finding that it was given for, or that has come of that one."""
    finding = keyed.get(waiver.finding_key) or next(_come_of(basis, waiver), None)
    return WaiverRow(
        finding=_finding_title(finding),
        systems=_finding_systems(basis, finding),
        reason=waiver.reason,
        who=by_whom(waiver),
        until=day(waiver.until) if waiver.until else "Until withdrawn",
        state=_waiver_state(basis, waiver, finding),
    )


def _come_of(basis: Basis, waiver: Waiver) -> Iterator[Finding]:
    """Findings that a waiver holds for; then those of islands that its systems are on now."""
    findings = basis.analysis.findings
    yield from (one for one in findings if waiver.id in one.accepted_by)
    for one in findings:
        same = one.kind in _ISLETS and waiver.finding_key.startswith(f"{one.kind.value}/")
        if same and not set(waiver.covers).isdisjoint(one.systems):
            yield one


def _finding_title(finding: Finding | None) -> str:
    return finding.title if finding else "A finding that is no longer there"


def _finding_systems(basis: Basis, finding: Finding | None) -> str:
    return listed(basis.names(finding.systems), 300) if finding else ""


def _waiver_state(basis: Basis, waiver: Waiver, finding: Finding | None) -> str:
    if finding is None:
        return "Not found any more"
    if finding.waived:
        return "Holds"
    has_ended = waiver.until is not None and waiver.until < basis.as_of
    return f"{'Ended' if has_ended else 'Outgrown'}: the gap counts again"
