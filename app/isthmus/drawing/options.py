"""What a chart shows."""

from dataclasses import dataclass
from enum import StrEnum

from isthmus.analysis.results import Finding


class LabelKind(StrEnum):
    """What stands on a flow."""

    DATA = "data"
    """The data objects that move; where none are known the flow's name, else its method."""
    METHOD = "method"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """What a chart shows beside the systems and their flows."""

    missing: tuple[Finding, ...] = ()
    """Findings whose missing flows are drawn too."""
    labels: LabelKind = LabelKind.DATA


STANDARD = ChartOptions()
"""No missing flows, data objects as labels."""
