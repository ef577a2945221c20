"""Places and sizes of what is selected; what drags keep to."""

from functools import partial

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.canvas import shaping
from isthmus.ui.canvas.aligning import Edge
from isthmus.ui.parts import Parts


def _spec(key: str, text: str, keys: str = "", alone: str = "") -> Spec:
    return Spec(key, text, (keys,) if keys else (), on_canvas=True, alone=alone)


SPECS = (
    _spec("align_left", "&Left", "Ctrl+Shift+Left", "Align left"),
    _spec("align_centre", "&Centre", "Ctrl+Shift+H", "Align centres, one under the other"),
    _spec("align_right", "&Right", "Ctrl+Shift+Right", "Align right"),
    _spec("align_top", "&Top", "Ctrl+Shift+Up", "Align at the top"),
    _spec("align_middle", "&Middle", "Ctrl+Shift+M", "Align middles, side by side"),
    _spec("align_bottom", "&Bottom", "Ctrl+Shift+Down", "Align at the bottom"),
    _spec("distribute_across", "Distribute &across", "Ctrl+Alt+H", "Distribute across, gaps equal"),
    _spec("distribute_down", "Distribute &down", "Ctrl+Alt+V", "Distribute down, gaps equal"),
    _spec("wider", "&Wider", "Alt+Right", "Make cards wider"),
    _spec("narrower", "&Narrower", "Alt+Left", "Make cards narrower"),
    _spec("higher", "&Higher", "Alt+Down", "Make cards higher"),
    _spec("lower", "&Lower", "Alt+Up", "Make cards lower"),
    _spec("same_size", "&Same size", "", "Make cards the same size"),
    _spec("standard_size", "Stan&dard size", "", "Give cards the standard size"),
    Spec("snap_lines", "To &other cards", checkable=True, alone="Snap lines in drags, or none"),
    Spec("grid", "To the &grid", ("Ctrl+G",), checkable=True, alone="Show and keep to the grid"),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    stage = parts.canvas.stage
    aligned = {f"align_{edge.name.lower()}": partial(shaping.align, stage, edge) for edge in Edge}
    return {
        **aligned,
        "distribute_across": lambda: shaping.distribute(stage, 0),
        "distribute_down": lambda: shaping.distribute(stage, 1),
        "wider": lambda: shaping.grow(stage, 1, 0),
        "narrower": lambda: shaping.grow(stage, -1, 0),
        "higher": lambda: shaping.grow(stage, 0, 1),
        "lower": lambda: shaping.grow(stage, 0, -1),
        "same_size": lambda: shaping.same_size(stage),
        "standard_size": lambda: shaping.standard_size(stage),
        "snap_lines": lambda: _snap_lines(parts),
        "grid": lambda: _grid(parts),
    }


def restore(parts: Parts) -> None:
    """What was chosen when the window was last open."""
    for key, default in (("snap_lines", "on"), ("grid", "off")):
        parts.actions[key].setChecked(parts.settings.text(key, default) == "on")
        handlers(parts)[key]()


def _snap_lines(parts: Parts) -> None:
    parts.canvas.stage.snaps = _remembered(parts, "snap_lines")


def _grid(parts: Parts) -> None:
    parts.canvas.set_grid(_remembered(parts, "grid"))


def _remembered(parts: Parts, key: str) -> bool:
    on = parts.actions[key].isChecked()
    parts.settings.put(key, "on" if on else "off")
    return on
