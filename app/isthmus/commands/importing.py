"""`isthmus import`: inventories into a map."""

from pathlib import Path
from typing import Annotated

import typer

from isthmus.catalogue.load import load_catalogue
from isthmus.commands.common import AsJson, print_json
from isthmus.exchange.asjson import proposal_json
from isthmus.exchange.choices import Choices, Fate, Side
from isthmus.exchange.proposal import Problem, Proposal
from isthmus.model.records import CellRef
from isthmus.workspace.sources import import_into_map, is_map, propose_import


def import_command(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE...", help="Workbooks and CSV files; also one map to start from."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="MAP.isthmus", help="The map to write or update."),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, write nothing.")
    ] = False,
    missing: Annotated[
        Fate,
        typer.Option("--missing", help="What becomes of records that a newer edition lacks."),
    ] = Fate.KEEP,
    prefer: Annotated[
        Side,
        typer.Option("--prefer", help="Who wins where a field was edited here, changed there."),
    ] = Side.MINE,
    as_object: AsJson = False,
) -> None:
    """Import inventories into a map; a map that is there already is updated."""
    if output is None and not dry_run:
        raise typer.BadParameter("say where the map goes: -o MAP.isthmus (or --dry-run)")
    if output is not None and not is_map(output):
        raise typer.BadParameter(f"a map ends in .isthmus, {output.name} does not")
    catalogue = load_catalogue()
    choices = Choices(fate=missing, side=prefer)
    if dry_run or output is None:
        proposal = propose_import(sources, output, catalogue, choices)
    else:
        proposal = import_into_map(sources, output, catalogue, choices)
    if as_object:
        print_json(proposal_json(proposal))
    else:
        _tell_import(proposal, None if dry_run else output)


def _tell_import(proposal: Proposal, output: Path | None) -> None:
    for sheet in proposal.sheets:
        typer.echo(f"{sheet.file} · {sheet.name}: {sheet.role}, {sheet.rows} rows. {sheet.why}")
    counts = {"Systems": proposal.systems, "Flows": proposal.flows, "Others": proposal.others}
    for name, tally in counts.items():
        if name == "Others" and not tally.total:
            continue
        typer.echo(
            f"{name}: {tally.new} new, {tally.updated} updated, "
            f"{tally.merged} merged or unchanged, {tally.reported} reported"
        )
    for edition in proposal.editions:
        if edition.earlier not in ("", edition.file):
            typer.echo(f"{edition.file} replaces {edition.earlier}: {edition.reason}.")
    for gone in proposal.missing:
        typer.echo(f"  missing: {_place(gone.cell)}: {gone.name} ({gone.fate.value})")
    for one in proposal.conflicts:
        told = f"{one.name}, {one.key.field}: here '{one.mine}', there '{one.theirs}'"
        typer.echo(f"  conflict: {_place(one.cell)}: {told} ({one.side.value} kept)")
    for problem in proposal.problems:
        typer.echo(f"  {problem.severity}: {_place(problem)}: {problem.message}")
    typer.echo(f"Wrote {output}" if output else "Nothing was written.")


def _place(at: Problem | CellRef) -> str:
    return " ".join(part for part in (at.file, at.sheet, at.cell) if part)
