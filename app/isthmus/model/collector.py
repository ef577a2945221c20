"""The cyclic garbage collector kept from running while much is allocated that makes no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector from walking all that is in memory again and again.

    A third of the time of a check of 10,000 systems, and of composing their chart, measured.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def spare_what_is_there() -> None:
    """Let the collector pass over all that is in memory now, as a large map that was just opened.

    Else it goes through every record and shape of it time and again while the user works, for a
    third of a second at 10,000 systems, measured. What nothing refers to goes as ever, but for
    rings of objects: these go once `spare_nothing` was called.
    """
    gc.freeze()


def spare_nothing() -> None:
    """Let the collector look at all that is in memory again, as when a map is closed."""
    gc.unfreeze()
