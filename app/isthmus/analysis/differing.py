"""Which records of a table differ between two snapshots."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from isthmus.model.records import Record

R = TypeVar("R", bound=Record)


def differing(
    before: Mapping[str, R], after: Mapping[str, R]
) -> Iterator[tuple[R | None, R | None]]:
    """The records that are not the same in both: as they were and as they are, None for none.

    A record that somebody put back is another object that may be equal: it counts as different.
    """
    if before == after:
        return
    for ident, record in after.items():
        old = before.get(ident)
        if old is not record:
            yield old, record
    yield from ((record, None) for ident, record in before.items() if ident not in after)
