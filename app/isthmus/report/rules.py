"""The rules by which a map was checked: those that found gaps, and how many found none."""

from collections import Counter

from isthmus.catalogue.types import Direction, Rule
from isthmus.report.basis import Basis
from isthmus.report.parts import RuleRow
from isthmus.report.words import by_name, counted, number, plural


def rule_rows(basis: Basis, *, reasons: bool) -> tuple[RuleRow, ...]:
    """The catalogue's rules that found gaps on this map, with how many each found.

    With `reasons`, why each expects what it does, where the gaps do not tell it.
    """
    found = _found(basis)
    return tuple(
        _rule(basis, rule, found[rule.key], rule.reason if reasons else "")
        for rule in basis.rules
        if found[rule.key]
    )


def _found(basis: Basis) -> Counter[str]:
    return Counter(finding.rule for finding in basis.open_findings)


def _quiet(basis: Basis) -> list[str]:
    """Keys of the rules that concern kinds of systems on this map and found nothing."""
    found, present = _found(basis), {system.category for system in basis.systems}
    return [
        rule.key
        for rule in basis.rules
        if not found[rule.key] and present & {*rule.sources} and present & {*rule.targets}
    ]


def _rule(basis: Basis, rule: Rule, found: int, why: str) -> RuleRow:
    arrow = "↔" if rule.direction is Direction.BOTH else "→"
    sides = [by_name(basis.category(key) for key in keys) for keys in (rule.sources, rule.targets)]
    kinds = basis.catalogue.data_objects
    carried = [kinds[key].name if key in kinds else key for key in rule.data_objects]
    return RuleRow(
        key=rule.key,
        title=rule.title,
        why=why,
        expects=f"{' or '.join(sides[0])} {arrow} {' or '.join(sides[1])}: {', '.join(carried)}",
        source=basis.source(rule),
        found=number(found),
    )


def rules_note(basis: Basis) -> str:
    """How many rules the catalogue has, how many concern this map, how many of them found gaps."""
    every = len(basis.rules)
    if not every:
        return "No rule of the catalogue holds for this map."
    fired, quiet = len(rule_rows(basis, reasons=False)), len(_quiet(basis))
    verb = plural(fired + quiet, "concerns", "concern")
    return (
        f"Of {_whose(basis)} {counted(every, 'rule')}, {number(fired + quiet)} {verb} kinds of "
        f"systems that are on this map; {number(fired)} of them found gaps. An integration counts "
        "as in place where live flows carry one of the data objects from one side to the other, "
        "directly or through hubs."
        + (" Appendix C names those rules and the sources of their claims." if fired else "")
    )


def _whose(basis: Basis) -> str:
    return "the catalogue's" if basis.rules == basis.catalogue.rules else "the map's"


def quiet_note(basis: Basis) -> str:
    """Which rules concern this map and found no gap, in a sentence; '' where none does."""
    keys = _quiet(basis)
    if not keys:
        return ""
    verb = plural(len(keys), "concerns", "concern")
    return f"{counted(len(keys), 'more rule')} {verb} this map and found no gap: {', '.join(keys)}."
