"""The catalogue beside the canvas: search it, drag from it, insert from it."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from isthmus.catalogue.catalogue import Catalogue
from isthmus.ui.panels.catalogue_rows import CatalogueModel, Index, Offer, rows_for
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.painting import filled, line, tile

_PAD = 14


class _Delegate(QStyledItemDelegate):
    """Draws headings, categories and products."""

    def __init__(self, keeper: ThemeKeeper, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = keeper

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Headings have room above; products have two lines."""
        offer = _offer(index)
        if offer is None or offer.is_heading:
            return QSize(0, 26)
        return QSize(0, 40 if offer.product else 27)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        offer = _offer(index)
        if offer is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        colours = self._keeper.theme.window
        if offer.is_heading:
            under = box.adjusted(_PAD, 6, -_PAD, 0)
            line(painter, under, offer.title, colours["faint"], size=11, weight=600)
        else:
            self._paint_offer(painter, option, box, offer)
        painter.restore()

    def _paint_offer(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, offer: Offer
    ) -> None:
        theme = self._keeper.theme
        state: QStyle.StateFlag = option.state
        ground = box.adjusted(8, 1, -8, -1)
        if state & QStyle.StateFlag.State_Selected:
            filled(painter, ground, theme.window["accent_soft"], 5)
        elif state & QStyle.StateFlag.State_MouseOver:
            filled(painter, ground, theme.window["hover"], 5)
        tile_box = QRectF(_PAD, box.center().y() - 10, 20, 20)
        tile(painter, tile_box, offer.title[:1].upper(), theme.tint(offer.head_key))
        words = box.adjusted(_PAD + 28, 0, -12, 0)
        if not offer.subtitle:
            line(painter, words, offer.title, theme.window["text"])
            return
        line(painter, words.adjusted(0, 4, 0, -19), offer.title, theme.window["text"])
        line(painter, words.adjusted(0, 20, 0, -4), offer.subtitle, theme.window["muted"], size=11)


def _offer(index: Index) -> Offer | None:
    model = index.model()
    return model.offer(index) if isinstance(model, CatalogueModel) else None


class CataloguePanel(QWidget):
    """Search field and list."""

    inserted = Signal(object)
    """An Offer that is to be put on the map."""

    def __init__(
        self, catalogue: Catalogue, keeper: ThemeKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Catalogue")
        self._catalogue = catalogue
        self.search = QLineEdit()
        self.search.setPlaceholderText(f"Search {len(catalogue.products):,} products")
        self.search.setAccessibleName("Search the catalogue")
        self.search.setClearButtonEnabled(True)
        self.model = CatalogueModel(rows_for(catalogue), self)
        self.list = self._make_list(keeper)
        self._nothing = label(
            "Nothing of that name. Press S to draw any system.", "muted", wrap=True
        )
        self._nothing.setContentsMargins(_PAD, 4, _PAD, 0)
        self._nothing.hide()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        keeper.changed.connect(lambda: self.list.viewport().update())

    def _make_list(self, keeper: ThemeKeeper) -> QListView:
        shown = QListView()
        shown.setModel(self.model)
        shown.setItemDelegate(_Delegate(keeper, self))
        shown.setAccessibleName("Categories and products")
        shown.setMouseTracking(True)
        shown.setDragEnabled(True)
        shown.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        shown.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        shown.activated.connect(self._insert)
        return shown

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(label("Catalogue", "heading"))
        top.addWidget(self.search)
        whole.addLayout(top)
        whole.addWidget(self._nothing)
        whole.addWidget(self.list, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, Down goes into the list and Enter takes the first match."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._typed(event.key())
        return super().eventFilter(watched, event)

    def _typed(self, key: int) -> bool:
        first = self.model.first_offer()
        if key == Qt.Key.Key_Down and first >= 0:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(first))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and first >= 0 and self.search.text():
            self._insert(self.model.index(self._best()))
            return True
        return False

    def _best(self) -> int:
        """The row whose name is just what was typed, else the first."""
        wanted = self.search.text().strip().casefold()
        rows = range(self.model.rowCount())
        same = (
            n for n in rows if (offer := self.model.offer(self.model.index(n)))
            and not offer.is_heading and offer.title.casefold() == wanted
        )  # fmt: skip
        return next(same, self.model.first_offer())

    def _insert(self, index: QModelIndex) -> None:
        offer = self.model.offer(index)
        if offer and not offer.is_heading:
            self.inserted.emit(offer)

    def _filter(self, text: str) -> None:
        rows = rows_for(self._catalogue, text)
        self.model.show(rows)
        self.list.scrollToTop()
        self._nothing.setVisible(not rows)
