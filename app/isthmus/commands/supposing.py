"""`isthmus scenario`: the named what-ifs of a map listed, made, applied, removed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from isthmus.analysis.wording import counted
from isthmus.commands.common import AsJson, print_json
from isthmus.model.records import Scenario
from isthmus.model.scenarios import ScenarioError, deltas_of, scenario_named, scenario_of
from isthmus.model.snapshot import Snapshot
from isthmus.workspace import edits
from isthmus.workspace.adoption import check_output, check_writable, write_edited
from isthmus.workspace.sources import Opened, open_map


def scenario(
    source: Annotated[Path, typer.Argument(metavar="MAP", help="A map (.isthmus).")],
    *,
    listing: Annotated[bool, typer.Option("--list", help="List its scenarios.")] = False,
    keep: Annotated[
        str | None, typer.Option("--keep", metavar="NAME", help="Keep a new one; see --from.")
    ] = None,
    changed: Annotated[
        Path | None,
        typer.Option("--from", metavar="CHANGED", help="The map as it would be, for --keep."),
    ] = None,
    apply: Annotated[
        str | None, typer.Option("--apply", metavar="NAME", help="Apply it to the map.")
    ] = None,
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="NAME", help="Delete it.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="The map to write.")
    ] = None,
    as_object: AsJson = False,
) -> None:
    """List, keep, apply or remove the scenarios of a map."""
    asked = [one for one in (keep, apply, remove) if one is not None]
    if listing + len(asked) != 1:
        raise typer.BadParameter("choose one of --list, --keep, --apply, --remove")
    if (keep is None) is not (changed is None):
        raise typer.BadParameter("--keep and --from belong together")
    opened = open_map(source)
    if not asked:
        _tell(opened.document.snapshot(), as_object=as_object)
        return
    if output is None:
        raise typer.BadParameter("say with -o which map to write")
    check_output([source], output)
    check_writable(opened, output)
    for line in _edited(opened, keep, changed, apply, remove):
        typer.echo(line)
    write_edited(opened, output)
    typer.echo(f"Wrote {output}")


def _edited(
    opened: Opened, keep: str | None, changed: Path | None, apply: str | None, remove: str | None
) -> tuple[str, ...]:
    """Do what was asked; what is to be told of it."""
    document = opened.document
    if keep is not None and changed is not None:
        other = open_map(changed).document.snapshot()
        edits.add_scenario(document, scenario_of(document.snapshot(), other, keep.strip()))
        return ()
    if apply is not None:
        return edits.apply_scenario(document, scenario_named(document.snapshot(), apply).id)
    edits.delete_scenario(document, scenario_named(document.snapshot(), remove or "").id)
    return ()


def _tell(snapshot: Snapshot, *, as_object: bool) -> None:
    scenarios = sorted(snapshot.scenarios.values(), key=lambda one: (one.name.casefold(), one.id))
    if as_object:
        print_json({"scenarios": [_plain(one) for one in scenarios]})
        return
    for line in _lines(scenarios):
        typer.echo(line)


def _lines(scenarios: list[Scenario]) -> Iterator[str]:
    if not scenarios:
        yield "The map has no scenario yet."
    for one in scenarios:
        count = _count(one)
        changes = "cannot be read" if count is None else counted(count, "change")
        yield f"{one.name} · {changes}" + (f" · {one.description}" if one.description else "")


def _plain(one: Scenario) -> dict[str, str | int | None]:
    return {"name": one.name, "description": one.description, "changes": _count(one)}


def _count(one: Scenario) -> int | None:
    """How many records it changes; None if it cannot be read."""
    try:
        return len(deltas_of(one))
    except ScenarioError:
        return None
