"""The rules as a tree: packs with how many of their rules are on, and the rules under them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from isthmus.analysis.premisewords import expectation, pack_title
from isthmus.analysis.rulebook import Held, Pack, rulebook
from isthmus.drawing.filtering import folded
from isthmus.ui.premises.draft import Draft
from isthmus.ui.text import tip_markup

_HEADS = ("Rule", "Key", "Severity", "Findings", "")
_WIDTHS = (0, 68, 92, 70, 78)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TIP = Qt.ItemDataRole.ToolTipRole
_NAME = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1
_OFF, _PART, _ON = (
    Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked,
)  # fmt: skip


class RuleTree(QTreeWidget):
    """Shows the draft's rules; ticks switch them, what is chosen is told by its name."""

    switched = Signal(str, bool)
    """Key of a rule or name of a pack, and whether it is to be on."""
    chosen = Signal(str)
    """The same of the row that is current; '' for none."""
    opened = Signal(str)
    """Enter or a double click on a rule."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._counts: Mapping[str, int] = {}
        self._text = ""
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._set_up()
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(lambda now, _: self.chosen.emit(_name(now)))
        self.itemDoubleClicked.connect(lambda row, _: self.opened.emit(_name(row)))
        draft.changed.connect(self.follow)
        self.follow()

    def _set_up(self) -> None:
        self.setAccessibleName("Rules")
        self.setHeaderLabels(_HEADS)
        self.headerItem().setTextAlignment(3, _RIGHT)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(40)
        for place, width in enumerate(_WIDTHS):
            if width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(place, width)
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    # Showing

    def follow(self) -> None:
        """Show the draft's rules; what is unfolded and current stays so."""
        packs = rulebook(self._draft.premises, self._draft.catalogue)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        if [*_names(packs)] != [*self._rows]:
            self._build(packs)
        for pack in packs:
            self._show_pack(pack)
        self.blockSignals(False)  # noqa: FBT003
        self.filter(self._text)
        self.chosen.emit(_name(self.currentItem()))

    def _build(self, packs: Iterable[Pack]) -> None:
        unfolded = {name for name, row in self._rows.items() if row.isExpanded()}
        current = _name(self.currentItem())
        self.clear()
        self._rows = {}
        for pack in packs:
            self._rows[pack.name] = top = QTreeWidgetItem(self)
            top.setData(0, _NAME, pack.name)
            for held in pack.rules:
                self._rows[held.rule.key] = row = QTreeWidgetItem(top)
                row.setData(0, _NAME, held.rule.key)
            top.setExpanded(pack.name in unfolded)
        if current in self._rows:
            self.setCurrentItem(self._rows[current])

    def _show_pack(self, pack: Pack) -> None:
        row, every = self._rows[pack.name], len(pack.rules)
        counts = Counter({one.rule.key: self._counts.get(one.rule.key, 0) for one in pack.rules})
        _write(row, (pack_title(pack.name), "", f"{pack.on} of {every} on",
                     _number(counts.total()), "Faulty" if pack.fault else ""))  # fmt: skip
        if every:
            row.setCheckState(0, _ON if pack.on == every else _PART if pack.on else _OFF)
        face = row.font(0)
        face.setBold(True)
        row.setFont(0, face)
        row.setData(4, _TIP, tip_markup(pack.fault))
        for held in pack.rules:
            self._show_rule(held, pack_title(pack.name))

    def _show_rule(self, held: Held, pack: str) -> None:
        rule, row = held.rule, self._rows[held.rule.key]
        whose = "Changed" if held.is_edited else "Own" if held.is_own else ""
        found = _number(self._counts.get(rule.key, 0))
        _write(row, (rule.title, rule.key, rule.severity.capitalize(), found, whose))
        row.setCheckState(0, _ON if held.is_on else _OFF)
        expects = expectation(rule, self._draft.catalogue)
        row.setData(0, _TIP, tip_markup(f"{rule.title}\n{expects}"))
        words = f"{pack} {rule.key} {rule.title} {expects} {rule.reason} {whose}"
        row.setData(0, _WORDS, folded(words))

    def count(self, counts: Mapping[str, int]) -> None:
        """Show how many findings each rule has, by its key."""
        self._counts = counts
        self.follow()

    def filter(self, text: str) -> int:
        """Show the rules that hold all words of a text; how many these are."""
        self._text, words, shown = text, folded(text).split(), 0
        for top in _children(self.invisibleRootItem()):
            here = sum(_narrowed(row, words) for row in _children(top))
            top.setHidden(bool(words) and not here)
            shown += here
            if words:
                top.setExpanded(True)
        return shown

    def show_name(self, name: str) -> None:
        """Make the row of a rule or a pack current, and unfold its pack."""
        row = self._rows.get(name)
        if row is not None:
            if parent := row.parent():
                parent.setExpanded(True)
            self.setCurrentItem(row)
            self.scrollToItem(row)

    # Gestures

    def _ticked(self, row: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            self.switched.emit(_name(row), row.checkState(0) is not _OFF)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current rule."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(_name(self.currentItem()))
        else:
            super().keyPressEvent(event)


def _name(row: QTreeWidgetItem | None) -> str:
    return row.data(0, _NAME) if row is not None else ""


def _names(packs: Iterable[Pack]) -> Iterable[str]:
    for pack in packs:
        yield pack.name
        yield from (held.rule.key for held in pack.rules)


def _children(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rows = (top.child(place) for place in range(top.childCount()))
    return [row for row in rows if row is not None]


def _narrowed(row: QTreeWidgetItem, words: Iterable[str]) -> bool:
    shown = all(word in row.data(0, _WORDS) for word in words)
    row.setHidden(not shown)
    return shown


def _write(row: QTreeWidgetItem, texts: Iterable[str]) -> None:
    for column, text in enumerate(texts):
        row.setText(column, text)
    row.setTextAlignment(3, _RIGHT)


def _number(count: int) -> str:
    return f"{count:,}" if count else "–"
