"""Every command of the window, in one table: its words, its keys, where it stands in the menus."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from isthmus.ui.text import caption


@dataclass(frozen=True, slots=True)
class Spec:
    """A command."""

    key: str
    text: str
    keys: tuple[str, ...] = ()
    """Shortcuts, the first of which is shown."""
    short: str = ""
    """Its word on the toolbar."""
    checkable: bool = False
    on_canvas: bool = False
    """Its shortcut counts only while the canvas has the focus."""


SPECS: tuple[Spec, ...] = (
    Spec("about", "&About Isthmus"),
    Spec("keys", "&Keyboard shortcuts", ("F1",)),
    Spec("find", "&Find or run a command…", ("Ctrl+K",)),
    Spec("quit", "&Quit", ("Ctrl+Q",)),
    Spec("new", "&New map", ("Ctrl+N",)),
    Spec("open", "&Open…", ("Ctrl+O",)),
    Spec("save", "&Save", ("Ctrl+S",)),
    Spec("save_as", "Save &as…", ("Ctrl+Shift+S",)),
    Spec("import", "&Import workbook…", ("Ctrl+I",), "Import…"),
    Spec("picture", "&Export the map as a picture…", ("Ctrl+E",)),
    Spec("report", "&Print report (PDF)…", ("Ctrl+P",), "Report…"),
    Spec("close", "&Close map", ("Ctrl+W",)),
    Spec("sample", "Open the &sample"),
    Spec("undo", "&Undo", ("Ctrl+Z",), "Undo"),
    Spec("redo", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Redo"),
    Spec("rename", "Re&name", ("F2",), on_canvas=True),
    Spec("duplicate", "&Duplicate", ("Ctrl+D",), on_canvas=True),
    Spec("delete", "D&elete", ("Del", "Backspace"), on_canvas=True),
    Spec("select_all", "Select &all", ("Ctrl+A",), on_canvas=True),
    Spec("zoom_in", "Zoom &in", ("Ctrl++", "Ctrl+=")),
    Spec("zoom_out", "Zoom &out", ("Ctrl+-",)),
    Spec("zoom_whole", "&Actual size", ("Ctrl+0",)),
    Spec("fit", "&Fit the map", ("Ctrl+9",)),
    Spec("minimap", "&Minimap", ("Ctrl+M",), checkable=True),
    Spec("catalogue", "&Catalogue", ("Ctrl+1",), checkable=True),
    Spec("side", "Si&de panel", ("Ctrl+2",), checkable=True),
    Spec("desktop", "&Follow the desktop", checkable=True),
    Spec("light", "&Light", checkable=True),
    Spec("dark", "&Dark", checkable=True),
    Spec("next_panel", "&Next panel", ("F6",)),
    Spec("full_screen", "F&ull screen", ("F11",), checkable=True),
    Spec("select", "Se&lect", ("V",), "Select", checkable=True),
    Spec("system", "&System", ("S",), "System", checkable=True),
    Spec("flow", "&Flow", ("F",), "Flow", checkable=True),
    Spec("quick_add", "&Quick-add a system", ("/",), on_canvas=True),
    Spec("from_catalogue", "From the &catalogue…", ("Ctrl+L",)),
    Spec("arrange", "&Arrange the map", ("Ctrl+Shift+A",), "Arrange"),
    Spec("arrange_selection", "Arrange the &selection", ("Ctrl+Alt+A",)),
    Spec("next_finding", "&Next finding", ("F8",)),
    Spec("previous_finding", "&Previous finding", ("Shift+F8",)),
    Spec("plan", "&Add planned flow", ("Ctrl+Return",)),
    Spec("why", "&Why?", ("Ctrl+Shift+W",)),
    Spec("accept", "Accept &risk…", ("Ctrl+Shift+R",)),
    Spec("findings", "Findin&gs", ("Ctrl+3",)),
    Spec("properties", "&Properties", ("Ctrl+4",)),
    Spec("figures", "Figur&es", ("Ctrl+5",)),
    Spec("history", "&History", ("Ctrl+6",)),
)

RECENT = "#recent"
APPEARANCE = "#appearance"
LINE = ""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&Isthmus", ("about", "keys", LINE, "find", LINE, "quit")),
    (
        "&File",
        ("new", "open", RECENT, LINE, "save", "save_as", LINE, "import", LINE, "picture",
         "report", LINE, "close", "quit"),
    ),
    ("&Edit", ("undo", "redo", LINE, "rename", "duplicate", "delete", LINE, "select_all", "find")),
    (
        "&View",
        ("zoom_in", "zoom_out", "zoom_whole", "fit", LINE, "catalogue", "side", "minimap", LINE,
         "findings", "properties", "figures", "history", "next_panel", LINE, APPEARANCE,
         "full_screen"),
    ),
    ("I&nsert", ("select", LINE, "system", "quick_add", "flow", LINE, "from_catalogue")),
    ("A&rrange", ("arrange", "arrange_selection")),
    ("&Analyse", ("next_finding", "previous_finding", LINE, "plan", "why", "accept")),
    ("Re&port", ("report", "picture")),
    ("&Help", ("keys", "sample", LINE, "about")),
)  # fmt: skip

TOOLBAR = ("select", "system", "flow", LINE, "undo", "redo", LINE, "arrange", "import", "report")

Handlers = Mapping[str, Callable[[], Any]]


class Actions(QObject):
    """The commands as Qt's actions, by key."""

    def __init__(self, handlers: Handlers, parent: QObject) -> None:
        """Every command must have a handler: none may do nothing."""
        super().__init__(parent)
        self._by_key = {spec.key: self._make(spec, handlers[spec.key]) for spec in SPECS}

    def __getitem__(self, key: str) -> QAction:
        return self._by_key[key]

    def all(self) -> list[QAction]:
        """Every command, in the table's order."""
        return list(self._by_key.values())

    def canvas_actions(self) -> list[QAction]:
        """Those whose shortcuts count on the canvas alone."""
        return [self._by_key[spec.key] for spec in SPECS if spec.on_canvas]

    def enable(self, keys: str, *, on: bool) -> None:
        """Enable or disable the commands named, with blanks between them."""
        for key in keys.split():
            self._by_key[key].setEnabled(on)

    def _make(self, spec: Spec, handler: Callable[[], Any]) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.key)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        if spec.short:
            action.setIconText(spec.short)
        if spec.on_canvas:
            action.setShortcutContext(_CANVAS)
        action.triggered.connect(lambda: handler())  # noqa: PLW0108 - the signal brings a bool
        return action


_CANVAS = Qt.ShortcutContext.WidgetWithChildrenShortcut


def words(action: QAction) -> str:
    """An action's text as it is read: no mnemonic mark, no dots."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def step_words(word: str, step: str | None) -> str:
    """'&Undo: delete Marketo', for a menu; just the word where there is no step."""
    return f"{word}: {caption(step[0].lower() + step[1:])}" if step else word


def words_alone(action: QAction) -> str:
    """An action's text where no menu says what it is about."""
    return _ALONE.get(action.objectName(), words(action))


_ALONE = {
    "desktop": "Appearance: Follow the desktop",
    "light": "Appearance: Light",
    "dark": "Appearance: Dark",
    "rename": "Rename the selected system",
    "duplicate": "Duplicate what is selected",
    "delete": "Delete what is selected",
    "zoom_whole": "Zoom to actual size",
    "minimap": "Show or hide the minimap",
    "catalogue": "Show or hide the catalogue",
    "side": "Show or hide the side panel",
    "next_panel": "Go to the next panel",
    "full_screen": "Show full screen or in a window",
    "select": "Select on the map",
    "system": "Draw a system",
    "flow": "Draw a flow",
    "from_catalogue": "Add a system from the catalogue",
    "plan": "Add planned flow for the finding",
    "why": "Why this finding?",
    "accept": "Accept the finding as a risk",
    "findings": "Go to the findings",
    "properties": "Go to the properties",
    "figures": "Go to the figures",
    "history": "Go to the history",
}
"""Words of commands whose menu says the other half, by their keys."""


def keys_of(action: QAction) -> str:
    """The first shortcut as it is written on keys; '' if there is none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
