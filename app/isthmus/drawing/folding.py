"""Collapsed territories: their systems are drawn as one box each, their flows rolled up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from isthmus.analysis.results import Analysis, Finding, IslandKind, ProposedFlow
from isthmus.drawing.cards import SUBTITLE_SIZE, flagged_by
from isthmus.drawing.chart import Card
from isthmus.drawing.kin import hues_of
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.realm import Realm, counted, counts_on
from isthmus.drawing.text import shorten
from isthmus.drawing.wires import ROLLED
from isthmus.layout.geometry import GRID, Box
from isthmus.model.records import Flow, FlowMethod, FlowState, Record, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Territory

BOX_WIDTH = 26 * GRID
BOX_HEIGHT = 8 * GRID
BOX_TEXT = 52.0
"""From the left edge of a box to its texts."""
BOX_TITLE = 13.0

_BETWEEN = "\0"
"""No id has it."""

_Pair = tuple[str, str]
_GRAVITY = (
    (FlowState.LIVE, FlowMethod.MANUAL),
    (FlowState.LIVE, FlowMethod.FILE),
    (FlowState.LIVE, FlowMethod.UNKNOWN),
    (FlowState.PLANNED, FlowMethod.UNKNOWN),
    (FlowState.RETIRED, FlowMethod.UNKNOWN),
)
"""How a line for several flows looks: as most of them do, of as many as the first of these."""


@dataclass(frozen=True, slots=True)
class Fold:
    """What is drawn in place of collapsed territories and of the flows to and from them."""

    snapshot: Snapshot
    """The map in which each box is a system and each rolled-up line a flow."""
    home: Mapping[str, str]
    """The territory whose box stands for a system, by system id."""
    rolled: Mapping[str, tuple[str, ...]]
    """The flows that a line stands for, by its key."""
    boxes: Mapping[str, Territory]
    inside: Mapping[str, str]
    """The territory whose box stands for a territory that it holds, or is."""

    def ends(self, systems: Iterable[str]) -> set[str]:
        """What stands for these systems."""
        return {self.home.get(system, system) for system in systems}

    def options(self, options: ChartOptions) -> ChartOptions:
        """Options that speak of boxes in place of the systems in them."""
        missing = tuple(_at_boxes(finding, self.home) for finding in options.missing)
        return replace(options, missing=missing)


def fold_of(snapshot: Snapshot, options: ChartOptions, systems: Iterable[str]) -> Fold | None:
    """What is collapsed on the view among the systems that stand on it; None for nothing."""
    realm = Realm(snapshot, options.view)
    boxes = {one.id: one for one in realm.boxes()}
    if not boxes:
        return None
    home = {}
    for key in systems:
        system = snapshot.systems.get(key)
        folded = realm.folded_into(system.department) if system else None
        if folded is not None:
            home[key] = folded.id
    stand_ins = {key: System(id=key, name=realm.name(one)) for key, one in boxes.items()}
    drawn = _with(snapshot, {"systems": {**snapshot.systems, **stand_ins}})
    rolled, flows = _rolled_up(drawn, home)
    drawn = _with(drawn, {"flows": flows})
    return Fold(drawn, home, rolled, boxes, realm.inside())


def _with(snapshot: Snapshot, tables: Mapping[str, Mapping[str, Record]]) -> Snapshot:
    return Snapshot(MappingProxyType({**snapshot.tables, **tables}), snapshot.revision)


def _rolled_up(
    snapshot: Snapshot, home: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, Flow]]:
    """The flows by the line that stands for them, and all lines: those, and flows as they are."""
    kept: dict[str, Flow] = {}
    pairs: dict[_Pair, list[Flow]] = {}
    for key, flow in snapshot.flows.items():
        source, target = home.get(flow.source, flow.source), home.get(flow.target, flow.target)
        if (source, target) == (flow.source, flow.target):
            kept[key] = flow
        elif source != target:
            pairs.setdefault((min(source, target), max(source, target)), []).append(flow)
    rolled: dict[str, tuple[str, ...]] = {}
    for pair, flows in pairs.items():
        line = _line(_by_name(pair, snapshot), flows, home)
        kept[line.id] = line
        rolled[line.id] = tuple(sorted(flow.id for flow in flows))
    return rolled, kept


def _by_name(pair: _Pair, snapshot: Snapshot) -> _Pair:
    """The pair with the name that comes first at its start: ids of territories are any."""
    first, second = sorted(pair, key=lambda key: (snapshot.systems[key].name.casefold(), key))
    return first, second


def _line(pair: _Pair, flows: list[Flow], home: Mapping[str, str]) -> Flow:
    """One line for all flows between two, both ways if they run both ways."""
    starts = {home.get(flow.source, flow.source) for flow in flows}
    two_way = len(starts) == 2 or any(flow.two_way for flow in flows)
    source = pair[0] if pair[0] in starts else pair[1]
    looks = Counter(_gravity(flow) for flow in flows)
    state, method = max(_GRAVITY, key=lambda look: looks[look])
    alone = flows[0] if len(flows) == 1 else None
    return Flow(
        id=ROLLED + _BETWEEN.join(sorted(pair)),
        source=source,
        target=pair[1] if source == pair[0] else pair[0],
        name=alone.name if alone else _count(flows),
        data_objects=alone.data_objects if alone else (),
        state=state,
        method=alone.method if alone else method,
        two_way=two_way,
    )


def _count(flows: Sequence[Flow]) -> str:
    """'5 flows', '5 flows, 1 by hand', '5 flows by hand'."""
    hands = sum(_gravity(flow) == _GRAVITY[0] for flow in flows)
    if hands == len(flows):
        return f"{hands} flows by hand"
    return f"{len(flows)} flows" + (f", {hands} by hand" if hands else "")


def rolled_ends(key: str) -> list[str]:
    """What a line that stands for several flows leads from and to, by its key."""
    return key.removeprefix(ROLLED).split(_BETWEEN)


def _gravity(flow: Flow) -> tuple[FlowState, FlowMethod]:
    carried = flow.method if flow.method in {FlowMethod.MANUAL, FlowMethod.FILE} else None
    is_live = flow.state is FlowState.LIVE
    return flow.state, carried if carried and is_live else FlowMethod.UNKNOWN


def _at_boxes(finding: Finding, home: Mapping[str, str]) -> Finding:
    """The finding with what is missing between boxes drawn once for each pair."""
    found: dict[_Pair, ProposedFlow] = {}
    for flow in finding.closes_with:
        source, target = home.get(flow.source, flow.source), home.get(flow.target, flow.target)
        if source != target:
            found.setdefault((source, target), replace(flow, source=source, target=target))
    return replace(finding, closes_with=tuple(found.values()))


def box_cards(snapshot: Snapshot, analysis: Analysis, fold: Fold, realm: Realm) -> dict[str, Card]:
    """The boxes of collapsed territories, by the names of their departments."""
    flagged, cut_off = flagged_by(analysis), _cut_off(analysis)
    held: dict[str, list[str]] = {key: [] for key in fold.boxes}
    counts = counts_on(snapshot, realm, fold.home)
    for system, box in fold.home.items():
        held[box].append(system)
    return {
        key: _box_card(
            snapshot,
            one,
            counts[key],
            sum(system in cut_off for system in held[key]),
            flagged=not flagged.isdisjoint(held[key]),
        )
        for key, one in fold.boxes.items()
    }


def _cut_off(analysis: Analysis) -> set[str]:
    """The systems that are not on the mainland."""
    islands = (one for one in analysis.islands if one.kind is not IslandKind.MAINLAND)
    return {system for island in islands for system in island.systems}


def _box_card(
    snapshot: Snapshot, one: Territory, count: tuple[int, int], cut_off: int, *, flagged: bool
) -> Card:
    """The box of a collapsed territory: its department, how many systems, how many cut off."""
    words = counted(*count)
    words += f" · {cut_off} cut off" if cut_off else ""
    name = snapshot.departments[one.department].name
    return Card(
        system=one.id,
        box=Box(one.x, one.y, BOX_WIDTH, BOX_HEIGHT),
        title=shorten(name, BOX_WIDTH - BOX_TEXT - 32, BOX_TITLE, 600),
        subtitle=shorten(words, BOX_WIDTH - BOX_TEXT - 16, SUBTITLE_SIZE),
        glyph="+",
        tint=hues_of(snapshot.departments)[one.department],
        flagged=flagged,
        collapsed=True,
    )
