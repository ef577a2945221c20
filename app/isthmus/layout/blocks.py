"""The order, shapes and width in which blocks make a compact whole, those with ties together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from isthmus.layout.network import Floats, Point, Size
from isthmus.layout.pack import Block, fill
from isthmus.layout.pulse import SILENT, Pulse

_UNIT = 20.0
"""Blocks stand on a grid of so many scene units; a column of cards is a multiple of it."""
_TRIES = 900
_WORK = 9_000
"""At most so many blocks are set down in all tries together."""
_NEARNESS = 1.2
"""What the mean length of the ties counts, beside the size of the whole."""
_BACKWARD = 0.25
"""What a tie to the left costs more, by its length."""
_STRETCHES = (0.75, 0.85, 0.95, 1.05, 1.15, 1.3, 1.5)


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to set blocks down: the order in which, the shape of each, the width to fill."""

    order: tuple[int, ...]
    shapes: tuple[int, ...]
    stretch: float
    """Of the width that a whole of the wanted aspect would have."""


@dataclass(frozen=True, slots=True)
class Room:
    """What is kept between blocks, and how wide the whole shall be to its height."""

    across: float
    down: float
    aspect: float


def chosen(
    options: Sequence[Sequence[Size]], ties: Floats, room: Room, pulse: Pulse = SILENT
) -> Choice:
    """The best choice found among the shapes that each block may take.

    `ties` says how many flows lead from each block to each other one: (n, n).
    """
    count = len(options)
    random = np.random.default_rng(count)
    starts = [Choice(order, (0,) * count, 1.05) for order in _orders(options, ties)]
    priced = [(_price(start, options, ties, room), start) for start in starts]
    lowest, best = min(priced, key=lambda each: each[0])
    for _ in range(min(_TRIES, _WORK // max(1, count)) if count > 1 else 0):
        pulse.beat()
        other = _varied(best, options, random)
        price = _price(other, options, ties, room)
        if price < lowest - 1e-9:
            lowest, best = price, other
    return best


def set_down(choice: Choice, sizes: Sequence[Size], room: Room) -> list[Point]:
    """Corners of the blocks, which have these sizes."""
    blocks = [_block(sizes[k], room) for k in choice.order]
    widest = max(block.columns for block in blocks)
    area = sum(block.columns * _UNIT * block.height for block in blocks)
    columns = max(widest, round((area * room.aspect) ** 0.5 * choice.stretch / _UNIT))
    places, _ = fill(blocks, columns)
    corners: list[Point] = [(0.0, 0.0)] * len(sizes)
    for k, (column, top) in zip(choice.order, places, strict=True):
        corners[k] = column * _UNIT, top
    return corners


def _block(size: Size, room: Room) -> Block:
    return Block(int(-(-(size[0] + room.across) // _UNIT)), size[1] + room.down)


def _orders(options: Sequence[Sequence[Size]], ties: Floats) -> list[tuple[int, ...]]:
    """Orders to begin with: the largest first, and each next to those that it is tied to most."""
    area = np.array([shapes[0][0] * shapes[0][1] for shapes in options])
    by_size = np.argsort(-area, kind="stable")
    both, left = ties + ties.T, list(by_size.tolist())
    chain = [left.pop(0)] if left else []
    while left:
        pull = both[np.ix_(left, chain)].sum(axis=1)
        chain.append(left.pop(int(np.argmax(pull))))
    return [tuple(by_size.tolist()), tuple(chain)]


def _varied(
    choice: Choice, options: Sequence[Sequence[Size]], random: np.random.Generator
) -> Choice:
    """The choice with one thing changed."""
    order, shapes = list(choice.order), list(choice.shapes)
    kind, k = int(random.integers(10)), int(random.integers(len(order)))
    if kind == 0:
        return Choice(choice.order, choice.shapes, _STRETCHES[int(random.integers(7))])
    if kind <= 3 and len(options[k]) > 1:
        shapes[k] = int(random.integers(len(options[k])))
    elif kind <= 6:
        order.insert(int(random.integers(len(order))), order.pop(k))
    else:
        other = int(random.integers(len(order)))
        order[k], order[other] = order[other], order[k]
    return Choice(tuple(order), tuple(shapes), choice.stretch)


def _price(choice: Choice, options: Sequence[Sequence[Size]], ties: Floats, room: Room) -> float:
    """What is to be low: the size of the whole, and the lengths of the ties."""
    sizes = [shapes[k] for shapes, k in zip(options, choice.shapes, strict=True)]
    corners = np.array(set_down(choice, sizes, room))
    extent = np.array(sizes)
    width, height = (corners + extent).max(axis=0).tolist()
    misfit = max(width / room.aspect, height)
    weight = ties.sum()
    if not weight:
        return float(misfit)
    middles = corners + extent / 2
    apart = middles[None, :, :] - middles[:, None, :]
    lengths = np.abs(apart).sum(axis=2) + _BACKWARD * np.maximum(0, -apart[:, :, 0])
    return float(misfit + _NEARNESS * (ties * lengths).sum() / weight)
