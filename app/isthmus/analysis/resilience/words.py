"""How what breaks is worded."""

from collections.abc import Sequence

from isthmus.analysis.wording import counted, listed
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot

NAMED = 12
"""How many systems a line names."""


def flow_named(snapshot: Snapshot, flow: Flow) -> str:
    """A flow by its ends: 'Segment → Marketo', 'Okta ↔ Workday'."""
    arrow = "↔" if flow.two_way else "→"
    ends = (snapshot.systems[flow.source].name, snapshot.systems[flow.target].name)
    return f" {arrow} ".join(ends)


def line_of(names: Sequence[str], *, main: bool, rest: str = "the rest of their island") -> str:
    """'2 systems lose the mainland: A and B.', or that they are cut off from some rest."""
    one = len(names) == 1
    if main:
        said = "loses the mainland" if one else "lose the mainland"
    else:
        rest = rest.replace("their", "its") if one else rest
        said = f"{'is' if one else 'are'} cut off from {rest}"
    return f"{counted(len(names), 'system')} {said}: {listed(names, shown=NAMED)}."


def share(value: float) -> str:
    """A share as a percentage: '12.3%'; what is too little to be told so is 'under 0.1%'."""
    return f"{value:.1%}" if value >= 0.0005 or not value else "under 0.1%"
