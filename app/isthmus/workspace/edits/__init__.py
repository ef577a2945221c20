"""Every edit that a hand or a menu makes, as a function on a document: one undo step each."""

from isthmus.workspace.edits.deciding import add_planned_flows, unwaive, waive
from isthmus.workspace.edits.describing import (
    add_department,
    assign_department,
    rename,
    set_fields,
    set_fields_of,
    set_holding,
)
from isthmus.workspace.edits.drawing import (
    FIRST_VIEW,
    delete,
    draw_flow,
    draw_system,
    draw_system_with_flow,
    duplicate,
    ensure_view,
    first_view,
    move,
    place,
)
from isthmus.workspace.edits.grounds import (
    draw_department,
    draw_territory,
    fold,
    place_territories,
    remove_territories,
    show_ground,
)
from isthmus.workspace.edits.listing import change_capabilities, change_list

__all__ = [
    "FIRST_VIEW",
    "add_department",
    "add_planned_flows",
    "assign_department",
    "change_capabilities",
    "change_list",
    "delete",
    "draw_department",
    "draw_flow",
    "draw_system",
    "draw_system_with_flow",
    "draw_territory",
    "duplicate",
    "ensure_view",
    "first_view",
    "fold",
    "move",
    "place",
    "place_territories",
    "remove_territories",
    "rename",
    "set_fields",
    "set_fields_of",
    "set_holding",
    "show_ground",
    "unwaive",
    "waive",
]
