"""What the values of a column are like, and how well that fits what a field holds."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from isthmus.exchange.dates import DateReader
from isthmus.exchange.folding import fold
from isthmus.exchange.grid import Cell, text_of
from isthmus.exchange.money import AmountReader
from isthmus.exchange.values import is_placeholder, meaning, yes_no
from isthmus.exchange.vocabulary import words

_EMPTY = 0.5
"""How well an empty column fits: nothing speaks against it, but any that is filled comes first."""
_TELLING = 0.25
"""Least share of a column's values that is told as a reason."""
SAMPLE = 250
"""Cells of a column that are looked at."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w+")
_PERSON = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Herr|Frau)\.? )?"
    r"[A-ZÀ-Þ][\w'’.-]*(?: (?:van|von|de|der|den|la|le|di|da|dos|du|el|al|[A-ZÀ-Þ][\w'’.-]*)){1,3}"
    r"|[A-ZÀ-Þ][\w'’-]+, [A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)?"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of a column's filled cells that are of a kind."""

    filled: int
    distinct: float
    length: float
    """Characters, on average."""
    numbers: float
    dates: float
    amounts: float
    people: float
    departments: float
    lifecycle: float
    hosting: float
    criticality: float
    method: float
    state: float
    direction: float
    yes_no: float
    values: tuple[str, ...]
    """The different texts, in the order met."""


def profile(cells: Iterable[Cell]) -> Profile:
    """The profile of a column's cells, placeholders left out."""
    kept = [(cell, text) for cell in cells if not is_placeholder(text := text_of(cell))][:SAMPLE]
    counts = Counter(text for _, text in kept)
    cell_of = {text: cell for cell, text in kept}
    dates, amounts = DateReader(()), AmountReader(())

    def share(test: Callable[[str], bool]) -> float:
        met = sum(times for text, times in counts.items() if test(text))
        return met / len(kept) if kept else 0.0

    def words_of(kind: str) -> float:
        return share(lambda text: len(text) <= 240 and meaning(kind, text) is not None)

    return Profile(
        filled=len(kept),
        distinct=len({fold(text) or text for text in counts}) / len(kept) if kept else 0.0,
        length=sum(len(text) for _, text in kept) / len(kept) if kept else 0.0,
        numbers=share(lambda text: _is_number(cell_of[text])),
        dates=share(lambda text: _is_date(cell_of[text], dates)),
        amounts=share(lambda text: amounts.read(cell_of[text]) is not None),
        people=share(is_person),
        departments=share(is_department),
        lifecycle=words_of("lifecycle"),
        hosting=words_of("hosting"),
        criticality=words_of("criticality"),
        method=words_of("method"),
        state=words_of("state"),
        direction=words_of("two_way"),
        yes_no=share(lambda text: yes_no(text) is not None),
        values=tuple(counts),
    )


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(re.fullmatch(r"[-+]?[\d\s.,'’]*\d[\d\s.,'’]*%?", cell.strip()))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_date(cell: Cell, reader: DateReader) -> bool:
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str) or cell.strip().isdigit():
        return False  # a number may be a year or a day's, but more often is none
    return reader.read(cell) is not None


def is_person(text: str) -> bool:
    """Whether a text has the shape of a person's name or is an e-mail address."""
    if len(text) > 80:
        return False
    return bool(_EMAIL.search(text)) or (bool(_PERSON.fullmatch(text)) and not is_department(text))


def is_department(text: str) -> bool:
    """Whether a text holds a word that only names of departments have."""
    tokens = fold(text[:120]).split()
    return len(tokens) <= 14 and not words().department_words.isdisjoint(tokens)


_RANGE = re.compile(r"(?:[<>≤≥~]|over|under|up to)?\s*[\d.,]+\s*(?:[-–+]|to)?\s*[\d.,]*")
"""A number of users as a form asks for it: '11-50', '500+'."""


def _text_like(p: Profile) -> float:
    return 0.15 if p.numbers > 0.6 or p.dates > 0.6 else 1.0


def _name(p: Profile) -> float:
    if p.length > 140:
        return 0.2
    unique = 1.0 if p.distinct > 0.85 else 0.9 if p.distinct > 0.6 else 0.7
    if p.distinct < 0.3 and p.filled > 8:
        unique = 0.35
    return unique * (0.15 if p.dates > 0.6 else 0.4 if p.numbers > 0.6 else 1.0)


def _id(p: Profile) -> float:
    unique = 1.0 if p.distinct > 0.98 else 0.8 if p.distinct > 0.9 else 0.3
    return unique * (1.0 if p.length <= 40 else 0.3)


def _category(p: Profile) -> float:
    few = p.distinct < 0.7 or p.filled < 12
    fit = 1.0 if few else 0.75
    if max(p.lifecycle, p.hosting) > 0.7 or p.yes_no > 0.7 or p.length > 120:
        fit = 0.15
    return fit * _text_like(p)


def _department(p: Profile) -> float:
    if p.people > 0.6 and p.departments < 0.3:
        return 0.5
    if max(p.people, p.departments) < 0.15 and p.distinct > 0.6:
        return 0.85 * _text_like(p)  # neither by their words: more likely people than departments
    lifted = 1.08 if p.departments > 0.3 else 1.0
    return lifted * _text_like(p) * (0.3 if p.yes_no > 0.6 else 1.0) * (0.8 if p.length > 80 else 1)


def _person(p: Profile) -> float:
    if p.departments > 0.3 and p.departments > p.people:
        return 0.6
    return (1.1 if p.people > 0.5 else 0.9) * _text_like(p)


def _words(share: float) -> float:
    return 1.0 if share >= 0.5 else 0.8 if share >= 0.25 else 0.4


def _description(p: Profile) -> float:
    again = p.filled > 8 and p.distinct < 0.2  # the same few words over and over describe nothing
    return _text_like(p) * (0.3 if again else 1.0 if p.length > 20 else 0.75)


def _yes(p: Profile) -> float:
    return 1.0 if p.yes_no >= 0.6 else 0.5


def _cost(p: Profile) -> float:
    return _words(p.amounts) if p.dates < 0.5 or p.numbers > 0.5 else 0.2


def _users(p: Profile) -> float:
    few = p.values[:40]
    ranges = sum(bool(_RANGE.fullmatch(text.casefold())) for text in few) / max(1, len(few))
    return _words(max(p.amounts, ranges)) if p.dates < 0.5 or p.numbers > 0.5 else 0.2


def _when(p: Profile) -> float:
    return _words(max(p.dates, p.numbers if _years_only(p) else 0.0))


def _years_only(p: Profile) -> bool:
    return all(text.isdigit() and (len(text) == 4 or len(text) == 5) for text in p.values[:20])


def _link(p: Profile) -> float:
    return 0.2 if p.yes_no > 0.7 else _text_like(p) * (0.6 if p.length > 200 else 1.0)


def _direction(p: Profile) -> float:
    return 1.0 if max(p.direction, p.yes_no) >= 0.5 else 0.5


def _end(p: Profile) -> float:
    return 0.1 if p.dates > 0.5 else 1.0


_FITS: dict[str, Callable[[Profile], float]] = {
    "name": _name, "id": _id, "abbreviation": lambda p: _text_like(p) * (p.length < 40),
    "description": _description, "category": _category, "department": _department,
    "funder": _department, "business_owner": _person, "it_steward": _text_like,
    "steward_in_business": _yes, "backbone": _yes, "annual_cost": _cost, "users": _users,
    "hosting": lambda p: _words(max(p.hosting, 0.9 * p.yes_no)),
    "lifecycle": lambda p: _words(p.lifecycle) * (0.5 if p.yes_no > 0.8 else 1),
    "criticality": lambda p: _words(max(p.criticality, p.yes_no)),
    "go_live": _when, "end_of_life": _when, "contract_end": _when,
    "parent": lambda _: 1.0, "is_it": _yes,
    "personal_data": lambda p: 1.0 if p.length < 120 else 0.6,
    "depends_on": _link, "receives": _link, "feeds": _link, "part_of": _link, "runs_on": _link,
    "source": _end, "target": _end, "two_way": _direction,
    "method": lambda p: _words(p.method), "state": lambda p: _words(p.state),
    "data_objects": lambda p: _text_like(p) * (1.0 if p.length < 90 else 0.6),
    "currency": lambda p: 1.0 if p.length < 15 else 0.2,
    "holds": _text_like, "masters": _text_like,
    "element": lambda _: 1.0, "property": _text_like, "value": lambda _: 1.0,
}  # fmt: skip


def fit(field: str, column: Profile) -> float:
    """How well values fit a field: 1 as expected, down to 0; more if they tell by themselves."""
    if not column.filled:
        return _EMPTY
    return _FITS.get(field, _text_like)(column)


_EVIDENCE: dict[str, tuple[Callable[[Profile], float], str]] = {
    "department": (lambda p: p.departments, "departments"),
    "funder": (lambda p: p.departments, "departments"),
    "business_owner": (lambda p: p.people, "people"),
    "it_steward": (lambda p: p.people, "people"),
    "lifecycle": (lambda p: p.lifecycle, "stages of a lifecycle"),
    "hosting": (lambda p: p.hosting, "ways of hosting"),
    "criticality": (lambda p: p.criticality, "levels of criticality"),
    "method": (lambda p: p.method, "ways of moving data"),
    "state": (lambda p: p.state, "states of a flow"),
    "two_way": (lambda p: p.direction, "directions"),
    "annual_cost": (lambda p: p.amounts, "amounts"),
    "users": (lambda p: p.numbers, "numbers"),
    "go_live": (lambda p: p.dates, "dates"),
    "end_of_life": (lambda p: p.dates, "dates"),
    "contract_end": (lambda p: p.dates, "dates"),
    "personal_data": (lambda p: p.yes_no, "yes or no"),
}


def evidence(field: str, column: Profile) -> str:
    """What the values are that speak for a field: '84% of its values are departments'; or ''."""
    measure, kind = _EVIDENCE.get(field, (lambda _: 0.0, ""))
    share = measure(column) if column.filled else 0.0
    if share < _TELLING:
        return ""
    return f"{'all' if share == 1 else f'{share:.0%}'} of its values are {kind}"
