"""What a drag carries: what is selected, and what stands on selected territories and areas."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from isthmus.drawing.chart import Chart
from isthmus.drawing.plots import AreaShape, Grounds, Land, NoteShape, Plot
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.ui.canvas.board import Board
from isthmus.ui.canvas.room import hull
from isthmus.workspace.edits import Load

P = TypeVar("P", AreaShape, NoteShape)
Places = dict[str, tuple[float, float]]


class Cargo:
    """Cards, boxes and plots that move together, as they stand before they move."""

    def __init__(self, board: Board, selection: Collection[str], *, alone: bool = False) -> None:
        """What moves with the selection; `alone`, areas leave behind what stands on them."""
        self._board, self._chart = board, board.chart
        self._grounds = self._chart.grounds
        self.plots = {plot.key for plot in self._grounds if plot.key in selection}
        self.chosen = [key for key in self._chart.cards if key in selection]
        """The cards that are selected themselves."""
        self.boxes = [key for key in self._chart.boxes if key in selection]
        carried = set(self._carried(alone=alone))
        self.cards = [key for key in self._chart.cards if key in carried or key in selection]
        self.boxes += [key for key in self._chart.boxes if key in carried - set(self.boxes)]
        self.plots |= {plot.key for plot in self._grounds if plot.key in carried}

    def __bool__(self) -> bool:
        """Whether anything moves."""
        return bool(self.cards or self.boxes or self.plots)

    @property
    def is_plain(self) -> bool:
        """Whether nothing but cards moves."""
        return not self.boxes and not self.plots

    def whole(self) -> Box:
        """The box round all that moves."""
        return hull([*self._card_boxes().values(), *self._plot_boxes().values()])

    def standing(self) -> list[str]:
        """The cards and boxes that move."""
        return [*self.cards, *self.boxes]

    def places(self, dx: float, dy: float) -> Places:
        """Where cards and boxes stand then, by their keys."""
        return _moved(self._card_boxes(), dx, dy)

    def load(self, dx: float, dy: float, departments: Mapping[str, str | None]) -> Load:
        """What to write for it; systems in boxes, which are not drawn, go along."""
        hidden = {key: Box(*self._board.positions[key], 0, 0) for key in self._hidden()}
        cards = {key: self._chart.cards[key].box for key in self.cards}
        plots = self._bases() | self._folded_bases()
        return Load(_moved(cards | hidden, dx, dy), _moved(plots, dx, dy), departments)

    def shifted(self, chart: Chart, dx: float, dy: float) -> Chart:
        """The chart, a preview perhaps, with the plots where they are then."""
        if not self.plots:
            return chart
        before, now = self._grounds, chart.grounds
        lands = {key: self._land(before.lands[key], dx, dy) for key in before.lands}
        areas = {key: self._plot(before.areas[key], dx, dy) for key in before.areas}
        notes = {key: self._plot(before.notes[key], dx, dy) for key in before.notes}
        kept = {key: one for key, one in now.lands.items() if key not in self.plots}
        return replace(chart, grounds=Grounds({**lands, **kept}, areas, notes))

    def _land(self, land: Land, dx: float, dy: float) -> Land:
        if land.key not in self.plots:
            return land
        return replace(land, base=_shift(land.base, dx, dy), box=_shift(land.box, dx, dy))

    def _plot(self, plot: P, dx: float, dy: float) -> P:
        return replace(plot, box=_shift(plot.box, dx, dy)) if plot.key in self.plots else plot

    def _carried(self, *, alone: bool) -> Iterator[str]:
        """What stands on the selected territories and areas."""
        for key in sorted(self.plots):
            plot = self._grounds.get(key)
            if isinstance(plot, Land) or (isinstance(plot, AreaShape) and not alone):
                yield from standing_on(self._chart, plot)

    def _hidden(self) -> list[str]:
        """The systems that stand on the land of a collapsed territory that moves."""
        fold, lands = self._chart.fold, self._folded_bases().values()
        mine = [key for key, box in fold.home.items() if box in self.boxes] if fold else []
        middles = {key: _middle(self._board.positions[key]) for key in mine}
        return [key for key, at in middles.items() if any(land.contains(*at) for land in lands)]

    def _folded_bases(self) -> dict[str, Box]:
        """The collapsed territories that move, and those in them."""
        snapshot, fold = self._board.snapshot, self._chart.fold
        if fold is None:
            return {}
        mine = [key for key in fold.inside if fold.inside[key] in self.boxes]
        known = (snapshot.territories[key] for key in mine if key in snapshot.territories)
        return {one.id: Box(one.x, one.y, one.width, one.height) for one in known}

    def _bases(self) -> dict[str, Box]:
        """Where plots lie by their records; that of a land may be smaller than is drawn."""
        found = {}
        for key in sorted(self.plots):
            plot = self._grounds.get(key)
            if plot is not None:
                found[key] = plot.base if isinstance(plot, Land) else plot.box
        return found

    def _plot_boxes(self) -> dict[str, Box]:
        plots = ((key, self._grounds.get(key)) for key in sorted(self.plots))
        return {key: plot.box for key, plot in plots if plot is not None}

    def _card_boxes(self) -> dict[str, Box]:
        standing = self._chart.standing
        return {key: standing[key].box for key in self.standing()}


def standing_on(chart: Chart, plot: Plot) -> list[str]:
    """The cards, boxes, areas, notes and lands that lie on a plot with their middle."""
    found = [key for key, card in chart.standing.items() if plot.box.contains(*card.box.centre)]
    for other in chart.grounds:
        if isinstance(other, Land):
            inside = isinstance(plot, Land) and plot.key in lands_above(chart, other)
        else:
            inside = other.key != plot.key and _lies_in(other.box, plot.box)
        if inside:
            found.append(other.key)
    return found


def lands_above(chart: Chart, land: Land) -> set[str]:
    """The lands that a land lies in."""
    found: set[str] = set()
    key = land.parent
    while key in chart.grounds.lands and key not in found:
        found.add(key)
        key = chart.grounds.lands[key].parent
    return found


def _middle(corner: tuple[float, float]) -> tuple[float, float]:
    """The middle of a card of standard size."""
    return corner[0] + CARD_WIDTH / 2, corner[1] + CARD_HEIGHT / 2


def _lies_in(inner: Box, outer: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def _moved(boxes: Mapping[str, Box], dx: float, dy: float) -> Places:
    return {key: (round(box.x + dx, 2), round(box.y + dy, 2)) for key, box in boxes.items()}


def _shift(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x + dx, box.y + dy, box.width, box.height)
