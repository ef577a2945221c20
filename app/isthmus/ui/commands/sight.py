"""What is in sight: zoom, panels, appearance."""

from typing import Any

from PySide6.QtCore import Qt

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts
from isthmus.ui.theme.keeper import Appearance

SPECS = (
    Spec("zoom_in", "Zoom &in", ("Ctrl++", "Ctrl+=")),
    Spec("zoom_out", "Zoom &out", ("Ctrl+-",)),
    Spec("zoom_whole", "&Actual size", ("Ctrl+0",), alone="Zoom to actual size"),
    Spec("fit", "&Fit the map", ("Ctrl+9",)),
    Spec("fit_selection", "Zoom to the &selection", ("Ctrl+8",)),
    Spec("look_back", "&Back to where I was", ("Alt+Z",), alone="Go back to where I was"),
    Spec("look_forward", "On a&gain", ("Alt+Shift+Z",), alone="Go on to where I came back from"),
    Spec("minimap", "&Minimap", ("Ctrl+M",), checkable=True, alone="Show or hide the minimap"),
    Spec(
        "catalogue", "&Catalogue", ("Ctrl+1",), checkable=True, alone="Show or hide the catalogue"
    ),
    Spec("side", "Si&de panel", ("Ctrl+2",), checkable=True, alone="Show or hide the side panel"),
    Spec("desktop", "&Follow the desktop", checkable=True, alone="Appearance: Follow the desktop"),
    Spec("light", "&Light", checkable=True, alone="Appearance: Light"),
    Spec("dark", "&Dark", checkable=True, alone="Appearance: Dark"),
    Spec("next_panel", "&Next panel", ("F6",), alone="Go to the next panel"),
    Spec(
        "full_screen",
        "F&ull screen",
        ("F11",),
        checkable=True,
        alone="Show full screen or in a window",
    ),
    Spec("findings", "Findin&gs", ("Ctrl+3",), alone="Go to the findings"),
    Spec("properties", "&Properties", ("Ctrl+4",), alone="Go to the properties"),
    Spec("data", "Data &objects", ("Ctrl+Alt+7",), alone="Go to the data objects"),
    Spec("figures", "Figur&es", ("Ctrl+5",), alone="Go to the figures"),
    Spec("history", "&History", ("Ctrl+6",), alone="Go to the history"),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "zoom_in": parts.canvas.zoom_in,
        "zoom_out": parts.canvas.zoom_out,
        "zoom_whole": lambda: parts.canvas.zoom_to(1.0),
        "fit": parts.canvas.fit,
        "fit_selection": parts.canvas.fit_selection,
        "look_back": parts.canvas.look_back,
        "look_forward": parts.canvas.look_forward,
        "minimap": lambda: parts.canvas.set_minimap_visible(parts.actions["minimap"].isChecked()),
        "catalogue": lambda: _toggle(parts, "catalogue"),
        "side": lambda: _toggle(parts, "side"),
        "desktop": lambda: parts.keeper.choose(Appearance.DESKTOP),
        "light": lambda: parts.keeper.choose(Appearance.LIGHT),
        "dark": lambda: parts.keeper.choose(Appearance.DARK),
        "next_panel": lambda: _next_panel(parts),
        "full_screen": lambda: _full_screen(parts),
        "findings": lambda: parts.show_tab(parts.findings),
        "properties": lambda: parts.show_tab(parts.properties),
        "figures": lambda: parts.show_tab(parts.figures),
        "history": lambda: parts.show_tab(parts.history),
        "data": lambda: parts.show_tab(parts.data),
    }


def _toggle(parts: Parts, key: str) -> None:
    panel = {"catalogue": parts.catalogue_panel, "side": parts.tabs}[key]
    panel.setVisible(parts.actions[key].isChecked())


def _next_panel(parts: Parts) -> None:
    stops = [stop for stop in parts.panels() if stop.isVisible()]
    now, toast = parts.window.focusWidget(), parts.host.toast
    if toast.is_waiting:
        toast.take_focus()
        return
    if now and _within(now, toast):
        now = parts.catalogue_panel.search  # the map comes next
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
