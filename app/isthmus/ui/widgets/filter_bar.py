"""The filter bar over the map: what passes, by text, department, category, value and findings."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from isthmus.ui.text import caption, label, set_tip
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, clear, row
from isthmus.ui.widgets.flowing import FlowLayout
from isthmus.ui.widgets.ticks import Choice, TickPopup

LISTS = {"filter_departments": "Departments", "filter_categories": "Categories",
         "filter_values": "Lens"}  # fmt: skip
"""Fields of a view that hold what is ticked in a list, and what their buttons say."""
SWITCHES = {"filter_no_flows": "No flows", "filter_findings": "Findings",
            "filter_hides": "Hide the rest"}  # fmt: skip
"""Fields of a view that are on or off."""


class FilterBar(QFrame):
    """Shows a filter and tells what is wanted of it; what that does is not its own."""

    typed = Signal(str)
    entered = Signal()
    """The text is done: Enter, or the field is left."""
    switched = Signal(str, bool)
    """A field of the view, and whether it is on."""
    ticked = Signal(str, object)
    """A field of the view, and the keys that are ticked."""
    list_wanted = Signal(str)
    """The choices for a field of the view."""
    cleared = Signal()
    """Filter nothing any more."""
    left = Signal()
    """The bar has gone."""
    select_wanted = Signal()

    def __init__(self, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAccessibleName("Filter of the view")
        self._keeper = keeper
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter by name, vendor, owner…")
        self.field.setAccessibleName("Filter by name, vendor, category, owner or description")
        self.field.setFixedWidth(184)
        self.field.setClearButtonEnabled(True)
        self.lists = {key: self._list_button(key, words) for key, words in LISTS.items()}
        self.switches = {key: self._switch(key, words) for key, words in SWITCHES.items()}
        self.count = label("", "muted")
        self.select = button("Select them", self.select_wanted.emit, "link")
        self.close_button = button("Clear", self.give_up, "link")
        set_tip(self.close_button, "Show everything again (Esc)")
        self.chips = QWidget()
        self._chip_row = FlowLayout(self.chips, 4)
        self._popup: TickPopup | None = None
        self._lay_out()
        self.field.textEdited.connect(self.typed)
        self.field.textChanged.connect(self._emptied)
        self.field.editingFinished.connect(self.entered)
        self.field.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 6, 8, 6)
        whole.setSpacing(4)
        top = QWidget()
        line = FlowLayout(top, 6)
        line.setContentsMargins(0, 0, 0, 0)
        self._chip_row.setContentsMargins(0, 0, 0, 0)
        for part in (self.field, *self.lists.values(), *self.switches.values(), QWidget()):
            line.addWidget(part)
        whole.addWidget(top)
        self.count.setMinimumWidth(72)
        foot = row(self.count, self.select, self.close_button, self.chips, gap=8)
        foot.setStretch(3, 1)
        whole.addLayout(foot)

    def _list_button(self, key: str, words: str) -> QPushButton:
        made = button(f"{words} ▾", lambda: self.list_wanted.emit(key))
        made.setProperty("size", "compact")
        made.setAccessibleName(f"Filter by {words.lower()}")
        return made

    def _switch(self, key: str, words: str) -> QPushButton:
        made = button(words, lambda: self.switched.emit(key, made.isChecked()))
        made.setCheckable(True)
        made.setProperty("size", "compact")
        made.setProperty("look", "switch")
        made.toggled.connect(lambda on: made.setText(f"✓ {words}" if on else words))
        return made

    def _emptied(self, text: str) -> None:
        """The cross in the field empties it, which nobody typed."""
        if not text and self.field.hasFocus():
            self.typed.emit("")

    # What is shown

    def show_text(self, text: str) -> None:
        """Show the text of the filter, unless it is being typed."""
        if self.field.text() != text:
            self.field.setText(text)

    def show_switches(self, on: dict[str, bool]) -> None:
        """Show what is on."""
        for key, is_on in on.items():
            self.switches[key].setChecked(is_on)

    def show_count(self, passing: int, of: int) -> None:
        """'23 of 62'."""
        self.count.setText(f"{passing:,} of {of:,}")
        self.count.setAccessibleName(f"{passing} of {of} systems pass the filter")

    def show_lens(self, title: str) -> None:
        """The values of this lens can be ticked."""
        self.lists["filter_values"].setText(caption(f"{title} ▾"))

    def show_chips(self, chips: list[tuple[str, Callable[[], None]]]) -> None:
        """What is ticked in lists, each with what takes it out."""
        clear(self._chip_row)
        for words, out in chips:
            chip = button(f"{words}  ×", out, "token")
            chip.setAccessibleName(f"Filter no longer by {words}")
            self._chip_row.addWidget(chip)
        self._chip_row.addWidget(QWidget())  # takes the room that is left in the line

    def drop(self, key: str, choices: list[Choice], chosen: tuple[str, ...]) -> None:
        """Let choices for a field be ticked under its button."""
        if self._popup is not None:
            self._popup.deleteLater()
        self._popup = TickPopup(LISTS[key], self._keeper, self)
        self._popup.ticked.connect(lambda keys: self.ticked.emit(key, keys))
        self._popup.drop_from(self.lists[key], choices, chosen)

    @property
    def popup(self) -> TickPopup | None:
        """The list that was dropped last."""
        return self._popup

    def place(self, left: int, top: int, room: int) -> None:
        """Stand there, as wide as there is room for and as high as that makes it."""
        wide = self._wanted_width()
        width = min(room, wide)
        self.setFixedWidth(width)
        layout = self.layout()
        high = layout.totalHeightForWidth(width) if layout else 40
        self.setGeometry(left, top, width, high)

    def _wanted_width(self) -> int:
        parts = [self.field.width()]
        buttons = (*self.lists.values(), *self.switches.values())
        parts += [one.sizeHint().width() for one in buttons]
        return sum(parts) + 6 * len(parts) + 24

    # Leaving

    def give_up(self) -> None:
        """Clear the filter and go."""
        self.cleared.emit()
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the field clears and goes; Enter keeps what was typed."""
        if watched is self.field and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            if is_escape and event.type() == QEvent.Type.KeyPress:
                self.give_up()
            return is_escape
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on a button does the same."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)
