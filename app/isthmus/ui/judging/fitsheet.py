"""The fit report as particulars: what a product would need, overlap and bring."""

from collections.abc import Iterator

from isthmus.analysis.fit import Alike, Fit, Need
from isthmus.analysis.fitwords import (
    ALONE,
    NO_SIGN,
    PLACES,
    WHOLE,
    data_told,
    names_told,
    outlook_told,
)
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Source
from isthmus.model.money import exact_money
from isthmus.ui.judging.particulars import ITEM
from isthmus.ui.judging.review import Section, Sheet, section


def fit_sheet(found: Fit, catalogue: Catalogue) -> Sheet:
    """All that is to be said of a candidate before it is bought."""
    return Sheet(
        title=found.candidate.name,
        lead=" · ".join(part for part in _lead(found, catalogue) if part),
        sections=(
            *section("On the map already", [names_told(found, found.on_map, WHOLE)]),
            *section("Must connect to", list(_needs(found))),
            *section("Nobody on the map to connect to", [ITEM + r.title for r in found.unmet]),
            *section("Connectors that exist", list(_connectors(found, catalogue))),
            *section("Overlaps", list(_overlaps(found))),
            *section(
                "Data that it would hold or move",
                [ITEM + data_told(found, one, WHOLE) for one in found.data],
            ),
            *_compliance(found),
            *section("IT's involvement", _part(found)),
            *section("The islands", list(_islands(found))),
        ),
    )


def _lead(found: Fit, catalogue: Catalogue) -> Iterator[str]:
    candidate = found.candidate
    known = catalogue.products.get(candidate.product)
    if known and known.name != candidate.name:
        yield known.name
    yield catalogue.categories[candidate.category].name
    yield f"for {candidate.department}" if candidate.department else ""
    yield f"in {listed(candidate.regions)}" if candidate.regions else ""
    if candidate.annual_cost is not None:
        yield f"{exact_money(candidate.annual_cost, found.snapshot.info.currency)} a year"


def _needs(found: Fit) -> Iterator[str]:
    if not found.needs:
        yield "Nothing that a rule or shared data names."
    else:
        yield f"{counted(found.effort, 'flow')} to build:"
    for need in found.needs:
        yield ITEM + _need(found, need)


def _need(found: Fit, need: Need) -> str:
    """'OneTrust → Klaviyo: Consent. Critical: The consent path (PRV-01)'."""
    ends = (found.snapshot.systems[i].name for i in (need.flow.source, need.flow.target))
    moved = f": {listed(need.flow.data_objects, 'or')}" if need.flow.data_objects else ""
    rules = "; ".join(f"{rule.title} ({rule.key})" for rule in need.rules)
    why = f"{need.severity.capitalize()}: {rules}" if rules else "To tie it to the mainland"
    ready = "; ".join(source.title for source in need.connectors)
    lists = f". Both have a connector in: {ready}" if ready else ""
    return f"{' → '.join(ends)}{moved}. {why}{lists}"


def _connectors(found: Fit, catalogue: Catalogue) -> Iterator[str]:
    if found.connectors:
        yield from (ITEM + _cited(source) for source in found.connectors)
        return
    known = {key for product in catalogue.products.values() for key in product.connectors}
    lists = listed([catalogue.sources[key].title for key in sorted(known)], shown=WHOLE)
    why = "" if found.candidate.product else ", since the catalogue does not know the product"
    yield f"None known{why}. Looked for in: {lists}."
    yield "That it is in none of them does not mean that there is no connector."


def _cited(source: Source) -> str:
    return f"{source.title}, {source.url}" if source.url else source.title


def _overlaps(found: Fit) -> Iterator[str]:
    if not found.alike:
        yield "No system of its category is on the map."
    for alike in found.alike:
        yield ITEM + _alike(found, alike)


def _alike(found: Fit, alike: Alike) -> str:
    likeness = alike.likeness
    said = "; ".join((*likeness.reasons, *likeness.cautions))
    weak = ". Nothing but the category speaks for it" if likeness.weak else ""
    return f"{found.snapshot.systems[alike.system].name}, {likeness.score:.0%} alike: {said}{weak}"


def _compliance(found: Fit) -> tuple[Section, ...]:
    facts = found.compliance
    lines = [f"Personal data: {listed(facts.personal, shown=WHOLE) or 'none that is known'}."]
    if facts.regulations:
        lines.append(f"Regulations: {listed(facts.regulations, shown=WHOLE)}.")
    lines += [ITEM + law.title for law in facts.laws]
    for one in facts.crossings:
        ways = f"from {listed(one.there)} to {listed(one.here)}"
        lines.append(f"{ITEM}{one.name} would cross regions, {ways}")
    if facts.personal and not facts.regions_known:
        lines.append("Say in which regions it runs to see which personal data crosses.")
    return section("Compliance that it brings", lines)


def _part(found: Fit) -> list[str]:
    part = found.involvement
    why = [f"It {reason.told}" for reason in part.reasons] or [NO_SIGN.capitalize()]
    unknown = [f"Not recorded: {listed(part.unknown)}"] if part.unknown else []
    return [f"{part.verdict}:", *(ITEM + each for each in why), *unknown]


def _islands(found: Fit) -> Iterator[str]:
    yield f"{ITEM}Today: {outlook_told(found.before)}"
    yield f"{ITEM}Once it is bought: {outlook_told(found.bought)}; it {ALONE[found.bought_as]}"
    if found.needs:
        where = PLACES[found.tied_as]
        yield f"{ITEM}With its flows: {outlook_told(found.tied)}; it is {where}"
