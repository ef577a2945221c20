"""What of the scene each shape touches: generous, cheap, and before anything is made to draw."""

from isthmus.analysis.results import IslandKind
from isthmus.drawing.chart import Card, Coast, FlowShape
from isthmus.drawing.jotting import area_name_box
from isthmus.drawing.lands import land_caption_box
from isthmus.drawing.plots import AreaShape, Land, NoteShape, Plot
from isthmus.drawing.shores import CAPTION_SIZE, caption_width
from isthmus.layout.geometry import Box, Step

Shape = Card | FlowShape | Coast | Land | AreaShape | NoteShape
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom, in scene units."""

_SHADOW = 4.0
_ARROW = 8.0

LAND = {
    IslandKind.MAINLAND: "land",
    IslandKind.ISLAND: "cut_off",
    IslandKind.ROGUE: "cut_off",
    IslandKind.TIDAL: "tidal",
}
"""What the theme calls the ground of an island."""


def box_edges(box: Box, margin: float) -> Edges:
    """The edges of a box with a margin."""
    return box.x - margin, box.y - margin, box.right + margin, box.bottom + margin


def step_parts(steps: tuple[Step, ...], margin: float) -> list[Edges]:
    """Edges of each step of a path but the first, which is a move."""
    parts, (x, y) = [], (0.0, 0.0)
    for number, (_, at) in enumerate(steps):
        across, down = (x, *at[0::2]), (y, *at[1::2])
        if number:
            left, top, right, bottom = min(across), min(down), max(across), max(down)
            parts.append((left - margin, top - margin, right + margin, bottom + margin))
        x, y = across[-1], down[-1]
    return parts


def line_parts(flow: FlowShape) -> list[Edges]:
    """Edges of each stretch of a flow, which a long flow round many cards has many of."""
    return step_parts(flow.steps, _ARROW)


def label_parts(flow: FlowShape) -> list[Edges]:
    """Edges of a flow's label."""
    return [box_edges(flow.label_box, 2.0)] if flow.label_box is not None else []


def card_parts(card: Card) -> list[Edges]:
    """Edges of a card with its shadow."""
    return [box_edges(card.box, _SHADOW)]


def coast_parts(coast: Coast) -> list[Edges]:
    """Edges of a coast with its shallows."""
    across = [number for _, at in coast.shallows for number in at[0::2]]
    down = [number for _, at in coast.shallows for number in at[1::2]]
    return [(min(across) - 2, min(down) - 2, max(across) + 2, max(down) + 2)] if across else []


def plot_parts(plot: Plot) -> list[Edges]:
    """Edges of a territory, an area or a note."""
    return [box_edges(plot.box, 2.0)]


def caption_parts(shape: Coast | Land | AreaShape) -> list[Edges]:
    """Edges of the caption of a coast, a territory or an area."""
    if isinstance(shape, Land):
        return [box_edges(land_caption_box(shape), 2.0)]
    if isinstance(shape, AreaShape):
        return [box_edges(area_name_box(shape), 2.0)]
    x, y = shape.caption_at
    return [(x, y - CAPTION_SIZE, x + caption_width(shape.caption), y + CAPTION_SIZE / 2)]
