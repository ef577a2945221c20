"""A field of several words: each a token that can be taken away, and a line for more."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from isthmus.ui.properties.fields import Field, TextField
from isthmus.ui.text import caption, set_tip
from isthmus.ui.widgets.flowing import FlowLayout

_LINE_WIDTH = 90
_LONGEST = 30
"""Letters of a token that are shown; the whole of it is in its tooltip."""

REGULATIONS = (
    "CCPA", "DORA", "EU AI Act", "FedRAMP", "FERPA", "GDPR", "GLBA", "HIPAA", "ISO 27001",
    "LGPD", "NIS2", "PCI DSS", "PIPEDA", "SOC 2", "SOX", "UK GDPR",
)  # fmt: skip
"""Regulations and standards that are offered; any other can be typed."""
REGIONS = (
    "Africa", "APAC", "Australia", "Brazil", "Canada", "China", "EU", "Germany", "India", "Japan",
    "Latin America", "Middle East", "Switzerland", "UK", "US", "Worldwide",
)  # fmt: skip
"""Regions that are offered; any other can be typed."""


class Retoken(NamedTuple):
    """What a token field commits: words to add, and words to take out."""

    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


def words_in(text: str) -> tuple[str, ...]:
    """The words between commas, semicolons or line ends, each once."""
    parts = text.replace(";", ",").replace("\n", ",").split(",")
    clean = (" ".join(part.split()) for part in parts)
    return tuple({part.casefold(): part for part in clean if part}.values())


def common(lists: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], bool]:
    """The words that are in every list, and whether some list has others besides."""
    shared = [word for word in lists[0] if all(word in one for one in lists)]
    return tuple(shared), any(len(one) > len(shared) for one in lists)


class TokenField(Field):
    """Words as tokens; Enter or a comma adds one, Backspace takes the last one away."""

    def __init__(self, name: str, offers: Callable[[], Iterable[str]], hint: str = "") -> None:
        self._frame = QFrame()
        self._frame.setObjectName("tokens")
        self._flow = FlowLayout(self._frame)
        self._flow.setContentsMargins(4, 4, 4, 4)
        super().__init__(name, self._frame)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._frame.setSizePolicy(policy)
        self.words: tuple[str, ...] = ()
        self._hint = hint
        self._offers = offers
        self.adder = TextField(name).suggest(self._still_offered)
        self.line = self.adder.line
        self.line.setParent(self._frame)
        self.line.setObjectName("token-line")
        self.line.setAccessibleName(f"Add to {name.lower()}")
        self.line.setMinimumWidth(_LINE_WIDTH)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self.adder.committed.connect(self._added)
        self._flow.addWidget(self.line)
        self.adder.setParent(self)
        self.adder.hide()
        self.show_value(())

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - a tuple of words
        """Show words; what is being typed stays."""
        self.show_words(tuple(value))

    def show_words(self, words: Sequence[str], *, are_more: bool = False) -> None:
        """Show words; `are_more` says that some records have others besides."""
        rest = "others differ" if are_more else ("" if words else self._hint)
        self.line.setPlaceholderText(rest)
        if tuple(words) == self.words:
            return
        self.words = tuple(words)
        while self._flow.count() > 1:
            if (item := self._flow.takeAt(0)) and (old := item.widget()):
                old.hide()
                old.deleteLater()
        for place, word in enumerate(words):
            self._flow.insert(place, self._token(word))
        self._frame.updateGeometry()

    def finish(self) -> None:
        """Take over what is being typed."""
        self.adder.finish()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line takes the last token away."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not self.line.text()
            and self.words
        ):
            self.committed.emit(Retoken(drop=self.words[-1:]))
            return True
        return super().eventFilter(watched, event)

    def _token(self, word: str) -> QWidget:
        shown = word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…"
        made = QPushButton(f"{caption(shown)}  ×")
        made.setProperty("look", "token")
        made.setAutoDefault(False)
        made.setAccessibleName(f"Remove {word}")
        set_tip(made, f"Remove {word}")
        made.clicked.connect(lambda: self.committed.emit(Retoken(drop=(word,))))
        return made

    def _still_offered(self) -> list[str]:
        have = {word.casefold() for word in self.words}
        return [word for word in self._offers() if word.casefold() not in have]

    def _typed(self, text: str) -> None:
        if text.rstrip().endswith((",", ";")):
            self.adder.finish()

    def _added(self, text: str) -> None:
        self.line.clear()
        self.adder.finish()
        have = {word.casefold() for word in self.words}
        known = {word.casefold(): word for word in self._offers()}
        typed = [known.get(word.casefold(), word) for word in words_in(text)]
        if new := tuple(word for word in typed if word.casefold() not in have):
            self.committed.emit(Retoken(add=new))
