"""The command line: the whole job without a window, for people, scripts and CI."""

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from isthmus import __version__
from isthmus.analysis.asjson import as_json
from isthmus.analysis.check import check as analyse
from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.drawing.picture import MOST_PIXELS, Page, Picture
from isthmus.exchange.asjson import proposal_json
from isthmus.exchange.choices import Choices, Fate, Side
from isthmus.exchange.proposal import Problem, Proposal
from isthmus.model.errors import UserError
from isthmus.model.records import CellRef
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.inventories import write_empty_template, write_inventory
from isthmus.workspace.pictures import check_ending, view_named, write_picture
from isthmus.workspace.reporting import write_report
from isthmus.workspace.sources import import_into_map, is_map, load_sources, propose_import

app = typer.Typer(
    name="isthmus",
    help="Maps systems and data flows; finds islands of rogue IT and missing integrations.",
    epilog="`isthmus [FILE]` opens the window.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

FINDINGS = 1
BAD_INPUT = 2

Sources = Annotated[
    list[Path], typer.Argument(metavar="SOURCE...", help="Maps (.isthmus), workbooks, CSV files.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write.")]


def _day(text: str) -> date:
    """The day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-12-31") from None


def _severity(text: str) -> Severity:
    """The severity that an option names."""
    if text not in list(Severity):
        raise typer.BadParameter(f"{text!r} is no severity; choose {', '.join(Severity)}")
    return Severity(text)


def _theme(text: str) -> str:
    """The theme that an option names."""
    if text not in {"light", "dark"}:
        raise typer.BadParameter(f"{text!r} is no theme; choose light or dark")
    return text


AsOf = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="DATE", help="The map as of this day (2026-12-31)."),
]


@app.command("import")
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
        _print_json(proposal_json(proposal))
    else:
        _tell_import(proposal, None if dry_run else output)


@app.command()
def check(
    sources: Sources,
    *,
    as_object: AsJson = False,
    as_of: AsOf = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option(
            "--fail-on",
            parser=_severity,
            metavar="|".join(Severity),
            help="Exit 1 if a finding is at least this severe.",
        ),
    ] = None,
) -> None:
    """Find the islands and the missing integrations."""
    snapshot, analysis = _analysed(sources, as_of)
    if as_object:
        _print_json(as_json(snapshot, analysis))
    else:
        _tell_check(snapshot, analysis)
    open_ranks = [f.severity.rank for f in analysis.findings if not f.waived]
    if fail_on is not None and any(rank >= fail_on.rank for rank in open_ranks):
        raise typer.Exit(FINDINGS)


@app.command()
def report(sources: Sources, output: Output, as_of: AsOf = None) -> None:
    """Print the integration-gap report as a PDF."""
    snapshot, analysis = _analysed(sources, as_of)
    write_report(snapshot, analysis, load_catalogue(), output, as_of or _today())
    typer.echo(f"Wrote {output}")


@app.command()
def export(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SOURCE...]", help="Maps (.isthmus), workbooks, CSV files."),
    ] = None,
    *,
    output: Output,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="NAME", help="The one sheet that a .csv holds.")
    ] = "",
    template: Annotated[
        bool, typer.Option("--template", help="An empty workbook to fill in, of no map.")
    ] = False,
) -> None:
    """Export the inventory as a workbook, a CSV file a sheet (a folder), or an empty template."""
    catalogue = load_catalogue()
    if template:
        typer.echo(f"Wrote {write_empty_template(catalogue, output)}")
        return
    if not sources:
        raise typer.BadParameter("name a map or a workbook to export (or --template)")
    snapshot = load_sources(sources, catalogue).snapshot()
    for written in write_inventory(snapshot, catalogue, output, sheet=sheet):
        typer.echo(f"Wrote {written}")


@app.command()
def draw(
    sources: Sources,
    output: Output,
    *,
    view: Annotated[
        str, typer.Option("--view", metavar="NAME", help="The view to draw; else the first one.")
    ] = "",
    theme: Annotated[str, typer.Option(parser=_theme, metavar="light|dark")] = "light",
    width: Annotated[
        int | None, typer.Option("--width", metavar="PIXELS", min=1, help="How wide a .png is.")
    ] = None,
    page: Annotated[
        Page, typer.Option("--page", help="What the page of a .pdf is as large as.")
    ] = Page.DRAWING,
    background: Annotated[
        bool, typer.Option("--background/--no-background", help="With the sea or without.")
    ] = True,
    legend: Annotated[
        bool | None,
        typer.Option("--legend/--no-legend", help="By default where a lens colours the cards."),
    ] = None,
) -> None:
    """Draw a view of the map as .svg, .png or .pdf."""
    check_ending(output)
    snapshot, analysis = _analysed(sources, None)
    picture = Picture(theme, background=background, legend=legend, width=width or 0, page=page)
    view_id = view_named(snapshot, view) if view else None
    catalogue = load_catalogue()
    is_whole = write_picture(
        snapshot, analysis, catalogue, output, picture=picture, view_id=view_id
    )
    if not is_whole:
        typer.echo(f"It is smaller than asked for: {MOST_PIXELS // 1_000_000} megapixels at most.")
    typer.echo(f"Wrote {output}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 0, 1 for findings, 2 for bad input or usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        typer.echo(f"isthmus {__version__}")
        return 0
    try:
        app(words, prog_name="isthmus")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else BAD_INPUT
    except UserError as error:
        typer.echo(f"isthmus: {error}", err=True)
        return BAD_INPUT
    return 0


def _today() -> date:
    return datetime.now().astimezone().date()


def _analysed(sources: list[Path], as_of: date | None) -> tuple[Snapshot, Analysis]:
    """The sources as one map, and what was found on it."""
    catalogue = load_catalogue()
    snapshot = load_sources(sources, catalogue).snapshot()
    return snapshot, analyse(snapshot, catalogue, as_of)


def _print_json(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


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


def _tell_check(snapshot: Snapshot, analysis: Analysis) -> None:
    figures = analysis.metrics
    typer.echo(f"{snapshot.info.name}: {figures.systems} systems, {figures.flows} flows")
    for island in analysis.islands[:_SHOWN]:
        names = [snapshot.systems[i].name for i in island.systems]
        typer.echo(f"  {island.kind}, {len(names)}: {_some(names)}")
    if len(analysis.islands) > _SHOWN:
        typer.echo(f"  and {len(analysis.islands) - _SHOWN} smaller islands")
    for finding in analysis.findings:
        typer.echo(_line(snapshot, finding))
    typer.echo(f"{len(analysis.findings)} findings, {figures.missing} missing integrations")


_SHOWN = 12


def _some(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _line(snapshot: Snapshot, finding: Finding) -> str:
    sides = finding.sides if finding.kind.is_gap else (finding.systems,)
    names = " → ".join(_some([snapshot.systems[i].name for i in side]) for side in sides)
    waived = " (waived)" if finding.waived else ""
    return f"{finding.severity}{waived} · {finding.title} · {names}\n    {finding.evidence}"
