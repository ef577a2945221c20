"""Which product is thought of: chosen from the catalogue, or described."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from isthmus.catalogue.types import Product
from isthmus.ui.dates import read_amount, write_amount
from isthmus.ui.judging.review import Row
from isthmus.ui.judging.rows import ROW_HEIGHT, RowList
from isthmus.ui.properties.compliance import compliance_fields
from isthmus.ui.properties.fields import ChoiceField, Field, TextField
from isthmus.ui.properties.naming import category_reader, category_writer, data_object_names
from isthmus.ui.properties.tokens import Retoken, TokenField
from isthmus.ui.session import Session
from isthmus.ui.text import label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import row

_FOUND = 24
"""Products that are offered at a time."""
_MOST_ROWS = 4
"""Products that are seen at a time; the others are scrolled to."""
_OPEN = "Not decided"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is thought of, as it was chosen and typed."""

    name: str = ""
    category: str = ""
    department: str = ""
    regions: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    regulations: tuple[str, ...] = ()
    annual_cost: Decimal | None = None

    @property
    def is_whole(self) -> bool:
        """Whether enough is said to tell what it would need."""
        return bool(self.name and self.category)


class CandidateForm(QWidget):
    """The search of the catalogue, and below it what is known of the candidate."""

    changed = Signal()
    """What is thought of is another."""

    def __init__(self, session: Session, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._session = session
        self._products: dict[str, Product] = {}
        self._values: dict[str, Any] = {}
        self.setObjectName("body")  # so that a field's word on what does not fit stays within
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the catalogue by product or vendor")
        self.search.setAccessibleName("Search the catalogue")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look)
        self.list = RowList(keeper, "Products of the catalogue")
        self.list.entered.connect(self.take)
        self.list.steer_from(self.search)
        self.list.clicked.connect(lambda _: self.take(self.list.current()))
        self.nothing = label("", "muted", wrap=True)
        self.fields = self._fields()
        self._lay_out()
        self._look("")

    def wish(self) -> Wish:
        """What is thought of now."""
        return Wish(**self._values)

    def refresh(self) -> None:
        """Offer the departments of the map as it is."""
        owner = self.fields["department"]
        if isinstance(owner, ChoiceField):
            names = {one.name for one in self._session.snapshot.departments.values()}
            ordered = sorted(names, key=lambda name: (name.casefold(), name))
            owner.offer([("", _OPEN), *((name, name) for name in ordered)])
            if self._values.get("department", "") not in ("", *names):
                self._take_value("department", "")
            owner.show_value(self._values.get("department", ""))

    def finish(self) -> None:
        """Take over what is being typed."""
        for field in self.fields.values():
            field.finish()

    # Choosing

    def _look(self, text: str) -> None:
        """Offer the products that the text could mean."""
        found = self._session.catalogue.search_products(text, _FOUND)
        self._products = {one.key: one for one in found}
        self.list.show_rows([self._row(one) for one in found])
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(ROW_HEIGHT * min(_MOST_ROWS, len(found)) + 2)
        self.nothing.setVisible(not found)
        unknown = "The catalogue has no such product: describe it below."
        self.nothing.setText(
            unknown if text.strip() else "Choose a product of the catalogue, or describe one below."
        )

    def _row(self, product: Product) -> Row:
        category = self._session.catalogue.categories.get(product.category)
        kind = category.name if category else ""
        known = product.name.casefold().startswith(product.vendor.casefold())
        detail = kind if known or not product.vendor else f"{kind} · {product.vendor}"
        return Row(key=product.key, title=product.name, detail=detail)

    def take(self, chosen: Row | None) -> None:
        """Think of a product of the list; what else was said stays."""
        product = self._products.get(chosen.key) if chosen else None
        if product is not None:
            self.show_wish(name=product.name, category=product.category)

    def show_wish(self, **values: Any) -> None:  # noqa: ANN401 - any field's value
        """Show values in the fields, as if they had been entered."""
        self._values |= values
        for name, value in values.items():
            self.fields[name].show_value(value)
        self.changed.emit()

    # Describing

    def _fields(self) -> dict[str, Field]:
        session, catalogue = self._session, self._session.catalogue
        category = TextField("Category", category_reader(catalogue), category_writer(catalogue))
        category.suggest(lambda: [one.name for one in catalogue.categories.values()])
        listed = compliance_fields(session, hint="not said")
        fields: dict[str, Field] = {
            "name": TextField("Name"),
            "category": category,
            "department": ChoiceField("Owner", [("", _OPEN)]),
            "annual_cost": TextField("Cost a year", read_amount, write_amount),
            "holds": TokenField("Data objects", lambda: data_object_names(session), "as usual"),
            "regions": listed["regions"],
            "regulations": listed["regulations"],
        }
        for name, field in fields.items():
            field.committed.connect(lambda value, name=name: self._take_value(name, value))
        return fields

    def _take_value(self, name: str, value: object) -> None:
        field = self.fields[name]
        if isinstance(value, Retoken) and isinstance(field, TokenField):
            value = _retokened(field.words, value)
            field.show_words(value)
        if self._values.get(name) != value:
            self._values[name] = value
            self.changed.emit()

    def _lay_out(self) -> None:
        fields = self.fields
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 20, 0)
        box.setSpacing(8)
        for part in (self.search, self.nothing, self.list):
            box.addWidget(part)
        box.addSpacing(6)
        box.addWidget(label("What is known of it", "heading"))
        box.addWidget(fields["name"])
        box.addWidget(fields["category"])
        half = row(fields["department"], fields["annual_cost"])
        half.setStretch(0, 1)
        half.setStretch(1, 1)
        box.addLayout(half)
        for name in ("holds", "regions", "regulations"):
            box.addWidget(fields[name])
        box.addStretch(1)


def _retokened(words: Sequence[str], change: Retoken) -> tuple[str, ...]:
    kept = [word for word in words if word not in change.drop]
    return (*kept, *change.add)
