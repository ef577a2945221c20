"""Islands or territories as the ground of a view; territories are made where there are none."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from isthmus.model.viewing import Ground
from isthmus.ui.arranging import Arranging
from isthmus.ui.session import Session
from isthmus.workspace import edits
from isthmus.workspace.grounding import boxes_where_they_stand, still_hold


class Territories(QObject):
    """Lets the view on show have the one ground or the other."""

    told = Signal(str)

    def __init__(self, session: Session, arranging: Arranging, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._arranging = arranging

    def show(self, ground: Ground) -> None:
        """Show that ground."""
        if ground is Ground.ISLANDS:
            self.show_islands()
        else:
            self.show_departments()

    def show_islands(self) -> None:
        """Land round what is connected."""
        session = self._session
        session.edit(edits.show_ground, session.view_id, Ground.ISLANDS)

    def show_departments(self) -> None:
        """The departments' territories, made where the view has none yet."""
        session = self._session
        snapshot, view = session.snapshot, session.view_id
        if any(one.view == view for one in snapshot.territories.values()):
            if still_hold(snapshot, view):
                session.edit(edits.show_ground, view, Ground.TERRITORIES)
                return
            self.told.emit(
                "The systems stand elsewhere since: arranging by department, so that each stands "
                "on its own land"
            )
            self._arranging.arrange("departments")
            return
        boxes = boxes_where_they_stand(snapshot, view)
        if boxes is None:
            self.told.emit("Arranging by department, so that territories lie apart")
            self._arranging.arrange("departments")
            return
        session.edit(edits.show_ground, view, Ground.TERRITORIES, boxes)
        if not boxes:
            self.told.emit(
                "No system here has a department yet. Draw a territory (D) and drag systems into it"
            )
