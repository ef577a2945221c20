"""What a chart shows."""

from dataclasses import dataclass

from isthmus.analysis.results import Finding
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import FlowLabel, Ground, View


@dataclass(frozen=True, slots=True)
class ChartOptions:
    """What a chart shows beside the systems and their flows."""

    missing: tuple[Finding, ...] = ()
    """Findings whose missing flows are drawn too."""
    view: View | None = None
    """The view that is drawn: its lens, ground and filter, and by its id what stands on it."""

    @property
    def ground(self) -> Ground:
        """What lies under the cards."""
        return self.view.ground if self.view else Ground.ISLANDS

    @property
    def labels(self) -> FlowLabel:
        """What stands on flows."""
        return self.view.labels if self.view else FlowLabel.DATA


STANDARD = ChartOptions()
"""No missing flows, data objects as labels, nothing that is a view's own."""


def options_for(
    snapshot: Snapshot, view_id: str | None, missing: tuple[Finding, ...] = ()
) -> ChartOptions:
    """What a view of the map shows; the standard where there is no such view."""
    return ChartOptions(missing, snapshot.views.get(view_id or ""))
