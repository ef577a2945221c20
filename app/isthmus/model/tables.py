"""Every table of a map, and the kind of record that it holds."""

from isthmus.model.records import (
    Capability,
    DataObject,
    Department,
    Flow,
    Holding,
    Icon,
    MapInfo,
    PerceptionAnswer,
    Record,
    Scenario,
    Setting,
    System,
    Waiver,
)
from isthmus.model.viewing import Area, Bend, Note, Placement, Territory, View

TABLES: dict[str, type[Record]] = {
    "info": MapInfo,
    "departments": Department,
    "capabilities": Capability,
    "data_objects": DataObject,
    "icons": Icon,
    "systems": System,
    "flows": Flow,
    "holdings": Holding,
    "views": View,
    "placements": Placement,
    "bends": Bend,
    "territories": Territory,
    "areas": Area,
    "notes": Note,
    "waivers": Waiver,
    "answers": PerceptionAnswer,
    "settings": Setting,
    "scenarios": Scenario,
}
"""Every table of a map by name, those referred to before those that refer."""
