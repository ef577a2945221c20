"""Lines of the context menu that several kinds of things share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF

from isthmus.ui.canvas import clipboard, commands, selecting, shaping
from isthmus.ui.canvas.aligning import Edge
from isthmus.ui.canvas.stage import Stage

Action = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; one with neither action nor lines inside is a rule between groups."""

    text: str = ""
    action: Action | None = None
    keys: str = ""
    checked: bool | None = None
    """None where there is nothing to check."""
    inside: tuple["Entry", ...] = ()
    """The lines of a menu of its own."""


def to_clipboard(stage: Stage, at: QPointF) -> Iterator[Entry]:
    """Cutting and copying what is selected, pasting at a place of the scene."""
    if stage.selection:
        yield Entry("Cut", partial(clipboard.cut, stage), "Ctrl+X")
        yield Entry("Copy", partial(clipboard.copy, stage), "Ctrl+C")
    if clipboard.can_paste():
        yield Entry("Paste here", partial(clipboard.paste, stage, at), "Ctrl+V")
        yield Entry("Paste in place", partial(clipboard.paste_in_place, stage), "Ctrl+Shift+V")
    if stage.selected_systems():
        yield Entry("Duplicate", partial(commands.duplicate, stage), "Ctrl+D")


def select(stage: Stage) -> Entry:
    """What else can be selected from here."""
    systems = (
        Entry("Connected part", partial(selecting.connected_part, stage), "Ctrl+J"),
        Entry("Neighbours", partial(selecting.neighbours, stage), "Ctrl+Shift+J"),
        Entry("Flows of the selection", partial(selecting.flows_of_selection, stage), _FLOWS),
        Entry(),
        Entry("Same department", partial(selecting.same_department, stage), "Ctrl+Shift+D"),
        Entry("Same category", partial(selecting.same_category, stage), "Ctrl+Shift+G"),
        Entry(),
    )
    ends = (Entry("Connected part", partial(selecting.connected_part, stage), "Ctrl+J"), Entry())
    every = (
        Entry("All", partial(selecting.everything, stage), "Ctrl+A"),
        Entry("The others", partial(selecting.inverse, stage), "Ctrl+Shift+I"),
    )
    first = systems if stage.selected_systems() else ends if stage.selection else ()
    return Entry("Select", inside=(*first, *every))


def view(stage: Stage) -> Entry:
    """A new view of what is selected."""
    systems = stage.begun_with()
    return Entry("New view…", partial(stage.view_wanted.emit, systems, 1), "Ctrl+Alt+W")


def align(stage: Stage) -> Iterator[Entry]:
    """Lining up and spreading, where there is more than one thing to line up."""
    number = len(shaping.shapes(stage))
    if number < 2:
        return
    lines = [
        Entry(words, partial(shaping.align, stage, edge), keys) for edge, words, keys in _EDGES
    ]
    if number > 2:
        lines += [
            Entry(),
            Entry("Distribute across", partial(shaping.distribute, stage, 0), "Ctrl+Alt+H"),
            Entry("Distribute down", partial(shaping.distribute, stage, 1), "Ctrl+Alt+V"),
        ]
    yield Entry("Align", inside=tuple(lines))


def size(stage: Stage) -> Entry:
    """Making the selected cards larger and smaller."""
    lines = [
        Entry("Wider", partial(shaping.grow, stage, 1, 0), "Alt+Right"),
        Entry("Narrower", partial(shaping.grow, stage, -1, 0), "Alt+Left"),
        Entry("Higher", partial(shaping.grow, stage, 0, 1), "Alt+Down"),
        Entry("Lower", partial(shaping.grow, stage, 0, -1), "Alt+Up"),
        Entry(),
    ]
    if len(stage.selected_systems()) > 1:
        lines.append(Entry("Same size", partial(shaping.same_size, stage)))
    lines.append(Entry("Standard size", partial(shaping.standard_size, stage)))
    return Entry("Size", inside=tuple(lines))


_FLOWS = "Ctrl+Shift+F"
_EDGES = (
    (Edge.LEFT, "Left", "Ctrl+Shift+Left"),
    (Edge.CENTRE, "Centre", "Ctrl+Shift+H"),
    (Edge.RIGHT, "Right", "Ctrl+Shift+Right"),
    (Edge.TOP, "Top", "Ctrl+Shift+Up"),
    (Edge.MIDDLE, "Middle", "Ctrl+Shift+M"),
    (Edge.BOTTOM, "Bottom", "Ctrl+Shift+Down"),
)
