"""Cards dragged onto the territory of another department: which change it, and the word for it."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from isthmus.drawing.chart import Card
from isthmus.drawing.groundpaint import LAND_RADIUS
from isthmus.drawing.lands import regrown
from isthmus.drawing.plots import Land
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.cargo import Cargo
from isthmus.ui.canvas.lettering import inter
from isthmus.ui.canvas.stage import Pointer, Stage

Places = Mapping[str, tuple[float, float]]


class Settling:
    """Follows a drag of cards over the territories of a view."""

    def __init__(self, stage: Stage, cargo: Cargo) -> None:
        """Know where each card of the cargo that is selected itself comes from."""
        self._stage = stage
        chart = stage.board.chart
        self._cards = {key: chart.cards[key] for key in cargo.chosen}
        lands = chart.grounds.lands
        self._home = {key: _at(lands, card.box.centre) for key, card in self._cards.items()}
        self._owner = {key: land.key for land in lands.values() for key in land.members}
        self._lands = _without(lands, set(cargo.cards), cargo.plots, chart.standing)
        boxes = chart.boxes.items()
        self._boxes = {key: card.box for key, card in boxes if key not in cargo.boxes}
        """Of collapsed territories, which take cards in as well."""
        self.departments: dict[str, str | None] = {}
        """The systems that change their department, were they dropped now."""
        self._goals: set[str] = set()
        self._left: list[str] = []

    def look(self, places: Places, *, keep: bool) -> None:
        """The cards are there now; `keep`, and all of them keep their departments."""
        self.departments, self._goals, self._left = {}, set(), []
        for key, card in self._cards.items():
            x, y = places[key]
            middle = x + card.box.width / 2, y + card.box.height / 2
            boxes = (one for one, box in self._boxes.items() if box.contains(*middle))
            goal = next(boxes, "") or _at(self._lands, middle)
            self._settle(key, goal, keep=keep)

    def _settle(self, key: str, goal: str, *, keep: bool) -> None:
        home, owner = self._home[key], self._owner.get(key, "")
        if goal and goal not in (home, owner) and not keep:
            self.departments[key] = self._department(goal)
            self._goals.add(goal)
        elif owner and owner == home and goal != owner:
            self._left.append(key)

    def _department(self, goal: str) -> str:
        territories = self._stage.board.snapshot.territories
        return territories[goal].department

    def words(self) -> str:
        """What the drop does to departments: 'Marketo: Marketing → Sales'; '' for nothing."""
        snapshot = self._stage.board.snapshot
        known, systems = snapshot.departments, snapshot.systems
        moving = list(self.departments)
        if len(moving) == 1:
            system = systems[moving[0]]
            before = known[system.department].name if system.department else "no department"
            return f"{system.name}: {before} → {known[self.departments[moving[0]] or ''].name}"
        if moving:
            names = sorted({known[one].name for one in self.departments.values() if one})
            return f"{len(moving)} systems → {', '.join(names)}"
        return self._words_of_left()

    def _words_of_left(self) -> str:
        snapshot = self._stage.board.snapshot
        if not self._left:
            return ""
        if len(self._left) > 1:
            return f"{len(self._left)} systems keep their departments"
        system = snapshot.systems[self._left[0]]
        owner = snapshot.departments.get(system.department or "")
        return f"{system.name} stays with {owner.name}" if owner else ""

    def paint(self, painter: QPainter, pointer: Pointer) -> None:
        """Light up the territories that cards would settle on, and say so at the pointer."""
        camera, accent = self._stage.camera, self._stage.colours["accent"]
        painter.setBrush(inks.brush(f"{accent}1a"))
        painter.setPen(inks.line(accent, 2.5))
        radius = LAND_RADIUS * camera.zoom
        for key in sorted(self._goals):
            box = self._boxes[key] if key in self._boxes else self._lands[key].box
            rect = camera.rect_to_screen(rect_of(box))
            painter.drawRoundedRect(rect, radius, radius)
        if words := self.words():
            paint_word(painter, self._stage, pointer.screen, words)


def paint_word(painter: QPainter, stage: Stage, at: QPointF, words: str) -> None:
    """A few words in a pill beside the pointer, within the widget."""
    font = inter(12, 500)
    metrics = QFontMetricsF(font)
    wide, high = metrics.horizontalAdvance(words) + 20, 26.0
    x = max(8.0, min(at.x() + 16, stage.size.width() - wide - 8))
    y = max(8.0, min(at.y() + 18, stage.size.height() - high - 8))
    pill = QRectF(x, y, wide, high)
    painter.setPen(inks.line(stage.colours["accent"], 1.0))
    painter.setBrush(inks.brush(stage.colours["panel"]))
    painter.drawRoundedRect(pill, 6, 6)
    painter.setFont(font)
    painter.setPen(inks.line(stage.colours["text"], 1.0))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _without(
    lands: Mapping[str, Land], cards: set[str], plots: set[str], standing: Mapping[str, Card]
) -> dict[str, Land]:
    """The lands that stay, as they are without the cards that move."""
    kept = {
        key: replace(land, members=tuple(one for one in land.members if one not in cards))
        for key, land in lands.items()
        if key not in plots
    }
    return regrown(kept, standing, kept)


def _at(lands: Mapping[str, Land], point: tuple[float, float]) -> str:
    """The innermost land at a point, '' on open sea."""
    found = [land for land in lands.values() if land.box.contains(*point)]
    return max(found, key=lambda land: land.depth).key if found else ""
