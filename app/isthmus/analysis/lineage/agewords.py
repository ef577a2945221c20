"""How old a data object may be, in words."""

from isthmus.analysis.lineage.objects import Age
from isthmus.analysis.resilience.words import flow_named
from isthmus.analysis.wording import counted
from isthmus.model.snapshot import Snapshot


def age_told(snapshot: Snapshot, age: Age) -> str:
    """As in: up to 2 days old, slowest Segment → Zendesk (daily)."""
    if age.hours is None:
        return f"age unknown, as {flow_told(snapshot, age.unknown[0])} says no time"
    if not age.hours:
        return "in real time"
    slowest = f", slowest {flow_told(snapshot, age.slowest)}" if age.slowest else ""
    return f"up to {hours_told(age.hours)} old{slowest}"


def flow_told(snapshot: Snapshot, ident: str) -> str:
    """A flow by its ends, with how often it runs."""
    flow = snapshot.flows[ident]
    return f"{flow_named(snapshot, flow)} ({flow.frequency or 'frequency not recorded'})"


def hours_told(hours: float) -> str:
    """'15 minutes', '1 hour', '2 days'."""
    if hours < 1:
        return counted(max(1, round(hours * 60)), "minute")
    return counted(round(hours), "hour") if hours < 48 else counted(round(hours / 24), "day")
