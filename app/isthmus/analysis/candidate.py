"""A product that is thought of, before it is bought: what it is, and how it is found by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from isthmus.analysis.naming import folded
from isthmus.analysis.wording import listed
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Product
from isthmus.model.errors import UserError
from isthmus.model.records import System
from isthmus.model.snapshot import Snapshot

CANDIDATE = "candidate"
"""The id of the candidate in all that is proposed."""
SURE = 0.9
"""Least score at which a name is taken for a product, or a text for a category."""
_NEAR = 5
"""Names that are offered where one is not known."""


class CandidateError(UserError):
    """A product, category or department that nobody knows; the text names close ones."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A system that is not on the map yet."""

    name: str
    category: str
    """Key of the catalogue's category."""
    product: str = ""
    """Key of the catalogue's product, '' if it is not known there."""
    vendor: str = ""
    department: str = ""
    """Name of who would own it; '' if that is open."""
    regions: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    """Names of the data objects that it would hold, besides what its category usually does."""
    regulations: tuple[str, ...] = ()
    annual_cost: Decimal | None = None
    """In the map's currency."""


def candidate_of(
    catalogue: Catalogue,
    name: str,
    *,
    category: str = "",
    department: str = "",
    regions: Sequence[str] = (),
    holds: Sequence[str] = (),
    regulations: Sequence[str] = (),
    annual_cost: Decimal | None = None,
) -> Candidate:
    """The candidate that a product's key or name means; with a category any name goes.

    Raises:
        CandidateError: the product or the category is not known.
    """
    text = " ".join(name.split())
    product = _product(catalogue, text)
    key = _category(catalogue, category) if category else ""
    if product is None and not (key and text):
        raise CandidateError(_unknown(catalogue, text))
    return Candidate(
        name=text if product is None or text != product.key else product.name,
        category=key or (product.category if product else ""),
        product=product.key if product else "",
        vendor=product.vendor if product else "",
        department=department.strip(),
        regions=_said(regions),
        holds=_said(holds),
        regulations=_said(regulations),
        annual_cost=annual_cost,
    )


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts each once, without the blanks round them, in their order."""
    kept: dict[str, str] = {}
    for each in texts:
        if clean := " ".join(each.split()):
            kept.setdefault(folded(clean), clean)
    return tuple(kept.values())


def department_id(snapshot: Snapshot, name: str) -> str | None:
    """The id of a department by name, None for ''.

    Raises:
        CandidateError: the map has no such department.
    """
    if not name:
        return None
    named = [d for d in snapshot.departments.values() if folded(d.name) == folded(name)]
    if named:
        return min(named, key=lambda each: (each.name, not each.is_it, each.id)).id
    known = [each.name for each in snapshot.departments.values()]
    there = f" Those on it: {_several(known)}." if known else ""
    raise CandidateError(f"The map has no department '{name}'.{there}")


def on_map(snapshot: Snapshot, candidate: Candidate) -> list[System]:
    """The systems of the map that are the same product, or are called the same; by name."""
    found = [
        system
        for system in snapshot.systems.values()
        if (candidate.product and system.product == candidate.product)
        or folded(system.name) == folded(candidate.name)
    ]
    return sorted(found, key=lambda each: (folded(each.name), each.name, each.id))


def _product(catalogue: Catalogue, text: str) -> Product | None:
    if text in catalogue.products:
        return catalogue.products[text]
    found = catalogue.match_product(text) if text else None
    return found.product if found and found.score >= SURE else None


def _category(catalogue: Catalogue, text: str) -> str:
    key = text.strip()
    if key in catalogue.categories:
        return key
    found = catalogue.match_category(key)
    if found and found.score >= SURE:
        return found.category.key
    near = get_close_matches(key.casefold(), list(catalogue.categories), n=_NEAR, cutoff=0.5)
    hint = f" Close ones: {', '.join(near)}." if near else ""
    raise CandidateError(f"The catalogue has no category '{key}'.{hint}")


def _unknown(catalogue: Catalogue, text: str) -> str:
    near = [product.name for product in catalogue.search_products(text, _NEAR)]
    by_fold = {
        folded(said): product.name
        for product in catalogue.products.values()
        for said in (*product.synonyms, product.name)
    }
    close = get_close_matches(folded(text), list(by_fold), n=_NEAR, cutoff=0.6)
    near = list(dict.fromkeys((*near, *(by_fold[each] for each in close))))[:_NEAR]
    hint = f" Close ones: {', '.join(near)}." if near else ""
    return (
        f"The catalogue does not know the product '{text}'.{hint} "
        "Name its category (--category KEY) and any name goes."
    )


def _several(names: Iterable[str]) -> str:
    return listed(sorted(set(names), key=folded), shown=12)
