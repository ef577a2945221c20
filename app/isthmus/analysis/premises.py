"""What the findings depend on, as the user set it in the map: which ties count, which rules hold.

The settings of a map are texts that anybody may have written: what cannot be read as one of them
is left at what it is without any.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.rules import OWN, Known, rules_of_text
from isthmus.catalogue.types import Rule, Source
from isthmus.model.rates import NO_RATES, Rates
from isthmus.model.records import FlowMethod, Setting
from isthmus.model.snapshot import Snapshot

T = TypeVar("T")


class Bond(StrEnum):
    """What may tie systems though no data need move."""

    PART_OF = "part of"
    RUNS_ON = "runs on"


class MainlandBy(StrEnum):
    """What marks the mainland."""

    STANDING = "standing"
    """Marked as backbone; else most systems of record that IT looks after (PRODUCT.md)."""
    BACKBONE = "backbone"
    """Marked as backbone, and nothing else: without a mark there is no mainland."""
    SIZE = "size"
    """The largest part."""


@dataclass(frozen=True, slots=True)
class Premises:
    """What counts as what; as it stands here where the map says nothing else."""

    carried: frozenset[FlowMethod] = frozenset({FlowMethod.MANUAL, FlowMethod.FILE})
    """What ties systems only while somebody carries the data (PRODUCT.md: tidal island)."""
    manual: frozenset[FlowMethod] = frozenset({FlowMethod.MANUAL})
    """What is a transfer by hand to the rules that want an automated one."""
    bonds: frozenset[Bond] = frozenset()
    """What ties systems besides flows."""
    same_name: bool = False
    """Systems of the same name are one system, of which each has the flows of all."""
    mainland: MainlandBy = MainlandBy.STANDING
    silent: frozenset[str] = frozenset()
    """Keys of rules, and names of packs, that are switched off."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Packs of the user's own: TOML by name. A rule with the key of another takes its place."""
    rates: Rates = NO_RATES
    """What other currencies are in the map's."""


_NAMES = {
    "carried": "ties.carried", "manual": "ties.manual", "bonds": "ties.bonds",
    "same_name": "ties.same-name",
    "mainland": "mainland", "silent": "rules.silent", "own": "rules.own", "rates": "rates",
}  # fmt: skip
"""By field the id of the setting."""


def premises_of(snapshot: Snapshot) -> Premises:
    """What a map says that its findings depend on."""
    found: dict[str, Any] = {}
    for name, setting_id in _NAMES.items():
        setting = snapshot.settings.get(setting_id)
        value = _read(_READERS[name], setting.value) if setting else None
        if value is not None:
            found[name] = value
    return Premises(**found)


def settings_for(premises: Premises) -> dict[str, Setting | None]:
    """The settings that say so, by id; None for what needs none since it is so anyway."""
    usual = Premises()
    found: dict[str, Setting | None] = {}
    for name, setting_id in _NAMES.items():
        value = getattr(premises, name)
        is_usual = value == getattr(usual, name)
        text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
        found[setting_id] = None if is_usual else Setting(id=setting_id, value=text)
    return found


def catalogue_for(snapshot: Snapshot, catalogue: Catalogue) -> Catalogue:
    """The catalogue with the rules that hold for a map."""
    premises = premises_of(snapshot)
    if not premises.silent and not premises.own:
        return catalogue
    return _adapted(catalogue, premises.silent, tuple(sorted(premises.own.items())))


@lru_cache(maxsize=16)
def _adapted(
    catalogue: Catalogue, silent: frozenset[str], own: tuple[tuple[str, str], ...]
) -> Catalogue:
    rules = {rule.key: rule for rule in catalogue.rules}
    rules |= {rule.key: rule for pack, text in own for rule in _own_rules(pack, text, catalogue)}
    held = [r for key, r in sorted(rules.items()) if not {key, r.pack} & silent]
    sources = {**catalogue.sources, OWN: Source(OWN, "The company's own rule", "", "")}
    return replace(catalogue, rules=tuple(held), sources=sources)


def _own_rules(pack: str, text: str, catalogue: Catalogue) -> Iterable[Rule]:
    """The rules of a pack; none of one that is faulty, which whoever adds it is told."""
    try:
        return rules_of_text(pack, text, known_keys(catalogue))
    except CatalogueError:
        return ()


def known_keys(catalogue: Catalogue) -> Known:
    """What rules of the user's own may refer to."""
    return Known(catalogue.categories, catalogue.data_objects, catalogue.sources)


# Reading what anybody may have written


def _read(reader: Callable[[Any], T], text: str) -> T | None:
    try:
        return reader(json.loads(text))
    except (ValueError, TypeError, AttributeError, RecursionError, InvalidOperation):
        return None


def _methods(value: Any) -> frozenset[FlowMethod]:  # noqa: ANN401 - whatever JSON gives
    return frozenset(FlowMethod(each) for each in _listed(value))


def _bonds(value: Any) -> frozenset[Bond]:  # noqa: ANN401
    return frozenset(Bond(each) for each in _listed(value))


def _flag(value: Any) -> bool:  # noqa: ANN401
    if not isinstance(value, bool):
        raise TypeError
    return value


def _names(value: Any) -> frozenset[str]:  # noqa: ANN401
    return frozenset(_listed(value))


def _listed(value: Any) -> list[str]:  # noqa: ANN401
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError
    return value


def _texts(value: Any) -> dict[str, str]:  # noqa: ANN401
    if not all(isinstance(each, str) for pair in value.items() for each in pair):
        raise TypeError
    return dict(value)


def _rates(value: Any) -> Rates:  # noqa: ANN401
    return Rates({code: Decimal(rate) for code, rate in _texts(value).items()})


_READERS: dict[str, Callable[[Any], Any]] = {
    "carried": _methods, "manual": _methods, "bonds": _bonds, "same_name": _flag,
    "mainland": MainlandBy,
    "silent": _names, "own": _texts, "rates": _rates,
}  # fmt: skip


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, Rates):
        return {code: str(rate) for code, rate in value.of.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value
