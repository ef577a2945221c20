"""Packs of rules read and checked: those that come with the program, and the user's own."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from isthmus.catalogue.entries import Entry
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.types import Direction, Rule, Scope, Severity, Subject
from isthmus.model.records import Criticality, Hosting

MOST_HOPS = 6
OWN = "own"
"""Key of the source that a rule of the user's own rests on where it names none."""
LONGEST_PACK = 200_000
"""Characters of a pack of the user's own."""

RULE_KEY = re.compile(r"[A-Z]{3}-[0-9]{2}")
"""What the key of a rule is like."""


@dataclass(frozen=True, slots=True)
class Known:
    """The keys that rules may refer to."""

    categories: Collection[str]
    data_objects: Collection[str]
    sources: Collection[str]


def rules_in(path: Path, values: Mapping[str, object], known: Known) -> Iterator[Rule]:
    """The rules of one pack; the name of the file is the pack's.

    Raises:
        CatalogueError: an entry is faulty; names file and entry.
    """
    for key, table in values.items():
        entry = Entry(path, key, table)
        yield _rule(entry, known)
        entry.done()


def rules_of_text(pack: str, text: str, known: Known) -> tuple[Rule, ...]:
    """The rules of a pack that is given as a text.

    Raises:
        CatalogueError: it is no TOML, too long, or an entry is faulty.
    """
    path = Path(f"{pack}.toml")
    if len(text) > LONGEST_PACK:
        raise CatalogueError.at(path, "", f"it is longer than {LONGEST_PACK:,} characters")
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CatalogueError.at(path, "", str(error)) from error
    own = Known(known.categories, known.data_objects, {*known.sources, OWN})
    return tuple(rules_in(path, values, own))


def _rule(entry: Entry, known: Known) -> Rule:
    claim = OWN if OWN in known.sources else None
    rule = Rule(
        key=entry.name,
        pack=entry.path.stem,
        title=entry.text("title"),
        sources=entry.references("sources", known.categories),
        targets=entry.references("targets", known.categories),
        data_objects=entry.references("data_objects", known.data_objects),
        direction=entry.choice("direction", Direction, Direction.FORWARD),
        subject=entry.choice("subject", Subject),
        automated=entry.flag("automated", default=True),
        max_hops=entry.number("max_hops", 1, MOST_HOPS),
        severity=entry.choice("severity", Severity),
        why=entry.text("why"),
        claim=entry.reference("claim", known.sources, claim),
        together=entry.flag("together", default=False),
        why_back=entry.text("why_back", ""),
        within=entry.choice("within", Scope, Scope.ANYWHERE),
        departments=entry.texts("departments"),
        regions=entry.texts("regions"),
        hosting=entry.references("hosting", list(Hosting)),
        criticality=entry.references("criticality", list(Criticality)),
    )
    _check(entry, rule)
    return rule


def _check(entry: Entry, rule: Rule) -> None:
    if not RULE_KEY.fullmatch(rule.key):
        raise entry.fault("the key is not like MKT-01")
    for side in (rule.sources, rule.targets, rule.data_objects):
        if not side:
            raise entry.fault("'sources', 'targets' and 'data_objects' must each name something")
    if rule.together and rule.direction is Direction.BOTH:
        raise entry.fault("'together' goes with the direction 'forward' only")
    if rule.together and rule.within is not Scope.ANYWHERE:
        raise entry.fault("'together' does not go with 'within': each scope has its own partner")
    if rule.why_back and rule.direction is Direction.FORWARD:
        raise entry.fault("'why_back' goes with the direction 'both' only")
    if both := sorted(set(rule.sources) & set(rule.targets)):
        raise entry.fault(f"'{both[0]}' is among the sources and the targets")
