"""Which of the theme's hues a department has."""

from isthmus.drawing.lens_facts import hues_of
from isthmus.model.snapshot import Snapshot


def tint_of(snapshot: Snapshot, department: str) -> str:
    """The hue chosen for the department, else the one that falls to it in the order of names."""
    return hues_of(snapshot.departments)[department]
