"""The program itself: what it is, its keys, finding anything."""

from isthmus.ui.actions import Handlers, Spec, words_alone
from isthmus.ui.canvas.handbook import CHAPTERS
from isthmus.ui.commands.menus import LINE, MENUS, RECENT, Menu
from isthmus.ui.dialogs.help import show_about, show_keys
from isthmus.ui.dialogs.keysheet import Chapter, native
from isthmus.ui.finder import Finder
from isthmus.ui.parts import Parts

SPECS = (
    Spec("about", "&About Isthmus"),
    Spec("keys", "&Keyboard shortcuts", ("F1",)),
    Spec("find", "&Find or run a command…", ("Ctrl+K",)),
    Spec("quit", "&Quit", ("Ctrl+Q",)),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    finder = Finder(parts)
    return {
        "about": lambda: show_about(parts.window),
        "keys": lambda: show_keys(parts.window, chapters(parts)),
        "find": lambda: parts.palette.open_with(finder.index()),
        "quit": parts.window.close,
    }


def chapters(parts: Parts) -> list[Chapter]:
    """The sheet of shortcuts: the map's own first, then a chapter for each menu."""
    listed: set[str] = set()
    found: list[Chapter] = [*CHAPTERS]
    todo = list(MENUS)
    for menu in todo:
        inner = [item for item in menu.items if isinstance(item, Menu)]
        todo[todo.index(menu) + 1 : todo.index(menu) + 1] = inner
        keys = [k for k in menu.items if isinstance(k, str) and k not in {LINE, RECENT, *listed}]
        listed |= set(keys)
        actions = [parts.actions[key] for key in keys]
        rows = [(words_alone(one), native(one.shortcuts())) for one in actions if one.shortcuts()]
        found.append((menu.title.replace("&", ""), rows))
    return found
