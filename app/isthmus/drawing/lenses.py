"""The lenses: what colours the cards of a view, and how each is read from the map."""

from collections.abc import Callable

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing import (
    lens_answers,
    lens_facts,
    lens_fields,
    lens_findings,
    lens_path,
    lens_spend,
)
from isthmus.drawing.reading import Reading
from isthmus.model.snapshot import Snapshot

ISLANDS = "islands"
"""Key of the lens that colours nothing but the land."""
DATA, FIELD = "data:", "field:"
"""What the keys of a data object's path and of a custom field begin with."""

Read = Callable[[Snapshot, Analysis, Catalogue], Reading]

_LENSES: dict[str, tuple[str, Read]] = {
    ISLANDS: ("Islands", lens_findings.islands),
    "department": ("Department", lens_facts.departments),
    "lifecycle": ("Lifecycle", lens_facts.lifecycle),
    "criticality": ("Criticality", lens_facts.criticality),
    "spend": ("Spend", lens_spend.spend),
    "hosting": ("Hosting", lens_facts.hosting),
    "involvement": ("IT's involvement", lens_facts.involvement),
    "area": ("Technology area", lens_facts.areas),
    "agreement": ("Agreement", lens_answers.agreement),
    "risk": ("Risk", lens_findings.risk),
}

LENSES = tuple(_LENSES)
"""Keys of the lenses that every map has, in the order of menus."""


def read(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    lens: str,
    *,
    sizes: bool = False,
) -> Reading:
    """What a lens sees in a map; a lens that there is not is that of the islands.

    With `sizes`, the lens of spend tells by size what it else tells by colour.
    """
    known = lens if is_lens(snapshot, lens) else ISLANDS
    if known.startswith(DATA):
        return lens_path.path(snapshot, analysis, known, known.removeprefix(DATA))
    if known.startswith(FIELD):
        return lens_fields.custom_field(snapshot, known, known.removeprefix(FIELD))
    if known == "spend" and sizes:
        return lens_spend.spend_by_size(snapshot, analysis, catalogue)
    return _LENSES[known][1](snapshot, analysis, catalogue)


def is_lens(snapshot: Snapshot, lens: str) -> bool:
    """Whether the map has such a lens: its data object or custom field may be gone."""
    if lens.startswith(DATA):
        return lens.removeprefix(DATA) in snapshot.data_objects
    if lens.startswith(FIELD):
        return lens.removeprefix(FIELD) in custom_fields(snapshot)
    return lens in _LENSES


def lens_words(snapshot: Snapshot, lens: str) -> str:
    """What a lens is called in menus."""
    if not is_lens(snapshot, lens):
        return _LENSES[ISLANDS][0]
    if lens.startswith(DATA):
        return snapshot.data_objects[lens.removeprefix(DATA)].name
    return lens.removeprefix(FIELD) if lens.startswith(FIELD) else _LENSES[lens][0]


def custom_fields(snapshot: Snapshot) -> list[str]:
    """Names of the custom fields of systems, by name."""
    names = {name for system in snapshot.systems.values() for name, _ in system.custom}
    return sorted(names, key=lambda name: (name.casefold(), name))
