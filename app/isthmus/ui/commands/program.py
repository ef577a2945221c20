"""The program itself: what it is, its keys, finding anything."""

from isthmus.ui.actions import Handlers, Spec, keys_of, words_alone
from isthmus.ui.dialogs.help import show_about, show_keys
from isthmus.ui.palette import Entry
from isthmus.ui.parts import Parts

SPECS = (
    Spec("about", "&About Isthmus"),
    Spec("keys", "&Keyboard shortcuts", ("F1",)),
    Spec("find", "&Find or run a command…", ("Ctrl+K",)),
    Spec("quit", "&Quit", ("Ctrl+Q",)),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "about": lambda: show_about(parts.window),
        "keys": lambda: show_keys(parts.window, parts.actions.all()),
        "find": lambda: parts.palette.open_with(entries(parts)),
        "quit": parts.window.close,
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
