"""`isthmus compare`: what differs between two maps, a map and its scenarios, or two dates."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from isthmus.analysis.comparejson import comparison_json
from isthmus.analysis.comparewords import comparison_lines
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.load import load_catalogue
from isthmus.commands.common import FINDINGS, AsJson, AsOf, day_of, print_json
from isthmus.model.scenarios import scenario_named, with_scenario
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.comparing import Dated, compare_states
from isthmus.workspace.sources import load_sources


def compare(
    maps: Annotated[
        list[Path],
        typer.Argument(metavar="A [B]", help="A map, or two: before and after."),
    ],
    *,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="NAME", help="Compare A with this what-if of it."),
    ] = None,
    other: Annotated[
        str | None,
        typer.Option("--against", metavar="NAME", help="Compare with this scenario, not the map."),
    ] = None,
    as_of: AsOf = None,
    with_day: Annotated[
        date | None,
        typer.Option("--with", parser=day_of, metavar="DATE", help="The later state as of then."),
    ] = None,
    plan: Annotated[
        bool, typer.Option("--plan", help="Compare the cheapest plans of both, too.")
    ] = False,
    fail_on_new: Annotated[
        bool, typer.Option("--fail-on-new", help="Exit 1 if there are new findings.")
    ] = False,
    as_object: AsJson = False,
) -> None:
    """Compare two maps, a map with a scenario of it, or a map at two dates."""
    catalogue = load_catalogue()
    before, after, told = _states(maps, (other, scenario), (as_of, with_day), catalogue)
    found = compare_states(before, after, catalogue, plans=plan)
    if as_object:
        print_json({**comparison_json(found), "left_out": list(told)})
    else:
        for line in (*told, *comparison_lines(found)):
            typer.echo(line)
    if fail_on_new and found.open_new:
        raise typer.Exit(FINDINGS)


def _states(
    maps: list[Path],
    scenarios: tuple[str | None, str | None],
    days: tuple[date | None, date | None],
    catalogue: Catalogue,
) -> tuple[Dated, Dated, tuple[str, ...]]:
    """The two states that are meant, and what is to be told of how they came to be."""
    if len(maps) > 2:
        raise typer.BadParameter("two maps can be compared, not more")
    if len(maps) + any(scenarios) + bool(days[1]) < 2:
        raise typer.BadParameter("name a second map, a --scenario, or a day --with")
    loaded = [load_sources([path], catalogue).snapshot() for path in maps]
    before, told_before = _with(loaded[0], scenarios[0])
    after, told_after = _with(loaded[-1], scenarios[1])
    return (before, days[0]), (after, days[1] or days[0]), (*told_before, *told_after)


def _with(snapshot: Snapshot, scenario: str | None) -> tuple[Snapshot, tuple[str, ...]]:
    if scenario is None:
        return snapshot, ()
    return with_scenario(snapshot, scenario_named(snapshot, scenario))
