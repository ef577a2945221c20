"""Which of the theme's tints a department has."""

from isthmus.model.snapshot import Snapshot

_HEADS = ("marketing", "sales", "service", "finance", "hr", "operations", "collaboration",
          "commerce", "it", "data", "integration")  # fmt: skip


def tint_of(snapshot: Snapshot, department: str) -> str:
    """The tint chosen for the department, else the one that falls to it in the order of names."""
    known = snapshot.departments
    if known[department].colour in _HEADS:
        return known[department].colour
    order = sorted(known.values(), key=lambda one: (one.name.casefold(), one.id))
    return _HEADS[[one.id for one in order].index(department) % len(_HEADS)]
