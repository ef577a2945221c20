"""What a chart shows."""

from dataclasses import dataclass

from isthmus.analysis.results import Finding
from isthmus.model.viewing import FlowLabel


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """What a chart shows beside the systems and their flows."""

    missing: tuple[Finding, ...] = ()
    """Findings whose missing flows are drawn too."""
    labels: FlowLabel = FlowLabel.DATA


STANDARD = ChartOptions()
"""No missing flows, data objects as labels."""
