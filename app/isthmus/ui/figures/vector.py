"""A figure as a vector picture."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgGenerator

from isthmus.drawing.theme import Theme, load_theme
from isthmus.ui.figures.card import FigureCard, paint_legend
from isthmus.ui.figures.chart import BarChart
from isthmus.ui.figures.parts import Words
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import qcolour

MARGIN = 16


def figure_svg(card: FigureCard) -> bytes:
    """The figure as SVG in the colours of paper, as wide as it stands on the screen."""
    theme, before = load_theme("light"), card.theme
    card.dress(theme)
    try:
        height = _paint(None, card, theme)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = _generator(card, buffer, height)
        painter = QPainter(generator)
        painter.fillRect(QRectF(0, 0, _width(card), height), qcolour(theme.window["panel"]))
        _paint(painter, card, theme)
        painter.end()
    finally:
        card.dress(before)
    data: QByteArray = buffer.data()
    return bytes(data.data())


def write_figure(card: FigureCard, path: Path) -> None:
    """Write the figure as SVG. Raises OSError where it cannot be written."""
    path.write_bytes(figure_svg(card))


def _width(card: FigureCard) -> int:
    return max((chart.width() for chart in card.charts), default=card.width()) + 2 * MARGIN


def _generator(card: FigureCard, buffer: QBuffer, height: float) -> QSvgGenerator:
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setResolution(card.logicalDpiX())
    made.setSize(QSize(_width(card), round(height)))
    made.setViewBox(QRectF(0, 0, _width(card), round(height)))
    made.setTitle(card.figure.title)
    return made


def _paint(painter: QPainter | None, card: FigureCard, theme: Theme) -> float:
    """Paint title, legend, charts and words, or only measure; the height that they take."""
    y = _words(painter, card, MARGIN, card.figure.title, (14, 600, theme.window["text"])) + 6
    if card.figure.legend:
        if painter:
            paint_legend(painter, MARGIN, y + 9, card.figure.legend, theme)
        y += 24
    charts = iter(card.charts)
    for block in card.figure.blocks:
        if isinstance(block, Words):
            y += 12 if block.is_heading else 4
            look = (11, 600, theme.window["faint"]) if block.is_heading else None
            y = _words(painter, card, y, block.text, look or (11, 400, theme.window["muted"])) + 4
        else:
            y = _chart(painter, next(charts), y)
    return y + MARGIN


def _chart(painter: QPainter | None, chart: BarChart, y: float) -> float:
    whole: QRect = chart.viewport().rect()
    if painter:
        target = QRectF(MARGIN, y, whole.width(), whole.height())
        chart.paint_onto(painter, target)
    return y + whole.height()


def _words(
    painter: QPainter | None, card: FigureCard, y: float, text: str, look: tuple[int, int, str]
) -> float:
    """Words in as many lines as they need; where they end."""
    size, weight, colour = look
    face = font(size, weight)
    flags = Qt.TextFlag.TextWordWrap
    room = QRectF(MARGIN, y, _width(card) - 2 * MARGIN, 1000)
    taken = QFontMetricsF(face).boundingRect(room, flags, text)
    if painter:
        painter.setFont(face)
        painter.setPen(qcolour(colour))
        painter.drawText(room, flags, text)
    return y + taken.height()
