"""All that an import could not place, in one list: the worst first, to be filtered."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from isthmus.exchange.proposal import ERROR, INFO, WARNING, Problem
from isthmus.ui.text import label, tip_markup
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.keeper import ThemeKeeper, qcolour
from isthmus.ui.widgets.basic import row
from isthmus.ui.widgets.painting import filled, line, pill

Index = QModelIndex | QPersistentModelIndex
_SEVERITIES = {ERROR: "Errors", WARNING: "Warnings", INFO: "Notes"}
"""Their names, the worst first."""
_COLOURS = {ERROR: "danger", WARNING: "warning", INFO: "accent"}
_SEVERITY_WIDTH = 76
_PLACE_WIDTH = 150
_PAD = 8


def place_of(problem: Problem) -> str:
    """'Applications!B9', 'list.csv · B9': where to look."""
    if problem.sheet:
        return "!".join(part for part in (problem.sheet, problem.cell) if part)
    return " · ".join(part for part in (problem.file, problem.cell) if part)


def _fitting(problem: Problem, width: float) -> str:
    """The place with as much of the sheet's name as there is room for: the cell says more."""
    whole, metrics = place_of(problem), QFontMetricsF(font())
    if metrics.horizontalAdvance(whole) <= width or not problem.cell:
        return whole
    cell = f"!{problem.cell}"
    room = max(0.0, width - metrics.horizontalAdvance(cell) - 2)
    before = whole.removesuffix(cell).removesuffix(f" · {problem.cell}")
    return metrics.elidedText(before, Qt.TextElideMode.ElideRight, room) + cell


def _words(problem: Problem) -> str:
    return f"{problem.severity} {problem.file} {place_of(problem)} {problem.message}".casefold()


class ProblemModel(QAbstractListModel):
    """The problems that are asked for."""

    def __init__(self, problems: Sequence[Problem], parent: QObject) -> None:
        super().__init__(parent)
        order = list(_SEVERITIES)
        known = [one for one in problems if one.severity in order]
        self._all = sorted(known, key=lambda one: order.index(one.severity))
        self._all += [one for one in problems if one.severity not in order]
        self._shown = self._all

    def ask(self, text: str, severity: str) -> None:
        """Show those that hold all words of a text; of one severity only, '' for any."""
        parts = text.casefold().split()
        self.beginResetModel()
        self._shown = [
            one
            for one in self._all
            if severity in ("", one.severity) and all(part in _words(one) for part in parts)
        ]
        self.endResetModel()

    def problem(self, index: Index) -> Problem:
        """The problem at an index."""
        return self._shown[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words, for screen readers and the tooltip."""
        one = self.problem(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_markup(f"{one.file} · {place_of(one)}\n{one.message}")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.severity}, {place_of(one)}, {one.message}"
        return None


class _Delegate(QStyledItemDelegate):
    """Draws severity, place and message; the message in as many lines as it takes."""

    def __init__(self, keeper: ThemeKeeper, view: QListView) -> None:
        super().__init__(view)
        self._keeper = keeper
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        model = index.model()
        if not isinstance(model, ProblemModel):
            return QSize(0, 0)
        room = QRectF(0, 0, self._view.viewport().width() - _left() - _PAD, 10_000)
        message = model.problem(index).message
        how = _wrapped(message, room.width())
        high = QFontMetricsF(font()).boundingRect(room, how, message).height()
        return QSize(0, round(max(16, high)) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ProblemModel):
            return
        one, box = model.problem(index), QRectF(option.rect)
        colours = self._keeper.theme.window
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            filled(painter, box, colours["selected"])
        name = _COLOURS.get(one.severity, "muted")
        ink = (colours[name], colours.get(f"{name}_soft", colours["hover"]))
        middle = box.y() + _PAD + 8
        word = "Note" if one.severity == INFO else one.severity.capitalize()
        width = QFontMetricsF(font(11, 500)).horizontalAdvance(word) + 14
        pill(painter, box.x() + _PAD + width, middle, word, ink)
        place = QRectF(box.x() + _PAD + _SEVERITY_WIDTH, middle - 9, _PLACE_WIDTH, 18)
        line(painter, place, _fitting(one, place.width()), colours["muted"])
        painter.setFont(font())
        painter.setPen(qcolour(colours["text"]))
        message = box.adjusted(_left(), _PAD, -_PAD, 0)
        painter.drawText(message, _wrapped(one.message, message.width()), one.message)
        filled(painter, QRectF(box.x(), box.bottom() - 1, box.width(), 1), colours["line"])
        painter.restore()


def _wrapped(text: str, width: float) -> Qt.TextFlag:
    """Lines end between words, unless one alone is longer than the line."""
    metrics = QFontMetricsF(font())
    fits = all(metrics.horizontalAdvance(word) <= width for word in text.split())
    return Qt.TextFlag.TextWordWrap if fits else Qt.TextFlag.TextWrapAnywhere


def _left() -> int:
    return _PAD + _SEVERITY_WIDTH + _PLACE_WIDTH + 10


class ProblemList(QWidget):
    """The list, a text to filter it by, and the severities with their counts."""

    def __init__(self, problems: Sequence[Problem], keeper: ThemeKeeper) -> None:
        super().__init__()
        self.text = QLineEdit()
        self.text.setPlaceholderText("Filter by sheet, cell or words")
        self.text.setAccessibleName("Filter what is to be looked at")
        self.text.setClearButtonEnabled(True)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Severity")
        self._offer(problems)
        self.list = QListView()
        self.model = ProblemModel(problems, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Delegate(keeper, self.list))
        self.list.setAccessibleName("To look at")
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.nothing = label("Nothing matches the filter.", "muted")
        self.nothing.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.setSpacing(8)
        box.addLayout(row(self.text, self.choice))
        box.addWidget(self.nothing)
        box.addWidget(self.list, 1)
        self.text.textChanged.connect(self._ask)
        self.choice.currentIndexChanged.connect(self._ask)
        keeper.changed.connect(self.list.viewport().update)

    def _offer(self, problems: Sequence[Problem]) -> None:
        counts = Counter(one.severity for one in problems)
        self.choice.addItem(f"All {len(problems):,}", "")
        for severity, name in _SEVERITIES.items():
            if counts[severity]:
                self.choice.addItem(f"{name} {counts[severity]:,}", severity)

    def _ask(self) -> None:
        self.model.ask(self.text.text(), self.choice.currentData() or "")
        self.nothing.setVisible(not self.model.rowCount())
