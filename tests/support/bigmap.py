"""Large maps for tests of speed: hubs, departments, islands; the same in every run."""

from decimal import Decimal
from random import Random

from isthmus.model.document import Document
from isthmus.model.records import (
    CellRef,
    DataObject,
    Department,
    Flow,
    FlowMethod,
    Holding,
    HoldingRole,
    Hosting,
    Lifecycle,
    Record,
    System,
)
from isthmus.model.viewing import Placement, View

_CATEGORIES = ("crm", "erp", "marketing-automation", "hris", "data-warehouse", "forms", "")


def big_map(systems: int, flows: int, seed: int = 7) -> Document:
    """A map of so many systems and flows: one hub, 40 departments, one part in ten islands."""
    random = Random(seed)
    tables: dict[str, dict[str, Record]] = {"views": {"view": View(id="view", name="Map")}}
    tables["departments"] = _departments()
    tables["data_objects"] = _data_objects()
    tables["systems"] = {f"s{n}": _system(n, random) for n in range(systems)}
    tables["placements"] = {f"p{n}": _placement(n, systems) for n in range(systems)}
    tables["holdings"] = {f"h{n}": _holding(n, systems, random) for n in range(systems)}
    tables["flows"] = {f"f{n}": _flow(n, systems, random) for n in range(flows)}
    return Document(tables)


def _departments() -> dict[str, Record]:
    return {
        f"d{n}": Department(
            id=f"d{n}", name=f"Department {n}", parent=f"d{n // 4}" if n else None, is_it=n < 3
        )
        for n in range(40)
    }


def _data_objects() -> dict[str, Record]:
    return {f"o{n}": DataObject(id=f"o{n}", name=f"Object {n}") for n in range(30)}


def _system(number: int, random: Random) -> System:
    return System(
        id=f"s{number}",
        name=f"System {number}",
        category=random.choice(_CATEGORIES),
        vendor=f"Vendor {number % 97}",
        department=f"d{random.randrange(40)}",
        business_owner=f"Owner {number % 31}",
        it_steward="" if number % 3 else f"Steward {number % 13}",
        hosting=Hosting.SAAS,
        lifecycle=Lifecycle.LIVE,
        annual_cost=Decimal(random.randrange(1, 90)) * 1000,
        origin=(CellRef("inventory.xlsx", "Applications", f"B{number + 5}"),),
    )


def _placement(number: int, systems: int) -> Placement:
    wide = max(1, int(systems**0.5))
    x, y = number % wide * 280.0, number // wide * 96.0
    return Placement(id=f"p{number}", view="view", system=f"s{number}", x=x, y=y)


def _holding(number: int, systems: int, random: Random) -> Holding:
    role = HoldingRole.MASTER if number < 30 else HoldingRole.REPLICA
    return Holding(
        id=f"h{number}",
        system=f"s{number % systems}",
        data_object=f"o{random.randrange(30)}",
        role=role,
    )


def _flow(number: int, systems: int, random: Random) -> Flow:
    """Every sixth flow touches the hub; the last tenth of the systems keep to themselves."""
    mainland = systems - systems // 10
    if number % 10 == 9 and mainland + 2 < systems:
        source = random.randrange(mainland, systems - 1)
        target = min(systems - 1, source + 1 + random.randrange(2))
    else:
        source = 0 if number % 6 == 0 else random.randrange(mainland)
        target = (source + 1 + random.randrange(mainland - 1)) % mainland
    return Flow(
        id=f"f{number}",
        source=f"s{source}",
        target=f"s{target}",
        data_objects=(f"o{random.randrange(30)}",),
        method=random.choice(list(FlowMethod)),
        origin=(CellRef("inventory.xlsx", "Interfaces", f"A{number + 3}"),),
    )
