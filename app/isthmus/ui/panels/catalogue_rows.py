"""The catalogue as rows of a list: heads, categories, products that match what is typed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.types import Category
from isthmus.ui.text import tip_markup

SYSTEM_MIME = "application/x-isthmus-system"
PRODUCTS_SHOWN = 40

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offer:
    """A row: something to put on the map, or (with no `head_key`) a heading."""

    title: str
    subtitle: str = ""
    head_key: str = ""
    category: str = ""
    product: str = ""
    is_heading: bool = False

    def payload(self) -> str:
        """What is carried by a drag, as JSON."""
        return json.dumps({"name": self.title, "category": self.category, "product": self.product})


def rows_for(catalogue: Catalogue, text: str = "") -> list[Offer]:
    """Heads with their categories; with a text, only those that match, and products."""
    wanted = " ".join(text.casefold().split())
    rows: list[Offer] = []
    for head in catalogue.heads.values():
        found = [c for c in _categories(catalogue, head.key) if _matches(c, wanted)]
        if found:
            rows.append(Offer(head.name, is_heading=True))
            rows += [Offer(c.name, head_key=head.key, category=c.key) for c in found]
    if wanted:
        rows += _products(catalogue, wanted)
    return rows


def _categories(catalogue: Catalogue, head: str) -> list[Category]:
    own = [one for one in catalogue.categories.values() if one.head == head]
    return sorted(own, key=lambda one: one.name.casefold())


def _matches(category: Category, wanted: str) -> bool:
    names = (category.name, *category.synonyms)
    return not wanted or any(wanted in name.casefold() for name in names)


def _products(catalogue: Catalogue, wanted: str) -> list[Offer]:
    rows = []
    for product in catalogue.search_products(wanted, PRODUCTS_SHOWN):
        category = catalogue.categories.get(product.category)
        kind = category.name if category else ""
        subtitle = " · ".join(part for part in (kind, product.vendor) if part)
        head = catalogue.head_of(product.category)
        rows.append(Offer(product.name, subtitle, head, product.category, product.key))
    return [Offer("Products", is_heading=True), *rows] if rows else []


class CatalogueModel(QAbstractListModel):
    """The rows, to be shown and dragged."""

    def __init__(self, rows: Sequence[Offer], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(rows)

    def show(self, rows: Sequence[Offer]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def offer(self, index: Index) -> Offer | None:
        """The row at an index."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def first_offer(self) -> int:
        """Number of the first row that can be put on the map, -1 if there is none."""
        return next((n for n, row in enumerate(self._rows) if not row.is_heading), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The row's words; the delegate reads the row itself."""
        offer = self.offer(index)
        if offer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        if role == Qt.ItemDataRole.ToolTipRole and not offer.is_heading:
            return tip_markup(f"{offer.title}\n{offer.subtitle}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{offer.title}, {offer.subtitle}" if offer.subtitle else offer.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen; all else can be dragged."""
        offer = self.offer(index)
        if offer is None or offer.is_heading:
            return Qt.ItemFlag.ItemIsEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        )

    def mimeTypes(self) -> list[str]:
        """A system to be drawn."""
        return [SYSTEM_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The first of the dragged rows."""
        data = QMimeData()
        offer = self.offer(indexes[0]) if indexes else None
        if offer and not offer.is_heading:
            data.setData(SYSTEM_MIME, QByteArray(offer.payload().encode()))
        return data
