"""What else can be selected, starting from what is."""

from collections.abc import Callable, Collection, Iterable

from isthmus.model.records import System
from isthmus.ui.canvas.stage import Stage


def everything(stage: Stage) -> None:
    """Every system on the view."""
    stage.selection = stage.board.chart.cards


def connected_part(stage: Stage) -> None:
    """All systems that flows tie to the selection, over any number of steps."""
    _systems(stage, connected(stage, _starts(stage)))


def neighbours(stage: Stage) -> None:
    """The selection, and the systems one flow away from it."""
    starts, links = _starts(stage), _links(stage)
    _systems(stage, starts.union(*(links.get(one, ()) for one in starts)))


def same_department(stage: Stage) -> None:
    """Every system of the departments of those selected."""
    _alike(stage, lambda system: system.department)


def same_category(stage: Stage) -> None:
    """Every system of the categories of those selected."""
    _alike(stage, lambda system: system.category)


def flows_of_selection(stage: Stage) -> None:
    """The flows to, from and between the selected systems, and those alone."""
    chosen, known = set(stage.selected_systems()), stage.board.snapshot.flows
    flows = [key for key in stage.board.chart.flows if key in known]
    ends = {key: {known[key].source, known[key].target} for key in flows}
    stage.selection = [key for key in flows if ends[key] & chosen]


def inverse(stage: Stage) -> None:
    """Every system that is not selected."""
    stage.selection = stage.board.chart.cards.keys() - stage.selection


def nothing(stage: Stage) -> None:
    """Let go of the selection."""
    stage.selection = ()


def connected(stage: Stage, systems: Iterable[str]) -> frozenset[str]:
    """All systems on the view that flows tie to these, over any number of steps."""
    links, found = _links(stage), set(systems)
    to_visit = list(found)
    while to_visit:
        fresh = links.get(to_visit.pop(), set()) - found
        found |= fresh
        to_visit.extend(fresh)
    return frozenset(found)


def _starts(stage: Stage) -> frozenset[str]:
    """The selected systems, and the ends of the selected flows."""
    flows = stage.board.chart.flows
    chosen = [flows[key] for key in stage.selection if key in flows]
    ends = {end for flow in chosen for end in (flow.source, flow.target)}
    return frozenset(stage.selected_systems()) | ends


def _links(stage: Stage) -> dict[str, set[str]]:
    """The systems tied to each by flows that are there; missing ones tie nothing."""
    known, links = stage.board.snapshot.flows, dict[str, set[str]]()
    for key, flow in stage.board.chart.flows.items():
        if key in known:
            links.setdefault(flow.source, set()).add(flow.target)
            links.setdefault(flow.target, set()).add(flow.source)
    return links


def _alike(stage: Stage, of: Callable[[System], str | None]) -> None:
    systems = stage.board.snapshot.systems
    wanted = {of(systems[key]) for key in stage.selected_systems()}
    _systems(stage, {key for key in stage.board.chart.cards if of(systems[key]) in wanted})


def _systems(stage: Stage, found: Collection[str]) -> None:
    """Select them and say how many there are, of which most may be out of sight."""
    stage.selection = found
    number = len(stage.selected_systems())
    stage.say(f"{number:,} system{'' if number == 1 else 's'} selected")
