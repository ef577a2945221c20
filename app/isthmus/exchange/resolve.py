"""Finds the system that a text in a cell means: by id, name, abbreviation, product or near-name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.entries import Entry, name_key
from isthmus.exchange.fixing import nearest
from isthmus.exchange.folding import fold_name, stripped_name
from isthmus.exchange.values import is_placeholder, without_numbering

_NEAR = 0.9
_NEAR_WORD = 75
_HARD = re.compile(r"[\r\n\v]+|\s*[•·▪◦‣]\s*|\s*[;|]\s*")
_FIRST = re.compile(r"\s*\(?1[.)]\s")
_NUMBERED = re.compile(r"\s+(?=\(?\d{1,2}[.)]\s)")
"""Before each number of a list written on one line: '1) ERP 2) CRM'."""
_FLOAT = re.compile(r"(\d+)\.0+")
_MOST_MEANT = 300
"""Texts for which it is looked what they were meant for: a list of strangers takes for ever."""
_LEAST_PREFIX = 3
"""Characters of the beginning of a name that can stand for all of it."""
_JOINED = re.compile(r"\s*[/+&]\s*|\s(?:and|und|et|y|en|og|och|e)\s")


class Found(NamedTuple):
    """What a text stands for: one system, or none, and what to tell."""

    text: str
    entry: Entry | None
    note: str = ""


@dataclass(slots=True)
class Directory:
    """All systems, of the map and of the files, by everything that can stand for them."""

    catalogue: Catalogue
    _exact: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _loose: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _products: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _by_words: dict[int, list[tuple[str, Entry]]] = field(default_factory=lambda: defaultdict(list))
    _first: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    """By the first words of their names."""
    _others: dict[str, str] = field(default_factory=dict)
    """Types of the elements that are no systems, by id and name."""
    _seen: dict[str, tuple[Entry | None, str]] = field(default_factory=dict)
    _cells: dict[str, list[Found]] = field(default_factory=dict)
    """What cells name: an end of a flow is looked up more than once."""
    _meant: dict[str, str] = field(default_factory=dict)

    def add(self, entry: Entry, product: str) -> None:
        """Make a system known; `product` is the catalogue's key, or ''."""
        key = name_key(entry.name)
        _append(self._exact[key], entry)
        for text in (*entry.ids.values(), *entry.aliases, *entry.names):
            _append(self._exact[name_key(text)], entry)
        loose = (stripped_name(entry.name), *_bracketed(entry.name), _without_vendor(entry))
        for text in filter(None, loose):
            _append(self._loose[name_key(text)], entry)
        tokens = key.split()
        for length in range(1, len(tokens)):
            begun = self._first[" ".join(tokens[:length])]
            if len(begun) < 2:  # that there are several is all that matters
                _append(begun, entry)
        if product:
            _append(self._products[product], entry)
        self._by_words[len(key.split())].append((key, entry))

    def add_other(self, text: str, kind: str) -> None:
        """Make known that an id or a name is that of an element which is no system."""
        self._others.setdefault(name_key(text), kind)

    def other_type(self, text: str) -> str:
        """The type of the element that a text names, if it is none of a system."""
        return self._others.get(_key(text), "")

    def all_in(self, text: str) -> list[Found]:
        """Every system that a cell names; names that hold a separator are found whole first."""
        if text not in self._cells:
            self._cells[text] = self._all_in(text)
        return self._cells[text]

    def _all_in(self, text: str) -> list[Found]:
        if self._known(text):
            return [self.find(text)]
        lines = _HARD.split(_NUMBERED.sub("\n", text) if _FIRST.match(text) else text)
        items = (without_numbering(line) for line in lines)
        return [found for item in items if not is_placeholder(item) for found in self._parted(item)]

    def _parted(self, text: str) -> list[Found]:
        """The systems of one line, cut at commas where no longer run of it is a name."""
        pieces = text.split(",")
        found: list[Found] = []
        start = 0
        while start < len(pieces):
            stop = self._longest(pieces, start)
            name = ",".join(pieces[start:stop]).strip()
            if not is_placeholder(name):
                found += self._joined(name)
            start = stop
        return found

    def _longest(self, pieces: list[str], start: int) -> int:
        """Where the longest run of pieces ends that is the name of a system."""
        for stop in range(min(len(pieces), start + 5), start + 1, -1):
            if self._known(",".join(pieces[start:stop])):
                return stop
        return start + 1

    def _joined(self, text: str) -> list[Found]:
        """The system of one piece, or those that 'A / B' or 'A and B' join, if all are known."""
        parts = [part.strip() for part in _JOINED.split(text)]
        if len(parts) > 1 and not self._known(text) and all(map(self._known, parts)):
            return [self.find(part) for part in parts]
        return [self.find(text)]

    def _known(self, text: str) -> bool:
        """Whether a text is exactly the name, the id or the abbreviation of a system."""
        return _key(text) in self._exact

    def find(self, text: str) -> Found:
        """The one system that a text stands for."""
        key = _key(text)
        if key not in self._seen:
            self._seen[key] = self._find(text, key)
        return Found(text, *self._seen[key])

    def _find(self, text: str, key: str) -> tuple[Entry | None, str]:
        if not key:
            return None, ""
        if entries := self._exact.get(key):
            return _only(text, entries)
        bare = name_key(stripped_name(text))
        if entries := self._loose.get(key) or self._exact.get(bare):
            entry, note = _only(text, entries)
            return entry, note or f"'{text}' was taken for '{entry.name if entry else ''}'"
        product = self.catalogue.match_product(text)
        if (
            product
            and product.score >= _NEAR
            and len(self._products.get(product.product.key, ())) == 1
        ):
            entry = self._products[product.product.key][0]
            return (
                entry,
                f"'{text}' was taken for '{entry.name}', since both mean {product.product.name}",
            )
        return self._begun(text, key) or self._near(text, key)

    def meant(self, text: str) -> str:
        """The name of the system that a text, which is none, may have been meant for; '' if none.

        Farther from it than what is taken without asking.
        """
        if text not in self._meant and len(self._meant) < _MOST_MEANT:
            entries = self._exact.get(nearest(name_key(text), self._exact), ())
            self._meant[text] = entries[0].name if len(entries) == 1 else ""
        return self._meant.get(text, "")

    def _begun(self, text: str, key: str) -> tuple[Entry | None, str] | None:
        """The one system whose name begins with the text, unless the text is a word for a kind."""
        begun = self._first.get(key, ())
        if len(begun) != 1 or len(key) < _LEAST_PREFIX or self._is_kind(text):
            return None
        told = f"'{text}' was taken for '{begun[0].name}', the only name that begins so"
        return begun[0], told

    def _is_kind(self, text: str) -> bool:
        """Whether a text is a category or a data object, not a name: 'E-mail', 'Customer'."""
        category = self.catalogue.match_category(text)
        known = category is not None and category.score >= _NEAR
        return known or self.catalogue.match_data_object(text) is not None

    def _near(self, text: str, key: str) -> tuple[Entry | None, str]:
        """The one system whose name the text misspells."""
        count = len(key.split())
        pool = (pair for n in (count - 1, count, count + 1) for pair in self._by_words.get(n, ()))
        near = {id(e): (score, e) for name, e in pool if (score := likeness(key, name)) >= _NEAR}
        ranked = sorted(near.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.03):
            return None, ""
        score, entry = ranked[0]
        return entry, f"'{text}' was taken for '{entry.name}' (alike to {score:.0%})"


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 1; 0 if they differ by a whole word or a number."""
    if abs(len(one) - len(other)) > 3 or one == other:
        return 1.0 if one == other else 0.0
    score = fuzz.ratio(one, other, score_cutoff=100 * _NEAR) / 100
    if not score or len(one) < 5:
        return 0.0
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return 0.0
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs):
        return score if one.replace(" ", "") == other.replace(" ", "") else 0.0
    alike = all(_same_word(a, b) for a, b in zip(mine, theirs, strict=True))
    return score if alike else 0.0


def _same_word(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the hand at most."""
    return one == other or (min(len(one), len(other)) >= 4 and fuzz.ratio(one, other) >= _NEAR_WORD)


def _key(text: str) -> str:
    """What a text and a name have in common; '2.0' is the number 2 as some programs write it."""
    found = _FLOAT.fullmatch(text.strip())
    return found[1] if found else name_key(text)


def _without_vendor(entry: Entry) -> str:
    """A name without the vendor before it: 'Centric Key2Finance' is 'Key2Finance'; '' if none."""
    name, vendor = fold_name(entry.name), fold_name(str(entry.values.get("vendor", "")))
    rest = name.removeprefix(f"{vendor} ") if vendor else name
    return rest if rest != name and len(rest) >= _LEAST_PREFIX else ""


def _bracketed(name: str) -> list[str]:
    """Abbreviations that stand in brackets behind a name: 'Customer Hub (CH)'."""
    inside = re.findall(r"\(([^()]{2,12})\)", name)
    return [text for text in inside if text.isupper()]


def _append(entries: list[Entry], entry: Entry) -> None:
    if all(entry is not other for other in entries):
        entries.append(entry)


def _only(text: str, entries: Iterable[Entry]) -> tuple[Entry | None, str]:
    """The one entry; None with the reason if the text could mean several."""
    several = list(entries)
    if len(several) == 1:
        return several[0], ""
    places = ", ".join(entry.place for entry in several[:4])
    return None, f"'{text}' could be any of {len(several)} systems ({places})"
