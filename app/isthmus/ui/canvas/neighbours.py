"""Neighbours that are in the model but not on the view: shown as a halo, brought in, taken back."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from isthmus.layout.around import place_around
from isthmus.layout.geometry import Box
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.camera import rect_of
from isthmus.ui.canvas.commands import refusals_said
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.theme.fonts import font
from isthmus.workspace import edits
from isthmus.workspace.edits.resolving import counted
from isthmus.workspace.neighbourhood import Absent, Direction

_NONE = Absent()
_RING = 10.0
"""Screen pixels outside a card that are its halo."""
_CHIP_HEIGHT = 16.0
_LEAST = 64.0
"""Screen pixels of a card that is wide enough for a chip."""


# What is there


def absent(stage: Stage, system: str) -> Absent:
    """The neighbours of a system that are not on the view."""
    return stage.board.absent.get(system, _NONE)


def halo_at(stage: Stage, point: QPointF) -> str | None:
    """The system whose halo or chip is at a point of the widget.

    Only systems have a halo of which neighbours are missing, or have been brought in.
    """
    reach = _RING / stage.camera.zoom
    system = stage.board.hits.card_at(stage.camera.to_scene(point), reach)
    if system is None or not (absent(stage, system).all or brought(stage, system)):
        return None
    card = stage.card_on_screen(system)
    chip = chip_of(stage, system)
    if card is None:
        return None
    on_chip = chip is not None and chip.contains(point)
    return system if on_chip or not card.contains(point) else None


def brought(stage: Stage, system: str) -> frozenset[str]:
    """What was brought in from the halo of a system, and is on the view still."""
    board = stage.board
    here = stage.brought.get((board.view_id, system), frozenset())
    return here & board.on_view


# Bringing in and taking back


def toggle(stage: Stage, system: str) -> None:
    """Bring in what is missing around a system, else take back what was brought in there."""
    if absent(stage, system).all:
        show(stage, (system,))
    elif brought(stage, system):
        hide(stage, (system,))


def show(stage: Stage, systems: Iterable[str], direction: Direction = Direction.BOTH) -> None:
    """Bring in the neighbours of systems, each beside its own, without covering anything."""
    board = stage.board
    places: dict[str, tuple[float, float]] = {}
    start: dict[str, tuple[float, float]] = {}
    found: dict[str, frozenset[str]] = {}
    for system in systems:
        wanted = absent(stage, system).side(direction) - places.keys()
        if wanted and system in board.chart.cards:
            fresh = _beside(stage, system, wanted, places)
            places |= fresh
            corner = board.chart.cards[system].box
            start |= dict.fromkeys(fresh, (corner.x, corner.y))
            found[system] = wanted
    if not places:
        stage.say(_nothing_more(direction))
        return
    names = _words(stage, found)
    if bring(stage, places, f"Show neighbours of {names}", start):
        for system, some in found.items():
            key = (board.view_id, system)
            stage.brought[key] = stage.brought.get(key, frozenset()) | some
        stage.reveal_wanted.emit({*found, *places})


def _nothing_more(direction: Direction) -> str:
    if direction is Direction.BOTH:
        return "All neighbours are on this view"
    return f"All neighbours {direction.value} are on this view"


def _words(stage: Stage, systems: Collection[str]) -> str:
    if len(systems) != 1:
        return counted(len(systems), "system")
    return stage.board.snapshot.systems[next(iter(systems))].name


def _beside(
    stage: Stage, system: str, wanted: Collection[str], more: dict[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Free places around a card: those that send to the left of it, those that get to the right."""
    board, around = stage.board, absent(stage, system)
    cards = board.chart.cards
    taken = [card.box for card in cards.values()]
    taken += [
        Box(x, y, cards[system].box.width, cards[system].box.height) for x, y in more.values()
    ]
    sides = {one: (one in around.downstream) - (one in around.upstream) for one in wanted}
    order = sorted(wanted, key=lambda one: (board.snapshot.systems[one].name.casefold(), one))
    box = cards[system].box
    return place_around((box.x, box.y), order, taken, sides)


def bring(
    stage: Stage,
    places: dict[str, tuple[float, float]],
    label: str = "",
    start: dict[str, tuple[float, float]] | None = None,
) -> bool:
    """Put systems of the model on the view and select them; they glide from `start`."""
    board = stage.board
    with refusals_said(stage):
        fresh = edits.bring_in(board.document, board.view_id, places, label)
        stage.selection = fresh
        if start:
            before = {one: start[one] for one in fresh if one in board.positions}
            board.cards_moved.emit(before, {one: board.positions[one] for one in before})
        return True
    return False


def bring_near(stage: Stage, systems: Iterable[str], middle: QPointF) -> bool:
    """Put systems on the view where there is room, nearest to a point of the scene."""
    board, known = stage.board, stage.board.snapshot.systems
    fresh = [one for one in systems if one in known and one not in board.on_view]
    order = sorted(fresh, key=lambda one: (known[one].name.casefold(), one))
    card = Box(0, 0, 172, 50)
    corner = (round(middle.x() - card.width / 2), round(middle.y() - card.height / 2))
    taken = [one.box for one in board.chart.cards.values()]
    return bring(stage, place_around(corner, order, taken) if order else {})


def hide(stage: Stage, systems: Iterable[str]) -> None:
    """Take back what was brought in around systems; else those that hang on these alone."""
    board, chosen = stage.board, list(systems)
    gone = frozenset().union(*(brought(stage, one) for one in chosen)) or _hanging(stage, chosen)
    gone -= set(chosen)
    if not gone:
        stage.say("Nothing around this was brought in: each neighbour has other ties here")
        return
    with refusals_said(stage):
        words = _words(stage, chosen)
        edits.remove_from_view(board.document, board.view_id, gone, f"Hide neighbours of {words}")
        for system in chosen:
            stage.brought.pop((board.view_id, system), None)
        stage.say(
            f"Hid {counted(len(gone), 'neighbour')} of {words}; the model keeps them (Ctrl+Z)"
        )


def _hanging(stage: Stage, chosen: Collection[str]) -> frozenset[str]:
    """The neighbours on the view that no flow on it ties to anything but these systems."""
    ties: dict[str, set[str]] = {}
    for flow in stage.board.chart.flows.values():
        ties.setdefault(flow.source, set()).add(flow.target)
        ties.setdefault(flow.target, set()).add(flow.source)
    around = {other for one in chosen for other in ties.get(one, ())} - set(chosen)
    return frozenset(other for other in around if ties[other] <= set(chosen))


def remove(stage: Stage) -> None:
    """Take what is selected off the view; the model keeps it."""
    board = stage.board
    view = board.snapshot.views.get(board.view_id)
    if not stage.selection or view is None:
        return
    with refusals_said(stage):
        gone = edits.remove_from_view(board.document, board.view_id, stage.selection)
        known = board.snapshot.systems
        names = [known[one].name for one in gone if one in known]
        what = names[0] if len(names) == 1 else counted(len(names), "system")
        stays = "it stays" if len(names) == 1 else "they stay"
        if names:
            stage.say(f"Removed {what} from ‘{view.name}’; {stays} in the model (Ctrl+Z)")


# How it looks


def chip_of(stage: Stage, system: str) -> QRectF | None:
    """Where the count of missing neighbours stands in the widget, on the card's lower edge."""
    number = len(absent(stage, system).all)
    card = stage.card_on_screen(system)
    if not number or card is None or card.width() < _LEAST:
        return None
    width = QFontMetricsF(font(10, 600)).horizontalAdvance(f"+{number}") + 12
    right = card.right() - 8
    return QRectF(right - width, card.bottom() - _CHIP_HEIGHT / 2, width, _CHIP_HEIGHT)


def paint_chips(painter: QPainter, stage: Stage) -> None:
    """The counts on the cards in sight."""
    missing = stage.board.absent
    if not missing or stage.preview is not None:
        return
    colours = stage.colours
    for system in stage.board.hits.cards_in(stage.camera.seen(stage.size)) & missing.keys():
        chip = chip_of(stage, system)
        if chip is None:
            continue
        painter.setPen(inks.line(colours["accent"], 1.0))
        painter.setBrush(inks.brush(colours["panel"]))
        painter.drawRoundedRect(chip, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
        painter.setFont(font(10, 600))
        painter.setPen(inks.line(colours["accent"], 1.0))
        words = f"+{len(missing[system].all)}"
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)


def paint_halo(painter: QPainter, stage: Stage) -> None:
    """A soft ring round the card under the pointer, where a double-click brings something in."""
    system = stage.hover
    if system is None or system not in stage.board.absent or stage.preview is not None:
        return
    if system not in stage.chart.cards:
        return
    card = stage.camera.rect_to_screen(rect_of(stage.chart.cards[system].box))
    painter.setPen(inks.line(f"{stage.colours['accent']}30", _RING - 2))
    painter.setBrush(inks.NO_BRUSH)
    half = _RING / 2 + 1
    radius = 7.0 * stage.camera.zoom + half
    painter.drawRoundedRect(card.adjusted(-half, -half, half, half), radius, radius)


def tip(stage: Stage, system: str) -> str:
    """What a double-click on the halo would do."""
    around = absent(stage, system)
    if not around.all:
        return "Double-click to take the neighbours off this view again"
    name = stage.board.snapshot.systems[system].name
    up, down = len(around.upstream), len(around.downstream)
    number = counted(len(around.all), "neighbour")
    verb = "is" if len(around.all) == 1 else "are"
    return (
        f"{number} of {name} {verb} not on this view: {up} upstream, {down} downstream.\n"
        "Double-click to bring them in"
    )
