"""The context menu: what can be done with what was pressed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from isthmus.ui.canvas import commands, selecting
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.text import caption

Action = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; one without an action is a rule between groups."""

    text: str = ""
    action: Action | None = None
    keys: str = ""
    checked: bool | None = None
    """None where there is nothing to check."""


@dataclass(frozen=True, slots=True)
class MenuActions:
    """What the canvas itself has to do for the menu."""

    rename: Callable[[str], None]
    draw_flow_from: Callable[[str], None]
    draw_system: Action
    arrange: Action
    fit: Action


def context_menu(parent: QWidget, stage: Stage, actions: MenuActions) -> QMenu:
    """The menu for what is selected."""
    menu = QMenu(parent)
    menu.setAccessibleName("Map")
    for entry in entries(stage, actions):
        if entry.action is None:
            menu.addSeparator()
        else:
            menu.addAction(_qaction(menu, entry, entry.action))
    return menu


def _qaction(menu: QMenu, entry: Entry, action: Action) -> QAction:
    made = QAction(caption(entry.text), menu)
    if entry.keys:
        made.setShortcut(QKeySequence(entry.keys))
        made.setShortcutVisibleInContextMenu(True)
    if entry.checked is not None:
        made.setCheckable(True)
        made.setChecked(entry.checked)
    made.triggered.connect(lambda: action())  # noqa: PLW0108 - the signal brings a bool
    return made


def entries(stage: Stage, actions: MenuActions) -> Iterator[Entry]:
    """The lines of the menu for what is selected."""
    systems = stage.selected_systems()
    if systems:
        yield from _for_systems(stage, systems, actions)
    elif stage.selection:
        chosen = next(iter(sorted(stage.selection)))
        yield Entry("Properties", lambda: stage.activated.emit(chosen), "Return")
        yield Entry()
        yield Entry("Delete flow", lambda: commands.delete(stage), "Del")
    else:
        yield Entry("New system here", actions.draw_system, "/")
        yield Entry()
        yield Entry("Select all", lambda: selecting.everything(stage), "Ctrl+A")
        yield Entry("Arrange all", actions.arrange)
        yield Entry("Fit", actions.fit)


def _for_systems(stage: Stage, systems: list[str], actions: MenuActions) -> Iterator[Entry]:
    one = systems[0]
    if len(systems) == 1:
        yield Entry("Rename", lambda: actions.rename(one), "F2")
        yield Entry("Draw flow to…", lambda: actions.draw_flow_from(one))
        yield Entry("Properties", lambda: stage.activated.emit(one), "Return")
        yield Entry()
    yield Entry("Select connected part", lambda: selecting.connected_part(stage))
    known = stage.board.snapshot.systems
    marked = all(known[system].backbone for system in systems)
    yield Entry(
        "Mark as backbone",
        lambda: commands.mark_backbone(stage, systems, backbone=not marked),
        checked=marked,
    )
    yield Entry()
    yield Entry("Duplicate", lambda: commands.duplicate(stage), "Ctrl+D")
    yield Entry("Delete", lambda: commands.delete(stage), "Del")
