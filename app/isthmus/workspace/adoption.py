"""Edits written into a map file, without a window: a plan adopted, a scenario applied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from isthmus.analysis.planning.results import Plan
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.records import Flow
from isthmus.storage.mapfile import save_map
from isthmus.storage.rows import entry_of
from isthmus.workspace.edits.adopting import adopt_plan
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.sources import Opened, author, is_map


def check_output(sources: Sequence[Path], output: Path) -> None:
    """Refuse what is no map, and to write over a map that is not the one planned on.

    Raises:
        WorkspaceError: it is either.
    """
    if not is_map(output):
        raise WorkspaceError(f"A map ends in .isthmus, {output.name} does not.")
    same = any(is_map(path) and path.resolve() == output.resolve() for path in sources)
    if output.exists() and not same:
        raise WorkspaceError(f"{output} is there already. Choose another name.")


def adopt_into_map(
    opened: Opened, plan: Plan, output: Path, *, start: date, weeks: int, catalogue: Catalogue
) -> tuple[Flow, ...]:
    """Adopt a plan that was made on an opened map, and write the map; the flows added.

    Raises:
        UserError: the plan cannot be adopted, or the map not written.
    """
    check_writable(opened, output)
    added = adopt_plan(opened.document, plan, start, weeks, catalogue)
    write_edited(opened, output)
    return added


def check_writable(opened: Opened, output: Path) -> None:
    """Refuse to write over the map that was opened if only a newer Isthmus may write it.

    Raises:
        WorkspaceError: it is so.
    """
    if opened.read_only and opened.path is not None and opened.path.resolve() == output.resolve():
        raise WorkspaceError(f"{output.name} was made by a newer Isthmus. Choose another name.")


def write_edited(opened: Opened, output: Path) -> None:
    """Write an opened map with the edits that were made since, which its history then has too.

    Raises:
        StorageError: it could not be written.
    """
    entries, number = opened.entries, opened.entries[-1].revision if opened.entries else 0
    known = {entry.id for entry in entries}
    for step in (step for step in opened.document.steps if step.id not in known):
        number += 1
        entries = (*entries, entry_of(replace(step, author=step.author or author()), number))
    save_map(output, opened.document.snapshot().tables, entries)
