"""The report's tables of what is on the map: islands, data objects, agreement, inventory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import astuple
from decimal import Decimal

from isthmus.analysis.results import FindingKind, Island, IslandKind
from isthmus.model.money import exact_money, money
from isthmus.model.records import (
    Flow,
    FlowMethod,
    Holding,
    HoldingRole,
    Hosting,
    PerceptionAnswer,
    Side,
    System,
)
from isthmus.report.basis import Basis
from isthmus.report.gaps import Group
from isthmus.report.parts import Agreement, DataObjectRow, FlowRow, IslandRow, SystemRow
from isthmus.report.words import by_name, counted, listed, number

_ISLAND_NAMES = {
    IslandKind.MAINLAND: ("Mainland", "Mainland", "Mainland"),
    IslandKind.ISLAND: ("Island", "Islet", "Islets"),
    IslandKind.ROGUE: ("Rogue island", "Rogue islet", "Rogue islets"),
    IslandKind.TIDAL: ("Tidal island", "Tidal islet", "Tidal islets"),
}
_ORDER = [IslandKind.MAINLAND, IslandKind.ROGUE, IslandKind.ISLAND, IslandKind.TIDAL]
_HOSTING = {Hosting.SAAS: "SaaS", Hosting.UNKNOWN: ""}
_METHODS = {
    FlowMethod.API: "API",
    FlowMethod.ETL: "ETL",
    FlowMethod.IPAAS: "iPaaS",
    FlowMethod.MANUAL: "By hand",
    FlowMethod.UNKNOWN: "",
}
_FAULTS = {FindingKind.NO_MASTER: "no master", FindingKind.TWO_MASTERS: "two masters"}
TOGETHER = 3
"""So many islets of one kind still get a row each; more share one."""


def island_rows(basis: Basis) -> tuple[IslandRow, ...]:
    """The mainland, then what is cut off, largest first; many islets of a kind in one row."""
    rows: list[IslandRow] = []
    for kind in _ORDER:
        parts = [part for part in basis.analysis.islands if part.kind is kind]
        islets = [part for part in parts if len(part.systems) == 1]
        if len(islets) > TOGETHER:
            rows += [_island(basis, [part]) for part in parts if len(part.systems) > 1]
            rows.append(_island(basis, islets))
        else:
            rows += [_island(basis, [part]) for part in parts]
    return tuple(rows)


def _island(basis: Basis, parts: Sequence[Island]) -> IslandRow:
    kind = parts[0].kind
    ids = tuple(one for part in parts for one in part.systems)
    form = 2 if len(parts) > 1 else int(len(ids) == 1)
    outside = sum((part.spend_outside for part in parts), Decimal(0))
    return IslandRow(
        name=_ISLAND_NAMES[kind][form],
        cut_off=kind in (IslandKind.ROGUE, IslandKind.ISLAND),
        count=number(len(ids)),
        systems=listed(basis.names(ids)),
        outside=money(outside, basis.currency) if outside else "",
    )


def data_object_rows(basis: Basis, gaps: Sequence[Group]) -> tuple[DataObjectRow, ...]:
    """Per data object: who masters it, who else holds it, whom it does not reach."""
    faults = _master_faults(gaps)
    held: dict[str, list[Holding]] = defaultdict(list)
    for holding in basis.snapshot.holdings.values():
        held[holding.data_object].append(holding)
    beyond = basis.analysis.out_of_reach
    objects = sorted(
        basis.snapshot.data_objects.values(), key=lambda row: (row.name.casefold(), row.id)
    )
    return tuple(
        DataObjectRow(
            name=row.name,
            personal=row.personal,
            masters=_holders(basis, held[row.id], masters=True),
            fault=faults.get(row.name, ""),
            holders=_holders(basis, held[row.id], masters=False),
            out_of_reach=listed(basis.names(beyond.get(row.id, ())), 1200),
        )
        for row in objects
    )


def _master_faults(gaps: Sequence[Group]) -> dict[str, str]:
    """By name of the data object: 'two masters, G27'."""
    return {
        name: f"{_FAULTS[finding.kind]}, {gap.number}"
        for gap in gaps
        for finding in gap.findings
        if finding.kind in _FAULTS
        for name in finding.data_objects
    }


def _holders(basis: Basis, holdings: Sequence[Holding], *, masters: bool) -> str:
    ids = {row.system for row in holdings if (row.role is HoldingRole.MASTER) is masters}
    return listed(basis.names(tuple(ids)), 1200)


def agreement_rows(basis: Basis) -> tuple[Agreement, ...]:
    """What IT and the business say of each technology area and system that was asked about."""
    asked: dict[tuple[str, str], list[PerceptionAnswer]] = defaultdict(list)
    for answer in basis.snapshot.answers.values():
        asked[(answer.technology_area, answer.system or "")].append(answer)
    rows = [_agreement(basis, area, system, answers) for (area, system), answers in asked.items()]
    return tuple(sorted(rows, key=lambda row: (row.systems == "", row.subject.casefold())))


def _agreement(
    basis: Basis, area: str, system: str, answers: Sequence[PerceptionAnswer]
) -> Agreement:
    known = basis.catalogue.areas.get(area)
    said = {side: _said(basis, answers, side) for side in Side}
    both = all(said.values())
    count = sum(basis.catalogue.area_of(each) == area for each in basis.systems) if area else 0
    return Agreement(
        subject=basis.system(system) if system else known.name if known else area,
        it_says=listed(said[Side.IT]),
        business_says=listed(said[Side.BUSINESS]),
        systems=number(count) if area else "",
        verdict=("Agree" if said[Side.IT] == said[Side.BUSINESS] else "Disagree") if both else "",
    )


def _said(basis: Basis, answers: Sequence[PerceptionAnswer], side: Side) -> list[str]:
    return by_name({_driver(basis, row.driver) for row in answers if row.side is side})


def _driver(basis: Basis, driver: str) -> str:
    return "IT" if driver.casefold() == "it" else basis.department(driver) or driver


def system_rows(basis: Basis) -> tuple[SystemRow, ...]:
    """The inventory of systems, by name."""
    return tuple(_system(basis, system) for system in basis.systems)


def _system(basis: Basis, system: System) -> SystemRow:
    cost = system.annual_cost
    return SystemRow(
        name=system.name,
        category=basis.category(system.category),
        department=basis.department(system.department),
        payer=basis.department(system.funder) if system.funder != system.department else "",
        steward=_steward(system),
        criticality=_state(system.criticality.value),
        hosting=_HOSTING.get(system.hosting, system.hosting.value.capitalize()),
        lifecycle=_state(system.lifecycle.value),
        cost="" if cost is None else exact_money(cost, system.currency or basis.currency),
    )


def _steward(system: System) -> str:
    steward = system.it_steward.strip()
    if not system.steward_in_business:
        return steward
    return f"{steward}, in the business" if steward else "In the business"


def _state(value: str) -> str:
    return "" if value == "unknown" else value.replace("-", " ").capitalize()


def flow_rows(basis: Basis) -> tuple[FlowRow, ...]:
    """The inventory of flows, by their ends."""
    rows = [_flow(basis, flow) for flow in basis.snapshot.flows.values()]
    return tuple(sorted(rows, key=lambda row: (*_ends(row), astuple(row))))


def _ends(row: FlowRow) -> tuple[str, str]:
    return row.source.casefold(), row.target.casefold()


def _flow(basis: Basis, flow: Flow) -> FlowRow:
    objects = basis.snapshot.data_objects
    carried = by_name(objects[one].name for one in flow.data_objects if one in objects)
    return FlowRow(
        source=basis.system(flow.source),
        arrow="↔" if flow.two_way else "→",
        target=basis.system(flow.target),
        data_objects=", ".join(carried) or flow.name,
        method=_METHODS.get(flow.method, flow.method.value.capitalize()),
        state=flow.state.value.capitalize(),
    )


def inventory_size(basis: Basis) -> str:
    """'15 systems and 14 data flows'."""
    systems, flows = len(basis.systems), len(basis.snapshot.flows)
    return f"{counted(systems, 'system')} and {counted(flows, 'data flow')}"
