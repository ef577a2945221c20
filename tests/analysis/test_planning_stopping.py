"""A plan that is waited for: told of, given up, cut short, in every phase."""

from dataclasses import replace
from threading import Event, Thread
from time import monotonic

import pytest

from isthmus.analysis.planning.needs import LATE
from isthmus.analysis.planning.plan import plan_bridges, plan_on, stage_of
from isthmus.analysis.planning.watch import Phase, Standing, Stopped, Watch
from isthmus.analysis.planning.wishes import Wishes
from isthmus.catalogue.load import load_catalogue
from support.mapmaker import company

CATALOGUE = load_catalogue()
MAP = company(150, 375, CATALOGUE)


def test_every_phase_is_told_in_its_turn_and_closes_in_on_the_best():
    heard: list[Standing] = []
    plan = plan_bridges(MAP, CATALOGUE, watch=Watch(heard.append))
    phases = list(dict.fromkeys(one.phase for one in heard))
    assert phases == list(Phase)
    assert all(0 <= one.done <= one.of or not one.of for one in heard)
    for one in heard:
        if one.best is not None:
            assert one.least <= plan.effort <= one.best


@pytest.mark.parametrize("phase", list(Phase))
def test_it_is_given_up_in_every_phase(phase):
    reached = Event()

    def tell(standing: Standing) -> None:
        if standing.phase is phase:
            reached.set()

    with pytest.raises(Stopped):
        plan_bridges(MAP, CATALOGUE, watch=Watch(tell, stopped=reached.is_set))
    assert reached.is_set()


def test_who_has_enough_of_the_looking_gets_the_best_plan_so_far():
    best = plan_bridges(MAP, CATALOGUE)
    hasty = plan_bridges(MAP, CATALOGUE, watch=Watch(enough=lambda: True))
    assert {f.key for f in hasty.closes} == {f.key for f in best.closes}
    assert hasty.least <= best.effort <= hasty.effort
    assert not hasty.is_best


def test_time_that_is_up_leaves_the_findings_that_were_not_weighed_and_says_so():
    plan = plan_bridges(MAP, CATALOGUE, Wishes(weighing=0))
    assert plan.flows == ()
    assert plan.leaves
    assert {each.reason for each in plan.leaves} == {LATE}
    stage = stage_of(MAP, CATALOGUE, Wishes(weighing=3600), None)
    assert plan_on(stage, stage.ground) == plan_bridges(MAP, CATALOGUE)


def test_the_end_of_time_keeps_the_severest_findings():
    asked: list[int] = []

    class Clock(Watch):
        def steps(self, phase, items, until=None):
            """As if time were up after 20 findings."""
            asked.append(len(items))
            yield from items[:20] if phase is Phase.WEIGHING else items

    plan = plan_bridges(MAP, CATALOGUE, watch=Clock())
    late = [each.finding for each in plan.leaves if each.reason == LATE]
    assert len(late) == asked[0] - 20
    told = [*plan.closes, *(e.finding for e in plan.leaves if e.reason != LATE), *plan.planned]
    assert min(f.severity.rank for f in told) >= max(f.severity.rank for f in late)


@pytest.mark.long
@pytest.mark.parametrize("after", [0.3, 1.0, 3.0, 6.0, 12.0])
def test_a_large_plan_is_given_up_within_a_second(after, capsys):
    snapshot = company(5_000, 12_500, CATALOGUE)
    stopped, phases, ended = Event(), list[Phase](), list[float]()

    def work() -> None:
        try:
            watch = Watch(lambda one: phases.append(one.phase), stopped=stopped.is_set)
            plan_bridges(snapshot, CATALOGUE, replace(Wishes(), seconds=60), watch=watch)
        except Stopped:
            ended.append(monotonic())

    thread = Thread(target=work)
    thread.start()
    thread.join(after)
    stopped.set()
    asked = monotonic()
    thread.join(30)
    assert not thread.is_alive()
    if ended:
        with capsys.disabled():
            print(f"\n{phases[-1]}: given up {(ended[0] - asked) * 1000:.0f} ms after")
        assert ended[0] - asked < 1
