"""Edits of what is selected, and taking back."""

from collections.abc import Callable

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.canvas import clipboard
from isthmus.ui.parts import Parts

SPECS = (
    Spec("undo", "&Undo", ("Ctrl+Z",), "Undo"),
    Spec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Redo"),
    Spec("cut", "Cu&t", ("Ctrl+X",), on_canvas=True, alone="Cut what is selected"),
    Spec("copy", "&Copy", ("Ctrl+C",), on_canvas=True, alone="Copy what is selected"),
    Spec(
        "paste",
        "&Paste",
        ("Ctrl+V",),
        on_canvas=True,
        alone="Paste systems, names or a table",
    ),
    Spec(
        "paste_in_place",
        "Paste &in place",
        ("Ctrl+Shift+V",),
        on_canvas=True,
        alone="Paste where it was copied",
    ),
    Spec("rename", "Re&name", ("F2",), on_canvas=True, alone="Rename the selected system"),
    Spec(
        "duplicate", "&Duplicate", ("Ctrl+D",), on_canvas=True, alone="Duplicate what is selected"
    ),
    Spec(
        "delete", "D&elete", ("Del", "Backspace"), on_canvas=True, alone="Delete what is selected"
    ),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "undo": lambda: _undo(parts),
        "redo": lambda: _redo(parts),
        "cut": lambda: clipboard.cut(parts.canvas.stage),
        "copy": lambda: clipboard.copy(parts.canvas.stage),
        "paste": lambda: clipboard.paste(parts.canvas.stage),
        "paste_in_place": lambda: clipboard.paste_in_place(parts.canvas.stage),
        "rename": lambda: _rename(parts),
        "duplicate": parts.canvas.duplicate_selection,
        "delete": parts.canvas.delete_selection,
    }


def _undo(parts: Parts) -> None:
    parts.finish()
    _go(parts, parts.session.document.undo)


def _redo(parts: Parts) -> None:
    _go(parts, parts.session.document.redo)


def _go(parts: Parts, step: Callable[[], object]) -> None:
    """Take the step; what comes back with it is selected, and what was said last holds no more."""
    parts.host.toast.hide()
    before = parts.session.snapshot
    step()
    after = parts.session.snapshot
    came = {key for table in _SELECTED for key in after.tables[table].keys() - before.tables[table]}
    if came:
        parts.canvas.select(came)


_SELECTED = ("systems", "flows", "areas", "notes")
"""Tables of what is selected once it comes back."""


def _rename(parts: Parts) -> None:
    systems = parts.session.snapshot.systems
    chosen = [key for key in parts.canvas.selection() if key in systems]
    if len(chosen) == 1:
        parts.canvas.rename(chosen[0])
    elif len(parts.canvas.selection()) == 1:
        parts.canvas.stage.wording_wanted.emit(next(iter(parts.canvas.selection())))
