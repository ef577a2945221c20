"""The panels beside the map, a tab each."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

_LEAST_WIDTH = 320


class SideTabs(QTabWidget):
    """Panels by the words on their tabs; where the tabs have no room, arrows lead along them."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.setMinimumWidth(_LEAST_WIDTH)

    def take(self, panels: Mapping[str, QWidget]) -> None:
        """Show these panels, in their order."""
        for words, panel in panels.items():
            self.addTab(panel, words)
        first, *others = panels
        self.setAccessibleName(", ".join([first, *(words.lower() for words in others)]))
