"""A view of the map as a picture file: .svg, .png or .pdf."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from isthmus.analysis.results import Analysis, Finding
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.chart import Chart
from isthmus.drawing.compose import compose
from isthmus.drawing.export import size_of, write_pdf, write_png
from isthmus.drawing.filtering import hidden, in_focus, is_filtered, passing
from isthmus.drawing.options import options_for
from isthmus.drawing.picture import Picture, is_cut_down
from isthmus.drawing.svg import to_svg
from isthmus.drawing.theme import load_theme
from isthmus.model.snapshot import Snapshot
from isthmus.storage.replacing import replace_file
from isthmus.workspace.errors import WorkspaceError
from isthmus.workspace.positions import first_view_of, to_draw

ENDINGS = (".svg", ".png", ".pdf")

Tell = Callable[[float, str], None]
"""Takes how far the work is (0 to 1) and a word; may raise to stop it."""

STANDARD = Picture()


def _tell_nobody(part: float, text: str) -> None:
    """For whoever does not ask how far the work is."""


def view_chart(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    missing: Sequence[Finding] = (),
    view_id: str | None = None,
) -> Chart:
    """The chart of a view (the first one if none is named), dashed in it what closes `missing`."""
    first = first_view_of(snapshot)
    view = view_id or first
    options = options_for(snapshot, view, tuple(missing))
    out = hidden(snapshot, analysis, catalogue, options.view)
    places = to_draw(snapshot, analysis, view)
    shown = {key: at for key, at in places.items() if key not in out}
    chart = compose(snapshot, analysis, catalogue, shown, options)
    if not is_filtered(options.view):
        return chart
    passed = passing(snapshot, analysis, catalogue, options.view)
    return replace(chart, focus=in_focus(chart, passed))


def map_svg(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    theme_name: str = "light",
    missing: Sequence[Finding] = (),
) -> str:
    """The first view as SVG, dashed in it the flows that would close the findings `missing`."""
    chart = view_chart(snapshot, analysis, catalogue, missing)
    return to_svg(chart, load_theme(theme_name), snapshot.info.name)


def view_named(snapshot: Snapshot, name: str) -> str:
    """The id of the view of that name, whatever its capitals.

    Raises:
        WorkspaceError: there is none.
    """
    wanted = name.strip().casefold()
    found = sorted(view.id for view in snapshot.views.values() if view.name.casefold() == wanted)
    if found:
        return found[0]
    names = sorted({view.name for view in snapshot.views.values()}, key=str.casefold)
    known = f"there are: {', '.join(names)}" if names else "the map has none"
    raise WorkspaceError(f"There is no view called {name!r}; {known}.")


def chart_svg(
    chart: Chart, title: str, picture: Picture = STANDARD, *, portable: bool = True
) -> str:
    """The chart as SVG, with what the picture is to show of it; `portable` for other programs."""
    theme = load_theme(picture.theme)
    return to_svg(
        chart,
        theme,
        title,
        background=picture.background,
        legend=picture.legend,
        portable=portable,
    )


def check_ending(path: Path) -> None:
    """Raises WorkspaceError where no picture ends so."""
    if path.suffix.lower() not in ENDINGS:
        raise WorkspaceError(
            f"{path.name}: a picture ends in {', '.join(ENDINGS)}. Choose one of these endings."
        )


def write_chart(
    chart: Chart,
    path: Path,
    title: str,
    *,
    picture: Picture = STANDARD,
    note: str = "",
    tell: Tell = _tell_nobody,
) -> bool:
    """Write a chart as the picture that the ending of `path` names.

    False where it is a PNG smaller than was asked for: so many pixels are the most there can be.
    `tell` is told how far the work is; where it raises, nothing is written.

    Raises:
        WorkspaceError: the ending is not .svg, .png or .pdf.
        StorageError: the file cannot be written; what was there is as it was.
    """
    check_ending(path)
    tell(0.1, "Drawing")
    svg = chart_svg(chart, title, picture, portable=path.suffix.lower() == ".svg")
    tell(0.4, f"Making {path.name}")

    def write(temporary: Path) -> None:
        kind = path.suffix.lower()
        if kind == ".svg":
            temporary.write_text(svg, "utf-8")
        elif kind == ".png":
            write_png(svg, temporary, picture)
        else:
            write_pdf(svg, temporary, picture.page, title, note)
        tell(0.95, "")

    replace_file(path, write)
    is_png = path.suffix.lower() == ".png"
    return not (is_png and is_cut_down(*size_of(svg), picture))


def write_picture(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    path: Path,
    *,
    picture: Picture = STANDARD,
    view_id: str | None = None,
) -> bool:
    """Write a view (the first one if none is named) as the picture that the ending names.

    False where it is a PNG smaller than was asked for.

    Raises:
        WorkspaceError: the ending is not .svg, .png or .pdf.
        StorageError: the file cannot be written; what was there is as it was.
    """
    check_ending(path)
    chart = view_chart(snapshot, analysis, catalogue, view_id=view_id)
    title, view = snapshot.info.name, snapshot.views.get(view_id or "")
    if view is not None and len(snapshot.views) > 1:
        title = f"{title}: {view.name}"
    return write_chart(chart, path, title, picture=picture, note=snapshot.info.classification)
