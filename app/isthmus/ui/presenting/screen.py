"""The screen of a presentation: the map, a card, one discreet line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.document import Document
from isthmus.ui.canvas.prepared import Prepared
from isthmus.ui.presenting.card import WIDTH, StepCard
from isthmus.ui.presenting.map import PresentedMap
from isthmus.ui.presenting.programme import Step
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper

_EDGE = 32
_HINT_SHOWN = 5000
_POINTER_SHOWN = 2500
"""Milliseconds."""
_HINT = "Arrows: steps   ·   B: blank   ·   Esc: leave"

_Key = Qt.Key
_STEPS: Mapping[int, int] = {
    _Key.Key_Right: 1, _Key.Key_Down: 1, _Key.Key_PageDown: 1, _Key.Key_Space: 1,
    _Key.Key_Return: 1, _Key.Key_Enter: 1, _Key.Key_N: 1,
    _Key.Key_Left: -1, _Key.Key_Up: -1, _Key.Key_PageUp: -1, _Key.Key_Backspace: -1,
    _Key.Key_P: -1,
}  # fmt: skip


class Presentation(QWidget):
    """Goes through its steps by keys, clicks and a presenter's remote control."""

    left = Signal()
    """It is over."""

    def __init__(
        self,
        document: Document,
        charts: Mapping[str, Prepared],
        steps: Sequence[Step],
        catalogue: Catalogue,
        *,
        keeper: ThemeKeeper,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presentation")
        self.setWindowTitle("Presentation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(parent.size())
        self._document, self._charts, self._steps = document, charts, steps
        self.at = -1
        self.map = PresentedMap(catalogue, self)
        self.card = StepCard(self)
        self._foot = label("", "slide-foot")
        self._hint = label(_HINT, "slide-foot")
        self._blank = QFrame()
        self._make(keeper)
        self.go(0)

    def _make(self, keeper: ThemeKeeper) -> None:
        self._blank.setObjectName("blank")
        for part in (self._foot, self._hint, self._blank):
            part.setParent(self)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._blank.hide()
        self.map.set_theme(keeper.theme)
        keeper.changed.connect(self.map.set_theme)
        self.map.clicked.connect(lambda: self.step(1))
        self._pointer_rests = QTimer(self, singleShot=True, interval=_POINTER_SHOWN)
        self._pointer_rests.timeout.connect(lambda: self.map.setCursor(Qt.CursorShape.BlankCursor))
        self._pointer_rests.start()
        QTimer.singleShot(_HINT_SHOWN, self._hint, self._hint.hide)

    # Steps

    def step(self, by: int) -> None:
        """Go on by so many steps, back where it is less than none; ends are ends."""
        self.go(max(0, min(len(self._steps) - 1, self.at + by)))

    def go(self, number: int) -> None:
        """Show the step of that number, counted from 0."""
        self._blank.hide()
        if number == self.at:
            return
        self.at = number
        step = self._steps[number]
        is_other = not self.map.shows(step.view)
        if is_other:
            self.map.show_view(self._document, step.view, self._charts[step.view])
        self.map.show_finding(step.finding)
        self.card.show_finding(step.finding, self._document.snapshot())
        self._foot.setText(self._line(step))
        self._lay_out()
        self._look(at_once=is_other)
        self._tell(step)

    def _look(self, *, at_once: bool) -> None:
        """Fly to what the step is about."""
        finding = self._steps[self.at].finding
        ids = set(finding.systems) if finding else set()
        if finding:
            ids |= {end for flow in finding.closes_with for end in (flow.source, flow.target)}
        beside = WIDTH + _EDGE if finding else 0
        self.map.fly(ids, beside, self._foot.height() + _EDGE // 2, at_once=at_once)

    def _line(self, step: Step) -> str:
        """'3 of 14 · Harbour & Vale · Whole map · Confidential'."""
        snapshot = self._document.snapshot()
        view = snapshot.views.get(step.view)
        name = view.name if view and len(snapshot.views) > 1 else ""
        count = f"{self.at + 1} of {len(self._steps)}"
        words = (count, snapshot.info.name, name, snapshot.info.classification)
        return "   ·   ".join(word for word in words if word)

    def _tell(self, step: Step) -> None:
        """Let a screen reader say the step."""
        words = f"Step {self.at + 1} of {len(self._steps)}: {step.title}"
        self.setAccessibleName(words)
        evidence = step.finding.evidence if step.finding else ""
        self.setAccessibleDescription(evidence)
        if QAccessible.isActive():
            said = f"{words}. {evidence}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def is_blank(self) -> bool:
        """Whether nothing is shown for now."""
        return self._blank.isVisible()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Steps, the ends, a blank screen, and out."""
        key = event.key()
        if key in (_Key.Key_Escape, _Key.Key_F5):
            self.close()
        elif key in (_Key.Key_B, _Key.Key_Period):
            self._blank.setVisible(not self.is_blank())
            self._blank.raise_()
        elif self.is_blank():
            self._blank.hide()
        elif key in (_Key.Key_Home, _Key.Key_End):
            self.go(0 if key == _Key.Key_Home else len(self._steps) - 1)
        elif key in _STEPS:
            self.step(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer shows while it moves."""
        super().mouseMoveEvent(event)
        self.map.setCursor(Qt.CursorShape.ArrowCursor)
        self._pointer_rests.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything stays in its place, and the step in sight."""
        super().resizeEvent(event)
        self._lay_out()
        if self.at >= 0:
            self._look(at_once=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Back to work."""
        self.map.leave()
        super().closeEvent(event)
        self.left.emit()

    def _lay_out(self) -> None:
        wide, high = self.width(), self.height()
        self.map.setGeometry(self.rect())
        self._blank.setGeometry(self.rect())
        self.card.fit_within(high - 3 * _EDGE)
        self.card.move(wide - WIDTH - _EDGE, _EDGE)
        for part, is_left in ((self._foot, True), (self._hint, False)):
            part.adjustSize()
            x = _EDGE if is_left else wide - part.width() - _EDGE
            part.move(x, high - part.height() - _EDGE // 2)
