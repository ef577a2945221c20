"""A plan as rows of a list: waves, their bridges, what is left."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from isthmus.analysis.planning.efforts import READY
from isthmus.analysis.planning.results import Left, Plan, PlannedFlow, Shortfall, Wave
from isthmus.analysis.results import Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import System
from isthmus.ui.panels.finding_rows import systems_line, title_of
from isthmus.ui.planning.words import after_words, in_days, wave_words
from isthmus.ui.properties.fields import words_of
from isthmus.workspace.edits.resolving import counted

LEFT = "left"
"""Key of the heading over the findings that stay open."""

Pair = tuple[str, str]
"""Ids of the systems that data leaves and comes to."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, or two."""

    key: str
    title: str
    detail: str = ""
    wave: Wave | None = None
    flow: PlannedFlow | None = None
    left: Left | None = None
    is_ticked: bool | None = None
    """None where there is nothing to tick."""
    is_open: bool | None = None
    """Of a heading that folds: whether what is under it is shown."""
    mark: str = ""
    """A word at its right end."""
    is_note: bool = False
    """Said of the plan, nothing to click."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan with what its rows are made of."""

    plan: Plan
    systems: Mapping[str, System]
    catalogue: Catalogue
    required: Collection[Pair] = ()

    def rows(
        self, ticked: Collection[int], live: Mapping[int, date], *, is_open: bool = False
    ) -> list[Row]:
        """All rows; `live` says when a wave goes live, `is_open` whether what is left is shown."""
        waves = (self._wave(wave, ticked, live) for wave in self.plan.waves)
        return [*(row for rows in waves for row in rows), *self._short(), *self._left(is_open)]

    def _wave(self, wave: Wave, ticked: Collection[int], live: Mapping[int, date]) -> Iterator[Row]:
        closes = f"{counted(len(wave.flows), 'flow')}, closes {_findings(len(wave.closes))}"
        day = live.get(wave.number)
        detail = f"{closes} · live by {day.isoformat()}" if day else closes
        is_ticked = wave.number in ticked
        yield Row(f"wave {wave.number}", wave_words(wave), detail, wave, is_ticked=is_ticked)
        for flow in wave.flows:
            yield self._flow(flow)
        yield Row(f"after {wave.number}", after_words(wave), is_note=True)

    def _flow(self, flow: PlannedFlow) -> Row:
        pair = flow.source, flow.target
        mark = "Kept" if pair in self.required else ""
        return Row(key_of(pair), self.ends(flow), self.what(flow), flow=flow, mark=mark)

    def ends(self, flow: PlannedFlow) -> str:
        """'Mailchimp → Snowflake'."""
        arrow = "↔" if flow.two_way else "→"
        return f"{self.name(flow.source)} {arrow} {self.name(flow.target)}"

    def name(self, system: str) -> str:
        """What a system is called."""
        return self.systems[system].name if system in self.systems else "a system that is gone"

    def what(self, flow: PlannedFlow) -> str:
        """'4 days · API · Lead, Contact and 2 more'."""
        carried = _few(flow.data_objects)
        return " · ".join(part for part in (self.what_it_takes(flow), carried) if part)

    def what_it_takes(self, flow: PlannedFlow) -> str:
        """'4 days · API'."""
        return f"{in_days(flow.effort)} · {words_of(flow.method.value)}"

    def why_cheaper(self, flow: PlannedFlow) -> str:
        """What makes a flow cheaper, with the sources of a ready connector."""
        told = [self._connector(flow) if note == READY else note for note in flow.notes]
        if flow.replaces:
            told.append("takes the place of what goes by hand")
        words = "; ".join(told)
        return words[:1].upper() + words[1:]

    def _connector(self, flow: PlannedFlow) -> str:
        products, sources = self.catalogue.products, self.catalogue.sources
        known = [
            products[self.systems[end].product].connectors
            for end in (flow.source, flow.target)
            if end in self.systems and self.systems[end].product in products
        ]
        both = [key for key in known[0] if key in known[1]] if len(known) == 2 else []
        keys = both or [key for one in known for key in one]
        known_as = (sources[key].title.split(",")[0] for key in keys if key in sources)
        titles = list(dict.fromkeys(known_as))
        return f"{READY} listed by {_few(titles, 2)}" if titles else READY

    def closed_by(self, flow: PlannedFlow) -> list[str]:
        """The findings that rest on a flow, a line each."""
        keys = set(flow.closes)
        return [self.finding(finding) for finding in self.plan.closes if finding.key in keys]

    def finding(self, finding: Finding) -> str:
        """'Missing integration: Mailchimp → Marketo'."""
        line = systems_line(finding, self.systems)
        return f"{title_of(finding)}: {line}" if line else title_of(finding)

    def _short(self) -> Iterator[Row]:
        for short in self.plan.shortfalls:
            yield Row(f"short {short.department}", _short_words(short), is_note=True)
        if self.plan.needed:
            words = f"Without limits it would take {counted(self.plan.needed, 'flow')}"
            yield Row("needed", words, is_note=True)

    def _left(self, is_open: bool) -> Iterator[Row]:  # noqa: FBT001 - passed on
        leaves = self.plan.leaves
        if leaves:
            words = f"Left open: {_findings(len(leaves))}"
            yield Row(LEFT, words, is_open=is_open)
        for each in leaves if is_open else ():
            reason = each.reason[:1].upper() + each.reason[1:]
            yield Row(f"left {each.finding.key}", self.finding(each.finding), reason, left=each)


def key_of(pair: Pair) -> str:
    """The key of a bridge's row."""
    return f"flow {pair[0]} {pair[1]}"


def _findings(number: int) -> str:
    return counted(number, "finding")


def _few(names: Sequence[str], shown: int = 3) -> str:
    more = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {more} more" if more > 0 else "")


def _short_words(short: Shortfall) -> str:
    has, needs = in_days(short.budget), in_days(short.needed)
    return f"{short.department} has {has}; closing all of it takes {needs}"
