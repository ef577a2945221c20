"""Several texts in one cell, exactly: 'GDPR; SOX', quoted where an item could be read otherwise."""

import re
from collections.abc import Iterable, Iterator

from isthmus.exchange.values import items_of

_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=;|$)|([^;]*))(?:;|$)', re.DOTALL)


def joined(items: Iterable[str]) -> str:
    """The items as one text; '' for none."""
    return "; ".join(_quoted(item) for item in items)


def parted(text: str) -> list[str]:
    """The items of a text; what is not quoted may be parted in any way that people do."""
    return list(_parted(text))


def _parted(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        found = _ITEM.match(text, at)
        if found is None or found.end() == at:  # pragma: no cover - the second way always matches
            return
        at = found.end()
        if found[1] is not None:
            yield found[1].replace('""', '"')
        else:
            yield from items_of(found[2])


def _quoted(item: str) -> str:
    plain = items_of(item) == [item] and not item.startswith('"')
    return item if plain else quoted(item)


def quoted(item: str) -> str:
    """The item in quotation marks, those within it doubled."""
    return '"' + item.replace('"', '""') + '"'
