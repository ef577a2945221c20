"""The Data tab: the data objects of the map, and all that is known of the one that is opened."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from isthmus.analysis.naming import folded
from isthmus.ui.data.accounts import Account
from isthmus.ui.data.details import DataDetails
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import column, hairline
from isthmus.ui.widgets.rows import Row, RowList

_EMPTY = "No data objects yet"
_TEACHES = (
    "A data object is what moves and is held: Customer, Order, Invoice. Name some on a flow, or "
    "say of a system in its properties what it holds. Then it shows here which system masters "
    "each, who gets it from where, who gets it from nowhere, and how old it is there."
)
_WAITING = "Working out who holds what…"
_CHANGED = "The map has changed since. Working it out again…"


class DataPanel(QWidget):
    """Lists data objects and opens one at a time."""

    shown = Signal()
    """It has come into sight."""
    opened = Signal(str)
    """Id of the data object that is told of now, '' for none."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Data objects")
        self._accounts: tuple[Account, ...] = ()
        self._wanted = ""
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a data object")
        self.search.setAccessibleName("Find a data object")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.note = label("", "small", wrap=True)
        self.note.hide()
        self.list = RowList(keeper)
        self.list.setAccessibleName("Data objects")
        self.list.opened.connect(lambda row: self.open(row.ids[0]))
        self.details = DataDetails()
        self.details.back_wanted.connect(self.go_back)
        self._lay_out()
        self.wait(_WAITING)

    def _lay_out(self) -> None:
        self.empty = _teaching()
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(column(self.search, margins=(12, 12, 12, 10)))
        page.addWidget(hairline())
        page.addWidget(self.list, 1)
        self.stack = QStackedWidget()
        for part in (self._page, self.details, self.empty):
            self.stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._note_row = column(self.note, margins=(14, 0, 12, 0))
        whole.addLayout(self._note_row)
        whole.addWidget(self.stack, 1)

    # What is shown

    def wait(self, words: str = _CHANGED) -> None:
        """What is told holds no more; it can be read, but leads nowhere until it is told again."""
        self.note.setText(words)
        self.note.show()
        self._note_row.setContentsMargins(14, 10, 12, 0)
        self.stack.setEnabled(False)

    def show_accounts(self, accounts: Sequence[Account]) -> None:
        """Tell of these data objects; the one that is open stays open if it is still there."""
        had_focus = self._has_focus()
        self._accounts = tuple(accounts)
        self.note.hide()
        self._note_row.setContentsMargins(14, 0, 12, 0)
        self.stack.setEnabled(True)
        self._list()
        self._show_page()
        if had_focus and not self._has_focus():
            self.setFocus()

    def clear(self) -> None:
        """Another map is open."""
        self._wanted, self._accounts = "", ()
        self.search.clear()
        self._list()
        self._show_page()
        self.wait(_WAITING)

    def open(self, ident: str) -> None:
        """Tell all of that data object, at the latest when it has been worked out."""
        self._wanted = ident
        self._show_page()
        if self.stack.currentWidget() is self.details:
            self.details.back.setFocus()

    def go_back(self) -> None:
        """Show the list again, where it was left."""
        self._wanted = ""
        self._show_page()
        self.list.setFocus()

    def _show_page(self) -> None:
        account = next((one for one in self._accounts if one.ident == self._wanted), None)
        if account is not None:
            self.details.show_account(account)
            self.stack.setCurrentWidget(self.details)
        else:
            self.details.forget()
            self.stack.setCurrentWidget(self._page if self._accounts else self.empty)
        self.opened.emit(account.ident if account else "")

    def _list(self) -> None:
        """Those whose names hold what is typed."""
        typed = folded(self.search.text())
        rows = [one.row for one in self._accounts if typed in folded(one.name)]
        if self._accounts and not rows:
            rows = [Row("No data object is called so")]
        current = self.list.rows.row(self.list.currentIndex())
        self.list.show_rows(rows)
        if current is not None:
            self.list.choose(current.ids)

    # Focus and sight

    def _has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The keyboard goes to what is open."""
        is_open = self.stack.currentWidget() is self.details
        (self.details.back if is_open else self.search).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the field into the list."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
            self.list.choose_first()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is worked out now."""
        super().showEvent(event)
        self.shown.emit()


def _teaching() -> QWidget:
    made = QWidget()
    box = column(
        label(_EMPTY, "heading", wrap=True), label(_TEACHES, "muted", wrap=True),
        margins=(20, 20, 20, 0),
    )  # fmt: skip
    box.addStretch(1)
    made.setLayout(box)
    return made
