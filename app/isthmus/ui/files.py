"""Maps and files: new, open, save, close, pictures and the report."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.catalogue import Catalogue
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.model.document import Document
from isthmus.model.errors import UserError
from isthmus.paths import resources
from isthmus.ui.canvas.prepared import Prepared, prepare_chart
from isthmus.ui.checks import check, get_ready
from isthmus.ui.dialogs.choosing import ALL, MAPS, choose_file, choose_target
from isthmus.ui.dialogs.messages import ask_to_save, tell
from isthmus.ui.drawn import pulse_of
from isthmus.ui.jobs import Job, JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.ui.settings import Settings
from isthmus.workspace.edits import ensure_view
from isthmus.workspace.placing import all_placed
from isthmus.workspace.sources import Opened, open_map
from isthmus.workspace.workspace import Saving

Then = Callable[[], Any]


class Files(QObject):
    """What the File menu does; reading and writing happen beside the window."""

    told = Signal(str)
    """Something was done: a word for the user."""

    def __init__(
        self, session: Session, jobs: JobRunner, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._settings = settings
        self._window = window
        self._saving: Job | None = None
        session.view_changed.connect(self._remember_view)
        self.before_leaving: Then = lambda: None
        """Called before the map is saved or left: takes over what is being typed."""

    # Opening

    def new(self) -> None:
        """An empty map, once the open one's changes are saved or given up."""
        self.leave(self._begin)

    def open(self) -> None:
        """Ask for a map and open it."""
        self.leave(lambda: choose_file(self._window, "Open a map", (MAPS, ALL), self._load))

    def open_path(self, path: Path, afterwards: Then = lambda: None) -> None:
        """Open a map, once the open one's changes are saved or given up."""
        self.leave(lambda: self._load(path, afterwards))

    def open_sample(self) -> None:
        """Open the sample as an unsaved map of one's own."""
        found = sample()
        if found is None:
            tell(self._window, "No sample", "This installation holds no sample map.")
            return
        self.leave(lambda: self._load(found, is_sample=True))

    def _begin(self) -> None:
        self._session.workspace.new()
        self._session.adopt()

    def _load(
        self, path: Path, afterwards: Then = lambda: None, *, is_sample: bool = False
    ) -> None:
        catalogue, last = self._session.catalogue, self._settings.view_of(path)

        def work(ticket: Ticket) -> tuple[Opened, Prepared]:
            opened = open_map(path)
            ticket.check()
            opened = replace(opened, document=all_placed(opened.document, catalogue))
            pulse = pulse_of(ticket).share(0.5, 1.0)
            return opened, drawn(opened.document, catalogue, pulse, last)

        def then(made: tuple[Opened, Prepared]) -> None:
            opened, ready = made
            if is_sample:  # so that nobody saves into the installation
                opened = Opened(opened.document, opened.entries)
            self._session.workspace.adopt(opened, is_saved=True)
            self._session.adopt(ready)
            if not is_sample:
                self._settings.add_recent(path)
            afterwards()

        self._jobs.run(f"Opening {path.name}", work, then, self._told_failed("Not opened"))

    # Saving

    def save(self, then: Then = lambda: None) -> None:
        """Save to the map's own file; ask for one if it has none."""
        self.before_leaving()
        if self._session.workspace.path is None or self._session.workspace.is_read_only:
            self.save_as(then)
        else:
            self._save(None, then)

    def save_as(self, then: Then = lambda: None) -> None:
        """Ask where to save."""
        self.before_leaving()
        name = self.proposed(".isthmus")
        choose_target(
            self._window, "Save the map", name, (MAPS,), lambda path: self.save_to(path, then)
        )

    def save_to(self, path: Path, then: Then = lambda: None) -> None:
        """Save to a file, which is the map's own from now on."""
        self._save(path, then)

    def _save(self, path: Path | None, then: Then) -> None:
        """Save, once a save that is under way is over: two never write at a time."""
        if self._saving is not None:
            self._saving.finished.connect(
                lambda: QTimer.singleShot(0, self, lambda: self._save(path, then))
            )
            return
        try:
            saving = self._session.workspace.begin_saving(path)
        except UserError as error:
            tell(self._window, "Not saved", str(error))
            return
        self._saving = self._jobs.run(
            f"Saving {saving.path.name}",
            lambda _: saving.run(),
            lambda digest: self._saved(saving, digest, then),
            self._told_failed("Not saved"),
        )
        self._saving.cancellable = False
        self._saving.finished.connect(self._saving_over)

    def _saving_over(self) -> None:
        self._saving = None

    def _saved(self, saving: Saving, digest: str, then: Then) -> None:
        self._session.workspace.finish(saving, digest)
        self._settings.add_recent(saving.path)
        self._remember_view()
        then()

    def _remember_view(self) -> None:
        """Open the map on the view that is on show, when it is opened again."""
        session = self._session
        if session.workspace.path is not None:
            self._settings.remember_view(session.workspace.path, session.view_id)

    def leave(self, then: Then) -> None:
        """Go on with `then` once changes are saved or given up; Cancel goes on with nothing."""
        self.before_leaving()
        workspace = self._session.workspace
        if workspace.is_dirty:
            ask_to_save(self._window, workspace.title, lambda: self.save(then), then)
        else:
            then()

    # Writing

    def report(self) -> None:
        """Ask where to print the integration gap report."""
        choose_target(
            self._window,
            "Print the report",
            self.proposed(".pdf", "report"),
            ("Report (*.pdf)",),
            self.write_report_to,
        )

    def write_report_to(self, path: Path) -> None:
        """Print the integration gap report as PDF."""
        snapshot, catalogue = self._session.snapshot, self._session.catalogue
        today = date.today()  # noqa: DTZ011 - the day at the user's desk

        def work(ticket: Ticket) -> None:
            from isthmus.workspace.reporting import write_report  # noqa: PLC0415 - slow to import

            analysis = check(snapshot, catalogue)
            ticket.check()
            write_report(snapshot, analysis, catalogue, path, today)

        self._write(path, work)

    def _write(self, path: Path, work: Callable[[Ticket], None]) -> None:
        self.before_leaving()
        self._jobs.run(
            f"Writing {path.name}",
            work,
            lambda _: self.told.emit(f"Written: {path}"),
            self._told_failed("Not written"),
        )

    def proposed(self, suffix: str, what: str = "") -> Path:
        """A file beside the map's own, or in the home folder, called as the map and `what`."""
        workspace = self._session.workspace
        folder = workspace.path.parent if workspace.path else Path.home()
        title = f"{workspace.title} {what}"
        plain = "".join(c if c.isalnum() or c in " -_&." else "-" for c in title)
        return folder / f"{plain.strip(' .') or 'map'}{suffix}"

    def _told_failed(self, title: str) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if not isinstance(error, UserError | OSError):
                raise error
            tell(self._window, title, str(error))

        return failed


def drawn(
    document: Document, catalogue: Catalogue, pulse: Pulse = SILENT, view_id: str = ""
) -> Prepared:
    """The chart of a view, or of the map's first, with what the check finds; on any thread.

    Raises what the listener of the pulse raises.
    """
    pulse.beat()
    first, snapshot = ensure_view(document), document.snapshot()
    view = view_id if view_id in snapshot.views else first
    get_ready()
    start = perf_counter()
    analysis = check(snapshot, catalogue)
    took = (perf_counter() - start) * 1000
    ready = prepare_chart(snapshot, analysis, view, catalogue, pulse)
    return replace(ready, milliseconds=took)


def sample() -> Path | None:
    """The sample map, None if the installation holds none."""
    found = sorted((resources() / "samples").glob("*.isthmus"))
    return found[0] if found else None
