"""What fields, roles and decisions are called in the wizard."""

from pathlib import PurePath

from isthmus.exchange.choices import Fate, Side
from isthmus.exchange.proposal import (
    CAPABILITIES,
    CUSTOM,
    DATA_MATRIX,
    DATA_OBJECTS,
    DEPARTMENTS,
    FLOWS,
    HOLDINGS,
    IGNORED,
    MATRIX,
    MIXED,
    PROPERTIES,
    SYSTEMS,
    WAIVERS,
)
from isthmus.exchange.tables import fields_of
from isthmus.model.records import CellRef
from isthmus.model.sourcing import CUSTOM as CUSTOM_FIELD

ROLES = {
    SYSTEMS: "Systems",
    MIXED: "Systems",
    FLOWS: "Flows",
    DATA_OBJECTS: "Data objects",
    DEPARTMENTS: "Departments",
    CAPABILITIES: "Capabilities",
    HOLDINGS: "Who holds what",
    WAIVERS: "Accepted risks",
    PROPERTIES: "More values of systems",
    MATRIX: "Matrix of systems by systems",
    DATA_MATRIX: "Matrix of systems by data objects",
    IGNORED: "Left out",
}
TABLES = {
    "systems": "System",
    "flows": "Flow",
    "data_objects": "Data object",
    "holdings": "Holding",
    "departments": "Department",
    "capabilities": "Capability",
    "waivers": "Accepted risk",
    "info": "Map",
}
FATES = {Fate.KEEP: "kept", Fate.RETIRE: "marked retired", Fate.DELETE: "deleted"}
SIDES = {Side.MINE: "the map's", Side.THEIRS: "the file's"}
SKIPPED = "Left out"

_FIELDS = {
    "name": "Name", "id": "Id", "abbreviation": "Abbreviation", "vendor": "Vendor",
    "department": "Department", "funder": "Paid by", "business_owner": "Business owner",
    "it_steward": "IT steward", "steward_in_business": "IT steward sits in the business",
    "annual_cost": "Annual cost", "go_live": "Live since", "end_of_life": "End of life",
    "contract_end": "Contract end", "personal_data": "Personal data",
    "technology_area": "Technology area", "backbone": "Part of the backbone",
    "masters": "Master of (data objects)", "holds": "Also holds (data objects)",
    "depends_on": "Depends on (systems)", "receives": "Receives data from (systems)",
    "part_of": "Part of (a system)", "runs_on": "Runs on (systems)",
    "feeds": "Sends data to (systems)", "data_objects": "Data objects", "two_way": "Direction",
    "flow_name": "Name of the flow", "parent": "Part of", "is_it": "Is IT",
    "element": "Of which element", "property": "Property", "value": "Value",
    CUSTOM: "A field of its own", "": SKIPPED,
}  # fmt: skip


def field_words(name: str) -> str:
    """What a field is called; a custom one as its column is."""
    if name.startswith(CUSTOM_FIELD):
        return name.removeprefix(CUSTOM_FIELD)
    return _FIELDS.get(name, name.replace("_", " ").capitalize())


def place_words(cell: CellRef) -> str:
    """A cell with its sheet; a CSV's sheet, which is called as its file is, says nothing."""
    is_stem = cell.sheet in ("", PurePath(cell.file).stem)
    return cell.cell if is_stem else f"{cell.sheet}!{cell.cell}"


def fields_for(role: str) -> tuple[str, ...]:
    """The fields that a column of a sheet of this role may hold, as they are offered."""
    return (*fields_of(role), CUSTOM, "")
