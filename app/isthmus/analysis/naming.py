"""One order and one name for each record that come from what it says, never from its random id."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from isthmus.model.records import CellRef, Flow, Sourced, System
from isthmus.model.snapshot import Snapshot

_BETWEEN, _WITHIN = "\x1f", "\x1e"
"""What separates tokens, and parts of one: blanks both, so that no folded name holds them."""
_DIGEST_BYTES = 5  # 40 bits: two findings of one rule meet by chance in one map of millions


def folded(name: str) -> str:
    """A name as it is compared: case and runs of blanks do not count."""
    return " ".join(name.casefold().split())


def key_of(kind: str, rule: str, tokens: Iterable[str]) -> str:
    """A finding's key: kind, rule and a short digest of what it is about."""
    digest = blake2b(_BETWEEN.join(tokens).encode(), digest_size=_DIGEST_BYTES).hexdigest()
    return f"{kind}/{rule}/{digest}" if rule else f"{kind}/{digest}"


def cells_key(cells: Sequence[CellRef]) -> tuple[tuple[str, str, str, str], ...]:
    """Cells as plain tuples, to sort by."""
    return tuple((cell.file, cell.sheet, cell.cell, cell.field) for cell in cells)


def sourced_key(record: Sourced) -> tuple[Any, ...]:
    """Where a record comes from, to tell apart records that say the same."""
    if not (record.external_ids or record.origin):
        return ((), (), record.custom)
    return (tuple(sorted(record.external_ids)), cells_key(record.origin), record.custom)


def in_order(snapshot: Snapshot, live: Iterable[System], flows: Iterable[Flow]) -> list[System]:
    """Systems by name; of equal names by vendor, department, external ids, origin and neighbours.

    Only systems that agree in all of that, and whose neighbours do, are left to their ids.
    """
    keyed = sorted(((folded(s.name), s.name, s) for s in live), key=lambda row: row[:2])
    names = Counter(name for name, _, _ in keyed)
    if len(names) == len(keyed):
        return [system for _, _, system in keyed]
    return _refined(snapshot, [(row[0], row[2]) for row in keyed], names, list(flows))


def _refined(
    snapshot: Snapshot,
    keyed: list[tuple[str, System]],
    names: Mapping[str, int],
    flows: Sequence[Flow],
) -> list[System]:
    """Order systems some of which share a name, by colour refinement among those that tie."""
    full: dict[str, Any] = {}
    for name, system in keyed:
        full[system.id] = (name, *(_content(snapshot, system) if names[name] > 1 else ()))
    rank = _dense(full)
    held = _holdings(snapshot)
    while True:
        tied = {i for i, n in _sizes(rank).items() if n > 1}
        around = _neighbours(snapshot, rank, tied, flows)
        finer = _dense(
            {
                i: (r, sorted(around[i]), held.get(i, [])) if r in tied else (r,)
                for i, r in rank.items()
            }
        )
        if len(_sizes(finer)) == len(_sizes(rank)):
            break
        rank = finer
    return sorted((system for _, system in keyed), key=lambda s: (rank[s.id], s.id))


def _sizes(rank: Mapping[str, int]) -> Counter[int]:
    return Counter(rank.values())


def _dense(keys: Mapping[str, Any]) -> dict[str, int]:
    """Ranks 0, 1, 2... of the keys, equal for equal keys."""
    ranks: dict[str, int] = {}
    rank, last = -1, None
    for ident, key in sorted(keys.items(), key=lambda item: item[1]):
        if key != last:
            rank, last = rank + 1, key
        ranks[ident] = rank
    return ranks


def _content(snapshot: Snapshot, system: System) -> tuple[Any, ...]:
    """Everything that a system says, its id and other ids left out."""
    owner, funder = (
        snapshot.departments[i].name if i else "" for i in (system.department, system.funder)
    )
    plain = tuple(
        str(getattr(system, name))
        for name in (
            "name", "product", "category", "business_owner", "it_steward", "steward_in_business",
            "hosting", "lifecycle", "criticality", "technology_area", "backbone", "annual_cost",
            "currency", "users", "regulations", "regions", "go_live", "end_of_life",
            "contract_end", "description",
        )
    )  # fmt: skip
    return (folded(system.vendor), folded(owner), *sourced_key(system), funder, *plain)


def _holdings(snapshot: Snapshot) -> dict[str, list[tuple[str, str]]]:
    held: dict[str, list[tuple[str, str]]] = {}
    for holding in snapshot.holdings.values():
        name = snapshot.data_objects[holding.data_object].name
        held.setdefault(holding.system, []).append((name, holding.role.value))
    return {ident: sorted(pairs) for ident, pairs in held.items()}


def _neighbours(
    snapshot: Snapshot, rank: Mapping[str, int], tied: set[int], flows: Sequence[Flow]
) -> dict[str, list[tuple[Any, ...]]]:
    """The flows at each system that ties with another, with the rank of the other end."""
    around: dict[str, list[tuple[Any, ...]]] = {i: [] for i, r in rank.items() if r in tied}
    for flow in flows:
        says = flow_content(snapshot, flow)
        for here, there, leaves in (
            (flow.source, flow.target, True),
            (flow.target, flow.source, False),
        ):
            if here in around and there in rank:
                around[here].append((leaves, rank[there], here == there, says))
    return around


def flow_content(snapshot: Snapshot, flow: Flow) -> tuple[Any, ...]:
    """Everything that a flow says but its ends."""
    objects = sorted(snapshot.data_objects[i].name for i in flow.data_objects)
    plain = (flow.name, flow.method.value, flow.state.value, flow.two_way, flow.frequency)
    dates = (str(flow.go_live), str(flow.end_of_life), flow.description)
    return (objects, *plain, *dates, sourced_key(flow))


def tokens_of(snapshot: Snapshot, systems: Sequence[System]) -> list[str]:
    """What tells each system from the others on this map, the same after another import.

    `systems` come in canonical order. A name that is there once suffices, so that a waiver
    holds while anything else about the system is edited.
    """
    names = [folded(system.name) for system in systems]
    twice = {name for name, count in Counter(names).items() if count > 1}
    if not twice:
        return names
    fuller = [
        _fuller(snapshot, system, name) if name in twice else name
        for system, name in zip(systems, names, strict=True)
    ]
    return numbered(fuller)


def has_namesakes(tokens: Iterable[str]) -> bool:
    """Whether some of the systems that tokens tell apart share a name."""
    return any(_WITHIN in token for token in tokens)


def _fuller(snapshot: Snapshot, system: System, name: str) -> str:
    owner = snapshot.departments[system.department].name if system.department else ""
    ids = ";".join(f"{source}={ident}" for source, ident in sorted(system.external_ids))
    return _WITHIN.join((name, folded(system.vendor), folded(owner), ids))


def numbered(tokens: Sequence[str]) -> list[str]:
    """The tokens, with 2, 3... behind those that came before."""
    seen: Counter[str] = Counter()
    unique = []
    for token in tokens:
        seen[token] += 1
        unique.append(token if seen[token] == 1 else f"{token}{_WITHIN}{seen[token]}")
    return unique
