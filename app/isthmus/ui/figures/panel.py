"""The Figures tab. What draws is loaded when it is first shown, not when the window starts."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from isthmus.drawing.theme import Theme
from isthmus.report.basis import Basis
from isthmus.ui.dialogs.choosing import choose_target
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.figures.counts import findings_figure, integrations_figure, islands_figure
from isthmus.ui.figures.parts import Figure
from isthmus.ui.figures.spend import spend_figure
from isthmus.ui.session import Session
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import clear, hairline, panel

if TYPE_CHECKING:
    from isthmus.ui.figures.card import FigureCard

FIGURES: tuple[Callable[[Basis], Figure], ...] = (
    spend_figure,
    integrations_figure,
    findings_figure,
    islands_figure,
)


class FiguresPanel(QWidget):
    """The figures of the map as it stands, drawn while they are in sight."""

    picked = Signal(object)
    """The Pick of the bar that was clicked."""
    told = Signal(str)
    """Something was done: a word for the user."""

    def __init__(
        self, session: Session, keeper: ThemeKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Figures")
        self._session, self._keeper = session, keeper
        self.cards: list[FigureCard] = []
        self._lay_out()
        # at the next turn, so that the tab itself is there at once
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh)
        session.analysed.connect(self._changed)
        session.replaced.connect(self._changed)
        keeper.changed.connect(self._dress)

    def _lay_out(self) -> None:
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._wait()
        self._scroll = QScrollArea()
        self._scroll.setWidget(panel(self._rows, "body"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The keyboard goes to the first chart."""
        charts = [chart for card in self.cards for chart in card.charts]
        if charts:
            charts[0].setFocus(Qt.FocusReason.TabFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed meanwhile."""
        super().showEvent(event)
        self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is drawn while nobody looks."""
        super().hideEvent(event)
        self._later.stop()

    def _changed(self) -> None:
        if self.isVisible():
            self._later.start()

    def _refresh(self) -> None:
        """Show the figures of what was found last; those that are right already stay."""
        analysis, session = self._session.analysis, self._session
        if analysis is None:
            self._clear()
            self._wait()
            return
        if not self.cards:
            self.repaint()  # says that it draws, while pyqtgraph is loaded
        today = date.today()  # noqa: DTZ011 - the day at the user's desk
        basis = Basis(session.snapshot, analysis, session.catalogue, today)
        figures = tuple(make(basis) for make in FIGURES)
        old = self.cards
        if not old or not all(
            card.figure == figure or card.show_figure(figure)
            for card, figure in zip(old, figures, strict=True)
        ):
            self._show(figures)

    def _show(self, figures: tuple[Figure, ...]) -> None:
        from isthmus.ui.figures.card import FigureCard  # noqa: PLC0415 - loads pyqtgraph

        at = self._scroll.verticalScrollBar().value()
        self._clear()
        for figure in figures:
            if self.cards:
                self._rows.addWidget(hairline())
            card = FigureCard(figure, self._keeper.theme)
            card.picked.connect(self.picked)
            card.save_wanted.connect(self._ask_where)
            self._rows.addWidget(card)
            self.cards.append(card)
        self._rows.addStretch(1)
        self._scroll.verticalScrollBar().setValue(at)

    def _wait(self) -> None:
        words = label("Drawing the figures…", "muted", wrap=True)
        words.setContentsMargins(20, 20, 20, 0)
        self._rows.addWidget(words)
        self._rows.addStretch(1)

    def _clear(self) -> None:
        clear(self._rows)
        self.cards = []

    def _dress(self, theme: Theme) -> None:
        for card in self.cards:
            card.dress(theme)

    # Saving

    def _ask_where(self, card: "FigureCard") -> None:
        workspace = self._session.workspace
        folder = workspace.path.parent if workspace.path else Path.home()
        name = f"{card.figure.title}.svg".replace(" ", "-").lower()
        choose_target(
            self,
            "Save the figure",
            folder / name,
            ("Vector picture (*.svg)",),
            lambda path: self.save(card, path),
        )

    def save(self, card: "FigureCard", path: Path) -> None:
        """Write a figure as a vector picture, or say why not."""
        from isthmus.ui.figures.vector import write_figure  # noqa: PLC0415 - loads pyqtgraph

        try:
            write_figure(card, path)
        except OSError as error:
            tell(self, "Not written", f"{path} could not be written: {error.strerror or error}")
        else:
            self.told.emit(f"Written: {path}")
