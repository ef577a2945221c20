"""Point to point against a hub: the same findings closed in ways that an architect may prefer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from isthmus.analysis.planning.ground import Ground, Pair
from isthmus.analysis.planning.plan import Stage, laid_out, plan_on
from isthmus.analysis.planning.results import TENTHS, Plan
from isthmus.analysis.planning.trial import with_system
from isthmus.analysis.planning.watch import Watch
from isthmus.model.records import Lifecycle, System

_TRIED = 3
"""So many hubs of the map are tried for the best of them."""
_NEW_HUB = System(
    id="plan-hub",
    name="a new integration platform",
    category="integration-platform",
    lifecycle=Lifecycle.LIVE,
)


@dataclass(frozen=True, slots=True)
class Variant:
    """What a plan of one style takes."""

    name: str
    """'Direct flows only', 'Over MuleSoft', 'Over a new integration platform'."""
    effort: int
    """Tenths of a day, the setting up included."""
    setup: int
    flows: int
    closes: int
    leaves: int
    """Chosen findings that it does not close."""
    is_best: bool
    """It is proven that no plan of this style takes less."""


def compared(
    stage: Stage, hub: str | None = None, watch: Watch | None = None
) -> tuple[Variant, ...]:
    """Direct flows only; over one hub that is there; over an integration platform to be bought.

    `hub` is the id of the hub to be taken; None for the best of those most tied in. Transfers by
    hand that are to go by themselves do so directly in each of them.

    Raises:
        Stopped: the watch says that nobody wants it any more.
    """
    variants = [_variant("Direct flows only", plan_on(stage, _direct(stage), watch))]
    if existing := list(_over_existing(stage, hub, watch)):
        variants.append(min(existing, key=lambda each: (each.leaves, each.effort)))
    return (*variants, _over_new(stage, watch))


def _variant(name: str, plan: Plan, setup: int = 0) -> Variant:
    is_best, flows = plan.is_best, len(plan.flows)
    return Variant(
        name, plan.effort + setup, setup, flows, len(plan.closes), len(plan.leaves), is_best
    )


def _direct(stage: Stage) -> Ground:
    """A flow to or from a hub is weighed only where a finding names it."""
    live = stage.ground.live
    named = {
        (live.number[flow.source], live.number[flow.target])
        for finding in stage.chosen
        for flow in finding.closes_with
    }

    def admits(pair: Pair) -> bool:
        at_hub = live.hub[pair[0]] or live.hub[pair[1]]
        return not at_hub or pair in named or pair in stage.ground.by_hand

    return stage.ground.only(admits)


def _over_existing(stage: Stage, hub: str | None, watch: Watch | None) -> Iterator[Variant]:
    live = stage.ground.live
    hubs = stage.ground.hubs[:_TRIED] if hub is None else [live.number[hub]]
    for number in hubs:
        extra = (live.systems[number].id,)
        ground = laid_out(stage.base, stage.catalogue, stage.wishes, stage.as_of, extra)
        yield _variant(f"Over {live.name(number)}", plan_on(stage, _over(ground, extra[0]), watch))


def _over_new(stage: Stage, watch: Watch | None) -> Variant:
    base = with_system(stage.base, _NEW_HUB)
    ground = laid_out(base, stage.catalogue, stage.wishes, stage.as_of, (_NEW_HUB.id,))
    plan = plan_on(replace(stage, base=base), _over(ground, _NEW_HUB.id), watch)
    setup = int(stage.wishes.efforts.new_hub * TENTHS) if plan.flows else 0
    return _variant(f"Over {_NEW_HUB.name}", plan, setup)


def _over(ground: Ground, hub: str) -> Ground:
    """Only flows to and from one hub are weighed, and the making automatic of those by hand."""
    number = ground.live.number[hub]
    return ground.only(lambda pair: number in pair or pair in ground.by_hand)
