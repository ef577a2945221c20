"""What the findings of a map depend on as plain values, for `check --json`."""

from datetime import date
from typing import Any

from isthmus.analysis.currencies import currencies_of
from isthmus.analysis.premises import premises_of
from isthmus.analysis.rulebook import rulebook
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot


def premises_json(
    snapshot: Snapshot, catalogue: Catalogue, as_of: date | None = None
) -> dict[str, Any]:
    """Ties, mainland, rules by their keys, rates: what json.dumps takes."""
    premises = premises_of(snapshot)
    packs = rulebook(premises, catalogue)
    held = sorted((one for pack in packs for one in pack.rules), key=lambda one: one.rule.key)
    currencies = currencies_of(snapshot, premises.rates, as_of)
    return {
        "carried": sorted(premises.carried),
        "bonds": sorted(premises.bonds),
        "by_hand": sorted(premises.manual),
        "same_name": premises.same_name,
        "mainland": premises.mainland.value,
        "rules": {
            "on": sum(one.is_on for one in held),
            "off": [one.rule.key for one in held if not one.is_on],
            "packs_off": [pack.name for pack in packs if pack.rules and not pack.on],
            "own": [one.rule.key for one in held if one.is_own and not one.is_edited],
            "edited": [one.rule.key for one in held if one.is_edited],
            "faulty": [pack.fault for pack in packs if pack.fault],
        },
        "rates": {one.code: float(one.rate) for one in currencies if one.rate is not None},
        "without_rate": {one.code: one.systems for one in currencies if one.rate is None},
    }
