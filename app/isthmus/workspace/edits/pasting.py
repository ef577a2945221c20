"""Setting down part of a map: what it refers to is found in the map, or added to it."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from isthmus.model.document import Document
from isthmus.model.records import (
    Capability,
    DataObject,
    Department,
    Icon,
    Record,
    Sourced,
    System,
    new_id,
)
from isthmus.model.snapshot import Snapshot
from isthmus.model.transaction import Transaction
from isthmus.model.viewing import Area, Bend, Note, Placement
from isthmus.workspace.clips.clip import Clip
from isthmus.workspace.edits.drawing import free_name, new_system
from isthmus.workspace.edits.resolving import counted, one_step

if TYPE_CHECKING:
    from isthmus.catalogue.catalogue import Catalogue

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Sourced)
T = TypeVar("T", Department, Capability)
F = TypeVar("F", Area, Note)


_Ids = Mapping[str, str]
"""Ids in the map by those in the clip."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was set down."""

    ids: tuple[str, ...]
    """The systems, areas and notes that stand on the view now."""
    known: int = 0
    """How many of the systems were in the map already, and only came to stand on the view."""
    renamed: int = 0
    """How many got a number behind their name, which was taken."""


def paste(document: Document, view_id: str, clip: Clip, dx: float, dy: float) -> Pasted:
    """Set a clip down on a view, (dx, dy) scene units from where it was, as one step.

    A system that is in the map but not on the view comes to stand on it; one that stands there
    is copied under the next free name; any other is added. The rest of the map stays as it is.

    Raises:
        EditRefused: the clip would break the map.
    """
    with one_step(document, f"Paste {_what(clip)}") as tx:
        return _Pasting(tx, view_id, clip).run(dx, dy)


def _what(clip: Clip) -> str:
    if len(clip.systems) == 1:
        return clip.systems[0].name
    if clip.systems:
        return counted(len(clip.systems), "system")
    return counted(len(clip.areas) + len(clip.notes), "drawing")


@dataclass(slots=True)
class _Pasting:
    """One paste under way: ids of the clip's records in the map, by those in the clip."""

    tx: Transaction
    view_id: str
    clip: Clip
    systems: dict[str, str] = field(default_factory=dict)
    added: set[str] = field(default_factory=set)
    """The clip's ids of systems that are new to the map."""
    renamed: int = 0

    def run(self, dx: float, dy: float) -> Pasted:
        clip, tx = self.clip, self.tx
        departments = self._tree(Department, clip.departments)
        capabilities = self._tree(Capability, clip.capabilities)
        data = self._found(DataObject, clip.data_objects, lambda one: one.name.casefold())
        icons = self._found(Icon, clip.icons, lambda one: (one.name, one.media, one.content))
        self._put_systems(departments, capabilities, icons)
        self._put_bonds()
        flows = self._put_flows(data)
        self._put_holdings(data)
        self._place(dx, dy)
        for bend in clip.bends:
            if bend.flow in flows:
                points = tuple((x + dx, y + dy) for x, y in bend.points)
                tx.put(Bend(view=self.view_id, flow=flows[bend.flow], points=points))
        drawn = [*self._draw(clip.areas, dx, dy), *self._draw(clip.notes, dx, dy)]
        known = len(self.systems) - len(self.added)
        return Pasted((*self.systems.values(), *drawn), known, self.renamed)

    def _tree(self, kind: type[T], records: Iterable[T]) -> dict[str, str]:
        """Records that have parents: found by id, else by name, under the same one first."""
        found: dict[str, str] = {}
        known = sorted(self.tx.all(kind), key=lambda one: one.id)
        by_name = {(one.parent, one.name.casefold()): one.id for one in reversed(known)}
        anywhere = {one.name.casefold(): one.id for one in reversed(known)}
        for one in records:
            parent, name = found.get(one.parent or ""), one.name.casefold()
            same = one.id if self.tx.get(kind, one.id) else None
            same = same or by_name.get((parent, name)) or anywhere.get(name)
            if same is None:
                same = self.tx.put(replace(_bare(one), parent=parent)).id
                by_name[parent, name] = anywhere[name] = same
            found[one.id] = same
        return found

    def _found(
        self, kind: type[R], records: Iterable[R], key: Callable[[R], Hashable]
    ) -> dict[str, str]:
        """Records found by id, else by what makes them the same; added where there is none."""
        known = {key(one): one.id for one in sorted(self.tx.all(kind), key=lambda one: one.id)}
        found = {}
        for one in records:
            same = one.id if self.tx.get(kind, one.id) else known.get(key(one))
            if same is None:
                same = self.tx.put(_bare(one) if isinstance(one, Sourced) else one).id
                known[key(one)] = same
            found[one.id] = same
        return found

    def _put_systems(self, departments: _Ids, capabilities: _Ids, icons: _Ids) -> None:
        here = {one.system for one in self.tx.all(Placement) if one.view == self.view_id}
        taken = {one.name.casefold() for one in self.tx.all(System)}
        last: dict[str, int] = {}
        for one in self.clip.systems:
            is_there = self.tx.get(System, one.id) is not None
            if is_there and one.id not in here:
                self.systems[one.id] = one.id
                continue
            name = free_name(one.name, taken, last) if one.name.casefold() in taken else one.name
            self.renamed += name != one.name
            taken.add(name.casefold())
            made = replace(_bare(one), id=new_id() if is_there else one.id, name=name)
            self.systems[one.id] = self.tx.put(_tied(made, departments, capabilities, icons)).id
            self.added.add(one.id)

    def _put_bonds(self) -> None:
        """What the new ones are parts of and run on, where that is in the clip too."""
        for one in self.clip.systems:
            made = self.tx.get(System, self.systems[one.id]) if one.id in self.added else None
            above = self.systems.get(one.part_of or "")
            below = tuple(self.systems[key] for key in one.runs_on if key in self.systems)
            if made is not None and (above or below):
                self.tx.put(replace(made, part_of=above, runs_on=below))

    def _put_flows(self, data: _Ids) -> dict[str, str]:
        """The flows that are new, by their ids in the clip."""
        put = {}
        for flow in self.clip.flows:
            source, target = self.systems.get(flow.source), self.systems.get(flow.target)
            is_new = not {flow.source, flow.target}.isdisjoint(self.added)
            if source is None or target is None or source == target or not is_new:
                continue
            objects = tuple(data[key] for key in flow.data_objects if key in data)
            made = replace(_bare(flow), source=source, target=target, data_objects=objects)
            put[flow.id] = self.tx.put(self._fresh(made)).id
        return put

    def _put_holdings(self, data: _Ids) -> None:
        for one in self.clip.holdings:
            if one.system in self.added and one.data_object in data:
                system, held = self.systems[one.system], data[one.data_object]
                made = replace(_bare(one), system=system, data_object=held)
                self.tx.put(self._fresh(made))

    def _place(self, dx: float, dy: float) -> None:
        """Each system once, though the clip might say more."""
        waiting = set(self.systems)
        for one in self.clip.placements:
            if one.system in waiting:
                waiting.discard(one.system)
                made = replace(one, id=new_id(), view=self.view_id, x=one.x + dx, y=one.y + dy)
                self.tx.put(replace(made, system=self.systems[one.system]))
        for key in sorted(waiting):
            self.tx.put(Placement(view=self.view_id, system=self.systems[key], x=dx, y=dy))

    def _draw(self, records: Iterable[F], dx: float, dy: float) -> list[str]:
        """Areas and notes as drawings of their own."""
        return [
            self.tx.put(replace(one, id=new_id(), view=self.view_id, x=one.x + dx, y=one.y + dy)).id
            for one in records
        ]

    def _fresh(self, record: S) -> S:
        """The record under an id that is free."""
        is_taken = self.tx.get(type(record), record.id) is not None
        return replace(record, id=new_id()) if is_taken else record


def _tied(system: System, departments: _Ids, capabilities: _Ids, icons: _Ids) -> System:
    """The system with the map's ids for what it refers to."""
    return replace(
        system,
        department=departments.get(system.department or ""),
        funder=departments.get(system.funder or ""),
        capabilities=tuple(capabilities[k] for k in system.capabilities if k in capabilities),
        icon=icons.get(system.icon or ""),
        part_of=None,
        runs_on=(),
    )


def _bare(record: S) -> S:
    """The record without the files that it came from: this map has not read them."""
    return replace(record, external_ids=(), origin=(), imported=())


def place_named(
    document: Document,
    view_id: str,
    places: Mapping[str, tuple[float, float]],
    catalogue: "Catalogue | None" = None,
) -> Pasted:
    """Let systems of these names stand at these places of a view, as one step.

    Those that the map has by that name are put on the view; others are drawn, with vendor and
    category where the catalogue knows the product.
    """
    known = systems_by_name(document.snapshot())
    found = []
    what = next(iter(places)) if len(places) == 1 else counted(len(places), "system")
    with one_step(document, f"Paste {what}") as tx:
        for name, (x, y) in places.items():
            system = known.get(name.casefold()) or tx.put(new_system(name, catalogue=catalogue)).id
            tx.put(Placement(view=view_id, system=system, x=float(x), y=float(y)))
            found.append(system)
    return Pasted(tuple(found), sum(name.casefold() in known for name in places))


def systems_by_name(snapshot: Snapshot) -> dict[str, str]:
    """Ids of the map's systems by their names in lower case; of namesakes, the first by id."""
    ordered = sorted(snapshot.systems.values(), key=lambda one: one.id, reverse=True)
    return {one.name.casefold(): one.id for one in ordered}
