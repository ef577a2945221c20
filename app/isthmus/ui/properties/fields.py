"""Fields of a form: each shows a value, takes another, and says in words what does not fit."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from isthmus.ui.properties.bubble import Bubble
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import mark

MIXED = object()
"""Shown where several records differ."""
_MIXED_HINT = "several values"
_POPUP_WIDTH = 240
"""Pixels; the fields are narrower than what is offered for them."""


def plain(text: str) -> str:
    """Text as it is, without the blanks round it."""
    return text.strip()


class Field(QWidget):
    """A caption, an editor, and room for a word on what does not fit."""

    committed = Signal(object)
    """A value that fits, once editing is finished."""

    def __init__(self, caption: str, editor: QWidget) -> None:
        super().__init__()
        self.caption = caption
        editor.setAccessibleName(caption)
        self.editor = editor
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(label(caption, "field"))
        box.addWidget(editor)
        self._bubble = Bubble(editor)
        self.problem = self._bubble.label
        """Says what does not fit, or what would follow."""
        self.is_refused = False

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - any field's value, or MIXED
        """Show a value; what is being typed is not overwritten."""
        raise NotImplementedError

    def finish(self) -> None:
        """Take over what has been typed so far."""

    def refuse(self, why: str) -> None:
        """Say why the value does not fit; '' if it does."""
        self.is_refused = bool(why)
        self._bubble.say(why, "danger")
        mark(self.editor, bad=self.is_refused)

    def note(self, text: str) -> None:
        """Say what would follow from what is being typed; '' if nothing that is worth a word."""
        self._bubble.say(text, "note")

    def rejected(self) -> tuple[str, str]:
        """The text that stands in the field and was refused, and why; '' if none was."""
        return "", ""

    def forget(self) -> None:
        """Give up what was refused: the field is to show another record."""
        self.refuse("")

    def keep(self, text: str, why: str) -> None:
        """Show again a text that was refused before, and why."""


class TextField(Field):
    """One line that is read as some value and written from it."""

    def __init__(
        self,
        caption: str,
        read: Callable[[str], Any] = plain,
        write: Callable[[Any], str] = str,
        hint: str = "",
    ) -> None:
        self.line = QLineEdit()
        super().__init__(caption, self.line)
        self._read = read
        self._write = write
        self._hint = hint
        self._shown = ""
        self.line.setPlaceholderText(hint)
        self.line.editingFinished.connect(self.finish)
        self.line.textEdited.connect(self._typed)
        self._foresee: Callable[[str], str] = lambda _: ""

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a value, unless something else is being typed."""
        text = "" if value is MIXED else self._write(value)
        is_typed = self.line.text() != self._shown and self.line.hasFocus()
        if is_typed or self.is_refused:
            self._shown = text
            return
        self._shown = text
        self.line.setPlaceholderText(_MIXED_HINT if value is MIXED else self._hint)
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self.refuse("")

    def finish(self) -> None:
        """Read what was typed; commit it, or say what is wrong with it."""
        text = self.line.text()
        if text == self._shown:
            return
        try:
            value = self._read(text)
        except ValueError as error:
            self.refuse(str(error))
            return
        self._shown = text
        self.refuse("")
        self.committed.emit(value)

    def rejected(self) -> tuple[str, str]:
        """The text that stands in the line and was refused, and why."""
        return (self.line.text(), self.problem.text()) if self.is_refused else ("", "")

    def forget(self) -> None:
        """Give up what was refused."""
        if self.is_refused:
            self.line.setText(self._shown)
        super().forget()

    def keep(self, text: str, why: str) -> None:
        """Show again a text that was refused, and why."""
        self.line.setText(text)
        self.refuse(why)

    def foresee(self, words: Callable[[str], str]) -> "TextField":
        """Say while it is typed what would follow from a text, by `words`; '' for nothing."""
        self._foresee = words
        return self

    def _typed(self, text: str) -> None:
        self.refuse("")
        self.note(self._foresee(text) if text != self._shown else "")

    def suggest(self, offers: Callable[[], Iterable[str]]) -> "TextField":
        """Offer texts to complete from, asked for whenever the field is entered."""
        completer = QCompleter(self.line)
        completer.setModel(QStringListModel(completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        popup = QListView()
        popup.setObjectName("completion")
        popup.setMinimumWidth(_POPUP_WIDTH)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(popup)
        self.line.setCompleter(completer)
        # at the next turn, when the line has taken the text over
        completer.activated.connect(lambda: QTimer.singleShot(0, self, self.finish))
        self.line.installEventFilter(_Entering(self.line, completer, offers))
        return self


class _Entering(QObject):
    """Fills a completer when its field is entered; on an empty field, Down shows all."""

    def __init__(
        self, line: QLineEdit, completer: QCompleter, offers: Callable[[], Iterable[str]]
    ) -> None:
        super().__init__(line)
        self._completer = completer
        self._offers = offers

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            model = self._completer.model()
            if isinstance(model, QStringListModel):
                model.setStringList(sorted(set(self._offers()), key=str.casefold))
        return super().eventFilter(watched, event)


class LongField(Field):
    """Several lines of text."""

    def __init__(self, caption: str) -> None:
        self.area = QPlainTextEdit()
        self.area.setTabChangesFocus(True)
        self.area.setFixedHeight(72)
        super().__init__(caption, self.area)
        self._shown = ""
        self.area.installEventFilter(self)

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a text."""
        text = "" if value is MIXED else str(value)
        typing = self.area.hasFocus() and self.area.toPlainText() != self._shown
        self._shown = text
        self.area.setPlaceholderText(_MIXED_HINT if value is MIXED else "")
        if not typing and self.area.toPlainText() != text:
            self.area.setPlainText(text)

    def finish(self) -> None:
        """Commit the text if it is another."""
        text = self.area.toPlainText().strip()
        if text != self._shown:
            self._shown = text
            self.committed.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field finishes the edit."""
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self.finish()
        return super().eventFilter(watched, event)


class _Combo(QComboBox):
    """Does not change when the wheel scrolls the form over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(Field):
    """One of a few values."""

    def __init__(self, caption: str, choices: Iterable[tuple[Any, str]]) -> None:
        self.combo = _Combo()
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # as wide as there is room, however long the words of a choice are
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.combo.setSizeAdjustPolicy(policy)
        self.combo.setMinimumContentsLength(6)
        super().__init__(caption, self.combo)
        self._choices: list[tuple[Any, str]] = []
        self.offer(choices)
        self.combo.activated.connect(self._chosen)

    def offer(self, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer these values, each with its words."""
        wanted = list(choices)
        if wanted != self._choices:
            self._choices = wanted
            self.combo.clear()
            self.combo.addItems([words for _, words in wanted])

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show a value."""
        self.combo.setPlaceholderText(_MIXED_HINT)
        found = (n for n, (known, _) in enumerate(self._choices) if known == value)
        self.combo.setCurrentIndex(next(found, -1))

    def _chosen(self, number: int) -> None:
        self.committed.emit(self._choices[number][0])


class CheckField(Field):
    """Yes or no."""

    def __init__(self, caption: str) -> None:
        self.box = QCheckBox(caption)
        super().__init__("", self.box)
        self.box.setAccessibleName(caption)
        layout = self.layout()
        item = layout.itemAt(0) if layout else None
        if item and (empty := item.widget()):
            empty.hide()
        self.box.clicked.connect(lambda: self.committed.emit(self.box.isChecked()))

    def show_value(self, value: Any) -> None:  # noqa: ANN401
        """Show yes, no, or a bar where several differ."""
        if value is MIXED:
            self.box.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.box.setTristate(False)
            self.box.setChecked(bool(value))


def words_of(value: str) -> str:
    """An enum's value in words: 'on-premises' is 'On premises', 'unknown' a dash."""
    special = {"unknown": "–", "saas": "SaaS", "api": "API", "etl": "ETL", "ipaas": "iPaaS"}
    return special.get(value, value.replace("-", " ").capitalize())
