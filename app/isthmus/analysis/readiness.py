"""Return readiness: to how many departments' back-end data each automation tool is tied.

Marketing sees no return on its automation tools until they are tied to back-end data "from a wide
range of enterprise departments" (the essays on CIO, CMO and rogue IT). Back-end data are the data
objects that a system of record masters, or usually would by its category, outside the tool's own
department; what marketing's own tools, office tools, integration and IT's tools master (campaigns,
documents, user accounts) is none. A tool is tied to a department where a live path takes such an
object from one of its systems of record to the tool: directly or over hubs, at most three flows, as
in the rules for missing integrations. A path with a leg by hand is told apart: it is no tie.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.naming import folded
from isthmus.analysis.paths import Asked, Question, Sweep
from isthmus.model.records import HoldingRole

MOST_HOPS = 3
"""Flows on a path: the `max_hops` of most rules."""

FRONT = frozenset({"marketing", "collaboration", "integration", "it"})
"""Heads of the categories that are no back end."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A department whose back-end data gets to a tool, and the shortest way; ids."""

    department: str
    systems: tuple[str, ...]
    """From the system of record to the tool."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """To whose back-end data an automation tool is tied; ids of departments, by their names."""

    system: str
    tied: tuple[Tie, ...]
    by_hand: tuple[Tie, ...]
    """Departments whose data gets there only with a leg by hand."""
    untied: tuple[str, ...]
    """Departments that have back-end data, of which none gets there."""

    @property
    def out_of(self) -> int:
        """How many departments besides the tool's own have back-end data."""
        return len(self.tied) + len(self.by_hand) + len(self.untied)

    @property
    def share(self) -> float | None:
        """The share of departments that it is tied to, None where no department has such data."""
        return len(self.tied) / self.out_of if self.out_of else None


def readiness_of(live: LiveMap) -> tuple[Readiness, ...]:
    """The return readiness of each live automation tool, by name."""
    automation = {key for key, each in live.catalogue.categories.items() if each.automation}
    tools = [i for i, system in enumerate(live.systems) if system.category in automation]
    sources = _sources(live) if tools else {}
    asking = _Asking(live, sources)
    return tuple(_readiness(live, asking, tool) for tool in tools)


def _readiness(live: LiveMap, asking: "_Asking", tool: int) -> Readiness:
    own = live.systems[tool].department or live.systems[tool].funder
    tied, by_hand, untied = [], [], []
    for department in asking.departments:
        if department == own:
            continue
        if way := asking.way(department, tool, by_hand=False):
            tied.append(Tie(department, way))
        elif way := asking.way(department, tool, by_hand=True):
            by_hand.append(Tie(department, way))
        else:
            untied.append(department)
    return Readiness(live.systems[tool].id, tuple(tied), tuple(by_hand), tuple(untied))


Sources = Mapping[str, Mapping[int, Sequence[int]]]
"""By department: by kind of data object, as a bit, the systems of record that have it."""


def _sources(live: LiveMap) -> Sources:
    """The back-end data of each department that owns some, by names of departments."""
    found: dict[str, dict[int, list[int]]] = {}
    for i, system in enumerate(live.systems):
        owner = system.department or system.funder
        if owner and live.record[i] and live.catalogue.head_of(system.category) not in FRONT:
            for bit in _masters(live, i):
                found.setdefault(owner, {}).setdefault(bit, []).append(i)
    names = live.snapshot.departments
    order = sorted(found, key=lambda ident: (folded(names[ident].name), names[ident].name, ident))
    return {ident: found[ident] for ident in order}


def _masters(live: LiveMap, system: int) -> Iterator[int]:
    """The kinds that a system of record masters, as bits; by its category where none is said."""
    roles = live.held.get(system)
    if roles is not None:
        bits = 0
        for thing, role in roles.items():
            bits |= live.things.bit_of[thing] if role is HoldingRole.MASTER else 0
    else:
        bits = live.things.bits(live.catalogue.categories[live.systems[system].category].record_of)
    while bits:
        yield bits & -bits
        bits &= bits - 1


class _Asking:
    """All questions at once, of the data of each department: a path carries one kind throughout."""

    def __init__(self, live: LiveMap, sources: Sources) -> None:
        self._live = live
        self._sweep = Sweep(live, gives=False)
        self._asked = {
            (department, by_hand): [self._ask(kind, systems, by_hand=by_hand) for kind, systems in
                                    by_kind.items()]
            for department, by_kind in sources.items()
            for by_hand in (False, True)
        }  # fmt: skip
        self.departments = tuple(sources)
        self._sweep.run()

    def _ask(self, kind: int, systems: Sequence[int], *, by_hand: bool) -> Asked:
        return self._sweep.ask(Question(systems, kind, MOST_HOPS, by_hand, among=True))

    def way(self, department: str, tool: int, *, by_hand: bool) -> tuple[str, ...]:
        """The shortest way to the tool, from the source on; () if there is none."""
        asked = self._asked[department, by_hand]
        trails = [trail for each in asked if (trail := self._sweep.trail(each, tool))]
        best = min(trails, key=lambda t: (len(t.systems), t.systems[::-1]), default=None)
        return tuple(self._live.systems[i].id for i in reversed(best.systems)) if best else ()
