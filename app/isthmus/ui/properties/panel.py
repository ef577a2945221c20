"""The properties panel: the form for what is selected."""

from collections.abc import Collection
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from isthmus.model.viewing import Area, Note, Territory
from isthmus.ui.properties.data_object_form import DataObjectForm
from isthmus.ui.properties.flow_form import FlowForm
from isthmus.ui.properties.form import Form
from isthmus.ui.properties.map_form import MapForm
from isthmus.ui.properties.plot_form import AreaForm, Drawn, NoteForm, PlotForm, drawn_of
from isthmus.ui.properties.system_form import SystemForm
from isthmus.ui.properties.territory_form import TerritoryForm
from isthmus.ui.session import Session

AnyForm = SystemForm | FlowForm | MapForm | DataObjectForm | PlotForm
F = TypeVar("F", SystemForm, FlowForm, MapForm, DataObjectForm, PlotForm)

_UNTOUCHED = Qt.WidgetAttribute.WA_TransparentForMouseEvents


class PropertiesPanel(QWidget):
    """Shows systems before flows, these before areas and the like; the map if none is selected."""

    followed = Signal(str)
    """Id of a system or a flow that was clicked."""
    icon_wanted = Signal(QPoint)
    """Offer icons for the selected systems, at a place of the screen."""
    colour_wanted = Signal(QPoint)
    """Offer colours for their department."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Properties")
        self._session = session
        self._ids: frozenset[str] = frozenset()
        self._object = ""
        self._stack = QStackedWidget()
        self._forms: list[AnyForm] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        # several changes in a row are shown once, when the window has time
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        session.changed.connect(lambda: self._later.start())  # noqa: PLW0108 - the signal brings a change
        session.replaced.connect(self._forget)

    # Forms are made when they are first shown: the window stands sooner.

    @cached_property
    def systems(self) -> SystemForm:
        """For systems."""
        form = self._added(SystemForm(self._session))
        form.icon_wanted.connect(self.icon_wanted)
        form.colour_wanted.connect(self.colour_wanted)
        return form

    @cached_property
    def flows(self) -> FlowForm:
        """For data flows."""
        return self._added(FlowForm(self._session))

    @cached_property
    def map(self) -> MapForm:
        """For the map as a whole."""
        return self._added(MapForm(self._session))

    @cached_property
    def objects(self) -> DataObjectForm:
        """For a data object."""
        form = self._added(DataObjectForm(self._session))
        form.left.connect(lambda: self.show_data_object(""))
        return form

    @cached_property
    def plots(self) -> dict[type[Drawn], PlotForm]:
        """For territories, areas and notes, each kind alone."""
        kinds: dict[type[Drawn], type[PlotForm]] = {
            Territory: TerritoryForm,
            Area: AreaForm,
            Note: NoteForm,
        }
        return {kind: self._added(form(self._session)) for kind, form in kinds.items()}

    @cached_property
    def mixed(self) -> PlotForm:
        """For several kinds of these at once."""
        return self._added(PlotForm(self._session))

    def _added(self, form: F) -> F:
        self._forms.append(form)
        self._stack.addWidget(form)
        form.followed.connect(self._follow)
        return form

    def show_selection(self, ids: Collection[str]) -> None:
        """Show what is selected; what was being typed for the selection before is taken over."""
        if frozenset(ids) != self._ids:
            self._leave()
            self._ids, self._object = frozenset(ids), ""
            self.refresh()

    def show_data_object(self, key: str) -> None:
        """Show a data object by its id, until something else is selected; '' for none."""
        self._leave()
        self._object = key
        self.refresh()
        self._ignore_second_click()

    def _ignore_second_click(self) -> None:
        """Whoever double-clicks must not hit what has just come to stand there."""
        self._stack.setAttribute(_UNTOUCHED, on=True)
        wait = QApplication.doubleClickInterval()
        QTimer.singleShot(wait, self, lambda: self._stack.setAttribute(_UNTOUCHED, on=False))

    def _follow(self, key: str) -> None:
        """A data object is shown here; systems and flows are found on the map."""
        if key in self._session.snapshot.data_objects:
            self.show_data_object(key)
        else:
            self._object = ""
            self.followed.emit(key)
            self.refresh()

    def finish(self) -> None:
        """Take over what is being typed."""
        form = self._stack.currentWidget()
        if isinstance(form, Form):
            form.finish()

    def _leave(self) -> None:
        """Take over what is being typed; say what of it was refused, and that it is kept."""
        self.finish()
        form = self._stack.currentWidget()
        rejected = form.rejected() if isinstance(form, Form) else {}
        if isinstance(form, Form) and rejected:
            told = [
                f"“{text.strip()}” ({form.fields[name].caption})"
                for name, (text, _) in rejected.items()
            ]
            self._session.refused.emit(
                f"Not taken over: {', '.join(told)}. It stands there when you come back."
            )

    def _forget(self) -> None:
        """Another map is open: nothing of the one before is selected or typed."""
        self._ids, self._object = frozenset(), ""
        for form in self._forms:
            form.forget_rejected()
        if (inside := self.focusWidget()) is not None:
            inside.clearFocus()
        self.refresh()

    def refresh(self) -> None:
        """Show the selection as the map says it now."""
        snapshot = self._session.snapshot
        systems = sorted(key for key in self._ids if key in snapshot.systems)
        flows = sorted(key for key in self._ids if key in snapshot.flows)
        if self._object in snapshot.data_objects:
            self.objects.show_object(self._object)
            self._stack.setCurrentWidget(self.objects)
        elif systems:
            self.systems.show_systems(systems)
            self._stack.setCurrentWidget(self.systems)
        elif flows:
            self.flows.show_flows(flows)
            self._stack.setCurrentWidget(self.flows)
        elif drawn := drawn_of(snapshot, self._ids):
            self._show_drawn(drawn)
        else:
            self.map.show_map()
            self._stack.setCurrentWidget(self.map)

    def _show_drawn(self, drawn: list[Drawn]) -> None:
        kinds = {type(one) for one in drawn}
        form = self.plots[kinds.pop()] if len(kinds) == 1 else self.mixed
        form.show_plots(drawn)
        self._stack.setCurrentWidget(form)
