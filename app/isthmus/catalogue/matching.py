"""Products recognised in the names that inventories use.

First by name, synonym, or vendor with name, as a whole; then inside a longer name whose other
words say nothing else; then with one or two letters wrong. A wrong product is worse than none,
so every step but the first asks for more: no plain word, no other vendor.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from isthmus.catalogue.naming import (
    Words,
    fold,
    in_brackets,
    is_version,
    squeeze,
    tokens,
    without_brackets,
)
from isthmus.catalogue.types import Product, ProductMatch
from isthmus.catalogue.vendors import Vendors

SHORTEST_INSIDE = 4
"""Letters of the shortest name that is looked for inside a longer one."""
SHORTEST_MISSPELT = 6
"""Letters of the shortest name that may be misspelt: in shorter ones a letter is a word."""
MOST_WORDS = 9

_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class _Key:
    product: Product
    said: str
    plain: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    key: _Key
    score: float
    reason: str
    sure: bool
    """The whole name is meant, so that another vendor's name only weakens it."""


class ProductIndex:
    """All names of all products, ready to be looked up."""

    def __init__(
        self,
        products: Iterable[Product],
        words: Words,
        vendors: Vendors,
        category_words: dict[str, frozenset[str]],
    ) -> None:
        self._words = words
        self._vendors = vendors
        self._category_words = category_words
        self._vocabulary = frozenset().union(*category_words.values(), words.noise)
        self._keys: dict[str, _Key] = {}
        self._fill(sorted(products, key=lambda p: p.key))
        self._by_length: dict[int, list[str]] = {}
        for text, key in self._keys.items():
            if not key.plain and len(text) >= SHORTEST_MISSPELT:
                self._by_length.setdefault(len(text), []).append(text)

    def match(self, name: str, vendor: str = "") -> ProductMatch | None:
        """The product that the name means, or None; the vendor confirms or vetoes."""
        hit = (
            self._whole(name)
            or (self._whole(f"{vendor} {name}") if vendor else None)
            or self._inside(name)
            or self._bracketed(name)
            or self._misspelt(name)
        )
        weighed = self._weigh(hit, vendor) if hit else None
        if weighed is None:
            return None
        return ProductMatch(weighed.key.product, round(weighed.score, 2), weighed.reason)

    def _fill(self, products: list[Product]) -> None:
        for product in products:
            self._put(product, product.name, "that of")
            for synonym in product.synonyms:
                self._put(product, synonym, "a synonym of")
        own = frozenset(self._keys)
        shared: set[str] = set()
        for product in products:
            for text in self._with_vendor(product):
                found = self._keys.get(text)
                if found and found.product is not product and text not in own:
                    shared.add(text)
                self._keys.setdefault(text, _Key(product, "vendor and name of", plain=False))
        for text in shared:
            del self._keys[text]

    def _put(self, product: Product, text: str, said: str) -> None:
        plain = squeeze(text) in self._words.plain
        self._keys.setdefault(squeeze(text), _Key(product, said, plain))

    def _with_vendor(self, product: Product) -> Iterator[str]:
        prefixes = self._vendors.prefixes(product.vendor)
        for name in map(fold, (product.name, *product.synonyms)):
            bare = name
            for prefix in prefixes:
                bare = bare.removeprefix(f"{prefix} ")
            # "Oracle Database" without Oracle is any database, but with another name of Oracle's
            # before it, it is still the product.
            yield from (f"{prefix} {bare}".replace(" ", "") for prefix in prefixes)

    def _whole(self, name: str) -> _Hit | None:
        if key := self._keys.get(squeeze(name)):
            return self._hit(key, 0.8 if key.plain else 1.0, sure=True)
        words = tokens(without_brackets(name))
        for kept, score in self._trimmed(words):
            key = self._keys.get("".join(kept).replace(".", ""))
            if key and not (key.plain and score < 1.0):
                return self._hit(key, 0.8 if key.plain else score, sure=True)
        return None

    def _trimmed(self, words: list[str]) -> Iterator[tuple[list[str], float]]:
        """The words with less and less of what says nothing: versions, editions, then noise."""
        light = self._words.corporate | self._words.edition
        yield words, 1.0
        yield from ((kept, 1.0) for kept in _shorter(words, light))
        bare = words[:1] + [w for w in words[1:] if w not in light and not is_version(w)]
        yield bare, 1.0
        yield from ((kept, 0.95) for kept in _shorter(bare, self._words.noise))

    def _inside(self, name: str) -> _Hit | None:
        words = [w for w in tokens(without_brackets(name)) if not is_version(w)]
        if not 1 < len(words) <= MOST_WORDS:
            return None
        for start, end in _runs(len(words)):
            key = self._keys.get("".join(words[start:end]))
            if key and self._says_enough(key, words[start:end], words[:start] + words[end:]):
                return self._hit(key, 0.9, sure=False, how="name holds ")
        return None

    def _says_enough(self, key: _Key, run: list[str], rest: list[str]) -> bool:
        """Whether the run alone makes the name: the rest is noise or the product's category."""
        silent = self._words.noise | self._words.edition | self._words.corporate
        silent |= self._category_words.get(key.product.category, frozenset())
        long_enough = len("".join(run)) >= SHORTEST_INSIDE
        return not key.plain and long_enough and all(word in silent for word in rest)

    def _bracketed(self, name: str) -> _Hit | None:
        hits = [self._keys.get(squeeze(text)) for text in in_brackets(name)]
        keys = [key for key in hits if key and not key.plain]
        if len(keys) != 1 or len(squeeze(keys[0].product.name)) < SHORTEST_INSIDE:
            return None
        return self._hit(keys[0], 0.8, sure=False, how="name has in brackets ")

    def _misspelt(self, name: str) -> _Hit | None:
        words = [w for w in tokens(without_brackets(name)) if not is_version(w)]
        text = "".join(words)
        if len(text) < SHORTEST_MISSPELT or all(word in self._vocabulary for word in words):
            return None
        wrong = 1 if len(text) < 10 else 2
        choices = [
            c for n in range(-wrong, wrong + 1) for c in self._by_length.get(len(text) + n, ())
        ]
        found = process.extractOne(text, choices, scorer=OSA.distance, score_cutoff=wrong)
        if found is None or _DIGITS.sub("", found[0]) != _DIGITS.sub("", text):
            return None
        return self._hit(
            self._keys[found[0]], 0.95 - 0.1 * found[1], sure=False, how="name is nearly "
        )

    def _weigh(self, hit: _Hit, vendor: str) -> _Hit | None:
        product = hit.key.product
        if not fold(vendor):
            return hit
        if self._vendors.same(vendor, product.vendor, product.name):
            reason = f"{hit.reason}, and the vendor agrees"
            return replace(hit, score=min(1.0, hit.score + 0.05), reason=reason)
        short = hit.key.plain or len(squeeze(product.name)) < SHORTEST_MISSPELT
        if not hit.sure or (short and self._vendors.known(vendor)) or hit.key.plain:
            return None
        reason = f"{hit.reason}, though the vendor is given as {vendor.strip()}"
        return replace(hit, score=hit.score - 0.1, reason=reason)

    def _hit(self, key: _Key, score: float, *, sure: bool, how: str = "name is ") -> _Hit:
        return _Hit(key, score, f"{how}{key.said} {key.product.name}", sure)


def _shorter(words: list[str], silent: frozenset[str]) -> Iterator[list[str]]:
    """The words without their last, last two, ... silent words, and without the first silent."""
    kept = words
    while len(kept) > 1 and (kept[-1] in silent or is_version(kept[-1])):
        kept = kept[:-1]
        yield kept
    while len(kept) > 1 and kept[0] in silent:
        kept = kept[1:]
        yield kept


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """All runs of words but the whole, the longest first."""
    for length in range(count - 1, 0, -1):
        for start in range(count - length + 1):
            yield start, start + length
