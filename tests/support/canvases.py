"""A canvas with the Harbour & Vale map on it, and a hand to work on it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.model.document import Document
from isthmus.ui.canvas.camera import Camera
from isthmus.ui.canvas.editor import NameEditor
from isthmus.ui.canvas.view import MapCanvas
from support.harbour import harbour_id

VIEW = harbour_id("views", "Map")
NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Works on a canvas with real events, in scene units."""

    def __init__(self, canvas: MapCanvas, document: Document) -> None:
        self.canvas = canvas
        self.document = document

    def at(self, x: float, y: float) -> QPoint:
        """The pixel of a scene point."""
        return self.canvas._stage.camera.to_screen(x, y).toPoint()

    def centre(self, name: str) -> tuple[float, float]:
        """The middle of a system's card."""
        return self.canvas._board.chart.cards[self.id(name)].box.centre

    def id(self, name: str) -> str:
        """The id of the system of that name."""
        found = [one.id for one in self.document.snapshot().systems.values() if one.name == name]
        assert len(found) == 1, f"{len(found)} systems are called {name}"
        return found[0]

    def press(self, x: float, y: float, held=NONE, button=Qt.MouseButton.LeftButton) -> None:
        self._send(QEvent.Type.MouseButtonPress, self.at(x, y), button, button, held)

    def go(self, x: float, y: float, held=NONE, button=Qt.MouseButton.LeftButton) -> None:
        self._send(QEvent.Type.MouseMove, self.at(x, y), Qt.MouseButton.NoButton, button, held)

    def let_go(self, x: float, y: float, held=NONE, button=Qt.MouseButton.LeftButton) -> None:
        none = Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseButtonRelease, self.at(x, y), button, none, held)

    def hover(self, x: float, y: float) -> None:
        none = Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseMove, self.at(x, y), none, none, NONE)

    def click(self, x: float, y: float, held=NONE) -> None:
        self.press(x, y, held)
        self.let_go(x, y, held)

    def double_click(self, x: float, y: float) -> None:
        QTest.mouseDClick(self.canvas, Qt.MouseButton.LeftButton, NONE, self.at(x, y))

    def drag(self, start, end, held=NONE, button=Qt.MouseButton.LeftButton) -> None:
        self.press(*start, held, button)
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        self.go(*middle, held, button)
        self.go(*end, held, button)
        self.let_go(*end, held, button)

    def key(self, key: Qt.Key, held=NONE) -> None:
        QTest.keyClick(self.canvas, key, held)

    def key_down(self, key: Qt.Key, held=NONE) -> None:
        """Press a key without letting go, of those that are held neither."""
        QTest.keyPress(self.canvas, key, held)

    def let_go_of_keys(self) -> None:
        """Let go of Alt, then of Shift, as Qt tells of it: with what was held before."""
        alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
        for key, held in ((Qt.Key.Key_Alt, alt | shift), (Qt.Key.Key_Shift, shift)):
            QApplication.sendEvent(self.canvas, QKeyEvent(QEvent.Type.KeyRelease, key, held))

    def type_name(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type into the editor that is open."""
        editor = self.editor()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, end)

    def editor(self) -> NameEditor:
        """The editor that is open."""
        both = (self.canvas._editor, self.canvas._quick.editor)
        found = [editor for editor in both if editor.isVisible()]
        assert len(found) == 1, f"{len(found)} editors are open"
        return found[0]

    def offered(self) -> list[str]:
        """Names of the products that are offered under the editor."""
        items = self.canvas._quick.suggestions.list
        assert items.isVisible() == bool(items.count())
        return [items.item(row).text().split(", ")[0] for row in range(items.count())]

    def _send(self, kind, at: QPoint, button, buttons, held) -> None:
        spot = QPointF(at)
        event = QMouseEvent(kind, spot, self.canvas.mapToGlobal(spot), button, buttons, held)
        QApplication.sendEvent(self.canvas, event)

    # What is on the map

    def names(self) -> set[str]:
        return {one.name for one in self.document.snapshot().systems.values()}

    def place(self, name: str) -> tuple[float, float]:
        placed = self.document.snapshot().placements.values()
        return next((p.x, p.y) for p in placed if p.system == self.id(name))

    def flows(self) -> set[tuple[str, str]]:
        snapshot = self.document.snapshot()
        return {
            (snapshot.systems[flow.source].name, snapshot.systems[flow.target].name)
            for flow in snapshot.flows.values()
        }

    def selected(self) -> set[str]:
        """Names of the selected systems, 'A → B' of the selected flows."""
        snapshot, found = self.document.snapshot(), set()
        for key in self.canvas.selection():
            if key in snapshot.systems:
                found.add(snapshot.systems[key].name)
            else:
                flow = snapshot.flows[key]
                ends = (snapshot.systems[end].name for end in (flow.source, flow.target))
                found.add(" → ".join(ends))
        return found


def canvas_with(document: Document, view: str = VIEW, size: tuple[int, int] = (1000, 800)):
    """A shown canvas at 100%, scene point (200, 100) at its top left corner."""
    canvas = MapCanvas(load_catalogue())
    canvas.resize(*size)
    canvas.bind(document, view)
    canvas.set_analysis(check(document.snapshot(), load_catalogue()))
    canvas.show()
    canvas._stage.size = QSizeF(canvas.size())
    canvas._stage.camera = Camera(200, 100, 1.0)
    canvas.setFocus()
    return canvas
