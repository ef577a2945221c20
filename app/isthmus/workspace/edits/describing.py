"""Edits made in forms and tables: names, fields, departments, holdings."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from isthmus.model.codec import CodecError, from_plain, to_plain
from isthmus.model.document import Document
from isthmus.model.records import DataObject, Department, Flow, Holding, HoldingRole, Record, System
from isthmus.model.tables import TABLES
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Area
from isthmus.workspace.edits.resolving import (
    SELF_FLOW,
    called,
    counted,
    data_object,
    department,
    named,
    one_step,
    recognised,
    there,
)
from isthmus.workspace.errors import EditRefused

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue
    from isthmus.catalogue.types import Product

R = TypeVar("R", bound=Record)

_NAMELESS = (Flow, Area)
"""Kinds that may do without a name."""


def rename(
    document: Document,
    kind: type[R],
    record_id: str,
    name: str,
    catalogue: "Catalogue | None" = None,
) -> R:
    """Give a record another name; a system of no known product may be recognised by it.

    Raises:
        EditRefused: the name is blank, or the record has none or is gone.
    """
    values: dict[str, Any] = {"name": name}
    record = _there(document, kind, record_id)
    if isinstance(record, System) and not record.product:
        values |= _known_of(record, name, catalogue)
    return set_fields(
        document, kind, record_id, label=f"Rename {called(document, record)}", **values
    )


def name_after(document: Document, system: str, name: str, product: "Product") -> System:
    """Rename a system to the catalogue's product that it is, with its vendor and category.

    Raises:
        EditRefused: the name is blank, or the system is gone.
    """
    record = _there(document, System, system)
    return set_fields(
        document,
        System,
        system,
        label=f"Rename {record.name}",
        name=name,
        product=product.key,
        vendor=product.vendor,
        category=product.category,
    )


def _known_of(system: System, name: str, catalogue: "Catalogue | None") -> dict[str, str]:
    """Product, vendor and category by the name; what the user has filled in stays."""
    product = recognised(name, catalogue)
    if product is None:
        return {}
    return {
        "product": product.key,
        "vendor": system.vendor or product.vendor,
        "category": system.category or product.category,
    }


def set_fields(
    document: Document,
    kind: type[R],
    record_id: str,
    /,
    *,
    label: str = "",
    **values: Any,  # noqa: ANN401 - any field of any record
) -> R:
    """Set fields of one record to values of the model's own types.

    Raises:
        EditRefused: a value does not fit, or the record is gone.
    """
    record = _there(document, kind, record_id)
    what = f"{_field_words(values)} of {called(document, record)}"
    with one_step(document, label or f"Change {what}") as tx:
        return _set(tx, kind, record_id, values)


def set_fields_of(
    document: Document,
    kind: type[R],
    ids: Collection[str],
    /,
    **values: Any,  # noqa: ANN401 - any field of any record
) -> list[R]:
    """Set the same fields of several records, as one step.

    Raises:
        EditRefused: a value does not fit, or a record is gone.
    """
    records = [_there(document, kind, key) for key in ids]
    one = called(document, records[0]) if len(records) == 1 else ""
    noun = next(name for name, known in TABLES.items() if known is kind).replace("_", " ")
    what = one or f"{len(records)} {noun}"
    with one_step(document, f"Change {_field_words(values)} of {what}") as tx:
        return [_set(tx, kind, record.id, values) for record in records]


def _field_words(values: dict[str, Any]) -> str:
    return ", ".join(name.replace("_", " ") for name in values)


def _there(document: Document, kind: type[R], record_id: str) -> R:
    table = next(name for name, known in TABLES.items() if known is kind)
    found = document.snapshot().tables[table].get(record_id)
    if not isinstance(found, kind):
        raise EditRefused("This is not on the map any more.")
    return found


def _set(tx: Transaction, kind: type[R], record_id: str, values: dict[str, Any]) -> R:
    """Set the fields if the record can then be stored and read back as it is."""
    if isinstance(values.get("name"), str) and kind not in _NAMELESS:
        values = values | {"name": named(values["name"], "It")}
    changed = tx.change(kind, record_id, **values)
    if isinstance(changed, Flow) and changed.source == changed.target:
        raise EditRefused(SELF_FLOW)
    try:
        fits = from_plain(kind, to_plain(changed)) == changed
    except CodecError as error:
        raise EditRefused(f"This value does not fit: {error}") from error
    if not fits:
        raise EditRefused(f"This value does not fit: {_field_words(values)}")
    return changed


def add_department(
    document: Document, name: str, *, is_it: bool = False, parent: str | None = None
) -> Department:
    """The department of that name, added if there is none.

    Raises:
        EditRefused: the name is blank.
    """
    with one_step(document, f"Add department {name.strip()}") as tx:
        before = len(tx.all(Department))
        found = department(tx, name, is_it=is_it)
        is_new = len(tx.all(Department)) > before
        return tx.put(replace(found, parent=parent)) if is_new and parent else found


def assign_department(
    document: Document,
    systems: Collection[str],
    name: str,
    role: Literal["department", "funder"] = "department",
) -> Department | None:
    """Let a department (added if new; '' for none) own or fund systems, by their ids."""
    verb = "fund" if role == "funder" else "own"
    what = counted(len(systems), "system")
    with one_step(document, f"Let {name.strip() or 'nobody'} {verb} {what}") as tx:
        found = department(tx, name) if name.strip() else None
        for key in systems:
            tx.change(System, there(document, key).id, **{role: found.id if found else None})
        return found


def set_holding(
    document: Document,
    system: str,
    name: str,
    role: HoldingRole | None,
    catalogue: "Catalogue | None" = None,
) -> Holding | None:
    """Say how a system holds the data object of that name (added if new); None: not at all."""
    holder = there(document, system)
    with one_step(document, f"Change who holds {name.strip()}") as tx:
        if role is None:
            _let_go(tx, holder, name)
            return None
        held = data_object(tx, name, catalogue)
        known = [
            one for one in tx.all(Holding) if (one.system, one.data_object) == (system, held.id)
        ]
        if known:
            return tx.change(Holding, min(one.id for one in known), role=role)
        return tx.put(Holding(system=system, data_object=held.id, role=role))


def _let_go(tx: Transaction, holder: System, name: str) -> None:
    wanted = name.strip().casefold()
    names = {one.id: one.name.casefold() for one in tx.all(DataObject)}
    for one in tx.all(Holding):
        if one.system == holder.id and names[one.data_object] == wanted:
            tx.delete(Holding, one.id)
