"""Finding entries by a few letters: likeliest first, in groups of a kind; quick with very many."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
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
"""How well entries match (up to 100), by their numbers."""


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
        self._order = [len(title) << 32 | number for number, title in enumerate(self.titles)]

    def search(self, text: str) -> list[Entry]:
        """The entries that match, at most `SHOWN`; without a text, the first in their order.

        Those that are merely spelt alike are offered where none holds what was typed.
        """
        wanted = utils.default_process(folded(text))
        if not wanted:
            return self.entries[:SHOWN]
        found = self._holding(wanted) or self._alike(wanted)
        return [self.entries[number] for number in self._grouped(found)]

    def _holding(self, wanted: str) -> Hits:
        """Entries whose titles hold what was typed, or all its words, or whose initials it is."""
        titles, parts = self.titles, wanted.split()
        pool: Iterable[int] = range(len(titles))
        for part in parts:
            pool = [number for number in pool if part in titles[number]]
        found: Hits = {}
        if wanted.isalnum():
            known = enumerate(self.initials)
            found = {number: 86.0 for number, some in known if some.startswith(wanted)}
        within = [number for number in pool if wanted in titles[number]]
        found |= dict.fromkeys(within, 90.0)
        if len(parts) > 1:
            found |= dict.fromkeys((n for n in pool if _begin_words(parts, titles[n])), 93.0)
        inside = f" {wanted}"
        found |= dict.fromkeys((n for n in within if inside in titles[n]), 96.0)
        return found | dict.fromkeys((n for n in within if titles[n].startswith(wanted)), 100.0)

    def _alike(self, wanted: str) -> Hits:
        """Entries whose title, or a word of it, is spelt alike."""
        if len(wanted) < _LEAST_ALIKE:
            return {}
        words = _spelt_alike(wanted, self.words, _WORDS)
        found: Hits = {}
        for word, score, _ in reversed(words):
            held = (n for n, title in enumerate(self.titles) if word in title)
            whole = (n for n in held if word in self.titles[n].split())
            found |= dict.fromkeys(whole, score)
        for _, score, number in _spelt_alike(wanted, self.titles, SHOWN):
            found[number] = max(found.get(number, 0.0), score)
        return found

    def _grouped(self, found: Hits) -> list[int]:
        """The best of each kind; the kind that matches best stands first."""
        groups: dict[str, dict[float, list[int]]] = {}
        for number, score in found.items():
            kind = self.entries[number].kind
            groups.setdefault(kind, {}).setdefault(score, []).append(number)
        best: list[tuple[float, int, list[int]]] = []
        for kind, by_score in groups.items():
            most = SHOWN if len(groups) == 1 else _MOST.get(kind, _ELSE)
            best.append((-max(by_score), _ORDER.index(kind), self._best(by_score, most)))
        return [number for _, _, chosen in sorted(best) for number in chosen][:SHOWN]

    def _best(self, by_score: dict[float, list[int]], most: int) -> list[int]:
        """The numbers of the highest scores; of the same score, the shortest titles first."""
        chosen: list[int] = []
        for score in sorted(by_score, reverse=True):
            if len(chosen) < most:
                left = most - len(chosen)
                chosen += nsmallest(left, by_score[score], key=self._order.__getitem__)
        return chosen


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
