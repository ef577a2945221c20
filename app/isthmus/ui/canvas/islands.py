"""Islands under the pointer: their land and their captions."""

from PySide6.QtCore import QPointF, QRectF

from isthmus.analysis.results import Island, IslandKind
from isthmus.drawing.chart import Coast
from isthmus.drawing.shores import CAPTION_SIZE, caption_width
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.captions import SHRINK
from isthmus.ui.canvas.stage import Stage


def island_at(stage: Stage, at: QPointF) -> Island | None:
    """The island on whose land or caption a place of the scene lies."""
    coasts = reversed(stage.board.chart.coasts)  # the mainland, which is drawn first, comes last
    zoom = stage.camera.zoom
    key = next((one.island for one in coasts if _is_on(one, at, zoom)), None)
    return next((one for one in stage.board.analysis.islands if one.key == key), None)


def words_for(island: Island) -> str:
    """'the mainland', 'the islet', 'the island'."""
    if island.kind is IslandKind.MAINLAND:
        return "the mainland"
    return "the islet" if len(island.systems) == 1 else "the island"


def select(stage: Stage, island: Island) -> None:
    """Select its systems, those of the view."""
    stage.selection = [key for key in island.systems if key in stage.board.on_view]


def _is_on(coast: Coast, at: QPointF, zoom: float) -> bool:
    if coast.caption and _caption(coast, zoom).contains(at):
        return True
    land = inks.path(coast.steps)
    return land.controlPointRect().contains(at) and land.contains(at)


def _caption(coast: Coast, zoom: float) -> QRectF:
    """Where its caption stands in the scene; from farther out it takes more of that."""
    scale = max(1.0, SHRINK / zoom)
    wide, high = caption_width(coast.caption) * scale, (CAPTION_SIZE + 3) * scale
    x, y = coast.caption_at
    return QRectF(x, y + 3 - high, wide, high)
