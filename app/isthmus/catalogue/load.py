"""The bundled catalogue, loaded and checked: a fault in the data stops the program at once."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.entries import Entry, read_csv, read_toml, tables
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.naming import Words, fold, squeeze
from isthmus.catalogue.rules import Known, rules_in
from isthmus.catalogue.thumbs import load_thumbs
from isthmus.catalogue.types import (
    Category,
    DataObjectKind,
    Head,
    Product,
    Region,
    Rule,
    Source,
    TechnologyArea,
)
from isthmus.paths import resources

__all__ = ["CatalogueError", "load_catalogue", "load_from"]

PRODUCT_COLUMNS = ("key", "name", "vendor", "category", "synonyms", "domain", "connectors")

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that comes with the program.

    Raises:
        CatalogueError: a file of it is missing or faulty.
    """
    return load_from(resources())


def load_from(folder: Path) -> Catalogue:
    """The catalogue in the subfolders 'catalogue', 'rules' and 'involvement' of a folder.

    Raises:
        CatalogueError: a file is missing, or an entry is faulty; names file and entry.
    """
    place = folder / "catalogue"
    areas = _areas(place / "areas.toml")
    sources = _sources(place / "sources.toml")
    data_objects = _data_objects(place / "data_objects.toml")
    heads, categories = _categories(place / "categories.toml", areas, data_objects)
    words = _words(place / "words.toml")
    return Catalogue(
        areas=areas,
        heads=heads,
        categories=categories,
        products=_products(place / "products.csv", categories, sources),
        data_objects=data_objects,
        sources=sources,
        rules=tuple(_rules(folder / "rules", Known(categories, data_objects, sources))),
        vendor_aliases=_vendor_aliases(place / "vendors.toml"),
        words=words,
        regions=_regions(place / "regions.toml"),
        thumbs=load_thumbs(folder / "involvement" / "involvement.toml"),
    )


def _areas(path: Path) -> dict[str, TechnologyArea]:
    found = {}
    for entry in _entries(path, "areas"):
        found[entry.name] = TechnologyArea(entry.name, entry.text("name"))
        entry.done()
    return found


def _regions(path: Path) -> dict[str, Region]:
    """The regions, each after those that it lies within, so that none lies within itself."""
    found: dict[str, Region] = {}
    for entry in _entries(path, "regions"):
        within = entry.references("within", found)
        found[entry.name] = Region(entry.name, entry.text("name"), entry.texts("synonyms"), within)
        entry.done()
    _no_shared_names(path, ((k, (x.name, *x.synonyms)) for k, x in found.items()))
    return found


def _sources(path: Path) -> dict[str, Source]:
    found = {}
    for entry in _entries(path, "sources"):
        licence, url = entry.text("licence", ""), entry.text("url", "")
        found[entry.name] = Source(entry.name, entry.text("title"), licence, url)
        entry.done()
    return found


def _data_objects(path: Path) -> dict[str, DataObjectKind]:
    found = {}
    for entry in _entries(path, "data_objects"):
        found[entry.name] = DataObjectKind(
            key=entry.name,
            name=entry.text("name"),
            personal=entry.flag("personal"),
            synonyms=entry.texts("synonyms"),
            description=entry.text("description"),
        )
        entry.done()
    _no_shared_names(path, ((k, (x.name, *x.synonyms)) for k, x in found.items()))
    return found


def _categories(
    path: Path, areas: Collection[str], data_objects: Collection[str]
) -> tuple[dict[str, Head], dict[str, Category]]:
    read = dict(tables(path, "heads", "categories"))
    names = Entry(path, "heads", read["heads"])
    heads = {key: Head(key, names.text(key)) for key in read["heads"]}
    found = {}
    for key, values in read["categories"].items():
        entry = _entry(path, key, values)
        found[key] = _category(entry, heads, areas, data_objects)
        entry.done()
    named = ((k, (x.name, *x.synonyms, *x.broad)) for k, x in found.items())
    _no_shared_names(path, named)
    return heads, found


def _category(
    entry: Entry, heads: Collection[str], areas: Collection[str], data_objects: Collection[str]
) -> Category:
    return Category(
        key=entry.name,
        name=entry.text("name"),
        head=entry.reference("head", heads),
        technology_area=entry.reference("area", areas, ""),
        synonyms=entry.texts("synonyms"),
        broad=entry.texts("broad"),
        hub=entry.flag("hub", default=False),
        record_of=entry.references("record_of", data_objects),
        collects=entry.references("collects", data_objects),
        automation=entry.flag("automation", default=False),
    )


def _products(
    path: Path, categories: Collection[str], sources: Collection[str]
) -> dict[str, Product]:
    found: dict[str, Product] = {}
    for line, cells in read_csv(path, PRODUCT_COLUMNS):
        name = f"line {line} ({cells['key']})"
        values: dict[str, object] = dict(cells)
        values |= {column: _listed(cells[column]) for column in ("synonyms", "connectors")}
        entry = Entry(path, name, values)
        product = _product(entry, categories, sources)
        if product.key in found:
            raise entry.fault("the key is there twice")
        found[product.key] = product
    if list(found) != sorted(found):
        late = next(b for a, b in zip(found, sorted(found), strict=True) if a != b)
        raise CatalogueError.at(path, late, "the rows are not sorted by key")
    _no_shared_names(path, ((k, (x.name, *x.synonyms)) for k, x in found.items()))
    return found


def _product(entry: Entry, categories: Collection[str], sources: Collection[str]) -> Product:
    product = Product(
        key=entry.text("key"),
        name=entry.text("name"),
        vendor=entry.text("vendor"),
        category=entry.reference("category", categories),
        synonyms=entry.texts("synonyms"),
        domain=entry.text("domain", ""),
        connectors=entry.references("connectors", sources),
    )
    if not _KEY.fullmatch(product.key):
        raise entry.fault("the key is not in small letters, digits and hyphens")
    if product.domain and not _DOMAIN.fullmatch(product.domain):
        raise entry.fault(f"'{product.domain}' is no domain")
    return product


def _rules(folder: Path, known: Known) -> Iterator[Rule]:
    """The rules of all packs, by key."""
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        for rule in rules_in(path, read_toml(path), known):
            if rule.key in found:
                raise CatalogueError.at(path, rule.key, "the key is there twice")
            found[rule.key] = rule
    if not found:
        raise CatalogueError.at(folder, "", "there is no rule in it")
    yield from (found[key] for key in sorted(found))


def _vendor_aliases(path: Path) -> dict[str, tuple[str, ...]]:
    found = {}
    seen: dict[str, str] = {}
    for _, table in tables(path, "vendors"):
        entry = Entry(path, "vendors", table)
        for vendor in table:
            found[vendor] = entry.texts(vendor)
            for name in (vendor, *found[vendor]):
                if (other := seen.setdefault(fold(name), vendor)) != vendor:
                    raise entry.fault(f"'{name}' is a name of {other} and of {vendor}")
    return found


def _words(path: Path) -> Words:
    entry = Entry(path, "words", read_toml(path))
    read = {
        name: frozenset(squeeze(word) for word in entry.texts(name))
        for name in ("corporate", "edition", "noise", "plain", "brands", "data")
    }
    entry.done()
    return Words(**read)


def _entries(path: Path, head: str) -> Iterator[Entry]:
    for _, table in tables(path, head):
        for key, values in table.items():
            yield _entry(path, key, values)


def _entry(path: Path, key: str, values: object) -> Entry:
    if not _KEY.fullmatch(key):
        raise CatalogueError.at(path, key, "the key is not in small letters, digits and hyphens")
    return Entry(path, key, values)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";")] if cell else []


def _no_shared_names(path: Path, entries: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """No two entries share a name or synonym, however it is spelt; none has one twice."""
    owner: dict[str, str] = {}
    for key, names in entries:
        for name in names:
            text = squeeze(name)
            if not text:
                raise CatalogueError.at(path, key, f"'{name}' holds no letter or digit")
            if text in owner:
                fault = f"'{name}' is already a name or synonym of '{owner[text]}'"
                raise CatalogueError.at(path, key, fault)
            owner[text] = key
