"""Edits as architects make them, at random and again the same from the same seed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.document import Document
from isthmus.model.records import (
    Criticality,
    DataObject,
    Department,
    Flow,
    FlowMethod,
    FlowState,
    Holding,
    HoldingRole,
    Lifecycle,
    System,
    Waiver,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2026, 11, 30)


class Editor:
    """Edits one document; `catalogue` says which categories there are."""

    def __init__(self, document: Document, catalogue: Catalogue, seed: int) -> None:
        self.document = document
        self._random = Random(seed)
        self._categories = [key for rule in catalogue.rules for key in rule.sources + rule.targets]
        self._categories += [key for key, each in catalogue.categories.items() if each.hub]
        often: list[Callable[[Any], None]] = [
            self._add_flow, self._add_flow, self._change_flow, self._change_flow,
            self._delete_flow, self._add_system, self._change_system, self._change_system,
        ]  # fmt: skip
        seldom: list[Callable[[Any], None]] = [
            self._rename, self._delete_system, self._add_holding, self._change_holding,
            self._delete_holding, self._add_object, self._change_object, self._add_department,
            self._change_department, self._waive,
        ]  # fmt: skip
        self._kinds = often * 2 + seldom

    def edit(self) -> str:
        """Make one edit, or undo or redo some; what it was."""
        random = self._random
        if random.random() < 0.15 and self.document.steps:
            self.document.undo()
            return "undo"
        if random.random() < 0.1 and self.document.undone:
            self.document.redo()
            return "redo"
        kind = random.choice(self._kinds)
        with self.document.edit(kind.__name__) as tx:
            kind(tx)
        return kind.__name__

    def _new(self) -> str:
        """An id that is the same in every run."""
        return f"{self._random.getrandbits(64):016x}"

    def _one(self, table: str) -> Any:
        rows = self.document.snapshot().tables[table]
        return rows[self._random.choice(sorted(rows))] if rows else None

    def _ident(self, table: str) -> str | None:
        one = self._one(table)
        return one.id if one is not None and self._random.random() < 0.8 else None

    def _day(self) -> date | None:
        random = self._random
        return DAY + timedelta(days=random.randrange(-400, 400)) if random.random() < 0.3 else None

    def _objects(self) -> tuple[str, ...]:
        count = self._random.choice((0, 1, 1, 2))
        found = {one.id for _ in range(count) if (one := self._one("data_objects"))}
        return tuple(sorted(found))

    def _flow_fields(self) -> dict[str, Any]:
        random = self._random
        states = [FlowState.LIVE] * 4 + list(FlowState)
        return {
            "data_objects": self._objects(),
            "method": random.choice(list(FlowMethod)),
            "state": random.choice(states),
            "two_way": random.random() < 0.2,
            "go_live": self._day(),
        }

    def _add_flow(self, tx: Any) -> None:
        ends = [self._one("systems"), self._one("systems")]
        if None not in ends and ends[0].id != ends[1].id:
            tx.put(
                Flow(id=self._new(), source=ends[0].id, target=ends[1].id, **self._flow_fields())
            )

    def _change_flow(self, tx: Any) -> None:
        if (flow := self._one("flows")) is not None:
            fields = self._flow_fields()
            name = self._random.choice(sorted(fields))
            tx.put(replace(flow, **{name: fields[name]}))

    def _delete_flow(self, tx: Any) -> None:
        if (flow := self._one("flows")) is not None:
            tx.delete(Flow, flow.id)

    def _system_fields(self) -> dict[str, Any]:
        random = self._random
        return {
            "category": random.choice(self._categories),
            "department": self._ident("departments"),
            "funder": self._ident("departments"),
            "business_owner": random.choice(("", "Ann", "Bob")),
            "it_steward": random.choice(("", "Cy")),
            "steward_in_business": random.random() < 0.1,
            "lifecycle": random.choice([Lifecycle.LIVE] * 4 + list(Lifecycle)),
            "criticality": random.choice(list(Criticality)),
            "backbone": random.random() < 0.1,
            "annual_cost": random.choice((None, Decimal(500), Decimal(90000))),
            "regions": random.choice(((), ("EU",), ("US",))),
            "regulations": random.choice(((), ("GDPR",))),
            "contract_end": self._day(),
            "end_of_life": self._day(),
            "custom": random.choice(((), (("Shared login", "yes"),))),
        }

    def _add_system(self, tx: Any) -> None:
        name = f"New {self._random.randrange(40)}"
        tx.put(System(id=self._new(), name=name, **self._system_fields()))

    def _change_system(self, tx: Any) -> None:
        if (system := self._one("systems")) is not None:
            fields = self._system_fields()
            name = self._random.choice(sorted(fields))
            tx.put(replace(system, **{name: fields[name]}))

    def _rename(self, tx: Any) -> None:
        if (system := self._one("systems")) is not None:
            namesake = self._one("systems").name
            name = self._random.choice((f"Renamed {self._random.randrange(40)}", namesake))
            tx.put(replace(system, name=name))

    def _delete_system(self, tx: Any) -> None:
        if (system := self._one("systems")) is not None:
            tx.delete(System, system.id)

    def _add_holding(self, tx: Any) -> None:
        system, thing = self._one("systems"), self._one("data_objects")
        if system is not None and thing is not None:
            role = self._random.choice(list(HoldingRole))
            tx.put(Holding(id=self._new(), system=system.id, data_object=thing.id, role=role))

    def _change_holding(self, tx: Any) -> None:
        if (holding := self._one("holdings")) is not None:
            tx.put(replace(holding, role=self._random.choice(list(HoldingRole))))

    def _delete_holding(self, tx: Any) -> None:
        if (holding := self._one("holdings")) is not None:
            tx.delete(Holding, holding.id)

    def _add_object(self, tx: Any) -> None:
        kinds = ("contact", "customer", "lead", "")
        name, kind = f"Object {self._random.randrange(20)}", self._random.choice(kinds)
        tx.put(
            DataObject(id=self._new(), name=name, kind=kind, personal=self._random.random() < 0.5)
        )

    def _change_object(self, tx: Any) -> None:
        if (thing := self._one("data_objects")) is not None:
            tx.put(replace(thing, personal=not thing.personal))

    def _add_department(self, tx: Any) -> None:
        name, above = f"Department {self._random.randrange(9)}", self._ident("departments")
        tx.put(
            Department(id=self._new(), name=name, parent=above, is_it=self._random.random() < 0.3)
        )

    def _change_department(self, tx: Any) -> None:
        if (department := self._one("departments")) is not None:
            tx.put(replace(department, is_it=not department.is_it))

    def _waive(self, tx: Any) -> None:
        tx.put(
            Waiver(
                id=self._new(),
                finding_key=f"island/{self._random.randrange(9)}",
                reason="Known",
                who="Ann",
            )
        )
