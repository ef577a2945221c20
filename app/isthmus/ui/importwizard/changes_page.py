"""Page five: what would change, what is missing, what conflicts, and the map as it will be."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from isthmus.exchange.choices import Fate, FieldKey, Side
from isthmus.exchange.proposal import Conflict, Missing
from isthmus.ui.importwizard.desk import ImportDesk
from isthmus.ui.importwizard.preview import MapPreview
from isthmus.ui.importwizard.table import Line, LineTable
from isthmus.ui.importwizard.words import FATES, SIDES, TABLES, field_words, place_words
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, column, row
from isthmus.workspace.differences import Difference, Kind

_COLOURS = {Kind.NEW: "good", Kind.CHANGED: "accent", Kind.GONE: "danger"}


class ChangesPage(QWidget):
    """Three lists beside a small map."""

    def __init__(self, desk: ImportDesk, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._desk = desk
        self.changes = LineTable(("What", "Record", "Field", "Before", "After"), keeper, "Changes")
        self.changes.set_widths(140, 190, 110, 110, 0)
        self.missing = LineTable(
            ("Missing", "", "Stood in", "What becomes of it"), keeper, "Missing rows"
        )
        self.missing.set_widths(0, 70, 240, 130)
        self.conflicts = LineTable(
            ("Record", "Field", "File before", "The map's", "The file's", "Which counts"),
            keeper,
            "Conflicts",
        )
        self.conflicts.set_widths(150, 110, 110, 110, 0, 90)
        self.conflicts.activated.connect(self._turn_side)
        self._waiting = label("Drawing the map as it will be…", "muted")
        self.preview = MapPreview()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(_page(self.changes, None), "Changes")
        self.tabs.addTab(_page(self.missing, self._fates()), "Missing")
        self.tabs.addTab(_page(self.conflicts, self._sides()), "Conflicts")
        map_side = QWidget()
        title = label("The map as it will be", "section")
        box = column(title, self._waiting, self.preview, margins=(12, 10, 0, 0))
        box.setStretchFactor(self.preview, 1)
        map_side.setLayout(box)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.tabs)
        split.addWidget(map_side)
        split.setSizes([700, 300])
        split.setChildrenCollapsible(False)
        self.setLayout(column(split))

    def _fates(self) -> QWidget:
        acts = [(Fate.KEEP, "Keep"), (Fate.RETIRE, "Mark retired"), (Fate.DELETE, "Delete")]
        self.fates = {fate: button(words, partial(self._decide_fate, fate)) for fate, words in acts}
        return _acts(
            "Not in the newer file. What you choose goes for the rows selected, else for all.",
            list(self.fates.values()),
        )

    def _sides(self) -> QWidget:
        acts = [(Side.MINE, "Keep the map's"), (Side.THEIRS, "Take the file's")]
        self.sides = {side: button(words, partial(self._decide_side, side)) for side, words in acts}
        return _acts(
            "Edited here and changed there. What you choose goes for the rows selected, else for "
            "all.",
            list(self.sides.values()),
        )

    @property
    def to_decide(self) -> int:
        """Missing rows and conflicts: what the user may want to decide."""
        proposal = self._desk.outcome.proposal
        return len(proposal.missing) + len(proposal.conflicts) if proposal else 0

    def show_outcome(self) -> None:
        """Show what is missing and what conflicts."""
        proposal = self._desk.outcome.proposal
        if proposal is None:
            return
        self.missing.fill([_missing_line(one) for one in proposal.missing])
        self.conflicts.fill([_conflict_line(one) for one in proposal.conflicts])
        self._name_tabs()
        if proposal.conflicts:
            self.tabs.setCurrentIndex(2)
        elif proposal.missing:
            self.tabs.setCurrentIndex(1)

    def show_ready(self) -> None:
        """Show the difference and the map, once they are there."""
        ready = self._desk.ready
        self._waiting.setVisible(ready is None)
        self.preview.show_picture(ready.picture if ready else QImage())
        self.changes.fill(_change_lines(ready.differences) if ready else [])
        self._name_tabs()

    def _name_tabs(self) -> None:
        ready, proposal = self._desk.ready, self._desk.outcome.proposal
        counts = (
            len(ready.differences) if ready else 0,
            len(proposal.missing) if proposal else 0,
            len(proposal.conflicts) if proposal else 0,
        )
        for place, (words, count) in enumerate(
            zip(("Changes", "Missing", "Conflicts"), counts, strict=True)
        ):
            self.tabs.setTabText(place, f"{words} {count:,}")
            self.tabs.setTabVisible(place, place == 0 or bool(count))
        self.tabs.tabBar().setVisible(any(counts[1:]))
        # a tab widget hands the focus on to its bar, where a hidden one would keep it
        alone = None if any(counts[1:]) else self.changes.view
        self.tabs.setFocusProxy(alone or self.tabs.tabBar())

    def _decide_fate(self, fate: Fate) -> None:
        chosen = [key for key in self.missing.chosen() if isinstance(key, tuple)]
        if chosen:
            self._desk.choose(fates={**self._desk.choices.fates, **dict.fromkeys(chosen, fate)})
        else:
            self._desk.choose(fate=fate, fates={})

    def _turn_side(self, key: object) -> None:
        """Let the other side's value count in one field."""
        proposal = self._desk.outcome.proposal
        for one in proposal.conflicts if proposal else ():
            if one.key == key:
                other = Side.THEIRS if one.side is Side.MINE else Side.MINE
                self._desk.choose(sides={**self._desk.choices.sides, one.key: other})

    def _decide_side(self, side: Side) -> None:
        chosen = [key for key in self.conflicts.chosen() if isinstance(key, FieldKey)]
        if chosen:
            self._desk.choose(sides={**self._desk.choices.sides, **dict.fromkeys(chosen, side)})
        else:
            self._desk.choose(side=side, sides={})


def _page(table: LineTable, acts: QWidget | None) -> QWidget:
    made = QWidget()
    parts = [table] if acts is None else [table, acts]
    box = column(*parts, margins=(0, 10, 12, 0), gap=8)
    box.setStretchFactor(table, 1)
    made.setLayout(box)
    return made


def _acts(words: str, buttons: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(words, "muted", wrap=True), row(*buttons, None), gap=6))
    return made


def _change_lines(found: Sequence[Difference]) -> list[Line]:
    """A line for each record that comes or goes, and for each field that changes."""
    lines = []
    for one in found:
        what, colours = TABLES.get(one.table, one.table), (_COLOURS[one.kind], "", "muted", "muted")
        head = (f"{one.kind.value.capitalize()} {what.lower()}", one.name)
        if not one.fields:
            after, before = ("", one.summary) if one.kind is Kind.GONE else (one.summary, "")
            lines.append(Line((one.table, one.id), (*head, "", before, after), colours))
        for field in one.fields:
            texts = (*head, field_words(field.field), field.before, field.after)
            lines.append(Line((one.table, one.id, field.field), texts, colours))
    return lines


def _missing_line(one: Missing) -> Line:
    place = f"{one.cell.file} · {place_words(one.cell)}"
    texts = (one.name, TABLES.get(one.table, one.table), place, FATES[one.fate])
    colour = {Fate.KEEP: "muted", Fate.RETIRE: "warning", Fate.DELETE: "danger"}[one.fate]
    return Line((one.table, one.id), texts, ("", "muted", "muted", colour))


def _conflict_line(one: Conflict) -> Line:
    texts = (one.name, field_words(one.key.field), one.imported, one.mine, one.theirs,
             SIDES[one.side])  # fmt: skip
    mine = one.side is Side.MINE
    colours = ("", "muted", "muted", "" if mine else "muted", "muted" if mine else "", "accent")
    return Line(one.key, texts, colours)
