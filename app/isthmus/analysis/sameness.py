"""What is the same on two maps: by id where they are states of one map, else by what is said."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from isthmus.analysis.livemap import all_in_order, flows_in_order
from isthmus.analysis.naming import flow_content, folded, tokens_of
from isthmus.model.integrity import ids_in, references
from isthmus.model.records import Flow, Record, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.sourcing import CUSTOM, values_of

R = TypeVar("R", bound=Record)
_Key = Callable[[R], Hashable]
_Said = Callable[[Snapshot, Flow], Hashable]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which records are the same before and after; ids, in the canonical order of the maps."""

    same: Mapping[str, str]
    """Ids before to ids after."""
    removed: tuple[str, ...]
    added: tuple[str, ...]


def paired_systems(before: Snapshot, after: Snapshot) -> Pairing:
    """Systems of one id are the same, whatever they are called; others if they are called alike."""
    old, new = (all_in_order(each, each.systems.values()) for each in (before, after))
    names = [
        {one.id: token for one, token in zip(some, tokens_of(each, some), strict=True)}
        for each, some in ((before, old), (after, new))
    ]
    same = {one.id: one.id for one in old if one.id in after.systems}
    _pair((old, new), same, (lambda one: names[0][one.id], lambda one: names[1][one.id]))
    _pair((old, new), same, (_name, _name))
    return _pairing(old, new, same)


def _name(system: System) -> Hashable:
    """For one that has a namesake on one of the maps alone, which tells it by more than a name."""
    return folded(system.name)


def paired_flows(before: Snapshot, after: Snapshot, systems: Mapping[str, str]) -> Pairing:
    """Flows between the same systems are the same: by id, else those that say most alike."""
    old, new = _in_order(before), _in_order(after)
    same = {
        one.id: one.id
        for one in old
        if one.id in after.flows and _ends(one, systems) == _ends(after.flows[one.id], {})
    }
    for said in (_all_said, _carried, _nothing):
        _pair(
            (old, new),
            same,
            (_key(before, said, systems), _key(after, said, {})),
        )
    return _pairing(old, new, same)


def _in_order(snapshot: Snapshot) -> list[Flow]:
    systems = all_in_order(snapshot, snapshot.systems.values())
    number = {system.id: place for place, system in enumerate(systems)}
    return flows_in_order(snapshot, list(snapshot.flows.values()), number)[0]


def _ends(flow: Flow, systems: Mapping[str, str]) -> tuple[str, str]:
    """The ends as the later map knows them."""
    return systems.get(flow.source, flow.source), systems.get(flow.target, flow.target)


def _key(snapshot: Snapshot, said: _Said, systems: Mapping[str, str]) -> _Key[Flow]:
    return lambda flow: (_ends(flow, systems), said(snapshot, flow))


def _all_said(snapshot: Snapshot, flow: Flow) -> Hashable:
    return repr(flow_content(snapshot, flow))


def _carried(snapshot: Snapshot, flow: Flow) -> Hashable:
    return tuple(sorted(folded(snapshot.data_objects[i].name) for i in flow.data_objects))


def _nothing(snapshot: Snapshot, flow: Flow) -> Hashable:  # noqa: ARG001 - as those above
    return ()


def _pair(
    sides: tuple[Sequence[R], Sequence[R]], same: dict[str, str], keys: tuple[_Key[R], _Key[R]]
) -> None:
    """Pair those of equal keys that have no partner yet, in their order."""
    taken = set(same.values())
    free: dict[Hashable, list[str]] = {}
    for one in sides[1]:
        if one.id not in taken:
            free.setdefault(keys[1](one), []).append(one.id)
    for one in sides[0]:
        if one.id not in same and (waiting := free.get(keys[0](one))):
            same[one.id] = waiting.pop(0)


def _pairing(old: Iterable[Record], new: Iterable[Record], same: Mapping[str, str]) -> Pairing:
    taken = frozenset(same.values())
    removed = tuple(one.id for one in old if one.id not in same)
    return Pairing(same, removed, tuple(one.id for one in new if one.id not in taken))


def changed_fields(
    before: tuple[Snapshot, System | Flow],
    after: tuple[Snapshot, System | Flow],
    same: Mapping[str, str],
) -> tuple[str, ...]:
    """The fields in which a record says something else, custom ones by their own names.

    `same` has the ids before and after of the systems that are the same.
    """
    was, is_now = _said(*before, same), _said(*after, {})
    names = [*was, *(name for name in is_now if name not in was)]
    return tuple(n.removeprefix(CUSTOM) for n in names if was.get(n) != is_now.get(n))


def _said(snapshot: Snapshot, record: System | Flow, same: Mapping[str, str]) -> dict[str, Any]:
    """What a record says, with names in place of ids, of systems the ids of the later map."""
    said = values_of(record)
    table = "systems" if isinstance(record, System) else "flows"
    for ref in references(table):
        rows, ids = snapshot.tables[ref.target], ids_in(record, ref)
        if ref.target == "systems":
            said[ref.field] = sorted(same.get(ident, ident) for ident in ids)
        else:
            said[ref.field] = sorted(getattr(rows[ident], "name", "") for ident in ids)
    for name in ("source", "target", "icon"):
        said.pop(name, None)
    return said
