"""Amounts and counts as people write them, in the number format that a column shows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from isthmus.exchange.grid import Cell, text_of

COMMA_LANGUAGES = frozenset(
    ("de", "fr", "es", "nl", "no", "da", "sv", "pt", "it", "pl", "fi", "cs")
)
"""Languages that write 1.234,56."""

_SYMBOLS = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "chf": "CHF", "us$": "USD", "zł": "PLN",
    "kč": "CZK",
}  # fmt: skip
_CROWNS = {"no": "NOK", "da": "DKK", "sv": "SEK"}
_CODES = frozenset(
    ("EUR", "USD", "GBP", "NOK", "SEK", "DKK", "CHF", "JPY", "CAD", "AUD", "NZD", "PLN", "CZK",
     "HUF", "RON", "BGN", "ISK", "BRL", "MXN", "INR", "CNY", "SGD", "HKD", "ZAR", "TRY")
)  # fmt: skip
_TIMES = {
    "k": 1000, "tsd": 1000, "t": 1000, "thousand": 1000, "tusen": 1000, "mille": 1000, "mil": 1000,
    "m": 10**6, "mn": 10**6, "mio": 10**6, "mill": 10**6, "million": 10**6, "millions": 10**6,
    "millionen": 10**6, "millioner": 10**6, "miljoner": 10**6, "miljoen": 10**6, "mln": 10**6,
    "mkr": 10**6, "mnkr": 10**6, "mnok": 10**6, "msek": 10**6, "mdkk": 10**6, "meur": 10**6,
    "keur": 1000, "kusd": 1000, "musd": 10**6, "knok": 1000, "tnok": 1000, "kkr": 1000,
    "tkr": 1000, "teur": 1000, "millones": 10**6, "milioni": 10**6,
    "bn": 10**9, "billion": 10**9, "mrd": 10**9, "md": 10**9,
}  # fmt: skip
_NOISE = frozenset(
    ("per", "year", "annum", "p", "a", "pa", "yr", "annual", "annually", "jahr", "pro", "jährlich",
     "an", "par", "año", "por", "al", "jaar", "år", "pr", "anno", "ca", "approx", "about", "circa",
     "environ", "ungefähr", "rund", "kr", "excl", "incl", "vat", "ht", "netto", "kroner", "euro",
     "euros", "dollars")
)  # fmt: skip
_NUMBER = re.compile(r"[-+]?\(?\d[\d\s'’.,_]*\)?")
_WORD = re.compile(r"[^\W\d_]+\.?")
_ABOUT = frozenset("~≈")
_LEFT = re.compile(r"[€$£¥~≈/*.,\-–=()\s']+")
_MINUS_LAST = re.compile(r"^\s*\d[\d\s.,]*\d\s?[-−]\s*$")
"""A minus behind the number, as ledgers print it; '420,-' has none."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, the currency written beside it ('' if none), and whether all was understood."""

    value: Decimal
    currency: str = ""
    exact: bool = True
    doubtful: bool = False
    """Its one mark could also be the decimal mark, as the language of the sheet has it."""


class AmountReader:
    """Reads the amounts of one column.

    '1.234' and '1,234' are a thousand and more in whatever language, unless the column holds
    numbers as machines write them ('36074.7'), with other than two digits behind that mark: money
    is written with two digits or none, and people mix both ways of writing in one column.
    """

    def __init__(self, texts: Iterable[str], language: str = "") -> None:
        """`texts` are the column's; `language` says what a crown is, and what is doubtful."""
        self._language = language
        self._machine = {m for text in texts if (m := _machine_mark(text))}

    def read(self, cell: Cell) -> Amount | None:
        """The amount that a cell holds, None if it holds none."""
        if isinstance(cell, bool):
            return None
        if isinstance(cell, int | float):
            return Amount(Decimal(repr(cell)))
        return self._text(text_of(cell)) if isinstance(cell, str) else None

    def _text(self, text: str) -> Amount | None:
        found = _NUMBER.findall(text)
        if len(found) != 1 or len(text) > 60:
            return None
        number = self._number(f"-{found[0]}" if _MINUS_LAST.search(text) else found[0])
        rest = text.replace(found[0], " ", 1)
        words = [word.rstrip(".").casefold() for word in _WORD.findall(rest)]
        left = _LEFT.sub("", _WORD.sub("", rest))
        if number is None or left not in ("", "+") or not all(map(_is_known, words)):
            return None
        currency = next((c for word in words if (c := self._currency(word))), _symbol(rest))
        times = next((_TIMES[word] for word in words if word in _TIMES), 1)
        exact = not left and not _ABOUT & set(rest)
        return Amount(number * times, currency, exact, self._is_doubtful(found[0]))

    def _is_doubtful(self, text: str) -> bool:
        """Whether a mark was taken to part thousands that the language has as decimal mark."""
        bare = re.sub(r"[^\d.,]", "", text).strip(".,")
        own = "," if self._language in COMMA_LANGUAGES else "."
        return bare.count(own) == 1 and not _decimal_mark(bare) and own not in self._machine

    def _currency(self, word: str) -> str:
        """The code that a word beside a number names, '' if it is none."""
        if word in ("kr", "kkr", "tkr", "mkr", "mnkr", "kroner", "kronor"):
            return _CROWNS.get(self._language, "")
        if word in ("euro", "euros"):
            return "EUR"
        code = word.upper() if word.upper() in _CODES else word[1:].upper()
        return code if code in _CODES and (word in _TIMES or len(word) == 3) else ""

    def _number(self, text: str) -> Decimal | None:
        """The number, with this column's decimal mark where one could be either."""
        negative = text.startswith(("-", "("))
        digits = re.sub(r"[\s'’_()+-]", "", text).rstrip(".,")
        mark = _decimal_mark(digits)
        if not mark:
            mark = next((m for m in self._machine if digits.count(m) == 1), "")
        group = "," if mark == "." else "."
        if mark and mark in digits and digits.count(mark) == 1:
            digits = digits.replace(group, "").replace(mark, ".")
        else:
            digits = digits.replace(",", "").replace(".", "")
        try:
            value = Decimal(digits)
        except InvalidOperation:
            return None
        return -value if negative else value


def _is_known(word: str) -> bool:
    """Whether a word beside an amount is understood."""
    return word in _TIMES or word in _NOISE or word in _SYMBOLS or word.upper() in _CODES


def _symbol(text: str) -> str:
    folded = text.casefold()
    return next((code for symbol, code in _SYMBOLS.items() if symbol in folded), "")


def currency_code(text: str, language: str = "") -> str:
    """The ISO 4217 code that a text names: 'EUR', '€', 'kr' in a language; '' if none."""
    words = _WORD.findall(text)
    code = next((word.upper() for word in words if word.upper() in _CODES), "")
    folded = {word.casefold().rstrip(".") for word in words}
    if not code and folded & {"kr", "kroner", "kronor"}:
        code = _CROWNS.get(language, "")
    if not code and folded & {"euro", "euros"}:
        code = "EUR"
    return code or _symbol(text)


def _decimal_mark(text: str) -> str:
    """The decimal mark of a number, '' where it has none or could be either."""
    digits = re.sub(r"[^\d.,]", "", text).strip(".,")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if dots + commas > 1:
        return "," if dots else "."  # a mark that comes twice parts thousands
    if not dots + commas:
        return ""
    mark = "." if dots else ","
    after = len(digits) - digits.index(mark) - 1
    grouped = after == 3 and digits.index(mark) <= 3 and not digits.startswith("0")
    return "" if grouped else mark


def _machine_mark(text: str) -> str:
    """The decimal mark of a number that no hand wrote: other than two digits stand behind it."""
    bare = text.strip()
    mark = _decimal_mark(bare) if re.fullmatch(r"-?\d+[.,]\d+", bare) else ""
    return mark if mark and len(bare) - bare.index(mark) != 3 else ""
