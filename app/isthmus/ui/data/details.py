"""One data object: its score, what is wrong with it, who has it and how old it gets there."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from isthmus.ui.data.accounts import Account, Line, Section, Share
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, clear, column, hairline, panel, pill, row
from isthmus.ui.widgets.flowing import FlowLayout

MOST = 40
"""So many lines of a section are shown."""
_AS_LINKS = 3
"""Pixels that the words of a link stand below its edge: those beside it stand on their line."""
_PILLS = {"danger": "high", "warning": "medium", "good": "good", "plain": "plain"}


class DataDetails(QWidget):
    """Tells of one data object; what its buttons do is not its own."""

    followed = Signal(str)
    """Id of a system or a flow that was clicked."""
    back_wanted = Signal()
    path_wanted = Signal(str, bool)
    """Show the path of the data object on the map, or show it no longer."""
    select_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.account: Account | None = None
        self.back = button("‹ All data objects", self.back_wanted.emit, "link")
        self.title = label("", "title", wrap=True)
        self.pills = QWidget()
        self._pill_row = FlowLayout(self.pills, 4)
        self._pill_row.setContentsMargins(0, 0, 0, 0)
        self.path = button("Show its path on the map", self._ask_path)
        self.path.setCheckable(True)
        self.path.setProperty("look", "switch")
        self.path.setProperty("size", "compact")
        self.select = button("Select it", self._ask_select)
        self.select.setProperty("size", "compact")
        self.select.setAccessibleName("Select the flows that carry it and the systems that hold it")
        self._lay_out()

    def _lay_out(self) -> None:
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(14, 12, 14, 16)
        self._rows.setSpacing(4)
        self._scroll = QScrollArea()
        self._scroll.setWidget(panel(self._rows, "body"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = (row(self.back, None), self.title, self.pills, row(self.path, self.select, None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column(*top, margins=(14, 10, 14, 12), gap=8))
        whole.addWidget(hairline())
        whole.addWidget(self._scroll, 1)

    def show_account(self, account: Account) -> None:
        """Tell of that one; what is told of it already stays as it is."""
        if account == self.account:
            return
        is_same = self.account is not None and self.account.ident == account.ident
        at = self._scroll.verticalScrollBar().value() if is_same else 0
        self.account = account
        self.title.setText(account.name)
        self._show_pills(account)
        clear(self._rows)
        if account.score is not None:
            self._show_score(account.score, account.shares)
        for section in account.sections:
            self._show_section(section)
        if not account.sections:
            self._rows.addWidget(label(_NOT_USED, "muted", wrap=True))
        self._rows.addStretch(1)
        self._scroll.verticalScrollBar().setValue(at)

    def forget(self) -> None:
        """Tell of none."""
        self.account = None

    def show_path(self, *, on: bool) -> None:
        """Say whether the map shows its path."""
        self.path.setChecked(on)
        self.path.setText("✓ Its path is on the map" if on else "Show its path on the map")

    def _show_pills(self, account: Account) -> None:
        clear(self._pill_row)
        if account.personal:
            self._pill_row.addWidget(pill("Personal data", "plain"))
        for words, look in account.row.pills:
            self._pill_row.addWidget(pill(words, _PILLS[look]))
        self._pill_row.addWidget(QWidget())  # takes the room that is left in the line
        self.pills.setVisible(account.personal or bool(account.row.pills))

    def _show_score(self, score: int, shares: tuple[Share, ...]) -> None:
        """The customer view: how near all systems are to one picture of the customer."""
        figure = label(f"{score} of 100", "figure")
        figure.setAccessibleName(f"Shared view of the customer: {score} of 100")
        parts: list[QWidget] = [figure, label("shared view of the customer", "small")]
        for share in shares:
            parts += [_Bar(share), label(share.told, "small", wrap=True)]
        tile = QFrame()
        tile.setObjectName("tile")
        tile.setLayout(column(*parts, margins=(12, 10, 12, 12), gap=3))
        self._rows.addWidget(tile)
        self._rows.addSpacing(8)

    def _show_section(self, section: Section) -> None:
        title = label(section.title, "section", wrap=True)
        title.setProperty("tone", section.tone)
        self._rows.addSpacing(6)
        self._rows.addWidget(title)
        for line in section.lines[:MOST]:
            self._rows.addWidget(self._line(line))
        if (more := len(section.lines) - MOST) > 0:
            self._rows.addWidget(label(f"and {more:,} more", "small"))

    def _line(self, line: Line) -> QWidget:
        """Words and links; a lone piece of words may take several lines."""
        if len(line) == 1 and not line[0].ident:
            return label(line[0].text, wrap=True)
        whole = QWidget()
        flow = FlowLayout(whole, 4)
        flow.setContentsMargins(0, 0, 0, 0)
        for piece in line:
            if piece.ident:
                link = button(piece.text, partial(self.followed.emit, piece.ident), "link")
                flow.addWidget(link)
            else:
                words = label(piece.text, "muted", wrap=len(piece.text) > 1)
                words.setContentsMargins(0, _AS_LINKS, 0, 0)
                flow.addWidget(words)
        return whole

    def _ask_path(self) -> None:
        if self.account:
            self.path_wanted.emit(self.account.ident, self.path.isChecked())

    def _ask_select(self) -> None:
        if self.account:
            self.select_wanted.emit(self.account.ident)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Backspace lead back to the list."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse's own key for back does so too."""
        if event.button() is Qt.MouseButton.BackButton:
            self.back_wanted.emit()
        else:
            super().mousePressEvent(event)


_NOT_USED = (
    "No system holds it and no flow names it. Say of a system that it holds it, or name it on a "
    "flow, in the properties of those."
)


class _Bar(QWidget):
    """A part of the score: its name, its points and a bar."""

    def __init__(self, share: Share) -> None:
        super().__init__()
        name = share.name[:1].upper() + share.name[1:]
        points = f"{share.points:.0f} of {share.weight}"
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, share.weight * 10)
        bar.setValue(round(share.points * 10))
        bar.setAccessibleName(f"{name}: {points}")
        self.setLayout(
            column(row(label(name), None, label(points, "muted")), bar, margins=(0, 7, 0, 1), gap=3)
        )
