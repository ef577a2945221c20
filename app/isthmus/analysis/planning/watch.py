"""Who waits for a plan: hears how far it is, may have enough of the looking, or give it all up."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

_TOLD_EVERY = 0.1
"""Seconds between two words on how far it is."""


class Stopped(Exception):  # noqa: N818 - not an error
    """Nobody wants the plan any more."""


class Phase(StrEnum):
    """What is being done, in the order of doing it."""

    CHECKING = "Checking the map"
    WEIGHING = "Weighing the flows that would close each finding"
    BRIDGING = "Weighing the bridges to the islands"
    CHOOSING = "Choosing the cheapest of them"
    STAGING = "Putting the flows into waves"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a plan is."""

    phase: Phase
    done: int = 0
    of: int = 0
    """So many steps in all; 0 where nobody knows."""
    best: int | None = None
    """Tenths of a day of the best plan so far, once there is any."""
    least: int = 0
    """Tenths of a day: no plan takes less."""


class Watch:
    """Asked and told by everything that takes long."""

    def __init__(
        self,
        tell: Callable[[Standing], None] = lambda _: None,
        enough: Callable[[], bool] = lambda: False,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """`enough` ends the looking for something better, `stopped` ends it all."""
        self._tell, self._enough, self._stopped = tell, enough, stopped
        self._told, self._phase = 0.0, ""

    def check(self) -> None:
        """Go on, or raise Stopped where nobody wants the plan any more."""
        if self._stopped():
            raise Stopped

    def is_enough(self) -> bool:
        """Whether the looking for something better is to end."""
        return self._enough() or self._stopped()

    def tell(self, standing: Standing) -> None:
        """Say how far it is, not too often."""
        now = monotonic()
        if standing.phase != self._phase or now - self._told >= _TOLD_EVERY:
            self._told, self._phase = now, standing.phase
            self._tell(standing)

    def chosen(self, best: int, least: int) -> None:
        """Say what the best plan so far takes, and that none takes less than so much."""
        self.tell(Standing(Phase.CHOOSING, best=best, least=least))

    def steps(self, phase: Phase, items: Sequence[T], until: float | None = None) -> Iterator[T]:
        """The items one by one, told of; none is begun once the time (monotonic) has come.

        Raises:
            Stopped: nobody wants the plan any more.
        """
        for number, item in enumerate(items):
            self.check()
            if until is not None and monotonic() >= until:
                return
            self.tell(Standing(phase, number, len(items)))
            yield item
