"""Tools to draw with."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.parts import Parts

SPECS = (
    Spec("select", "Se&lect", ("V",), "Select", checkable=True, alone="Select on the map"),
    Spec("system", "&System", ("S",), "System", checkable=True, alone="Draw a system"),
    Spec("flow", "&Flow", ("F",), "Flow", checkable=True, alone="Draw a flow"),
    Spec("quick_add", "&Quick-add a system", ("/",), on_canvas=True),
    Spec(
        "from_catalogue",
        "From the &catalogue…",
        ("Ctrl+L",),
        alone="Add a system from the catalogue",
    ),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "select": lambda: parts.canvas.set_tool(Tool.SELECT),
        "system": lambda: parts.canvas.set_tool(Tool.SYSTEM),
        "flow": lambda: parts.canvas.set_tool(Tool.FLOW),
        "quick_add": parts.canvas.add_system,
        "from_catalogue": lambda: _search_catalogue(parts),
    }


def _search_catalogue(parts: Parts) -> None:
    parts.actions["catalogue"].setChecked(True)
    parts.catalogue_panel.show()
    parts.catalogue_panel.search.setFocus()
    parts.catalogue_panel.search.selectAll()
