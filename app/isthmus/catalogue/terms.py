"""Categories and data objects recognised in the words that inventories use."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from isthmus.catalogue.naming import Words, is_version, squeeze, tokens, without_brackets
from isthmus.catalogue.types import Category, CategoryMatch, DataObjectKind

SHORTEST_INSIDE = 3
"""CRM, ERP, MDM are names of categories."""
SHORTEST_MISSPELT = 8
BROAD = 0.85
"""Score of a word that may mean more than the category: a product or the name says it better."""
MOST_WORDS = 9


class CategoryIndex:
    """All names of all categories, ready to be looked up."""

    def __init__(self, categories: Iterable[Category], words: Words) -> None:
        self._silent = words.noise | words.edition
        self._broad: set[str] = set()
        self._keys: dict[str, Category] = {}
        self._names: dict[str, str] = {}
        for category in sorted(categories, key=lambda c: c.key):
            self._broad |= {squeeze(name) for name in category.broad}
            for name in (category.name, *category.synonyms, *category.broad):
                self._keys.setdefault(squeeze(name), category)
                self._names.setdefault(squeeze(name), name)

    def match(self, text: str) -> CategoryMatch | None:
        """The category that the text means, or None."""
        if found := self._found(squeeze(text), 1.0, "is"):
            return found
        words = tokens(without_brackets(text))
        words = words[:1] + [w for w in words[1:] if not is_version(w)]
        return self._trimmed(words) or self._inside(words) or self._misspelt("".join(words))

    def _trimmed(self, words: list[str]) -> CategoryMatch | None:
        kept = [w for w in words if w not in self._silent]
        return self._found("".join(words), 1.0, "is") or self._found("".join(kept), 0.95, "is")

    def _inside(self, words: list[str]) -> CategoryMatch | None:
        if len(words) > MOST_WORDS:
            return None
        for run in _runs_from_the_end(words):
            score = 0.8 if len(run) > 1 else 0.7
            text = "".join(run)
            if len(text) >= SHORTEST_INSIDE and (found := self._found(text, score, "names")):
                return found
        return None

    def _misspelt(self, text: str) -> CategoryMatch | None:
        if len(text) < SHORTEST_MISSPELT:
            return None
        found = process.extractOne(text, self._keys.keys(), scorer=OSA.distance, score_cutoff=1)
        return self._found(found[0], 0.85, "is nearly") if found else None

    def _found(self, text: str, score: float, how: str) -> CategoryMatch | None:
        category = self._keys.get(text)
        if category is None:
            return None
        reason = f"text {how} '{self._names[text]}', a word for {category.name}"
        if text in self._broad:
            reason += ", which may mean more"
            score = min(score, BROAD)
        return CategoryMatch(category, score, reason)


class DataObjectIndex:
    """All names of all data objects, ready to be looked up."""

    def __init__(self, kinds: Iterable[DataObjectKind], words: Words) -> None:
        self._silent = words.data
        self._keys: dict[str, DataObjectKind] = {}
        for kind in sorted(kinds, key=lambda k: k.key):
            for name in (kind.key, kind.name, *kind.synonyms):
                self._keys.setdefault(squeeze(name), kind)
                self._keys.setdefault(_singular(squeeze(name)), kind)

    def match(self, text: str) -> DataObjectKind | None:
        """The data object that the text means, or None."""
        whole = squeeze(text)
        kept = "".join(w for w in tokens(without_brackets(text)) if w not in self._silent)
        for key in (whole, _singular(whole), kept, _singular(kept)):
            if key in self._keys:
                return self._keys[key]
        return None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _runs_from_the_end(words: list[str]) -> Iterator[list[str]]:
    """Runs of words: those that end the text first, as the head noun does; each the longest first.

    'Human Resources Training' is training, 'CRM Data Warehouse Nord' a data warehouse.
    """
    count = len(words)
    yield from (words[start:] for start in range(1, count))
    for length in range(count - 1, 0, -1):
        yield from (words[start : start + length] for start in range(count - length - 1, -1, -1))
