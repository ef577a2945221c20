"""The context menu: what can be done with what was pressed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from isthmus.ui.canvas import commands, islands, neighbours, plotentries, setting
from isthmus.ui.canvas import entries as entries_of
from isthmus.ui.canvas.entries import Action, Entry
from isthmus.ui.canvas.looking import Looking
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.steering import LABELS, Steering
from isthmus.ui.text import caption
from isthmus.workspace.neighbourhood import Direction


@dataclass(frozen=True, slots=True)
class MenuActions:
    """What the canvas itself has to do for the menu."""

    rename: Callable[[str], None]
    draw_flow_from: Callable[[str], None]
    draw_system: Action
    arrange: Action
    fit: Action
    picture: Action
    """Copy what is selected, or the view, as a picture."""
    steering: Steering
    looking: Looking
    at: QPointF
    """The place of the scene that was pressed."""


def context_menu(parent: QWidget, stage: Stage, actions: MenuActions) -> QMenu:
    """The menu for what is selected."""
    menu = QMenu(parent)
    menu.setAccessibleName("Map")
    _fill(menu, entries(stage, actions))
    return menu


def _fill(menu: QMenu, lines: Iterable[Entry]) -> None:
    """The lines, with menus inside; rules stand between lines alone."""
    wanted = False
    for entry in lines:
        if entry.action is None and not entry.inside:
            wanted = bool(menu.actions())
            continue
        if wanted:
            menu.addSeparator()
            wanted = False
        if entry.inside:
            _fill(menu.addMenu(caption(entry.text)), entry.inside)
        elif entry.action is not None:
            menu.addAction(_qaction(menu, entry, entry.action))


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
    if stage.testing:
        yield from _in_test(stage)
    elif systems:
        yield from _for_systems(stage, systems, actions)
    elif plotted := list(plotentries.of_plots(stage)):
        yield from plotted
    elif stage.selection:
        chosen = next(iter(sorted(stage.selection)))
        yield Entry("Properties", lambda: stage.activated.emit(chosen), "Return")
        yield Entry()
        yield from _for_flows(stage, actions.steering)
        yield Entry()
        yield entries_of.select(stage)
        yield from entries_of.align(stage)
        yield entries_of.view(stage)
        yield Entry()
        yield _what_if(stage)
        yield Entry()
        yield from entries_of.to_clipboard(stage, actions.at)
        yield _picture(actions)
        yield Entry()
        bend_in_hand = stage.bend is not None
        words = "Delete the bend" if bend_in_hand else "Delete flow"
        yield Entry(words, lambda: commands.delete(stage), "Del")
    else:
        yield from _of_island(stage, actions.at)
        yield Entry("New system here", actions.draw_system, "/")
        yield from plotentries.of_ground(stage, actions.at)
        yield Entry()
        yield from entries_of.to_clipboard(stage, actions.at)
        yield Entry()
        yield entries_of.select(stage)
        yield Entry("Arrange all", actions.arrange, "Ctrl+Shift+A")
        yield Entry("Fit", actions.fit, "Ctrl+9")
        yield Entry()
        yield from _labels(stage, actions.steering)
        yield Entry()
        yield _picture(actions)


def _what_if(stage: Stage) -> Entry:
    words = "What if this fails?" if len(stage.selection) == 1 else "What if these fail?"
    return Entry(words, stage.test_wanted.emit, "F7")


def _in_test(stage: Stage) -> Iterator[Entry]:
    """What can be done in a stress test."""
    chosen, struck = tuple(sorted(stage.selection)), stage.board.struck
    if chosen:
        falls = struck is not None and struck.failed.issuperset(chosen)
        words = "Let it stand again" if falls else "Let it fail too"
        yield Entry(words, partial(stage.fail_wanted.emit, chosen), "Return")
        yield Entry()
    yield Entry("End the stress test", stage.test_left.emit, "Esc")


def _of_island(stage: Stage, at: QPointF) -> Iterator[Entry]:
    """What can be done with the island that was pressed."""
    island = islands.island_at(stage, at)
    if island is not None:
        words = islands.words_for(island)
        yield Entry(f"Select the systems of {words}", partial(islands.select, stage, island))
        systems = [*island.systems]
        yield Entry(f"New view of {words}…", partial(stage.view_wanted.emit, systems, 0))
        yield Entry()


def _labels(stage: Stage, steering: Steering) -> Iterator[Entry]:
    """What stands on the flows of the view."""
    shown = stage.board.options.labels
    for labels, words in LABELS.items():
        yield Entry(words, partial(steering.label, labels), checked=labels is shown)


def _for_flows(stage: Stage, steering: Steering) -> Iterator[Entry]:
    """What can be done with the selected flows."""
    known = stage.board.snapshot.flows
    flows = steering.flows()
    if len(flows) == 1:
        yield Entry("Bend", steering.add_bend, "Shift+B")
        yield Entry("Lead to another system…", lambda: steering.lead_elsewhere(last=True))
        yield Entry("Lead from another system…", lambda: steering.lead_elsewhere(last=False))
    both = bool(flows) and all(known[key].two_way for key in flows)
    yield Entry("Both ways", steering.turn_two_way, "T", checked=both)
    yield Entry("Reverse", steering.reverse, "Shift+T")
    if steering.bent():
        yield Entry("Lead automatically", steering.straighten, "Ctrl+B")


def _picture(actions: MenuActions) -> Entry:
    return Entry("Copy as picture", actions.picture, "Ctrl+Shift+C")


def _for_systems(stage: Stage, systems: list[str], actions: MenuActions) -> Iterator[Entry]:
    one = systems[0]
    if len(systems) == 1:
        yield Entry("Rename", lambda: actions.rename(one), "F2")
        yield Entry("Draw flow to…", lambda: actions.draw_flow_from(one))
        yield Entry("Properties", lambda: stage.activated.emit(one), "Return")
        yield Entry()
    else:
        yield Entry("Properties", lambda: stage.activated.emit(one), "Return")
        yield Entry()
    yield from _around(stage, systems)
    yield entries_of.view(stage)
    yield entries_of.select(stage)
    yield from entries_of.align(stage)
    yield entries_of.size(stage)
    yield Entry()
    known = stage.board.snapshot.systems
    marked = all(known[system].backbone for system in systems)
    yield Entry(
        "Mark as backbone",
        lambda: commands.mark_backbone(stage, systems, backbone=not marked),
        checked=marked,
    )
    yield setting.facts(stage, systems)
    yield Entry("Icon…", actions.looking.open_icon_menu, "Ctrl+Alt+M")
    yield Entry("Colour of the department…", actions.looking.open_colour_menu, "Ctrl+Alt+C")
    yield Entry()
    yield _what_if(stage)
    yield Entry()
    yield from entries_of.to_clipboard(stage, actions.at)
    yield _picture(actions)
    yield Entry()
    yield Entry("Remove from view", lambda: neighbours.remove(stage), "Shift+Del")
    yield Entry("Delete", lambda: commands.delete(stage), "Del")


def _around(stage: Stage, systems: list[str]) -> Iterator[Entry]:
    """Bringing neighbours in and taking them back, where there are any."""
    shown = False
    for direction, text, keys in _SIDES:
        missing = {key for one in systems for key in neighbours.absent(stage, one).side(direction)}
        if missing:
            shown = True
            yield Entry(
                f"{text} ({len(missing)})",
                lambda direction=direction: neighbours.show(stage, systems, direction),  # type: ignore[misc]
                keys,
            )
    if any(neighbours.brought(stage, one) for one in systems):
        shown = True
        yield Entry("Hide neighbours", lambda: neighbours.hide(stage, systems), "Ctrl+Alt+Shift+B")
    if shown:
        yield Entry()


_SIDES = (
    (Direction.BOTH, "Show neighbours", "Ctrl+Alt+B"),
    (Direction.UPSTREAM, "Show neighbours upstream", "Ctrl+Alt+Left"),
    (Direction.DOWNSTREAM, "Show neighbours downstream", "Ctrl+Alt+Right"),
)
