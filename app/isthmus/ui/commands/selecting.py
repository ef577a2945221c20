"""What is selected."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.canvas import selecting
from isthmus.ui.parts import Parts

SPECS = (
    Spec("select_all", "&All", ("Ctrl+A",), on_canvas=True, alone="Select all systems"),
    Spec("select_none", "&Nothing", alone="Select nothing"),
    Spec(
        "select_inverse",
        "&The others",
        ("Ctrl+Shift+I",),
        on_canvas=True,
        alone="Select the others instead (invert the selection)",
    ),
    Spec(
        "select_connected",
        "&Connected part",
        ("Ctrl+J",),
        on_canvas=True,
        alone="Select the connected part",
    ),
    Spec(
        "select_neighbours",
        "Nei&ghbours",
        ("Ctrl+Shift+J",),
        on_canvas=True,
        alone="Select the neighbours",
    ),
    Spec(
        "select_flows",
        "&Flows of the selection",
        ("Ctrl+Shift+F",),
        on_canvas=True,
        alone="Select the flows of the selection",
    ),
    Spec(
        "select_keep",
        "&Keep while walking on",
        ("K",),
        on_canvas=True,
        alone="Keep what is selected while walking on",
    ),
    Spec(
        "select_department",
        "Same &department",
        ("Ctrl+Shift+D",),
        on_canvas=True,
        alone="Select the systems of the same department",
    ),
    Spec(
        "select_category",
        "Same cat&egory",
        ("Ctrl+Shift+G",),
        on_canvas=True,
        alone="Select the systems of the same category",
    ),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    stage = parts.canvas.stage
    return {
        "select_all": lambda: selecting.everything(stage),
        "select_none": lambda: selecting.nothing(stage),
        "select_inverse": lambda: selecting.inverse(stage),
        "select_connected": lambda: selecting.connected_part(stage),
        "select_neighbours": lambda: selecting.neighbours(stage),
        "select_flows": lambda: selecting.flows_of_selection(stage),
        "select_keep": parts.canvas.keep,
        "select_department": lambda: selecting.same_department(stage),
        "select_category": lambda: selecting.same_category(stage),
    }
