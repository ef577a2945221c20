"""What our own sheets are: for each kind of record its sheet, its columns, and what they mean."""

from dataclasses import dataclass
from typing import Any

from isthmus.exchange.ours.forms import (
    AMOUNT,
    COUNT,
    END,
    FLAG,
    ITEMS,
    LONG,
    MOMENT,
    NAME,
    START,
    TEXT,
    Form,
    entry,
    reference,
    references,
    word,
)
from isthmus.exchange.proposal import (
    CAPABILITIES,
    DATA_OBJECTS,
    DEPARTMENTS,
    FLOWS,
    HOLDINGS,
    SYSTEMS,
    WAIVERS,
)
from isthmus.model.records import (
    Capability,
    Criticality,
    DataObject,
    Department,
    Flow,
    FlowMethod,
    FlowState,
    Holding,
    HoldingRole,
    Hosting,
    Lifecycle,
    Record,
    Sourced,
    System,
    Waiver,
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record and its column."""

    name: str
    header: str
    form: Form
    note: str
    """What the Readme says of it."""
    required: bool = False
    """A record cannot be without it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record and its sheet."""

    table: str
    record: type[Record]
    sheet: str
    one: str
    """What one of its rows is."""
    role: str
    about: str
    fields: tuple[Field, ...]

    @property
    def id_header(self) -> str:
        """The header by which the sheet is known, however it is called."""
        return f"{ID} ({self.one})"

    @property
    def is_sourced(self) -> bool:
        """Its records have ids in other programs and custom fields."""
        return issubclass(self.record, Sourced)

    def field(self, name: str) -> Field | None:
        """The field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    def default(self, name: str) -> Any:  # noqa: ANN401 - whatever the field holds
        """What a field holds of which nothing is said."""
        return self.record.__dataclass_fields__[name].default


ID = "Isthmus ID"
CURRENCY = "Currency"

_DEPARTMENT = "A department as it stands on the sheet Departments: 'Group > Marketing'."
_SEVERAL = "Several are set apart by semicolons; one that holds a semicolon stands in quotes."

_SYSTEMS = Kind(
    "systems", System, "Systems", "system", SYSTEMS,
    "Applications, SaaS products and platforms, one a row.",
    (
        Field("name", "Name", NAME, "How the system is called.", required=True),
        Field("description", "Description", LONG, "What it is for."),
        Field("product", "Product", entry("product", "product"),
              "The product of the catalogue that it is."),
        Field("category", "Category", entry("category", "category"),
              "The catalogue's category: CRM, Marketing automation."),
        Field("vendor", "Vendor", TEXT, "Who makes it."),
        Field("department", "Department", reference("departments"),
              f"Who owns it. {_DEPARTMENT}"),
        Field("funder", "Funder", reference("departments"),
              "The department that pays for it; empty where the owner does."),
        Field("business_owner", "Business owner", TEXT, "The person or team that owns it."),
        Field("it_steward", "IT steward", TEXT,
              "The person or team of IT that looks after it; empty where nobody does."),
        Field("steward_in_business", "IT steward sits in the business", FLAG, "Yes or No."),
        Field("hosting", "Hosting", word(Hosting, "hosting"), "Where it runs."),
        Field("lifecycle", "Lifecycle", word(Lifecycle, "lifecycle"), "The stage of its life."),
        Field("criticality", "Criticality", word(Criticality, "criticality"),
              "How much the business depends on it."),
        Field("technology_area", "Technology area",
              entry("technology_area", "technology area"), "Empty for that of its category."),
        Field("capabilities", "Capabilities", references("capabilities"),
              f"Capabilities as they stand on their sheet. {_SEVERAL}"),
        Field("backbone", "Backbone", FLAG, "Yes for what makes its part the mainland."),
        Field("annual_cost", "Annual cost", AMOUNT, "What it costs a year."),
        Field("currency", CURRENCY, TEXT,
              "The currency of the cost, as ISO 4217 writes it; empty for the map's."),
        Field("users", "Number of users", COUNT, "How many use it."),
        Field("regulations", "Regulations", ITEMS, f"GDPR, SOX... {_SEVERAL}"),
        Field("regions", "Regions", ITEMS, f"Where its data is. {_SEVERAL}"),
        Field("go_live", "Go-live", START, "Since when it runs, or will."),
        Field("end_of_life", "End of life", END, "Until when it runs."),
        Field("contract_end", "Contract end", END, "When its contract or licence ends."),
        Field("part_of", "Part of", reference("systems"),
              "The suite or platform that it is a module of, as it stands on this sheet."),
        Field("runs_on", "Runs on", references("systems"),
              f"The platforms that it runs on, as they stand on this sheet. {_SEVERAL}"),
    ),
)  # fmt: skip

_FLOWS = Kind(
    "flows", Flow, "Flows", "data flow", FLOWS,
    "Data that moves from one system to another, one way a row.",
    (
        Field("source", "Source system", reference("systems"),
              "The system that gives the data, as it stands on the sheet Systems.", required=True),
        Field("target", "Target system", reference("systems"), "The system that takes it.",
              required=True),
        Field("data_objects", "Data objects", references("data_objects"),
              f"What moves. {_SEVERAL}"),
        Field("two_way", "Both ways", FLAG, "Yes where data moves back too."),
        Field("state", "State", word(FlowState, "state"), "Live, Planned or Retired."),
        Field("method", "Method", word(FlowMethod, "method"), "By which means data moves."),
        Field("name", "Flow name", TEXT, "What the flow is called, if it has a name."),
        Field("description", "Description", LONG, "What it is for."),
        Field("frequency", "Frequency", TEXT, "How often data moves."),
        Field("go_live", "Go-live", START, "Since when data moves, or will."),
        Field("end_of_life", "End of life", END, "Until when data moves."),
    ),
)  # fmt: skip

_DATA = Kind(
    "data_objects", DataObject, "Data objects", "data object", DATA_OBJECTS,
    "What moves and is held: Customer, Order, Invoice.",
    (
        Field("name", "Data object", NAME, "How the company calls it.", required=True),
        Field("kind", "Kind", entry("kind", "data object"),
              "The catalogue's data object that it is; empty for one of the company's own."),
        Field("description", "Description", LONG, "What it means."),
        Field("personal", "Personal data", FLAG, "Yes where it is data of persons."),
        Field("regulations", "Regulations", ITEMS, f"What governs it. {_SEVERAL}"),
        Field("regions", "Regions", ITEMS, f"Where it is held. {_SEVERAL}"),
    ),
)  # fmt: skip

_HOLDINGS = Kind(
    "holdings", Holding, "Holdings", "holding", HOLDINGS,
    "Which system holds which data object.",
    (
        Field("system", "System", reference("systems"),
              "A system as it stands on the sheet Systems.", required=True),
        Field("data_object", "Data object", reference("data_objects"),
              "A data object as it stands on its sheet.", required=True),
        Field("role", "Role", word(HoldingRole),
              "Master for the system of record; Replica or Reader for others."),
    ),
)  # fmt: skip

_DEPARTMENTS = Kind(
    "departments", Department, "Departments", "department", DEPARTMENTS,
    "Who owns and funds systems.",
    (
        Field("name", "Department", NAME, "How it is called.", required=True),
        Field("parent", "Parent department", reference("departments"),
              "The department that it is part of, by its path: 'Group > Marketing'."),
        Field("is_it", "Is IT", FLAG, "Yes where it is part of IT."),
        Field("colour", "Colour", TEXT, "A colour of the palette; empty for one by itself."),
    ),
)  # fmt: skip

_CAPABILITIES = Kind(
    "capabilities", Capability, "Capabilities", "capability", CAPABILITIES,
    "What the business can do.",
    (
        Field("name", "Capability", NAME, "How it is called.", required=True),
        Field("parent", "Parent capability", reference("capabilities"),
              "The capability that it is part of, by its path: 'Sell > Quote'."),
        Field("description", "Description", LONG, "What it means."),
    ),
)  # fmt: skip

_WAIVERS = Kind(
    "waivers", Waiver, "Waivers", "waiver", WAIVERS,
    "Findings that were accepted as a risk.",
    (
        Field("finding_key", "Finding", NAME, "The key of the finding; leave it as it is.",
              required=True),
        Field("reason", "Reason", NAME, "Why it is accepted.", required=True),
        Field("who", "Accepted by", TEXT, "Who accepted it."),
        Field("until", "Until", END, "The last day on which it is accepted."),
        Field("granted", "Granted", MOMENT, "When it was accepted; leave it as it is."),
        Field("role", "In the role of", TEXT, "In what capacity: CIO, process owner."),
        Field("severity", "Severity then", TEXT, "How severe it was; leave it as it is."),
        Field("covers", "Covers", references("systems"),
              "The systems that it was about when it was accepted; leave it as it is."),
    ),
)  # fmt: skip

KINDS = (_SYSTEMS, _FLOWS, _DATA, _HOLDINGS, _DEPARTMENTS, _CAPABILITIES, _WAIVERS)
"""All kinds, in the order of their sheets."""
IN_ORDER = (_DEPARTMENTS, _CAPABILITIES, _DATA, _SYSTEMS, _FLOWS, _HOLDINGS, _WAIVERS)
"""All kinds, those referred to before those that refer."""
