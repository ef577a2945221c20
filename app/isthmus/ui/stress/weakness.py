"""The weak points of a map as a list: what cuts most off where it fails, and the hubs."""

from collections.abc import Callable, Iterable, Iterator

from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.resilience.failing import Cut, Failing, failing
from isthmus.analysis.resilience.hubs import hubs_of
from isthmus.analysis.resilience.words import flow_named, share
from isthmus.analysis.wording import counted
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.collector import collector_at_rest
from isthmus.model.snapshot import Snapshot
from isthmus.ui.widgets.rows import Row

MOST = 60
"""How many weak points of a kind are listed."""


def weak_points(
    snapshot: Snapshot, catalogue: Catalogue, progress: Callable[[float], None]
) -> tuple[Row, ...]:
    """Single points of failure with the most loss first, and hubs; worked out beside the window."""
    with collector_at_rest():
        progress(0.0)
        live = live_map(snapshot, catalogue, None)
        progress(0.3)
        found = failing(live)
        progress(0.5)
        return (*_systems(found), *_flows(found), *_hubs(live))


def _systems(found: Failing) -> Iterator[Row]:
    live, cuts = found.live, found.systems
    rows = [
        Row(f"If {live.name(cut.what)} fails", _loss(cut), _ids(live, cut.what), tests=True)
        for cut in cuts[:MOST]
    ]
    yield from _headed("Systems that others hang on", rows, len(cuts))


def _flows(found: Failing) -> Iterator[Row]:
    live, cuts = found.live, found.flows
    rows = []
    for cut in cuts[:MOST]:
        flow = live.flows[cut.what]
        text = f"If {flow_named(live.snapshot, flow)} fails"
        rows.append(Row(text, _loss(cut), (flow.id,), tests=True))
    yield from _headed("Flows that are the only tie", rows, len(cuts))


def _loss(cut: Cut) -> str:
    """As in: 3 systems lose the mainland."""
    if not cut.kept:
        return "What is left is cut off from each other"
    systems, one = counted(cut.count, "system"), cut.count == 1
    if cut.main:
        return f"{systems} {'loses' if one else 'lose'} the mainland"
    return f"{systems} {'is' if one else 'are'} cut off from the rest of their island"


def _hubs(live: LiveMap) -> Iterator[Row]:
    hubs = hubs_of(live)
    rows = [
        Row(live.name(hub.system), f"On {share(hub.share)} of the shortest ways between others",
            _ids(live, hub.system), tests=True)
        for hub in hubs.hubs[:MOST]
    ]  # fmt: skip
    how = f", estimated from {hubs.samples:,} of {hubs.systems:,} systems" if hubs.estimated else ""
    yield from _headed(f"Hubs that most data passes through{how}", rows, len(hubs.hubs))


def _headed(title: str, rows: Iterable[Row], count: int) -> Iterator[Row]:
    rows = list(rows)
    if rows:
        yield Row(f"{title} · {count:,}", heading=True)
        yield from rows
    if count > len(rows):
        yield Row(f"and {count - len(rows):,} more")


def _ids(live: LiveMap, system: int) -> tuple[str, ...]:
    return (live.systems[system].id,)
