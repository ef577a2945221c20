"""What each command does, by its key."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from isthmus.ui.actions import keys_of, words_alone
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.dialogs.help import show_about, show_keys
from isthmus.ui.palette import Entry
from isthmus.ui.parts import Parts
from isthmus.ui.theme.keeper import Appearance


def handlers(parts: Parts) -> dict[str, Callable[[], Any]]:
    """A function for every command of the table."""
    canvas, files, desk = parts.canvas, parts.files, parts.finding_desk
    return {
        "about": lambda: show_about(parts.window),
        "keys": lambda: show_keys(parts.window, parts.actions.all()),
        "find": lambda: parts.palette.open_with(entries(parts)),
        "quit": parts.window.close,
        "new": files.new,
        "open": files.open,
        "save": files.save,
        "save_as": files.save_as,
        "import": parts.importing.ask,
        "picture": files.picture,
        "report": files.report,
        "close": files.new,
        "sample": files.open_sample,
        "undo": lambda: _undo(parts),
        "redo": lambda: _redo(parts),
        "rename": lambda: _rename(parts),
        "duplicate": canvas.duplicate_selection,
        "delete": canvas.delete_selection,
        "select_all": canvas.select_all,
        "zoom_in": canvas.zoom_in,
        "zoom_out": canvas.zoom_out,
        "zoom_whole": lambda: canvas.zoom_to(1.0),
        "fit": canvas.fit,
        "minimap": lambda: canvas.set_minimap_visible(parts.actions["minimap"].isChecked()),
        "catalogue": lambda: _toggle(parts, "catalogue"),
        "side": lambda: _toggle(parts, "side"),
        "desktop": lambda: parts.keeper.choose(Appearance.DESKTOP),
        "light": lambda: parts.keeper.choose(Appearance.LIGHT),
        "dark": lambda: parts.keeper.choose(Appearance.DARK),
        "next_panel": lambda: _next_panel(parts),
        "full_screen": lambda: _full_screen(parts),
        "select": lambda: canvas.set_tool(Tool.SELECT),
        "system": lambda: canvas.set_tool(Tool.SYSTEM),
        "flow": lambda: canvas.set_tool(Tool.FLOW),
        "quick_add": canvas.add_system,
        "from_catalogue": lambda: _search_catalogue(parts),
        "arrange": parts.arranging.arrange_all,
        "arrange_selection": lambda: parts.arranging.arrange_some(canvas.selection()),
        "next_finding": lambda: _step(parts, 1),
        "previous_finding": lambda: _step(parts, -1),
        "plan": lambda: desk.about_current("plan"),
        "why": lambda: desk.about_current("why"),
        "accept": lambda: desk.about_current("accept"),
        "findings": lambda: _show_tab(parts, 0),
        "properties": lambda: _show_tab(parts, 1),
        "figures": lambda: _show_tab(parts, 2),
        "history": lambda: _show_tab(parts, 3),
    }


def entries(parts: Parts) -> list[Entry]:
    """All that can be done now, then all systems by name."""
    found = [
        Entry(words_alone(action), action.trigger, keys_of(action))
        for action in parts.actions.all()
        if action.isEnabled() and action.objectName() != "find"
    ]
    snapshot = parts.session.snapshot
    categories = parts.session.catalogue.categories
    for system in sorted(snapshot.systems.values(), key=lambda s: (s.name.casefold(), s.id)):
        category = categories.get(system.category)
        kind = category.name if category else "System"
        found.append(Entry(system.name, lambda key=system.id: parts.go_to(key), kind))  # type: ignore[misc]
    return found


def _undo(parts: Parts) -> None:
    parts.finish()
    parts.session.document.undo()


def _redo(parts: Parts) -> None:
    parts.session.document.redo()


def _rename(parts: Parts) -> None:
    systems = parts.session.snapshot.systems
    chosen = [key for key in parts.canvas.selection() if key in systems]
    if len(chosen) == 1:
        parts.canvas.rename(chosen[0])


def _toggle(parts: Parts, key: str) -> None:
    panel = {"catalogue": parts.catalogue_panel, "side": parts.tabs}[key]
    panel.setVisible(parts.actions[key].isChecked())


def _next_panel(parts: Parts) -> None:
    stops = [stop for stop in parts.panels() if stop.isVisible()]
    now = parts.window.focusWidget()
    at = next((n for n, stop in enumerate(stops) if now and _within(now, stop)), -1)
    goal = stops[(at + 1) % len(stops)]
    if goal is parts.properties:
        goal.focusNextChild()
    else:
        goal.setFocus(Qt.FocusReason.TabFocusReason)


def _within(widget: Any, panel: Any) -> bool:  # noqa: ANN401
    return widget is panel or bool(panel.isAncestorOf(widget))


def _full_screen(parts: Parts) -> None:
    if parts.window.isFullScreen():
        parts.window.showNormal()
    else:
        parts.window.showFullScreen()


def _search_catalogue(parts: Parts) -> None:
    parts.actions["catalogue"].setChecked(True)
    _toggle(parts, "catalogue")
    parts.catalogue_panel.search.setFocus()
    parts.catalogue_panel.search.selectAll()


def _show_tab(parts: Parts, number: int) -> None:
    parts.actions["side"].setChecked(True)
    _toggle(parts, "side")
    parts.tabs.setCurrentIndex(number)


def _step(parts: Parts, by: int) -> None:
    _show_tab(parts, 0)
    parts.findings.step(by)
