"""`isthmus lineage` and `isthmus involvement`: the accounts beside the findings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from isthmus.analysis.accounts import Accounts, accounts_json
from isthmus.analysis.involvement import verdicts
from isthmus.analysis.involvement.verdicts import Involvement, Verdict
from isthmus.analysis.lineage.agewords import age_told
from isthmus.analysis.lineage.objects import Age
from isthmus.analysis.lineage.view import CustomerView
from isthmus.analysis.readiness import Readiness
from isthmus.analysis.wording import counted
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.thumbs import load_thumbs
from isthmus.commands.common import AsJson, AsOf, Sources, print_json, some
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.sources import load_sources


def lineage(
    sources: Sources,
    *,
    data_object: Annotated[
        str, typer.Option("--object", metavar="NAME", help="Only this data object.")
    ] = "",
    as_object: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Tell of each data object who masters and holds it, and how old it gets."""
    catalogue = load_catalogue()
    accounts = Accounts(load_sources(sources, catalogue).snapshot(), catalogue, as_of)
    wanted = data_object.casefold()
    views = [v for v in accounts.views if wanted in ("", v.lineage.name.casefold())]
    if not views:
        raise typer.BadParameter(f"the map has no data object {data_object!r}")
    if as_object:
        told = accounts_json(accounts)["data_objects"]
        print_json({"data_objects": [o for o in told if wanted in ("", o["name"].casefold())]})
        return
    for view in views:
        typer.echo("\n".join(_view_lines(accounts.live.snapshot, view)))


def _view_lines(snapshot: Snapshot, view: CustomerView) -> Iterator[str]:
    """A data object in a few lines."""
    one = view.lineage
    score = "" if view.score is None else f": {view.score} of 100"
    yield f"{one.name}{score}"
    for part in view.parts if view.score is not None else ():
        yield f"  {part.aspect}, {part.points:.0f} of {part.weight}: {part.told}"
    if one.hops:
        names = [snapshot.systems[i].name for i in one.chain]
        yield f"  longest chain: {' → '.join(names)}"
    yield from (f"  {_age(snapshot, age)}" for age in one.ages)


def _age(snapshot: Snapshot, age: Age) -> str:
    return f"{snapshot.systems[age.system].name}: {age_told(snapshot, age)}"


def involvement(
    sources: Sources,
    *,
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="FILE", help="Rules of thumb of your own (.toml)."),
    ] = None,
    as_object: AsJson = False,
    as_of: AsOf = None,
) -> None:
    """Say of each system whether IT leads, advises or steps back, and why."""
    catalogue = load_catalogue()
    if rules is not None:
        catalogue = replace(catalogue, thumbs=load_thumbs(rules))
    snapshot = load_sources(sources, catalogue).snapshot()
    if as_object:
        accounts = Accounts(snapshot, catalogue, as_of)
        print_json({"involvement": accounts_json(accounts)["involvement"]})
        return
    found = verdicts.involvement(snapshot, catalogue, as_of)
    for verdict in Verdict:
        mine = sorted((v for v in found if v.verdict is verdict), key=lambda v: -v.points)
        typer.echo(f"{verdict}: {counted(len(mine), 'system')}")
        for one in mine:
            typer.echo(f"  {_verdict(snapshot, one)}")


def _verdict(snapshot: Snapshot, one: Involvement) -> str:
    why = "; ".join(reason.told for reason in one.reasons) or "no sign that speaks for more"
    unknown = f"; not recorded: {', '.join(one.unknown)}" if one.unknown else ""
    absent = " · nobody of IT looks after it" if one.absent else ""
    return f"{snapshot.systems[one.system].name} ({one.points}){absent}: {why}{unknown}"


def account_lines(accounts: Accounts) -> Iterator[str]:
    """The accounts in short, as they stand under the findings of a check."""
    snapshot = accounts.live.snapshot
    for view in accounts.customers:
        if view.score is not None:
            lacks = "; ".join(f"{p.aspect}: {p.told}" for p in view.parts if p.share < 1)
            yield f"View of {view.lineage.name}: {view.score} of 100" + (
                f" ({lacks})" * bool(lacks)
            )
    for one in accounts.readiness:
        yield _readiness(snapshot, one)
    if accounts.involvement:
        counts = Counter(one.verdict for one in accounts.involvement)
        yield ", ".join(f"{verdict} {counts[verdict]}" for verdict in Verdict)
    if ends := [one for one in accounts.compliance.deadlines if one.days >= 0]:
        names = [f"{accounts.live.name(one.system)} ({one.end_of} {one.on})" for one in ends]
        yield f"Ending within 180 days: {some(names)}"


def _readiness(snapshot: Snapshot, one: Readiness) -> str:
    names = [snapshot.departments[tie.department].name for tie in one.tied]
    said = f" ({some(names)})" if names else ""
    of = f"{len(names)} of {one.out_of} departments"
    return f"{snapshot.systems[one.system].name}: tied to the back-end data of {of}{said}"
