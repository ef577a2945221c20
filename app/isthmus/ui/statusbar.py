"""The status bar: what is saved, how much there is, how long the check took, what is selected."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QStatusBar, QWidget

from isthmus.ui.jobs import CANCEL_AFTER, SHOW_AFTER, Job, JobRunner
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, row


def counted(number: int, what: str) -> str:
    """'1 system', '1,200 systems'."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class StatusBar(QStatusBar):
    """Tells the truth in few words."""

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.saved = label()
        self.counts = label()
        self.analysed = label()
        self.selected = label()
        for part in (self.saved, self.counts):
            part.setContentsMargins(8, 0, 8, 0)
            self.addWidget(part)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(lambda: self.analysed.setText("Analysing…"))
        self.busy = BusyStrip(jobs)
        self.addPermanentWidget(self.busy)
        for part in (self.analysed, self.selected):
            part.setContentsMargins(8, 0, 8, 0)
            self.addPermanentWidget(part)

    def show_saved(self, text: str) -> None:
        """Say whether the map is on disk, and under which name."""
        self.saved.setText(text)

    def show_counts(self, systems: int, flows: int, data_objects: int) -> None:
        """Say how much the map holds."""
        parts = (counted(systems, "system"), counted(flows, "flow"))
        self.counts.setText(" · ".join((*parts, counted(data_objects, "data object"))))

    def show_analysed(self, milliseconds: float | None) -> None:
        """Say how long the check of the map as it stands took; None when one has begun."""
        if milliseconds is None:
            self._slow.start(SHOW_AFTER)
        else:
            self._slow.stop()
            self.analysed.setText(f"Analysed in {max(1, round(milliseconds)):,} ms")

    def show_failed(self) -> None:
        """Say that the map as it stands could not be checked."""
        self._slow.stop()
        self.analysed.setText("The check failed")

    def show_selected(self, number: int) -> None:
        """Say how many systems and flows are selected."""
        self.selected.setText(f"{number:,} selected" if number else "")


class BusyStrip(QWidget):
    """Shows the slowest job that is at work, and a way to stop it."""

    def __init__(self, jobs: JobRunner) -> None:
        super().__init__()
        self._job: Job | None = None
        self._title = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._stop = button("Cancel", self._cancel, "link")
        self.setLayout(row(self._title, self._bar, self._stop, margins=(8, 0, 8, 0)))
        self.hide()
        jobs.started.connect(self._watch)

    def _watch(self, job: Job) -> None:
        job.slow.connect(lambda: self._show(job))
        job.progressed.connect(lambda part, text: self._progress(job, part, text))
        job.finished.connect(lambda: self._over(job))

    def _show(self, job: Job) -> None:
        self._job = job
        self._title.setText(job.title)
        self._bar.setRange(0, 0)
        self._stop.hide()
        self.show()
        QTimer.singleShot(CANCEL_AFTER - SHOW_AFTER, self, lambda: self._offer_stop(job))

    def _offer_stop(self, job: Job) -> None:
        self._stop.setVisible(self._job is job and job.cancellable)

    def _progress(self, job: Job, part: float, text: str) -> None:
        if self._job is job:
            self._bar.setRange(0, 100)
            self._bar.setValue(round(part * 100))
            self._title.setText(text or job.title)

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
            self._title.setText("Stopping…")
            self._stop.hide()

    def _over(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self.hide()
