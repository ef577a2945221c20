"""What the catalogue knows, as frozen values."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low up to 3 for critical, to sort by."""
        return list(Severity).index(self)


class Direction(StrEnum):
    """Which way the data of a rule is expected to move."""

    FORWARD = "forward"
    """From the rule's source to its target."""
    BOTH = "both"


class Subject(StrEnum):
    """Which side of a rule must each have its counterpart."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class TechnologyArea:
    """One of the areas of the CIO/CMO partnership study, or the user's own."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Head:
    """A heading over categories: marketing, sales, finance."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of system: CRM, marketing automation, ERP."""

    key: str
    name: str
    head: str
    technology_area: str
    synonyms: tuple[str, ...] = ()
    broad: tuple[str, ...] = ()
    """Words that may mean more than the category: Finance, Human resources."""
    hub: bool = False
    """Data passes through it on its way: integration platform, data hub, warehouse."""
    record_of: tuple[str, ...] = ()
    """Keys of the data objects that such a system is usually the system of record for."""
    collects: tuple[str, ...] = ()
    """Keys of the data objects that come into being in such a system, whoever masters them."""
    automation: bool = False
    """It acts on customers and prospects by itself, on the data that it has of them."""


@dataclass(frozen=True, slots=True)
class Product:
    """A real product that companies use."""

    key: str
    name: str
    vendor: str
    category: str
    synonyms: tuple[str, ...] = ()
    domain: str = ""
    connectors: tuple[str, ...] = ()
    """Catalogues that list a ready connector for it (keys of sources)."""


@dataclass(frozen=True, slots=True)
class DataObjectKind:
    """A data object that companies know: Customer, Lead, Invoice."""

    key: str
    name: str
    personal: bool
    synonyms: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """Where systems run and data may be: a country, or what countries lie within."""

    key: str
    name: str
    synonyms: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    """Keys of the larger regions that it lies within."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim or a fact of the catalogue comes from."""

    key: str
    title: str
    licence: str = ""
    url: str = ""


class Scope(StrEnum):
    """Where a system's counterpart has to be."""

    ANYWHERE = "anywhere"
    DEPARTMENT = "department"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Rule:
    """An integration that is expected between two kinds of systems.

    Every system of the `subject` side must reach (or be reached from) at least one system of the
    other side, directly or through hubs, by live flows that carry one of `data_objects`.
    """

    key: str
    pack: str
    title: str
    sources: tuple[str, ...]
    """Keys of the categories that give the data."""
    targets: tuple[str, ...]
    """Keys of the categories that take it."""
    data_objects: tuple[str, ...]
    """Keys of the data objects; a path that carries one of them is enough."""
    direction: Direction
    subject: Subject
    automated: bool
    """Whether a path with a leg by hand falls short of the rule."""
    max_hops: int
    severity: Severity
    why: str
    """A sentence for the evidence: what may go wrong without it, or without its way forward."""
    claim: str
    """Key of the Source that the expectation rests on."""
    together: bool = False
    """One system owes the same to many: all who lack it are told in one finding."""
    why_back: str = ""
    """What may go wrong without the way back, of a rule of both directions."""
    within: Scope = Scope.ANYWHERE
    """Where the counterpart has to be; if there is none of its kind, one elsewhere does."""
    departments: tuple[str, ...] = ()
    """Names of the departments whose systems it is about; () for all, as for the next three."""
    regions: tuple[str, ...] = ()
    hosting: tuple[str, ...] = ()
    criticality: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """What may go wrong without all of it."""
        return f"{self.why} {self.why_back}".rstrip()


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """A product recognised in a name, how surely (0 to 1), and by what."""

    product: Product
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class CategoryMatch:
    """A category recognised in a text, how surely (0 to 1), and by what."""

    category: Category
    score: float
    reason: str
