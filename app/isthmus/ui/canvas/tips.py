"""What is said of a system or a flow in words: in tooltips and to screen readers."""

from isthmus.model.records import Flow, System
from isthmus.ui.canvas import neighbours, plottips
from isthmus.ui.canvas.board import Board
from isthmus.ui.canvas.stage import Pointer, Stage


def tip_at(stage: Stage, pointer: Pointer) -> str:
    """The tooltip for what is under the pointer, '' over open sea."""
    board = stage.board
    if (halo := neighbours.halo_at(stage, pointer.screen)) is not None:
        return neighbours.tip(stage, halo)
    if words := plottips.tip_at(stage, pointer):
        return words
    if (system := stage.card_at(pointer)) is not None:
        return about_system(board, board.snapshot.systems[system])
    key = stage.flow_at(pointer)
    flow = board.snapshot.flows.get(key) if key else None
    return about_flow(board, flow) if flow else ""


def describe(board: Board, ids: frozenset[str]) -> str:
    """The selection in words."""
    snapshot = board.snapshot
    if len(ids) > 1:
        return f"{len(ids)} selected"
    for key in ids:
        if key in snapshot.systems:
            return about_system(board, snapshot.systems[key])
        if key in snapshot.flows:
            return about_flow(board, snapshot.flows[key])
        if words := plottips.about(board, key):
            return words
    return "Nothing selected"


def about_system(board: Board, system: System) -> str:
    """Name, category, owner, and what findings say of it, a line each."""
    snapshot = board.snapshot
    kind = board.catalogue.categories.get(system.category)
    owner = snapshot.departments.get(system.department or "")
    lines = [system.name]
    lines += [kind.name] if kind else []
    lines += [f"Owned by {owner.name}"] if owner else []
    for finding in board.analysis.findings:
        if system.id in finding.systems and not finding.waived:
            lines.append(f"{finding.severity.value.capitalize()}: {finding.title}")
    return "\n".join(lines[:8])


def about_flow(board: Board, flow: Flow) -> str:
    """Its ends, what it carries and how."""
    systems, objects = board.snapshot.systems, board.snapshot.data_objects
    arrow = "↔" if flow.two_way else "→"
    carried = sorted((objects[key].name for key in flow.data_objects), key=str.casefold)
    lines = [f"{systems[flow.source].name} {arrow} {systems[flow.target].name}"]
    lines += [", ".join(carried)] if carried else []
    return "\n".join([*lines, f"{flow.state.value.capitalize()}, {METHOD[flow.method.value]}"])


METHOD = {
    "unknown": "method not known",
    "api": "by API",
    "event": "by events",
    "file": "by file",
    "etl": "by ETL",
    "ipaas": "by iPaaS",
    "database": "by database",
    "manual": "by hand",
}
