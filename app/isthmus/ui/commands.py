"""What each command does, by its key."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from isthmus.ui.actions import keys_of, words_alone
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.dialogs.help import show_about, show_keys
from isthmus.ui.palette import Entry
from isthmus.ui.theme.keeper import Appearance

if TYPE_CHECKING:
    from isthmus.ui.window import MainWindow


def handlers(window: "MainWindow") -> dict[str, Callable[[], Any]]:
    """A function for every command of the table."""
    canvas, files, desk = window.canvas, window.files, window.finding_desk
    return {
        "about": lambda: show_about(window),
        "keys": lambda: show_keys(window, window.actions_.all()),
        "find": lambda: window.palette_.open_with(entries(window)),
        "quit": window.close,
        "new": files.new,
        "open": files.open,
        "save": files.save,
        "save_as": files.save_as,
        "import": window.importing.ask,
        "picture": files.picture,
        "report": files.report,
        "close": files.new,
        "sample": files.open_sample,
        "undo": lambda: _undo(window),
        "redo": lambda: _redo(window),
        "rename": lambda: _rename(window),
        "duplicate": canvas.duplicate_selection,
        "delete": canvas.delete_selection,
        "select_all": canvas.select_all,
        "zoom_in": canvas.zoom_in,
        "zoom_out": canvas.zoom_out,
        "zoom_whole": lambda: canvas.zoom_to(1.0),
        "fit": canvas.fit,
        "minimap": lambda: canvas.set_minimap_visible(window.actions_["minimap"].isChecked()),
        "catalogue": lambda: _toggle(window, "catalogue"),
        "side": lambda: _toggle(window, "side"),
        "desktop": lambda: window.keeper.choose(Appearance.DESKTOP),
        "light": lambda: window.keeper.choose(Appearance.LIGHT),
        "dark": lambda: window.keeper.choose(Appearance.DARK),
        "next_panel": lambda: _next_panel(window),
        "full_screen": lambda: _full_screen(window),
        "select": lambda: canvas.set_tool(Tool.SELECT),
        "system": lambda: canvas.set_tool(Tool.SYSTEM),
        "flow": lambda: canvas.set_tool(Tool.FLOW),
        "quick_add": canvas.add_system,
        "from_catalogue": lambda: _search_catalogue(window),
        "arrange": window.arranging.arrange_all,
        "arrange_selection": lambda: window.arranging.arrange_some(canvas.selection()),
        "next_finding": lambda: _step(window, 1),
        "previous_finding": lambda: _step(window, -1),
        "plan": lambda: desk.about_current("plan"),
        "why": lambda: desk.about_current("why"),
        "accept": lambda: desk.about_current("accept"),
        "findings": lambda: _show_tab(window, 0),
        "properties": lambda: _show_tab(window, 1),
        "figures": lambda: _show_tab(window, 2),
        "history": lambda: _show_tab(window, 3),
    }


def entries(window: "MainWindow") -> list[Entry]:
    """All that can be done now, then all systems by name."""
    found = [
        Entry(words_alone(action), action.trigger, keys_of(action))
        for action in window.actions_.all()
        if action.isEnabled() and action.objectName() != "find"
    ]
    snapshot = window.session.snapshot
    categories = window.session.catalogue.categories
    for system in sorted(snapshot.systems.values(), key=lambda s: (s.name.casefold(), s.id)):
        category = categories.get(system.category)
        kind = category.name if category else "System"
        found.append(Entry(system.name, lambda key=system.id: window.go_to(key), kind))  # type: ignore[misc]
    return found


def _undo(window: "MainWindow") -> None:
    window.finish()
    window.session.document.undo()


def _redo(window: "MainWindow") -> None:
    window.session.document.redo()


def _rename(window: "MainWindow") -> None:
    systems = window.session.snapshot.systems
    chosen = [key for key in window.canvas.selection() if key in systems]
    if len(chosen) == 1:
        window.canvas.rename(chosen[0])


def _toggle(window: "MainWindow", key: str) -> None:
    panel = {"catalogue": window.catalogue_panel, "side": window.tabs}[key]
    panel.setVisible(window.actions_[key].isChecked())


def _next_panel(window: "MainWindow") -> None:
    stops = [stop for stop in window.panels() if stop.isVisible()]
    now = window.focusWidget()
    at = next((n for n, stop in enumerate(stops) if now and _within(now, stop)), -1)
    goal = stops[(at + 1) % len(stops)]
    if goal is window.properties:
        goal.focusNextChild()
    else:
        goal.setFocus(Qt.FocusReason.TabFocusReason)


def _within(widget: Any, panel: Any) -> bool:  # noqa: ANN401
    return widget is panel or bool(panel.isAncestorOf(widget))


def _full_screen(window: "MainWindow") -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _search_catalogue(window: "MainWindow") -> None:
    window.actions_["catalogue"].setChecked(True)
    _toggle(window, "catalogue")
    window.catalogue_panel.search.setFocus()
    window.catalogue_panel.search.selectAll()


def _show_tab(window: "MainWindow", number: int) -> None:
    window.actions_["side"].setChecked(True)
    _toggle(window, "side")
    window.tabs.setCurrentIndex(number)


def _step(window: "MainWindow", by: int) -> None:
    _show_tab(window, 0)
    window.findings.step(by)
