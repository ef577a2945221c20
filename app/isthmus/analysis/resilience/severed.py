"""Which systems lose the mainland when something is gone."""

from dataclasses import dataclass, replace

from isthmus.analysis.livemap import LiveMap
from isthmus.analysis.parts import Parts
from isthmus.analysis.resilience.heirs import Lands, Rest, heir, lands_of
from isthmus.analysis.resilience.tree import SearchTree, search_tree
from isthmus.analysis.resilience.ways import Gone


@dataclass(frozen=True, slots=True)
class Severed:
    """Systems that are left, cut off from what they were tied to; numbers, by name."""

    has_mainland: bool
    lost: tuple[int, ...]
    """From the mainland."""
    apart: tuple[int, ...]
    """From the largest rest of their island."""


def severed_by(live: LiveMap, parts: Parts, gone: Gone) -> Severed:
    """Take what is gone out of a live map and see who is not with the heir of his part."""
    left = [pair for pair in live.bonds if gone.systems.isdisjoint(pair)]
    before, after = search_tree(live), search_tree(replace(live, bonds=left), gone.flows)
    lands = lands_of(live, parts, before)
    lost: list[int] = []
    apart: list[int] = []
    for root, rests in _fallen_apart(live, before, after, gone, lands).items():
        kept = heir(rests)
        spans = [span for rest in rests if rest is not kept for span in rest.spans]
        (lost if root in lands.main else apart).extend(after.members(spans))
    return Severed(bool(lands.main), tuple(sorted(lost)), tuple(sorted(apart)))


def _fallen_apart(
    live: LiveMap, before: SearchTree, after: SearchTree, gone: Gone, lands: Lands
) -> dict[int, list[Rest]]:
    """What is left of each connected part that something of is gone, by the part's root."""
    root_of = before.root_of()
    hit = {end for flow in gone.flows for end in live.ends[flow]}
    hit.update(end for pair in live.bonds if not gone.systems.isdisjoint(pair) for end in pair)
    found: dict[int, list[Rest]] = {root_of[system]: [] for system in hit}
    for root in after.roots():
        if root_of[root] in found and root not in gone.systems:
            found[root_of[root]].append(_rest(after, root, lands))
    return found


def _rest(after: SearchTree, root: int, lands: Lands) -> Rest:
    span = after.below(root)
    members = after.members((span,))
    return Rest(sum(lands.weights[i] for i in members), members[0], (span,))
