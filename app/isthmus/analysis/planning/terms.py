"""What a map says that its plans keep to: efforts, budgets, the size of a wave, how long to look.

They are settings of the map, texts that anybody may have written: what cannot be read as one of
them is left at what it is without any.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from isthmus.analysis.planning.efforts import Efforts
from isthmus.model.records import Setting
from isthmus.model.snapshot import Snapshot

T = TypeVar("T")

EFFORTS, BUDGETS, PER_WAVE, SECONDS = "plan.efforts", "plan.budgets", "plan.per-wave", "plan.time"
"""Ids of the settings. Budgets are kept by the ids of departments, so that a new name does no
harm; those of departments that are gone are not read."""

MOST = Decimal(100_000)
"""No effort and no budget is larger, in days."""
LONGEST = 3600
"""Seconds that a plan is looked for at most."""
SECONDS_USUAL = 30.0

FIGURES = tuple(one.name for one in fields(Efforts) if one.name != "rate")
"""The efforts that a map can set; what a day costs is nothing that it says."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What plans keep to; as it stands here where the map says nothing else."""

    efforts: Efforts = field(default_factory=Efforts)
    budgets: Mapping[str, Decimal] = field(default_factory=dict)
    """Days by name of a department."""
    per_wave: int | None = None
    """The most flows of a wave."""
    seconds: float = SECONDS_USUAL
    """How long to look for something better."""


def terms_of(snapshot: Snapshot) -> Terms:
    """What a map says that its plans keep to."""
    usual = Terms()
    return Terms(
        _read(snapshot, EFFORTS, _efforts, usual.efforts),
        _named(snapshot, _read(snapshot, BUDGETS, _days, {})),
        _read(snapshot, PER_WAVE, _whole, usual.per_wave),
        _read(snapshot, SECONDS, _seconds, usual.seconds),
    )


def settings_for(snapshot: Snapshot, terms: Terms) -> dict[str, Setting | None]:
    """The settings that say so, by id; None for what needs none since it is so anyway."""
    usual = Terms()
    ids = {one.name: one.id for one in _departments(snapshot)}
    efforts = {name: getattr(terms.efforts, name) for name in FIGURES}
    others = {n: str(days) for n, days in efforts.items() if days != getattr(usual.efforts, n)}
    budgets = {ids[name]: str(days) for name, days in terms.budgets.items() if name in ids}
    return {
        EFFORTS: _setting(EFFORTS, others or None),
        BUDGETS: _setting(BUDGETS, budgets or None),
        PER_WAVE: _setting(PER_WAVE, terms.per_wave),
        SECONDS: _setting(SECONDS, None if terms.seconds == usual.seconds else terms.seconds),
    }


def _setting(ident: str, value: object) -> Setting | None:
    return None if value is None else Setting(id=ident, value=json.dumps(value, sort_keys=True))


def _departments(snapshot: Snapshot) -> list[Any]:
    """The departments, so that of two of one name the same one always comes last."""
    return sorted(snapshot.departments.values(), key=lambda one: (one.name, one.id), reverse=True)


def _named(snapshot: Snapshot, days: Mapping[str, Decimal]) -> dict[str, Decimal]:
    there = sorted(
        (snapshot.departments[i].name, d) for i, d in days.items() if i in snapshot.departments
    )
    return dict(there)


# Reading what anybody may have written


def _read(snapshot: Snapshot, ident: str, reader: Callable[[Any], T], usual: T) -> T:
    setting = snapshot.settings.get(ident)
    if setting is None:
        return usual
    try:
        return reader(json.loads(setting.value))
    except (ValueError, TypeError, AttributeError, RecursionError, InvalidOperation):
        return usual


def _days(value: Any) -> dict[str, Decimal]:  # noqa: ANN401 - whatever JSON gives
    found = {}
    for name, text in value.items():
        days = Decimal(text) if isinstance(text, str) else Decimal("NaN")
        if not (days.is_finite() and 0 <= days <= MOST):
            raise ValueError
        found[name] = days
    return found


def _efforts(value: Any) -> Efforts:  # noqa: ANN401
    days = _days(value)
    return replace(Efforts(), **{name: days[name] for name in FIGURES if name in days})


def _whole(value: Any) -> int | None:  # noqa: ANN401
    if type(value) is not int or value < 1:
        raise ValueError
    return value


def _seconds(value: Any) -> float:  # noqa: ANN401
    if type(value) not in (int, float) or not 0 <= value <= LONGEST:
        raise ValueError
    return float(value)
