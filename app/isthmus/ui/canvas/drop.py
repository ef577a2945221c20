"""Systems dragged from the catalogue onto the canvas."""

import json
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPointF

from isthmus.ui.canvas import commands
from isthmus.ui.canvas.draft import Draft
from isthmus.ui.canvas.stage import Stage

SYSTEM_FORMAT = "application/x-isthmus-system"
KNOWN_FORMAT = "application/x-isthmus-known-systems"
"""Ids of systems of the map, a line each."""
_MOST = 1_000_000
"""Bytes of such ids."""
_LONGEST = 4096
"""Bytes; other programs can offer this format too."""


@dataclass(frozen=True, slots=True)
class DroppedSystem:
    """What the catalogue says of a system that is dragged out of it."""

    name: str
    category: str
    product: str
    """Key of the product, '' if a category was dragged."""


def read(data: QMimeData) -> DroppedSystem | None:
    """The system in a drag, None if there is none or it makes no sense."""
    raw = bytes(data.data(SYSTEM_FORMAT).data()) if data.hasFormat(SYSTEM_FORMAT) else b""
    if not raw or len(raw) > _LONGEST:
        return None
    try:
        values = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict):
        return None
    texts = [values.get(name, "") for name in ("name", "category", "product")]
    if not all(isinstance(text, str) for text in texts) or not texts[0].strip():
        return None
    return DroppedSystem(*texts)


def place(stage: Stage, dropped: DroppedSystem, at: QPointF) -> None:
    """Draw the dropped product there in the scene; a system of a category is named first."""
    catalogue = stage.board.catalogue
    known = dropped.category in catalogue.categories
    category = dropped.category if known else ""
    draft = Draft(at.x(), at.y(), dropped.name, category)
    if dropped.product:
        commands.draw_system(stage, draft, catalogue.products.get(dropped.product))
    else:
        stage.draft_wanted.emit(draft)


def known(stage: Stage, data: QMimeData) -> list[str]:
    """The systems of the map in a drag that are not on the view yet."""
    raw = bytes(data.data(KNOWN_FORMAT).data()) if data.hasFormat(KNOWN_FORMAT) else b""
    keys = raw[:_MOST].decode("utf-8", "replace").splitlines()
    systems, there = stage.board.snapshot.systems, stage.board.on_view
    return [key for key in dict.fromkeys(keys) if key in systems and key not in there]
