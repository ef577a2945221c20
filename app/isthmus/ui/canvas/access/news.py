"""Tells screen readers what changes on the map; costs nothing where none listens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent

from isthmus.ui.canvas.access.root import MapInterface, install, interface_of
from isthmus.ui.canvas.surface import Surface

if TYPE_CHECKING:
    from collections.abc import Mapping

    from isthmus.drawing.chart import Chart

_Event = QAccessible.Event
_MOST = 50
"""Names that are told of after one change: a reader would be busy for minutes with more."""


class News(QObject):
    """Follows selection, focus and findings of a canvas."""

    def __init__(self, canvas: Surface) -> None:
        super().__init__(canvas)
        install()
        self._canvas = canvas
        self._chart: Chart | None = None
        self._findings: Mapping[str, int] = {}
        canvas.stage.selection_changed.connect(self._selected)
        canvas.stage.board.changed.connect(self._changed)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard comes to the map: say what it acts on."""
        if event.type() is QEvent.Type.FocusIn and QAccessible.isActive():
            self._tell_focus(interface_of(self._canvas))
        return super().eventFilter(watched, event)

    def _selected(self) -> None:
        if not QAccessible.isActive():
            return
        root, chosen = interface_of(self._canvas), self._canvas.stage.selection
        if len(chosen) == 1 and root.has(key := next(iter(chosen))):
            _tell(root, key, _Event.Selection)
        else:
            QAccessible.updateAccessibility(QAccessibleEvent(root, _Event.SelectionWithin))
        self._tell_focus(root)

    def _tell_focus(self, root: MapInterface) -> None:
        if key := root.focused():
            _tell(root, key, _Event.Focus)

    def _changed(self) -> None:
        """Another chart: other children, or other words of them."""
        if not QAccessible.isActive():
            return
        root = interface_of(self._canvas)
        before, self._chart = self._chart, root.board.chart
        known, self._findings = self._findings, root.words.findings()
        if before is None or before.cards.keys() != self._chart.cards.keys():
            QAccessible.updateAccessibility(QAccessibleEvent(root, _Event.ObjectReorder))
        both = known.keys() | self._findings.keys()
        others = sorted(key for key in both if known.get(key, 0) != self._findings.get(key, 0))
        for key in [key for key in others if root.has(key)][:_MOST]:
            _tell(root, key, _Event.NameChanged)


def _tell(root: MapInterface, key: str, what: QAccessible.Event) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(root.item(key), what))
