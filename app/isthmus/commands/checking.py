"""`isthmus check`: the islands and the missing integrations."""

from datetime import date
from typing import Annotated, Any

import typer

from isthmus.analysis.accounts import Accounts, accounts_json
from isthmus.analysis.agreement import agreement_of
from isthmus.analysis.asjson import as_json
from isthmus.analysis.overlap import overlaps
from isthmus.analysis.overlapjson import agreement_json, overlap_json, standing_json
from isthmus.analysis.premisesjson import premises_json
from isthmus.analysis.results import Analysis, Finding
from isthmus.analysis.standing import standings
from isthmus.catalogue.benchmarks import load_benchmarks
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.commands.accounting import account_lines
from isthmus.commands.common import (
    FINDINGS,
    SHOWN,
    AsJson,
    AsOf,
    Off,
    Packs,
    Sources,
    analysed,
    print_json,
    severity_of,
    some,
)
from isthmus.model.snapshot import Snapshot


def check(
    sources: Sources,
    *,
    as_object: AsJson = False,
    as_of: AsOf = None,
    rules: Packs = None,
    off: Off = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on",
            parser=severity_of,
            metavar="|".join(Severity),
            help="Exit 1 if a finding is at least this severe.",
        ),
    ] = None,
) -> None:
    """Find the islands and the missing integrations."""
    snapshot, analysis = analysed(sources, as_of, rules, off)
    accounts = Accounts(snapshot, load_catalogue(), as_of)
    if as_object:
        more = {**accounts_json(accounts), **_company_json(snapshot, as_of)}
        told = {"premises": premises_json(snapshot, load_catalogue(), as_of)}
        print_json({**as_json(snapshot, analysis), **told, **more})
    else:
        _tell_check(snapshot, analysis)
        for line in account_lines(accounts):
            typer.echo(line)
    open_ranks = [f.severity.rank for f in analysis.findings if not f.waived]
    if fail_on is not None and any(rank >= fail_on.rank for rank in open_ranks):
        raise typer.Exit(FINDINGS)


def _company_json(snapshot: Snapshot, as_of: date | None) -> dict[str, Any]:
    """What is to be said besides findings: who does the same, who drives what, how it compares."""
    catalogue, benchmarks = load_catalogue(), load_benchmarks()
    return {
        "overlap": overlap_json(snapshot, overlaps(snapshot, catalogue, as_of)),
        "agreement": agreement_json(agreement_of(snapshot, catalogue, benchmarks)),
        "benchmarks": standing_json(standings(snapshot, catalogue, benchmarks, as_of=as_of)),
    }


def _tell_check(snapshot: Snapshot, analysis: Analysis) -> None:
    figures = analysis.metrics
    typer.echo(f"{snapshot.info.name}: {figures.systems} systems, {figures.flows} flows")
    for island in analysis.islands[:SHOWN]:
        names = [snapshot.systems[i].name for i in island.systems]
        typer.echo(f"  {island.kind}, {len(names)}: {some(names)}")
    if len(analysis.islands) > SHOWN:
        typer.echo(f"  and {len(analysis.islands) - SHOWN} smaller islands")
    for finding in analysis.findings:
        typer.echo(_line(snapshot, finding))
    typer.echo(f"{len(analysis.findings)} findings, {figures.missing} missing integrations")


def _line(snapshot: Snapshot, finding: Finding) -> str:
    sides = finding.sides if finding.kind.is_gap else (finding.systems,)
    names = " → ".join(some([snapshot.systems[i].name for i in side]) for side in sides)
    waived = " (waived)" if finding.waived else ""
    return f"{finding.severity}{waived} · {finding.title} · {names}\n    {finding.evidence}"
