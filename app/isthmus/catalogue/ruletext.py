"""Rules written as a pack: the TOML that `rules_of_text` reads, and that the README explains."""

import json
from collections.abc import Iterable, Iterator

from isthmus.catalogue.rules import OWN
from isthmus.catalogue.types import Rule, Scope


def rules_as_text(rules: Iterable[Rule]) -> str:
    """Rules as TOML, by key; what a rule leaves as it is anyway is not written."""
    ordered = sorted(rules, key=lambda rule: rule.key)
    return "\n".join(_table(rule) for rule in ordered)


def _table(rule: Rule) -> str:
    lines = (f"{name} = {_value(value)}" for name, value in _entries(rule))
    return "\n".join((f"[{rule.key}]", *lines, ""))


def _entries(rule: Rule) -> Iterator[tuple[str, object]]:
    """The keys of a rule's table in the order of the README, each with its value."""
    for name in ("title", "sources", "targets", "data_objects", "direction", "subject"):
        yield name, getattr(rule, name)
    for name in ("automated", "max_hops", "severity", "why"):
        yield name, getattr(rule, name)
    usual = {"claim": OWN, "within": Scope.ANYWHERE}
    for name in (
        "why_back", "claim", "together", "within", "departments", "regions", "hosting",
        "criticality",
    ):  # fmt: skip
        value = getattr(rule, name)
        if value and value != usual.get(name):
            yield name, value


def _value(value: object) -> str:
    """A value as TOML has it: like JSON's, but that DEL must be escaped too."""
    plain = list(value) if isinstance(value, tuple) else value
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007F")
