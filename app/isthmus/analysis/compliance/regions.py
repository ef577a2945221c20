"""Whether regions are apart, as far as the catalogue knows them."""

from collections.abc import Iterable, Mapping, Sequence

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.naming import squeeze, tokens

_NEGATIONS = frozenset({"non", "not", "no", "outside", "except", "excluding", "ex", "ohne", "hors"})
_CODE = 2
"""Letters of a country's code, which may be any word's within a longer text."""
_CODES_THAT_ARE_NAMES = frozenset({"eu", "us", "uk"})


class Regions:
    """Regions by what people call them, as the countries that lie in them."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Look up which countries lie within which regions."""
        self._names: dict[str, str] = {}
        for key, region in catalogue.regions.items():
            for name in (region.name, *region.synonyms):
                self._names[squeeze(name)] = key
        self._lands = _lands(catalogue)
        self._known: dict[str, frozenset[str]] = {}

    def apart(self, some: Sequence[str], others: Sequence[str]) -> bool:
        """Whether no country lies in both; never where a region is not known, or none is said."""
        if some == others or not (some and others):
            return False
        here, there = self._all(some), self._all(others)
        return bool(here and there) and here.isdisjoint(there)

    def is_known(self, text: str) -> bool:
        """Whether the catalogue knows what a text means."""
        return bool(self._of(text))

    def _all(self, texts: Iterable[str]) -> frozenset[str]:
        """The countries of all of them; empty as soon as one is not known."""
        each = [self._of(text) for text in texts]
        return frozenset().union(*each) if all(each) else frozenset()

    def _of(self, text: str) -> frozenset[str]:
        if text not in self._known:
            key = self._names.get(squeeze(text))
            keys = [key] if key else self._within(tokens(text))
            self._known[text] = frozenset().union(*(self._lands[key] for key in keys))
        return self._known[text]

    def _within(self, words: list[str]) -> list[str]:
        """The regions in a text, longest names first: 'eu-west-1', 'US and South Africa'."""
        if not _NEGATIONS.isdisjoint(words):
            return []
        found, at = [], 0
        while at < len(words):
            ends = range(len(words), at, -1)
            end = next((i for i in ends if self._is_name("".join(words[at:i]))), None)
            found += [self._names["".join(words[at:end])]] if end else []
            at = end or at + 1
        return found

    def _is_name(self, run: str) -> bool:
        return run in self._names and (len(run) > _CODE or run in _CODES_THAT_ARE_NAMES)


def _lands(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """By region the keys of the countries in it: of the regions that nothing else lies within.

    A region stands after those that it lies within, so that the inner ones come first backwards.
    """
    lands: dict[str, set[str]] = {}
    for key, region in reversed(list(catalogue.regions.items())):
        own = lands.setdefault(key, {key})
        for outer in region.within:
            lands.setdefault(outer, set()).update(own)
    return {key: frozenset(found) for key, found in lands.items()}
