"""Lists with a row for each data object that a system holds: known by their headers and names."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from isthmus.exchange.folding import fold, fold_header
from isthmus.exchange.marks import role_of
from isthmus.exchange.proposal import CUSTOM, HOLDINGS
from isthmus.exchange.table import Column, Table
from isthmus.exchange.values import is_placeholder
from isthmus.exchange.vocabulary import BOND_FIELDS, LANGUAGES, LINK_FIELDS, holding_words, spoken

_OF_SYSTEMS = frozenset(
    ("vendor", "product", "hosting", "lifecycle", "it_steward", "annual_cost", "users", "go_live",
     "end_of_life", "contract_end", *LINK_FIELDS, *BOND_FIELDS)
)  # fmt: skip
"""What lists of systems tell; who holds what is said beside one of them at most."""
_TOO_MANY = 2
_SURE = 0.75
"""Least score of a column that speaks for a list of systems."""
_ROLES = 0.8
"""Least share of the roles that say how data is held."""


def as_holdings(systems: Table) -> Table | None:
    """The sheet as a list of who holds what; None if it is none. `systems` is what it else may be.

    A column of roles in words or letters tells it, or the sheet's name does.
    """
    listed = with_ends(systems)
    if not (listed.of("system") and listed.of("data_object")):
        return None
    many = sum(c.field in _OF_SYSTEMS and c.score >= _SURE for c in systems.columns)
    named = fold(systems.grid.name) in holding_words().sheets
    if many >= _TOO_MANY or not (named or _says_roles(listed)):
        return None
    return replace(listed, role=HOLDINGS, why=_why(listed))


def with_ends(table: Table) -> Table:
    """The table with columns for the system, the data object and the role, by their headers."""
    taken: set[str] = set()
    columns = [_column(column, taken) for column in table.columns]
    return replace(table, columns=tuple(columns))


def _column(column: Column, taken: set[str]) -> Column:
    """What a column holds on such a list; a field that is taken already is not taken twice."""
    phrase = holding_words().columns.get(fold_header(column.header))
    if phrase is None or phrase.field in taken:
        reason = "it is no column that such a list has; it is kept as a custom field"
        return replace(column, field=CUSTOM, score=0.0, reason=reason)
    taken.add(phrase.field)
    word = "another word" if phrase.language == "en" else LANGUAGES[phrase.language]
    said = f"its header says '{column.header[:60]}'"
    is_plain = phrase.text == fold_header(spoken(phrase.field))
    reason = said if is_plain else f"{said} ({word} for {spoken(phrase.field)})"
    return replace(column, field=phrase.field, score=1.0, reason=reason)


def _says_roles(table: Table) -> bool:
    told = _different(table, table.of("role"))
    return bool(told) and sum(role_of(text)[1] for text in told) >= _ROLES * len(told)


def _different(table: Table, columns: Sequence[Column]) -> Collection[str]:
    texts = {table.text(row, column) for column in columns for row in table.rows}
    return {text for text in texts if not is_placeholder(text)}


def _why(table: Table) -> str:
    system, data = (table.of(field)[0].header[:60] for field in ("system", "data_object"))
    roles = table.of("role")
    how = f"as what '{roles[0].header[:60]}' says" if roles else "as a copy"
    return f"Its rows say who holds what: the system in '{system}' holds the '{data}', {how}."
