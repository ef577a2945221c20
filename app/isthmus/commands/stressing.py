"""`isthmus stress`: what breaks where systems and flows fail, or are retired."""

from datetime import date
from typing import Annotated, Any

import typer

from isthmus.analysis.naming import folded
from isthmus.analysis.resilience.overview import resilience_json, resilience_lines, resilience_of
from isthmus.analysis.resilience.report import stress_json, stress_lines
from isthmus.analysis.resilience.stress import stress as stress_test
from isthmus.analysis.wording import listed
from isthmus.catalogue.load import load_catalogue
from isthmus.commands.common import AsJson, AsOf, Sources, day_of, print_json
from isthmus.model.errors import UserError
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.sources import load_sources

_ARROWS = ("->", "→")
_CLOSE = 3
"""How many names that are close to one are offered."""
_ALIKE = 60
"""How alike (0 to 100) a name must be to be offered."""


def stress(
    sources: Sources,
    *,
    system: Annotated[
        list[str] | None,
        typer.Option("--system", metavar="NAME", help="A system that fails; can be repeated."),
    ] = None,
    flow: Annotated[
        list[str] | None,
        typer.Option("--flow", metavar='"A -> B"', help="Flows that fail; can be repeated."),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=day_of, metavar="DATE", help="They are retired on this day."),
    ] = None,
    as_of: AsOf = None,
    as_object: AsJson = False,
) -> None:
    """Let systems and flows fail, or retire them; without any, find single points of failure."""
    catalogue = load_catalogue()
    snapshot = load_sources(sources, catalogue).snapshot()
    if system or flow:
        systems = [system_called(snapshot, name) for name in system or ()]
        flows = [ident for name in flow or () for ident in flows_called(snapshot, name)]
        test = stress_test(snapshot, catalogue, systems, flows, retired_on=on, as_of=as_of)
        _print(stress_json(snapshot, test) if as_object else stress_lines(snapshot, test))
    elif on:
        raise typer.BadParameter("say what is retired on that day: --system NAME, --flow 'A -> B'")
    else:
        found = resilience_of(snapshot, catalogue, as_of)
        _print(resilience_json(found) if as_object else resilience_lines(found))


def _print(told: dict[str, Any] | list[str]) -> None:
    if isinstance(told, dict):
        print_json(told)
    else:
        typer.echo("\n".join(told))


def system_called(snapshot: Snapshot, name: str) -> str:
    """The id of the system of a name, whatever its case; one spelt just so goes before others.

    Raises:
        UserError: there is none, or there are several.
    """
    alike = [s for s in snapshot.systems.values() if folded(s.name) == folded(name)]
    exact = [s for s in alike if s.name == name.strip()]
    found = exact or alike
    if len(found) == 1:
        return found[0].id
    if not found:
        raise UserError(f"There is no system {name!r} on the map.{_close(snapshot, name)}")
    names = listed(sorted({repr(s.name) for s in found}))
    raise UserError(
        f"{len(found)} systems are called {names}. Give each a name of its own in the map first."
    )


def _close(snapshot: Snapshot, name: str) -> str:
    """Names that are like one."""
    from rapidfuzz import process  # noqa: PLC0415 - only a name that is not found needs it
    from rapidfuzz.fuzz import WRatio  # noqa: PLC0415

    names = sorted({s.name for s in snapshot.systems.values()})
    close = process.extract(
        name, names, scorer=WRatio, processor=folded, limit=_CLOSE, score_cutoff=_ALIKE
    )
    return f" Close to it: {listed([found for found, _, _ in close])}." if close else ""


def flows_called(snapshot: Snapshot, name: str) -> list[str]:
    """The ids of all flows that lead from A to B, of 'A -> B'.

    Raises:
        UserError: a system is not there, or no such flow is.
    """
    arrow = next((arrow for arrow in _ARROWS if arrow in name), None)
    if arrow is None:
        raise UserError(f"{name!r} names no flow; write it as 'A -> B', with the systems' names.")
    source, target = (system_called(snapshot, part) for part in name.split(arrow, 1))
    found = [flow.id for flow in snapshot.flows.values() if _leads(flow, source, target)]
    if found:
        return found
    names = (snapshot.systems[end].name for end in (source, target))
    raise UserError(f"No flow leads from {' to '.join(names)}.{_instead(snapshot, source, target)}")


def _leads(flow: Flow, source: str, target: str) -> bool:
    ends = (flow.source, flow.target)
    return ends == (source, target) or (flow.two_way and ends == (target, source))


def _instead(snapshot: Snapshot, source: str, target: str) -> str:
    """The flow the other way, else where flows lead from the source."""
    flows = snapshot.flows.values()
    if any(_leads(flow, target, source) for flow in flows):
        return " One leads the other way."
    led = {flow.target for flow in flows if flow.source == source}
    led |= {flow.source for flow in flows if flow.two_way and flow.target == source}
    names = sorted(snapshot.systems[end].name for end in led)
    return f" Flows lead from there to {listed(names)}." if names else " No flow leads from there."
