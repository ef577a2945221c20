"""Reads the cells of a recognised column into the values that a field takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from isthmus.exchange.dates import DateReader, is_slashed
from isthmus.exchange.fixing import word_meant
from isthmus.exchange.folding import fold
from isthmus.exchange.grid import Cell
from isthmus.exchange.money import AmountReader, currency_code
from isthmus.exchange.tables import Column, Table
from isthmus.exchange.values import is_placeholder, items_of, meaning, yes_no
from isthmus.model.records import Criticality, FlowMethod, FlowState, Hosting, Lifecycle

Value = str | bool | int | Decimal | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell gave: the value; whether its text says more and is kept; what is wrong."""

    value: Value | None = None
    keep: bool = False
    fault: str = ""
    currency: str = ""
    fix: str = ""
    """What the cell may have been meant to say."""


EMPTY = Reading()
Reader = Callable[[Cell, str], Reading]
"""Reads a cell, given with its text, which is no placeholder."""

_SAMPLE = 2000
"""Rows of a column from which its number and date formats are seen."""

_KINDS: dict[str, type[Hosting | Lifecycle | Criticality | FlowMethod | FlowState]] = {
    "hosting": Hosting, "lifecycle": Lifecycle, "criticality": Criticality,
    "method": FlowMethod, "state": FlowState,
}  # fmt: skip
_ASKED = {
    "hosting": "way of hosting", "lifecycle": "lifecycle stage", "criticality": "criticality",
    "method": "way of moving data", "state": "state of a flow",
}  # fmt: skip
_LISTS = ("regulations", "regions", "capabilities", "holds", "masters", "data_objects")
_MONTHLY = frozenset(
    ("month", "monthly", "monat", "monatlich", "monatliche", "mensuel", "mensual", "maand",
     "maandelijkse", "maned", "manedlig", "mensile", "mensal")
)  # fmt: skip
_THOUSANDS = (
    "k€", "t€", "teur", "keur", "k eur", "k$", "kusd", "tsd", "in thousands", "tnok", "knok",
    "tkr", "000s",
)  # fmt: skip
_MILLIONS = ("m€", "meur", "mnok", "mill", "mio", "in millions")


def reader_of(table: Table, column: Column) -> Reader:
    """The reader for a column, made to its language and number format; '' and 'N/A' give EMPTY."""
    reader = _reader_of(table, column)
    known: dict[str, Reading] = {}

    def remembering(cell: Cell, text: str) -> Reading:
        if not isinstance(cell, str):
            return reader(cell, text)
        if text not in known:
            known[text] = EMPTY if is_placeholder(text) else reader(cell, text)
        return known[text]

    return remembering


def _reader_of(table: Table, column: Column) -> Reader:
    field = column.field
    if column.field in _MAKERS:
        return _MAKERS[field](table, column)
    if field in _KINDS:
        return _words(field, column)
    if field in _LISTS:
        return lambda _, text: Reading(tuple(items_of(text)))
    if field == "currency":
        return lambda _, text: _currency(text, table.language)
    return lambda _, text: Reading(text)


def _texts(table: Table, column: Column) -> list[str]:
    return [table.text(row, column) for row in table.rows[:_SAMPLE]]


def _words(field: str, column: Column) -> Reader:
    kind = _KINDS[field]

    def reader(_: Cell, text: str) -> Reading:
        found = meaning(field, text)
        if found:
            return Reading(kind(found[0]), keep=not found[1])
        if field == "hosting" and (answer := yes_no(text)) is not None:
            return _hosted(answer, column.header)
        if field == "criticality" and (answer := yes_no(text)) is not None:
            sure = "critical" if "criti" in fold(column.header) else "high"
            return Reading(kind(sure if answer else "low"), keep=True)
        fault = f"'{text[:60]}' is no {_ASKED[field]} that Isthmus knows"
        return Reading(keep=True, fault=fault, fix=word_meant(field, text))

    return reader


def _hosted(answer: bool, header: str) -> Reading:  # noqa: FBT001  (what the cell answers)
    """The answer to 'SaaS?' or 'Cloud (Y/N)'; a no leaves open what else it is."""
    asked = set(fold(header).split())
    kind = Hosting.SAAS if "saas" in asked else Hosting.CLOUD if "cloud" in asked else None
    return Reading(kind if answer else None, keep=True)


def _costs(table: Table, column: Column) -> Reader:
    amounts = AmountReader(_texts(table, column), table.language)
    header = f" {column.header.casefold()} "
    times = 1000 if any(unit in header for unit in _THOUSANDS) else 1
    times = (
        10**6 if any(f"{mark}{unit}" in header for unit in _MILLIONS for mark in " (") else times
    )
    times *= 12 if _MONTHLY & set(fold(header).split()) else 1
    currency = currency_code(column.header, table.language)

    def reader(cell: Cell, text: str) -> Reading:
        amount = amounts.read(cell)
        if amount is None:
            return Reading(keep=True, fault=f"'{text[:60]}' is no amount of money")
        value, currency_of = amount.value * times, amount.currency or currency
        fault = f"'{text[:60]}' was read as {value:,}" if amount.doubtful else ""
        keep = amount.doubtful or not amount.exact
        return Reading(value, keep=keep, fault=fault, currency=currency_of)

    return reader


def _counts(table: Table, column: Column) -> Reader:
    amounts = AmountReader(_texts(table, column), table.language)

    def reader(cell: Cell, text: str) -> Reading:
        amount = amounts.read(cell)
        if amount is None or amount.currency or amount.value < 0 or amount.value % 1:
            return Reading(keep=True, fault=f"'{text[:60]}' is no number of users")
        return Reading(int(amount.value), keep=not amount.exact)

    return reader


def _dates(table: Table, column: Column) -> Reader:
    texts = _texts(table, column)
    end = column.field != "go_live"
    dates = DateReader(
        texts,
        month_first=table.language in ("en", ""),
        end=end,
        since_1904=table.grid.since_1904,
    )

    def reader(cell: Cell, text: str) -> Reading:
        found = dates.read(cell)
        if found is None:
            return Reading(keep=True, fault=f"'{text[:60]}' is no date")
        if dates.ambiguous and is_slashed(text):
            order = "month/day/year" if table.language in ("en", "") else "day/month/year"
            fault = f"Dates such as '{text}' were read as {order}"
            return Reading(found, keep=True, fault=fault, fix=dates.other_way(text))
        return Reading(found)

    return reader


def _yes_or_no(_: Cell, text: str) -> Reading:
    answer = yes_no(text)
    if answer is None:
        return Reading(keep=True, fault=f"'{text[:60]}' is neither yes nor no")
    return Reading(answer)


def _currency(text: str, language: str) -> Reading:
    code = currency_code(text, language)
    if not code:
        return Reading(keep=True, fault=f"'{text[:30]}' is no currency that Isthmus knows")
    return Reading(code)


_MAKERS: dict[str, Callable[[Table, Column], Reader]] = {
    "annual_cost": _costs, "users": _counts,
    "go_live": _dates, "end_of_life": _dates, "contract_end": _dates,
    "backbone": lambda _table, _column: _yes_or_no,
    "steward_in_business": lambda _table, _column: _yes_or_no,
}  # fmt: skip
