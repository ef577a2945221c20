"""Working plans out, beside the window; choosing what they close; adopting them."""

from dataclasses import replace
from datetime import date
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from isthmus.analysis.planning.results import PlannedFlow
from isthmus.analysis.planning.terms import Terms, terms_of
from isthmus.analysis.planning.watch import Phase, Standing
from isthmus.analysis.planning.wishes import Wishes, chosen_of
from isthmus.analysis.results import ProposedFlow
from isthmus.model.changes import ChangeSet
from isthmus.model.errors import UserError
from isthmus.ui.jobs import Job, JobRunner
from isthmus.ui.planning.choosing import ChooseFindings
from isthmus.ui.planning.making import Asked, Made, compare, make
from isthmus.ui.planning.panel import PlanPanel
from isthmus.ui.planning.sight import PlanSight
from isthmus.ui.planning.words import many
from isthmus.ui.session import Session
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.toast import Offer
from isthmus.workspace import edits
from isthmus.workspace.edits.resolving import counted

QUICK = 1.0
"""Seconds: a plan that took no longer is worked out again by itself when the map changes."""
COMPARED = 5.0
"""Seconds: with one that took no longer, other ways are compared by themselves."""
_REST = 400
"""Milliseconds that the hand rests before that."""

_CHANGED = "The map has changed since this plan was worked out."
_OTHERWISE = "This plan was worked out for another goal, or within other limits."
_CANCELLED = "Cancelled: there is no plan."
_AGAIN = "Work it out again"


class PlanDesk(QObject):
    """Ties the plan panel to the solver and to the map."""

    told = Signal(str, object)
    """Something was done: a word, and the Offer to undo it."""
    _heard = Signal(object, object)

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        panel: PlanPanel,
        sight: PlanSight,
        keeper: ThemeKeeper,
    ) -> None:
        super().__init__(panel)
        self._session, self._jobs, self._panel = session, jobs, panel
        self.sight, self._keeper = sight, keeper
        self._wishes = Wishes()
        self._asked: Asked | None = None
        self._made: Made | None = None
        self._job: Job | None = None
        self._comparing: Job | None = None
        self._enough = Event()
        self._standing = Standing(Phase.CHECKING)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.work_out)
        self._wire()

    def _wire(self) -> None:
        panel, session = self._panel, self._session
        panel.wanted.connect(self.work_out)
        panel.progress.stopped.connect(self._stop)
        panel.adopted.connect(self._adopt)
        panel.goal.changed.connect(self._choose_goal)
        panel.goal.choosing.connect(self._choose_findings)
        panel.goal.freed.connect(self._free_all)
        panel.limits.committed.connect(self._set_terms)
        panel.result.list.asked.connect(self._about_flow)
        panel.result.compare_wanted.connect(self._compare)
        self._heard.connect(self._hear)
        session.changed.connect(self._changed)
        session.analysed.connect(self._show_goal)
        session.replaced.connect(self._replaced)

    # What is asked for

    @property
    def made(self) -> Made | None:
        """The plan that was made last."""
        return self._made

    def _full_wishes(self) -> Wishes:
        """The goal, within what the map says that its plans keep to."""
        terms = terms_of(self._session.snapshot)
        return replace(
            self._wishes,
            budgets=terms.budgets,
            per_wave=terms.per_wave,
            seconds=terms.seconds,
            weighing=terms.seconds,
            efforts=terms.efforts,
        )

    def _show_goal(self) -> None:
        analysis, wishes = self._session.analysis, self._wishes
        chosen = chosen_of(analysis, wishes) if analysis else None
        self._panel.goal.show_goal(chosen, wishes)
        self._panel.enable(on=bool(chosen or wishes.required))
        self._panel.goal.choose.setEnabled(bool(chosen or wishes.without))
        if self._asked is None and chosen is not None:
            self._panel.teach(
                has_systems=bool(self._session.snapshot.systems), has_goal=bool(chosen)
            )

    def _choose_goal(self) -> None:
        goal = self._panel.goal.wishes()
        self._wish(replace(self._wishes, least=goal.least, islands=goal.islands))

    def _wish(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._show_goal()
        self._look()

    def _choose_findings(self) -> None:
        session = self._session
        if session.analysis is None:
            return
        findings = chosen_of(session.analysis, replace(self._wishes, without=frozenset()))
        offered, without = {finding.key for finding in findings}, self._wishes.without

        def chosen(spared: frozenset[str]) -> None:
            self._wish(replace(self._wishes, without=(without - offered) | spared))

        systems, over = session.snapshot.systems, self._panel.window()
        ChooseFindings(findings, systems, without, self._keeper, over).ask(chosen)

    def _set_terms(self, terms: Terms) -> None:
        self._session.edit(edits.set_plan_terms, terms)

    def _show_terms(self) -> None:
        snapshot = self._session.snapshot
        names = sorted({one.name for one in snapshot.departments.values()}, key=str.casefold)
        self._panel.limits.show_terms(terms_of(snapshot), names)

    def _about_flow(self, word: str, about: object) -> None:
        deeds = {"strike": self._strike, "keep": self._keep, "free": self._free}
        if isinstance(about, PlannedFlow):
            deeds[word](about)

    def _strike(self, flow: PlannedFlow) -> None:
        """Work the plan out without this flow."""
        self._drop_required(flow)
        forbidden = self._wishes.forbidden | {(flow.source, flow.target)}
        self._wishes = replace(self._wishes, forbidden=forbidden)
        self.work_out()

    def _keep(self, flow: PlannedFlow) -> None:
        """Require this flow: the plan has it, so that it stays what it is."""
        kept = ProposedFlow(flow.source, flow.target, flow.data_objects)
        self._wishes = replace(self._wishes, required=(*self._wishes.required, kept))
        self._show_goal()
        if self._made is not None:
            asked = self._asked = replace(self._made.asked, wishes=self._full_wishes())
            stage = replace(self._made.stage, wishes=asked.wishes)
            self._made = replace(self._made, asked=asked, stage=stage)
            self._panel.result.show_kept(self._made)

    def _free(self, flow: PlannedFlow) -> None:
        """Require this flow no longer."""
        self._drop_required(flow)
        self.work_out()

    def _drop_required(self, flow: PlannedFlow) -> None:
        pair = flow.source, flow.target
        rest = (one for one in self._wishes.required if (one.source, one.target) != pair)
        self._wishes = replace(self._wishes, required=tuple(rest))

    def _free_all(self) -> None:
        """Nothing is left alone, struck out or kept."""
        wishes = Wishes(least=self._wishes.least, islands=self._wishes.islands)
        had_plan, self._wishes = self._asked is not None, wishes
        self._show_goal()
        if had_plan:
            self.work_out()

    # Working it out

    def work_out(self) -> None:
        """Work the plan out in a thread."""
        self._again.stop()
        self._panel.finish()
        self._drop_jobs()
        self._show_goal()
        if not self._session.snapshot.systems:
            return
        session, enough = self._session, Event()
        asked = Asked(session.snapshot, session.catalogue, self._full_wishes())
        self._asked, self._enough = asked, enough
        self._panel.show_progress()
        self._job = self._jobs.run(
            "Working out the plan",
            lambda ticket: make(asked, ticket, enough, lambda one: self._heard.emit(enough, one)),
            self._take,
            self._failed,
        )
        self._job.cancelled.connect(self._cancelled)

    def _hear(self, enough: Event, standing: Standing) -> None:
        if self._job is not None and enough is self._enough:
            self._standing = standing
            self._panel.progress.show_standing(standing)

    def _stop(self) -> None:
        """End it: where the cheapest is being chosen, with the best so far."""
        if self._standing.phase is Phase.CHOOSING:
            self._enough.set()
        elif self._job is not None:
            self._job.cancel()

    def _take(self, made: Made) -> None:
        self._job = None
        if made.asked is self._asked:
            self._made = made
            self._show_made(made)

    def _show_made(self, made: Made) -> None:
        self._panel.show_plan(made)
        if made.seconds <= COMPARED:
            self._compare()

    def _failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, UserError):
            self._panel.show_message(str(error), _AGAIN)
            return
        words = "The plan could not be worked out. Your work is not affected."
        self._panel.show_message(words, _AGAIN)
        raise error

    def _cancelled(self) -> None:
        self._job = None
        self._asked = None
        if self._made is not None and self._holds(self._made.asked):
            self._asked = self._made.asked
            self._show_made(self._made)
        else:
            self._panel.show_message(_CANCELLED, _AGAIN)

    def _drop_jobs(self) -> None:
        """Nobody wants the results of what is at work."""
        jobs, self._job, self._comparing = (self._job, self._comparing), None, None
        for job in jobs:
            if job is not None:
                job.cancelled.disconnect()
                job.cancel()

    # Other ways

    def _compare(self) -> None:
        made = self._made
        if made is None or not made.plan.flows:
            return
        self._panel.show_variants(None)
        self._comparing = self._jobs.run(
            "Comparing with other ways",
            lambda ticket: compare(made, ticket),
            self._take_variants,
            self._failed_to_compare,
        )
        self._comparing.cancelled.connect(self._give_up_comparing)

    def _take_variants(self, variants: object) -> None:
        self._comparing = None
        if isinstance(variants, tuple):
            self._panel.show_variants(variants)

    def _failed_to_compare(self, error: Exception) -> None:
        self._give_up_comparing()
        if not isinstance(error, UserError):
            raise error

    def _give_up_comparing(self) -> None:
        self._comparing = None
        self._panel.show_variants(())

    # The map changes

    def _holds(self, asked: Asked) -> bool:
        return asked.holds_for(self._session.snapshot, self._full_wishes())

    def _changed(self, change: ChangeSet) -> None:
        if change.touches(("settings", "departments")):
            self._show_terms()
        self._look()

    def _look(self) -> None:
        """What was worked out holds for the map as it stands, or is not shown any more."""
        made = self._made
        if made is not None and self._holds(made.asked):
            self._come_back(made)
        elif self._asked is not None and not self._holds(self._asked):
            self._put_away(self._asked)

    def _come_back(self, made: Made) -> None:
        """A plan that was put away holds again, after an undo."""
        if self._asked is not made.asked or not self._panel.has_plan:
            self._again.stop()
            self._drop_jobs()
            self._asked = made.asked
            self._show_made(made)

    def _put_away(self, asked: Asked) -> None:
        self._drop_jobs()
        # at the next turn, when the canvas has followed the change itself
        QTimer.singleShot(0, self.sight, self.sight.clear)
        same_goal = asked.wishes == self._full_wishes()
        self._panel.show_message(_CHANGED if same_goal else _OTHERWISE, _AGAIN)
        made = self._made
        if made is not None and made.seconds <= QUICK and self._panel.isVisible():
            self._again.start(_REST)

    def _replaced(self) -> None:
        """Another map is open."""
        self._again.stop()
        self._drop_jobs()
        self.sight.clear()
        self._wishes, self._asked, self._made = Wishes(), None, None
        self._panel.goal.reset()
        self._panel.show_limits(on=False)
        self._show_terms()
        self._show_goal()
        self._panel.teach(has_systems=bool(self._session.snapshot.systems), has_goal=True)

    # Adopting

    def adopt(self) -> None:
        """Adopt the waves that are ticked, if there is a plan."""
        made = self._made
        if made is not None and self._panel.has_plan and made.plan.flows:
            self._panel.ask_to_adopt()
        else:
            self._session.refused.emit("There is no plan yet: work it out first.")

    def _adopt(self, waves: frozenset[int], start: date, weeks: int) -> None:
        session, made = self._session, self._made
        if made is None or not self._holds(made.asked):
            return
        number = len(session.snapshot.flows)
        catalogue = session.catalogue
        if session.edit(edits.adopt_plan, made.plan, start, weeks, catalogue, waves=waves):
            added = many(len(session.snapshot.flows) - number, "planned flow")
            words = f"Added {added} in {counted(len(waves), 'wave')}"
            self._panel.show_message(f"{words}.", "Work out what is left")
            position = session.document.position
            self.told.emit(words, Offer("Undo", lambda: self._undo(position)))

    def _undo(self, position: str) -> None:
        """Take the adoption back, unless something else was done since."""
        if self._session.document.position == position:
            self._session.document.undo()
        else:
            self._session.refused.emit("Something else was done since: undo that first.")
