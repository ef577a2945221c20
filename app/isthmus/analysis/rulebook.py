"""The rules of a map as one can change them: on or off, edited, of one's own, pack by pack."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from isthmus.analysis.premises import Premises, known_keys
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.rules import OWN, RULE_KEY, rules_of_text
from isthmus.catalogue.ruletext import rules_as_text
from isthmus.catalogue.types import Rule


@dataclass(frozen=True, slots=True)
class Held:
    """A rule as it stands in a map."""

    rule: Rule
    built_in: Rule | None
    """The catalogue's rule of the same key, None for a rule that it does not have."""
    is_own: bool
    """Whether it is the map's own: a new one, or one in place of the catalogue's."""
    is_on: bool

    @property
    def is_edited(self) -> bool:
        """Whether it stands in the place of one of the catalogue's."""
        return self.is_own and self.built_in is not None


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules of one pack, by key."""

    name: str
    rules: tuple[Held, ...]
    fault: str = ""
    """Why a pack of the map's own counts for nothing; '' where it can be read."""

    @property
    def on(self) -> int:
        """How many of its rules are on."""
        return sum(held.is_on for held in self.rules)


def rulebook(premises: Premises, catalogue: Catalogue) -> tuple[Pack, ...]:
    """All packs of a map by name, rules that are off too."""
    built_in = {rule.key: rule for rule in catalogue.rules}
    own, faults = _own(premises, catalogue)
    packs: dict[str, list[Held]] = {}
    for key, rule in sorted((built_in | own).items()):
        is_on = not {key, rule.pack} & premises.silent
        held = Held(rule, built_in.get(key), key in own, is_on)
        packs.setdefault(rule.pack, []).append(held)
    names = sorted({*packs, *faults})
    return tuple(Pack(name, tuple(packs.get(name, ())), faults.get(name, "")) for name in names)


def _own(premises: Premises, catalogue: Catalogue) -> tuple[dict[str, Rule], dict[str, str]]:
    """The map's own rules by key, and what is wrong with packs that cannot be read."""
    rules: dict[str, Rule] = {}
    faults: dict[str, str] = {}
    for pack, text in sorted(premises.own.items()):
        try:
            read = rules_of_text(pack, text, known_keys(catalogue))
        except CatalogueError as error:
            faults[pack] = error.fault
        else:
            rules |= {rule.key: rule for rule in read}
    return rules, faults


def held_rules(premises: Premises, catalogue: Catalogue) -> Mapping[str, Held]:
    """All rules of a map by key, those that are off too."""
    return {one.rule.key: one for pack in rulebook(premises, catalogue) for one in pack.rules}


# Packs


def with_pack(premises: Premises, catalogue: Catalogue, pack: str, text: str) -> Premises:
    """With a pack of one's own, in place of an earlier one of the same name.

    Raises:
        CatalogueError: the text is no pack of rules.
    """
    if not pack.strip() or RULE_KEY.fullmatch(pack):
        raise CatalogueError(f"{pack}.toml: a pack needs a name that is not like that of a rule")
    if not rules_of_text(pack, text, known_keys(catalogue)):
        raise CatalogueError(f"{pack}.toml: it holds no rule")
    return replace(premises, own={**premises.own, pack: text})


def without_pack(premises: Premises, pack: str) -> Premises:
    """Without a pack of one's own; rules of the catalogue that it stood for come back."""
    own = {name: text for name, text in premises.own.items() if name != pack}
    return replace(premises, own=own)


# Rules


def with_rule(premises: Premises, catalogue: Catalogue, rule: Rule) -> Premises:
    """With a rule of one's own, new or in place of another of its key, in the pack it names.

    Raises:
        CatalogueError: the rule makes no sense, or what is there of its pack cannot be read.
    """
    before = without_rule(premises, catalogue, rule.key)
    if any(rule == one for one in catalogue.rules):
        return before
    kept = rules_of_text(rule.pack, before.own.get(rule.pack, ""), known_keys(catalogue))
    return with_pack(before, catalogue, rule.pack, rules_as_text([*kept, rule]))


def without_rule(premises: Premises, catalogue: Catalogue, key: str) -> Premises:
    """Without a rule of one's own: the catalogue's of that key holds again, if there is one."""
    own = dict(premises.own)
    for pack in premises.own:
        rules = _readable(own, pack, catalogue)
        if any(rule.key == key for rule in rules):
            own[pack] = rules_as_text(rule for rule in rules if rule.key != key)
    return replace(premises, own={pack: text for pack, text in own.items() if text})


def _readable(own: Mapping[str, str], pack: str, catalogue: Catalogue) -> tuple[Rule, ...]:
    try:
        return rules_of_text(pack, own.get(pack, ""), known_keys(catalogue))
    except CatalogueError:
        return ()


def new_key(keys: Collection[str], stem: str = OWN) -> str:
    """The first key of that stem that no rule has: 'OWN-01'."""
    numbered = (f"{stem.upper()}-{number:02}" for number in range(1, 100))
    return next((key for key in numbered if key not in keys), "")


# Switches


def switched(
    premises: Premises, catalogue: Catalogue, names: Iterable[str], *, on: bool
) -> Premises:
    """With rules (by key) and packs (by name) switched on or off."""
    silent = premises.silent
    packs = {pack.name: pack for pack in rulebook(premises, catalogue)}
    for name in names:
        if name in packs:
            silent = _pack_switched(silent, packs[name], on)
        else:
            silent = _rule_switched(silent, packs, name, on)
    return replace(premises, silent=silent)


def _pack_switched(silent: frozenset[str], pack: Pack, on: bool) -> frozenset[str]:  # noqa: FBT001
    rest = silent - {pack.name, *(held.rule.key for held in pack.rules)}
    return rest if on else rest | {pack.name}


def _rule_switched(
    silent: frozenset[str],
    packs: Mapping[str, Pack],
    key: str,
    on: bool,  # noqa: FBT001
) -> frozenset[str]:
    """Where a pack is off as a whole, the others of its rules stay so one by one."""
    if not on:
        return silent | {key}
    for pack in packs.values():
        keys = {held.rule.key for held in pack.rules}
        if key in keys and pack.name in silent:
            silent = (silent - {pack.name}) | keys
    return silent - {key}
