"""The small widgets that float over the map, each in its corner."""

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from isthmus.drawing.key import looks_of
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas.legend import Legend
from isthmus.ui.canvas.lenspill import LensPill
from isthmus.ui.canvas.minimap import Minimap
from isthmus.ui.canvas.navigator import Navigator
from isthmus.ui.canvas.pill import ZoomPill
from isthmus.ui.canvas.stage import Stage

_EDGE = 16
_GAP = 8
_ROOM_FOR_LEGEND = (420, 280)
"""Pixels of canvas that a legend leaves enough of."""
_ROOM_FOR_MINIMAP = (480, 320)
"""Pixels of canvas that a minimap leaves enough of."""


class Furniture:
    """Lens at the top left, legend over zoom at the bottom left, minimap at the bottom right."""

    def __init__(self, canvas: QWidget, stage: Stage, navigator: Navigator) -> None:
        """Put them on the canvas and tie them to the camera."""
        self._canvas = canvas
        self._stage = stage
        self.pill = ZoomPill(canvas)
        self.minimap = Minimap(canvas)
        self.lens = LensPill(canvas, stage)
        self.legend = Legend(canvas, stage.theme)
        self._legend_wanted = True
        self._minimap_wanted = True
        self._tools_wanted = True
        self._navigator = navigator
        self._lens = ""
        self._also: list[QWidget] = []
        navigator.floating = self.frames
        self.pill.zoom_in.connect(lambda: navigator.zoom_by(1))
        self.pill.zoom_out.connect(lambda: navigator.zoom_by(-1))
        self.pill.whole.connect(lambda: navigator.zoom_to(1.0))
        self.pill.fit.connect(lambda: navigator.fit())  # noqa: PLW0108 - at_once is no signal's
        self.minimap.wanted.connect(navigator.look_at)
        self.minimap.whole_wanted.connect(self.pill.fit)
        self.pill.selection.connect(navigator.fit_selection)
        self.pill.level.connect(navigator.zoom_to)
        stage.camera_changed.connect(self.show_camera)
        stage.board.changed.connect(self.show_chart)
        self.legend.picked.connect(self._pick)
        self.legend.resized.connect(self.lay_out)
        self.legend.folded.connect(navigator.refit)

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self.pill.dress(theme)
        self.minimap.dress(theme)
        self.lens.dress(theme)
        self.legend.dress(theme)

    def _pick(self, value: str, adds: bool) -> None:  # noqa: FBT001 - a signal's
        """Select the systems on show that the lens gives this value."""
        board, stage = self._stage.board, self._stage
        of, cards = board.reading.of, board.chart.cards
        found = [key for key in cards if of.get(key) == value]
        stage.selection = {*stage.selection, *found} if adds else found
        stage.reveal_wanted.emit(found)

    def set_legend_visible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the legend where there is room for it, or do not."""
        self._legend_wanted = visible
        self.lay_out()

    def set_minimap_visible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the minimap where there is room for it, or do not."""
        self._minimap_wanted = visible
        self.lay_out()

    def hide_tools(self) -> None:
        """Leave the legend alone on the map, for those who only look at it."""
        self._tools_wanted = self._minimap_wanted = False
        self.pill.hide()
        self.lay_out()

    def keep_clear_of(self, widget: QWidget) -> None:
        """Count a widget that floats over the canvas too, from the same corner."""
        self._also.append(widget)

    def frames(self) -> list[QRectF]:
        """Where the widgets lie that are to be seen."""
        parts = (self.lens, self.legend, self.pill, self.minimap, *self._also)
        return [QRectF(part.geometry()) for part in parts if not part.isHidden()]

    def lay_out(self) -> None:
        """Put everything into its corner."""
        width, height = self._canvas.width(), self._canvas.height()
        self.pill.adjustSize()
        self.pill.move(_EDGE, height - _EDGE - self.pill.height())
        has_lens = self.lens.fit(width - 2 * _EDGE)
        self.lens.move(_EDGE, _EDGE)
        self.lens.setVisible(self._tools_wanted and has_lens)
        self._lay_out_legend(width, height)
        map_width, map_height = self.minimap.width(), self.minimap.height()
        self.minimap.move(width - _EDGE - map_width, height - _EDGE - map_height)
        room = width >= _ROOM_FOR_MINIMAP[0] and height >= _ROOM_FOR_MINIMAP[1]
        some = bool(self._stage.board.chart.cards)
        self.minimap.setVisible(self._minimap_wanted and room and some)

    def _lay_out_legend(self, width: int, height: int) -> None:
        """Beside the zoom pill if there is room for columns, else over it and under the lens."""
        left = _EDGE + self.pill.width() + _GAP
        bottom = height - _EDGE - self.pill.height() - _GAP
        top = _EDGE + self.lens.height() + _GAP
        self.legend.lay_out(bottom - top, width - 2 * _EDGE - _GAP - left - self.minimap.width())
        if self.legend.is_lying:
            self.legend.move(left, height - _EDGE - self.legend.height())
        else:
            self.legend.move(_EDGE, bottom - self.legend.height())
        room = width >= _ROOM_FOR_LEGEND[0] and height >= _ROOM_FOR_LEGEND[1]
        some = bool(self._stage.board.chart.cards)
        self.legend.setVisible(self._legend_wanted and room and some)

    def show_camera(self) -> None:
        """Say where the camera is."""
        self.pill.show_zoom(self._stage.camera.zoom)
        self.minimap.show_part(self._stage.camera.seen(self._stage.size))

    def show_chart(self) -> None:
        """Show the whole map small."""
        board = self._stage.board
        self.minimap.show_chart(board.chart)
        self.legend.show_reading(board.reading, looks_of(board.chart))
        self.lay_out()
        if board.reading.lens != self._lens:
            self._lens = board.reading.lens
            self._navigator.refit()  # the legend takes more room, or less
