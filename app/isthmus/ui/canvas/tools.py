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
