"""Small maps by name for the tests of the analysis, and large ones by number for its benchmarks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
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
    """A catalogue of five categories and three data objects.

    Hubs are 'hub', of record 'crm', and 'forms' collect contacts.
    """
    kinds = (("contact", True), ("consent", True), ("invoice", False))
    return Catalogue(
        categories={
            key: Category(
                key, key.title(), "head", "", hub=key == "hub", record_of=record, collects=collects
            )
            for key, record, collects in (
                ("crm", ("contact",), ()), ("mail", (), ()), ("forms", (), ("contact",)),
                ("erp", (), ()), ("hub", (), ()),
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
    """A generated company of so many systems and flows: see Company."""
    return Company(systems, catalogue, seed).snapshot(flows)


class Company:
    """Ten departments, IT among them; hubs that many flows touch; a tenth of it cut off.

    Three quarters of what the rules expect within the connected part is in place, half of that
    directly and half over a hub; the flows that are left over tie neighbours at random.
    """

    def __init__(self, systems: int, catalogue: Catalogue, seed: int) -> None:
        self._random = Random(seed)
        self._catalogue = catalogue
        self._make = MapMaker()
        self._names = [f"System {i:05}" for i in range(systems)]
        self._tied = self._names[: systems * 9 // 10]
        self._hubs = self._tied[:: max(1, systems // 20)]
        self._of: dict[str, list[str]] = {}
        self._category: dict[str, str] = {}
        for i, name in enumerate(self._names):
            self._system(name, i * 10 // systems)

    def _system(self, name: str, department: int) -> None:
        kinds = self._catalogue.categories.values()
        key = self._random.choice([k.key for k in kinds if k.hub == (name in self._hubs)])
        self._category[name] = key
        self._of.setdefault(key, []).append(name)
        owner = "IT" if department == 0 else f"Department {department}"
        steward = "Ana" if self._random.random() < 0.6 else ""
        cost = Decimal(self._random.randrange(100) * 1000)
        self._make.system(name, key, department=owner, it_steward=steward, annual_cost=cost)

    def snapshot(self, flows: int) -> Snapshot:
        """The map, with so many flows."""
        ways = self._expected()
        self._random.shuffle(ways)
        for source, target, things in ways[: flows * 2 // 5]:
            hub = self._random.choice(self._hubs)
            stops = [source, target] if self._random.random() < 0.5 else [source, hub, target]
            self._path(stops, self._random.sample(things, 1))
        while len(self._make.tables["flows"]) < flows:
            self._neighbours()
        return self._make.snapshot()

    def _expected(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Three quarters of what the rules expect of tied systems: from, to, data objects."""
        tied, ways = set(self._tied), []
        for each in self._catalogue.rules:
            sides = [
                [n for key in side for n in self._of.get(key, ()) if n in tied]
                for side in (each.sources, each.targets)
            ]
            if each.subject is Subject.TARGET:
                sides.reverse()
            for name in sides[0] if sides[1] else []:
                other = self._random.choice(sides[1])
                pair = (name, other) if each.subject is Subject.SOURCE else (other, name)
                if name != other and self._random.random() < 0.75:
                    ways.append((*pair, each.data_objects))
                    if each.direction is Direction.BOTH:
                        ways.append((*pair[::-1], each.data_objects))
        return ways

    def _path(self, stops: Sequence[str], things: Sequence[str]) -> None:
        for here, there in pairwise(stops):
            if here != there:
                self._make.flow(here, there, *things, method=self._method())
        for role, name in ((HoldingRole.REPLICA, stops[-1]), (HoldingRole.MASTER, stops[0])):
            if self._random.random() < (0.3 if role is HoldingRole.REPLICA else 0.003):
                self._make.holding(name, things[0], role)

    def _neighbours(self) -> None:
        i = self._random.randrange(len(self._names) - 3)
        if (i < len(self._tied)) != (i + 3 < len(self._tied)) or self._random.random() < 0.1:
            return
        j = i + self._random.randrange(1, 4 if i < len(self._tied) else 2)
        thing = self._random.choice(sorted(self._catalogue.data_objects))
        named = [thing] if self._random.random() < 0.7 else []
        self._make.flow(self._names[i], self._names[j], *named, method=self._method())

    def _method(self) -> FlowMethod:
        by_hand = (FlowMethod.MANUAL, FlowMethod.FILE)
        return self._random.choice(
            [*[FlowMethod.API] * 14, FlowMethod.ETL, FlowMethod.EVENT, *by_hand]
        )
