"""Large companies as architects draw them: departments, hubs, islands bought outside IT."""

from dataclasses import replace
from decimal import Decimal

from isthmus.analysis.check import check
from isthmus.catalogue.load import load_catalogue
from isthmus.layout.arrange import arrange
from isthmus.model.document import Document
from isthmus.model.records import Department, Lifecycle, System
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Placement, View
from support.maps import company

_NAMES = ("Sales", "Marketing", "Finance", "HR", "Operations", "Service", "Logistics", "Research")
_MEMBERS = 25
"""Systems of a department, more or less."""


def estate(systems: int, seed: int = 1) -> Document:
    """That many systems, 2.5 flows each, 8% in islands, with departments and laid out."""
    snapshot = owned(company(systems, 2.5, seed, cut_off=0.08))
    return placed(snapshot, arrange(snapshot, check(snapshot, load_catalogue())))


def placed(snapshot: Snapshot, places: dict[str, tuple[float, float]]) -> Document:
    """The map with its systems at these corners, on a view called 'view'."""
    tables = {name: dict(rows) for name, rows in snapshot.tables.items()}
    tables["views"] = {"view": View(id="view", name="Map")}
    tables["placements"] = {
        f"at-{key}": Placement(id=f"at-{key}", view="view", system=key, x=x, y=y)
        for key, (x, y) in places.items()
    }
    return Document(tables)


def owned(snapshot: Snapshot) -> Snapshot:
    """The map with departments (IT the first) that own its systems, in the order of drawing."""
    count = max(3, len(snapshot.systems) // _MEMBERS)
    departments = {f"d{n}": _department(n) for n in range(count)}
    size = -(-len(snapshot.systems) // count)
    systems = {
        key: _owned(system, number, f"d{number // size}")
        for number, (key, system) in enumerate(snapshot.systems.items())
    }
    tables = {name: dict(rows) for name, rows in snapshot.tables.items()}
    return Document(tables | {"departments": departments, "systems": systems}).snapshot()


def _department(number: int) -> Department:
    name = "IT" if not number else f"{_NAMES[number % 8]} {number // 8 + 1}"
    return Department(id=f"d{number}", name=name, is_it=not number)


def _owned(system: System, number: int, department: str) -> System:
    return replace(
        system,
        department=department,
        business_owner=f"Owner {number % 31}",
        it_steward="" if number % 3 else f"Steward {number % 13}",
        lifecycle=Lifecycle.LIVE,
        annual_cost=Decimal(1000 * (1 + number % 80)),
    )
