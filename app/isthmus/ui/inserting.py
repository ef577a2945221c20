"""Putting what the catalogue offers into the middle of what is seen, where there is room."""

from PySide6.QtCore import QByteArray, QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDropEvent

from isthmus.ui.canvas.room import free_spot
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.panels.catalogue_rows import SYSTEM_MIME, Offer


class Inserting(QObject):
    """Drops offers on the canvas as a hand would."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas

    def insert(self, offer: Offer) -> None:
        """Put an offer on the map; what is being named there keeps its place."""
        self._canvas.finish()
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
        centre = self._canvas.centre()
        x, y = free_spot((centre.x(), centre.y()), self._canvas.stage.board.chart)
        away = (QPointF(x, y) - centre) * self._canvas.zoom()
        return QPointF(self._canvas.rect().center()) + away
