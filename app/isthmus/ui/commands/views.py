"""The views of the map: which is on show, and what stands on it."""

from collections.abc import Callable

from isthmus.analysis.results import Finding
from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts
from isthmus.workspace.neighbourhood import Direction

SPECS = (
    Spec("next_view", "&Next view", ("Ctrl+PgDown",)),
    Spec("previous_view", "&Previous view", ("Ctrl+PgUp",)),
    Spec("new_view", "New &empty view", ("Ctrl+Shift+N",)),
    Spec("view_around", "New view from the &selection…", ("Ctrl+Alt+W",)),
    Spec("view_of_finding", "New view of the find&ing…", ("Ctrl+Alt+Shift+W",)),
    Spec("bring_in", "&Add systems to the view…", ("Ctrl+Alt+J",)),
    Spec("bring_finding", "Bring in the s&ystems of the finding", ("Ctrl+Alt+Shift+J",)),
    Spec("duplicate_view", "&Duplicate the view"),
    Spec("rename_view", "&Rename the view", ("Shift+F2",)),
    Spec("delete_view", "De&lete the view"),
    Spec("filter", "Fil&ter the view", ("Ctrl+F",)),
    Spec("clear_filter", "&Clear the filter"),
    Spec("remove_from_view", "Remove &from the view", ("Shift+Del",), on_canvas=True),
    Spec("neighbours", "Show neigh&bours", ("Ctrl+Alt+B",), on_canvas=True),
    Spec("upstream", "Show neighbours &upstream", ("Ctrl+Alt+Left",), on_canvas=True),
    Spec("downstream", "Show neighbours d&ownstream", ("Ctrl+Alt+Right",), on_canvas=True),
    Spec("hide_neighbours", "&Hide neighbours", ("Ctrl+Alt+Shift+B",), on_canvas=True),
    Spec("view_left", "&Move the view left", ("Ctrl+Shift+PgUp",)),
    Spec("view_right", "Move the view ri&ght", ("Ctrl+Shift+PgDown",)),
)

OF_A_TAB = (
    "new_view", "view_around", "bring_in", "duplicate_view", "rename_view", "view_left",
    "view_right", "delete_view",
)  # fmt: skip
"""Commands that the menu of a tab offers."""


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    desk, canvas = parts.views, parts.canvas
    return {
        "view_around": lambda: parts.viewing.of(canvas.stage.begun_with()),
        "view_of_finding": lambda: _about(parts, parts.viewing.of_finding),
        "bring_in": parts.bringing.open,
        "bring_finding": lambda: _about(parts, parts.going.bring_in_finding),
        "filter": parts.filtering.open,
        "clear_filter": parts.filtering.clear,
        "remove_from_view": canvas.remove_selection,
        "neighbours": canvas.show_neighbours,
        "upstream": lambda: canvas.show_neighbours(Direction.UPSTREAM),
        "downstream": lambda: canvas.show_neighbours(Direction.DOWNSTREAM),
        "hide_neighbours": canvas.hide_neighbours,
        "next_view": lambda: desk.step(1),
        "previous_view": lambda: desk.step(-1),
        "new_view": desk.new,
        "duplicate_view": desk.duplicate,
        "rename_view": desk.rename,
        "delete_view": desk.delete,
        "view_left": lambda: desk.move(-1),
        "view_right": lambda: desk.move(1),
    }


def _about(parts: Parts, deed: Callable[[Finding], object]) -> None:
    """Do something about the opened finding."""
    if (finding := parts.findings.current()) is not None:
        deed(finding)
