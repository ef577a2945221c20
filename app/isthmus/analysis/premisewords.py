"""What the findings depend on in plain sentences, and rules in words."""

from collections.abc import Iterable, Iterator, Sequence

from isthmus.analysis.currencies import Currency
from isthmus.analysis.premises import USUAL, Bond, MainlandBy, Premises
from isthmus.analysis.rulebook import Pack
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Direction, Rule, Scope, Subject
from isthmus.model.records import FlowMethod

_ALL = 60
"""So many keys of rules a sentence names."""

METHODS = {
    FlowMethod.MANUAL: "manual transfers",
    FlowMethod.FILE: "files",
    FlowMethod.ETL: "ETL",
    FlowMethod.DATABASE: "databases",
    FlowMethod.IPAAS: "iPaaS",
    FlowMethod.EVENT: "events",
    FlowMethod.API: "APIs",
    FlowMethod.UNKNOWN: "flows of no recorded method",
}
"""Methods as a sentence names them, what people carry first."""

_PACKS = {"martech": "Marketing", "hr": "HR", "it": "IT", "own": "The map's own"}


def pack_title(pack: str) -> str:
    """What a pack of rules is called: 'martech' is 'Marketing'."""
    spoken = pack.replace("-", " ").replace("_", " ")
    return _PACKS.get(pack) or f"{spoken[:1].upper()}{spoken[1:]}"


def methods_listed(methods: Iterable[FlowMethod], last: str = "and") -> str:
    """'manual transfers or files'."""
    wanted = set(methods)
    return listed([words for method, words in METHODS.items() if method in wanted], last, 9)


# Rules


def expectation(rule: Rule, catalogue: Catalogue) -> str:
    """What a rule expects, in a sentence."""
    givers, takers = (
        listed([_category(key, catalogue) for key in keys], "or", 20)
        for keys in (rule.sources, rule.targets)
    )
    kinds = catalogue.data_objects
    data = listed([kinds[k].name if k in kinds else k for k in rule.data_objects], "or", 20)
    return f"{_about(rule)} {_deed(rule, givers, takers, data)}{_how(rule)}.".strip()


def _deed(rule: Rule, givers: str, takers: str, data: str) -> str:
    by_source = rule.subject is Subject.SOURCE
    whose, others = (givers, takers) if by_source else (takers, givers)
    place = {Scope.ANYWHERE: "", Scope.REGION: " in its region"}
    near = place.get(rule.within, " in its department")
    if rule.direction is Direction.BOTH:
        return f"Each system of {whose} exchanges {data} with a system of {others}{near}, both ways"
    verb, to = ("sends", "to") if by_source else ("gets", "from")
    return f"Each system of {whose} {verb} {data} {to} a system of {others}{near}"


def _how(rule: Rule) -> str:
    hubs = rule.max_hops - 1
    over = f" or over {'one hub' if hubs == 1 else f'at most {hubs} hubs'}" if hubs else ""
    return f", directly{over}" + (", and not by hand" if rule.automated else "")


def _about(rule: Rule) -> str:
    """Which systems it is about, where not all."""
    parts = (
        ("departments", rule.departments), ("regions", rule.regions),
        ("hosting", [one.replace("-", " ") for one in rule.hosting]),
        ("criticality", rule.criticality),
    )  # fmt: skip
    said = [f"{name}: {listed(list(values), 'or', 20)}" for name, values in parts if values]
    return f"Only of {'; '.join(said)}." if said else ""


def _category(key: str, catalogue: Catalogue) -> str:
    found = catalogue.categories.get(key)
    return found.name if found else key


# Premises


def premise_lines(
    premises: Premises, packs: Sequence[Pack], currencies: Sequence[Currency], own: str
) -> tuple[str, ...]:
    """What a map sets otherwise than usual, a sentence each; `own` is the map's currency."""
    return (
        *_ties(premises),
        *_mainland(premises),
        *_switched_off(packs),
        *_own_rules(packs),
        *_rates(currencies, own),
    )


_BONDS = {Bond.PART_OF: "what they are part of", Bond.RUNS_ON: "what they run on"}


def _ties(premises: Premises) -> Iterator[str]:
    if premises.carried != USUAL.carried:
        which = methods_listed(premises.carried)
        yield (
            f"What ties systems only while somebody carries the data: {which}."
            if which
            else "Every live flow ties systems firmly, by whatever method it goes."
        )
    if premises.manual != USUAL.manual:
        which = methods_listed(premises.manual)
        yield (
            f"By hand, where a rule wants an automated flow, are: {which}."
            if which
            else "No flow counts as by hand where a rule wants an automated one."
        )
    if premises.bonds:
        which = listed([_BONDS[bond] for bond in Bond if bond in premises.bonds])
        yield f"Besides flows, systems are tied by {which}."
    if premises.same_name:
        yield "Systems of the same name count as one system."


def _mainland(premises: Premises) -> Iterator[str]:
    if premises.mainland is MainlandBy.SIZE:
        yield "The mainland is the largest connected part of the map."
    elif premises.mainland is MainlandBy.BACKBONE:
        yield "The mainland is what holds systems marked as backbone; without a mark there is none."


def _switched_off(packs: Sequence[Pack]) -> Iterator[str]:
    whole = [pack for pack in packs if pack.rules and not pack.on]
    keys = [held.rule.key for pack in packs if pack.on for held in pack.rules if not held.is_on]
    if whole:
        names = [f"{pack_title(p.name)} ({counted(len(p.rules), 'rule')})" for p in whole]
        yield f"Packs of rules that are switched off: {listed(names, shown=_ALL)}."
    if keys:
        yield f"Rules that are switched off: {listed(keys, shown=_ALL)}."


def _own_rules(packs: Sequence[Pack]) -> Iterator[str]:
    own = [held for pack in packs for held in pack.rules if held.is_own]
    new = [held.rule.key for held in own if not held.is_edited]
    edited = [held.rule.key for held in own if held.is_edited]
    if new:
        yield f"Rules of the company's own: {listed(new, shown=_ALL)}."
    if edited:
        yield f"Rules of the catalogue that the company has changed: {listed(edited, shown=_ALL)}."
    for pack in packs:
        if pack.fault:
            yield f"A pack of rules cannot be read and counts for nothing: {pack.fault}."


def _rates(currencies: Sequence[Currency], own: str) -> Iterator[str]:
    rated = [f"1 {one.code} is {one.rate:f} {own}" for one in currencies if one.rate is not None]
    lacking = [one for one in currencies if one.rate is None]
    if rated:
        yield f"Rates of exchange: {listed(rated, shown=_ALL)}."
    if lacking:
        codes = [f"{one.code} ({counted(one.systems, 'system')})" for one in lacking]
        yield f"Costs that have no rate are left out: {listed(codes, shown=_ALL)}."
