"""Routes for flows: which sides they leave and enter, how they bend, where their labels stand."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from isthmus.layout.bent import bent_course
from isthmus.layout.candidates import Floats, Ints, Pairs, Prices, Side, Style, Way, ways
from isthmus.layout.geometry import Box, Step, Verb
from isthmus.layout.labels import Room, place_labels
from isthmus.layout.links import Link, Point, Route
from isthmus.layout.obstacles import Obstacles
from isthmus.layout.paths import cubic, rounded
from isthmus.layout.ports import Course, Taken, spread
from isthmus.layout.pulse import SILENT, Pulse
from isthmus.layout.sides import Sides, meeting, sides_of
from isthmus.layout.tracks import draw_apart
from isthmus.layout.untangle import untangled

Between = Callable[[Floats, Floats], Obstacles]
"""Gives the cards between two corners as obstacles."""

_BATCH = 8000
_ROUNDS = 8
"""Flows are routed in so many rounds, each with regard to those before it."""
_FEW = 200
"""Up to so many flows are led again where fewer cross then."""
_CELLS_A_FLOW = 8_000
_REACH = 120.0
"""Routes and their labels leave the rectangle of their ends by no more than this."""


def route(
    links: Sequence[Link],
    boxes: Mapping[str, Box],
    cards: Sides | None = None,
    avoid: Sides | None = None,
    taken: Taken = MappingProxyType({}),
    *,
    between: Between | None = None,
    pulse: Pulse = SILENT,
) -> dict[str, Route]:
    """A route for each link, by its key.

    `boxes` are the cards at the ends of the links, by system. Routes go round `cards`, which are
    those of `boxes` if none are given, and labels keep off these and off what is to be avoided.
    Ends keep off the places on the sides of cards that are `taken`. Who has the cards between two
    corners as obstacles already gives these by `between`. Raises what the listener of the
    pulse raises.
    """
    if not links:
        return {}
    cards = sides_of(boxes.values()) if cards is None else cards
    low, high = _around(links, boxes)
    written = sides_of(()) if avoid is None else avoid[meeting(avoid, low, high)]
    obstacles = between(low, high) if between else Obstacles(cards[meeting(cards, low, high)])
    courses = _all_courses(links, boxes, obstacles, written, pulse.share(0.0, 0.5))
    pulse.beat(0.5)
    draw_apart(courses, np.concatenate([cards, written]), obstacles)
    pulse.beat(0.65)
    spread(courses, boxes, taken)
    pulse.beat(0.75)
    lines = {course.key: _line(course) for course in courses}
    named = {course.key: course for course in courses}
    labels = place_labels(links, named, obstacles, Room(written))
    return {link.key: Route(lines[link.key], *labels.get(link.key, (-1, None))) for link in links}


def _all_courses(
    links: Sequence[Link],
    boxes: Mapping[str, Box],
    obstacles: Obstacles,
    written: Sides,
    pulse: Pulse,
) -> list[Course]:
    """The cheapest way for each link, a batch at a time; better not across what is written."""
    # Few flows on a large raster are a drag: there each round costs more than it gives.
    rounds = _ROUNDS if obstacles.cells < _CELLS_A_FLOW * len(links) else 0
    if rounds:
        middle = (written[:, 1] + written[:, 3]) / 2
        ends = (np.column_stack([x, middle]) for x in (written[:, 0], written[:, 2]))
        obstacles.add_lines(*ends)
    found = {link.key: bent_course(link, boxes) for link in links if link.bends}
    if rounds and found:
        obstacles.add_lines(*_straight_parts(found.values()))
    free = [link for link in links if not link.bends]
    for start in range(0, len(free), _BATCH):
        pulse.beat(start / len(free))
        batch = free[start : start + _BATCH]
        found |= {one.key: one for one in _courses(batch, boxes, obstacles, rounds)}
    courses = [found[link.key] for link in links]
    for rank, course in enumerate(courses):
        course.rank = rank
    return courses


def _straight_parts(courses: Iterable[Course]) -> tuple[Floats, Floats]:
    """Starts and ends of the level and upright parts of courses."""
    pairs = [pair for course in courses for pair in pairwise(course.points)]
    parts = np.array(pairs, dtype=float).reshape(-1, 2, 2)
    parts = parts[(parts[:, 0] == parts[:, 1]).any(axis=1)]
    return parts[:, 0], parts[:, 1]


def _around(links: Sequence[Link], boxes: Mapping[str, Box]) -> tuple[Floats, Floats]:
    """The corners of where routes of the links can run."""
    ends = [boxes[end] for link in links for end in (link.source, link.target)]
    bends = [Box(x, y, 0.0, 0.0) for link in links for x, y in link.bends]
    sides = sides_of([*ends, *bends])
    return sides[:, :2].min(axis=0) - _REACH, sides[:, 2:].max(axis=0) + _REACH


def _courses(
    links: Sequence[Link], boxes: Mapping[str, Box], obstacles: Obstacles, rounds: int
) -> list[Course]:
    # Flows between the same two run side by side, whichever way they lead: as the first of them.
    rows: dict[tuple[str, ...], int] = {}
    row_of = [rows.setdefault(tuple(sorted((n.source, n.target))), len(rows)) for n in links]
    first: dict[int, Link] = {}
    for row, link in zip(row_of, links, strict=True):
        first.setdefault(row, link)
    led = list(first.values())
    pairs = Pairs(
        sides_of([boxes[n.source] for n in led]), sides_of([boxes[n.target] for n in led])
    )
    choices = list(ways(pairs))
    prices = Prices(choices, obstacles)
    if rounds and len(led) <= _FEW:
        taken = untangled(choices, prices.among_lines(), np.bincount(row_of))
    else:
        taken = _chosen(prices, obstacles, rounds)
    best = taken.tolist()
    courses = [
        _course(link, first[row], choices[best[row]], row)
        for row, link in zip(row_of, links, strict=True)
    ]
    _square_up(courses)
    return courses


def _chosen(prices: Prices, obstacles: Obstacles, rounds: int) -> Ints:
    """The cheapest way for each flow: short ones first, and the others with regard to them."""
    alone = prices.alone()
    best: Ints = alone.argmin(axis=0)
    if not rounds:
        return best
    order = np.argsort(alone.min(axis=0), kind="stable")
    for flows in np.array_split(order, min(rounds, len(best))):
        best[flows] = prices.best_among_lines(flows)
        obstacles.add_lines(*prices.lines(best[flows], flows))
    return best


def _square_up(courses: Sequence[Course]) -> None:
    """Gives corners to the curves that leave or enter beside others: those can be put in order."""
    ends = Counter(end for course in courses for end in _bent_ends(course))
    for course in courses:
        if course.style is Style.CURVE and any(ends[end] > 1 for end in _bent_ends(course)):
            course.style = Style.CORNERS
            course.points = _distinct(course.points)


def _bent_ends(course: Course) -> tuple[tuple[str, Side], ...]:
    if course.style is Style.STRAIGHT:
        return ()
    return (course.source, course.leaves), (course.target, course.enters)


def _distinct(points: Sequence[Point]) -> list[Point]:
    """The points without those that repeat the one before."""
    return [p for k, p in enumerate(points) if k == 0 or p != points[k - 1]]


def _course(link: Link, first: Link, way: Way, row: int) -> Course:
    """The course of a link along a way that was found for the first one between its ends."""
    corners = [(x, y) for x, y in way.points[row].tolist()]
    corners = corners[:4] if way.style is Style.CURVE else _distinct(corners)
    leaves, enters = Side(int(way.leaves[row])), Side(int(way.enters[row]))
    if link.source != first.source:
        corners, leaves, enters = corners[::-1], enters, leaves
    return Course(link.key, row, link.source, link.target, way.style, corners, leaves, enters)


def _line(course: Course) -> tuple[Step, ...]:
    points = course.points
    if course.style is Style.CURVE:
        return cubic(points)
    if course.style is Style.STRAIGHT:
        return ((Verb.MOVE, points[0]), (Verb.LINE, points[1]))
    return rounded(points)
