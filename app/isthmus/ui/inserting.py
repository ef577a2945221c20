"""Putting what the catalogue offers into the middle of what is seen, where there is room."""

from collections.abc import Collection, Iterator
from itertools import count

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.panels.catalogue_rows import SYSTEM_MIME, Offer
from isthmus.ui.session import Session
from isthmus.workspace.positions import placed

_STEP = (CARD_WIDTH / 2, CARD_HEIGHT)
"""From one spot that is tried to the next, in scene units."""
_ROOM = 16.0
"""Scene units that stay free between cards."""

Spot = tuple[float, float]


def free_spot(middle: Spot, taken: Collection[Spot]) -> Spot:
    """The middle of a card near `middle` that covers none of those whose middles are `taken`."""
    for across, down in _rings():
        spot = (middle[0] + across * _STEP[0], middle[1] + down * _STEP[1])
        if not any(_cover(spot, other) for other in taken):
            return spot
    raise AssertionError("the scene has no end")


def _cover(one: Spot, other: Spot) -> bool:
    near_x = abs(one[0] - other[0]) < CARD_WIDTH + _ROOM
    return near_x and abs(one[1] - other[1]) < CARD_HEIGHT + _ROOM


def _rings() -> Iterator[tuple[int, int]]:
    """Steps across and down in ever wider rings, the nearest of each first."""
    yield 0, 0
    for ring in count(1):
        side = range(-ring, ring + 1)
        on_ring = [(x, y) for x in side for y in side if max(abs(x), abs(y)) == ring]
        yield from sorted(on_ring, key=lambda at: (abs(at[0]) + abs(at[1]), at[1] < 0, at))


class Inserting(QObject):
    """Drops offers on the canvas as a hand would."""

    def __init__(self, session: Session, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas

    def insert(self, offer: Offer) -> None:
        """Put an offer on the map."""
        data = QMimeData()
        data.setData(SYSTEM_MIME, QByteArray(offer.payload().encode()))
        self._canvas.dropEvent(
            QDropEvent(
                self._where(),
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )

    def _where(self) -> QPointF:
        """A free spot near the middle, as a point of the canvas."""
        corners = placed(self._session.snapshot, self._session.view_id).values()
        taken = [(x + CARD_WIDTH / 2, y + CARD_HEIGHT / 2) for x, y in corners]
        centre = self._canvas.centre()
        x, y = free_spot((centre.x(), centre.y()), taken)
        away = (QPointF(x, y) - centre) * self._canvas.zoom()
        return QPointF(self._canvas.rect().center()) + away
