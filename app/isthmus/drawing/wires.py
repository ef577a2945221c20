"""Flows as lines to route: how they look and what may stand on them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from isthmus.analysis.results import Finding
from isthmus.drawing.chart import FlowLook
from isthmus.drawing.index import ChartIndex
from isthmus.drawing.options import ChartOptions
from isthmus.drawing.text import clean, shorten, width
from isthmus.layout.links import Link, Point
from isthmus.model.records import Flow, FlowMethod, FlowState
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import FlowLabel, View

Bends = Mapping[str, tuple[Point, ...]]
"""The points that flows are led through by hand, by the ids of the flows."""

LABEL_SIZE = 10.0
LABEL_WEIGHT = 500
_PADDING = 18.0
"""Of a label, left and right together."""
_ROOMS = (132.0, 66.0, 44.0)
"""Room for the text of a label: as wished, beside another card, and at the least."""

ROLLED = "rolled:"
"""What the key of a line begins with that stands for several flows, and says how many."""

_METHODS = {
    FlowMethod.UNKNOWN: "",
    FlowMethod.API: "API",
    FlowMethod.EVENT: "Events",
    FlowMethod.FILE: "File",
    FlowMethod.ETL: "ETL",
    FlowMethod.IPAAS: "iPaaS",
    FlowMethod.DATABASE: "Database",
    FlowMethod.MANUAL: "By hand",
}
_CARRIED = {FlowMethod.FILE: FlowLook.FILE, FlowMethod.MANUAL: FlowLook.MANUAL}
"""Live flows that somebody has to carry: what they alone tie is tidal."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A flow that is to be drawn."""

    link: Link
    look: FlowLook
    labels: tuple[str, ...]
    """As many as the link's widths."""
    two_way: bool


def compose_wires(
    snapshot: Snapshot,
    index: ChartIndex,
    options: ChartOptions,
    touching: Collection[str] | None = None,
    bends: Bends | None = None,
    *,
    but: Collection[str] = (),
) -> list[Wire]:
    """The flows between cards, by the names of their ends; with `touching`, those at these.

    They are led through `bends`, which are those of the view if none are given. Those whose ids are
    in `but` are left out.
    """
    systems = index.flows if touching is None else touching
    chosen = {flow.id: flow for system in systems for flow in index.flows.get(system, ())}
    if but:
        chosen = {key: flow for key, flow in chosen.items() if key not in but}
    wires = flow_wires(chosen.values(), snapshot, options, bends)
    return wires + missing_wires(index, options, touching)


def missing_wires(
    index: ChartIndex, options: ChartOptions, touching: Collection[str] | None = None
) -> list[Wire]:
    """The flows that the findings on show miss; with `touching`, those at these systems."""
    wires: list[Wire] = []
    for finding in options.missing:
        wires.extend(_missing(finding, index.rows, options.labels, touching))
    return wires


def flow_wires(
    flows: Iterable[Flow], snapshot: Snapshot, options: ChartOptions, bends: Bends | None = None
) -> list[Wire]:
    """Some flows, by the names of their ends, led through `bends` or through those of the view."""
    bends = bends_on(snapshot, options.view) if bends is None else bends
    return [
        _wire(flow, snapshot, options.labels, bends.get(flow.id, ()))
        for flow in _by_name(flows, snapshot)
    ]


def bends_on(snapshot: Snapshot, view: View | None) -> Bends:
    """How flows are led by hand on a view."""
    if view is None or not snapshot.bends:
        return {}
    here = (one for one in snapshot.bends.values() if one.view == view.id and one.points)
    return {one.flow: one.points for one in sorted(here, key=lambda one: one.id)}


def _by_name(flows: Iterable[Flow], snapshot: Snapshot) -> list[Flow]:
    """By the names of their ends, and what else tells them apart before their ids do."""
    systems = snapshot.systems
    flows = list(flows)
    ends = {end for flow in flows for end in (flow.source, flow.target)}
    names = {end: systems[end].name.casefold() for end in ends}
    return sorted(
        flows,
        key=lambda f: (names[f.source], names[f.target], f.name, f.state, f.method, f.id),
    )


def _wire(flow: Flow, snapshot: Snapshot, kind: FlowLabel, bends: tuple[Point, ...]) -> Wire:
    names = sorted((snapshot.data_objects[key].name for key in flow.data_objects), key=str.casefold)
    if not names and flow.name:
        names = [flow.name]
    if kind is FlowLabel.METHOD and flow.id.startswith(ROLLED):
        kind = FlowLabel.DATA
    labels, widths = _labels(tuple(names), _METHODS[flow.method], kind)
    link = Link(flow.id, flow.source, flow.target, widths, bends)
    return Wire(link, _look(flow), labels, flow.two_way)


def telling_label(flow: Flow, snapshot: Snapshot) -> tuple[str, float]:
    """What says most of a flow, whatever its view shows, and how wide it is; '' for nothing."""
    wire = _wire(flow, snapshot, FlowLabel.DATA, ())
    return (wire.labels[0], wire.link.labels[0]) if wire.labels else ("", 0.0)


def _look(flow: Flow) -> FlowLook:
    if flow.state is FlowState.PLANNED:
        return FlowLook.PLANNED
    if flow.state is FlowState.RETIRED:
        return FlowLook.RETIRED
    return _CARRIED.get(flow.method, FlowLook.LIVE)


def _missing(
    finding: Finding,
    shown: Collection[str],
    kind: FlowLabel,
    touching: Collection[str] | None,
) -> Iterator[Wire]:
    """The flows that would close the finding, where both of their ends are on the chart."""
    for number, flow in enumerate(finding.closes_with, 1):
        here = touching is None or flow.source in touching or flow.target in touching
        if here and flow.source != flow.target and flow.source in shown and flow.target in shown:
            labels, widths = _labels(flow.data_objects, "", kind)
            link = Link(f"{finding.key}#{number}", flow.source, flow.target, widths)
            yield Wire(link, FlowLook.MISSING, labels, two_way=False)


@lru_cache(maxsize=16384)
def _labels(
    names: tuple[str, ...], method: str, kind: FlowLabel
) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Labels that would do, the most telling first, each narrower than the last; their widths."""
    if kind is FlowLabel.NONE:
        return (), ()
    if kind is FlowLabel.METHOD or not names:
        texts = [method] if method else []
    else:
        texts = [data_label(list(names), room) for room in _ROOMS]
    found: dict[str, float] = {}
    for text in texts:
        wide = width(text, LABEL_SIZE, LABEL_WEIGHT) + _PADDING
        if wide < min(found.values(), default=wide + 1):
            found[text] = wide
    return tuple(found), tuple(found.values())


def data_label(names: list[str], room: float) -> str:
    """The names of data objects in one line, such as 'Contacts, consent' or 'Contacts +2'."""
    cleaned = [shown for shown in map(clean, names) if shown] or ["?"]
    words = [cleaned[0], *(_lowered(name) for name in cleaned[1:])]
    for count in range(len(words), 0, -1):
        rest = len(words) - count
        label = ", ".join(words[:count]) + (f" +{rest}" if rest else "")
        if width(label, LABEL_SIZE, LABEL_WEIGHT) <= room:
            return label
    tail = f" +{len(words) - 1}" if len(words) > 1 else ""
    left = room - width(tail, LABEL_SIZE, LABEL_WEIGHT)
    return shorten(words[0], left, LABEL_SIZE, LABEL_WEIGHT) + tail


def _lowered(name: str) -> str:
    """The name as it stands inside a line: 'Consent' as 'consent', 'VAT number' as it is."""
    return name if len(name) < 2 or not name[1].islower() else name[0].lower() + name[1:]
