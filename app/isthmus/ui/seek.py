"""Finding entries by a few letters: likeliest first, in groups of a kind; quick with very many."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rapidfuzz import fuzz, process, utils

from isthmus.drawing.filtering import folded

SHOWN = 40
_SURE_ENOUGH = 80
"""What is spelt less alike than this (0 to 100) is not shown."""
_LEAST_ALIKE = 4
"""Letters; of fewer, any two words have half in common."""
_WORDS = 8
"""Words that are looked up because they are spelt alike."""

COMMAND, SYSTEM, VIEW = "Command", "System", "View"
DEPARTMENT, DATA_OBJECT, FINDING, FLOW = "Department", "Data object", "Finding", "Flow"
_ORDER = ("", SYSTEM, COMMAND, VIEW, DEPARTMENT, DATA_OBJECT, FINDING, FLOW)
"""Kinds that match as well as each other stand in this order."""
_MOST = {SYSTEM: 12, COMMAND: 10, FLOW: 8, FINDING: 6}
_ELSE = 5
"""How many of a kind are shown where other kinds match too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to run or to go to."""

    title: str
    run: Callable[[], Any]
    detail: str = ""
    """What it is, or its keys."""
    kind: str = ""
    """The group that it stands in."""


Hits = dict[int, float]
"""How well entries match (up to 100), by their numbers, the best first."""


class Index:
    """Entries with their titles made ready: case and accents do not count."""

    def __init__(self, entries: Iterable[Entry], *others: "Index") -> None:
        """Take them over in their order, which tells where nothing else does; others after them."""
        own = list(entries)
        ready = [utils.default_process(folded(one.title)) for one in own]
        self.entries: list[Entry] = own + [entry for one in others for entry in one.entries]
        self.titles: list[str] = ready + [title for one in others for title in one.titles]
        initials = [_initials(title) for title in ready]
        self.initials: list[str] = initials + [some for one in others for some in one.initials]
        words = {word for title in ready for word in title.split()}
        self.words: set[str] = words.union(*(one.words for one in others))
        self._kinds = self._by_kind()

    def _by_kind(self) -> dict[str, list[int]]:
        """Numbers of the entries of each kind, the shortest titles first."""
        found: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            found.setdefault(entry.kind, []).append(number)
        lengths = [len(title) for title in self.titles]
        return {kind: sorted(some, key=lengths.__getitem__) for kind, some in found.items()}

    def search(self, text: str) -> list[Entry]:
        """The entries that match, at most `SHOWN`; without a text, the first in their order.

        Those that are merely spelt alike are offered where none holds what was typed.
        """
        wanted = utils.default_process(folded(text))
        if not wanted:
            return self.entries[:SHOWN]
        kinds = self._kinds.items()
        found = {kind: self._holding(wanted, numbers) for kind, numbers in kinds}
        if not any(found.values()) and len(wanted) >= _LEAST_ALIKE:
            words = _spelt_alike(wanted, self.words, _WORDS)
            whole = {at: score for _, score, at in _spelt_alike(wanted, self.titles, SHOWN)}
            found = {kind: self._alike(words, whole, numbers) for kind, numbers in kinds}
        return [self.entries[number] for number in _grouped(found)]

    def _holding(self, wanted: str, among: Sequence[int]) -> Hits:
        """Titles that are it, begin so, hold it as a word, all its words, its letters; initials."""
        titles, parts, pool = self.titles, wanted.split(), among
        for part in parts:
            pool = [number for number in pool if part in titles[number]]
        inside = f" {wanted}"
        tiers: list[tuple[float, Iterator[int]]] = [
            (100.0, (number for number in pool if titles[number] == wanted)),
            (98.0, (number for number in pool if titles[number].startswith(wanted))),
            (96.0, (number for number in pool if inside in titles[number])),
            (93.0, (number for number in pool if _begin_words(parts, titles[number]))),
            (90.0, (number for number in pool if wanted in titles[number])),
        ]
        if wanted.isalnum():
            firsts = self.initials
            tiers.append((86.0, (n for n in among if firsts[n].startswith(wanted))))
        return _first(tiers)

    def _alike(
        self, words: Sequence[tuple[str, float, int]], whole: Hits, among: Sequence[int]
    ) -> Hits:
        """Titles that are spelt alike, or hold a word that is."""
        titles, mine = self.titles, set(among)
        found = {number: score for number, score in whole.items() if number in mine}
        for word, score, _ in words:
            held = (number for number in among if word in titles[number])
            for number in islice((n for n in held if word in titles[n].split()), SHOWN):
                found[number] = max(score, found.get(number, 0.0))
        return dict(sorted(found.items(), key=lambda one: -one[1]))


def _first(tiers: Iterable[tuple[float, Iterator[int]]]) -> Hits:
    """The first `SHOWN` numbers, tier by tier."""
    found: Hits = {}
    for score, numbers in tiers:
        for number in islice(numbers, SHOWN):
            found.setdefault(number, score)
        if len(found) >= SHOWN:
            break
    return found


def _grouped(found: Mapping[str, Hits]) -> list[int]:
    """The best of each kind; the kind that matches best stands first."""
    hits = ((kind, some) for kind, some in found.items() if some)
    groups = [(-max(some.values()), _ORDER.index(kind), some) for kind, some in hits]
    groups.sort(key=lambda group: group[:2])
    numbers: list[int] = []
    for _, at, some in groups:
        most = SHOWN if len(groups) == 1 else _MOST.get(_ORDER[at], _ELSE)
        numbers += islice(some, most)
    return numbers[:SHOWN]


def ranked(entries: Sequence[Entry], text: str) -> list[Entry]:
    """The entries that match, as `Index.search` has them."""
    return Index(entries).search(text)


def _initials(title: str) -> str:
    """The first letters of the words, where there are several."""
    words = title.split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _begin_words(parts: Iterable[str], title: str) -> bool:
    """Whether each part begins a word of the title."""
    return all(title.startswith(part) or f" {part}" in title for part in parts)


def _spelt_alike(wanted: str, among: Collection[str], most: int) -> list[tuple[str, float, int]]:
    """Those spelt most alike, the likeliest first: text, score and place."""
    return process.extract(wanted, among, scorer=fuzz.ratio, score_cutoff=_SURE_ENOUGH, limit=most)
