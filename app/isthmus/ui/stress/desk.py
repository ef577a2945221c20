"""The stress test: what is chosen to fail, worked out beside the window, shown on the map."""

from collections.abc import Collection, Iterable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from isthmus.model.changes import ChangeSet, Facet
from isthmus.ui.canvas.struck import Struck
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.going import Going
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.latest import Latest
from isthmus.ui.session import Session
from isthmus.ui.stress.outcome import Outcome, Tester
from isthmus.ui.stress.sight import StressSight
from isthmus.ui.widgets.rows import Row

_WEIGHS = Facet.TOPOLOGY | Facet.ATTRIBUTES
_REST = 150
"""Milliseconds after an edit until its test is worked out again."""
_ASK = "What if something fails? Click systems and flows on the map, or choose a weak point."
_AT_WORK = "Working out what falls…"
_CHANGED = "The map has changed since. Working out again what falls…"
_STOPPED = "Stopped before it was known what falls. Press F7 to work it out again."
_SEEKING = "Looking for weak points…"


class StressDesk(QObject):
    """Ties the bar of the test to the canvas and the map; nothing of the map is changed by it."""

    changed = Signal()
    """The test began or ended."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        canvas: MapCanvas,
        sight: StressSight,
        going: Going,
    ) -> None:
        super().__init__(sight.bar)
        self._session, self._canvas, self.sight, self._going = session, canvas, sight, going
        self._tester = Tester(session.catalogue)
        self._latest = Latest(jobs, "Working out what falls", self)
        self._failed: tuple[str, ...] = ()
        self._day: date | None = None
        self._weak = False
        self._before: frozenset[str] = frozenset()
        self._outcome: Outcome | None = None
        self._again = QTimer(self, interval=_REST)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._work)
        self._wire()

    def _wire(self) -> None:
        sight, stage, session = self.sight, self._canvas.stage, self._session
        bar = sight.bar
        bar.left.connect(self.end)
        bar.dropped.connect(lambda ident: self.toggle((ident,)))
        bar.moment.connect(self._set_day)
        bar.day_wanted.connect(self._suggest_day)
        bar.weak_wanted.connect(self._show_weak)
        sight.panel.opened.connect(self._open)
        sight.panel.left.connect(self.end)
        stage.test_wanted.connect(self.begin)
        stage.test_left.connect(self.end)
        stage.fail_wanted.connect(self.toggle)
        self._canvas.tool_changed.connect(self._tool_changed)
        session.changed.connect(self._follow)
        session.replaced.connect(self._drop)
        self._latest.stopped.connect(lambda: sight.wait(_STOPPED))

    @property
    def is_on(self) -> bool:
        """Whether a test is on."""
        return self._canvas.stage.testing

    @property
    def failed(self) -> tuple[str, ...]:
        """Ids of the systems and flows that fail, as they were chosen."""
        return self._failed

    @property
    def outcome(self) -> Outcome | None:
        """What falls; None while that is not known."""
        return self._outcome

    # Beginning and ending

    def begin(self) -> None:
        """Let what is selected fail; with nothing selected, show the weak points."""
        chosen = self._meant(self._canvas.selection())
        self._open_bar()
        self._failed = tuple(dict.fromkeys((*self._failed, *chosen)))
        self._weak = not self._failed
        self._work()

    def weak_points(self) -> None:
        """Show what cuts most off where it fails."""
        self._open_bar()
        self._show_weak(on=True)

    def _open_bar(self) -> None:
        if self.is_on:
            return
        self._before = self._canvas.selection()
        self._canvas.set_tool(Tool.SELECT)
        self._canvas.select(())
        self._canvas.stage.testing = True
        self.sight.open()
        self.changed.emit()

    def end(self) -> None:
        """Show everything as it was before."""
        if self.is_on:
            before = self._before
            self._drop()
            self._canvas.select(before)
            self._canvas.setFocus()

    def _drop(self) -> None:
        """Forget the test."""
        self._again.stop()
        self._latest.drop()
        self._failed, self._day, self._weak, self._outcome = (), None, False, None
        if self.is_on:
            self._canvas.stage.testing = False
            self._canvas.stage.board.show_struck(None)
            self.sight.close()
            self.changed.emit()

    def _tool_changed(self, tool: Tool) -> None:
        if tool is not Tool.SELECT:
            self.end()

    # What fails, and when

    def toggle(self, ids: Collection[str]) -> None:
        """Let these fail too; those of them that do already stand again."""
        meant = self._meant(ids)
        if not meant:
            return
        if set(meant) <= set(self._failed):
            self._failed = tuple(one for one in self._failed if one not in meant)
        else:
            self._failed = tuple(dict.fromkeys((*self._failed, *meant)))
        self._weak = not self._failed
        self._work()

    def _meant(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Systems and flows; in place of a box or a line for several, those, by name."""
        chart, snapshot = self._canvas.stage.board.chart, self._session.snapshot
        home = chart.fold.home if chart.fold else {}
        wanted = set(ids)
        wanted |= {system for system, box in home.items() if box in wanted}
        wanted |= {flow for one in tuple(wanted) for flow in chart.rolled(one)}
        known = [one for one in wanted if one in snapshot.systems or one in snapshot.flows]
        return tuple(sorted(known, key=lambda one: (self._name(one), one)))

    def _name(self, ident: str) -> str:
        snapshot = self._session.snapshot
        flow = snapshot.flows.get(ident)
        if flow is None:
            return snapshot.systems[ident].name
        arrow = "↔" if flow.two_way else "→"
        return f" {arrow} ".join(snapshot.systems[end].name for end in (flow.source, flow.target))

    def _set_day(self, day: date | None) -> None:
        if day != self._day or self._outcome is None:
            self._day = day
            self._work()
        self.sight.bar.show_moment(day)

    def _suggest_day(self) -> None:
        """The day on which the first of them ends anyway, else today."""
        systems = self._session.snapshot.systems
        today = date.today()  # noqa: DTZ011 - the day at the user's desk
        ends = [systems[one].end_of_life for one in self._failed if one in systems]
        day = next((end for end in ends if end is not None and end >= today), today)
        self.sight.bar.show_moment(day, asks=True)
        self._set_day(self._day or day)

    def _show_weak(self, on: bool) -> None:  # noqa: FBT001 - a signal's
        self._weak = on or not self._failed
        self._work()

    def _open(self, row: Row) -> None:
        """Go to what a row is about, or test it."""
        if not row.tests:
            self._going.to_records(row.ids)
            return
        self._failed, self._weak = row.ids, False
        self._work()
        self._canvas.reveal(row.ids)
        self._canvas.setFocus()

    # Working it out

    def _follow(self, change: ChangeSet) -> None:
        """The map is another one: what was worked out holds no more."""
        if self.is_on and change.facets() & _WEIGHS:
            known = self._session.snapshot
            self._failed = tuple(i for i in self._failed if i in known.systems or i in known.flows)
            self._await(_SEEKING if self._weak else _CHANGED)
            self._again.start()

    def _work(self) -> None:
        if not self.is_on:
            return
        self._again.stop()
        self.sight.bar.show_failing([(ident, self._name(ident)) for ident in self._failed])
        if self._weak or not self._failed:
            self._seek()
        else:
            self._test()

    def _await(self, words: str) -> None:
        """Nothing is known for now but what was chosen."""
        self._outcome = None
        self._latest.drop()
        stage = self._canvas.stage
        # the rest goes on fading as it did: painting all of it twice would only hold up the answer
        stage.board.struck = Struck(frozenset(self._failed), self._day is not None)
        stage.dirty.emit()
        self.sight.wait(words)

    def _test(self) -> None:
        self._await(_AT_WORK)
        snapshot, tester = self._session.snapshot, self._tester
        failed, day = self._failed, self._day

        def work(ticket: Ticket) -> Outcome:
            ticket.check()
            return tester.test(snapshot, failed, day, ticket.progress)

        self._latest.ask(work, self._show)

    def _show(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._canvas.stage.board.show_struck(outcome.struck)
        self.sight.show(outcome.summary, outcome.rows, weak=False)

    def _seek(self) -> None:
        self._await(_SEEKING)
        snapshot, catalogue = self._session.snapshot, self._session.catalogue

        def work(ticket: Ticket) -> tuple[Row, ...]:
            from isthmus.ui.stress.weakness import weak_points  # noqa: PLC0415 - loads NetworkX

            return weak_points(snapshot, catalogue, ticket.progress)

        self._latest.ask(work, self._show_points)

    def _show_points(self, rows: tuple[Row, ...]) -> None:
        self._canvas.stage.board.show_struck(Struck(frozenset(self._failed), self._day is not None))
        self.sight.show(_ASK, rows, weak=True)
