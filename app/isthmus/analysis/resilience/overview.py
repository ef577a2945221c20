"""How resilient a live map is as it stands: its single points of failure, hubs and core."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.resilience.cores import Cores, Role, Shape, cores_of
from isthmus.analysis.resilience.failing import Cut, Failing, failing
from isthmus.analysis.resilience.hubs import Hubs, hubs_of
from isthmus.analysis.resilience.words import flow_named, line_of, share
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.collector import collector_at_rest
from isthmus.model.snapshot import Snapshot

SHOWN = 12
"""How many single points of failure, and how many hubs, are told of in words."""
_LISTED = 100
"""How many systems that one failure cuts off are named in JSON; all of them are counted."""

_SHAPES = {
    Shape.CORE_PERIPHERY: "one cycle of systems stands out as its core",
    Shape.MULTI_CORE: "it has several cores of like size",
    Shape.HIERARCHICAL: "it has no core: data moves one way",
}


@dataclass(frozen=True, slots=True)
class Resilience:
    """All that is told of a live map before anything fails."""

    live: LiveMap
    failing: Failing
    hubs: Hubs
    cores: Cores


def resilience_of(
    snapshot: Snapshot, catalogue: Catalogue, as_of: date | None = None
) -> Resilience:
    """Single points of failure, hubs and core of a map as it is live."""
    with collector_at_rest():
        live = live_map(snapshot, catalogue, as_of)
        return Resilience(live, failing(live), hubs_of(live), cores_of(live))


def resilience_lines(found: Resilience) -> list[str]:
    """It in words, a line each."""
    return [*_failing_lines(found.failing), *_hub_lines(found), *_core_lines(found)]


def _failing_lines(found: Failing) -> list[str]:
    systems = counted(len(found.systems), "system")
    flows = counted(len(found.flows), "flow")
    lines = [f"Single points of failure: {systems} and {flows}"]
    lines += [f"  {system_line(found, cut)}" for cut in found.systems[:SHOWN]]
    lines += _more(len(found.systems), "system")
    lines += [f"  {flow_line(found, cut)}" for cut in found.flows[:SHOWN]]
    return lines + _more(len(found.flows), "flow")


def _more(count: int, thing: str) -> list[str]:
    return [f"  and {counted(count - SHOWN, f'more {thing}')}"] if count > SHOWN else []


def system_line(found: Failing, cut: Cut) -> str:
    """As in: If Segment fails, 2 systems lose the mainland: Marketo and Zendesk."""
    names = [found.live.name(i) for i in found.cut_off(cut)]
    from_what = "the rest of their island" if cut.kept else "each other"
    return f"If {found.live.name(cut.what)} fails, {line_of(names, main=cut.main, rest=from_what)}"


def flow_line(found: Failing, cut: Cut) -> str:
    """As in: The flow Segment → Marketo is all that ties Marketo to the mainland."""
    live = found.live
    flow = flow_named(live.snapshot, live.flows[cut.what])
    if not cut.kept:
        return f"The flow {flow} is all that ties the two together."
    names = listed([live.name(i) for i in found.cut_off(cut)], shown=SHOWN)
    land = "the mainland" if cut.main else "the rest of their island"
    return f"The flow {flow} is all that ties {names} to {land}."


def _hub_lines(found: Resilience) -> list[str]:
    hubs = found.hubs
    if not hubs.hubs:
        return ["Hubs: none, no system passes on what it gets"]
    how = ""
    if hubs.estimated:
        how = f", estimated from {hubs.samples:,} of {counted(hubs.systems, 'system')}"
    lines = [f"Hubs, by the share of pairs of other systems whose shortest way they are on{how}:"]
    return lines + [
        f"  {found.live.name(hub.system)}: {share(hub.share)}" for hub in hubs.hubs[:SHOWN]
    ]


def _core_lines(found: Resilience) -> list[str]:
    cores = found.cores
    reach = f"a change in one system may reach {share(cores.propagation_cost)} of the map"
    lines = [f"Propagation cost: {reach} on average; {_SHAPES[cores.shape]}"]
    for role in Role:
        names = [found.live.name(i) for i in cores.of_role(role)]
        lines += [f"  {role}, {len(names):,}: {listed(names, shown=SHOWN)}"] if names else []
    return lines


def resilience_json(found: Resilience) -> dict[str, Any]:
    """It as plain values; names instead of ids."""
    live, cores = found.live, found.cores
    return {
        "systems": [
            {"system": live.name(cut.what), **_cut(found.failing, cut)}
            for cut in found.failing.systems
        ],
        "flows": [
            {**_ends(live, cut.what), **_cut(found.failing, cut)} for cut in found.failing.flows
        ],
        "hubs": [
            {"system": live.name(hub.system), "share": round(hub.share, 6)}
            for hub in found.hubs.hubs
        ],
        "hubs_from": {"samples": found.hubs.samples, "systems": found.hubs.systems},
        "propagation_cost": round(cores.propagation_cost, 6),
        "shape": cores.shape.value,
        "cycle": _names(live, cores.cycle),
        "roles": {role.value: _names(live, cores.of_role(role)) for role in Role},
    }


def _cut(found: Failing, cut: Cut) -> dict[str, Any]:
    return {
        "count": cut.count,
        "mainland": cut.main,
        "cut_off": _names(found.live, found.cut_off(cut)[:_LISTED]),
    }


def _ends(live: LiveMap, flow: int) -> dict[str, str]:
    source, target = live.ends[flow]
    return {"source": live.name(source), "target": live.name(target)}


def _names(live: LiveMap, systems: Sequence[int]) -> list[str]:
    return [live.name(i) for i in systems]
