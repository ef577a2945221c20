"""Everything that the palette finds: commands, systems, flows, data objects, findings, views."""

from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import QTimer

from isthmus.model.collector import collector_at_rest
from isthmus.model.records import Flow
from isthmus.model.snapshot import Snapshot
from isthmus.ui.actions import keys_of, words_alone
from isthmus.ui.panels.finding_rows import systems_line, title_of
from isthmus.ui.parts import Parts
from isthmus.ui.seek import (
    COMMAND,
    DATA_OBJECT,
    DEPARTMENT,
    FINDING,
    FLOW,
    SYSTEM,
    VIEW,
    Entry,
    Index,
)
from isthmus.workspace.edits.resolving import counted
from isthmus.workspace.positions import views_in_order

_Named = tuple[str, str]
_SLICE = 400
"""Entries that are made at a time, in a few milliseconds, before anybody asks for them."""
_LAST = {"about", "keys", "quit"}
"""Commands that are not offered before the others."""
_PAUSE, _BETWEEN = 500, 8
"""Milliseconds after a check until they are made, and between the slices."""


class Finder:
    """Makes the entries, and those of the map anew only once the map is another."""

    def __init__(self, parts: Parts) -> None:
        """Find in what these parts show."""
        self._parts = parts
        self._made_of: tuple[object, object] = (None, None)
        self._of_map = Index(())
        self._slices: list[Index] = []
        self._to_come: Iterator[Entry] = iter(())
        self._timer = QTimer(parts.window)
        self._timer.timeout.connect(self._warm)
        parts.session.analysed.connect(lambda: self._timer.start(_PAUSE))

    def index(self) -> Index:
        """The commands that can be run now, then all that is on the map."""
        self._begin()
        while self._go_on():
            pass
        self._timer.stop()
        return Index(self._commands(), self._of_map)

    @property
    def is_ready(self) -> bool:
        """Whether the entries of the map are made."""
        return not (self._is_old or self._slices)

    @property
    def _is_old(self) -> bool:
        made_of = (self._parts.session.snapshot, self._parts.session.analysis)
        return any(one is not other for one, other in zip(made_of, self._made_of, strict=True))

    def _warm(self) -> None:
        """Make some of the entries before anybody asks for them: the palette opens at once."""
        self._begin()
        if self._go_on():
            self._timer.start(_BETWEEN)
        else:
            self._timer.stop()

    def _begin(self) -> None:
        """Begin anew if the map is another."""
        if self._is_old:
            self._made_of = (self._parts.session.snapshot, self._parts.session.analysis)
            self._to_come = self._map_entries()
            self._slices = [Index(())]

    def _go_on(self) -> bool:
        """Make the next slice; whether there are more to come."""
        if not self._slices:
            return False
        with collector_at_rest():
            some = list(islice(self._to_come, _SLICE))
            if some:
                self._slices.append(Index(some))
                return True
            self._of_map = Index((), *self._slices)
            self._slices = []
        return False

    def _commands(self) -> Iterator[Entry]:
        for action in sorted(self._parts.actions.all(), key=lambda one: one.objectName() in _LAST):
            if action.isEnabled() and action.objectName() != "find":
                detail = keys_of(action) or COMMAND
                yield Entry(words_alone(action), action.trigger, detail, COMMAND)

    def _map_entries(self) -> Iterator[Entry]:
        snapshot = self._parts.session.snapshot
        yield from self._systems(snapshot)
        yield from self._views(snapshot)
        yield from self._departments(snapshot)
        yield from self._data_objects(snapshot)
        yield from self._findings(snapshot)
        yield from self._flows(snapshot)

    def _systems(self, snapshot: Snapshot) -> Iterator[Entry]:
        categories = self._parts.session.catalogue.categories
        for key, name in _by_name({s.id: s.name for s in snapshot.systems.values()}):
            category = categories.get(snapshot.systems[key].category)
            kind = f"{SYSTEM} · {category.name}" if category else SYSTEM
            yield Entry(name, _deed(self._parts.go_to, key), kind, SYSTEM)

    def _views(self, snapshot: Snapshot) -> Iterator[Entry]:
        counts: dict[str, int] = {}
        for placement in snapshot.placements.values():
            counts[placement.view] = counts.get(placement.view, 0) + 1
        for view in views_in_order(snapshot):
            detail = f"{VIEW} · {counted(counts.get(view.id, 0), 'system')}"
            yield Entry(view.name, _deed(self._parts.views.show, view.id), detail, VIEW)

    def _departments(self, snapshot: Snapshot) -> Iterator[Entry]:
        go = self._parts.going.to_department
        for key, name in _by_name({d.id: d.name for d in snapshot.departments.values()}):
            yield Entry(name, _deed(go, key), DEPARTMENT, DEPARTMENT)

    def _data_objects(self, snapshot: Snapshot) -> Iterator[Entry]:
        go = self._parts.going.to_data_object
        for key, name in _by_name({d.id: d.name for d in snapshot.data_objects.values()}):
            yield Entry(name, _deed(go, key), DATA_OBJECT, DATA_OBJECT)

    def _findings(self, snapshot: Snapshot) -> Iterator[Entry]:
        analysis = self._parts.session.analysis
        for finding in analysis.findings if analysis else ():
            line = systems_line(finding, snapshot.systems)
            title = f"{title_of(finding)}: {line}" if line else title_of(finding)
            state = "accepted" if finding.waived else finding.severity.value
            yield Entry(title, _deed(self._open, finding.key), f"{FINDING} · {state}", FINDING)

    def _open(self, finding: str) -> None:
        self._parts.show_tab(self._parts.findings)
        self._parts.findings.open_finding(finding)

    def _flows(self, snapshot: Snapshot) -> Iterator[Entry]:
        names = [key for key, _ in _by_name({s.id: s.name for s in snapshot.systems.values()})]
        order = {key: number for number, key in enumerate(names)}
        leaving: dict[str, list[Flow]] = {}
        for flow in snapshot.flows.values():
            leaving.setdefault(flow.source, []).append(flow)
        every = (
            flow
            for system in names
            for flow in sorted(leaving.get(system, ()), key=lambda one: (order[one.target], one.id))
        )
        for flow in every:
            title = _title(flow, snapshot)
            state = f" · {flow.state.value}" if flow.state.value != "live" else ""
            yield Entry(title, _deed(self._parts.go_to, flow.id), f"{FLOW}{state}", FLOW)


def _title(flow: Flow, snapshot: Snapshot) -> str:
    """'Marketo → Salesforce · Leads'."""
    systems, objects = snapshot.systems, snapshot.data_objects
    arrow = "↔" if flow.two_way else "→"
    what = ", ".join(objects[key].name for key in flow.data_objects) or flow.name
    ends = f"{systems[flow.source].name} {arrow} {systems[flow.target].name}"
    return f"{ends} · {what}" if what else ends


def _by_name(names: dict[str, str]) -> list[_Named]:
    return sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))


def _deed(function: Callable[[str], object], key: str) -> Callable[[], object]:
    return lambda: function(key)
