"""`isthmus plan`: the cheapest flows that close the findings and tie the islands in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from isthmus.analysis.planning.terms import Terms, terms_of
from isthmus.analysis.planning.wishes import Wishes
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.commands.common import AsJson, AsOf, Sources, day_of, print_json, severity_of, today
from isthmus.workspace.edits.adopting import WEEKS
from isthmus.workspace.sources import open_sources


def budget_of(text: str) -> tuple[str, Decimal]:
    """The department and the days that an option names: 'Marketing=20'."""
    name, _, number = text.rpartition("=")
    try:
        days = Decimal(number)
    except InvalidOperation:
        days = Decimal(-1)
    if not name.strip() or not days.is_finite() or days < 0:
        raise typer.BadParameter(f"{text!r} is no budget; write it as Marketing=20, in days")
    return name.strip(), days


def _wishes(
    terms: Terms,
    budgets: Mapping[str, Decimal],
    rate: Decimal | None,
    per_wave: int | None,
    seconds: float | None,
) -> Wishes:
    """What a map says that its plans keep to, unless the options say otherwise."""
    named = {name.casefold() for name in budgets}
    kept = {name: days for name, days in terms.budgets.items() if name.casefold() not in named}
    return Wishes(
        budgets={**kept, **budgets},
        per_wave=terms.per_wave if per_wave is None else per_wave,
        seconds=terms.seconds if seconds is None else seconds,
        efforts=replace(terms.efforts, rate=rate),
    )


def plan(
    sources: Sources,
    *,
    finding: Annotated[
        list[str] | None,
        typer.Option("--finding", metavar="KEY", help="Close this one only; may be repeated."),
    ] = None,
    severity: Annotated[
        Severity,
        typer.Option(
            parser=severity_of, metavar="|".join(Severity), help="Close what is so severe or more."
        ),
    ] = Severity.LOW,
    budget: Annotated[
        list[str] | None,
        typer.Option("--budget", metavar="DEPARTMENT=DAYS", help="Days that it has; repeat it."),
    ] = None,
    per_wave: Annotated[
        int | None, typer.Option("--per-wave", min=1, metavar="N", help="Flows of a wave at most.")
    ] = None,
    waves: Annotated[
        int | None, typer.Option("--waves", min=1, metavar="N", help="Waves at most.")
    ] = None,
    seconds: Annotated[
        float | None, typer.Option("--time", min=0, metavar="SECONDS", help="How long to look.")
    ] = None,
    rate: Annotated[
        float | None, typer.Option("--rate", min=0, metavar="AMOUNT", help="What a day costs.")
    ] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help="Direct flows against a hub, side by side.")
    ] = False,
    as_of: AsOf = None,
    adopt: Annotated[
        Path | None,
        typer.Option("--adopt", metavar="MAP.isthmus", help="Write the map with the plan in it."),
    ] = None,
    start: Annotated[
        date | None,
        typer.Option("--start", parser=day_of, metavar="DATE", help="When the first wave begins."),
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, metavar="N", help="Of a wave.")] = WEEKS,
    as_object: AsJson = False,
) -> None:
    """Plan the cheapest flows that close the findings and tie the islands in."""
    from isthmus.analysis.planning.asjson import plan_json  # noqa: PLC0415 - loads the solver
    from isthmus.analysis.planning.compare import compared  # noqa: PLC0415
    from isthmus.analysis.planning.plan import plan_on, stage_of  # noqa: PLC0415
    from isthmus.commands.planwords import plan_lines  # noqa: PLC0415
    from isthmus.workspace.adoption import adopt_into_map, check_output  # noqa: PLC0415

    if adopt is not None:
        check_output(sources, adopt)
    price = None if rate is None else Decimal(str(rate))
    budgets = dict(map(budget_of, budget or ()))
    catalogue = load_catalogue()
    opened = open_sources(sources, catalogue, placed=adopt is not None)
    snapshot = opened.document.snapshot()
    wishes = replace(
        _wishes(terms_of(snapshot), budgets, price, per_wave, seconds),
        findings=tuple(finding or ()),
        least=severity,
        waves=waves,
    )
    stage = stage_of(snapshot, catalogue, wishes, as_of)
    found = plan_on(stage, stage.ground)
    variants = compared(stage) if compare else ()
    if adopt is not None:
        first = start or as_of or today()
        adopt_into_map(opened, found, adopt, start=first, weeks=weeks, catalogue=catalogue)
    if as_object:
        print_json(plan_json(snapshot, found, variants, price))
        return
    for line in plan_lines(snapshot, found, variants, price):
        typer.echo(line)
    if adopt is not None:
        typer.echo(f"Wrote {adopt}")
