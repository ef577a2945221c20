"""What a change set means to the view on show: what must be done again, and what need not."""

from isthmus.model.changes import ChangeSet, Delta
from isthmus.model.records import Record
from isthmus.model.viewing import Placement, Territory
from isthmus.workspace.edits.viewing import FILTER_FIELDS

_DRAWS_NOTHING = FILTER_FIELDS | {"name", "rank"}
"""Fields of a view that no card, flow or coast depends on."""
_DRESSES = frozenset({"lens", "face", "badges", "sizes"})
"""Fields of a view that only say how its cards look."""


def shows_otherwise(delta: Delta, view_id: str) -> bool:
    """Whether the view itself shows something else, or in another way."""
    return delta.id == view_id and not delta.changed_fields() <= _DRAWS_NOTHING


def only_dresses(change: ChangeSet, view_id: str) -> bool:
    """Whether the change does no more than let the cards of the view look otherwise."""
    return all(
        delta.id == view_id and delta.changed_fields() <= _DRESSES | _DRAWS_NOTHING
        for delta in change.deltas
    )


def folds(change: ChangeSet) -> bool:
    """Whether territories collapse or expand."""
    pairs = ((delta.before, delta.after) for delta in change.deltas)
    return any(_is_collapsed(before) != _is_collapsed(after) for before, after in pairs)


def _is_collapsed(record: Record | None) -> bool:
    return isinstance(record, Territory) and record.collapsed


def only_labels(change: ChangeSet, view_id: str) -> bool:
    """Whether the change does no more than write something else on the flows of the view."""
    return all(
        delta.id == view_id and delta.changed_fields() == {"labels"} for delta in change.deltas
    )


def only_moves(change: ChangeSet) -> bool:
    """Whether the change does no more than put cards elsewhere, and bends of flows along."""
    placed = [delta for delta in change.deltas if delta.table != "bends"]
    return bool(placed) and all(
        isinstance(delta.before, Placement)
        and isinstance(delta.after, Placement)
        and _stands(delta.before) == _stands(delta.after)
        for delta in placed
    )


def _stands(one: Placement) -> tuple[str, str, float, float]:
    """What stands where it does, and how large."""
    return one.view, one.system, one.width, one.height
