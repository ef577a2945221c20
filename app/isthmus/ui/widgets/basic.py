"""Hairlines, pills, buttons, rows: the smallest parts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from isthmus.ui.text import caption, label


def hairline() -> QFrame:
    """A line one pixel high across what it stands in."""
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line


def pill(text: str, look: str) -> QLabel:
    """A word in a soft oval: a severity, a state."""
    made = label(text)
    made.setProperty("pill", look)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def button(
    text: str, on_click: Callable[[], Any] | None = None, look: str = "", name: str = ""
) -> QPushButton:
    """A push button; looks are 'primary', 'link' or none."""
    made = QPushButton(caption(text))
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if look:
        made.setProperty("look", look)
    if name:
        made.setObjectName(name)
    made.setAccessibleName(text)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())  # noqa: PLW0108 - the signal brings a bool
    return made


def mark(field: QWidget, *, bad: bool) -> None:
    """Draw a field's frame as that of one whose text does not fit, or as usual."""
    field.setProperty("state", "bad" if bad else "")
    style = field.style()
    style.unpolish(field)
    style.polish(field)


def column(
    *parts: QWidget | QLayout, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8
) -> QVBoxLayout:
    """Parts one under another."""
    box = QVBoxLayout()
    _fill(box, parts)
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    return box


def row(
    *parts: QWidget | QLayout | None,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    gap: int = 8,
) -> QHBoxLayout:
    """Parts side by side; None is room that stretches."""
    box = QHBoxLayout()
    for part in parts:
        if part is None:
            box.addStretch(1)
        else:
            _fill(box, (part,))
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    return box


def _fill(box: QVBoxLayout | QHBoxLayout, parts: tuple[QWidget | QLayout, ...]) -> None:
    for part in parts:
        if isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)


def panel(layout: QLayout, name: str = "panel") -> QWidget:
    """A widget with the panel's background that holds a layout."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away."""
    while item := layout.takeAt(0):
        if inner := item.layout():
            clear(inner)
            inner.deleteLater()
        elif widget := item.widget():
            widget.hide()
            widget.deleteLater()
