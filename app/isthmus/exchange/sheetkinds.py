"""Sheets of other kinds: lists of people, elements that are no systems, departments."""

from collections.abc import Iterable

from isthmus.exchange.folding import fold, fold_header, shown_header, spaced
from isthmus.exchange.vocabulary import words


def type_word(text: str) -> str:
    """A type of element folded: 'ApplicationComponent' is 'application component'."""
    return fold(spaced(text))


def relation_kind(text: str) -> str:
    """A kind of relation folded: 'CompositionRelationship' is 'composition'."""
    return type_word(text.partition("::")[0]).removesuffix(" relationship")


def is_still_relation(text: str) -> bool:
    """Whether a kind of relation is one along which no data moves: 'Runs on::Runs'."""
    return relation_kind(text) in words().still_relations


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
