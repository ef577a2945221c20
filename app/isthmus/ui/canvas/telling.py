"""What was done, in a few words for the status bar."""

from collections.abc import Collection

from isthmus.model.snapshot import Snapshot
from isthmus.workspace.edits.resolving import counted

_TAKEN_BACK = "Ctrl+Z brings {} back"


def told_of_deletion(before: Snapshot, gone: Collection[str]) -> str:
    """'Deleted Marketo and 5 flows. Ctrl+Z brings them back'; `gone` are ids of the map before."""
    parts = [part for part in (_systems(before, gone), _flows(before, gone)) if part]
    what = " and ".join(parts) or "what was selected"
    views = len(before.views)
    if views > 1 and any(key in before.systems for key in gone):
        what += " from the model, so from all views"
    many = sum(key in before.systems or key in before.flows for key in gone) > 1
    return f"Deleted {what}. {_TAKEN_BACK.format('them' if many else 'it')}"


def _systems(before: Snapshot, gone: Collection[str]) -> str:
    systems = [before.systems[key] for key in gone if key in before.systems]
    return systems[0].name if len(systems) == 1 else _number(len(systems), "system")


def _flows(before: Snapshot, gone: Collection[str]) -> str:
    flows = [before.flows[key] for key in gone if key in before.flows]
    if len(flows) == 1 and not any(key in before.systems for key in gone):
        ends = before.systems[flows[0].source].name, before.systems[flows[0].target].name
        return f"the flow {ends[0]} → {ends[1]}"
    return _number(len(flows), "flow")


def _number(number: int, what: str) -> str:
    return counted(number, what) if number else ""
