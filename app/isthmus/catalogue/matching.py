"""Products recognised in the names that inventories use.

First by name, synonym, or vendor with name, as a whole; then inside a longer name whose other
words say nothing else; then with one or two letters wrong. A wrong product is worse than none,
so every step but the first asks for more: no plain word, no other vendor.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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

BRAND, PLAIN_WORD, NO_NAME = 0.9, 0.6, 0.0
"""How sure a plain word is without a vendor: Teams; Board; "Live chat", which any may be."""
SHORTEST_INSIDE = 4
"""Letters of the shortest name that is looked for inside a longer one."""
SHORTEST_MISSPELT = 6
"""Letters of the shortest name that may be misspelt: in shorter ones a letter is a word."""
LONG = 9
"""Letters from which on a name may hold a wrong letter, or two slips."""
MOST_WORDS = 9

_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True, slots=True)
class _Key:
    product: Product
    said: str
    alone: float = 1.0
    """Score of the whole name without a vendor; below 1 for plain words, 0 for any such system."""

    @property
    def plain(self) -> bool:
        """Whether the name says too little inside a longer one."""
        return self.alone < 1.0


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
        category_words: Mapping[str, frozenset[str]],
        no_names: frozenset[str],
    ) -> None:
        self._words = words
        self._no_names = no_names
        self._vendors = vendors
        self._category_words = category_words
        self._vocabulary = frozenset().union(*category_words.values(), words.noise)
        self._keys: dict[str, _Key] = {}
        self._fill(sorted(products, key=lambda p: p.key))
        self._alike: dict[tuple[str, int], list[str]] = {}
        for text, key in self._keys.items():
            if not key.plain and len(text) >= SHORTEST_MISSPELT:
                self._alike.setdefault((text[0], len(text)), []).append(text)

    def match(self, name: str, vendor: str = "") -> ProductMatch | None:
        """The product that the name means, or None; the vendor confirms or vetoes."""
        hit = (
            self._whole(name)
            or (self._with_vendor_before(name, vendor) if vendor else None)
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
                self._keys.setdefault(text, _Key(product, "vendor and name of"))
        for text in shared:
            del self._keys[text]

    def _put(self, product: Product, text: str, said: str) -> None:
        key = squeeze(text)
        self._keys.setdefault(key, _Key(product, said, self._alone(key)))

    def _alone(self, text: str) -> float:
        if text in self._no_names:
            return NO_NAME
        if text in self._words.plain:
            return PLAIN_WORD
        return BRAND if text in self._words.brands else 1.0

    def _with_vendor(self, product: Product) -> Iterator[str]:
        prefixes = self._vendors.prefixes(product.vendor)
        for name in map(fold, (product.name, *product.synonyms)):
            bare = name
            for prefix in prefixes:
                bare = bare.removeprefix(f"{prefix} ")
            # 'Microsoft SQL Server' is also 'MS SQL Server', and 'Redshift' 'Amazon AWS Redshift'.
            yield from (f"{prefix} {bare}".replace(" ", "") for prefix in prefixes)

    def _whole(self, name: str) -> _Hit | None:
        if key := self._keys.get(squeeze(name)):
            return self._hit(key, key.alone, sure=True)
        words = tokens(without_brackets(name))
        for kept, score in self._trimmed(words):
            key = self._keys.get("".join(kept).replace(".", ""))
            if key and not (key.plain and score < 1.0):
                return self._hit(key, min(score, key.alone), sure=True)
        return None

    def _with_vendor_before(self, name: str, vendor: str) -> _Hit | None:
        """'Marketing Cloud' of Salesforce; 'Analytics Platform' of Oracle says too little."""
        key = self._keys.get(squeeze(f"{self._vendors.called(vendor)} {without_brackets(name)}"))
        return self._hit(key, 1.0, sure=True) if key else None

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
        long_enough = len("".join(run)) >= SHORTEST_INSIDE
        return not key.plain and long_enough and self._silent(rest, key.product)

    def _silent(self, words: list[str], product: Product) -> bool:
        silent = self._words.noise | self._words.edition | self._words.corporate
        silent |= self._category_words.get(product.category, frozenset())
        return all(word in silent for word in words)

    def _bracketed(self, name: str) -> _Hit | None:
        # What is short in brackets is as a rule the abbreviation of what stands before them.
        texts = [text for text in map(squeeze, in_brackets(name)) if len(text) >= SHORTEST_INSIDE]
        keys = [key for text in texts if (key := self._keys.get(text)) and not key.plain]
        if len(keys) != 1:
            return None
        outside = [w for w in tokens(without_brackets(name)) if not is_version(w)]
        score = 0.9 if self._silent(outside, keys[0].product) else 0.8
        return self._hit(keys[0], score, sure=False, how="name has in brackets ")

    def _misspelt(self, name: str) -> _Hit | None:
        words = [w for w in tokens(without_brackets(name)) if not is_version(w)]
        text = "".join(words)
        if len(text) < SHORTEST_MISSPELT or all(word in self._vocabulary for word in words):
            return None
        wrong = 2 if len(text) >= LONG and len(words) == 1 else 1
        found: tuple[str, int] | None = None
        for length in range(len(text) - wrong, len(text) + wrong + 1):
            choices = self._alike.get((text[0], length), ())
            best = process.extractOne(text, choices, scorer=OSA.distance, score_cutoff=wrong)
            if best and (found is None or best[1] < found[1]):
                found = (best[0], int(best[1]))
        if found is None or not _a_slip(text, found[0], one_word=len(words) == 1):
            return None
        key, wrong = self._keys[found[0]], found[1]
        return self._hit(key, 0.95 - 0.1 * wrong, sure=False, how="name is nearly ")

    def _weigh(self, hit: _Hit, vendor: str) -> _Hit | None:
        product = hit.key.product
        if not fold(vendor):
            return hit if hit.score > NO_NAME else None
        if self._vendors.same(vendor, product.vendor, product.name):
            reason = f"{hit.reason}, and the vendor agrees"
            return replace(hit, score=min(1.0, max(hit.score, BRAND) + 0.05), reason=reason)
        short = len(squeeze(product.name)) < SHORTEST_MISSPELT and self._vendors.known(vendor)
        if short or hit.key.plain or not hit.sure:
            return None
        reason = f"{hit.reason}, though the vendor is given as {vendor.strip()}"
        return replace(hit, score=hit.score - 0.1, reason=reason)

    def _hit(self, key: _Key, score: float, *, sure: bool, how: str = "name is ") -> _Hit:
        return _Hit(key, score, f"{how}{key.said} {key.product.name}", sure)


def _a_slip(text: str, name: str, *, one_word: bool) -> bool:
    """Whether the text is the name with letters lacking, doubled or swapped, and no other word.

    Another letter in place of one is a slip in a long word only: SAP HCM is not SAP HRM.
    """
    if _DIGITS.sub("", text) != _DIGITS.sub("", name):
        return False
    here, there = Counter(text), Counter(name)
    return not (here - there) or not (there - here) or (one_word and len(name) >= LONG)


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
