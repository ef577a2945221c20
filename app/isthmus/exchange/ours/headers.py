"""The headers of our own sheets: of fields, of ids in other programs, of custom fields."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from isthmus.exchange.ours.kinds import CURRENCY, ID, KINDS, Field, Kind

CONTINUED = " (continued)"
"""After the header of a column that goes on with texts too long for one cell."""
_SOURCE = "ID in "
_CUSTOM = "Custom: "
_CURRENCY = re.compile(rf"{CURRENCY}(?: \(blank means (.*)\))?", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """What a column holds: a field; or an id elsewhere, or a custom field, by name."""

    kind: str
    name: str = ""
    number: int = 0
    """Of several columns of one name, which."""


ID_KEY = Key("id")
STATE_KEY = Key("state")
STATE = "Isthmus state"
"""The header over how rows were exported."""
FIELD, SOURCE, CUSTOM_FIELD = "field", "source", "custom"


def numbered(kind: str, names: Iterable[str]) -> list[Key]:
    """A key for each name; names that come again are counted."""
    met: Counter[str] = Counter()
    found = []
    for name in names:
        found.append(Key(kind, name, met[name]))
        met[name] += 1
    return found


def header_of(field: Field, currency: str) -> str:
    """A field's header; that of the currency says which one an empty cell means."""
    if field.header == CURRENCY and currency:
        return f"{CURRENCY} (blank means {currency})"
    return field.header


def source_header(source: str) -> str:
    """The header over ids in another program."""
    return f"{_SOURCE}{source}"


def custom_header(kind: Kind, name: str) -> str:
    """The header of a custom field: its name, unless that means something else here."""
    return f"{_CUSTOM}{name}" if _is_taken(kind, name) else name


def _is_taken(kind: Kind, name: str) -> bool:
    folded = name.strip().casefold()
    return (
        not folded
        or folded in _fields(kind)
        or folded.startswith(
            (
                ID.casefold(),
                STATE.casefold(),
                _SOURCE.strip().casefold(),
                _CUSTOM.strip().casefold(),
            )
        )
        or folded.endswith(CONTINUED.strip())
        or bool(_CURRENCY.fullmatch(folded))
    )


@cache
def _fields(kind: Kind) -> dict[str, str]:
    return {field.header.casefold(): field.name for field in kind.fields}


def kind_of(headers: Sequence[str]) -> Kind | None:
    """The kind of record that a row of headers is of, None if it is none of ours."""
    texts = {header.strip() for header in headers}
    return next((kind for kind in KINDS if kind.id_header in texts), None)


def currency_of(header: str) -> str:
    """The currency that an empty cell under this header means, '' if it does not say."""
    found = _CURRENCY.fullmatch(header.strip())
    return (found[1] or "") if found else ""


def keys_of(kind: Kind, headers: Sequence[str]) -> list[Key]:
    """What each column holds; one that goes on with a text of another has that one's key."""
    met: Counter[Key] = Counter()
    last: dict[str, Key] = {}
    found = []
    for header in headers:
        key = last.get(header.removesuffix(CONTINUED)) if header.endswith(CONTINUED) else None
        found.append(key or _counted(_meaning(kind, header), header, met))
        if key is None:
            last[header] = found[-1]
    return found


def _counted(key: Key, header: str, met: Counter[Key]) -> Key:
    """The key with its number; a second column of a field is a custom field."""
    if key.kind in ("id", "state", FIELD) and met[key]:
        key = Key(CUSTOM_FIELD, header)
    met[key] += 1
    return Key(key.kind, key.name, met[key] - 1)


def _meaning(kind: Kind, header: str) -> Key:
    bare = header.strip()
    if bare == kind.id_header:
        return ID_KEY
    if bare == STATE:
        return STATE_KEY
    if name := _fields(kind).get(bare.casefold()):
        return Key(FIELD, name)
    if kind.field("currency") and _CURRENCY.fullmatch(bare):
        return Key(FIELD, "currency")
    if header.startswith(_SOURCE):
        return Key(SOURCE, header.removeprefix(_SOURCE))
    return Key(CUSTOM_FIELD, header.removeprefix(_CUSTOM))
