"""The accounts beside the findings as plain values: data objects, views, readiness, involvement."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from isthmus.analysis.compliance.deadlines import Deadline
from isthmus.analysis.compliance.findings import Compliance, compliance_of
from isthmus.analysis.involvement.verdicts import Involvement, involvements
from isthmus.analysis.lineage.objects import Age, Lineage, Loop, Tracer
from isthmus.analysis.lineage.overview import CUSTOMER
from isthmus.analysis.lineage.view import CustomerView, view_of
from isthmus.analysis.livemap import LiveMap, live_map
from isthmus.analysis.readiness import Readiness, Tie, readiness_of
from isthmus.catalogue.catalogue import Catalogue
from isthmus.model.snapshot import Snapshot


class Accounts:
    """What a map says of its data objects, its tools, compliance and IT's part in it all."""

    def __init__(self, snapshot: Snapshot, catalogue: Catalogue, as_of: date | None) -> None:
        """Work it all out; ends of contracts are asked of the day, else of today."""
        self.live: LiveMap = live_map(snapshot, catalogue, as_of)
        day = as_of or datetime.now(UTC).date()
        tracer = Tracer(self.live)
        things = range(len(self.live.things.records))
        self.views: tuple[CustomerView, ...] = tuple(view_of(tracer, i) for i in things)
        self.readiness: tuple[Readiness, ...] = readiness_of(self.live)
        self.compliance: Compliance = compliance_of(self.live, day)
        self.involvement: tuple[Involvement, ...] = involvements(self.live, day)

    @property
    def customers(self) -> list[CustomerView]:
        """The views of the data objects that are customers, by kind or name."""
        things = self.live.things
        bits = things.bits((CUSTOMER,))
        return [view for view, bit in zip(self.views, things.bit_of, strict=True) if bit & bits]


def accounts_json(accounts: Accounts) -> dict[str, Any]:
    """What json.dumps takes, names instead of ids; the customer's view before the others."""
    names = _Names(accounts.live)
    first = accounts.customers
    views = [*first, *(view for view in accounts.views if view not in first)]
    return {
        "data_objects": [names.lineage(view.lineage) for view in accounts.views],
        "customer_view": [names.view(view) for view in views if view.score is not None],
        "return_readiness": [names.readiness(one) for one in accounts.readiness],
        "involvement": [names.involvement(one) for one in accounts.involvement],
        "compliance": names.compliance(accounts.compliance),
    }


class _Names:
    """Values of one map with names instead of ids and numbers."""

    def __init__(self, live: LiveMap) -> None:
        self._live, self._snapshot = live, live.snapshot

    def lineage(self, one: Lineage) -> dict[str, Any]:
        return {
            "name": one.name,
            "personal": self._snapshot.data_objects[one.data_object].personal,
            "masters": self._of(one.masters),
            "replicas": self._of(one.replicas),
            "readers": self._of(one.readers),
            "begins": self._of(one.begins),
            "flows": [self._flow(flow) for flow in one.flows],
            "out_of_reach": self._of(one.out_of_reach),
            "loops": [self._loop(loop) for loop in one.loops],
            "longest_chain": self._of(one.chain),
            "ages": [self._age(age) for age in one.ages],
        }

    def _loop(self, loop: Loop) -> list[str]:
        return self._of(loop.systems)

    def _age(self, age: Age) -> dict[str, Any]:
        return {
            "system": self._snapshot.systems[age.system].name,
            "hours": None if age.hours is None else round(age.hours, 2),
            "way": self._of(age.way),
            "slowest": self._flow(age.slowest) if age.slowest else None,
            "unknown": [self._flow(flow) for flow in age.unknown],
        }

    def _flow(self, ident: str) -> dict[str, str]:
        flow = self._snapshot.flows[ident]
        source, target = self._of((flow.source, flow.target))
        return {"source": source, "target": target, "frequency": flow.frequency}

    def view(self, view: CustomerView) -> dict[str, Any]:
        return {
            "data_object": view.lineage.name,
            "score": view.score,
            "parts": [
                {
                    "part": part.aspect.value,
                    "weight": part.weight,
                    "points": round(part.points, 1),
                    "systems": self._of(part.systems),
                    "told": part.told,
                }
                for part in view.parts
            ],
        }

    def readiness(self, one: Readiness) -> dict[str, Any]:
        return {
            "system": self._snapshot.systems[one.system].name,
            "tied_to": len(one.tied),
            "out_of": one.out_of,
            "tied": [self._tie(tie) for tie in one.tied],
            "by_hand": [self._tie(tie) for tie in one.by_hand],
            "untied": [self._snapshot.departments[i].name for i in one.untied],
        }

    def _tie(self, tie: Tie) -> dict[str, Any]:
        name = self._snapshot.departments[tie.department].name
        return {"department": name, "way": self._of(tie.systems)}

    def involvement(self, one: Involvement) -> dict[str, Any]:
        return {
            "system": self._snapshot.systems[one.system].name,
            "verdict": one.verdict.value,
            "points": one.points,
            "looked_after": one.looked_after,
            "reasons": [{"sign": r.sign, "points": r.points, "told": r.told} for r in one.reasons],
            "unknown": list(one.unknown),
        }

    def compliance(self, one: Compliance) -> dict[str, Any]:
        things, name = self._live.things, self._live.name
        return {
            "outside_regions": [
                {"system": name(each.system), "data_objects": things.names(each.things)}
                for each in one.abroad
            ],
            "crossing_regions": [
                {**self._ends(each.ends), "data_objects": things.names(each.things)}
                for each in one.crossings
            ],
            "regulation_unrecorded": [
                {"regulation": each.regulation, "systems": self._numbered(each.systems)}
                for each in one.unrecorded
            ],
            "ends": [self._deadline(each) for each in one.deadlines],
            "regions_not_known": list(one.strange_regions),
        }

    def _deadline(self, one: Deadline) -> dict[str, str]:
        return {
            "system": self._live.name(one.system),
            "end_of": one.end_of.value,
            "on": one.on.isoformat(),
            "when": one.when.value,
        }

    def _ends(self, ends: tuple[int, int]) -> dict[str, str]:
        return {"source": self._live.name(ends[0]), "target": self._live.name(ends[1])}

    def _numbered(self, systems: Iterable[int]) -> list[str]:
        return [self._live.name(i) for i in systems]

    def _of(self, ids: Sequence[str]) -> list[str]:
        return [self._snapshot.systems[ident].name for ident in ids]
