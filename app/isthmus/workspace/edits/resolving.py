"""Names that a user or a finding gives, turned into records; the words of labels."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from isthmus.drawing.kin import spare_hue
from isthmus.exchange.vocabulary import names_it
from isthmus.model.document import Document
from isthmus.model.integrity import IntegrityError
from isthmus.model.records import DataObject, Department, Flow, FlowState, Record, System
from isthmus.model.transaction import Transaction
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue
    from isthmus.catalogue.types import Product

SELF_FLOW = "A flow leads to another system, not back to the same one."

SURE = 0.9
"""From this score (0 to 1) on, a name that was typed is taken for the catalogue's product."""


@contextmanager
def one_step(document: Document, label: str) -> Iterator[Transaction]:
    """An edit of the document whose breach of integrity is a refusal in words."""
    try:
        with document.edit(label) as tx:
            yield tx
    except IntegrityError as error:
        raise EditRefused(f"This would leave the map inconsistent: {error}") from error


def named(name: str, what: str) -> str:
    """The name without the blanks round it.

    Raises:
        EditRefused: nothing is left of it.
    """
    if clean := " ".join(name.split()):
        return clean
    raise EditRefused(f"{what} needs a name.")


def there(document: Document, system: str) -> System:
    """The system of that id.

    Raises:
        EditRefused: it is not on the map any more.
    """
    found = document.snapshot().systems.get(system)
    if found is None:
        raise EditRefused("The system is not on the map any more.")
    return found


def recognised(name: str, catalogue: "Catalogue | None") -> "Product | None":
    """The catalogue's product that the name surely means."""
    match = catalogue.match_product(name) if catalogue else None
    return match.product if match and match.score >= SURE else None


def data_object(tx: Transaction, name: str, catalogue: "Catalogue | None" = None) -> DataObject:
    """The map's data object of that name, or of the kind so named; a new one if there is none."""
    name = named(name, "A data object")
    known = sorted(tx.all(DataObject), key=lambda one: (one.name.casefold(), one.id))
    for one in known:
        if one.name.casefold() == name.casefold():
            return one
    kind = catalogue.match_data_object(name) if catalogue else None
    if kind is None:
        return tx.put(DataObject(name=name))
    if kind.name.casefold() == name.casefold():
        for one in known:
            if one.kind == kind.key:
                return one
    return tx.put(
        DataObject(name=name, kind=kind.key, personal=kind.personal, description=kind.description)
    )


def data_objects(
    tx: Transaction, names: Iterable[str], catalogue: "Catalogue | None" = None
) -> tuple[str, ...]:
    """Ids of the data objects of those names, in that order, each once."""
    found = (data_object(tx, name, catalogue).id for name in names)
    return tuple(dict.fromkeys(found))


def department(tx: Transaction, name: str, *, is_it: bool = False) -> Department:
    """The map's department of that name, a new one if there is none."""
    name = named(name, "A department")
    known = (one for one in tx.all(Department) if one.name.casefold() == name.casefold())
    found = min(known, key=lambda one: one.id, default=None)
    if found is not None:
        return found
    colour = spare_hue({one.id: one for one in tx.all(Department)})
    return tx.put(Department(name=name, is_it=is_it or names_it(name), colour=colour))


def has_flow(
    tx: Transaction, source: str, target: str, objects: Collection[str], state: FlowState
) -> bool:
    """Whether just such a flow is there already."""
    return any(
        (flow.source, flow.target, flow.state) == (source, target, state)
        and set(flow.data_objects) == set(objects)
        for flow in tx.all(Flow)
    )


def counted(number: int, what: str) -> str:
    """'1 system', '3 systems', '2 territories'."""
    if number == 1:
        return f"{number} {what}"
    return f"{number} {what[:-1]}ies" if what.endswith("y") else f"{number} {what}s"


def called(document: Document, record: Record) -> str:
    """What to call a record in a label."""
    if isinstance(record, Flow):
        systems = document.snapshot().systems
        return f"{systems[record.source].name} → {systems[record.target].name}"
    if record.id == "map":
        return "the map"
    return getattr(record, "name", "") or _KINDS.get(type(record).__name__, "it")


_KINDS = {
    "Area": "an area",
    "Note": "a note",
    "Placement": "a position",
    "Holding": "a holding",
    "Waiver": "a waiver",
    "PerceptionAnswer": "an answer",
}
