"""The filter of a view: which of its systems pass, and what of the chart is then in focus."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from unicodedata import combining, is_normalized, normalize

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.drawing.cards import flagged_by
from isthmus.drawing.chart import Chart
from isthmus.drawing.lenses import read
from isthmus.model.records import Department, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import View

_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f]")
"""What stands on the letter before it, in the scripts that take texts apart so."""

Passes = Callable[[System], bool]
Values = Mapping[str, str]
"""Keys of the values that the lens shows, by system id; None where they are still to be read."""

NOTHING = frozenset({""})
"""A focus that no shape is in: everything fades."""


def is_filtered(view: View | None) -> bool:
    """Whether the view filters anything out."""
    return view is not None and bool(
        view.filter_text.strip()
        or view.filter_departments
        or view.filter_categories
        or view.filter_values
        or view.filter_no_flows
        or view.filter_findings
    )


def passing(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    view: View | None,
    values: Values | None = None,
) -> frozenset[str]:
    """Ids of the systems of the map that pass the view's filter; all of them where it has none.

    Words must all be found, whatever their case and accents, in name, vendor, category, owner,
    steward or description. Of departments, categories and values, one each must fit; a
    department stands for those under it too.
    """
    if view is None or not is_filtered(view):
        return frozenset(snapshot.systems)
    tests = list(_tests(snapshot, analysis, catalogue, view, values))
    systems = snapshot.systems.items()
    return frozenset(key for key, system in systems if all(test(system) for test in tests))


def _tests(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    view: View,
    values: Values | None,
) -> Iterator[Passes]:
    """What a system must pass, the cheapest first."""
    if view.filter_categories:
        categories = frozenset(view.filter_categories)
        yield lambda system: system.category in categories
    if view.filter_departments:
        departments = under(snapshot.departments, view.filter_departments)
        yield lambda system: system.department in departments
    if view.filter_values:
        if values is None:
            values = read(snapshot, analysis, catalogue, view.lens, sizes=view.sizes).of
        known = values
        wanted = frozenset(view.filter_values)
        yield lambda system: known.get(system.id, "") in wanted
    if view.filter_no_flows:
        tied = {end for flow in snapshot.flows.values() for end in (flow.source, flow.target)}
        yield lambda system: system.id not in tied
    if view.filter_findings:
        flagged = flagged_by(analysis)
        yield lambda system: system.id in flagged
    if words := folded(view.filter_text).split():
        yield lambda system: _holds(words, _haystack(system, catalogue))


def _holds(words: Collection[str], text: str) -> bool:
    return all(word in text for word in words)


def _haystack(system: System, catalogue: Catalogue) -> str:
    """All that the text of a filter looks at, folded."""
    category = catalogue.categories.get(system.category)
    return _joined(
        system.name,
        system.vendor,
        category.name if category else "",
        system.business_owner,
        system.it_steward,
        system.description,
    )


@lru_cache(maxsize=32768)
def _joined(*texts: str) -> str:
    return folded("\n".join(texts))


def folded(text: str) -> str:
    """The text without case and accents, as words are looked up."""
    if text.isascii() or (is_normalized("NFKD", text) and not _ACCENTS.search(text)):
        return text.casefold()
    parts = normalize("NFKD", text.casefold())
    return normalize("NFKC", "".join(char for char in parts if not combining(char)))


def under(departments: Mapping[str, Department], chosen: Collection[str]) -> frozenset[str]:
    """The ids of these departments and of all that are under them."""
    below: dict[str, list[str]] = {}
    for one in departments.values():
        if one.parent:
            below.setdefault(one.parent, []).append(one.id)
    found: set[str] = set()
    waiting = list(chosen)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += below.get(key, ())
    return frozenset(found)


def stand_ins(chart: Chart, systems: Collection[str]) -> set[str]:
    """The systems, and the boxes that those of them are in whose territory is collapsed."""
    home = chart.fold.home if chart.fold else {}
    return {*systems, *(home[key] for key in systems if key in home)}


def in_focus(chart: Chart, systems: Collection[str]) -> frozenset[str]:
    """Keys of the cards of these systems and of the flows between two of them.

    Where nothing of the chart is among them, it is `NOTHING`, not empty.
    """
    cards = chart.standing.keys() & stand_ins(chart, systems)
    flows = (
        key for key, flow in chart.flows.items() if flow.source in cards and flow.target in cards
    )
    return frozenset(cards).union(flows) or NOTHING


def hidden(
    snapshot: Snapshot,
    analysis: Analysis,
    catalogue: Catalogue,
    view: View | None,
    values: Values | None = None,
) -> frozenset[str]:
    """Ids of the systems that the view's filter hides; none where it lets them fade."""
    if view is None or not view.filter_hides or not is_filtered(view):
        return frozenset()
    shown = passing(snapshot, analysis, catalogue, view, values)
    return frozenset(snapshot.systems.keys() - shown)
