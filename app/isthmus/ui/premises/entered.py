"""A dialog of many fields, in which Enter ends a field and does not close it all."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton

from isthmus.ui.dialogs.base import PlainDialog

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class FieldsDialog(PlainDialog):
    """Enter presses a button that has the focus, Ctrl+Enter the primary one from anywhere."""

    primary: QPushButton

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the field that has the focus."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.primary.click()
        elif isinstance(pressed := QApplication.focusWidget(), QPushButton):
            pressed.click()
