"""Cards on an ellipse: as many as fit, at the angles where they belong, none on another."""

import numpy as np

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH
from isthmus.layout.network import Floats, Ints

_WIDE, _HIGH = CARD_WIDTH + 84.0, CARD_HEIGHT + 86.0
"""What a card takes on a ring with the flows beside it; an ellipse is as much wider than high."""
_GAP = np.array([64.0, 48.0])
"""Least room between two cards."""
_LENGTH = 4 * 2**0.5
"""Cards in a ring of radius 1, measured along the axis in which neighbours are further apart."""
_STEP = 1.25
_GROWTH = 0.12

_FINE = np.linspace(0.0, 1.0, 721)
_SPEED = np.maximum(np.abs(np.sin(2 * np.pi * _FINE)), np.abs(np.cos(2 * np.pi * _FINE)))
_WAY = np.concatenate([[0.0], np.cumsum((_SPEED[1:] + _SPEED[:-1]) / 2)])
_WAY /= _WAY[-1]
"""How much of the ring's length lies before an angle of so many turns."""


def seats(ring: Ints, sizes: Floats, radius: float) -> list[Ints]:
    """A ring's members in one row, or if they are too many in several, one round the other."""
    need = _needs(sizes[ring]).sum()
    first = radius + _STEP
    if need <= _LENGTH * (first + 1.5):
        return [ring]
    rooms = [first]
    while _LENGTH * sum(rooms) < need:
        rooms.append(rooms[-1] + _STEP * 1.1)
    # Each to the row that is emptiest for its room, so that all are filled evenly all round.
    filled = np.zeros(len(rooms))
    rows: list[list[int]] = [[] for _ in rooms]
    for node in ring.tolist():
        row = int(np.argmin((filled + 1) / np.array(rooms)))
        filled[row] += 1
        rows[row].append(node)
    return [np.array(row, dtype=np.int64) for row in rows if row]


def ring_of(
    turns: Floats, sizes: Floats, radius: float, taken: Floats, taken_sizes: Floats
) -> tuple[float, Floats]:
    """The least radius beyond one, and the middles of cards on it near these angles, in order.

    `taken` are the middles of the cards further in, which they must not come too near to.
    """
    needs = _needs(sizes)
    radius = max(radius + _STEP * 0.9, needs.sum() / _LENGTH)
    while True:
        angles = 2 * np.pi * _kept_apart(turns, needs / (_LENGTH * radius))
        at = np.column_stack([np.cos(angles) * _WIDE, np.sin(angles) * _HIGH]) * radius
        if not (_clash(at, sizes, taken, taken_sizes) or _clash(at, sizes, at, sizes, same=True)):
            return radius, at
        radius += _GROWTH


def _needs(sizes: Floats) -> Floats:
    """What each card takes of a ring's length; 1 for one of standard size."""
    spare = np.array([_WIDE - CARD_WIDTH, _HIGH - CARD_HEIGHT])
    needs: Floats = np.maximum(1.0, ((sizes + spare) / (_WIDE, _HIGH)).max(axis=1)) * 1.04
    return needs


def _kept_apart(turns: Floats, shares: Floats) -> Floats:
    """The angles nearest to these (in order) at which each card has its share of the ring."""
    cut = turns[0]
    wanted = (np.interp(turns % 1.0, _FINE, _WAY) - np.interp(cut % 1.0, _FINE, _WAY)) % 1.0
    before = np.cumsum(shares) - shares / 2
    free = max(0.0, 1.0 - shares.sum())
    # What lies between the cards' shares: never less than before, never more than there is.
    gaps = np.maximum.accumulate(wanted - before)
    low = np.minimum.accumulate((wanted - before)[::-1])[::-1]
    slack = np.clip((gaps + low) / 2, 0.0, None)
    slack = np.clip(slack - slack[0], 0.0, free)
    way = (before + slack + np.interp(cut % 1.0, _FINE, _WAY) - shares[0] / 2) % 1.0
    angles: Floats = np.interp(way, _WAY, _FINE)
    return angles


def _clash(
    at: Floats, sizes: Floats, others: Floats, sizes_of: Floats, *, same: bool = False
) -> bool:
    """Whether any card comes nearer than the gap to any of the others."""
    apart = np.abs(at[:, None, :] - others[None, :, :])
    need = (sizes[:, None, :] + sizes_of[None, :, :]) / 2 + _GAP
    near = (apart < need).all(axis=2)
    if same:
        np.fill_diagonal(near, val=False)
    return bool(near.any())
