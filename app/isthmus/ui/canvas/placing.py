"""Where names go when they keep their size: none over another, the most important first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Frame = tuple[float, float, float, float]
"""Left, top, right and bottom, in screen pixels from the scene's origin."""

_CELL = 96.0
_FINE = 6.0
_MOST_CELLS = 600_000


class Taken:
    """Frames that are taken, found by the squares that they lie in."""

    def __init__(self) -> None:
        """Nothing is taken."""
        self._squares: dict[tuple[int, int], list[Frame]] = {}

    def is_free(self, frame: Frame, gap: float = 0.0) -> bool:
        """Whether nothing taken lies nearer than `gap` to the frame."""
        left, top, right, bottom = grown(frame, gap)
        return not any(
            other[0] < right and left < other[2] and other[1] < bottom and top < other[3]
            for square in _squares((left, top, right, bottom))
            for other in self._squares.get(square, ())
        )

    def take(self, frame: Frame) -> None:
        """Take that frame."""
        for square in _squares(frame):
            self._squares.setdefault(square, []).append(frame)


def grown(frame: Frame, margin: float) -> Frame:
    """The frame with a margin."""
    left, top, right, bottom = frame
    return left - margin, top - margin, right + margin, bottom + margin


def _squares(frame: Frame) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = (int(side // _CELL) for side in frame)
    return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))


class Covered:
    """What cards cover, in small squares: asked for thousands of frames."""

    def __init__(self, frames: npt.NDArray[np.float64]) -> None:
        """`frames` are those of the cards, row by row."""
        self._sums = np.zeros((1, 1), dtype=np.int64)
        self._low, self._fine = np.zeros(2), _FINE
        if len(frames):
            self._count(frames)

    def _count(self, frames: npt.NDArray[np.float64]) -> None:
        low, high = frames[:, :2].min(axis=0), frames[:, 2:].max(axis=0)
        fine = max(_FINE, float(np.sqrt(np.prod(np.maximum(high - low, 1.0)) / _MOST_CELLS)))
        first = np.floor((frames[:, :2] - low) / fine).astype(np.int64)
        last = np.floor((frames[:, 2:] - low) / fine).astype(np.int64) + 1
        columns, rows = last.max(axis=0) + 1
        edges = np.zeros((rows + 1, columns + 1), dtype=np.int64)
        np.add.at(edges, (first[:, 1], first[:, 0]), 1)
        np.add.at(edges, (last[:, 1], last[:, 0]), 1)
        np.add.at(edges, (first[:, 1], last[:, 0]), -1)
        np.add.at(edges, (last[:, 1], first[:, 0]), -1)
        covered = edges.cumsum(axis=0).cumsum(axis=1) > 0
        self._sums = np.pad(covered.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        self._low, self._fine = low, fine

    def is_free(self, frame: Frame) -> bool:
        """Whether no card lies in any of the squares that the frame touches."""
        rows, columns = self._sums.shape
        left, top = (int((side - low) // self._fine) for side, low in self._from(frame[:2]))
        right, bottom = (int((side - low) // self._fine) + 1 for side, low in self._from(frame[2:]))
        left, right = min(max(left, 0), columns - 1), min(max(right, 0), columns - 1)
        top, bottom = min(max(top, 0), rows - 1), min(max(bottom, 0), rows - 1)
        sums = self._sums
        inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return bool(inside == 0)

    def _from(self, corner: Sequence[float]) -> Iterator[tuple[float, float]]:
        return zip(corner, self._low.tolist(), strict=True)


@dataclass(frozen=True, slots=True)
class Offer:
    """A place for one of the words that may name a thing."""

    number: int
    """Which of its words: 0 for the most telling."""
    frame: Frame
    over_cards: bool = False
    """It stands on a plate of its own, which may hide cards."""


def place(
    wishes: Iterable[tuple[str, Sequence[Offer]]], covered: Covered, taken: Taken, gap: float
) -> dict[str, Offer]:
    """The first offer of each wish that is free; wishes come with the most important first."""
    found = {}
    for key, offers in wishes:
        for offer in offers:
            if not (offer.over_cards or covered.is_free(offer.frame)):
                continue
            if taken.is_free(offer.frame, gap):
                found[key] = offer
                taken.take(offer.frame)
                break
    return found
