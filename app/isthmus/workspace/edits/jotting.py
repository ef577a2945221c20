"""Edits of areas, notes and headings, and moves that carry them and territories along."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from isthmus.layout.geometry import Box
from isthmus.model.document import Document
from isthmus.model.viewing import Area, Note, NoteKind, Territory
from isthmus.workspace.edits.drawing import Positions, put_places
from isthmus.workspace.edits.grounds import settle, settled_label
from isthmus.workspace.edits.plots import called_plot, plot
from isthmus.workspace.edits.resolving import counted, one_step
from isthmus.workspace.errors import EditRefused

LONGEST = 8000
"""Letters of a note that are kept."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a move carries: cards by system, territories, areas and notes by their ids."""

    positions: Positions = field(default_factory=dict)
    plots: Positions = field(default_factory=dict)
    departments: Mapping[str, str | None] = field(default_factory=dict)
    """Systems that belong to other departments from then on."""


def carry(document: Document, view_id: str, load: Load, *, label: str = "") -> None:
    """Put all of it where it was dropped, as one step."""
    with one_step(document, label or _carried(document, load)) as tx:
        put_places(tx, view_id, load.positions)
        for key, (x, y) in load.plots.items():
            if one := plot(tx, key):
                tx.put(replace(one, x=float(x), y=float(y)))
        settle(tx, load.departments)


def _carried(document: Document, load: Load) -> str:
    if load.departments:
        return settled_label(document, load.departments)
    chosen = [called_plot(document.snapshot(), key) for key in load.plots]
    systems = document.snapshot().systems
    names = [systems[key].name for key in load.positions if key in systems]
    if len(chosen) == 1:
        return f"Move {chosen[0]}"
    if not chosen and len(names) == 1:
        return f"Move {names[0]}"
    return f"Move {counted(len(chosen) + len(names), 'thing')}"


def draw_area(document: Document, view_id: str, box: Box, name: str = "", colour: str = "") -> Area:
    """Draw an area on a view."""
    with one_step(document, "Draw an area") as tx:
        return tx.put(
            Area(
                view=view_id,
                name=" ".join(name.split()),
                x=float(box.x),
                y=float(box.y),
                width=float(box.width),
                height=float(box.height),
                colour=colour,
            )
        )


def write_note(
    document: Document, view_id: str, box: Box, text: str, kind: NoteKind = NoteKind.NOTE
) -> Note:
    """Write a note or a heading on a view.

    Raises:
        EditRefused: there is nothing in it.
    """
    what = "a note" if kind is NoteKind.NOTE else "a heading"
    with one_step(document, f"Write {what}") as tx:
        return tx.put(
            Note(
                view=view_id,
                kind=kind,
                text=_worded(text, what),
                x=float(box.x),
                y=float(box.y),
                width=float(box.width),
                height=float(box.height),
            )
        )


def _worded(text: str, what: str) -> str:
    kept = text.strip()[:LONGEST]
    if not kept:
        raise EditRefused(f"There is nothing in {what}: write something, or delete it.")
    return kept


def reword(document: Document, key: str, text: str) -> None:
    """Give a note another text, or an area another name.

    Raises:
        EditRefused: the note would be empty, or it is gone.
    """
    snapshot = document.snapshot()
    if key in snapshot.areas:
        with one_step(document, f"Rename {called_plot(document.snapshot(), key)}") as tx:
            tx.change(Area, key, name=" ".join(text.split()))
    elif key in snapshot.notes:
        what = called_plot(document.snapshot(), key)
        with one_step(document, f"Change {what}") as tx:
            tx.change(Note, key, text=_worded(text, what))
    else:
        raise EditRefused("This is not on the view any more.")


def paint_areas(document: Document, keys: Collection[str], colour: str) -> None:
    """Give areas a colour of the themes' palette, by its name; '' for none."""
    areas = document.snapshot().areas
    chosen = [key for key in keys if key in areas]
    what = (
        called_plot(document.snapshot(), chosen[0])
        if len(chosen) == 1
        else counted(len(chosen), "area")
    )
    with one_step(document, f"Colour {what}") as tx:
        for key in chosen:
            tx.change(Area, key, colour=colour)


def shape_plots(document: Document, boxes: Mapping[str, Box]) -> None:
    """Give territories, areas and notes other places and sizes, by their ids."""
    chosen = list(boxes)
    what = (
        called_plot(document.snapshot(), chosen[0])
        if len(chosen) == 1
        else counted(len(chosen), "thing")
    )
    with one_step(document, f"Resize {what}") as tx:
        for key, box in boxes.items():
            if one := plot(tx, key):
                tx.put(_shaped(one, box))


def _shaped(one: Area | Note | Territory, box: Box) -> Area | Note | Territory:
    return replace(
        one, x=float(box.x), y=float(box.y), width=float(box.width), height=float(box.height)
    )
