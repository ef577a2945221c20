"""What a press on the canvas means."""

from enum import StrEnum


class Tool(StrEnum):
    """The tool in hand."""

    SELECT = "select"
    SYSTEM = "system"
    """A click places a new system."""
    FLOW = "flow"
    """A drag, or one click after the other, draws a flow."""
    AREA = "area"
    """A drag draws a free area; so with the next three."""
    NOTE = "note"
    HEADING = "heading"
    TERRITORY = "territory"


HINTS = {
    Tool.SYSTEM: "Click where the system is to stand · Esc ends",
    Tool.FLOW: "Drag from one system to another, or click one and then the other · Esc ends",
    Tool.AREA: "Drag out the area · Esc ends",
    Tool.NOTE: "Drag out the note · Esc ends",
    Tool.HEADING: "Drag out the heading · Esc ends",
    Tool.TERRITORY: "Drag out the territory of a department · Esc ends",
}
"""What to do with a tool in hand."""
