"""Territories for a view that has none: round the cards where they stand, if that makes no mess."""

from collections.abc import Iterable, Mapping

from isthmus.drawing.lands import HEAD, PAD
from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement


def boxes_where_they_stand(snapshot: Snapshot, view_id: str) -> dict[str, Box] | None:
    """Boxes of the departments that own systems on the view, nested as departments are.

    None where one would lie over another's, or hold a card that belongs elsewhere.
    """
    cards = {one.system: _card(one) for one in snapshot.placements.values() if one.view == view_id}
    above = {key: _above(snapshot, key) for key in snapshot.departments}
    held: dict[str, list[Box]] = {}
    for system, box in cards.items():
        owner = snapshot.systems[system].department
        if owner in above:
            held.setdefault(owner, []).append(box)
    boxes = _boxes(held, above)
    return None if _is_mess(snapshot, boxes, cards, above) else boxes


def still_hold(snapshot: Snapshot, view_id: str) -> bool:
    """Whether the territories of a view hold what is theirs, and hardly a card of others.

    After another layout they may not: a card on others' land would tell of the wrong owner.
    """
    above = {key: _above(snapshot, key) for key in snapshot.departments}
    lands = [
        (one.department, Box(one.x, one.y, one.width, one.height))
        for one in snapshot.territories.values()
        if one.view == view_id and not one.collapsed
    ]
    placed = [one for one in snapshot.placements.values() if one.view == view_id]
    strange = 0
    for one in placed:
        owner, middle = snapshot.systems[one.system].department, _card(one).centre
        strange += any(
            box.contains(*middle) and not _belongs(owner, department, above)
            for department, box in lands
        )
    return strange <= len(placed) * _STRANGE


_STRANGE = 0.05
"""Share of the cards that may stand on others' land: somebody may be dragging them about."""


def _card(one: Placement) -> Box:
    return Box(one.x, one.y, one.width or CARD_WIDTH, one.height or CARD_HEIGHT)


def _above(snapshot: Snapshot, department: str) -> list[str]:
    """The departments that one lies in, the nearest first."""
    found: list[str] = []
    above = snapshot.departments[department].parent
    while above and above in snapshot.departments and above not in (*found, department):
        found.append(above)
        above = snapshot.departments[above].parent
    return found


def _boxes(held: Mapping[str, list[Box]], above: Mapping[str, list[str]]) -> dict[str, Box]:
    """Boxes round the cards of departments and of those in them, the innermost first."""
    left = {key: list(boxes) for key, boxes in held.items()}
    for key in held:
        for outer in above[key]:
            left.setdefault(outer, [])
    boxes: dict[str, Box] = {}
    for key in sorted(left, key=lambda key: (-len(above[key]), key)):
        boxes[key] = _round(left[key])
        if above[key]:
            left[above[key][0]].append(boxes[key])
    return boxes


def _round(held: Iterable[Box]) -> Box:
    """The box round some, with room for a border and a caption."""
    found = list(held)
    left, top = min(box.x for box in found) - PAD, min(box.y for box in found) - HEAD
    right, bottom = max(box.right for box in found) + PAD, max(box.bottom for box in found) + PAD
    return Box(left, top, right - left, bottom - top)


def _is_mess(
    snapshot: Snapshot,
    boxes: Mapping[str, Box],
    cards: Mapping[str, Box],
    above: Mapping[str, list[str]],
) -> bool:
    """Whether a box lies over one that it neither holds nor lies in, or over a strange card."""
    keys = list(boxes)
    for number, one in enumerate(keys):
        for other in keys[number + 1 :]:
            kin = one in above[other] or other in above[one]
            if not kin and _meet(boxes[one], boxes[other]):
                return True
    return any(
        _meet(card, box)
        for system, card in cards.items()
        for key, box in boxes.items()
        if not _belongs(snapshot.systems[system].department, key, above)
    )


def _belongs(owner: str | None, department: str, above: Mapping[str, list[str]]) -> bool:
    return owner == department or (owner in above and department in above[owner or ""])


def _meet(one: Box, other: Box) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom
