"""One figure on screen: title, legend, charts, words."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from isthmus.drawing.theme import Theme
from isthmus.ui.figures.chart import BarChart, names_width
from isthmus.ui.figures.painting import swatch
from isthmus.ui.figures.parts import Chart, Figure, Look, Words
from isthmus.ui.text import label
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import qcolour
from isthmus.ui.widgets.basic import button, row

SWATCH = 19
"""Pixels from the beginning of a swatch to its word."""
BETWEEN = 14


class Legend(QWidget):
    """Swatches with their words, in one line."""

    def __init__(self, entries: tuple[tuple[Look, str], ...], theme: Theme) -> None:
        super().__init__()
        self._entries = entries
        self.theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(words for _, words in entries))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, 18)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_legend(painter, 2, self.height() / 2, self._entries, self.theme)
        painter.end()


def paint_legend(
    painter: QPainter, x: float, middle: float, entries: tuple[tuple[Look, str], ...], theme: Theme
) -> None:
    """Swatches with their words from `x` on, about a height."""
    face = font(11)
    metrics = QFontMetricsF(face)
    for look, words in entries:
        swatch(painter, x, middle, look, theme)
        painter.setFont(face)
        painter.setPen(qcolour(theme.window["muted"]))
        base = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(round(x + SWATCH), round(base), words)
        x += SWATCH + metrics.horizontalAdvance(words) + BETWEEN


def _build(figure: Figure) -> tuple[object, ...]:
    """What stands where in a card, whatever the figures say."""
    kinds = (block.is_heading if isinstance(block, Words) else None for block in figure.blocks)
    return (figure.key, figure.legend, *kinds)


class FigureCard(QWidget):
    """A figure with its charts; right-click or the button saves it."""

    picked = Signal(object)
    """The Pick of a bar."""
    save_wanted = Signal(object)
    """This card is to be saved as a vector picture."""

    def __init__(self, figure: Figure, theme: Theme) -> None:
        super().__init__()
        self.figure = figure
        self.theme = theme
        self.charts: list[BarChart] = []
        self._labels: list[QLabel] = []
        self._names = names_width(figure.charts)
        self._legend = Legend(figure.legend, theme) if figure.legend else None
        self.setAccessibleName(figure.title)
        self._lay_out()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(4)
        title = label(self.figure.title, "heading")
        self.save = button("Save as SVG…", self._ask, "link", name="save_svg")
        self.save.setAccessibleName(f"Save “{self.figure.title}” as SVG")
        self.save.setVisible(bool(self.figure.charts))
        box.addLayout(row(title, None, self.save))
        if self._legend:
            box.addWidget(self._legend)
            box.addSpacing(2)
        for block in self.figure.blocks:
            box.addWidget(self._block(block))

    def _block(self, block: Chart | Words) -> QWidget:
        if isinstance(block, Words):
            role = "section" if block.is_heading else "small" if self.figure.charts else "muted"
            made = label(block.text, role, wrap=True)
            made.setContentsMargins(2, 10 if block.is_heading else 5, 0, 0)
            self._labels.append(made)
            return made
        chart = BarChart(block, self.theme, self._names)
        chart.setAccessibleName(self.figure.title)
        chart.picked.connect(self.picked)
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.charts.append(chart)
        return chart

    def show_figure(self, figure: Figure) -> bool:
        """Show the figure as it is now; whether it is built as before, so that it could be."""
        if _build(figure) != _build(self.figure):
            return False
        self.figure = figure
        self._names = names_width(figure.charts)
        for chart, data in zip(self.charts, figure.charts, strict=True):
            chart.show_chart(data, self._names)
        words = (block.text for block in figure.blocks if isinstance(block, Words))
        for shown, text in zip(self._labels, words, strict=True):
            shown.setText(text)
        return True

    def dress(self, theme: Theme) -> None:
        """Switch to the colours of a theme."""
        self.theme = theme
        if self._legend:
            self._legend.theme = theme
            self._legend.update()
        for chart in self.charts:
            chart.dress(theme)

    def _ask(self) -> None:
        self.save_wanted.emit(self)

    def _menu(self, at: QPoint) -> None:
        if self.figure.charts:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction("Save as SVG…").triggered.connect(self._ask)
            menu.popup(self.mapToGlobal(at))
