"""What was done, in a few words for the status bar."""

from collections.abc import Collection

from isthmus.model.snapshot import Snapshot
from isthmus.workspace.edits.plots import called_plot
from isthmus.workspace.edits.resolving import counted

_TAKEN_BACK = "Ctrl+Z brings {} back"


def told_of_deletion(before: Snapshot, gone: Collection[str]) -> str:
    """'Deleted Marketo and 5 flows. Ctrl+Z brings them back'; `gone` are ids of the map before."""
    if removal := _removal(before, gone):
        return removal
    parts = [part for part in (_systems(before, gone), _flows(before, gone)) if part]
    plots = [called_plot(before, key) for key in sorted(gone) if _is_plot(before, key)]
    parts += plots if len(plots) == 1 else [_number(len(plots), "drawing")] if plots else []
    what = " and ".join(parts) or "what was selected"
    views = len(before.views)
    if views > 1 and any(key in before.systems for key in gone):
        what += " from the model, so from all views"
    many = sum(key in before.systems or key in before.flows for key in gone) > 1
    return f"Deleted {what}. {_TAKEN_BACK.format('them' if many else 'it')}"


def _removal(before: Snapshot, gone: Collection[str]) -> str:
    """That territories went from a view and what they showed stays; '' if more than those went."""
    if not gone or any(key not in before.territories for key in gone):
        return ""
    known = (before.territories[key].department for key in sorted(gone))
    names = [before.departments[key].name for key in known]
    if len(names) > 1:
        return f"Removed {len(names)} territories from the view. Departments and systems stay"
    return f"Removed the territory of {names[0]} from the view. {names[0]} and its systems stay"


def _is_plot(before: Snapshot, key: str) -> bool:
    return key in before.areas or key in before.notes or key in before.territories


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
