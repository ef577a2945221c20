"""The scenarios of the map in a list, and what can be done with each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from isthmus.model.records import Scenario
from isthmus.model.scenarios import ScenarioError, deltas_of
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.scenarios.marked_list import MarkedList
from isthmus.ui.scenarios.rows import Row
from isthmus.ui.statusbar import counted
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, row

TEACHES = (
    "A scenario is a what-if kept beside the map. Draw what you think of: a system to be bought, "
    "flows to be built, one to be retired. Then keep these changes as a scenario: the map is as "
    "it was, and the scenario can be compared with it, applied to it, or given up."
)
NOTHING = "There is none yet. Change the map, then keep the changes here."


class ScenariosDialog(PlainDialog):
    """Shows them; what is asked of one is done elsewhere."""

    asked = Signal(str, str)
    """'compare', 'apply', 'rename' or 'delete', and the scenario's id."""
    keep_wanted = Signal()

    def __init__(self, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__("Scenarios", parent, 560)
        self.setObjectName("scenarios")
        self._ids: list[str] = []
        self.say(TEACHES, "muted")
        self.list = MarkedList((), "Scenarios", keeper)
        self.list.setMinimumHeight(180)
        self.body.addWidget(self.list, 1)
        self.nothing = label(NOTHING)
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
        self._deeds = QWidget()
        self._deeds.setLayout(row(*self.buttons, None))
        self.body.addWidget(self._deeds)
        self.keep = self.answer(
            "Keep my changes as a scenario…", self.keep_wanted.emit, closes=False, left=True
        )
        self.answer("Close", look="primary")
        self.list.doubleClicked.connect(lambda: self._ask("compare"))

    def _button(self, text: str, word: str) -> QPushButton:
        return button(text, lambda: self._ask(word), name=word)

    def show_scenarios(self, snapshot: Snapshot, *, can_keep: bool) -> None:
        """Show those of a map; the chosen one stays chosen."""
        chosen = self.current()
        everything = snapshot.scenarios.values()
        found = sorted(everything, key=lambda one: (one.name.casefold(), one.id))
        self._ids = [one.id for one in found]
        self.list.rows.show([_row(one) for one in found])
        place = self._ids.index(chosen) if chosen in self._ids else 0
        self.list.setCurrentIndex(self.list.rows.index(place))
        for part, is_shown in ((self.list, found), (self._deeds, found), (self.nothing, not found)):
            part.setVisible(bool(is_shown))
        self.keep.setEnabled(can_keep)
        if found:
            self.list.setFocus()
        self.fit()

    def current(self) -> str:
        """Id of the chosen one, '' if none is."""
        place = self.list.currentIndex().row()
        return self._ids[place] if 0 <= place < len(self._ids) else ""

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


def _row(one: Scenario) -> Row:
    """Its name, how much it changes, and what is said of it."""
    described = " ".join(one.description.split())
    return Row("", "", one.name, " · ".join(part for part in (_size(one), described) if part))


def _size(one: Scenario) -> str:
    try:
        return counted(len(deltas_of(one)), "change")
    except ScenarioError:
        return "cannot be read"
