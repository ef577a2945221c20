"""A new view from systems and what is around them: how far, which way, along which flows."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QWidget

from isthmus.analysis.results import Analysis
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import row
from isthmus.workspace.edits.resolving import counted
from isthmus.workspace.neighbourhood import Direction, Kind, links, whole_islands, within

_DEPTHS = {0: "None", 1: "1 step", 2: "2 steps", 3: "3 steps"}
_DIRECTIONS = {
    Direction.BOTH: "Both ways",
    Direction.UPSTREAM: "Upstream: what sends to them",
    Direction.DOWNSTREAM: "Downstream: what gets from them",
}
_KINDS = {
    Kind.LIVE: "Live",
    Kind.CARRIED: "By file or by hand",
    Kind.PLANNED: "Planned",
    Kind.RETIRED: "Retired",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the new view is to be."""

    name: str
    systems: frozenset[str]
    arranged: bool
    """Arranged anew, not as on the view on show."""


class NewView(PlainDialog):
    """Asks what the view is to hold, and says how much that is."""

    def __init__(
        self,
        start: Collection[str],
        snapshot: Snapshot,
        analysis: Analysis | None,
        parent: QWidget,
        *,
        name: str,
        then: Callable[[Wish], object],
        depth: int = 1,
    ) -> None:
        super().__init__("New view", parent, 500)
        self.setObjectName("new-view")
        self._start = frozenset(start)
        self._snapshot = snapshot
        self._analysis = analysis
        self._then = then
        self.say(f"Of {_named(self._start, snapshot)}, and of what is around.", "muted")
        self.name = QLineEdit(name)
        self.name.setAccessibleName("Name")
        self.name.setMaxLength(120)
        self.body.addWidget(label("Name", "field"))
        self.body.addWidget(self.name)
        self.depths = self._radios("Neighbours", _DEPTHS, depth)
        self.directions = self._radios("Direction", _DIRECTIONS, Direction.BOTH)
        self._ask_kinds()
        self._ask_rest()
        self.cancel_button()
        self.make = self.answer("Make view", self._done, look="primary")
        self.name.setFocus()
        self.name.selectAll()
        self._recount()

    def _radios(self, title: str, words: dict, chosen: object) -> dict:  # type: ignore[type-arg]
        """One of several, in a row; by what each stands for."""
        self.body.addWidget(label(title, "field"))
        group = QButtonGroup(self)
        made = {}
        for value, text in words.items():
            made[value] = QRadioButton(text)
            made[value].setAccessibleName(f"{title}: {text}")
            group.addButton(made[value])
            made[value].setChecked(value == chosen)
            made[value].toggled.connect(self._recount)
        if len(words) > 3:
            self.body.addLayout(row(*made.values(), None, gap=16))
        else:
            for one in made.values():
                self.body.addWidget(one)
        return made

    def _ask_kinds(self) -> None:
        self.body.addWidget(label("Along flows that are", "field"))
        self.kinds = {kind: QCheckBox(text) for kind, text in _KINDS.items()}
        for kind, box in self.kinds.items():
            box.setChecked(kind is not Kind.RETIRED)
            box.toggled.connect(self._recount)
        self.body.addLayout(row(*self.kinds.values(), None, gap=16))

    def _ask_rest(self) -> None:
        self.island = QCheckBox("The whole of each island that they are on")
        self.island.setEnabled(self._analysis is not None)
        self.island.toggled.connect(self._recount)
        self.arrange = QCheckBox("Arrange anew, not as they stand on this view")
        self.arrange.setChecked(True)  # what stood far apart among others would leave a void
        self.count = label("", "heading")
        self.body.addSpacing(4)
        for part in (self.island, self.arrange, self.count):
            self.body.addWidget(part)

    @property
    def systems(self) -> frozenset[str]:
        """What the view will hold."""
        depth = next(value for value, one in self.depths.items() if one.isChecked())
        direction = next(value for value, one in self.directions.items() if one.isChecked())
        kinds = {kind for kind, box in self.kinds.items() if box.isChecked()}
        found = within(self._start, links(self._snapshot, direction, kinds), depth)
        if self.island.isChecked() and self._analysis is not None:
            found |= whole_islands(self._start, self._analysis)
        return found & self._snapshot.systems.keys()

    def _recount(self) -> None:
        if not hasattr(self, "make"):
            return
        systems = self.systems
        flows = sum(
            one.source in systems and one.target in systems for one in self._snapshot.flows.values()
        )
        self.count.setText(
            f"Will hold {counted(len(systems), 'system')} and {counted(flows, 'flow')}"
        )
        self.make.setEnabled(bool(systems))

    def _done(self) -> None:
        name = " ".join(self.name.text().split())
        self._then(Wish(name, self.systems, self.arrange.isChecked()))


def _named(systems: Collection[str], snapshot: Snapshot) -> str:
    """'Marketo', 'Marketo and Segment', '12 systems'."""
    names = sorted(
        (snapshot.systems[key].name for key in systems if key in snapshot.systems),
        key=str.casefold,
    )
    return " and ".join(names) if 0 < len(names) < 3 else counted(len(names), "system")
