"""What Isthmus is, and its keys."""

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from isthmus.ui.actions import words
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.text import label

_CANVAS_KEYS = (
    ("Pan", "Space or middle button, drag"),
    ("Zoom at the pointer", "Wheel"),
    ("Add to the selection", "Shift, click"),
    ("Copy while dragging", "Alt, drag"),
    ("Nudge what is selected", "Arrows"),
    ("Walk the systems", "Tab"),
    ("Walk along flows", "Ctrl and arrows"),
    ("Give up, select nothing", "Esc"),
)


def show_about(window: QWidget) -> PlainDialog:
    """Say what the program is."""
    dialog = PlainDialog("Isthmus", window, 440)
    dialog.setObjectName("about")
    dialog.say(f"Version {_version()}", "muted")
    dialog.say(
        "Maps a company's systems and the data that moves between them; finds the islands of "
        "rogue IT and the integrations that are missing."
    )
    dialog.say(
        "Everything stays on this machine: Isthmus sends nothing anywhere. Apache License 2.0; "
        "the typeface is Inter, under the SIL Open Font License.",
        "muted",
    )
    dialog.answer("Close", look="primary")
    dialog.open()
    return dialog


def show_keys(window: QWidget, actions: Sequence[QAction]) -> PlainDialog:
    """List all keys."""
    dialog = PlainDialog("Keyboard shortcuts", window, 460)
    dialog.setObjectName("keys")
    grid = QGridLayout()
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 1)
    rows = [(words(action), _keys(action)) for action in actions if not action.shortcut().isEmpty()]
    for number, (what, keys) in enumerate((*rows, *_CANVAS_KEYS)):
        grid.addWidget(label(what), number, 0)
        grid.addWidget(label(keys, "muted"), number, 1)
    inside = QWidget()
    inside.setLayout(grid)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setMinimumHeight(420)
    dialog.body.addWidget(area, 1)
    dialog.answer("Close", look="primary")
    dialog.open()
    return dialog


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(keys.toString(native) for keys in action.shortcuts())


def _version() -> str:
    try:
        return version("isthmus")
    except PackageNotFoundError:
        return "unknown"
