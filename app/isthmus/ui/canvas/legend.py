"""The legend at the bottom left: what the lens's colours and shapes mean, and the lines."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from isthmus.drawing.chart import FlowLook
from isthmus.drawing.key import LINES
from isthmus.drawing.marks import mark
from isthmus.drawing.paint import flow_pen
from isthmus.drawing.primitives import Rect
from isthmus.drawing.reading import LensValue, Reading
from isthmus.drawing.theme import Theme
from isthmus.ui.canvas import inks
from isthmus.ui.canvas.strokes import strokes_of
from isthmus.ui.text import set_tip
from isthmus.ui.widgets.basic import clear, hairline

WIDTH = 240
_ROW = 20
_LINE = 18
_RULE = 7
"""Pixels of the hairline between values and lines, with the room round it."""
_BELOW = 8
_HIGHEST = 0.4
"""Share of the canvas's height: a longer list scrolls, and leaves the map to be seen."""
_AT_LEAST = 160
"""Pixels that a list may always take."""
_MARK = 10.0
_COLUMN = 152
"""Pixels of a column, where the legend lies beside the zoom: low, it leaves the map more room."""
_MOST_COLUMNS, _WIDEST = 4, 190
_WIDEST_WORDS = 250
"""Pixels of a column whose words are so long."""
_SIDES = 16
"""Pixels at its left and right together."""
_ABREAST = 2
"""Columns of lines where it stands over the zoom."""
_SHEET = """
QFrame#legend {{ background: {panel}; border: 1px solid {line}; border-radius: 6px; }}
QPushButton#legendHead {{ background: transparent; color: {text}; border: 1px solid transparent;
  border-radius: 4px; padding: 4px 8px; font-weight: 600; text-align: left; }}
QPushButton#legendHead:hover {{ background: {hover}; }}
QPushButton#legendHead:focus {{ border-color: {accent}; }}
QScrollArea, QWidget#legendRows {{ background: transparent; border: none; }}
"""


class ValueRow(QAbstractButton):
    """One value of the lens: its mark, its words, how many have it."""

    picked = Signal(str, bool)
    """Key of the value, and whether its systems are added to what is selected."""

    def __init__(self, value: LensValue, theme: Theme) -> None:
        super().__init__()
        self._value, self._theme = value, theme
        fill, high = theme.hue(value.hue).fill, _MARK + 4
        swatch = Rect(6, (_ROW - high) / 2, high, high, 3, fill)
        shape = mark(value.mark, 8, (_ROW - _MARK) / 2, theme.chart["card"], _MARK)
        self._strokes = strokes_of((swatch, *shape))
        self.setFixedHeight(_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{value.words}, {value.count:,}")
        self.setAccessibleDescription("Selects these systems; with Ctrl or Shift, adds them")
        set_tip(self, f"{value.words}: select these. With Ctrl or Shift: add them.")

    @property
    def key(self) -> str:
        """The value's key."""
        return self._value.key

    @property
    def wanted(self) -> int:
        """Pixels that its words and its count take beside its mark."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._value.words)
        return 26 + words + 10 + metrics.horizontalAdvance(f"{self._value.count:,}") + 12

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(WIDTH // 2, _ROW)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Pick the value, with the keys held."""
        super().mouseReleaseEvent(event)
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() is Qt.MouseButton.LeftButton:
            self._pick(event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter pick, arrows go from row to row."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._pick(event.modifiers())
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _pick(self, held: Qt.KeyboardModifier) -> None:
        adds = held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        self.picked.emit(self._value.key, bool(adds))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The mark, the words, the count."""
        colours = self._theme.window
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.underMouse() or self.hasFocus():
                painter.setPen(inks.line(colours["accent" if self.hasFocus() else "hover"], 1.0))
                painter.setBrush(inks.brush(colours["hover"]))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            for stroke in self._strokes:
                stroke.draw(painter, QRectF(self.rect()))
            count = f"{self._value.count:,}"
            _write(painter, self, count, colours["muted"], right=True)
            taken = self.fontMetrics().horizontalAdvance(count) + 10
            _write(painter, self, self._value.words, colours["text"], taken=taken)


def _write(
    painter: QPainter,
    row: QWidget,
    text: str,
    colour: str,
    *,
    right: bool = False,
    left: int = 26,
    taken: int = 0,
    margin: int = 8,
) -> None:
    """Write on one line of a row, cut where `taken` pixels at its right begin."""
    metrics = row.fontMetrics()
    box = row.rect().adjusted(left, 0, -margin, 0)
    painter.setPen(inks.colour(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    if not right:
        box.setRight(box.right() - taken)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, text)


class LineRow(QWidget):
    """One kind of line and what it means."""

    def __init__(self, look: FlowLook, theme: Theme) -> None:
        super().__init__()
        self._look, self._theme = look, theme
        self.setFixedHeight(_LINE)
        self.setAccessibleName(LINES[look])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """A piece of the line, and the words."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(inks.pen(flow_pen(self._look, self._theme)))
            painter.drawLine(8, self.height() // 2, 27, self.height() // 2)
            ink = self._theme.window["text"]
            _write(painter, self, LINES[self._look], ink, left=32, margin=0)


class Legend(QFrame):
    """Can be folded to its head; a value that is clicked selects its systems."""

    picked = Signal(str, bool)
    resized = Signal()
    """It needs more room, or less."""
    folded = Signal()
    """Somebody folded it, or unfolded it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Reading | None, frozenset[FlowLook]] = (None, frozenset())
        self._values: list[ValueRow] = []
        self._folded: bool | None = None
        """What the user has chosen, None while nothing was."""
        self._columns = 1
        self.setObjectName("legend")
        self.setAccessibleName("Legend")
        self.head = QPushButton(self)
        self.head.setObjectName("legendHead")
        self.head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(self.fold)
        self._build()

    def _build(self) -> None:
        self._rows = QWidget()
        self._rows.setObjectName("legendRows")
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(4, 0, 4, 6)
        self._list.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._rows)
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 2, 2, 2)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self._area)

    @property
    def is_folded(self) -> bool:
        """Whether only its head shows: at first where the cards have no colours to explain."""
        if self._folded is not None:
            return self._folded
        reading = self._shown[0]
        return reading is None or not reading.dresses

    def fold(self) -> None:
        """Fold it, or unfold it."""
        self._folded = not self.is_folded
        self.resized.emit()
        self.folded.emit()

    def dress(self, theme: Theme) -> None:
        """Take on the theme's colours."""
        self._theme = theme
        self.setStyleSheet(_SHEET.format_map(theme.window))
        self._fill()

    def show_reading(self, reading: Reading, looks: Iterable[FlowLook]) -> None:
        """Explain this reading and these kinds of lines."""
        kinds = frozenset(looks)
        before, known = self._shown
        same = before is not None and before.values == reading.values
        self._shown = reading, kinds
        if not same or before is None or before.title != reading.title or kinds != known:
            self._fill()

    def rows(self) -> list[ValueRow]:
        """The rows of values, in order."""
        return list(self._values)

    @property
    def is_lying(self) -> bool:
        """Whether it has several columns, and lies beside the zoom."""
        return self._columns > 1

    def _height_of_rows(self) -> int:
        """Reckoned, as layouts do so only once they are shown."""
        looks = self._shown[1]
        lines = -(-len(looks) // max(_ABREAST, self._columns)) * _LINE
        return self._rows_of_values() * _ROW + (lines + _RULE if looks else 0) + _BELOW

    def _rows_of_values(self) -> int:
        reading = self._shown[0]
        return -(-len(reading.values) // self._columns) if reading else 0

    def _fill(self) -> None:
        self._put_rows()
        self.resized.emit()

    def _put_rows(self) -> None:
        reading, looks = self._shown
        clear(self._list)
        if reading is None:
            return
        self._values = [ValueRow(value, self._theme) for value in reading.values]
        self._list.addLayout(self._grid(self._values))
        if looks:
            self._list.addSpacing(4)
            self._list.addWidget(hairline())
            self._list.addSpacing(2)
            self._list.addLayout(self._lines([one for one in FlowLook if one in looks]))
        self._list.addStretch(1)

    def _grid(self, rows: list[ValueRow]) -> QGridLayout:
        """The values, one column after the other."""
        grid = QGridLayout()
        grid.setSpacing(0)
        high = max(1, self._rows_of_values())
        for number, row in enumerate(rows):
            row.picked.connect(self.picked)
            column, line = divmod(number, high)
            grid.addWidget(row, line, column)
            grid.setColumnStretch(column, 1)
        return grid

    def _lines(self, looks: list[FlowLook]) -> QGridLayout:
        """The kinds of lines, some beside each other."""
        grid = QGridLayout()
        grid.setSpacing(0)
        abreast = max(_ABREAST, self._columns)
        for column in range(abreast):
            grid.setColumnStretch(column, 1)
        for number, look in enumerate(looks):
            grid.addWidget(LineRow(look, self._theme), *divmod(number, abreast))
        return grid

    def lay_out(self, most: int, beside: int) -> None:
        """Take the room that it needs: beside the zoom if so many pixels of width do, else over it.

        `most` is the height that there is over the zoom.
        """
        self._spread(beside)
        self._name_head()
        folded = self.is_folded
        self._area.setVisible(not folded)
        height = self.head.sizeHint().height() + 4
        if not folded:
            height += self._height_of_rows()
        wide = WIDTH
        if not folded and self.is_lying:
            wide = min(beside, self._columns * max(_WIDEST, self._column()) + _SIDES)
        self.resize(wide, min(height, most, max(_AT_LEAST, round(most * _HIGHEST))))

    def _spread(self, beside: int) -> None:
        """Take as many columns as there is room for, and no more than there are values."""
        reading = self._shown[0]
        count = max(len(reading.values) if reading else 1, _ABREAST)
        columns = max(1, min((beside - _SIDES) // self._column(), count, _MOST_COLUMNS))
        if columns != self._columns:
            self._columns = columns
            self._put_rows()

    def _column(self) -> int:
        """Pixels of a column in which all words can be read, within reason."""
        widest = max((row.wanted for row in self._values), default=0)
        return min(max(_COLUMN, widest), _WIDEST_WORDS)

    def _name_head(self) -> None:
        reading = self._shown[0]
        title = reading.title if reading else ""
        folded = self.is_folded
        sign = "▸" if folded else "▾"
        words = f"Legend: {title}" if title else "Legend"
        room = WIDTH - 40
        shown = self.head.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.head.setText(f"{sign}  {shown}".replace("&", "&&"))
        self.head.setAccessibleName(f"{words}, {'folded' if folded else 'unfolded'}")
        set_tip(self.head, "Unfold the legend" if folded else "Fold the legend")
