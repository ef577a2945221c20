"""`isthmus report`, `export` and `draw`: what comes out of a map."""

from pathlib import Path
from typing import Annotated

import typer

from isthmus.catalogue.load import load_catalogue
from isthmus.commands.common import AsOf, Off, Output, Packs, Sources, analysed, today
from isthmus.drawing.picture import MOST_PIXELS, Page, Picture
from isthmus.workspace.inventories import write_empty_template, write_inventory
from isthmus.workspace.pictures import check_ending, view_named, write_picture
from isthmus.workspace.reporting import write_report
from isthmus.workspace.sources import load_sources


def theme_of(text: str) -> str:
    """The theme that an option names."""
    if text not in {"light", "dark"}:
        raise typer.BadParameter(f"{text!r} is no theme; choose light or dark")
    return text


def report(
    sources: Sources,
    output: Output,
    *,
    as_of: AsOf = None,
    rules: Packs = None,
    off: Off = None,
) -> None:
    """Print the integration-gap report as a PDF."""
    snapshot, analysis = analysed(sources, as_of, rules, off)
    write_report(snapshot, analysis, load_catalogue(), output, as_of or today())
    typer.echo(f"Wrote {output}")


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


def draw(
    sources: Sources,
    output: Output,
    *,
    view: Annotated[
        str, typer.Option("--view", metavar="NAME", help="The view to draw; else the first one.")
    ] = "",
    theme: Annotated[str, typer.Option(parser=theme_of, metavar="light|dark")] = "light",
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
    snapshot, analysis = analysed(sources, None)
    picture = Picture(theme, background=background, legend=legend, width=width or 0, page=page)
    view_id = view_named(snapshot, view) if view else None
    catalogue = load_catalogue()
    is_whole = write_picture(
        snapshot, analysis, catalogue, output, picture=picture, view_id=view_id
    )
    if not is_whole:
        typer.echo(f"It is smaller than asked for: {MOST_PIXELS // 1_000_000} megapixels at most.")
    typer.echo(f"Wrote {output}")
