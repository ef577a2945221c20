"""Maps and workbooks, several and mixed, read as one map."""

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.choices import AS_RECOGNISED, Choices
from isthmus.exchange.proposal import Proposal
from isthmus.model.document import Document
from isthmus.model.records import MapInfo
from isthmus.model.viewing import View
from isthmus.storage.mapfile import SUFFIX, LoadedMap, load_map, save_map
from isthmus.storage.rows import HistoryEntry, entry_of
from isthmus.workspace.edits import FIRST_VIEW, ensure_view
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.placing import with_places

Progress = Callable[[float, str], None]
"""Hears how much is done (0 to 1) and what is being done."""
Cancelled = Callable[[], bool]

NOTHING = "There is nothing to import: a map alone was given. Name a workbook or a CSV file too."


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was read, with what a workspace must know of its origin."""

    document: Document
    entries: tuple[HistoryEntry, ...] = ()
    path: Path | None = None
    """The map file, None where the document is no file's."""
    digest: str = ""
    read_only: bool = False
    proposal: Proposal | None = None
    """What was imported, if anything was."""


def new_document(name: str = "") -> Document:
    """An empty map with its view, and nothing to undo."""
    view = View(name=FIRST_VIEW)
    info = MapInfo(name=name) if name else MapInfo()
    return Document({"info": {info.id: info}, "views": {view.id: view}})


def _to_begin_with(base: Path | None, workbooks: Sequence[Path]) -> "Opened":
    """The map to import into; a new one is called as the first workbook is."""
    if base:
        return open_map(base)
    return Opened(new_document(_title(workbooks[0].stem) if workbooks else ""))


def _title(stem: str) -> str:
    """A file's name as a map's: 'harbour-vale_2026' as 'Harbour Vale 2026'."""
    words = stem.replace("_", " ").replace("-", " ").split()
    return " ".join(word.capitalize() if word.islower() else word for word in words)


def author() -> str:
    """Who makes the changes, as the system knows the user; '' if it does not."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def is_map(path: Path) -> bool:
    """Whether a path is meant to be a map, not a workbook."""
    return path.suffix.lower() == SUFFIX


def load_sources(paths: Sequence[Path], catalogue: Catalogue) -> Document:
    """One document of maps and workbooks: the map is the base, workbooks are imported on top.

    Raises:
        UserError: a file cannot be read or imported, or several are maps.
    """
    return open_sources(paths, catalogue).document


def open_sources(
    paths: Sequence[Path],
    catalogue: Catalogue,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    placed: bool = False,
) -> Opened:
    """The same with what a workspace must know; a lone map keeps its path.

    `placed` gives what workbooks bring its place on the view, also where nothing has one yet.

    Raises:
        UserError: a file cannot be read or imported, or several are maps.
    """
    base, workbooks = _parted(paths)
    return _opened(base, workbooks, catalogue, progress, cancelled, placed=placed)


def _opened(
    base: Path | None,
    workbooks: Sequence[Path],
    catalogue: Catalogue,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    placed: bool = False,
) -> Opened:
    opened = _to_begin_with(base, workbooks)
    if not workbooks:
        return opened
    from isthmus.exchange.importing import propose  # noqa: PLC0415 - slow to import

    proposal = propose(
        workbooks, catalogue, opened.document.snapshot(), progress=progress, cancelled=cancelled
    )
    if placed or opened.document.snapshot().placements:
        proposal = _with_places(proposal, opened.document, catalogue)
    return _with(opened, proposal)


def open_map(path: Path) -> Opened:
    """A map file as a document.

    Raises:
        StorageError: it cannot be read, or is no map.
    """
    found: LoadedMap = load_map(path)
    document = Document(found.tables, are_whole=True)
    return Opened(document, found.entries, path, found.digest, found.read_only)


def _parted(paths: Sequence[Path]) -> tuple[Path | None, list[Path]]:
    """The one map among the paths, and the workbooks."""
    maps = [path for path in paths if is_map(path)]
    if len(maps) > 1:
        raise WorkspaceError(
            f"{maps[0].name} and {maps[1].name} are both maps. Give one map, and workbooks."
        )
    return (maps[0] if maps else None), [path for path in paths if not is_map(path)]


def _with(opened: Opened, proposal: Proposal) -> Opened:
    """The document with the import applied: no file's any more."""
    change = replace(proposal.change, author=proposal.change.author or author())
    entries = opened.entries
    if change:
        opened.document.apply(change)
        number = entries[-1].revision + 1 if entries else 1
        entries = (*entries, entry_of(change, number))
    ensure_view(opened.document)
    return Opened(opened.document, entries, read_only=opened.read_only, proposal=proposal)


def propose_import(
    sources: Sequence[Path],
    output: Path | None,
    catalogue: Catalogue,
    choices: Choices = AS_RECOGNISED,
) -> Proposal:
    """What an import into a map (one that is there already is updated) would change.

    Raises:
        UserError: a file cannot be read or imported.
    """
    base, workbooks = _base_of(sources, output)
    if not workbooks:
        raise WorkspaceError(NOTHING)
    document = _to_begin_with(base, workbooks).document
    return _proposed(workbooks, document, catalogue, choices)


def _proposed(
    workbooks: Sequence[Path], document: Document, catalogue: Catalogue, choices: Choices
) -> Proposal:
    from isthmus.exchange.importing import propose_from  # noqa: PLC0415 - slow to import
    from isthmus.exchange.intake import take_in  # noqa: PLC0415

    return propose_from(take_in(workbooks), catalogue, document.snapshot(), choices)


def import_into_map(
    sources: Sequence[Path],
    output: Path,
    catalogue: Catalogue,
    choices: Choices = AS_RECOGNISED,
) -> Proposal:
    """Import workbooks into a map file, which is made, or updated if it is there.

    Raises:
        UserError: a file cannot be read, imported or written; nothing on disk has changed.
    """
    base, workbooks = _base_of(sources, output)
    if not workbooks:
        raise WorkspaceError(NOTHING)
    opened = _to_begin_with(base, workbooks)
    if opened.read_only and base == output:
        raise WorkspaceError(f"{output.name} was made by a newer Isthmus. Choose another name.")
    proposal = _proposed(workbooks, opened.document, catalogue, choices)
    found = _with(opened, _with_places(proposal, opened.document, catalogue))
    if proposal.change or base != output:
        save_map(output, found.document.snapshot().tables, found.entries)
    return proposal


def _with_places(proposal: Proposal, document: Document, catalogue: Catalogue) -> Proposal:
    """The proposal with a place on the map for each system that it brings."""
    if not proposal.change:
        return proposal
    view = ensure_view(document)
    change = with_places(proposal.change, document.snapshot(), view, catalogue)
    return replace(proposal, change=change)


def _base_of(sources: Sequence[Path], output: Path | None) -> tuple[Path | None, list[Path]]:
    """The map to import into, and the workbooks.

    The map is that at `output` if it is there already, else the one among the sources.
    """
    given, workbooks = _parted(sources)
    if output is not None and output.exists():
        if given is not None and given.resolve() != output.resolve():
            raise WorkspaceError(f"{output} is there already. Choose another name.")
        return output, workbooks
    return given, workbooks
