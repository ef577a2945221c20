"""The small widgets that float over the map, each in its corner."""

from PySide6.QtWidgets import QWidget

from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.minimap import Minimap
from isthmus.ui.canvas.navigator import Navigator
from isthmus.ui.canvas.pill import ZoomPill
from isthmus.ui.canvas.stage import Stage

_EDGE = 16
_ROOM_FOR_MINIMAP = (480, 320)
"""Pixels of canvas that a minimap leaves enough of."""


class Furniture:
    """Zoom pill at the bottom left, minimap at the bottom right."""

    def __init__(self, canvas: QWidget, stage: Stage, navigator: Navigator) -> None:
        """Put them on the canvas and tie them to the camera."""
        self._canvas = canvas
        self._stage = stage
        self.pill = ZoomPill(canvas)
        self.minimap = Minimap(canvas)
        self._minimap_wanted = True
        self.pill.zoom_in.connect(lambda: navigator.zoom_by(1))
        self.pill.zoom_out.connect(lambda: navigator.zoom_by(-1))
        self.pill.whole.connect(lambda: navigator.zoom_to(1.0))
        self.pill.fit.connect(lambda: navigator.fit())  # noqa: PLW0108 - at_once is no signal's
        self.minimap.wanted.connect(navigator.look_at)
        stage.camera_changed.connect(self.show_camera)
        stage.board.changed.connect(self.show_chart)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.pill.dress(theme)
        self.minimap.dress(theme)

    def set_minimap_visible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the minimap where there is room for it, or do not."""
        self._minimap_wanted = visible
        self.lay_out()

    def lay_out(self) -> None:
        """Put everything into its corner."""
        width, height = self._canvas.width(), self._canvas.height()
        self.pill.adjustSize()
        self.pill.move(_EDGE, height - _EDGE - self.pill.height())
        map_width, map_height = self.minimap.width(), self.minimap.height()
        self.minimap.move(width - _EDGE - map_width, height - _EDGE - map_height)
        room = width >= _ROOM_FOR_MINIMAP[0] and height >= _ROOM_FOR_MINIMAP[1]
        some = bool(self._stage.board.chart.cards)
        self.minimap.setVisible(self._minimap_wanted and room and some)

    def show_camera(self) -> None:
        """Say where the camera is."""
        self.pill.show_zoom(self._stage.camera.zoom)
        self.minimap.show_part(self._stage.camera.seen(self._stage.size))

    def show_chart(self) -> None:
        """Show the whole map small."""
        self.minimap.show_chart(self._stage.board.chart)
        self.lay_out()
