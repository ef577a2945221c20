"""Edits of how large cards are on a view, and of where they stand by it."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from isthmus.layout.geometry import CARD_HEIGHT, CARD_WIDTH, Box
from isthmus.model.document import Document
from isthmus.model.viewing import Area, Note, Placement
from isthmus.workspace.edits.resolving import counted, one_step

G = TypeVar("G", Area, Note)

LEAST_CARD = (96.0, 40.0)
"""The narrowest and the lowest that a card may be, in scene units."""
LARGEST_CARD = (640.0, 320.0)


def reshape(document: Document, view_id: str, boxes: Mapping[str, Box], label: str) -> None:
    """Give cards (by their systems), areas and notes on a view other places and sizes.

    Sizes of cards beyond what one may have are cut.
    """
    with one_step(document, label) as tx:
        for one in tx.all(Placement):
            if one.view == view_id and one.system in boxes:
                tx.put(_shaped(one, boxes[one.system]))
        for area in tx.all(Area):
            if area.view == view_id and area.id in boxes:
                tx.put(_drawn(area, boxes[area.id]))
        for note in tx.all(Note):
            if note.view == view_id and note.id in boxes:
                tx.put(_drawn(note, boxes[note.id]))


def resize(document: Document, view_id: str, boxes: Mapping[str, Box]) -> None:
    """The same, called what it is for who only changes sizes."""
    reshape(document, view_id, boxes, f"Resize {_what(document, boxes)}")


def _shaped(one: Placement, box: Box) -> Placement:
    """The card in the box; 0 stands for the standard width or height."""
    width, height = allowed(box.width, box.height)
    return replace(
        one,
        x=float(box.x),
        y=float(box.y),
        width=0.0 if width == CARD_WIDTH else width,
        height=0.0 if height == CARD_HEIGHT else height,
    )


def _drawn(one: G, box: Box) -> G:
    """The area or the note in the box."""
    place = {"x": float(box.x), "y": float(box.y)}
    size = {"width": float(box.width), "height": float(box.height)}
    values: dict[str, Any] = place | size
    return replace(one, **values)


def standard_size(document: Document, view_id: str, systems: Collection[str]) -> None:
    """Let cards on a view have the standard size again."""
    with one_step(document, f"Standard size of {_what(document, systems)}") as tx:
        for one in tx.all(Placement):
            if one.view == view_id and one.system in systems:
                tx.put(replace(one, width=0.0, height=0.0))


def allowed(width: float, height: float) -> tuple[float, float]:
    """The nearest size that a card may have."""
    return (
        min(LARGEST_CARD[0], max(LEAST_CARD[0], float(width))),
        min(LARGEST_CARD[1], max(LEAST_CARD[1], float(height))),
    )


def _what(document: Document, systems: Collection[str]) -> str:
    known = document.snapshot().systems
    names = [known[key].name for key in systems if key in known]
    return names[0] if len(names) == 1 else counted(len(names), "system")
