"""The fit report in lines of text."""

from collections.abc import Iterable, Iterator

from isthmus.analysis.fit import Fit, Need, Outlook
from isthmus.analysis.fitdata import DataNeed
from isthmus.analysis.results import IslandKind
from isthmus.analysis.wording import SHOWN, counted, listed
from isthmus.catalogue.catalogue import Catalogue

NO_SIGN = "no sign speaks for more"
ALONE = {
    IslandKind.MAINLAND: "is the mainland",
    IslandKind.TIDAL: "is a tidal islet",
    IslandKind.ISLAND: "is an islet",
    IslandKind.ROGUE: "is a rogue islet",
}
PLACES = {
    IslandKind.MAINLAND: "on the mainland",
    IslandKind.TIDAL: "on a tidal island",
    IslandKind.ISLAND: "on an island",
    IslandKind.ROGUE: "on a rogue island",
}
WHOLE = 40
"""Names that are told in full: what the law concerns is not cut short."""


def fit_lines(found: Fit, catalogue: Catalogue) -> Iterator[str]:
    """What is to be said of a candidate, a line each; what belongs to a line is indented."""
    yield _heading(found, catalogue)
    yield from _already(found)
    yield from _connections(found)
    yield from _connectors(found, catalogue)
    yield from _overlaps(found)
    yield from _data(found)
    yield from _compliance(found)
    yield f"IT's part: {part_told(found)}"
    yield from _islands(found)


def part_told(found: Fit) -> str:
    """What IT is to do about it, and why."""
    why = [reason.told for reason in found.involvement.reasons]
    reasons = f"it {listed(why, shown=len(why))}" if why else NO_SIGN
    return f"{found.involvement.verdict}: {reasons}"


def _heading(found: Fit, catalogue: Catalogue) -> str:
    candidate = found.candidate
    known = catalogue.products.get(candidate.product)
    name = candidate.name
    if known and known.name != name:
        name += f" ({known.name})"
    whose = f", for {candidate.department}" if candidate.department else ""
    where = f", in {listed(candidate.regions)}" if candidate.regions else ""
    return f"{name}: {catalogue.categories[candidate.category].name}{whose}{where}"


def _already(found: Fit) -> Iterator[str]:
    if found.on_map:
        yield f"On the map already: {names_told(found, found.on_map)}"


def _connections(found: Fit) -> Iterator[str]:
    if not found.needs:
        yield "Must connect to: nothing that a rule or shared data names"
    else:
        yield f"Must connect to: {counted(found.effort, 'flow')} to build"
    for need in found.needs:
        yield f"  {need.severity} · {_flow(found, need)} · {_asked_by(need)}"
    for rule in found.unmet:
        yield f"  nobody on the map to connect to for {rule.key}: {rule.title}"


def _flow(found: Fit, need: Need) -> str:
    ends = (found.snapshot.systems[i].name for i in (need.flow.source, need.flow.target))
    moved = f": {listed(need.flow.data_objects, 'or')}" if need.flow.data_objects else ""
    return " → ".join(ends) + moved


def _asked_by(need: Need) -> str:
    rules = ", ".join(rule.key for rule in need.rules) or "to tie it to the mainland"
    lists = "; ".join(source.title for source in need.connectors)
    return f"{rules} · both have a connector in: {lists}" if lists else rules


def _connectors(found: Fit, catalogue: Catalogue) -> Iterator[str]:
    if found.connectors:
        yield f"Connectors: {'; '.join(_cited(s.title, s.url) for s in found.connectors)}"
        return
    keys = {key for product in catalogue.products.values() for key in product.connectors}
    lists = "; ".join(catalogue.sources[key].title for key in sorted(keys))
    why = "" if found.candidate.product else ", since the catalogue does not know the product"
    yield f"Connectors: none known{why}"
    yield f"  looked for in: {lists}. That it is in none does not mean that there is no connector"


def _cited(title: str, url: str) -> str:
    return f"{title} ({url})" if url else title


def _overlaps(found: Fit) -> Iterator[str]:
    if not found.alike:
        yield "Overlaps: no system of its category on the map"
        return
    yield f"Overlaps: {counted(len(found.alike), 'system')} of its category"
    for alike in found.alike:
        name = found.snapshot.systems[alike.system].name
        said = "; ".join((*alike.likeness.reasons, *alike.likeness.cautions))
        weak = ". Nothing but the category speaks for it" if alike.likeness.weak else ""
        yield f"  {name}, likeness {alike.likeness.score:.2f}: {said}{weak}"


def _data(found: Fit) -> Iterator[str]:
    if found.data:
        yield "Data:"
    for need in found.data:
        yield f"  {data_told(found, need)}"


def data_told(found: Fit, need: DataNeed, shown: int = SHOWN) -> str:
    """What a candidate would have of a data object, from whom and for whom."""
    said = ["usually its own"] if need.own else ["it would hold it"] if need.held else []
    if need.comes_from:
        said.append(f"from {names_told(found, need.comes_from, shown)}")
    if need.goes_to:
        said.append(f"to {names_told(found, need.goes_to, shown)}")
    masters = names_told(found, need.masters, shown)
    said.append(f"mastered by {masters}" if masters else "without a master on the map")
    personal = " (personal)" if need.personal else ""
    return f"{need.name}{personal}: {'; '.join(said)}"


def _compliance(found: Fit) -> Iterator[str]:
    facts = found.compliance
    personal = listed(facts.personal, shown=WHOLE) or "none that is known"
    yield f"Compliance: personal data: {personal}"
    if facts.regulations:
        yield f"  regulations on that data: {listed(facts.regulations)}"
    for law in facts.laws:
        yield f"  {law.title}"
    for crossing in facts.crossings:
        ways = f"{listed(crossing.there)} to {listed(crossing.here)}"
        yield f"  {crossing.name} would cross regions: {ways}"
    if facts.personal and not facts.regions_known:
        yield "  where it runs is not said: name its regions (--region) to see what crosses"


def _islands(found: Fit) -> Iterator[str]:
    yield f"Islands: {outlook_told(found.before)} today"
    yield f"  {outlook_told(found.bought)} once it is bought: it {ALONE[found.bought_as]}"
    if found.needs:
        yield f"  {outlook_told(found.tied)} with its flows: it is {PLACES[found.tied_as]}"


def outlook_told(figures: Outlook) -> str:
    """How many islands and missing integrations a map has."""
    islands = counted(figures.islands, "island")
    missing = counted(figures.missing, "missing integration")
    return f"{islands}, {figures.rogue_islands:,} of them rogue, {missing}"


def names_told(found: Fit, ids: Iterable[str], shown: int = SHOWN) -> str:
    """The names of systems; of more than so many, the number of the others."""
    return listed([found.snapshot.systems[i].name for i in ids], shown=shown)
