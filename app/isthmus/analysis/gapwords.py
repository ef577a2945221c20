"""The sentence that says what a rule expected and what there is instead."""

from collections.abc import Sequence

from isthmus.analysis.livemap import ANYTHING, LiveMap
from isthmus.analysis.paths import Trail
from isthmus.analysis.wording import counted, listed
from isthmus.catalogue.types import Rule

Seen = tuple[bool, Trail | None, bool]
"""One direction: data leaves the subject?, the path that there is, by hand where it must not?"""


def gap_evidence(live: LiveMap, rule: Rule, pair: tuple[int, int], ways: Sequence[Seen]) -> str:
    """What the map has of an integration and what it lacks, and why that matters.

    `pair` is the system that the rule is about and its counterpart.
    """
    what = listed([live.kind_name(kind) for kind in rule.data_objects], "or")
    if all(trail is None for _, trail, _ in ways):
        said = f"{_nothing(live, pair, ways, what)}, {_reach(rule)}"
    else:
        said = "; ".join(_one(live, pair, way, what) for way in ways)
    return f"{said[0].upper()}{said[1:]}. {rule.why}"


def _nothing(live: LiveMap, pair: tuple[int, int], ways: Sequence[Seen], what: str) -> str:
    here, there = live.name(pair[0]), live.name(pair[1])
    if len(ways) == 2:
        return f"no live path takes {what} between {here} and {there} either way"
    giver, taker = (here, there) if ways[0][0] else (there, here)
    return f"no live path takes {what} from {giver} to {taker}"


def _reach(rule: Rule) -> str:
    if rule.max_hops == 1:
        return "directly"
    return f"directly or over hubs in at most {counted(rule.max_hops, 'flow')}"


def _one(live: LiveMap, pair: tuple[int, int], way: Seen, what: str) -> str:
    gives, trail, manual = way
    here, there = live.name(pair[0]), live.name(trail.counterpart if trail else pair[1])
    giver, taker = (here, there) if gives else (there, here)
    if trail is None:
        return f"nothing takes {what} from {giver} to {taker}"
    how = f"{giver} to {taker} {_over(live, trail)}"
    unsaid = any(live.carries[i] == ANYTHING for i in trail.flows)
    doubt = ", though what it carries is not recorded" if unsaid else ""
    return f"{how} {'is carried by hand' if manual else 'is in place'}{doubt}"


def _over(live: LiveMap, trail: Trail) -> str:
    if not trail.hubs:
        return "directly"
    hubs = listed([live.name(i) for i in trail.hubs])
    return f"over {hubs} ({counted(len(trail.flows), 'hop')})"
