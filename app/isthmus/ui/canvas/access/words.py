"""What a screen reader says of what stands on the map."""

from collections import Counter
from collections.abc import Mapping

from isthmus.analysis.results import Analysis, IslandKind
from isthmus.drawing.chart import Chart, FlowLook, FlowShape
from isthmus.drawing.plots import AreaShape, Land, NoteShape
from isthmus.model.records import Flow, System
from isthmus.ui.canvas.board import Board
from isthmus.ui.canvas.tips import METHOD

_ISLANDS = {
    IslandKind.ISLAND: "island",
    IslandKind.ROGUE: "rogue island",
    IslandKind.TIDAL: "tidal island",
}
_LONGEST = 200


class Words:
    """Names of the elements of a board; what it counts is counted once for each analysis."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._of: Analysis | None = None
        self._findings: Mapping[str, int] = {}

    def findings(self) -> Mapping[str, int]:
        """How many findings that stand name each system."""
        analysis = self._board.analysis
        if analysis is not self._of:
            self._of = analysis
            self._findings = Counter(
                system
                for finding in analysis.findings
                if not finding.waived
                for system in set(finding.systems)
            )
        return self._findings

    def name(self, key: str) -> str:
        """'Marketo, marketing automation, Marketing, on rogue island of 3 systems, 2 findings'."""
        board, snapshot = self._board, self._board.snapshot
        if (system := snapshot.systems.get(key)) is not None and key in board.chart.cards:
            return self._system(system)
        if (shape := board.chart.flows.get(key)) is not None:
            return self._flow(shape, snapshot.flows.get(key))
        if (box := board.chart.boxes.get(key)) is not None:
            return _joined(box.title, box.second, box.subtitle, "collapsed")
        return _plot(board.chart, key)

    def _system(self, system: System) -> str:
        board = self._board
        category = board.catalogue.categories.get(system.category)
        department = board.snapshot.departments.get(system.department or "")
        count = self.findings().get(system.id, 0)
        return _joined(
            system.name,
            _lowered(category.name) if category else "",
            department.name if department else "",
            self._island(system.id),
            f"{count} finding{'' if count == 1 else 's'}" if count else "",
        )

    def _island(self, system: str) -> str:
        analysis = self._board.analysis
        number = analysis.island_of.get(system)
        if number is None:
            return ""
        island = analysis.islands[number]
        if island.kind is IslandKind.MAINLAND:
            return "on the mainland"
        count = len(island.systems)
        return f"on {_ISLANDS[island.kind]} of {count} system{'' if count == 1 else 's'}"

    def _flow(self, shape: FlowShape, flow: Flow | None) -> str:
        snapshot = self._board.snapshot
        ends = " to ".join(self._end(end) for end in (shape.source, shape.target))
        if shape.two_way:
            ends += " and back"
        if flow is None:
            what = "missing" if shape.look is FlowLook.MISSING else "several flows"
            return _joined(f"Flow from {ends}", what, shape.label)
        objects = snapshot.data_objects
        carried = sorted((objects[key].name for key in flow.data_objects), key=str.casefold)
        data = ", ".join(carried)
        return _joined(f"Flow from {ends}", data, flow.state.value, METHOD[flow.method.value])

    def _end(self, key: str) -> str:
        system = self._board.snapshot.systems.get(key)
        box = self._board.chart.boxes.get(key)
        return system.name if system else box.title if box else "?"


def _plot(chart: Chart, key: str) -> str:
    plot = chart.grounds.get(key)
    if isinstance(plot, Land):
        return f"Territory {plot.caption}"
    if isinstance(plot, AreaShape):
        return _joined("Area", plot.name)
    if isinstance(plot, NoteShape):
        return _joined(plot.kind.value.capitalize(), " ".join(plot.lines))
    return ""


def _lowered(name: str) -> str:
    """A category within a sentence: 'marketing automation', but 'CRM'."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)[:_LONGEST]
