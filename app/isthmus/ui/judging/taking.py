"""What workbooks of answers would change: read, shown with what could not be placed, accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.answers.taking import read_answers
from isthmus.exchange.proposal import Problem, Proposal
from isthmus.model.changes import ChangeSet, joined
from isthmus.model.document import Document
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.dialogs.problem_list import ProblemList
from isthmus.ui.jobs import Ticket
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.workspace.edits.resolving import counted


@dataclass(frozen=True, slots=True)
class Taken:
    """What some workbooks hold."""

    change: ChangeSet
    lines: tuple[str, ...]
    """What each sheet holds."""
    counts: str
    problems: tuple[Problem, ...]


def taken_from(
    paths: Sequence[Path], snapshot: Snapshot, catalogue: Catalogue, ticket: Ticket
) -> Taken:
    """What the answers in some workbooks would change, one after the other; on any thread.

    Raises:
        UserError: one cannot be read, or holds no sheet of answers.
    """
    scratch = Document(snapshot.tables)
    proposals: list[Proposal] = []
    for path in paths:
        ticket.check()
        proposal = read_answers(path, scratch.snapshot(), catalogue)
        if proposal.change:
            scratch.apply(proposal.change)
        proposals.append(proposal)
    change = joined((one.change for one in proposals), "")
    whence = paths[0].name if len(paths) == 1 else counted(len(paths), "workbook")
    label = f"Take in {counted(len(change.deltas), 'answer')} from {whence}"
    return Taken(
        change=ChangeSet(label, change.deltas),
        lines=tuple(_lines(proposals)),
        counts=_counts(proposals),
        problems=tuple(problem for one in proposals for problem in one.problems),
    )


def _lines(proposals: Sequence[Proposal]) -> list[str]:
    sheets = [sheet for one in proposals for sheet in one.sheets]
    return [f"{s.file} · {s.name}: {counted(s.rows, 'answer')}. {s.why}" for s in sheets]


def _counts(proposals: Sequence[Proposal]) -> str:
    tallies = [one.others for one in proposals]
    new, updated = sum(t.new for t in tallies), sum(t.updated for t in tallies)
    same = sum(t.merged for t in tallies)
    return f"{new:,} new, {updated:,} changed, {same:,} as on the map already"


class TakeAnswers(PlainDialog):
    """Shows what would change; nothing does until it is accepted."""

    accepted_change = Signal(object)
    """The ChangeSet."""

    def __init__(self, taken: Taken, keeper: ThemeKeeper, parent: QWidget) -> None:
        wide = bool(taken.problems)
        super().__init__("Take answers in", parent, 760 if wide else 480)
        self.setObjectName("take-answers")
        self.change = taken.change
        self.say(taken.counts)
        for line in taken.lines:
            self.say(line, "muted")
        if taken.problems:
            self.problems = ProblemList(taken.problems, keeper)
            self.problems.setMinimumHeight(220)
            self.body.addWidget(self.problems, 1)
        if not taken.change:
            self.say("There is nothing to take in.")
            self.answer("Close", look="primary")
            return
        number = counted(len(taken.change.deltas), "answer")
        self.cancel_button()
        self.answer(
            f"Take in {number}", lambda: self.accepted_change.emit(taken.change), look="primary"
        )
