"""Systems from what their rows say: catalogue entries matched, departments found or made."""

from collections.abc import Collection
from typing import Any

from isthmus.exchange.entries import Entry, row_key, unsaid
from isthmus.exchange.folding import fold
from isthmus.exchange.proposal import CUSTOM
from isthmus.exchange.registry import Registry
from isthmus.exchange.sheetkinds import type_word
from isthmus.exchange.updating import Told, Updating
from isthmus.exchange.values import lines_of
from isthmus.exchange.vocabulary import BOND_FIELDS, LINK_FIELDS, words
from isthmus.model.records import CellRef, HoldingRole, System
from isthmus.model.sourcing import CUSTOM as CUSTOM_FIELD
from isthmus.model.sourcing import cited_fields

PRODUCT_SURE = 0.9
"""Least score at which a system is taken for a product of the catalogue."""
CATEGORY_SURE = 0.85
CATEGORY_OVER_PRODUCT = 0.95
"""Least score at which a cell's category counts more than that of the product."""

Note = tuple[str, str]
"""A field and what to tell of its cell."""


def match_product(entry: Entry, registry: Registry) -> list[Note]:
    """Put down the catalogue's product that a system is; a likely one is only told."""
    catalogue = registry.catalogue
    vendor = str(entry.values.get("vendor", ""))
    named = entry.raw.get("product", "")
    found = catalogue.match_product(named, vendor) if named else None
    found = found or catalogue.match_product(entry.name, vendor)
    if found and found.score >= PRODUCT_SURE:
        entry.raw["product key"] = found.product.key
        entry.raw["product category"] = found.product.category
        entry.raw["product vendor"] = found.product.vendor
        return []
    if not found:
        return []
    likely = f"'{entry.name}' may be {found.product.name} of {found.product.vendor}"
    return [("name", f"{likely} ({found.score:.0%}: {found.reason}); it was not taken for it.")]


def build(entry: Entry, registry: Registry, updating: Updating) -> tuple[System, list[Note]]:
    """The system's record, new or the map's own with what the rows change, and what to tell."""
    told, derived = dict[str, Any](entry.values), dict[str, Any]()
    notes = _put_catalogued(entry, registry, told, derived)
    notes += _put_area(entry, registry, told)
    notes += _put_departments(entry, registry, told)
    _put_data(entry, registry, told)
    if entry.base is not None:
        registry.let_go(entry.id, _columns_of(entry, ("masters", "holds")))
        return updating.merged(entry.base, _told(entry, entry.base, told, derived)), notes
    system = System(
        id=entry.id,
        name=entry.name,
        custom=tuple(entry.custom.items()),
        external_ids=tuple(entry.ids.items()),
        origin=tuple(entry.origin),
        **{**derived, **told},
    )
    return system, notes


def _told(entry: Entry, base: System, told: dict[str, Any], derived: dict[str, Any]) -> Told:
    """What the rows say of a system that the map has."""
    cited = {cell.field for cell in entry.origin}
    along = {
        name: (lead, told.pop(name))
        for name, lead in _ALONG.items()
        if name in told and name not in cited
    }
    if "department" in told and "department" not in cited:  # the sheet's name, or a heading's
        derived["department"] = told.pop("department")
    custom = {CUSTOM_FIELD + name: value for name, value in entry.custom.items()}
    values = {"name": entry.name, **told, **custom}
    ids = tuple(entry.ids.items())
    lost = cited_fields(base) - values.keys()
    return Told(values, entry.origin, unsaid(entry.rows, lost, _NO_VALUE), along, derived, ids)


_ALONG = {"currency": "annual_cost", "steward_in_business": "it_steward"}
"""Fields that another field's cell may tell too."""


def _columns_of(entry: Entry, names: Collection[str]) -> list[CellRef]:
    """The cells of an entry's rows in columns of some fields, filled or not."""
    return [
        CellRef(table.grid.file, table.grid.name, table.place(row, column), column.field)
        for table, row, _ in entry.rows
        for column in table.columns
        if column.field in names
    ]


_NO_VALUE = frozenset((CUSTOM, "id", "masters", "holds", *LINK_FIELDS, *BOND_FIELDS))
"""What a column holds that is no field of a system, or none by its own name."""


def _put_catalogued(
    entry: Entry, registry: Registry, told: dict[str, Any], derived: dict[str, Any]
) -> list[Note]:
    """Product, category and vendor; texts that say more are kept."""
    raw = entry.raw
    if key := raw.get("product key"):
        (told if "product" in raw else derived)["product"] = key
        derived["vendor"] = raw["product vendor"]
    if "product" in raw:
        _keep(entry, "product")
    if category := raw.get("product category"):
        derived["category"] = category
    return _put_category(entry, registry, told)


def _put_category(entry: Entry, registry: Registry, told: dict[str, Any]) -> list[Note]:
    """What a cell says of the category comes before that of the product, where it is sure."""
    of_product = entry.raw.get("product category", "")
    text = entry.raw.get("category")
    if not text:
        return []
    found = registry.category(text)
    if not (found and fold(found.category.name) == fold(text)):
        _keep(entry, "category")
    least = CATEGORY_OVER_PRODUCT if of_product else CATEGORY_SURE
    if found and found.score >= least:
        told["category"] = found.category.key
        return []
    if of_product or type_word(text) in words().system_types:
        return []
    why = f"'{text[:60]}' is no category that the catalogue knows; its text is kept"
    return [("category", f"{why} as a custom field.")]


def _keep(entry: Entry, field: str) -> None:
    """Keep the text of a cell that names something else as a custom field."""
    header = entry.raw[f"{field} header"]
    entry.custom[header] = entry.raw[field]
    cell = row_key(*entry.where[field])
    entry.origin.append(cell._replace(field=CUSTOM_FIELD + header))


def _put_area(entry: Entry, registry: Registry, told: dict[str, Any]) -> list[Note]:
    text = entry.raw.get("technology_area")
    if not text:
        return []
    areas = registry.catalogue.areas.values()
    found = next((a for a in areas if fold(text) in (fold(a.name), fold(a.key))), None)
    if found:
        told["technology_area"] = found.key
        return []
    _keep(entry, "technology_area")
    why = f"'{text[:60]}' is no technology area that the catalogue knows; its text is kept"
    return [("technology_area", f"{why} as a custom field.")]


def _put_departments(entry: Entry, registry: Registry, told: dict[str, Any]) -> list[Note]:
    """Owner and funder; where a cell names several departments, the first."""
    notes = []
    for field in ("department", "funder"):
        if text := entry.raw.get(field):
            several = lines_of(text) or [text]
            told[field] = registry.department(several[0], cited(entry, field))
            if len(several) > 1:
                _keep(entry, field)
                why = f"Several departments in one cell: the first, '{several[0][:60]}', was taken"
                notes.append((field, f"{why}; all are kept as a custom field."))
    return notes


def _put_data(entry: Entry, registry: Registry, told: dict[str, Any]) -> None:
    """Data objects held, and capabilities."""
    for field, role in (("masters", HoldingRole.MASTER), ("holds", HoldingRole.REPLICA)):
        for name in told.pop(field, ()):
            origin = cited(entry, field)
            registry.hold(entry.id, registry.data_object(name, origin), role, origin)
    if names := told.get("capabilities"):
        ids = (registry.capability(name, cited(entry, "capabilities")) for name in names)
        told["capabilities"] = tuple(dict.fromkeys(ids))


def cited(entry: Entry, field: str) -> CellRef | None:
    """The cell that tells a field of a system."""
    return next((cell for cell in entry.origin if cell.field == field), None)
