"""Every command of the window, by what it is about; each module has words, keys and deeds."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.commands import (
    aligning,
    analysing,
    arranging,
    drawing,
    editing,
    flows,
    grounds,
    judging,
    looks,
    maps,
    planning,
    program,
    selecting,
    showing,
    sight,
    supposing,
    views,
)
from isthmus.ui.parts import Parts

_GROUPS = (
    program,
    maps,
    editing,
    selecting,
    sight,
    views,
    looks,
    showing,
    drawing,
    flows,
    grounds,
    arranging,
    aligning,
    analysing,
    planning,
    judging,
    supposing,
)

SPECS: tuple[Spec, ...] = tuple(spec for group in _GROUPS for spec in group.SPECS)
"""All commands, in the order in which the palette lists them."""


def handlers(parts: Parts) -> Handlers:
    """A function for every command."""
    return {key: deed for group in _GROUPS for key, deed in group.handlers(parts).items()}
