"""Entries of the catalogue in words: 'Marketing automation' for its key, and back."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.folding import fold

SURE = 0.9
"""Least score at which a text that somebody typed is taken for a category or a product."""


class Keys:
    """The catalogue's names by kind, each of them unlike any other."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        found = self._catalogue
        kinds: dict[str, Mapping[str, Any]] = {
            "product": found.products,
            "category": found.categories,
            "technology_area": found.areas,
            "kind": found.data_objects,
        }
        return {kind: _unlike(entries) for kind, entries in kinds.items()}

    @cached_property
    def _keys(self) -> dict[str, dict[str, str]]:
        return {
            kind: {fold(name): key for key, name in names.items()}
            for kind, names in self._names.items()
        }

    def names(self, kind: str) -> list[str]:
        """All names of a kind, as a list offers them."""
        return sorted(self._names[kind].values(), key=str.casefold)

    def name(self, kind: str, key: str) -> str:
        """The entry's name; a key that the catalogue does not know, in brackets."""
        return self._names[kind].get(key, f"[{key}]")

    def key(self, kind: str, text: str) -> str | None:
        """The key that a text means, None if it means none."""
        if text.startswith("[") and text.endswith("]"):
            return text[1:-1]
        known = self._keys[kind].get(fold(text))
        return known or self._likely(kind, text)

    def _likely(self, kind: str, text: str) -> str | None:
        """What the catalogue takes a text for that is none of its names."""
        if kind == "kind":
            found = self._catalogue.match_data_object(text)
            return found.key if found else None
        if kind == "category":
            category = self._catalogue.match_category(text)
            return category.category.key if category and category.score >= SURE else None
        if kind == "product":
            product = self._catalogue.match_product(text)
            return product.product.key if product and product.score >= SURE else None
        return None


def _unlike(entries: Mapping[str, Any]) -> dict[str, str]:
    """Names by key; of those that fold alike only the first stands for its entry."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, entry in entries.items():
        folded = fold(entry.name)
        if folded and folded not in taken and not entry.name.startswith("["):
            found[key] = entry.name
            taken.add(folded)
    return found
