"""Small maps by name for the tests of the analysis, and large ones by number for its benchmarks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import (
    Category,
    DataObjectKind,
    Direction,
    Rule,
    Severity,
    Subject,
)
from isthmus.model.document import Document
from isthmus.model.records import (
    DataObject,
    Department,
    Flow,
    FlowMethod,
    Holding,
    HoldingRole,
    Record,
    System,
    Waiver,
)
from isthmus.model.snapshot import Snapshot


def rule(key: str, sources: Sequence[str], targets: Sequence[str], **fields: Any) -> Rule:
    """A rule that expects contacts from the sources to the targets, where nothing else is said."""
    plain = Rule(
        key=key,
        pack="test",
        title=key,
        sources=tuple(sources),
        targets=tuple(targets),
        data_objects=("contact",),
        direction=Direction.FORWARD,
        subject=Subject.SOURCE,
        automated=True,
        max_hops=3,
        severity=Severity.HIGH,
        why="Nothing fits otherwise.",
        claim="test",
    )
    return replace(plain, **fields)


def catalogue_of(*rules: Rule) -> Catalogue:
    """A catalogue of five categories (hubs: 'hub'; of record: 'crm') and three data objects."""
    kinds = (("contact", True), ("consent", True), ("invoice", False))
    return Catalogue(
        categories={
            key: Category(key, key.title(), "head", "", hub=key == "hub", record_of=record)
            for key, record in (
                ("crm", ("contact",)), ("mail", ()), ("forms", ()), ("erp", ()), ("hub", ()),
            )
        },
        data_objects={key: DataObjectKind(key, key.title(), personal) for key, personal in kinds},
        rules=rules,
    )  # fmt: skip


class MapMaker:
    """Makes a map by names; what a system or flow refers to comes into being when it is named."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Record]] = {}
        self._named: dict[tuple[str, str], Any] = {}

    def department(self, name: str, **fields: Any) -> str:
        return self._by_name("departments", Department, name, fields)

    def data_object(self, name: str, **fields: Any) -> str:
        fields = {"personal": name in {"contact", "consent"}, **fields}
        return self._by_name("data_objects", DataObject, name, fields)

    def system(self, name: str, category: str = "", **fields: Any) -> str:
        for key in ("department", "funder"):
            if key in fields:
                fields[key] = self.department(fields[key], is_it=fields[key] == "IT")
        return self._by_name("systems", System, name, {"category": category, **fields})

    def flow(self, source: str, target: str, *objects: str, **fields: Any) -> str:
        flow = Flow(
            source=self.system(source),
            target=self.system(target),
            data_objects=tuple(self.data_object(name) for name in objects),
            **{"method": FlowMethod.API, **fields},
        )
        return self._put("flows", flow)

    def holding(self, system: str, thing: str, role: HoldingRole = HoldingRole.MASTER) -> str:
        holding = Holding(
            system=self.system(system), data_object=self.data_object(thing), role=role
        )
        return self._put("holdings", holding)

    def waive(self, key: str, **fields: Any) -> str:
        return self._put("waivers", Waiver(finding_key=key, reason="accepted", **fields))

    def snapshot(self) -> Snapshot:
        return Document(self.tables).snapshot()

    def _by_name(self, table: str, kind: Any, name: str, fields: Mapping[str, Any]) -> str:
        if (table, name) not in self._named:
            self._named[table, name] = self._put(table, kind(name=name, **fields))
        return self._named[table, name]

    def _put(self, table: str, record: Record) -> str:
        self.tables.setdefault(table, {})[record.id] = record
        return record.id


def company(systems: int, flows: int, catalogue: Catalogue, seed: int = 7) -> Snapshot:
    """A generated company: ten departments, hubs that a third of the flows touch, islands."""
    random = Random(seed)
    make = MapMaker()
    departments = ["IT", *(f"Department {i}" for i in range(1, 10))]
    categories = sorted(catalogue.categories)
    hubs = [key for key in categories if catalogue.categories[key].hub]
    names = [f"System {i:05}" for i in range(systems)]
    hub_names = names[:: max(1, systems // 20)]
    for i, name in enumerate(names):
        category = random.choice(hubs if name in hub_names else categories)
        fields = {"department": departments[i * 10 // systems], "annual_cost": None}
        steward = "Ana" if random.random() < 0.5 else ""
        make.system(name, category, it_steward=steward, **fields)
    things = [make.data_object(key, kind=key) for key in sorted(catalogue.data_objects)]
    tied = int(systems * 0.85)
    for _ in range(flows):
        make._put("flows", _flow(make, random, names, hub_names, tied, things))
    for i in range(systems):
        for thing in random.sample(things, 2):
            role = random.choice([HoldingRole.MASTER, *[HoldingRole.REPLICA] * 9])
            holding = Holding(system=make.system(names[i]), data_object=thing, role=role)
            make._put("holdings", holding)
    return make.snapshot()


def _flow(
    make: MapMaker,
    random: Random,
    names: Sequence[str],
    hubs: Sequence[str],
    tied: int,
    things: Sequence[str],
) -> Flow:
    """One flow: most within the first `tied` systems, often to a hub; else to a neighbour."""
    here = random.randrange(len(names) - 1)
    there = here + 1 if here >= tied else random.randrange(tied)
    ends = [names[here], names[there]]
    if here < tied and random.random() < 0.35:
        ends[1] = random.choice(hubs[: max(1, len(hubs) * 4 // 5)])
    if ends[0] == ends[1]:
        ends[1] = names[here + 1]
    random.shuffle(ends)
    return Flow(
        source=make.system(ends[0]),
        target=make.system(ends[1]),
        data_objects=tuple(random.sample(things, random.choice((0, 1, 1, 2)))),
        two_way=random.random() < 0.1,
        method=random.choice([*[FlowMethod.API] * 6, FlowMethod.FILE, FlowMethod.MANUAL]),
    )
