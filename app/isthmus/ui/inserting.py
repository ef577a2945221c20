"""Putting what the catalogue offers into the middle of what is seen."""

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent

from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.panels.catalogue_rows import SYSTEM_MIME, Offer

_STEPS = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, 1), (-1, -1), (1, -1))
_APART = (216.0, 92.0)
"""From one card that is put in to the next, in scene units: they do not cover one another."""


class Inserting(QObject):
    """Drops offers on the canvas as a hand would, one beside the other."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._count = 0

    def insert(self, offer: Offer) -> None:
        """Put an offer on the map."""
        data = QMimeData()
        data.setData(SYSTEM_MIME, QByteArray(offer.payload().encode()))
        across, down = _STEPS[self._count % len(_STEPS)]
        self._count += 1
        middle = QPointF(self._canvas.rect().center())
        zoom = self._canvas.zoom()
        at = middle + QPointF(across * _APART[0] * zoom, down * _APART[1] * zoom)
        self._canvas.dropEvent(
            QDropEvent(
                at,
                Qt.DropAction.CopyAction,
                data,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )
