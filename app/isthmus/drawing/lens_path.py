"""The lens of a data object's path: who masters it, who gets it, where it stops."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from isthmus.analysis.livemap import system_lives
from isthmus.analysis.results import Analysis
from isthmus.drawing.reading import LensValue, Mark, Reading, counted
from isthmus.model.records import Flow, FlowState, HoldingRole
from isthmus.model.snapshot import Snapshot

MASTER, REPLICA, READER = "master", "replica", "reader"
GETS, STOPS, LOST, OUT = "gets", "stops", "lost", "out"
_VALUES = (
    LensValue(MASTER, "Master", "teal", Mark.STAR),
    LensValue(REPLICA, "Replica", "blue", Mark.SQUARE),
    LensValue(READER, "Reader", "violet", Mark.TRIANGLE),
    LensValue(GETS, "Gets it by a flow", "green", Mark.DISC),
    LensValue(STOPS, "Gets it, stops here", "green", Mark.DOWN),
    LensValue(LOST, "Has it from nowhere", "orange", Mark.CROSS),
    LensValue(OUT, "Out of it", "unknown", Mark.RING),
)
_STRENGTH = (HoldingRole.MASTER, HoldingRole.REPLICA, HoldingRole.READER)


def path(snapshot: Snapshot, analysis: Analysis, lens: str, thing: str) -> Reading:
    """What each system has to do with a data object; the flows that carry it stand out."""
    held = _held(snapshot, thing)
    carriers = [flow for flow in snapshot.flows.values() if thing in flow.data_objects]
    onward = _onward(_live(snapshot, snapshot.flows.values()), thing)
    reached = _reached(onward, [key for key, role in held.items() if role is HoldingRole.MASTER])
    lost = set(analysis.out_of_reach.get(thing, ())) - reached
    named = {end for flow in _live(snapshot, carriers) for end in (flow.source, flow.target)}
    of = {key: _value(key, held, reached, lost, named) for key in snapshot.systems}
    gives = {source for source, target in _legs(_live(snapshot, carriers))}
    ends = {key for key in named if key not in gives and of[key] not in {OUT, LOST}}
    of |= {key: STOPS for key in ends if of[key] == GETS}
    on_it = {key for key, value in of.items() if value != OUT}
    lit = frozenset(on_it).union(flow.id for flow in carriers)
    name = snapshot.data_objects[thing].name
    return Reading(lens, f"Path of {name}", counted(_VALUES, of), of, _words(of, ends), lit=lit)


def _words(of: Mapping[str, str], ends: Collection[str]) -> dict[str, str]:
    """Where it stops, the card says so."""
    words = {value.key: value.words for value in _VALUES}
    held = sorted(key for key in ends if of[key] != STOPS)
    return {key: f"{words[of[key]]}, stops here" for key in held}


def _held(snapshot: Snapshot, thing: str) -> dict[str, HoldingRole]:
    """The strongest role of each system that holds it."""
    held: dict[str, HoldingRole] = {}
    for holding in snapshot.holdings.values():
        if holding.data_object == thing:
            before = held.get(holding.system, HoldingRole.READER)
            held[holding.system] = min(before, holding.role, key=_STRENGTH.index)
    return held


def _live(snapshot: Snapshot, flows: Iterable[Flow]) -> Iterator[Flow]:
    """The live flows between live systems."""
    systems = snapshot.systems
    for flow in flows:
        ends = (systems[flow.source], systems[flow.target])
        if flow.state is FlowState.LIVE and all(system_lives(end, None) for end in ends):
            yield flow


def _legs(flows: Iterable[Flow]) -> Iterator[tuple[str, str]]:
    for flow in flows:
        yield flow.source, flow.target
        if flow.two_way:
            yield flow.target, flow.source


def _onward(flows: Iterable[Flow], thing: str) -> dict[str, list[str]]:
    """Where it may move on to: along flows that carry it or that say nothing."""
    onward: dict[str, list[str]] = {}
    able = (flow for flow in flows if not flow.data_objects or thing in flow.data_objects)
    for source, target in _legs(able):
        onward.setdefault(source, []).append(target)
    return onward


def _reached(onward: Mapping[str, list[str]], masters: Iterable[str]) -> set[str]:
    """The masters and all whom they reach."""
    reached = set(masters)
    stack = list(reached)
    while stack:
        fresh = set(onward.get(stack.pop(), ())) - reached
        reached |= fresh
        stack.extend(fresh)
    return reached


def _value(
    system: str,
    held: Mapping[str, HoldingRole],
    reached: Collection[str],
    lost: Collection[str],
    named: Collection[str],
) -> str:
    """Who holds it is told by how; who only hands it on is on its way where a flow names it."""
    if system in lost:
        return LOST
    if system in held:
        return held[system].value
    return GETS if system in reached and system in named else OUT
