"""Opens the dialogs of judgements and ties them to the map; each is made when it is first asked."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QShortcut

from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.judging.answers import Answers
from isthmus.ui.judging.following import Follower, Work
from isthmus.ui.judging.proposing import Proposing
from isthmus.ui.widgets.toast import Offer

if TYPE_CHECKING:
    from isthmus.analysis.fit import Fit
    from isthmus.model.snapshot import Snapshot
    from isthmus.ui.jobs import Ticket
    from isthmus.ui.judging.candidate import CandidateDialog
    from isthmus.ui.judging.dialog import ReviewDialog
    from isthmus.ui.judging.driving import DrivingDialog
    from isthmus.ui.judging.review import Review
    from isthmus.ui.parts import Parts

_OVERLAP = (
    "Systems that do the same, the most alike first: the smaller could be folded into the larger."
)
_INVOLVEMENT = (
    "Whether IT leads, advises or steps back, by the rules of thumb, and whether it looks after "
    "the system today."
)


_EVERYWHERE = ("undo", "redo", "save", "find")
"""Commands whose keys count in the dialogs as in the window."""


class Judging(QObject):
    """Overlap, who drives it, IT's involvement, and whether a product fits."""

    def __init__(self, parts: "Parts") -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.answers = Answers(parts)
        self._proposing = Proposing(parts)
        self.overlap: ReviewDialog | None = None
        self.driving: DrivingDialog | None = None
        self.involvement: ReviewDialog | None = None
        self.candidate: CandidateDialog | None = None

    def show_overlap(self) -> None:
        """Show which systems could be merged."""
        if self.overlap is None:
            from isthmus.ui.judging.dialog import ReviewDialog  # noqa: PLC0415 - slow to import

            follower = self._follower("Looking for overlap", self._overlap)
            made = ReviewDialog(
                "Overlap", _OVERLAP, follower, self._parts.keeper, self._parts.window
            )
            made.setObjectName("overlap")
            self._tie(made)
            self.overlap = made
        _bring(self.overlap)

    def show_driving(self) -> None:
        """Show what IT and the business say of who drives what."""
        if self.driving is None:
            from isthmus.ui.judging.driving import DrivingDialog  # noqa: PLC0415 - slow to import

            follower = self._follower("Comparing the answers", self._agreement)
            made = DrivingDialog(
                self._parts.session, follower, self._parts.keeper, self._parts.window
            )
            self._tie(made)
            made.ask_wanted.connect(self.answers.ask_where)
            made.take_wanted.connect(self.answers.ask_which)
            made.lens_wanted.connect(lambda: self._colour("agreement", made))
            self.driving = made
        _bring(self.driving)

    def show_involvement(self) -> None:
        """Show where IT leads, advises or steps back."""
        if self.involvement is None:
            from isthmus.ui.judging.dialog import ReviewDialog  # noqa: PLC0415 - slow to import

            follower = self._follower("Judging IT's part", self._involvement)
            made = ReviewDialog(
                "IT's involvement", _INVOLVEMENT, follower, self._parts.keeper, self._parts.window
            )
            made.setObjectName("involvement")
            self._tie(made)
            made.offer(
                "Colour the map by IT's involvement",
                lambda: self._colour("involvement", made),
                "colour",
            )
            self.involvement = made
        _bring(self.involvement)

    def show_candidate(self) -> None:
        """Show what a product would need and bring, before it is bought."""
        if self.candidate is None:
            from isthmus.ui.judging.candidate import CandidateDialog  # noqa: PLC0415 - slow

            parts = self._parts
            made = CandidateDialog(parts.session, parts.jobs, parts.keeper, parts.window)
            made.add_wanted.connect(lambda found: self._plan(found, made))
            made.save_wanted.connect(self._proposing.ask_where)
            self._share_keys(made)
            self.candidate = made
        _bring(self.candidate)

    def _tie(self, dialog: "ReviewDialog") -> None:
        """Let a dialog lead to the map."""
        dialog.go_wanted.connect(lambda ids: self._go(ids, dialog))
        self._share_keys(dialog)

    def _share_keys(self, dialog: PlainDialog) -> None:
        """Let keys of the window that count everywhere count in a dialog too."""
        for action in (self._parts.actions[key] for key in _EVERYWHERE):
            for keys in action.shortcuts():
                QShortcut(keys, dialog, action.trigger)

    # What is worked out, in a thread

    def _follower(self, title: str, work: Work) -> Follower:
        return Follower(title, work, self._parts.session, self._parts.jobs, self)

    def _overlap(self, snapshot: "Snapshot", _: "Ticket") -> "Review":
        from isthmus.ui.judging.overlapwords import overlap_review  # noqa: PLC0415 - slow

        return overlap_review(snapshot, self._parts.session.catalogue)

    def _agreement(self, snapshot: "Snapshot", _: "Ticket") -> "Review":
        from isthmus.ui.judging.drivingwords import driving_review  # noqa: PLC0415 - slow

        return driving_review(snapshot, self._parts.session.catalogue)

    def _involvement(self, snapshot: "Snapshot", _: "Ticket") -> "Review":
        from isthmus.ui.judging.involvementwords import (  # noqa: PLC0415 - slow to import
            involvement_review,
        )

        return involvement_review(snapshot, self._parts.session.catalogue)

    # On the map

    def _go(self, ids: Collection[str], dialog: PlainDialog, words: str = "") -> None:
        """Show systems on the map; the dialog makes room, and can be had back."""
        toast = self._parts.host.toast
        before = toast.buttons
        self._parts.going.to_systems(ids)
        is_told = toast.buttons is not before and toast.is_waiting
        self._make_room(dialog, words, is_told=is_told)

    def _colour(self, lens: str, dialog: PlainDialog) -> None:
        self._parts.canvas.looking.set_lens(lens)
        self._make_room(dialog)

    def _make_room(self, dialog: PlainDialog, words: str = "", *, is_told: bool = False) -> None:
        """Put a dialog that lies over the map out of the way, with a word on how to have it back.

        What the map itself has told of where it led goes first.
        """
        canvas = self._parts.canvas
        over = canvas.rect().translated(canvas.mapToGlobal(canvas.rect().topLeft()))
        if not dialog.frameGeometry().intersects(over):
            return
        dialog.hide()
        canvas.setFocus()
        if not is_told:
            title = dialog.windowTitle()
            back = Offer(f"Back to ‘{title}’" if words else "Back to it", lambda: _bring(dialog))
            self._parts.host.toast.offer(words or f"‘{title}’ is out of the way", back)

    def _plan(self, found: "Fit", dialog: "CandidateDialog") -> None:
        """Plan a candidate on the map, and show it there."""
        if system := self._proposing.plan(found):
            self._go([system], dialog, f"{found.candidate.name} is planned on the map")


def _bring(dialog: PlainDialog) -> None:
    """Show a dialog, or bring it before the window if it is open."""
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
