"""`isthmus fit`: what a product would have to connect to, before it is bought."""

from typing import Annotated

import typer

from isthmus.analysis.candidate import candidate_of
from isthmus.analysis.fit import fit as fitted
from isthmus.analysis.fitjson import fit_json
from isthmus.analysis.fitwords import fit_lines
from isthmus.catalogue.load import load_catalogue
from isthmus.commands.common import AsJson, AsOf, Sources, print_json
from isthmus.workspace.sources import load_sources


def fit(
    sources: Sources,
    *,
    product: Annotated[
        str, typer.Option("--product", metavar="NAME", help="The product that is thought of.")
    ],
    category: Annotated[
        str, typer.Option("--category", metavar="KEY", help="Its category; then any name goes.")
    ] = "",
    department: Annotated[
        str, typer.Option("--department", metavar="NAME", help="The department that would own it.")
    ] = "",
    region: Annotated[
        list[str] | None,
        typer.Option("--region", metavar="R", help="Where its data would be; may come again."),
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option("--data", metavar="NAME", help="A data object it would hold; again for more."),
    ] = None,
    regulation: Annotated[
        list[str] | None,
        typer.Option("--regulation", metavar="R", help="A regulation on it; may come again."),
    ] = None,
    as_of: AsOf = None,
    as_object: AsJson = False,
) -> None:
    """Tell what a product would need, overlap and bring, before it is bought."""
    catalogue = load_catalogue()
    candidate = candidate_of(
        catalogue,
        product,
        category=category,
        department=department,
        regions=region or (),
        holds=data or (),
        regulations=regulation or (),
    )
    found = fitted(load_sources(sources, catalogue).snapshot(), catalogue, candidate, as_of)
    if as_object:
        print_json(fit_json(found))
        return
    for line in fit_lines(found, catalogue):
        typer.echo(line)
