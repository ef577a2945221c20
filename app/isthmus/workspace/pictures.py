"""The map as a picture file: .svg, .png or .pdf."""

from collections.abc import Callable, Sequence
from pathlib import Path

from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.compose import compose
from isthmus.drawing.export import write_pdf, write_png
from isthmus.drawing.options import options_for
from isthmus.drawing.svg import to_svg
from isthmus.drawing.theme import load_theme
from isthmus.model.snapshot import Snapshot
from isthmus.storage.replacing import replace_file
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.positions import first_view_of, positions


def _write_svg(svg: str, path: Path) -> None:
    path.write_text(svg, "utf-8")


_WRITERS: dict[str, Callable[[str, Path], None]] = {
    ".svg": _write_svg,
    ".png": write_png,
    ".pdf": write_pdf,
}


def map_svg(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    theme_name: str = "light",
    missing: Sequence[Finding] = (),
) -> str:
    """The first view as SVG, dashed in it the flows that would close the findings `missing`."""
    places = positions(snapshot, analysis)
    options = options_for(snapshot, first_view_of(snapshot), tuple(missing))
    chart = compose(snapshot, analysis, catalogue, places, options)
    return to_svg(chart, load_theme(theme_name), snapshot.info.name)


def write_picture(
    snapshot: Snapshot, analysis: Analysis, catalogue: Catalogue, theme_name: str, path: Path
) -> None:
    """Write the map as the picture that the ending of `path` names.

    Raises:
        WorkspaceError: the ending is not .svg, .png or .pdf.
        StorageError: the file cannot be written; what was there is as it was.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise WorkspaceError(
            f"{path.name}: a picture ends in {', '.join(_WRITERS)}. Choose one of these endings."
        )
    svg = map_svg(snapshot, analysis, catalogue, theme_name)
    replace_file(path, lambda temporary: write(svg, temporary))
