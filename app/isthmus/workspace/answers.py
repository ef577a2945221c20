"""Answers of IT and the business: the workbook to fill in, and what comes back into a map."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.proposal import Proposal
from isthmus.model.snapshot import Snapshot
from isthmus.storage.mapfile import save_map
from isthmus.storage.replacing import replace_file
from isthmus.storage.rows import entry_of
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.sources import author, is_map, open_map


def write_questions(snapshot: Snapshot, catalogue: Catalogue, path: Path) -> None:
    """Write the workbook in which IT and the business answer.

    Raises:
        WorkspaceError: the ending is not .xlsx.
        StorageError: the file cannot be written; what was there is as it was.
    """
    if path.suffix.lower() != ".xlsx":
        raise WorkspaceError(f"{path.name}: answers go in a workbook. Let the name end in .xlsx.")
    from isthmus.exchange.answers.template import (  # noqa: PLC0415 - slow to import
        write_answers_template,
    )

    replace_file(path, lambda to: write_answers_template(snapshot, catalogue, to))


def take_answers(
    sources: Sequence[Path], output: Path | None, catalogue: Catalogue, *, write: bool = True
) -> tuple[Proposal, ...]:
    """Take filled workbooks into the map at `output`, one step each; or only look.

    The map is that at `output` if it is there already, else the one among the sources.

    Raises:
        UserError: a file cannot be read or written; nothing on disk has changed.
    """
    from isthmus.exchange.answers.taking import read_answers  # noqa: PLC0415 - slow to import

    base, books = _base_of(sources, output)
    opened = open_map(base)
    if opened.read_only and base == output:
        raise WorkspaceError(f"{base.name} was made by a newer Isthmus. Choose another name.")
    document, entries, proposals = opened.document, opened.entries, []
    for book in books:
        proposal = read_answers(book, document.snapshot(), catalogue)
        proposals.append(proposal)
        if proposal.change:
            change = replace(proposal.change, author=author())
            document.apply(change)
            entries = (*entries, entry_of(change, entries[-1].revision + 1 if entries else 1))
    changed = any(proposal.change for proposal in proposals)
    if write and output is not None and (changed or base != output):
        save_map(output, document.snapshot().tables, entries)
    return tuple(proposals)


def _base_of(sources: Sequence[Path], output: Path | None) -> tuple[Path, list[Path]]:
    maps = [path for path in sources if is_map(path)]
    books = [path for path in sources if not is_map(path)]
    if output is not None and output.exists():
        maps = [output, *(path for path in maps if path.resolve() != output.resolve())]
    if len(maps) != 1:
        told = "Name the map that the answers are about" if not maps else "Name one map"
        raise WorkspaceError(f"{told}: -o MAP.isthmus, or among the sources.")
    if not books:
        raise WorkspaceError("Name the workbook with the answers (.xlsx).")
    return maps[0], books
