"""The map's inventory as a workbook or CSV files, written whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot
from isthmus.storage.errors import StorageError
from isthmus.storage.replacing import replace_file, write_whole
from isthmus.workspace.errors import WorkspaceError

Tell = Callable[[float, str], None]
"""Hears how much is done (0 to 1) and what is being done; raises where the work is to stop."""


def _tell_nobody(_share: float, _what: str) -> None:
    """Nobody wants to know how far it is."""


def write_inventory(
    snapshot: Snapshot,
    catalogue: Catalogue,
    path: Path,
    *,
    sheet: str = "",
    tell: Tell = _tell_nobody,
) -> list[Path]:
    """Write an .xlsx, a .csv of one sheet, or a folder of CSV files; what was written.

    Raises:
        WorkspaceError: the ending is another one, or a .csv is asked for and no sheet named.
        ExportFault: the map is too large, or has no such sheet.
        StorageError: a file cannot be written; what was there is as it was.
    """
    kind = path.suffix.lower()
    if kind == ".xlsx" and not sheet:
        from isthmus.exchange.ours.exporting import write_workbook  # noqa: PLC0415 - slow to import

        replace_file(path, lambda to: write_workbook(snapshot, catalogue, to, tell))
        return [path]
    if kind == ".csv" and sheet:
        return _write_csv(snapshot, catalogue, {sheet: path}, sheet, tell)
    if kind == "" and not sheet:
        return _write_csv(snapshot, catalogue, _in_folder(path), "", tell)
    raise WorkspaceError(
        f"{path.name}: write a workbook (.xlsx), one sheet as .csv (with --sheet), or all sheets "
        "as CSV files into a folder (a name without an ending)."
    )


def _in_folder(folder: Path) -> dict[str, Path]:
    from isthmus.exchange.ours.exporting import SHEETS  # noqa: PLC0415 - slow to import

    return {sheet: folder / f"{sheet}.csv" for sheet in SHEETS}


def _write_csv(
    snapshot: Snapshot, catalogue: Catalogue, paths: dict[str, Path], sheet: str, tell: Tell
) -> list[Path]:
    from isthmus.exchange.ours.exporting import csv_texts  # noqa: PLC0415 - slow to import

    texts = csv_texts(snapshot, catalogue, sheet, tell)
    for name, data in texts.items():
        tell(0.8, f"Writing {paths[name].name}")
        _make_folder(paths[name].parent)
        replace_file(paths[name], lambda to, data=data: write_whole(to, data))  # type: ignore[misc]
    return [paths[name] for name in texts]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"{folder} cannot be made: {reason}. Choose another folder.") from error


def write_empty_template(catalogue: Catalogue, path: Path) -> Path:
    """Write a workbook without rows, to be filled in and imported.

    Raises:
        WorkspaceError: the ending is not .xlsx.
        StorageError: the file cannot be written; what was there is as it was.
    """
    if path.suffix.lower() != ".xlsx":
        raise WorkspaceError(f"{path.name}: the template is a workbook. Let the name end in .xlsx.")
    from isthmus.exchange.ours.exporting import write_template  # noqa: PLC0415 - slow to import

    replace_file(path, lambda to: write_template(catalogue, to))
    return path
