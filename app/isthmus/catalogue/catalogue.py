"""The catalogue: what is known of products, categories, data objects and rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from isthmus.catalogue.matching import ProductIndex
from isthmus.catalogue.naming import Words, fold, squeeze
from isthmus.catalogue.terms import CategoryIndex, DataObjectIndex
from isthmus.catalogue.thumbs import Thumbs
from isthmus.catalogue.types import (
    Category,
    CategoryMatch,
    DataObjectKind,
    Head,
    Product,
    ProductMatch,
    Region,
    Rule,
    Source,
    TechnologyArea,
)
from isthmus.catalogue.vendors import Vendors
from isthmus.model.records import System


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Everything bundled or added, by key; nothing in it changes after it is loaded."""

    areas: Mapping[str, TechnologyArea] = field(default_factory=dict)
    heads: Mapping[str, Head] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    data_objects: Mapping[str, DataObjectKind] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    vendor_aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    regions: Mapping[str, Region] = field(default_factory=dict)
    thumbs: Thumbs = field(default_factory=Thumbs)

    def match_product(self, name: str, vendor: str = "") -> ProductMatch | None:
        """The product that a system's name means, or None; the vendor confirms or vetoes."""
        return self._product_index.match(name, vendor)

    def match_category(self, text: str) -> CategoryMatch | None:
        """The category that a text means (a column's value, or a name), or None."""
        return self._category_index.match(text)

    def match_data_object(self, text: str) -> DataObjectKind | None:
        """The data object that a text means, or None."""
        return self._data_object_index.match(text)

    def head_of(self, category_key: str) -> str:
        """Key of the category's head; '' if the category is unknown."""
        category = self.categories.get(category_key)
        return category.head if category else ""

    def area_of(self, system: System) -> str:
        """Key of the system's technology area: its own, else its category's, else ''."""
        category = self.categories.get(system.category)
        return system.technology_area or (category.technology_area if category else "")

    def area_name(self, key: str) -> str:
        """The name of a technology area; the user's own goes by its key."""
        area = self.areas.get(key)
        return area.name if area else key

    def search_products(self, text: str, limit: int = 12) -> list[Product]:
        """Products whose name, synonym or vendor holds the text, the likeliest first."""
        wanted = squeeze(text)
        if not wanted:
            return []
        ranked = ((_rank(entry, wanted), entry) for entry in self._search_texts)
        found = sorted(
            (rank, _still_to_type(entry, wanted), entry[0].casefold(), entry[3])
            for rank, entry in ranked
            if rank < 9
        )
        return [self.products[key] for *_, key in found[:limit]]

    @cached_property
    def _search_texts(self) -> list[tuple[str, tuple[str, ...], str, str]]:
        return [
            (p.name, tuple(squeeze(s) for s in (p.name, *p.synonyms)), squeeze(p.vendor), p.key)
            for p in self.products.values()
        ]

    @cached_property
    def _product_index(self) -> ProductIndex:
        names = {p.vendor for p in self.products.values()}
        vendors = Vendors.of(names, self.vendor_aliases, self.words)
        spoken = {key: self._words_of(category) for key, category in self.categories.items()}
        no_names = frozenset().union(
            *(_squeezed(x.name, x.synonyms + x.broad) for x in self.categories.values()),
            *(_squeezed(x.name, x.synonyms) for x in self.data_objects.values()),
        )
        return ProductIndex(self.products.values(), self.words, vendors, spoken, no_names)

    @cached_property
    def _category_index(self) -> CategoryIndex:
        return CategoryIndex(self.categories.values(), self.words)

    @cached_property
    def _data_object_index(self) -> DataObjectIndex:
        return DataObjectIndex(self.data_objects.values(), self.words)

    def _words_of(self, category: Category) -> frozenset[str]:
        head = self.heads[category.head].name if category.head in self.heads else ""
        texts = (category.name, head, *category.synonyms, *category.broad)
        return frozenset(word for text in texts for word in fold(text).split())


def _squeezed(name: str, synonyms: tuple[str, ...]) -> frozenset[str]:
    return frozenset(squeeze(text) for text in (name, *synonyms))


def _still_to_type(entry: tuple[str, tuple[str, ...], str, str], wanted: str) -> int:
    """Letters that lack to the whole of a name that begins so: 'Salesforce' is near to 'sales'."""
    lengths = (len(name) - len(wanted) for name in entry[1] if name.startswith(wanted))
    return min(lengths, default=0)


def _rank(entry: tuple[str, tuple[str, ...], str, str], wanted: str) -> int:
    """0 for the best place in which the text may stand, 9 for none."""
    _, (name, *synonyms), vendor, _ = entry
    places = (
        name == wanted or wanted in synonyms,
        name.startswith(wanted),
        any(synonym.startswith(wanted) for synonym in synonyms),
        wanted in name,
        vendor.startswith(wanted),
        any(wanted in synonym for synonym in synonyms),
    )
    return next((rank for rank, holds in enumerate(places) if holds), 9)
