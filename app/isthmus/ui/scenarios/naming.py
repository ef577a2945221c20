"""Asks what a scenario is to be called, and from when on the changes are part of it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import mark, row

Since = tuple[str, str]
"""Words for a moment, and the document's position then."""
Done = Callable[[str, str, str], str]
"""Takes name, description and position; why that is refused, '' if it was done."""

KEEPS = (
    "Your changes are taken off the map and kept as a scenario: a named what-if that can be "
    "compared with the map, and applied later. One undo brings them back."
)


class NameScenario(PlainDialog):
    """Name, description, and since when; stays open while what was typed is refused."""

    def __init__(
        self,
        title: str,
        done: Done,
        parent: QWidget,
        *,
        since: Sequence[Since] = (),
        name: str = "",
        description: str = "",
    ) -> None:
        super().__init__(title, parent, 480)
        self.setObjectName("name-scenario")
        self._done = done
        if since:
            self.say(KEEPS, "muted")
        self.name = QLineEdit(name)
        self.name.setPlaceholderText("Cloud first, without the second CRM…")
        self.description = QPlainTextEdit(description)
        self.description.setPlaceholderText("What it supposes, and why")
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(76)
        self.since = QComboBox()
        for words, position in since:
            self.since.addItem(words, position)
        self._problem = label("", "danger", wrap=True)
        self._ask("Name", self.name)
        self._ask("Description", self.description)
        if len(since) > 1:
            self._ask("Changes", self.since)
        self.body.addWidget(self._problem)
        self.cancel_button()
        self.answer("Keep" if since else "Save", self._try, look="primary", closes=False)
        self.name.textEdited.connect(lambda: self._refuse(""))
        self.name.setFocus()
        self.name.selectAll()

    def _ask(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        caption: QLabel = label(name, "field")
        caption.setBuddy(field)
        self.body.addLayout(row(caption, None))
        self.body.addWidget(field)

    def _try(self) -> None:
        position = self.since.currentData() or ""
        why = self._done(self.name.text(), self.description.toPlainText(), position)
        if why:
            self._refuse(why)
            self.name.setFocus()
        else:
            self.accept()

    def _refuse(self, why: str) -> None:
        self._problem.setText(why)
        mark(self.name, bad=bool(why))
