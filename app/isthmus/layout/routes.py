"""Routes for flows: which sides they leave and enter, how they bend, where their labels stand."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from isthmus.layout.candidates import Floats, Pairs, Side, Style, Way, price, ways
from isthmus.layout.geometry import Box, Step, Verb
from isthmus.layout.labels import Taken, place_labels
from isthmus.layout.links import Link, Route
from isthmus.layout.obstacles import Obstacles
from isthmus.layout.paths import cubic, rounded
from isthmus.layout.ports import Course, spread
from isthmus.layout.tracks import draw_apart

_BATCH = 4000


def route(
    links: Sequence[Link], boxes: Mapping[str, Box], avoid: Collection[Box] = ()
) -> dict[str, Route]:
    """A route for each link, by its key.

    `boxes` are all cards, by system; labels stay clear of them and of the boxes to `avoid`.
    """
    if not links:
        return {}
    area = _around(links, boxes)
    obstacles = Obstacles([box for box in boxes.values() if _meet(box, area)])
    courses: list[Course] = []
    for start in range(0, len(links), _BATCH):
        courses.extend(_courses(links[start : start + _BATCH], boxes, obstacles))
    spread(courses, boxes)
    draw_apart(courses)
    lines = {course.key: _line(course) for course in courses}
    taken = Taken(box for box in avoid if _meet(box, area))
    labels = place_labels(links, lines, obstacles, taken)
    return {link.key: Route(lines[link.key], *labels.get(link.key, (-1, None))) for link in links}


def _around(links: Sequence[Link], boxes: Mapping[str, Box]) -> Box:
    """Where routes of the links can run."""
    ends = [boxes[end] for link in links for end in (link.source, link.target)]
    left, top = min(box.x for box in ends), min(box.y for box in ends)
    right, bottom = max(box.right for box in ends), max(box.bottom for box in ends)
    return Box(left, top, right - left, bottom - top).grown(120.0)


def _meet(a: Box, b: Box) -> bool:
    return a.x <= b.right and b.x <= a.right and a.y <= b.bottom and b.y <= a.bottom


def _courses(links: Sequence[Link], boxes: Mapping[str, Box], obstacles: Obstacles) -> list[Course]:
    """The cheapest way for each link."""
    pairs = Pairs(
        _sides([boxes[n.source] for n in links]), _sides([boxes[n.target] for n in links])
    )
    choices = list(ways(pairs))
    prices = np.stack([price(way, obstacles) for way in choices])
    best = prices.argmin(axis=0).tolist()
    return [_course(link, choices[best[k]], k) for k, link in enumerate(links)]


def _sides(boxes: Sequence[Box]) -> Floats:
    return np.array([(box.x, box.y, box.right, box.bottom) for box in boxes])


def _course(link: Link, way: Way, k: int) -> Course:
    corners = [(x, y) for x, y in way.points[k].tolist()]
    if way.style is Style.CURVE:
        corners = corners[:4]
    else:
        corners = [p for i, p in enumerate(corners) if i == 0 or p != corners[i - 1]]
    leaves, enters = Side(int(way.leaves[k])), Side(int(way.enters[k]))
    return Course(link.key, link.source, link.target, way.style, corners, leaves, enters)


def _line(course: Course) -> tuple[Step, ...]:
    points = course.points
    if course.style is Style.CURVE:
        return cubic(points)
    if course.style is Style.STRAIGHT:
        return ((Verb.MOVE, points[0]), (Verb.LINE, points[1]))
    return rounded(points)
