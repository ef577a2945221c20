"""Systems dragged from the catalogue onto the canvas."""

import json
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPointF

from isthmus.ui.canvas import commands
from isthmus.ui.canvas.stage import Stage

SYSTEM_FORMAT = "application/x-isthmus-system"
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


def place(stage: Stage, dropped: DroppedSystem, at: QPointF) -> str | None:
    """Draw the dropped system there in the scene; a category's is named at once."""
    catalogue = stage.board.catalogue
    known = dropped.category in catalogue.categories
    new = commands.draw_system(
        stage,
        at.x(),
        at.y(),
        name=dropped.name,
        category=dropped.category if known else "",
        product=catalogue.products.get(dropped.product),
    )
    if new is not None and not dropped.product:
        stage.rename_wanted.emit(new)
    return new
