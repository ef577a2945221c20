"""The lens of a custom field: its commonest values, or ranges where all of them are numbers."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from isthmus.drawing.reading import OTHER, UNKNOWN, LensValue, Mark, Reading, counted, kind, level
from isthmus.drawing.reading import unknown as unknown_value
from isthmus.model.snapshot import Snapshot

MOST = 9
"""So many values are told apart, all others are one."""
_FEW = 5
"""Up to so many different numbers are values of their own, not ranges."""
_OTHER = LensValue(OTHER, "Other", "slate", Mark.STAR)


def custom_field(snapshot: Snapshot, lens: str, name: str) -> Reading:
    """What systems have in the custom field of that name."""
    said = {key: dict(one.custom).get(name, "").strip() for key, one in snapshot.systems.items()}
    numbers = {key: _number(text) for key, text in said.items() if text}
    known = {key: number for key, number in numbers.items() if number is not None}
    if len(known) == len(numbers) and len(set(known.values())) > _FEW:
        return _in_ranges(lens, name, said, known)
    return _by_value(lens, name, said)


def _number(text: str) -> float | None:
    """A plain number, as machines write it, with at most commas between thousands."""
    try:
        found = float(text.replace(",", "").replace("\N{NO-BREAK SPACE}", ""))
    except ValueError:
        return None
    return found if abs(found) < 1e18 else None


def _by_value(lens: str, name: str, said: Mapping[str, str]) -> Reading:
    """Values that differ in case alone are one, written as most write it."""
    spellings: dict[str, Counter[str]] = {}
    for text in filter(None, said.values()):
        spellings.setdefault(text.casefold(), Counter())[text] += 1
    ranked = sorted(spellings, key=lambda key: (-spellings[key].total(), key))
    kept = ranked[:MOST]
    values = [
        kind(number, f"value:{key}", _best(spellings[key])) for number, key in enumerate(kept)
    ]
    of = {key: _key(text, kept) for key, text in said.items()}
    words = {key: text for key, text in said.items() if of[key] == OTHER}
    values += [_OTHER, unknown_value(f"No {name}")]
    return Reading(lens, name, counted(values, of), of, words)


def _best(spellings: Counter[str]) -> str:
    return min(spellings, key=lambda text: (-spellings[text], text))


def _key(text: str, kept: list[str]) -> str:
    if not text:
        return UNKNOWN
    return f"value:{text.casefold()}" if text.casefold() in kept else OTHER


def _in_ranges(
    lens: str, name: str, said: Mapping[str, str], numbers: Mapping[str, float]
) -> Reading:
    """Up to five ranges that hold as many systems each."""
    ordered = sorted(numbers.values())
    bounds = sorted({ordered[number * len(ordered) // 5] for number in range(5)})
    ends = [*bounds[1:], None]
    ranges = [
        level(number, f"range-{number}", _range_words(low, high))
        for number, (low, high) in enumerate(zip(bounds, ends, strict=True), 6 - len(bounds))
    ]
    of = {
        key: ranges[bisect_right(bounds, numbers[key]) - 1].key if key in numbers else UNKNOWN
        for key in said
    }
    words = {key: f"{name}: {text}" for key, text in said.items() if text}
    values = [*reversed(ranges), unknown_value(f"No {name}")]
    return Reading(lens, name, counted(values, of), of, words)


def _range_words(low: float, high: float | None) -> str:
    return f"{low:,.10g} and more" if high is None else f"{low:,.10g} to under {high:,.10g}"
