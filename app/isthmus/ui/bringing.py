"""Adding systems of the model to the view on show."""

from PySide6.QtCore import QObject

from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.session import Session
from isthmus.ui.widgets.bring_panel import BringPanel
from isthmus.ui.widgets.ticks import Choice


class Bringing(QObject):
    """Ties the panel of what is not on the view to the map."""

    def __init__(self, session: Session, canvas: MapCanvas, panel: BringPanel) -> None:
        super().__init__(panel)
        self._session = session
        self._canvas = canvas
        self._panel = panel
        panel.wanted.connect(self._bring)
        panel.left.connect(canvas.setFocus)
        session.changed.connect(self._refresh)
        session.view_changed.connect(self._refresh)
        session.replaced.connect(panel.hide)

    def open(self) -> None:
        """Show what is not on the view, ready to type."""
        self._panel.show()
        self._panel.raise_()
        self._refresh()
        self._panel.ticks.field.setFocus()

    def _bring(self, systems: tuple[str, ...]) -> None:
        self._canvas.bring_in(systems)

    def _refresh(self) -> None:
        """Offer what is not on the view now; what is ticked stays so."""
        snapshot = self._session.snapshot
        view = snapshot.views.get(self._session.view_id)
        if not self._panel.isVisible() or view is None:
            return
        categories = self._session.catalogue.categories
        on_view = self._canvas.on_view()
        absent = [one for key, one in snapshot.systems.items() if key not in on_view]
        absent.sort(key=lambda one: (one.name.casefold(), one.id))
        choices = []
        for one in absent:
            known = categories.get(one.category)
            choices.append(Choice(one.id, one.name, known.name if known else one.vendor))
        self._panel.show_systems(view.name, choices)
