"""How the findings would change if what is set were applied; worked out beside the window."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from isthmus.analysis.premises import with_premises
from isthmus.analysis.results import Analysis, Finding
from isthmus.model.money import money
from isthmus.model.snapshot import Snapshot
from isthmus.ui.checks import check
from isthmus.ui.jobs import Job, JobRunner, Ticket
from isthmus.ui.panels.finding_rows import KIND_WORDS
from isthmus.ui.premises.draft import Draft
from isthmus.workspace.edits.resolving import counted

_WAIT = 200
"""Milliseconds for the hand to rest."""
_TITLE = "Working out what would change"
_SHOWN = 4
"""So many kinds of findings are named with their numbers."""

Told = tuple[str, Analysis]
"""What would change, and what would be found then."""


class Outlook(QObject):
    """Asks for the check again whenever the draft changes; the latest one wins."""

    told = Signal(str)
    """What would change, or that it is being worked out."""
    counted = Signal(object)
    """The Analysis of the map as it would be: for numbers beside the rules."""

    def __init__(
        self, draft: Draft, jobs: JobRunner, now: Callable[[], Analysis | None], parent: QObject
    ) -> None:
        """`now` gives what was found on the map as it stands, None while that is not known."""
        super().__init__(parent)
        self._draft = draft
        self._jobs = jobs
        self._now = now
        self._job: Job | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._work)
        draft.changed.connect(self.ask)

    def ask(self) -> None:
        """Work it out anew; what is under way is not told any more."""
        self.cancel()
        self._later.start()

    def cancel(self) -> None:
        """Tell nothing from now on."""
        self._later.stop()
        if self._job is not None:
            self._job.ticket.cancel()
            self._job = None

    def _work(self) -> None:
        draft, before = self._draft, self._now()
        snapshot, catalogue, premises = draft.snapshot, draft.catalogue, draft.premises
        base = draft.base
        if before is not None and before.revision != snapshot.revision:
            before = None

        def work(ticket: Ticket) -> Told:
            after = known = before or check(snapshot, catalogue)
            ticket.check()
            if premises != base:
                after = check(with_premises(snapshot, premises), catalogue)
            return change_in_words(known, after, snapshot), after

        self._job = self._jobs.run(_TITLE, work, self._done, self._failed)
        self._job.slow.connect(lambda: self.told.emit(f"{_TITLE}…"))

    def _done(self, told: Told) -> None:
        self._job = None
        words, after = told
        self.told.emit(words)
        self.counted.emit(after)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.told.emit("What would change could not be worked out.")
        raise error


def change_in_words(before: Analysis, after: Analysis, snapshot: Snapshot) -> str:
    """How many findings go and come, of which kinds, and what spend is counted then."""
    old, new = ({f.key: f for f in found.findings if not f.waived} for found in (before, after))
    if old.keys() == new.keys():
        said = [f"Findings: {len(new):,} now, and the same {len(new):,} if applied."]
    else:
        gone, come = len(old.keys() - new.keys()), len(new.keys() - old.keys())
        moves = [words for n, words in ((gone, f"{gone:,} go"), (come, f"{come:,} come")) if n]
        said = [
            f"Findings: {len(old):,} now, {len(new):,} if applied ({', '.join(moves)}).",
            _kinds([*old.values()], [*new.values()]),
        ]
    return " ".join(part for part in (*said, _spend(before, after, snapshot)) if part)


def _kinds(old: list[Finding], new: list[Finding]) -> str:
    """'Missing integrations 12 → 10, Rogue islands 4 → 3'."""
    was, will = (Counter(f.kind for f in found) for found in (old, new))
    moved = sorted((kind for kind in KIND_WORDS if was[kind] != will[kind]),
                   key=lambda kind: -abs(was[kind] - will[kind]))  # fmt: skip
    named = [f"{KIND_WORDS[kind][1]} {was[kind]:,} → {will[kind]:,}" for kind in moved[:_SHOWN]]
    more = [f"{counted(len(moved) - _SHOWN, 'more kind')}"] if len(moved) > _SHOWN else []
    return f"{', '.join(named + more)}." if named else ""


def _spend(before: Analysis, after: Analysis, snapshot: Snapshot) -> str:
    was, will = (m.metrics.spend_inside + m.metrics.spend_outside for m in (before, after))
    if was == will:
        return ""
    own = snapshot.info.currency
    return f"Spend that is counted: {money(was, own)} → {money(will, own)} a year."
