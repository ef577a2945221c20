"""How far IT would have to be involved with a candidate: a simple statement, with its reasons."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from isthmus.analysis.wording import counted

MANY_FLOWS = 4
"""Integrations from which on a system is tied in too widely for one department to answer for."""


class Involvement(StrEnum):
    """What IT does about a system."""

    LEADS = "IT leads"
    ADVISES = "IT advises"
    STEPS_BACK = "IT steps back"


@dataclass(frozen=True, slots=True)
class StanceFacts:
    """What is known of a candidate when IT's part is judged."""

    flows: int
    """Flows that it needs."""
    personal: tuple[str, ...]
    """Names of the data objects with personal data that it would hold."""
    crossings: int
    """Times that personal data would cross regions."""
    regulations: tuple[str, ...]
    tying: bool
    """Data or sign-in of others passes through it."""


@dataclass(frozen=True, slots=True)
class Stance:
    """IT's part, and why."""

    involvement: Involvement
    reasons: tuple[str, ...]


Judge = Callable[[StanceFacts], Stance]
"""Says what IT's part is; others may judge by the CIO's own rules."""


def plain_stance(facts: StanceFacts) -> Stance:
    """IT leads where the law, many systems or a hub are concerned, advises where any data is.

    A rule of thumb of Isthmus's own.
    """
    leads = []
    if facts.crossings:
        leads.append("personal data would cross regions")
    if facts.regulations and facts.personal:
        leads.append(f"personal data is under {' and '.join(facts.regulations)}")
    if facts.flows >= MANY_FLOWS:
        leads.append(f"it needs {counted(facts.flows, 'integration')}")
    if facts.tying:
        leads.append("other systems' data passes through it")
    advises = ["it holds personal data"] if facts.personal else []
    if facts.flows:
        advises.append(f"it needs {counted(facts.flows, 'integration')}")
    if leads:
        return Stance(Involvement.LEADS, tuple(leads))
    if advises:
        return Stance(Involvement.ADVISES, tuple(advises))
    return Stance(Involvement.STEPS_BACK, ("no rule ties it to anything, no personal data",))
