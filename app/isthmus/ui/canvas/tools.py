"""What a press on the canvas means."""

from enum import StrEnum


class Tool(StrEnum):
    """The tool in hand."""

    SELECT = "select"
    SYSTEM = "system"
    """A click places a new system."""
    FLOW = "flow"
    """A drag, or one click after the other, draws a flow."""
