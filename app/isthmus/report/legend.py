"""What the lines on the report's map mean."""

from isthmus.analysis.results import FindingKind
from isthmus.model.records import Flow, FlowMethod, FlowState
from isthmus.report.basis import Basis

_MEANINGS = {
    "live": "live",
    "file": "by file",
    "manual": "by hand",
    "planned": "planned",
    "retired": "retired",
    "missing": "expected and missing",
}
_CARRIED = {FlowMethod.FILE: "file", FlowMethod.MANUAL: "manual"}


def legend(basis: Basis) -> tuple[tuple[str, str], ...]:
    """The kinds of lines that are on the map, each with its meaning."""
    used = {_look(flow) for flow in basis.snapshot.flows.values()}
    if any(one.kind is FindingKind.MISSING_INTEGRATION for one in basis.open_findings):
        used.add("missing")
    return tuple((look, words) for look, words in _MEANINGS.items() if look in used)


def _look(flow: Flow) -> str:
    if flow.state is not FlowState.LIVE:
        return "planned" if flow.state is FlowState.PLANNED else "retired"
    return _CARRIED.get(flow.method, "live")
