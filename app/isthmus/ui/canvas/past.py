"""Charts as they were, so that undo shows the very same drawing again and leads no flow anew."""

from dataclasses import dataclass

from isthmus.analysis.results import Finding
from isthmus.drawing.chart import Chart
from isthmus.drawing.retouch import Drawn

_KEPT = 24
_KEPT_OF_LARGE = 4
_LARGE = 4000
"""Charts of more flows than this take megabytes each: fewer are kept."""

Place = tuple[str, str]
"""A view, and a position in the history of its map."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A view as it was left."""

    chart: Chart
    drawn: Drawn
    positions: dict[str, tuple[float, float]]
    finding: Finding | None


class Past:
    """The last charts of a map, by view and position in its history."""

    def __init__(self) -> None:
        """Nothing is remembered yet."""
        self._kept: dict[Place, Kept] = {}

    def keep(self, place: Place, kept: Kept) -> None:
        """Remember a chart; the oldest ones are forgotten."""
        self._kept.pop(place, None)
        self._kept[place] = kept
        most = _KEPT_OF_LARGE if len(kept.chart.flows) > _LARGE else _KEPT
        for old in list(self._kept)[:-most]:
            del self._kept[old]

    def recall(self, place: Place) -> Kept | None:
        """The chart at that place, if it is remembered."""
        return self._kept.get(place)

    def clear(self) -> None:
        """Forget all: the map is another one."""
        self._kept.clear()
