"""The properties panel: the form for what is selected."""

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isthmus.ui.properties.flow_form import FlowForm
from isthmus.ui.properties.map_form import MapForm
from isthmus.ui.properties.system_form import SystemForm
from isthmus.ui.session import Session


class PropertiesPanel(QWidget):
    """Shows systems before flows, and the map itself while nothing is selected."""

    followed = Signal(str)
    """Id of a system or a flow that was clicked."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Properties")
        self._session = session
        self._ids: frozenset[str] = frozenset()
        self.systems = SystemForm(session)
        self.flows = FlowForm(session)
        self.map = MapForm(session)
        self._stack = QStackedWidget()
        for form in (self.systems, self.flows, self.map):
            self._stack.addWidget(form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.systems.followed.connect(self.followed)
        self.flows.followed.connect(self.followed)
        # several changes in a row are shown once, when the window has time
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        session.changed.connect(lambda: self._later.start())  # noqa: PLW0108 - the signal brings a change
        session.replaced.connect(self._forget)

    def show_selection(self, ids: Collection[str]) -> None:
        """Show what is selected; what was being typed for the selection before is taken over."""
        if frozenset(ids) != self._ids:
            self.finish()
            self._ids = frozenset(ids)
            self.refresh()

    def finish(self) -> None:
        """Take over what is being typed."""
        form = self._stack.currentWidget()
        if isinstance(form, SystemForm | FlowForm | MapForm):
            form.finish()

    def _forget(self) -> None:
        """Another map is open: nothing of the one before is selected or typed."""
        self._ids = frozenset()
        if (inside := self.focusWidget()) is not None:
            inside.clearFocus()
        self.refresh()

    def refresh(self) -> None:
        """Show the selection as the map says it now."""
        snapshot = self._session.snapshot
        systems = sorted(key for key in self._ids if key in snapshot.systems)
        flows = sorted(key for key in self._ids if key in snapshot.flows)
        if systems:
            self.systems.show_systems(systems)
            self._stack.setCurrentWidget(self.systems)
        elif flows:
            self.flows.show_flows(flows)
            self._stack.setCurrentWidget(self.flows)
        else:
            self.map.show_map()
            self._stack.setCurrentWidget(self.map)
