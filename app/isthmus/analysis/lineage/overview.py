"""What is known of all data objects of a map, those of the customer marked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from isthmus.analysis.lineage.objects import Tracer
from isthmus.analysis.lineage.view import CustomerView, view_of
from isthmus.analysis.livemap import live_map
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.collector import collector_at_rest
from isthmus.model.snapshot import Snapshot

CUSTOMER = "customer"
"""Key of the kind of data object whose shared view comes first."""


@dataclass(frozen=True, slots=True)
class DataObjects:
    """All of them by name."""

    snapshot: Snapshot
    views: tuple[CustomerView, ...]
    customers: frozenset[str]
    """Ids of those that are customers, by kind or name."""


def _in_silence(_part: float) -> None:
    """Nobody waits."""


def data_objects_of(
    snapshot: Snapshot,
    catalogue: Catalogue,
    as_of: date | None = None,
    progress: Callable[[float], None] = _in_silence,
) -> DataObjects:
    """Who masters, holds and carries each data object of a map, and how old it gets.

    `progress` is told how far it is (0 to 1), and may raise to end it.
    """
    with collector_at_rest():
        live = live_map(snapshot, catalogue, as_of)
        tracer, things = Tracer(live), live.things
        views = []
        for number in range(len(things.records)):
            progress(number / len(things.records))
            views.append(view_of(tracer, number))
        bits = things.bits((CUSTOMER,))
        known = zip(things.records, things.bit_of, strict=True)
        customers = frozenset(one.id for one, bit in known if bit & bits)
        return DataObjects(snapshot, tuple(views), customers)
