"""Lines of the context menu for territories, areas, notes and headings."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPointF

from isthmus.drawing.plots import AreaShape, Land, Plot
from isthmus.drawing.theme import HUES
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import commands, plots
from isthmus.ui.canvas.entries import Entry
from isthmus.ui.canvas.gestures.drawout import USUAL
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.tools import Tool


def of_plots(stage: Stage) -> Iterator[Entry]:
    """What can be done with the selected territories, areas and notes; none for others."""
    territories, drawn = plots.selected_territories(stage), plots.selected(stage)
    if not territories and not drawn:
        return
    if len(stage.selection) == 1:
        key = next(iter(stage.selection))
        words = "Rename the department" if territories else _word_for(drawn)
        yield Entry(words, partial(stage.wording_wanted.emit, key), "F2")
    if territories:
        yield from _of_territories(stage, territories)
    areas = [plot for plot in drawn if isinstance(plot, AreaShape)]
    if areas:
        yield Entry("Colour", inside=tuple(_colours(stage, areas)))
    yield Entry()
    if any(not isinstance(plot, Land) for plot in drawn):
        yield Entry("Duplicate", partial(commands.duplicate, stage), "Ctrl+D")
    words = "Remove territory from view" if territories else "Delete"
    yield Entry(words, partial(commands.delete, stage), "Del")


def _word_for(drawn: list[Plot]) -> str:
    return "Rename" if isinstance(drawn[0], AreaShape) else "Edit text"


def _of_territories(stage: Stage, territories: list[str]) -> Iterator[Entry]:
    shut = all(key in stage.board.chart.boxes for key in territories)
    yield Entry("Expand" if shut else "Collapse", partial(plots.toggle_selected, stage), "C")
    yield Entry("Select its systems", partial(plots.select_members, stage))


def _colours(stage: Stage, areas: list[AreaShape]) -> Iterator[Entry]:
    """The themes' palette, the colour ticked that all of the areas have."""
    now = {area.tint for area in areas}
    yield Entry("None", partial(plots.paint_areas, stage, ""), checked=now == {"none"})
    for hue in HUES:
        paint = partial(plots.paint_areas, stage, hue)
        yield Entry(hue.capitalize(), paint, checked=now == {hue})


def of_ground(stage: Stage, at: QPointF) -> Iterator[Entry]:
    """What can be drawn where the sea was pressed."""
    for tool, words, key in (
        (Tool.AREA, "New area here", "A"),
        (Tool.NOTE, "New note here", "N"),
        (Tool.HEADING, "New heading here", "H"),
        (Tool.TERRITORY, "New territory here…", "D"),
    ):
        box = Box(round(at.x()), round(at.y()), *USUAL[tool])
        yield Entry(words, partial(stage.plot_wanted.emit, tool, box), key)
