"""Harbour & Vale with the territories of three departments."""

from isthmus.layout.geometry import Box
from isthmus.model.document import Document
from isthmus.model.viewing import Ground
from isthmus.workspace import edits
from support.canvases import VIEW

BOXES = {
    "Marketing": Box(262, 130, 212, 292),
    "Finance": Box(818, 130, 212, 216),
    "Service": Box(540, 130, 212, 104),
}


def department(document: Document, name: str) -> str:
    """The id of the department of that name."""
    known = document.snapshot().departments.values()
    return next(one.id for one in known if one.name == name)


def with_lands(document: Document) -> None:
    """Show territories on the map's view."""
    boxes = {department(document, name): box for name, box in BOXES.items()}
    edits.show_ground(document, VIEW, Ground.TERRITORIES, boxes)


def territory(document: Document, name: str) -> str:
    """The id of a department's territory."""
    owner = department(document, name)
    found = document.snapshot().territories.values()
    return next(one.id for one in found if one.department == owner)
