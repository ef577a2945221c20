"""The command line: the whole job without a window, for people, scripts and CI."""

import sys
from collections.abc import Sequence

import typer

from isthmus import __version__
from isthmus.commands.accounting import involvement, lineage
from isthmus.commands.answering import answers
from isthmus.commands.checking import check
from isthmus.commands.common import BAD_INPUT
from isthmus.commands.comparing import compare
from isthmus.commands.fitting import fit
from isthmus.commands.importing import import_command
from isthmus.commands.planning import plan
from isthmus.commands.printing import draw, export, report
from isthmus.commands.stressing import stress
from isthmus.commands.supposing import scenario
from isthmus.model.errors import UserError

app = typer.Typer(
    name="isthmus",
    help="Maps systems and data flows; finds islands of rogue IT and missing integrations.",
    epilog="`isthmus [FILE]` opens the window.",
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("import")(import_command)
for command in (
    check,
    compare,
    report,
    export,
    draw,
    fit,
    answers,
    stress,
    plan,
    lineage,
    involvement,
    scenario,
):
    app.command()(command)


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
