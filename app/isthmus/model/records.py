"""Every kind of record that a map holds, as frozen values that refer to each other by id."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from os import urandom
from typing import Any, NamedTuple


def new_id() -> str:
    """A fresh random id (UUID 4 of RFC 9562), in a quarter of the time that uuid4 takes."""
    digits = urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    last = f"{variant}{digits[17:20]}-{digits[20:]}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{last}"


def refers(table: str, *, required: bool = False) -> dict[str, Any]:
    """Field metadata: the field holds an id (or a tuple of ids) of a record of `table`.

    A record cannot stand without what a `required` field refers to and is deleted with it;
    from any other field the id is taken out.
    """
    return {"refers": table, "required": required}


class Hosting(StrEnum):
    """Where a system runs."""

    UNKNOWN = "unknown"
    SAAS = "saas"
    CLOUD = "cloud"
    ON_PREMISES = "on-premises"
    HYBRID = "hybrid"


class Lifecycle(StrEnum):
    """The stage of a system's life."""

    UNKNOWN = "unknown"
    PLANNED = "planned"
    LIVE = "live"
    PHASING_OUT = "phasing-out"
    RETIRED = "retired"


class Criticality(StrEnum):
    """How much the business depends on a system."""

    UNKNOWN = "unknown"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class FlowState(StrEnum):
    """Whether data moves along a flow today."""

    LIVE = "live"
    PLANNED = "planned"
    RETIRED = "retired"


class FlowMethod(StrEnum):
    """By which means data moves along a flow."""

    UNKNOWN = "unknown"
    API = "api"
    EVENT = "event"
    FILE = "file"
    ETL = "etl"
    IPAAS = "ipaas"
    DATABASE = "database"
    MANUAL = "manual"


class HoldingRole(StrEnum):
    """How a system holds a data object; the master is its system of record."""

    MASTER = "master"
    REPLICA = "replica"
    READER = "reader"


class Side(StrEnum):
    """Whose answer a perception answer is."""

    IT = "it"
    BUSINESS = "business"


class CellRef(NamedTuple):
    """The cell of a workbook that a field (or, with field '', the record) comes from."""

    file: str
    sheet: str
    cell: str
    field: str = ""
    """A field's name; 'custom:Colour' for the custom field 'Colour'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: an id."""

    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced(Record):
    """A record that may come from another program's file."""

    external_ids: tuple[tuple[str, str], ...] = ()
    """Pairs of (source, id there)."""
    custom: tuple[tuple[str, str], ...] = ()
    """Pairs of (field name, value) that the model has no field for."""
    origin: tuple[CellRef, ...] = ()
    imported: tuple[tuple[str, str], ...] = ()
    """Pairs of (field, JSON of what its cell gave), of fields that a hand has changed since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapInfo(Record):
    """What is said once of the whole map. There is exactly one, with the id 'map'."""

    id: str = "map"
    name: str = "Untitled map"
    organisation: str = ""
    currency: str = "EUR"
    """ISO 4217 code in which costs are added up."""
    classification: str = "Confidential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Sourced):
    """Who owns and funds systems; departments form a tree."""

    name: str
    parent: str | None = field(default=None, metadata=refers("departments"))
    is_it: bool = False
    colour: str = ""
    """Name of a colour of the themes' palette, '' for the one that falls to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability(Sourced):
    """What the business can do; capabilities form a tree."""

    name: str
    parent: str | None = field(default=None, metadata=refers("capabilities"))
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataObject(Sourced):
    """What moves and is held: Customer, Order, Invoice."""

    name: str
    kind: str = ""
    """Key of the catalogue's data object, '' if it is the company's own."""
    description: str = ""
    personal: bool = False
    regulations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon(Record):
    """A picture of the user's own, for the cards of systems."""

    name: str
    media: str
    """'svg', sanitised before it came in, or 'png'."""
    content: str
    """The file in Base64."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Sourced):
    """An application, a SaaS product or a platform."""

    name: str
    description: str = ""
    product: str = ""
    """Key of the catalogue's product, '' if it is not known there."""
    category: str = ""
    """Key of the catalogue's category, '' if it is unknown."""
    vendor: str = ""
    department: str | None = field(default=None, metadata=refers("departments"))
    """Who owns it."""
    funder: str | None = field(default=None, metadata=refers("departments"))
    """Who pays for it; None means the owning department."""
    business_owner: str = ""
    it_steward: str = ""
    """The person or team of IT that looks after it; '' means nobody does."""
    steward_in_business: bool = False
    """The IT steward sits in the business (the embedded "marketing technologist")."""
    hosting: Hosting = Hosting.UNKNOWN
    lifecycle: Lifecycle = Lifecycle.UNKNOWN
    criticality: Criticality = Criticality.UNKNOWN
    technology_area: str = ""
    """Key of the catalogue's technology area; '' means that of the category."""
    capabilities: tuple[str, ...] = field(default=(), metadata=refers("capabilities"))
    backbone: bool = False
    """Marked by the user as part of the backbone, which makes its part the mainland."""
    annual_cost: Decimal | None = None
    currency: str = ""
    """ISO 4217 code of annual_cost; '' means the map's."""
    users: int | None = None
    regulations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    go_live: date | None = None
    end_of_life: date | None = None
    contract_end: date | None = None
    icon: str | None = field(default=None, metadata=refers("icons"))
    """The icon of its own that its cards show."""
    part_of: str | None = field(default=None, metadata=refers("systems"))
    """The suite or platform that it is a module of."""
    runs_on: tuple[str, ...] = field(default=(), metadata=refers("systems"))
    """The platforms that it runs on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Sourced):
    """Data objects moving from one system to another."""

    source: str = field(metadata=refers("systems", required=True))
    target: str = field(metadata=refers("systems", required=True))
    data_objects: tuple[str, ...] = field(default=(), metadata=refers("data_objects"))
    two_way: bool = False
    state: FlowState = FlowState.LIVE
    method: FlowMethod = FlowMethod.UNKNOWN
    name: str = ""
    description: str = ""
    frequency: str = ""
    go_live: date | None = None
    end_of_life: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Sourced):
    """A system holds a data object, in a role."""

    system: str = field(metadata=refers("systems", required=True))
    data_object: str = field(metadata=refers("data_objects", required=True))
    role: HoldingRole = HoldingRole.REPLICA


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Record):
    """A finding accepted as a risk: why, by whom, until when."""

    finding_key: str
    reason: str
    who: str = ""
    until: date | None = None
    granted: datetime | None = None
    role: str = ""
    """In what capacity: CIO, process owner..."""
    severity: str = ""
    """How severe the finding was; '' of waivers that hold whatever becomes of it."""
    covers: tuple[str, ...] = field(default=(), metadata=refers("systems"))
    """The systems that the finding was about when it was accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """A setting of the map, which its findings depend on; the id is its name."""

    value: str = ""
    """JSON, read strictly by whoever knows the setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Record):
    """A named what-if: a change on top of the map that is not applied."""

    name: str
    description: str = ""
    changes: str = "[]"
    """The deltas as JSON, as the history keeps them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceptionAnswer(Record):
    """What one side says of who drives a technology area or a system."""

    side: Side
    technology_area: str = ""
    """Key of the area asked about; '' when a system is."""
    system: str | None = field(default=None, metadata=refers("systems", required=True))
    driver: str
    """Who drives it in this side's eyes: 'it', or the key or name of the business side."""
    respondent: str = ""
