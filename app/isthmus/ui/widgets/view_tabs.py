"""The bar of view tabs under the map: one click a view, renamed in place, dragged into order."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTabBar, QToolButton, QWidget

from isthmus.model.viewing import View
from isthmus.ui.text import caption, set_tip

_HEIGHT = 32
_NARROWEST, _WIDEST = 110, 200
"""Pixels of a tab: of longer names as much as there is room for, and no more."""


class Tabs(QTabBar):
    """The tabs; their order is told once a drag is over."""

    dropped = Signal(int)
    """The tab at that place was dragged there."""
    rename_wanted = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("views")
        self.setAccessibleName("Views of the map")
        self.setShape(QTabBar.Shape.RoundedSouth)
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._is_moving = False
        self.tabMoved.connect(self._moving)

    def _moving(self) -> None:
        self._is_moving = True

    def tabSizeHint(self, index: int) -> QSize:
        """No wider than a name needs to be told from others."""
        size = super().tabSizeHint(index)
        return QSize(min(size.width(), _WIDEST), size.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Wide enough to tell one name from another: where that is too much, they scroll."""
        size = self.tabSizeHint(index)
        return QSize(min(size.width(), _NARROWEST), size.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._is_moving = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A drag is over: tell where the tab is now."""
        super().mouseReleaseEvent(event)
        if self._is_moving:
            self._is_moving = False
            self.dropped.emit(self.currentIndex())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename the tab."""
        index = self.tabAt(event.position().toPoint())
        if index >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.rename_wanted.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose; F2 renames."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the tab that is pressed, by the menu key of the one on show."""
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.tabRect(self.currentIndex()).center()
        elif (index := self.tabAt(at)) >= 0:
            self.setCurrentIndex(index)
        self.menu_wanted.emit(self.mapToGlobal(at))


class ViewTabs(QFrame):
    """The tabs, and a button for a new view."""

    chosen = Signal(str)
    """The view of that id is to be shown."""
    renamed = Signal(str, str)
    named = Signal()
    """The name in hand is kept, or given up, by a key."""
    """The view of that id is to be called so."""
    moved = Signal(str, int)
    """The view of that id is to stand at that place."""
    wanted = Signal()
    """A new view."""
    menu_wanted = Signal(QPoint)
    """A menu for the view on show, at a point of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("viewbar")
        self.setFixedHeight(_HEIGHT)
        self._ids: list[str] = []
        self.tabs = Tabs(self)
        self.new = QToolButton(self)
        self.new.setText("+")
        self.new.setObjectName("newview")
        self.new.setAccessibleName("New view")
        self.new.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_tip(self.new, "New view (Ctrl+Shift+N)")
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Name of the view")
        self.field.setMaxLength(120)
        self.field.hide()
        self.field.installEventFilter(self)
        self._renaming = ""
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 0, 8, 0)
        whole.setSpacing(4)
        whole.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self.new, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addStretch(1)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self._choose)
        self.tabs.dropped.connect(self._drop)
        self.tabs.rename_wanted.connect(lambda index: self.rename(self._id_at(index)))
        self.tabs.menu_wanted.connect(self.menu_wanted)
        self.new.clicked.connect(lambda: self.wanted.emit())  # noqa: PLW0108 - it brings a bool
        self.field.returnPressed.connect(self._entered)

    def show_views(self, views: Sequence[View], current: str) -> None:
        """Show these views, in this order, and which of them is on show."""
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's own
        while self.tabs.count() > len(views):
            self.tabs.removeTab(self.tabs.count() - 1)
        for index, view in enumerate(views):
            if index == self.tabs.count():
                self.tabs.addTab("")
            name = caption(view.name)
            if self.tabs.tabText(index) != name:
                self.tabs.setTabText(index, name)
            self.tabs.setTabData(index, view.id)
            self.tabs.setTabToolTip(index, "")
            if len(view.name) > 24:
                set_tip(_TabTip(self.tabs, index), view.name)
        self._ids = [view.id for view in views]
        if current in self._ids:
            self.tabs.setCurrentIndex(self._ids.index(current))
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.tabs.updateGeometry()

    def rename(self, view_id: str) -> None:
        """Let the name of a view be typed over its tab."""
        if view_id not in self._ids:
            return
        index = self._ids.index(view_id)
        self._renaming = view_id
        self.field.setText(self.tabs.tabText(index).replace("&&", "&"))
        self._place_field()
        QTimer.singleShot(0, self, self._place_field)  # a new tab has its place by then
        self.field.selectAll()
        self.field.show()
        self.field.raise_()
        self.field.setFocus()

    def _place_field(self) -> None:
        if self._renaming in self._ids:
            self.field.setGeometry(self._over(self._ids.index(self._renaming)))

    def _over(self, index: int) -> QRect:
        box = self.tabs.tabRect(index).translated(self.tabs.pos())
        width = max(140, box.width() + 24)
        left = max(4, min(box.left(), self.width() - width - 4))
        return QRect(left, 3, width, _HEIGHT - 6)

    def _entered(self) -> None:
        self.finish()
        self.named.emit()

    def finish(self) -> None:
        """Keep the name that is being typed."""
        view_id, self._renaming = self._renaming, ""
        if not view_id:
            return
        had_focus = self.field.hasFocus()
        self.field.hide()
        if had_focus:
            self.tabs.setFocus()
        name = " ".join(self.field.text().split())
        before = self.tabs.tabText(self._ids.index(view_id)) if view_id in self._ids else ""
        if name and caption(name) != before:
            self.renamed.emit(view_id, name)

    def give_up(self) -> None:
        """Leave the name as it was."""
        self._renaming = ""
        self.field.hide()
        self.tabs.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc gives up; leaving the field keeps what was typed."""
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                if event.type() == QEvent.Type.KeyPress:
                    self.give_up()
                    self.named.emit()
                return True
            if event.type() == QEvent.Type.FocusOut:
                self.finish()
        return super().eventFilter(watched, event)

    def _id_at(self, index: int) -> str:
        return self._ids[index] if 0 <= index < len(self._ids) else ""

    def _choose(self, index: int) -> None:
        if view_id := self.tabs.tabData(index):
            self.chosen.emit(view_id)

    def _drop(self, index: int) -> None:
        view_id = self.tabs.tabData(index)
        if view_id and self._id_at(index) != view_id:
            self.moved.emit(view_id, index)


class _TabTip:
    """A tab as that on which a tooltip can be set."""

    def __init__(self, tabs: QTabBar, index: int) -> None:
        self._tabs, self._index = tabs, index

    def setToolTip(self, text: str, /) -> None:
        """Show this markup over the tab."""
        self._tabs.setTabToolTip(self._index, text)
