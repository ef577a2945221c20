"""Page three: which rows are new, which go into what and why, and which may be one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from isthmus.exchange.proposal import Match, Proposal
from isthmus.ui.importwizard.desk import ImportDesk
from isthmus.ui.importwizard.table import Line, LineTable
from isthmus.ui.importwizard.words import place_words
from isthmus.ui.text import label
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.basic import button, column, row

Index = QModelIndex | QPersistentModelIndex
NEAR, MERGED, NEW = "near", "merged", "new"
_NAME, _OTHER = 0, 3
_PAD = 6
_ELLIPSIS = 14
"""Room that a cut name leaves for the sign that it is cut."""


class _NameDelegate(QStyledItemDelegate):
    """Draws a name with the words marked by which it differs from the other one beside it."""

    def __init__(self, keeper: ThemeKeeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        text, beside = str(index.data() or ""), _OTHER if index.column() == _NAME else _NAME
        other = index.sibling(index.row(), beside).data()
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        theirs = {word.casefold() for word in str(other or "").split()}
        room = QRectF(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        painter.setClipRect(room)
        for word in text.split():
            differs = bool(other) and word.casefold() not in theirs
            painter.setFont(font(12, 600 if differs else 400))
            name = "warning" if differs else "text"
            painter.setPen(qcolour(self._keeper.theme.window[name]))
            metrics = QFontMetricsF(painter.font())
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room.width())
            if metrics.horizontalAdvance(word) > room.width() or room.width() < _ELLIPSIS:
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown or "…")
                break
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
            room.setLeft(room.left() + metrics.horizontalAdvance(word + " "))
        painter.restore()


class MatchesPage(QWidget):
    """Pairs in a list; what is chosen in it is joined or kept apart."""

    def __init__(self, desk: ImportDesk, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._desk = desk
        self._matches: dict[object, Match] = {}
        self._shown = ""
        self.group = QComboBox()
        self.group.setAccessibleName("Which rows")
        self.group.activated.connect(self._choose_group)
        headers = ("In the file", "Cell", "Is", "Beside it", "Why", "How sure")
        self.list = LineTable(headers, keeper, "Rows and what they are one with")
        self.list.set_widths(220, 120, 100, 220, 0, 80)
        delegate = _NameDelegate(keeper, self.list.view)
        for place in (_NAME, _OTHER):
            self.list.view.setItemDelegateForColumn(place, delegate)
        self.list.chosen_changed.connect(self._enable)
        self.list.activated.connect(self._turn)
        self.join = button("Join", lambda: self._decide(joined=True))
        self.split = button("Keep apart", lambda: self._decide(joined=False))
        self.least = QSpinBox()
        self.least.setRange(50, 100)
        self.least.setValue(85)
        self.least.setSuffix(" %")
        self.least.setAccessibleName("Likeness")
        self.least.valueChanged.connect(self._enable)
        self.all = button("Join all from", self._decide_all)
        self._says = label("", "muted")
        acts = row(self.join, self.split, None, self.all, self.least, gap=8)
        box = column(
            row(label("Show", "field"), self.group, self._says, None, gap=10),
            self.list, acts, margins=(0, 10, 0, 0), gap=10,
        )  # fmt: skip
        box.setStretchFactor(self.list, 1)
        self.setLayout(box)
        self._enable()

    @property
    def near(self) -> int:
        """How many pairs wait for a word."""
        proposal = self._desk.outcome.proposal
        return sum(not one.joined for one in proposal.matches) if proposal else 0

    def show_outcome(self) -> None:
        """Show the pairs as they stand now."""
        proposal = self._desk.outcome.proposal
        if proposal is None:
            return
        counts = {
            NEAR: sum(_is_near(one, self._desk) for one in proposal.matches),
            MERGED: sum(one.joined for one in proposal.matches),
            NEW: proposal.systems.new,
        }
        words = {NEAR: "Nearly the same", MERGED: "Joined", NEW: "New"}
        if not self._shown:
            self._shown = next((name for name in (NEAR, MERGED, NEW) if counts[name]), NEAR)
        self.group.clear()
        for name, count in counts.items():
            self.group.addItem(f"{words[name]} {count:,}", name)
        self.group.setCurrentIndex(self.group.findData(self._shown))
        self._fill(proposal)

    def _choose_group(self) -> None:
        self._shown = self.group.currentData()
        if self._desk.outcome.proposal is not None:
            self._fill(self._desk.outcome.proposal)

    def _fill(self, proposal: Proposal) -> None:
        if self._shown == NEW:
            self._matches = {}
            self.list.fill(_new_lines(proposal))
        else:
            near = self._shown == NEAR
            shown = [
                one for one in proposal.matches
                if (_is_near(one, self._desk) if near else one.joined)
            ]  # fmt: skip
            self._matches = {one.pair: one for one in shown}
            several = self._desk.intake is not None and len(self._desk.intake.sources) > 1
            self.list.fill([_line(one, several=several) for one in shown])
        self._says.setText(_SAYS[self._shown])
        for place in range(_OTHER, self.list.model.columnCount()):
            self.list.view.setColumnHidden(place, self._shown == NEW)
        self._enable()

    def _enable(self) -> None:
        chosen = [self._matches[key] for key in self.list.chosen() if key in self._matches]
        self.join.setEnabled(any(not one.joined for one in chosen))
        self.split.setEnabled(any(one.joined for one in chosen))
        words = "Join the {:,} from" if self._shown == NEAR else "Keep apart the {:,} below"
        meant = len(self._meant())
        self.all.setText(words.format(meant))
        self.all.setEnabled(bool(meant))
        self.all.setVisible(self._shown != NEW)
        self.least.setVisible(self._shown != NEW)

    def _turn(self, key: object) -> None:
        if key in self._matches:
            self._put([self._matches[key]], joined=not self._matches[key].joined)

    def _decide(self, *, joined: bool) -> None:
        chosen = [self._matches[key] for key in self.list.chosen() if key in self._matches]
        self._put([one for one in chosen if one.joined is not joined], joined=joined)

    def _decide_all(self) -> None:
        """Join what is at least so much alike, or keep apart what is less."""
        self._put(self._meant(), joined=self._shown == NEAR)

    def _meant(self) -> list[Match]:
        """The pairs that are at least so much alike, or less, as the button says."""
        join, least = self._shown == NEAR, self.least.value() / 100
        return [
            one for one in self._matches.values()
            if one.joined is not join and (one.score >= least) is join
        ]  # fmt: skip

    def _put(self, matches: list[Match], *, joined: bool) -> None:
        """Join pairs, or keep them apart: what the user said before of them is taken back."""
        if not matches:
            return
        pairs, choices = frozenset(one.pair for one in matches), self._desk.choices
        if joined:
            told = choices.joined | (pairs - choices.split)
            self._desk.choose(joined=told, split=choices.split - pairs)
        else:
            told = choices.split | (pairs - choices.joined)
            self._desk.choose(split=told, joined=choices.joined - pairs)


_SAYS = {
    NEAR: "They are kept apart unless you join them.",
    MERGED: "Rows that were taken for one system, and why.",
    NEW: "Systems that the map does not have yet.",
}


def _is_near(match: Match, desk: ImportDesk) -> bool:
    """Whether a pair is one to be decided, or was decided here."""
    return not match.joined or match.pair in desk.choices.joined


def _line(match: Match, *, several: bool) -> Line:
    cell = match.pair.row
    place = f"{cell.file} · {place_words(cell)}" if several else place_words(cell)
    is_what = "joined with" if match.joined else "kept apart"
    texts = (match.name, place, is_what, match.other, match.reason,
             f"{match.score:.0%}")  # fmt: skip
    colours = ("", "muted", "good" if match.joined else "muted", "", "muted", "muted")
    name = match.name.casefold()
    return Line(match.pair, texts, colours, (name, "", is_what, match.other.casefold(), "",
                                             match.score))  # fmt: skip


def _new_lines(proposal: Proposal) -> list[Line]:
    found = []
    for delta in proposal.change.deltas:
        if delta.table == "systems" and delta.before is None and delta.after is not None:
            origin = getattr(delta.after, "origin", ())
            cell = next((one for one in origin if one.field == "name"), None)
            place = place_words(cell) if cell else ""
            name = str(getattr(delta.after, "name", ""))
            found.append(Line(delta.id, (name, place, "new", "", "", ""), ("", "muted", "good")))
    return found
