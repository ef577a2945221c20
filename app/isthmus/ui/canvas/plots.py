"""Territories, areas, notes and boxes under the pointer, and what is done with them."""

from collections.abc import Collection, Iterable

from isthmus.drawing.chart import Chart
from isthmus.drawing.jotting import area_name_box
from isthmus.drawing.lands import button_box
from isthmus.drawing.plots import AreaShape, Land, NoteShape, Plot
from isthmus.layout.geometry import GRID, Box
from isthmus.ui.canvas.captions import BUTTONS_FROM, caption_seen
from isthmus.ui.canvas.cargo import Cargo, lands_above
from isthmus.ui.canvas.commands import refusals_said
from isthmus.ui.canvas.far import FAR
from isthmus.ui.canvas.plates import shown_box
from isthmus.ui.canvas.stage import Pointer, Stage
from isthmus.workspace import edits

EDGE = 5.0
"""Screen pixels to both sides of a border that belong to it."""


def over_at(stage: Stage, pointer: Pointer) -> str | None:
    """The note or heading under the pointer: they lie over all else."""
    notes = reversed([*stage.board.chart.grounds.notes.values()])
    return next((note.key for note in notes if _holds(note.box, pointer)), None)


def under_at(stage: Stage, pointer: Pointer) -> str | None:
    """The box, or the area or territory by its caption or border, under the pointer.

    An area that is selected can be taken hold of anywhere.
    """
    chart = stage.board.chart
    if box := box_at(stage, pointer):
        return box
    if (named := stage.written_at(pointer.screen)) and chart.grounds.get(named):
        return named
    reach = EDGE / stage.camera.zoom
    for plot in _topmost_first(chart):
        inside = plot.key in stage.selection and isinstance(plot, AreaShape)
        if _on_caption(plot, pointer, reach) or _on_border(plot.box, pointer, reach):
            return plot.key
        if inside and _holds(plot.box, pointer):
            return plot.key
    return None


def box_at(stage: Stage, pointer: Pointer) -> str | None:
    """The box of a collapsed territory under the pointer."""
    zoom, boxes = stage.camera.zoom, stage.board.chart.boxes.items()
    if zoom < FAR:
        return next((key for key, card in boxes if _holds(shown_box(card, zoom), pointer)), None)
    return next((key for key, card in boxes if _holds(card.box, pointer)), None)


def inside_at(stage: Stage, pointer: Pointer) -> str | None:
    """The innermost area or territory whose ground is under the pointer."""
    found = _topmost_first(stage.board.chart)
    return next((plot.key for plot in found if _holds(plot.box, pointer)), None)


def button_at(stage: Stage, pointer: Pointer) -> str | None:
    """The territory whose button to collapse or expand is under the pointer."""
    if stage.camera.zoom < BUTTONS_FROM:
        return None
    chart = stage.board.chart
    for key, card in chart.boxes.items():
        if _holds(Box(card.box.x + 10, card.box.y + 12, 32, 32), pointer):
            return key
    lands = reversed([*chart.grounds.lands.values()])
    return next((land.key for land in lands if _holds(button_box(land), pointer)), None)


def _topmost_first(chart: Chart) -> list[AreaShape | Land]:
    ground = chart.grounds
    found: list[AreaShape | Land] = [*ground.lands.values(), *ground.areas.values()]
    return found[::-1]


def _holds(box: Box, pointer: Pointer) -> bool:
    return box.contains(pointer.scene.x(), pointer.scene.y())


def _on_caption(plot: AreaShape | Land, pointer: Pointer, reach: float) -> bool:
    if isinstance(plot, Land):
        zoom = EDGE / reach
        return _holds(caption_seen(plot, zoom).grown(reach), pointer)
    return bool(plot.name) and _holds(area_name_box(plot).grown(reach), pointer)


def _on_border(box: Box, pointer: Pointer, reach: float) -> bool:
    return _holds(box.grown(reach), pointer) and not _holds(box.grown(-reach), pointer)


def selected(stage: Stage) -> list[Plot]:
    """The selected territories, areas and notes, in painting order."""
    if not stage.selection:
        return []
    return [plot for plot in stage.board.chart.grounds if plot.key in stage.selection]


def selected_territories(stage: Stage) -> list[str]:
    """The selected territories, drawn as land or as a box."""
    chart = stage.board.chart
    known = [*chart.grounds.lands, *chart.boxes]
    return [key for key in known if key in stage.selection]


def walked(chart: Chart) -> list[str]:
    """What Tab walks after the cards: boxes, then territories, areas and notes, row by row."""
    boxes: dict[str, Box] = {key: card.box for key, card in chart.boxes.items()}
    boxes |= {plot.key: plot.box for plot in chart.grounds}
    return sorted(boxes, key=lambda key: (boxes[key].y, boxes[key].x, key))


def box_of(chart: Chart, key: str) -> Box | None:
    """Where a card, a box (or what is in it), a territory, an area or a note lies."""
    home = chart.fold.home.get(key, key) if chart.fold else key
    card = chart.cards.get(key) or chart.boxes.get(home)
    if card is not None:
        return card.box
    plot = chart.grounds.get(key)
    return plot.box if plot is not None else None


def carry(
    stage: Stage, cargo: Cargo, dx: float, dy: float, departments: dict[str, str | None]
) -> None:
    """Write where all of a cargo was dropped, as one step."""
    stage.hand_moves = True
    try:
        with refusals_said(stage):
            load = cargo.load(dx, dy, departments)
            edits.carry(stage.board.document, stage.board.view_id, load)
    finally:
        stage.hand_moves = False


def nudge(stage: Stage, dx: float, dy: float) -> bool:
    """Move what is selected with what stands on it; whether there was more than cards."""
    cargo = Cargo(stage.board, stage.selection)
    if cargo.is_plain:
        return False
    carry(stage, cargo, dx, dy, {})
    return True


def grow(stage: Stage, across: int, down: int) -> bool:
    """Make the selected plots larger by steps of the grid; whether there were any."""
    found = {
        plot.key: fitted(stage.board.chart, plot, _larger(plot.box, across, down))
        for plot in selected(stage)
    }
    if found:
        shape(stage, found)
    return bool(found)


def _larger(box: Box, across: int, down: int) -> Box:
    return Box(box.x, box.y, box.width + across * GRID, box.height + down * GRID)


def fitted(chart: Chart, plot: Plot, wished: Box) -> Box:
    """The nearest box that the plot may have: a territory holds what stands on it."""
    least = (64.0, 32.0) if isinstance(plot, NoteShape) else (120.0, 72.0)
    x, y, right, bottom = wished.x, wished.y, wished.right, wished.bottom
    if isinstance(plot, Land):
        held = [chart.standing[key].box for key in plot.members if key in chart.standing]
        held += [land.box for land in chart.grounds.lands.values() if land.parent == plot.key]
        middles = [box.centre for box in held if plot.base.contains(*box.centre)]
        x = min([x, *(at[0] for at in middles)])
        y = min([y, *(at[1] for at in middles)])
        right = max([right, *(at[0] for at in middles)])
        bottom = max([bottom, *(at[1] for at in middles)])
    return Box(x, y, max(right - x, least[0]), max(bottom - y, least[1]))


def shape(stage: Stage, boxes: dict[str, Box]) -> None:
    """Give plots other places and sizes."""
    with refusals_said(stage):
        edits.shape_plots(stage.board.document, boxes)


def fold(stage: Stage, keys: Collection[str], *, collapsed: bool) -> None:
    """Collapse territories to a box each, or expand them; they stay selected."""
    if not keys:
        return
    _fold(stage, keys, collapsed=collapsed)
    stage.selection = keys


def _fold(stage: Stage, keys: Collection[str], *, collapsed: bool) -> None:
    with refusals_said(stage):
        edits.fold(stage.board.document, keys, collapsed=collapsed)
    stage.say(_folded_words(stage, keys, collapsed=collapsed))


def _folded_words(stage: Stage, keys: Collection[str], *, collapsed: bool) -> str:
    verb = "Collapsed" if collapsed else "Expanded"
    names = _owners(stage, keys)
    return f"{verb} {names[0] if len(names) == 1 else f'{len(names)} territories'}"


def _owners(stage: Stage, keys: Iterable[str]) -> list[str]:
    """The names of the departments of these territories."""
    snapshot = stage.board.snapshot
    known = (snapshot.territories[key] for key in keys if key in snapshot.territories)
    return [snapshot.departments[one.department].name for one in known]


def toggle(stage: Stage, key: str) -> None:
    """Collapse the territory, or expand it if it is collapsed."""
    fold(stage, (key,), collapsed=key not in stage.board.chart.boxes)


def toggle_selected(stage: Stage) -> None:
    """Collapse the selected territories; expand them where all are collapsed."""
    chosen = selected_territories(stage)
    boxes = stage.board.chart.boxes
    if not chosen:
        stage.say("Select a territory to collapse or expand it")
        return
    fold(stage, chosen, collapsed=not all(key in boxes for key in chosen))


def select_members(stage: Stage) -> None:
    """Select the systems of the selected territories' departments that are drawn."""
    chart, chosen = stage.board.chart, selected_territories(stage)
    lands = [
        land
        for land in chart.grounds.lands.values()
        if {land.key, *lands_above(chart, land)}.intersection(chosen)
    ]
    found = [key for land in lands for key in land.members if key in chart.cards]
    if found:
        stage.selection = found
    else:
        stage.say("None of its systems is drawn here")


def fold_all(stage: Stage, *, collapsed: bool) -> None:
    """Collapse the outermost territories, or expand all; what was selected stays so, or nothing.

    All of them selected would be deleted, or coloured, by the next key.
    """
    chart = stage.board.chart
    lands = [key for key, land in chart.grounds.lands.items() if not land.parent]
    known, view = stage.board.snapshot.territories, stage.board.view_id
    shut = [key for key, one in known.items() if one.view == view and one.collapsed]
    keys = lands if collapsed else sorted(shut)
    if keys:
        _fold(stage, keys, collapsed=collapsed)
    else:
        stage.say(f"There is nothing to {'collapse' if collapsed else 'expand'} on this view")


def paint_areas(stage: Stage, colour: str) -> None:
    """Give the selected areas a colour."""
    areas = [plot.key for plot in selected(stage) if isinstance(plot, AreaShape)]
    if areas:
        with refusals_said(stage):
            edits.paint_areas(stage.board.document, areas, colour)
