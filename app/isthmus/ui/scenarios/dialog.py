"""The scenarios of the map in a list, and what can be done with each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from isthmus.model.records import Scenario
from isthmus.model.scenarios import ScenarioError, deltas_of
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.statusbar import counted
from isthmus.ui.text import label, set_tip
from isthmus.ui.widgets.basic import button, row

TEACHES = (
    "A scenario is a what-if kept beside the map. Draw what you think of: a system to be bought, "
    "flows to be built, one to be retired. Then keep these changes as a scenario: the map is as "
    "it was, and the scenario can be compared with it, applied to it, or given up."
)
_ID = Qt.ItemDataRole.UserRole


class ScenariosDialog(PlainDialog):
    """Shows them; what is asked of one is done elsewhere."""

    asked = Signal(str, str)
    """'compare', 'apply', 'rename' or 'delete', and the scenario's id."""
    keep_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Scenarios", parent, 560)
        self.setObjectName("scenarios")
        self.say(TEACHES, "muted")
        self.list = QListWidget()
        self.list.setAccessibleName("Scenarios")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(180)
        self.body.addWidget(self.list, 1)
        self.nothing = label("There is none yet.", "muted")
        self.body.addWidget(self.nothing)
        self.buttons = [
            self._button(text, word)
            for text, word in (
                ("Compare with the map", "compare"),
                ("Apply to the map", "apply"),
                ("Rename…", "rename"),
                ("Delete", "delete"),
            )
        ]
        self.body.addLayout(row(*self.buttons, None))
        self.keep = self.answer(
            "Keep my changes as a scenario…", self.keep_wanted.emit, closes=False, left=True
        )
        self.answer("Close", look="primary")
        self.list.currentRowChanged.connect(self._enable)
        self.list.itemDoubleClicked.connect(lambda: self._ask("compare"))

    def _button(self, text: str, word: str) -> QPushButton:
        return button(text, lambda: self._ask(word), name=word)

    def show_scenarios(self, snapshot: Snapshot, *, can_keep: bool) -> None:
        """Show those of a map; the chosen one stays chosen."""
        chosen = self.current()
        self.list.clear()
        scenarios = sorted(
            snapshot.scenarios.values(), key=lambda one: (one.name.casefold(), one.id)
        )
        for one in scenarios:
            self.list.addItem(_item(one))
        ids = [one.id for one in scenarios]
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0 if ids else -1)
        self.list.setVisible(bool(ids))
        self.nothing.setVisible(not ids)
        self.keep.setEnabled(can_keep)
        if ids:
            self.list.setFocus()
        self._enable()

    def current(self) -> str:
        """Id of the chosen one, '' if none is."""
        item = self.list.currentItem()
        return item.data(_ID) if item else ""

    def _enable(self) -> None:
        for one in self.buttons:
            one.setEnabled(bool(self.current()))

    def _ask(self, word: str) -> None:
        if self.current():
            self.asked.emit(word, self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that lists know: F2 renames, Delete deletes."""
        words = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "delete"}
        if self.focusWidget() is self.list and event.key() in words:
            self._ask(words[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _item(one: Scenario) -> QListWidgetItem:
    """Its name, how much it changes, and what is said of it."""
    head = f"{one.name} · {_size(one)}"
    item = QListWidgetItem(f"{head}\n{one.description}" if one.description else head)
    item.setData(_ID, one.id)
    set_tip(item, one.description)
    return item


def _size(one: Scenario) -> str:
    try:
        return counted(len(deltas_of(one)), "change")
    except ScenarioError:
        return "cannot be read"
