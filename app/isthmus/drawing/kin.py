"""Which colours and shapes departments have: those of one branch of the tree share a hue."""

from collections import Counter
from collections.abc import Mapping

from isthmus.drawing.reading import KINDS, Mark
from isthmus.drawing.theme import HUES
from isthmus.model.records import Department

Departments = Mapping[str, Department]


def by_name(departments: Departments) -> list[Department]:
    """Departments in the order in which hues and shapes are given out."""
    return sorted(departments.values(), key=lambda one: (one.name.casefold(), one.id))


def hues_of(departments: Departments) -> dict[str, str]:
    """The hue of each department, by its id.

    The chosen one, else that of the department above it; the heads of branches that chose none
    have that of their place by name, among those that nobody chose.
    """
    heads = _heads(departments)
    chosen = {one.colour for one in heads}
    plain = [one for one in heads if one.colour not in HUES]
    free = [hue for hue in HUES if hue not in chosen]
    pool = free if len(plain) <= len(free) else HUES
    given = {one.id: pool[n % len(pool)] for n, one in enumerate(plain)}
    return {one.id: _hue(one, departments, given) for one in by_name(departments)}


def spare_hue(departments: Departments) -> str:
    """The hue for one more department: the first that fewest have, so that no other one changes."""
    used = Counter(hues_of(departments).values())
    return min(HUES, key=lambda hue: (used[hue], HUES.index(hue)))


def settled_hues(departments: Departments) -> dict[str, str]:
    """The hues of the heads of branches that chose none: chosen, they stay whatever comes."""
    hues = hues_of(departments)
    return {one.id: hues[one.id] for one in _heads(departments) if one.colour not in HUES}


def marks_of(departments: Departments, hues: Mapping[str, str]) -> dict[str, Mark]:
    """The shape of each department, by its id: no two alike while there are shapes.

    Another one where the hue is the same.
    """
    used: Counter[Mark] = Counter()
    pairs: Counter[tuple[str, Mark]] = Counter()
    found: dict[str, Mark] = {}
    for one in by_name(departments):
        hue = hues[one.id]
        first = HUES.index(hue)
        turned = [KINDS[(first + step) % len(KINDS)] for step in range(len(KINDS))]
        best = min(turned, key=lambda mark: (pairs[hue, mark], used[mark], turned.index(mark)))
        found[one.id] = best
        used[best] += 1
        pairs[hue, best] += 1
    return found


def _hue(one: Department, departments: Departments, given: Mapping[str, str]) -> str:
    """Of the nearest department, from this one upwards, that has one chosen or given."""
    seen: set[str] = set()
    while one.id not in seen:
        seen.add(one.id)
        if one.colour in HUES:
            return one.colour
        if one.id in given:
            return given[one.id]
        one = departments.get(one.parent or "", one)
    return HUES[0]  # none is above a circle


def _heads(departments: Departments) -> list[Department]:
    """The heads of branches: where one stands above all the others, it and those under it."""
    level = [one for one in by_name(departments) if one.parent not in departments]
    above: list[Department] = []
    while len(level) == 1:
        above += level
        level = [one for one in by_name(departments) if one.parent == level[0].id]
    return above + level
