"""Sheets of other kinds: matrices, lists of people, elements that are no systems, departments."""

from collections.abc import Iterable, Sequence

from isthmus.catalogue.catalogue import Catalogue
from isthmus.exchange.folding import fold, fold_header, shown_header, spaced
from isthmus.exchange.grid import Cell, Grid, text_of
from isthmus.exchange.vocabulary import words

_MARK = 5
"""Characters of a mark in a matrix: 'X', 'CRUD', '1'."""
_LEAST = 3
"""Columns of marks that a matrix has at least."""
_LETTERS = frozenset("crudxwm")
_DEPTH = 400
"""Rows that are looked at."""

Rows = Sequence[list[Cell]]


def matrix_why(grid: Grid, header: int, rows: Sequence[int], catalogue: Catalogue) -> str:
    """What a matrix sets against what, in a sentence; '' if the table is none."""
    below = [grid.rows[row] for row in rows[:_DEPTH]]
    heads = [text_of(cell) for cell in grid.rows[header]]
    named = [column for column in range(1, len(heads)) if heads[column]]
    marked = [column for column in named if _are_marks(below, column)]
    if len(marked) < _LEAST or len(named) > 1.5 * len(marked) or not _marks(below, marked):
        return ""
    names = {fold(text_of(cell)) for cells in below for cell in cells[:2]} - {""}
    if sum(fold(heads[column]) in names for column in marked) >= max(2, len(marked) / 2):
        return _says("systems by systems", "source and target")
    known = sum(catalogue.match_data_object(heads[column]) is not None for column in marked)
    if known >= max(2, 0.6 * len(marked)) and _are_letters(_marks(below, marked)):
        return _says("systems by data objects", "system and data object")
    return ""


def _says(what: str, columns: str) -> str:
    return (
        f"It is a matrix of {what}, which is not read; to import it, "
        f"list each mark as a row with {columns}."
    )


def _are_marks(below: Rows, column: int) -> bool:
    """Whether a column holds short marks only, few different ones, or nothing."""
    filled = {mark.casefold() for mark in _marks(below, [column])}
    return all(len(mark) <= _MARK for mark in filled) and len(filled) <= 8


def _marks(below: Rows, columns: Iterable[int]) -> list[str]:
    texts = (text_of(cells[c]) for c in columns for cells in below if c < len(cells))
    return [text for text in texts if text]


def _are_letters(marks: list[str]) -> bool:
    """Whether the marks are crosses, or letters for create, read, update and delete."""
    folded = [fold(mark).replace(" ", "") for mark in marks]
    return sum(set(mark) <= _LETTERS for mark in folded) >= 0.8 * len(folded)


def type_word(text: str) -> str:
    """A type of element folded: 'ApplicationComponent' is 'application component'."""
    return fold(spaced(text))


def is_still_relation(text: str) -> bool:
    """Whether a kind of relation is one along which no data moves: 'Runs on::Runs'."""
    kind = type_word(text.partition("::")[0]).removesuffix(" relationship")
    return kind in words().still_relations


def types_of(texts: Iterable[str]) -> tuple[int, int]:
    """How many of a column's texts are types whose rows are systems, and whose rows are not."""
    folded = [type_word(text) for text in texts]
    systems = sum(text in words().system_types for text in folded)
    return systems, sum(text in words().other_types for text in folded)


def is_headed_as_type(header: str) -> bool:
    """Whether a column may say of what type of element its rows are, by its header."""
    return not _TYPE_WORDS.isdisjoint(fold_header(header).split())


_TYPE_WORDS = frozenset(
    ("type", "types", "class", "typ", "tipo", "classe", "klasse", "art", "soort", "kind", "element",
     "stereotype", "category", "kategorie", "categorie", "categoria", "kategori", "tyyppi", "druh",
     "rodzaj")
)  # fmt: skip


def is_list_of_people(headers: Iterable[str]) -> bool:
    """Whether a table's headers are those of a list of people."""
    return sum(fold(header) in words().people_headers for header in headers) >= 1


def department_of_sheet(name: str) -> str:
    """The department that a sheet is named after ('Marketing apps'), '' if it may be none."""
    lists = words()
    kept = [word for word in shown_header(name).split() if fold(word) not in lists.sheet_noise]
    tokens = [token for token in fold(" ".join(kept)).split() if not token.isdigit()]
    rest = [token for token in tokens if token not in _JOINS]
    if not rest or not all(token in lists.department_words for token in rest):
        return ""
    return " ".join(kept)


def is_sure_department(name: str) -> bool:
    """Whether a sheet's name can hardly be anything but a department's."""
    return not words().vague_departments.issuperset(fold(name).split())


_JOINS = frozenset(("and", "und", "et", "y", "en", "og", "och", "e", "of", "the", "de"))
