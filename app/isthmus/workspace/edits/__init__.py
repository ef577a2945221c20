"""Every edit that a hand or a menu makes, as a function on a document: one undo step each."""

from isthmus.workspace.edits.bending import bend, carried_along, points_of, straighten
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
from isthmus.workspace.edits.leading import label_flows, lead, reverse, set_two_way
from isthmus.workspace.edits.listing import change_capabilities, change_list
from isthmus.workspace.edits.sizing import reshape, resize, standard_size
from isthmus.workspace.edits.viewing import (
    add_view,
    bring_in,
    delete_view,
    duplicate_view,
    move_view,
    remove_from_view,
    rename_view,
    set_filter,
)

__all__ = [
    "FIRST_VIEW",
    "add_department",
    "add_planned_flows",
    "add_view",
    "assign_department",
    "bend",
    "bring_in",
    "carried_along",
    "change_capabilities",
    "change_list",
    "delete",
    "delete_view",
    "draw_department",
    "draw_flow",
    "draw_system",
    "draw_system_with_flow",
    "draw_territory",
    "duplicate",
    "duplicate_view",
    "ensure_view",
    "first_view",
    "fold",
    "label_flows",
    "lead",
    "move",
    "move_view",
    "place",
    "place_territories",
    "points_of",
    "remove_from_view",
    "remove_territories",
    "rename",
    "rename_view",
    "reshape",
    "resize",
    "reverse",
    "set_fields",
    "set_fields_of",
    "set_filter",
    "set_holding",
    "set_two_way",
    "show_ground",
    "standard_size",
    "straighten",
    "unwaive",
    "waive",
]
