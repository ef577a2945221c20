"""What is drawn over the map: selection, handles, the card under the pointer, a finding's cards."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from isthmus.drawing import paint
from isthmus.drawing.cards import card_of
from isthmus.drawing.filtering import stand_ins
from isthmus.model.records import System
from isthmus.ui.canvas import inks, neighbours
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.corners import paint_corners
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.far import FAR
from isthmus.ui.canvas.flowmarks import paint_flows
from isthmus.ui.canvas.gestures.connect import nearest, paint_lead, sides
from isthmus.ui.canvas.plates import paint_plate, plates_of
from isthmus.ui.canvas.plotmarks import paint_plots
from isthmus.ui.canvas.reins import paint_reins
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.strikemarks import named_by, paint_strikes
from isthmus.ui.canvas.strokes import strokes_of
from isthmus.ui.canvas.tools import Tool

HANDLE_RADIUS = 4.5
HANDLE_REACH = 8.0
"""Screen pixels round a handle's middle that belong to it."""
_RADIUS = 7.0
_MOST_NAMED = 24
"""So many of the systems of a finding are named from far out."""
_LEAST_FOR_HANDLES = 40.0, 20.0
"""Screen pixels across and down: on a smaller card, handles would cover it."""
_CLEAR = 0.28
"""Of the height of a card, as far as its handles reach at most: its middle is to move it."""


def handle_at(stage: Stage, point: QPointF) -> str | None:
    """The system on whose card a handle stands at that place of the widget."""
    return handle_near(stage, point)[0]


def handle_near(stage: Stage, point: QPointF) -> tuple[str | None, float]:
    """The system on whose card the nearest handle stands, and how far (screen pixels) that is.

    None, and what a handle reaches, where there is none.
    """
    found: tuple[str | None, float] = None, HANDLE_REACH
    for system in _with_handles(stage):
        card = stage.card_on_screen(system)
        reach = min(HANDLE_REACH, card.height() * _CLEAR) if card is not None else 0.0
        for at in _handles(card) if card is not None else ():
            far = hypot(point.x() - at.x(), point.y() - at.y())
            if far <= min(found[1], reach):
                found = system, far
    return found


def paint_overlay(painter: QPainter, stage: Stage, *, focused: bool) -> None:
    """Everything over the map but what a gesture shows; the painter is in screen units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_finding(painter, stage)
    _paint_test(painter, stage)
    paint_flows(painter, stage)
    paint_plots(painter, stage)
    neighbours.paint_halo(painter, stage)
    _paint_chosen(painter, stage, focused=focused)
    if not stage.testing:
        paint_corners(painter, stage)
        paint_reins(painter, stage)
        neighbours.paint_chips(painter, stage)
    for system in _with_handles(stage):
        _paint_handles(painter, stage, system)
    if stage.draft is not None:
        _paint_draft(painter, stage, stage.draft)
    if focused and stage.by_keyboard and len(stage.selection) != 1:
        painter.setPen(inks.line(stage.colours["accent"], 2.0))
        painter.setBrush(inks.NO_BRUSH)
        painter.drawRect(QRectF(QPointF(1, 1), stage.size - QSizeF(2, 2)))


def _paint_test(painter: QPainter, stage: Stage) -> None:
    """The marks of a stress test, with names where the cards are too small for theirs."""
    paint_strikes(painter, stage)
    if stage.camera.zoom < FAR:
        _paint_names(painter, stage, named_by(stage)[:_MOST_NAMED])


def _paint_chosen(painter: QPainter, stage: Stage, *, focused: bool) -> None:
    """Rings round the cards that are selected or pointed at."""
    for system in stage.selected_systems():
        _outline(painter, stage, system, inks.line(stage.colours["accent"], 2.0))
    if stage.camera.zoom < FAR:  # a ring must not cross the name that stands there
        _paint_names(painter, stage, stage.selected_systems()[:_MOST_NAMED])
    for pointed in {stage.hover, stage.target} - stage.selection:
        if pointed is not None:
            _outline(painter, stage, pointed, inks.line(stage.colours["accent"], 1.5))
    if stage.target is not None:
        _halo(painter, stage, stage.target)
    if focused and stage.by_keyboard and len(stage.selection) == 1:
        _paint_focus(painter, stage)


def _with_handles(stage: Stage) -> Iterator[str]:
    """The hovered card, and the selected one where it is alone."""
    if stage.tool is Tool.SYSTEM or stage.preview is not None or stage.editing or stage.draft:
        return
    if stage.testing:
        return
    chosen = stage.selected_systems() if len(stage.selection) == 1 else []
    for system in dict.fromkeys((*([stage.hover] if stage.hover else []), *chosen)):
        card = stage.card_on_screen(system)
        if card is not None and _has_room(card):
            yield system


def _has_room(card: QRectF) -> bool:
    """Whether handles leave enough of a card to take hold of."""
    wide, high = _LEAST_FOR_HANDLES
    return card.width() >= wide and card.height() >= high


def _handles(card: QRectF) -> list[QPointF]:
    return sides(card.center(), card.width(), card.height())


def _outline(painter: QPainter, stage: Stage, system: str, pen: QPen, margin: float = 0.0) -> None:
    card = stage.card_on_screen(system)
    if card is None:
        return
    radius = _RADIUS * stage.camera.zoom + margin
    painter.setPen(pen)
    painter.setBrush(inks.NO_BRUSH)
    painter.drawRoundedRect(card.adjusted(-margin, -margin, margin, margin), radius, radius)


def _halo(painter: QPainter, stage: Stage, system: str) -> None:
    """A wide soft line: a flow would end here."""
    pen = inks.line(f"{stage.colours['accent']}40", 6.0)
    _outline(painter, stage, system, pen, 3.0)


def _paint_focus(painter: QPainter, stage: Stage) -> None:
    """A dotted line outside the outline, where the keyboard acts on this card."""
    pen = inks.line(stage.colours["accent"], 1.0, dash=(2.0, 2.0))
    for system in stage.selected_systems():
        _outline(painter, stage, system, pen, 4.0)


def _paint_finding(painter: QPainter, stage: Stage) -> None:
    """A soft ring in coral round each card that the finding on show names."""
    finding = stage.board.finding
    if finding is None or stage.testing:
        return
    danger = stage.theme.chart["missing"]
    named = sorted(stand_ins(stage.chart, finding.systems))
    for system in named:
        _outline(painter, stage, system, inks.line(f"{danger}38", 7.0), 3.5)
        _outline(painter, stage, system, inks.line(danger, 1.5))
    if stage.camera.zoom < FAR:
        _paint_names(painter, stage, named[:_MOST_NAMED])


def _paint_names(painter: QPainter, stage: Stage, systems: Sequence[str]) -> None:
    """The names of a few cards on plates: from so far out the cards show none."""
    standing = stage.chart.standing
    cards = [standing[system] for system in systems if system in standing]
    painter.save()
    painter.translate(stage.camera.to_screen(0.0, 0.0))
    for plate in plates_of(cards, stage.camera.zoom):
        for stroke in strokes_of(paint_plate(plate, stage.theme)):
            stroke.draw(painter, stroke.bounds)
    painter.restore()


def _paint_draft(painter: QPainter, stage: Stage, draft: Draft) -> None:
    """The card to be, its name in the editor over it, and the flow that would lead to it."""
    accent, camera, box = stage.colours["accent"], stage.camera, draft.box
    place = camera.rect_to_screen(rect_of(box))
    source = stage.card_on_screen(draft.source)
    if source is not None:
        end = nearest(source.center(), sides(place.center(), place.width(), place.height()))
        start = nearest(end, sides(source.center(), source.width(), source.height()))
        paint_lead(painter, start, end, accent)
    system = System(name=draft.name, category=draft.category)
    card = card_of(system, stage.board.catalogue, (box.x, box.y), flagged=False)
    painter.save()
    painter.setTransform(camera.transform(), combine=True)
    if not draft.name.strip():
        card = replace(card, glyph="+")
    shown = replace(card, title="", second="", subtitle=card.subtitle or "New system")
    for stroke in strokes_of(paint.card(shown, stage.theme)):
        if camera.zoom >= stroke.from_zoom:
            stroke.draw(painter, camera.seen(stage.size))
    painter.restore()
    painter.setPen(inks.line(accent, 1.5, dash=(5.0, 3.0)))
    painter.setBrush(inks.NO_BRUSH)
    painter.drawRoundedRect(place, _RADIUS * camera.zoom, _RADIUS * camera.zoom)


def _paint_handles(painter: QPainter, stage: Stage, system: str) -> None:
    card = stage.card_on_screen(system)
    if card is None:
        return
    painter.setPen(inks.line(stage.colours["accent"], 1.75))
    painter.setBrush(inks.brush(stage.theme.chart["card"]))
    radius = min(HANDLE_RADIUS, card.height() * _CLEAR * 0.7)
    for at in _handles(card):
        painter.drawEllipse(at, radius, radius)


CURSOR_AT_REST = {
    Tool.SELECT: Qt.CursorShape.ArrowCursor,
    Tool.SYSTEM: Qt.CursorShape.CrossCursor,
    Tool.FLOW: Qt.CursorShape.CrossCursor,
}
