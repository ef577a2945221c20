"""Opens the settings page of what the findings depend on."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from isthmus.ui.jobs import JobRunner
from isthmus.ui.session import Session


class Premising(QObject):
    """The page is loaded when it is first asked for."""

    def __init__(self, session: Session, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._window = window

    def show(self) -> None:
        """Open the page on the map as it stands."""
        from isthmus.ui.premises.desk import PremisesDesk  # noqa: PLC0415 - not needed to start

        PremisesDesk(self._session, self._jobs, self._window).open()
