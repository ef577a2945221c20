"""Other labels on flows that stay where they run."""

from collections.abc import Mapping, Sequence

from isthmus.layout.candidates import Side, Style
from isthmus.layout.geometry import Box, Step, Verb
from isthmus.layout.labels import Room, place_labels
from isthmus.layout.links import Link, Point
from isthmus.layout.obstacles import Obstacles
from isthmus.layout.paths import corners_of
from isthmus.layout.ports import Course
from isthmus.layout.sides import Sides


def place_again(
    links: Sequence[Link], lines: Mapping[str, Sequence[Step]], cards: Sides, avoid: Sides
) -> dict[str, tuple[int, Box]]:
    """For each link whose label has room on its line: which of its labels, and where.

    That is what routing the links gave, as where a flow runs does not depend on its labels.
    """
    courses = {link.key: _course(link, lines[link.key]) for link in links if link.labels}
    return place_labels(links, courses, Obstacles(cards), Room(avoid))


def _course(link: Link, steps: Sequence[Step]) -> Course:
    """The course of a line, as far as its label depends on it."""
    style, points = _shape(link, steps)
    nowhere = Side(0)
    return Course(link.key, 0, link.source, link.target, style, points, nowhere, nowhere)


def _shape(link: Link, steps: Sequence[Step]) -> tuple[Style, list[Point]]:
    if link.bends:
        return Style.BENT, corners_of(steps)
    if len(steps) == 2 and steps[1][0] is Verb.CUBIC:
        x, y = steps[0][1]
        n = steps[1][1]
        return Style.CURVE, [(x, y), (n[0], n[1]), (n[2], n[3]), (n[4], n[5])]
    return Style.CORNERS, corners_of(steps)
