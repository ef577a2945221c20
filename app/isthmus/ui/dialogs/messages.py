"""Plain messages: something could not be done, something is to be decided, something broke."""

import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from isthmus.ui.dialogs.base import PlainDialog


def tell(parent: QWidget, title: str, text: str) -> PlainDialog:
    """Show a message with one button."""
    dialog = PlainDialog(title, parent)
    dialog.setObjectName("message")
    dialog.say(text)
    dialog.answer("OK", look="primary")
    dialog.open()
    return dialog


def ask_to_save(
    parent: QWidget, name: str, save: Callable[[], Any], discard: Callable[[], Any]
) -> PlainDialog:
    """Ask what becomes of changes that are not saved."""
    dialog = PlainDialog(f"Save the changes to {name}?", parent)
    dialog.setObjectName("ask-to-save")
    dialog.say("Without saving, the changes since the last save are lost.", "muted")
    dialog.answer("Don't save", discard, left=True)
    dialog.cancel_button()
    dialog.answer("Save", save, look="primary")
    dialog.open()
    return dialog


def tell_of_fault(parent: QWidget | None, error: BaseException) -> PlainDialog:
    """Say that Isthmus itself made a mistake, that the work is safe, and let details be copied."""
    details = "".join(traceback.format_exception(error))
    dialog = PlainDialog("Something went wrong in Isthmus", parent, 560)
    dialog.setObjectName("fault")
    dialog.say(
        "The last step was not carried out. Your map is as it was before it, and you can go on "
        "working or save it now."
    )
    dialog.say(f"{type(error).__name__}: {error}"[:300], "code")
    shown = QPlainTextEdit(details)
    shown.setReadOnly(True)
    shown.setVisible(False)
    shown.setMinimumHeight(180)
    dialog.body.addWidget(shown)

    def toggle() -> None:
        shown.setVisible(not shown.isVisible())
        dialog.fit()

    dialog.answer("Show details", toggle, closes=False, left=True)
    dialog.answer(
        "Copy details", lambda: QGuiApplication.clipboard().setText(details), closes=False
    )
    dialog.answer("Go on", look="primary")
    dialog.open()
    return dialog
