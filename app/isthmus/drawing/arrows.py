"""Arrow heads at the ends of a path, and the path drawn back from under them."""

from math import hypot

from isthmus.layout.geometry import Step, Verb

HEAD = 9.0
_HALF = 4.2
_GAP = 1.5
"""From the tip to the card's edge."""

Point = tuple[float, float]


def arrow_head(steps: tuple[Step, ...], *, at_start: bool = False) -> tuple[Step, ...]:
    """A triangle whose tip stands at the end (or start) of the path and points along it."""
    (x, y), (dx, dy) = _end(steps, at_start=at_start)
    tip = (x - dx * _GAP, y - dy * _GAP)
    back = (tip[0] - dx * HEAD, tip[1] - dy * HEAD)
    return (
        (Verb.MOVE, tip),
        (Verb.LINE, (back[0] - dy * _HALF, back[1] + dx * _HALF)),
        (Verb.LINE, (back[0] + dy * _HALF, back[1] - dx * _HALF)),
        (Verb.CLOSE, ()),
    )


def shaft(steps: tuple[Step, ...], *, two_way: bool = False) -> tuple[Step, ...]:
    """The path, ending inside the arrow head rather than at its tip."""
    cut = list(steps)
    pull = _GAP + HEAD - 1
    (_, (dx, dy)) = _end(steps, at_start=False)
    cut[-1] = _pulled_end(cut[-1], -dx * pull, -dy * pull)
    if two_way:
        (x, y), (dx, dy) = _end(steps, at_start=True)
        cut[0] = (Verb.MOVE, (x - dx * pull, y - dy * pull))
        verb, numbers = cut[1]
        if verb is Verb.CUBIC:
            moved = (numbers[0] - dx * pull, numbers[1] - dy * pull)
            cut[1] = (verb, moved + numbers[2:])
    return tuple(cut)


def _pulled_end(step: Step, dx: float, dy: float) -> Step:
    verb, numbers = step
    end = (numbers[-2] + dx, numbers[-1] + dy)
    if verb is Verb.CUBIC:
        return verb, (*numbers[:2], numbers[2] + dx, numbers[3] + dy, *end)
    return verb, end


def _end(steps: tuple[Step, ...], *, at_start: bool) -> tuple[Point, Point]:
    """An end of the path and the unit vector that points out of it there."""
    points = [(n[i], n[i + 1]) for _, n in steps for i in range(0, len(n), 2)]
    if at_start:
        points.reverse()
    x, y = points[-1]
    for px, py in reversed(points[:-1]):
        length = hypot(x - px, y - py)
        if length > 1e-6:
            return (x, y), ((x - px) / length, (y - py) / length)
    return (x, y), (1.0, 0.0)
