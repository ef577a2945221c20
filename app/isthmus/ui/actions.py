"""Commands as Qt's actions: their words, their keys, what they do."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from isthmus.ui.text import caption


@dataclass(frozen=True, slots=True)
class Spec:
    """A command."""

    key: str
    text: str
    keys: tuple[str, ...] = ()
    """Shortcuts, the first of which is shown."""
    short: str = ""
    """Its word on the toolbar."""
    checkable: bool = False
    on_canvas: bool = False
    """Its shortcut counts only while the canvas has the focus."""
    alone: str = ""
    """Its words where no menu says what it is about; '' for those of the text."""


Handlers = Mapping[str, Callable[[], Any]]


class Actions(QObject):
    """The commands as Qt's actions, by key."""

    def __init__(self, specs: Iterable[Spec], handlers: Handlers, parent: QObject) -> None:
        """Every command must have a handler: none may do nothing."""
        super().__init__(parent)
        self._specs = {spec.key: spec for spec in specs}
        self._by_key = {key: self._make(spec, handlers[key]) for key, spec in self._specs.items()}

    def __getitem__(self, key: str) -> QAction:
        return self._by_key[key]

    def all(self) -> list[QAction]:
        """Every command, in the table's order."""
        return list(self._by_key.values())

    def canvas_actions(self) -> list[QAction]:
        """Those whose shortcuts count on the canvas alone."""
        return [self._by_key[key] for key, spec in self._specs.items() if spec.on_canvas]

    def enable(self, keys: str, *, on: bool) -> None:
        """Enable or disable the commands named, with blanks between them."""
        for key in keys.split():
            self._by_key[key].setEnabled(on)

    def _make(self, spec: Spec, handler: Callable[[], Any]) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.key)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setProperty(_ALONE, spec.alone)
        if spec.short:
            action.setIconText(spec.short)
        if spec.on_canvas:
            action.setShortcutContext(_CANVAS)
        action.triggered.connect(lambda: handler())  # noqa: PLW0108 - the signal brings a bool
        return action


_CANVAS = Qt.ShortcutContext.WidgetWithChildrenShortcut


def words(action: QAction) -> str:
    """An action's text as it is read: no mnemonic mark, no dots."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def step_words(word: str, step: str | None) -> str:
    """'&Undo: delete Marketo', for a menu; just the word where there is no step."""
    return f"{word}: {caption(step[0].lower() + step[1:])}" if step else word


def words_alone(action: QAction) -> str:
    """An action's text where no menu says what it is about."""
    return action.property(_ALONE) or words(action)


_ALONE = "alone"


def keys_of(action: QAction) -> str:
    """The first shortcut as it is written on keys; '' if there is none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
