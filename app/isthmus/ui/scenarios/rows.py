"""What a comparison shows, as rows: a word for what happened, a line, a fainter line. No Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from isthmus.analysis.compared import Comparison, Figure
from isthmus.analysis.comparewords import (
    about_line,
    difference_words,
    fields_words,
    flow_line,
    island_line,
    names_of,
    value_words,
    was_words,
)
from isthmus.analysis.results import Finding, Island
from isthmus.analysis.wording import counted, listed
from isthmus.model.snapshot import Snapshot

NEW, GONE, CHANGED = "New", "Gone", "Changed"
LOOKS = {NEW: "danger", GONE: "good", CHANGED: "warning"}
"""The window's colours for what happened to a finding or an island: a new one is bad news."""
PLAIN = "accent"
"""Of records: that they come or go is neither."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that differs."""

    word: str
    """'' where there is none to be said."""
    look: str
    """A colour of the window with a soft one beside it; '' without a word."""
    line: str
    detail: str = ""
    finding: Finding | None = None
    systems: tuple[str, ...] = ()
    """Ids, of either map, of what it is about."""

    @property
    def spoken(self) -> str:
        """The whole of it in a line."""
        severity = self.finding.severity.value if self.finding else ""
        parts = (self.word, severity, self.line, self.detail)
        return ", ".join(part for part in parts if part)


def finding_rows(found: Comparison) -> list[Row]:
    """Findings: new, gone, changed."""
    rows = [_finding(NEW, found.after, one) for one in found.findings_new]
    rows += [_finding(GONE, found.before, one) for one in found.findings_gone]
    for change in found.findings_changed:
        was = was_words(found, change)
        row = _finding(CHANGED, found.after, change.after)
        rows.append(replace(row, detail=was[0].upper() + was[1:]))
    return rows


def _finding(word: str, snapshot: Snapshot, one: Finding) -> Row:
    line = about_line(snapshot, one) + (" (accepted)" if one.waived else "")
    return Row(word, LOOKS[word], line, one.evidence, one, one.systems)


def island_rows(found: Comparison) -> list[Row]:
    """Islands besides the mainland: new, gone, changed."""
    rows = [_island(NEW, found.after, one) for one in found.islands_new]
    rows += [_island(GONE, found.before, one) for one in found.islands_gone]
    for change in found.islands_changed:
        line = island_line(found, change)
        rows.append(
            Row(CHANGED, LOOKS[CHANGED], line[0].upper() + line[1:], systems=change.after.systems)
        )
    return rows


def _island(word: str, snapshot: Snapshot, one: Island) -> Row:
    names = listed(names_of(snapshot, one.systems), shown=8)
    kind = one.kind.value.capitalize() + ("" if one.kind == "island" else " island")
    line = f"{kind} of {counted(len(one.systems), 'system')}: {names}"
    return Row(word, LOOKS[word], line, systems=one.systems)


def record_rows(found: Comparison) -> list[Row]:
    """Systems and flows: added, removed, changed."""
    return [*_systems(found), *_flows(found)]


def _systems(found: Comparison) -> Iterator[Row]:
    before, after = found.before.systems, found.after.systems
    for ident in found.systems_added:
        yield Row("Added", PLAIN, after[ident].name, systems=(ident,))
    for ident in found.systems_removed:
        yield Row("Removed", PLAIN, before[ident].name, systems=(ident,))
    for one in found.systems_changed:
        name = after[one.after].name
        was = before[one.before].name
        line = name if name == was else f"{name}, before: {was}"
        yield Row("Changed", PLAIN, line, fields_words(one), systems=(one.after,))


def _flows(found: Comparison) -> Iterator[Row]:
    for ident in found.flows_added:
        yield _flow("Added", found.after, ident)
    for ident in found.flows_removed:
        yield _flow("Removed", found.before, ident)
    for one in found.flows_changed:
        yield _flow("Changed", found.after, one.after, fields_words(one))


def _flow(word: str, snapshot: Snapshot, ident: str, detail: str = "") -> Row:
    flow = snapshot.flows[ident]
    ends = (flow.source, flow.target)
    return Row(word, PLAIN, flow_line(snapshot, ident), detail, systems=ends)


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in words: its name, before, after, difference ('' where there is none)."""

    name: str
    before: str
    after: str
    difference: str


def figure_lines(found: Comparison) -> list[Line]:
    """The figures of both maps."""
    return [_line(found, one.label, one) for one in found.figures]


def spend_lines(found: Comparison) -> list[Line]:
    """What each department spends inside and outside IT."""
    lines = []
    for row in found.spend:
        for one, word in ((row.inside, "inside IT"), (row.outside, "outside IT")):
            if one.before or one.after:
                lines.append(_line(found, f"{row.department or 'No department'}, {word}", one))
    return lines


def _line(found: Comparison, name: str, figure: Figure) -> Line:
    was, is_now = (side.info.currency for side in (found.before, found.after))
    return Line(
        name,
        value_words(figure.before, figure.unit, was),
        value_words(figure.after, figure.unit, is_now),
        difference_words(figure, is_now),
    )


def titled(name: str, rows: Sequence[object]) -> str:
    """'Findings 3', for a tab."""
    return f"{name} {len(rows):,}" if rows else name
