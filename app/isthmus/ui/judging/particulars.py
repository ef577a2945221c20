"""The particulars of a judgement: a title, and sections of plain lines under one another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from isthmus.ui.judging.review import Section, Sheet
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import clear, row

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_MOST = 60
"""Lines of a section that are shown; a hub's flows would be thousands."""
ITEM = "- "
"""What a line begins with that is one of several."""


class Particulars(QScrollArea):
    """Shows one sheet at a time, scrolled by wheel and keys."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setObjectName("particulars")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        self._whole = QVBoxLayout(page)
        self._whole.setContentsMargins(22, 14, 18, 18)
        self._whole.setSpacing(0)
        self._head = QVBoxLayout()
        self._head.setSpacing(4)
        self.between = QVBoxLayout()
        """Room for more between the title and the sections."""
        self._sections = QVBoxLayout()
        self._sections.setSpacing(4)
        for part in (self._head, self.between, self._sections):
            self._whole.addLayout(part)
        self._whole.addStretch(1)
        self.setWidget(page)
        self._shown = Sheet("")

    def text(self) -> str:
        """All that is shown, as plain text."""
        lines = [self._shown.title, self._shown.lead]
        for one in self._shown.sections:
            lines += [one.title, *one.lines]
        return "\n".join(line for line in lines if line)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet from its top; the same one stays where it was scrolled to."""
        if sheet == self._shown:
            return
        is_same = sheet.title == self._shown.title
        self._shown = sheet
        clear(self._head)
        clear(self._sections)
        if sheet.title:
            self._head.addWidget(_words(sheet.title, "title"))
        if sheet.lead:
            self._head.addWidget(_words(sheet.lead, "muted"))
        for one in sheet.sections:
            self._add(one)
        if not is_same:
            self.verticalScrollBar().setValue(0)

    def _add(self, one: Section) -> None:
        self._sections.addSpacing(14)
        self._sections.addWidget(label(one.title, "section"))
        more = len(one.lines) - _MOST
        rest = (f"and {more:,} more",) if more > 0 else ()
        for text in (*one.lines[:_MOST], *rest):
            if text.startswith(ITEM):
                bullet = label("•", "muted")
                bullet.setAlignment(Qt.AlignmentFlag.AlignTop)
                line = row(bullet, _words(text.removeprefix(ITEM)), gap=7)
                line.setStretch(1, 1)
                self._sections.addLayout(line)
            else:
                self._sections.addWidget(_words(text))


def _words(text: str, role: str = "") -> QLabel:
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(_SELECTABLE)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made
