"""`isthmus answers`: who drives what, asked of IT and the business, and taken in."""

from pathlib import Path
from typing import Annotated

import typer

from isthmus.catalogue.load import load_catalogue
from isthmus.commands.common import AsJson, print_json
from isthmus.exchange.asjson import proposal_json
from isthmus.exchange.proposal import Proposal
from isthmus.workspace.answers import take_answers, write_questions
from isthmus.workspace.sources import is_map, load_sources


def answers(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE...", help="The map; or filled workbooks of answers."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="The workbook, or the map, to write."),
    ] = None,
    *,
    template: Annotated[
        bool, typer.Option("--template", help="Write the workbook in which to answer.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, write nothing.")
    ] = False,
    as_object: AsJson = False,
) -> None:
    """Ask IT and the business who drives what, and take their answers into a map."""
    catalogue = load_catalogue()
    if output is None and not dry_run:
        raise typer.BadParameter("say where it goes: -o FILE (or --dry-run)")
    if template:
        if output is None:
            raise typer.BadParameter("say where the workbook goes: -o FILE.xlsx")
        write_questions(load_sources(sources, catalogue).snapshot(), catalogue, output)
        typer.echo(f"Wrote {output}")
        return
    if output is not None and not is_map(output):
        raise typer.BadParameter(f"a map ends in .isthmus, {output.name} does not")
    proposals = take_answers(sources, output, catalogue, write=not dry_run)
    if as_object:
        print_json({"books": [proposal_json(each) for each in proposals]})
        return
    for proposal in proposals:
        _tell(proposal)
    typer.echo("Nothing was written." if dry_run else f"Wrote {output}")


def _tell(proposal: Proposal) -> None:
    for sheet in proposal.sheets:
        typer.echo(f"{sheet.file} · {sheet.name}: {sheet.rows} answers. {sheet.why}")
    tally = proposal.others
    typer.echo(
        f"Answers: {tally.new} new, {tally.updated} updated, {tally.merged} unchanged, "
        f"{tally.reported} reported"
    )
    for problem in proposal.problems:
        fix = f" Meant: {problem.fix}?" if problem.fix else ""
        place = f"{problem.file} {problem.sheet} {problem.cell}"
        typer.echo(f"  {problem.severity}: {place}: {problem.message}{fix}")
