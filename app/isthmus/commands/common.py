"""What the commands share: how sources, days and outputs are named, and how results are printed."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from isthmus.analysis.check import check
from isthmus.analysis.results import Analysis
from isthmus.catalogue.load import load_catalogue
from isthmus.catalogue.types import Severity
from isthmus.model.snapshot import Snapshot
from isthmus.workspace.edits.premising import add_rules, switch
from isthmus.workspace.sources import load_sources

FINDINGS = 1
"""Exit status: done, and there is something to look at."""
BAD_INPUT = 2
"""Exit status: the input, or the command, is at fault."""

Sources = Annotated[
    list[Path], typer.Argument(metavar="SOURCE...", help="Maps (.isthmus), workbooks, CSV files.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write.")]


def day_of(text: str) -> date:
    """The day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-12-31") from None


def severity_of(text: str) -> Severity:
    """The severity that an option names."""
    if text not in list(Severity):
        raise typer.BadParameter(f"{text!r} is no severity; choose {', '.join(Severity)}")
    return Severity(text)


AsOf = Annotated[
    date | None,
    typer.Option(parser=day_of, metavar="DATE", help="The map as of this day (2026-12-31)."),
]


def today() -> date:
    """The day where this machine stands."""
    return datetime.now().astimezone().date()


Packs = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules", metavar="FILE.toml", help="A pack of rules of your own; may come again."
    ),
]
Off = Annotated[
    list[str] | None,
    typer.Option(
        "--off", metavar="RULE|PACK", help="A rule (MKT-01) or a pack (hr) to leave out; repeat it."
    ),
]


def analysed(
    sources: list[Path],
    as_of: date | None,
    packs: Sequence[Path] | None = None,
    off: Sequence[str] | None = None,
) -> tuple[Snapshot, Analysis]:
    """The sources as one map, by rules added and left out, and what was found on it."""
    catalogue = load_catalogue()
    document = load_sources(sources, catalogue)
    for pack in packs or ():
        add_rules(document, catalogue, pack)
    switch(document, catalogue, off or (), on=False)
    snapshot = document.snapshot()
    return snapshot, check(snapshot, catalogue, as_of)


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


SHOWN = 12
"""How many of a list a line shows."""


def some(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
