"""Which command stands where in the menus and on the toolbar."""

from dataclasses import dataclass
from typing import Union

LINE = ""
RECENT = "#recent"
"""The maps opened last, as a menu of their own."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu, or one inside another: keys of commands, lines and menus."""

    title: str
    items: tuple[Union[str, "Menu"], ...]
    exclusive: bool = False
    """One of its commands is ticked at a time."""


_APPEARANCE = Menu("Appea&rance", ("desktop", "light", "dark"), exclusive=True)

_SELECT = Menu(
    "&Select",
    ("select_all", "select_none", "select_inverse", LINE, "select_connected", "select_neighbours",
     "select_flows", LINE, "select_department", "select_category",
     LINE, "select_keep"),
)  # fmt: skip

_ALIGN = Menu(
    "A&lign",
    ("align_left", "align_centre", "align_right", LINE, "align_top", "align_middle",
     "align_bottom", LINE, "distribute_across", "distribute_down"),
)  # fmt: skip

_SNAP = Menu("S&nap", ("snap_lines", "grid"))

_SIZE = Menu(
    "Si&ze of cards",
    ("wider", "narrower", "higher", "lower", LINE, "same_size", "standard_size"),
)

_VIEWS = Menu(
    "Vie&ws",
    ("next_view", "previous_view", LINE, "new_view", "view_around", "view_of_finding",
     "duplicate_view", LINE, "rename_view", "view_left", "view_right", "delete_view"),
)  # fmt: skip

_ON_VIEW = Menu(
    "On this &view",
    ("filter", "clear_filter", LINE, "bring_in", "bring_finding", "remove_from_view", LINE,
     "neighbours", "upstream", "downstream", "hide_neighbours"),
)  # fmt: skip

_FLOW = Menu(
    "Fl&ow",
    ("bend", "add_bend", "straighten", LINE, "lead_to", "lead_from", LINE, "two_way", "reverse"),
)

_LABELS = Menu("Flow la&bels", ("label_data", "label_method", "label_none"), exclusive=True)

_LENS = Menu(
    "&Lens",
    ("lens_islands", LINE, "lens_department", "lens_lifecycle", "lens_criticality", "lens_spend",
     "lens_spend_by_size", "lens_hosting", "lens_involvement", "lens_area", "lens_agreement",
     "lens_risk", LINE, "lens_data", "lens_field"),
    exclusive=True,
)  # fmt: skip

_TILES = Menu("T&iles", ("face_monogram", "face_category"), exclusive=True)

_CARDS = Menu(
    "Card&s and legend",
    ("badge_cost", "badge_users", "badge_criticality", "badge_lifecycle", "badge_hosting",
     "badge_personal", "badge_regulation", "badge_contract", "badge_backbone", "badge_flows",
     "badge_steward", LINE, _TILES, "icon", "department_colour", LINE, "legend"),
)  # fmt: skip

_GROUND = Menu(
    "Bac&kground",
    ("islands", "territories", LINE, "fold", "fold_all", "unfold_all"),
    exclusive=True,
)

_ZOOM = Menu(
    "&Zoom",
    ("zoom_in", "zoom_out", "zoom_whole", LINE, "fit", "fit_selection", LINE,
     "look_back", "look_forward"),
)  # fmt: skip

_PRESENT = Menu("Presen&t", ("present", "present_finding", "present_choice"))

MENUS: tuple[Menu, ...] = (
    Menu("&Isthmus", ("about", "keys", LINE, "find", LINE, "quit")),
    Menu(
        "&File",
        ("new", "open", RECENT, LINE, "save", "save_as", LINE, "import", "template", LINE,
         "export_workbook", "export_csv", "picture",
         "report", LINE, "close", "quit"),
    ),
    Menu(
        "&Edit",
        ("undo", "redo", LINE, "cut", "copy", "paste", "paste_in_place", LINE,
         "rename", "duplicate", "delete", LINE, "copy_picture", LINE, _FLOW, _SELECT, "find"),
    ),
    Menu(
        "&View",
        (_VIEWS, _ON_VIEW, LINE, _ZOOM, LINE,
         "catalogue", "side", "minimap", LINE,
         "findings", "properties", "plan_tab", "data", "figures", "history", "next_panel", LINE,
         _LENS, _CARDS, _LABELS, "next_label", _GROUND,
         _APPEARANCE, _PRESENT, "full_screen"),
    ),
    Menu("I&nsert", ("select", LINE, "system", "quick_add", "flow", LINE,
     "area", "note", "heading", "territory", LINE, "from_catalogue")),
    Menu(
        "A&rrange",
        ("arrange", "arrange_departments", "arrange_direction", "arrange_circle", LINE,
         "arrange_selection", "arrange_new", LINE, _ALIGN, _SIZE, _SNAP),
    ),
    Menu("&Analyse", ("next_finding", "previous_finding", LINE, "plan", "why", "accept",
                      LINE, "work_out_plan", "adopt_plan", LINE, "stress", "weak_points", LINE,
                      "scenarios", "keep_scenario", "compare", LINE, "premises")),
    Menu("P&ortfolio", ("overlap", "driving", "involvement", "candidate", LINE,
     "ask_answers", "take_answers")),
    Menu("Re&port", ("report", "picture")),
    Menu("&Help", ("keys", "sample", LINE, "about")),
)  # fmt: skip

TOOLBAR = (
    "select", "system", "flow", "area", "note", LINE, "undo", "redo", LINE, "arrange", "import",
    "report",
)  # fmt: skip

OTHER_TOOLS = ("heading", "territory")
"""Tools that stand in the menu alone."""

ON_TOOLBAR: dict[str, tuple[str, ...]] = {
    "arrange": ("arrange", "arrange_departments", "arrange_direction", "arrange_circle", LINE,
                "arrange_selection", "arrange_new"),
}  # fmt: skip
"""Commands that open as a small menu beside one on the toolbar."""
