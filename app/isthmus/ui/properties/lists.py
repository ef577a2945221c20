"""Lists inside forms: what is held, which flows there are, names as chips."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from isthmus.model.records import HoldingRole
from isthmus.ui.properties.fields import TextField, words_of
from isthmus.ui.text import caption, label, set_tip
from isthmus.ui.widgets.basic import button, clear, row

Offers = Callable[[], Iterable[str]]


class Held(NamedTuple):
    """A line of a holding list."""

    key: str
    """Id of what is named."""
    name: str
    role: HoldingRole


class HoldingList(QWidget):
    """The data objects that a system holds, or the systems that hold a data object."""

    changed = Signal(str, object)
    """Id of what is named in a line, and its HoldingRole or None."""
    added = Signal(str)
    """A name that was typed."""
    followed = Signal(str)
    """Id of what was clicked."""

    def __init__(self, title: str, hint: str, offers: Offers) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.add = TextField(title, hint=hint).suggest(offers)
        self.add.committed.connect(self._added)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(self._rows)
        whole.addWidget(self.add)
        self._shown: Sequence[Held] | None = None

    def show_holdings(self, held: Sequence[Held], most: int = 40) -> None:
        """Show names and roles, at most so many."""
        if held == self._shown:
            return
        self._shown = list(held)
        clear(self._rows)
        for one in held[:most]:
            name = LinkButton(one.name, partial(self.followed.emit, one.key))
            self._rows.addLayout(row(name, self._roles(one), self._drop(one)))
        if len(held) > most:
            self._rows.addWidget(label(f"and {len(held) - most:,} more", "small"))
        self.add.show_value("")

    def _roles(self, held: Held) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(f"Role for {held.name}")
        roles = list(HoldingRole)
        for one in roles:
            choice.addItem(words_of(one))
        choice.setCurrentIndex(roles.index(held.role))
        choice.activated.connect(lambda number: self.changed.emit(held.key, roles[number]))
        return choice

    def _drop(self, held: Held) -> QWidget:
        made = button("×", lambda: self.changed.emit(held.key, None), "link")
        made.setAccessibleName(f"{held.name}: held no longer")
        return made

    def _added(self, name: str) -> None:
        if name:
            self.added.emit(name)
            self.add.line.clear()
            self.add.finish()


class NameList(QWidget):
    """Names that can be taken away and added."""

    changed = Signal(object)
    """The names, as a tuple, after an addition or a removal."""
    followed = Signal(str)
    """A name that was clicked."""

    def __init__(self, what: str, offers: Offers) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.add = TextField(f"Add {what}", hint="Customer, Order, Invoice…").suggest(offers)
        self.add.committed.connect(self._added)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(self._rows)
        whole.addWidget(self.add)

    def show_names(self, names: Sequence[str], note: str = "") -> None:
        """Show names; a note in their place where several records differ."""
        self._names = tuple(names)
        clear(self._rows)
        if note:
            self._rows.addWidget(label(note, "muted"))
        for name in names:
            link = LinkButton(name, partial(self.followed.emit, name))
            self._rows.addLayout(row(link, self._drop(name)))
        self.add.show_value("")

    def _drop(self, name: str) -> QWidget:
        made = button("×", lambda: self._dropped(name), "link")
        made.setAccessibleName(f"Remove {name}")
        return made

    def _dropped(self, name: str) -> None:
        self.changed.emit(tuple(one for one in self._names if one != name))

    def _added(self, name: str) -> None:
        if name:
            self.add.line.clear()
            self.add.finish()
            self.changed.emit((*self._names, name))


class LinkButton(QPushButton):
    """A line that leads somewhere; it ends in an ellipsis where there is no room."""

    def __init__(self, text: str, follow: Callable[[], Any]) -> None:
        super().__init__(caption(text))
        self._whole = text
        self.setProperty("look", "link")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_tip(self, text)
        self.clicked.connect(lambda: follow())  # noqa: PLW0108 - the signal brings a bool

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text anew."""
        super().resizeEvent(event)
        room = self.width() - 8
        fits = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(caption(fits))


class LinkList(QWidget):
    """Lines that lead to something on the map."""

    followed = Signal(str)
    """Id of what was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._shown: Sequence[tuple[str, str]] | None = None

    def show_links(
        self, links: Sequence[tuple[str, str]], nothing: str = "", most: int = 40
    ) -> None:
        """Show (id, text) pairs, at most so many."""
        if links == self._shown:
            return
        self._shown = list(links)
        clear(self._rows)
        for key, text in links[:most]:
            self._rows.addWidget(LinkButton(text, partial(self.followed.emit, key)))
        if len(links) > most:
            self._rows.addWidget(label(f"and {len(links) - most} more", "small"))
        if not links and nothing:
            self._rows.addWidget(label(nothing, "muted"))
