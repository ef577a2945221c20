"""Badges: small facts on a card, chosen for a view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from isthmus.analysis.ownership import Ownership
from isthmus.drawing.lens_spend import amount
from isthmus.model.records import Criticality, Hosting, Lifecycle, System
from isthmus.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge on one card."""

    key: str
    text: str
    warns: bool = False
    """It tells of something that lacks or is due."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What badges tell of beside what a system's own record says."""

    currency: str = ""
    flows: Mapping[str, int] = field(default_factory=dict)
    """Number of flows at each system."""
    personal: frozenset[str] = frozenset()
    """Systems that hold personal data."""
    ownership: Ownership | None = None


_Read = Callable[[System, Facts], str]
_WARN = frozenset({"steward"})

_LIFECYCLE = {
    Lifecycle.PLANNED: "planned",
    Lifecycle.LIVE: "live",
    Lifecycle.PHASING_OUT: "phasing out",
    Lifecycle.RETIRED: "retired",
}
_CRITICALITY = {
    Criticality.LOW: "C low",
    Criticality.MEDIUM: "C med",
    Criticality.HIGH: "C high",
    Criticality.CRITICAL: "C crit",
}
_HOSTING = {
    Hosting.SAAS: "SaaS",
    Hosting.CLOUD: "Cloud",
    Hosting.ON_PREMISES: "On prem",
    Hosting.HYBRID: "Hybrid",
}


def _users(system: System, _facts: Facts) -> str:
    count = system.users
    if count is None:
        return ""
    if count < 10_000:
        return f"{count:,} users" if count < 1000 else f"{count / 1000:.3g}k users"
    return f"{count / 1000:,.0f}k users"


def _regulation(system: System, _facts: Facts) -> str:
    first, *rest = system.regulations or ("",)
    return f"{first} +{len(rest)}" if rest else first


def _flows(system: System, facts: Facts) -> str:
    return f"↔ {facts.flows.get(system.id, 0):,}"


def _unstewarded(system: System, facts: Facts) -> str:
    stewarded = facts.ownership is not None and facts.ownership.stewarded(system)
    return "" if stewarded else "no steward"


_BADGES: dict[str, tuple[str, _Read]] = {
    "cost": ("Cost a year", lambda system, facts: amount(system, facts.currency)),
    "users": ("Users", _users),
    "criticality": ("Criticality", lambda system, _: _CRITICALITY.get(system.criticality, "")),
    "lifecycle": ("Lifecycle", lambda system, _: _LIFECYCLE.get(system.lifecycle, "")),
    "hosting": ("Hosting", lambda system, _: _HOSTING.get(system.hosting, "")),
    "personal": (
        "Personal data",
        lambda system, facts: "personal" if system.id in facts.personal else "",
    ),
    "regulation": ("Regulation", _regulation),
    "contract": (
        "Contract end",
        lambda system, _: f"to {system.contract_end:%Y-%m}" if system.contract_end else "",
    ),
    "backbone": ("Backbone", lambda system, _: "backbone" if system.backbone else ""),
    "flows": ("Number of flows", _flows),
    "steward": ("Steward missing", _unstewarded),
}

BADGES: Mapping[str, str] = {key: words for key, (words, _) in _BADGES.items()}
"""What each badge tells of, by its key, in the order of cards and menus."""


def facts_of(snapshot: Snapshot, chosen: tuple[str, ...]) -> Facts:
    """What the chosen badges need to know of the map."""
    return Facts(
        currency=snapshot.info.currency,
        flows=_flow_counts(snapshot) if "flows" in chosen else {},
        personal=_personal(snapshot) if "personal" in chosen else frozenset(),
        ownership=Ownership(snapshot) if "steward" in chosen else None,
    )


def _flow_counts(snapshot: Snapshot) -> dict[str, int]:
    counts: dict[str, int] = {}
    for flow in snapshot.flows.values():
        for end in (flow.source, flow.target):
            counts[end] = counts.get(end, 0) + 1
    return counts


def _personal(snapshot: Snapshot) -> frozenset[str]:
    """Systems that hold personal data, or get it by a flow."""
    things = {key for key, one in snapshot.data_objects.items() if one.personal}
    found = {one.system for one in snapshot.holdings.values() if one.data_object in things}
    for flow in snapshot.flows.values():
        if not things.isdisjoint(flow.data_objects):
            found |= {flow.source, flow.target}
    return frozenset(found)


def badges_of(system: System, chosen: tuple[str, ...], facts: Facts) -> tuple[Badge, ...]:
    """The badges of a system, of those chosen, in their own order; none where nothing is known."""
    texts = ((key, _BADGES[key][1](system, facts)) for key in BADGES if key in chosen)
    return tuple(Badge(key, text, key in _WARN) for key, text in texts if text)
