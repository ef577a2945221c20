"""The sheet of shortcuts: in groups, side by side, narrowed by what is typed."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import column, row

Rows = Sequence[tuple[str, str]]
Chapter = tuple[str, Rows]
"""A heading, and below it what is done and by which keys: 'Ctrl+A or Ctrl+B'."""

_WIDTH = 1080
_HEIGHT = 680
_SHOWN = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Ins": "Insert"}


class KeySheet(PlainDialog):
    """All keys and gestures; typing narrows them to those that have all words typed."""

    def __init__(self, chapters: Iterable[Chapter], parent: QWidget) -> None:
        super().__init__("Keyboard shortcuts", parent, _WIDTH)
        self.setObjectName("keys")
        self._chapters = [(title, tuple(rows)) for title, rows in chapters if rows]
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search by what it does, or by the key")
        self.search.setAccessibleName("Search the shortcuts")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Shortcuts")
        self.body.addWidget(self.search)
        self.body.addWidget(self._area, 1)
        self.answer("Close", look="primary")
        self._show("")
        self.search.setFocus()

    def fit(self, least: int = _HEIGHT) -> None:
        """As high as most windows allow: it is a sheet to look about on."""
        super().fit(least)

    def shown(self) -> list[tuple[str, str]]:
        """What is listed now: what is done, and the keys."""
        return [one for _, rows in self._found(self.search.text()) for one in rows]

    def _found(self, text: str) -> list[Chapter]:
        words = text.casefold().split()
        found: list[Chapter] = []
        for title, rows in self._chapters:
            kept = [one for one in rows if _has(words, title, *one)]
            if kept:
                found.append((title, kept))
        return found

    def _show(self, text: str) -> None:
        """Lay the groups out anew, half of the rows on each side."""
        found = self._found(text)
        page = QWidget()
        if not found:
            page.setLayout(column(label("No key does that. Try another word.", "muted")))
        else:
            box = row(gap=48, margins=(0, 6, 14, 6))
            for chapters in _halves(found):
                box.addLayout(_side(chapters), 1)
            page.setLayout(box)
        self._area.setWidget(page)


def _has(words: Iterable[str], title: str, what: str, keys: str) -> bool:
    """Whether every word stands in what is done, in the heading or in the keys."""
    text = f"{title} {what} {keys} {keys.replace('+', ' ')} {_SHOWN.get(keys, '')}".casefold()
    return all(word in text for word in words)


def _halves(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """The chapters in two columns of about the same length, in their order."""
    lengths = [len(rows) + 2 for _, rows in chapters]
    ways = range(len(chapters) + 1)
    cut = min(ways, key=lambda n: (max(sum(lengths[:n]), sum(lengths[n:])), -n))
    return [list(chapters[:cut]), list(chapters[cut:])]


def _side(chapters: Sequence[Chapter]) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(18)
    for title, rows in chapters:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(title, "heading"), 0, 0, 1, 2)
        for number, (what, keys) in enumerate(rows, 1):
            grid.addWidget(label(what), number, 0)
            grid.addWidget(_caps(keys), number, 1, Qt.AlignmentFlag.AlignRight)
        box.addLayout(grid)
    box.addStretch(1)
    return box


def _caps(keys: str) -> QWidget:
    """Each key as it looks on a keyboard."""
    parts: list[QWidget] = []
    for number, way in enumerate(keys.split(" or ")):
        if number:
            parts.append(label("or", "small"))
        parts += [label(_SHOWN.get(key, key), "keycap") for key in _keys_of(way)]
    made = QWidget()
    made.setLayout(row(*parts, gap=4))
    made.setAccessibleName(keys)
    return made


def _keys_of(way: str) -> list[str]:
    """'Ctrl++' is Ctrl and +."""
    if way.endswith("+") and way != "+":
        return [*way[:-2].split("+"), "+"] if len(way) > 1 else [way]
    return way.split("+") if way != "+" else ["+"]


def native(keys: Sequence[QKeySequence]) -> str:
    """Shortcuts as this desktop writes them."""
    form = QKeySequence.SequenceFormat.NativeText
    return " or ".join(one.toString(form) for one in keys)
