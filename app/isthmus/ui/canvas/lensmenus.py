"""The menus of the lens pill: lenses, data objects, badges; made afresh each time they open."""

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from isthmus.drawing.badges import BADGES
from isthmus.drawing.lenses import DATA, FIELD, LENSES, custom_fields, lens_words
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Face, Ground, View
from isthmus.ui.canvas.commands import refusals_said
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.text import caption
from isthmus.workspace import edits

MOST = 24
"""So many data objects or fields stand in a menu itself; the others in menus by initial."""


def lens_menu(parent: QWidget, stage: Stage) -> QMenu:
    """The lenses, the one that is on ticked."""
    menu = _menu(parent, "Lens")
    view, snapshot = view_of(stage), stage.board.snapshot
    lenses = [(key, lens_words(snapshot, key)) for key in LENSES]
    _choices(menu, lenses, view.lens, lambda key: set_lens(stage, key))
    menu.addSeparator()
    by_size = menu.addAction("Spend by size")
    by_size.setCheckable(True)
    on = view.sizes and view.lens == "spend"
    by_size.setChecked(on)
    by_size.triggered.connect(lambda: set_sizes(stage, sizes=not on))
    fields = [(FIELD + name, name) for name in custom_fields(snapshot)]
    if fields:
        _choices(menu.addMenu("Custom field"), fields, view.lens, lambda key: set_lens(stage, key))
    return menu


def data_menu(parent: QWidget, stage: Stage) -> QMenu:
    """The data objects: those that most flows carry, and all of them by initial."""
    menu = _menu(parent, "Data object")
    view, snapshot = view_of(stage), stage.board.snapshot
    now = view.lens if view.lens.startswith(DATA) else LENSES[0]
    _choices(menu, [(LENSES[0], "All")], now, lambda key: set_lens(stage, key))
    menu.addSeparator()
    named = sorted((one.name, DATA + key) for key, one in snapshot.data_objects.items())
    named.sort(key=lambda pair: (pair[0].casefold(), pair[1]))
    every = [(key, name) for name, key in named]
    if not every:
        menu.addAction("The map names no data objects").setEnabled(False)
    if len(every) <= MOST:
        _choices(menu, every, now, lambda key: set_lens(stage, key))
        return menu
    often = set(_most_carried(snapshot))
    _choices(menu, [one for one in every if one[0] in often], now, lambda key: set_lens(stage, key))
    menu.addSeparator()
    for initial, some in _by_initial(every).items():
        _choices(menu.addMenu(caption(initial)), some, now, lambda key: set_lens(stage, key))
    return menu


def _most_carried(snapshot: Snapshot) -> list[str]:
    counts = Counter(key for flow in snapshot.flows.values() for key in flow.data_objects)
    names = {key: one.name.casefold() for key, one in snapshot.data_objects.items()}
    ranked = sorted(counts, key=lambda key: (-counts[key], names[key], key))
    return [DATA + key for key in ranked[: MOST // 2]]


def _by_initial(pairs: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for key, name in pairs:
        first = name[:1].upper()
        found.setdefault(first if first.isalpha() else "0–9 and others", []).append((key, name))
    return found


def cards_menu(parent: QWidget, stage: Stage) -> QMenu:
    """Badges, each shown or not, and what stands in the tiles."""
    menu = _menu(parent, "Badges")
    view = view_of(stage)
    for key, words in BADGES.items():
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(key in view.badges)
        action.triggered.connect(partial(toggle_badge, stage, key))
    menu.addSeparator()
    faces = [(Face.MONOGRAM, "Letters"), (Face.CATEGORY, "Icons of categories")]
    _choices(
        menu,
        [(face.value, words) for face, words in faces],
        view.face.value,
        lambda key: set_face(stage, Face(key)),
    )
    return menu


def ground_menu(parent: QWidget, stage: Stage) -> QMenu:
    """What lies under the cards; the window makes territories where there are none yet."""
    menu = _menu(parent, "Ground")
    grounds = [(Ground.ISLANDS, "Islands"), (Ground.TERRITORIES, "Territories of departments")]
    _choices(
        menu,
        [(ground.value, words) for ground, words in grounds],
        view_of(stage).ground.value,
        lambda key: stage.ground_wanted.emit(Ground(key)),
    )
    return menu


def _menu(parent: QWidget, name: str) -> QMenu:
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    return menu


def _choices(
    menu: QMenu, pairs: list[tuple[str, str]], now: str, choose: Callable[[str], None]
) -> None:
    """Entries of which one at most is ticked."""
    group = QActionGroup(menu)
    for key, words in pairs:
        action = QAction(caption(words), menu)
        action.setData(key)
        action.setCheckable(True)
        action.setChecked(key == now)
        action.triggered.connect(partial(_chosen, choose, key))
        group.addAction(action)
        menu.addAction(action)


def _chosen(choose: Callable[[str], None], key: str, _on: object = None) -> None:
    choose(key)


def view_of(stage: Stage) -> View:
    """The record of the view on show."""
    board = stage.board
    return board.snapshot.views.get(board.view_id) or View(name="")


def set_lens(stage: Stage, lens: str) -> None:
    """Colour the view by a lens."""
    with refusals_said(stage):
        edits.set_lens(stage.board.document, stage.board.view_id, lens)


def set_sizes(stage: Stage, *, sizes: bool) -> None:
    """Show spend, by size or by colour."""
    with refusals_said(stage):
        edits.set_sizes(stage.board.document, stage.board.view_id, sizes=sizes)


def set_face(stage: Stage, face: Face) -> None:
    """Choose what stands in the tiles of cards."""
    with refusals_said(stage):
        edits.set_face(stage.board.document, stage.board.view_id, face)


def toggle_badge(stage: Stage, badge: str, _on: object = None) -> None:
    """Show a badge, or hide it."""
    shown = badge not in view_of(stage).badges
    with refusals_said(stage):
        edits.set_badge(stage.board.document, stage.board.view_id, badge, shown=shown)
