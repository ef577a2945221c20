"""A dialog that stays open beside the map, as large and where the user leaves it."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from isthmus.ui.dialogs.base import PlainDialog


class RoomyDialog(PlainDialog):
    """Never in the way of the window; hidden when it is closed, and shown again as it was."""

    def __init__(self, title: str, parent: QWidget, width: int, height: int) -> None:
        super().__init__(title, parent, width)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.setSizeGripEnabled(True)
        self._height = height
        self._is_placed = False

    def fit(self, least: int = 0) -> None:
        """As large as most windows allow, the first time that it is shown."""
        if not self._is_placed:
            super().fit(max(least, self._height))
            self._is_placed = True

    def chain(self, *parts: QWidget) -> None:
        """Let Tab lead from one part to the next."""
        for before, after in pairwise(parts):
            self.setTabOrder(before, after)
