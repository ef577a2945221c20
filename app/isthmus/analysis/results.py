"""What an analysis finds, as frozen values: islands, findings, figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from isthmus.catalogue.types import Severity
from isthmus.model.records import CellRef


class IslandKind(StrEnum):
    """What a connected part of the map is."""

    MAINLAND = "mainland"
    ISLAND = "island"
    ROGUE = "rogue"
    TIDAL = "tidal"


class FindingKind(StrEnum):
    """What a finding flags."""

    NO_FLOWS = "no-flows"
    """Of the whole map: without flows nothing can be told of islands."""
    ROGUE_ISLAND = "rogue-island"
    ISLAND = "island"
    TIDAL_ISLAND = "tidal-island"
    MISSING_INTEGRATION = "missing-integration"
    ONE_WAY = "one-way"
    MANUAL_TRANSFER = "manual-transfer"
    NO_MASTER = "no-master"
    TWO_MASTERS = "two-masters"
    OUT_OF_REACH = "out-of-reach"
    OUTSIDE_REGIONS = "outside-regions"
    """Personal data in a system that runs where that data may not be."""
    CROSSING_REGIONS = "crossing-regions"
    """Personal data going from one region to another."""
    REGULATION_UNRECORDED = "regulation-unrecorded"
    """Of a regulation: systems have data that falls under it and record none."""
    END_OF_LIFE = "end-of-life"
    CONTRACT_ENDED = "contract-ended"
    IT_ABSENT = "it-absent"
    """IT should lead, by the rules of thumb, and nobody of IT looks after it."""

    @property
    def is_gap(self) -> bool:
        """Whether it is about what one system gives another, so that its systems have sides."""
        gaps = (self.MISSING_INTEGRATION, self.ONE_WAY, self.MANUAL_TRANSFER)
        return self in gaps

    @property
    def is_of_map(self) -> bool:
        """Whether it is about what the map records as a whole, so that it marks no system."""
        return self in (self.NO_FLOWS, self.REGULATION_UNRECORDED)


@dataclass(frozen=True, slots=True)
class Island:
    """A connected part of the map; `systems` are ids in the order of their names."""

    key: str
    kind: IslandKind
    systems: tuple[str, ...]
    spend_outside: Decimal = Decimal(0)
    """Annual cost of its systems that is funded outside IT, in the map's currency."""


@dataclass(frozen=True, slots=True)
class ProposedFlow:
    """A flow that would close a finding: ids of systems, names of data objects."""

    source: str
    target: str
    data_objects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One flagged island, gap or risk, with what it rests on and what would close it."""

    key: str
    """Stable from run to run, so that a waiver holds."""
    kind: FindingKind
    rule: str
    """Key of the rule: the catalogue's, or the built-in one such as 'ISL-01'."""
    severity: Severity
    title: str
    systems: tuple[str, ...]
    """Ids; for a gap the giving system first, for one of many systems their counterpart first."""
    data_objects: tuple[str, ...]
    """Names."""
    evidence: str
    cells: tuple[CellRef, ...] = ()
    closes_with: tuple[ProposedFlow, ...] = ()
    waived: bool = False
    first_takes: bool = False
    """Of a gap of many systems: they give, and the first of `systems` is to take it from them."""
    islets: bool = False
    """Of many systems: each of them is an island by itself, and the same is to be said of all."""
    accepted_by: tuple[str, ...] = ()
    """Ids of the waivers by which it is waived."""

    @property
    def islands(self) -> int:
        """How many islands it is about, of a finding about any."""
        return len(self.systems) if self.islets else 1

    @property
    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of those who give and of those who take, of a gap."""
        first, rest = self.systems[:1], self.systems[1:]
        return (rest, first) if self.first_takes else (first, rest)


@dataclass(frozen=True, slots=True)
class DepartmentSpend:
    """Annual cost per department, in the map's currency."""

    department: str
    """Name; '' for systems with no department."""
    inside_it: Decimal
    outside_it: Decimal


@dataclass(frozen=True, slots=True)
class AreaSpend:
    """Annual cost per technology area, in the map's currency."""

    area: str
    """Key; '' for systems of no area."""
    name: str
    inside_it: Decimal
    outside_it: Decimal


@dataclass(frozen=True, slots=True)
class Metrics:
    """The figures of a map."""

    systems: int = 0
    flows: int = 0
    live_systems: int = 0
    live_flows: int = 0
    data_objects: int = 0
    departments: int = 0
    islands: int = 0
    """Connected parts besides the mainland."""
    rogue_islands: int = 0
    systems_cut_off: int = 0
    expected: int = 0
    """Integrations that the rules expect: one for each system that is the subject of a rule."""
    in_place: int = 0
    """Those of them that the map has."""
    missing: int = 0
    """Integrations, waived ones apart, that the map lacks: of a finding about many systems, each
    of them counts."""
    spend_inside: Decimal = Decimal(0)
    spend_outside: Decimal = Decimal(0)
    costs_unknown: int = 0
    """Systems whose cost is not known, or is in a currency that has no rate."""
    spend: tuple[DepartmentSpend, ...] = ()
    spend_areas: tuple[AreaSpend, ...] = ()
    costs_unrecorded: tuple[str, ...] = ()
    """Ids of the systems whose cost nobody recorded."""
    costs_without_rate: tuple[str, ...] = ()
    """Ids of the systems whose cost is in a currency that has no rate."""

    @property
    def integrated(self) -> float | None:
        """Share (0 to 1) of the expected integrations that are in place; None if none is."""
        return self.in_place / self.expected if self.expected else None

    @property
    def outside_on_top(self) -> float | None:
        """Spend outside IT as a share of spend inside IT (CEB's measure); None if unknown."""
        return float(self.spend_outside / self.spend_inside) if self.spend_inside else None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found on one snapshot."""

    revision: int
    islands: tuple[Island, ...]
    """Largest first, then by name."""
    findings: tuple[Finding, ...]
    """Most severe first."""
    metrics: Metrics
    island_of: Mapping[str, int] = field(default_factory=dict)
    """Index into `islands` by system id; systems that are not live are on none."""
    out_of_reach: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By data object's id: ids of the systems that hold it where no path leads from a master."""
