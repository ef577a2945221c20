"""The page of currencies: a rate for each that the costs of the map are in."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from isthmus.analysis.currencies import Currency, currencies_of
from isthmus.model.rates import Rates
from isthmus.ui.premises.draft import Draft
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import clear, column, mark
from isthmus.workspace.edits.resolving import counted

_MOST = Decimal(10) ** 9
_WIDTH = 120


class RatesPage(QWidget):
    """A line for each currency: one of it is so much of the map's own."""

    spoilt = Signal()
    """What stands in a line became a rate, or none."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._own = draft.snapshot.info.currency
        self.lines: dict[str, QLineEdit] = {}
        self.notes: dict[str, QLabel] = {}
        self._faults: dict[str, str] = {}
        self._typing = ""
        """The code whose line is being typed in: it is not written over."""
        self._rows = QGridLayout()
        whole = column(
            label("Rates of exchange", "heading"),
            label(
                f"Spend is added up in {self._own}. Nothing is asked of the network: give the "
                "rate that your company counts with.",
                "muted",
                wrap=True,
            ),
            margins=(2, 16, 12, 0),
        )
        whole.addSpacing(8)
        whole.addWidget(self._scrolled(), 1)
        self.setLayout(whole)
        draft.changed.connect(self._show)
        draft.moved.connect(self._show)
        self._fill()

    @property
    def fault(self) -> str:
        """What is wrong with the first line that is no rate; '' where all are."""
        return next((words for words in self._faults.values() if words), "")

    def _scrolled(self) -> QScrollArea:
        held, box = QWidget(), QVBoxLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(10)
        self._rows.setColumnStretch(4, 1)
        box.setContentsMargins(0, 0, 0, 8)
        box.addLayout(self._rows)
        box.addStretch(1)
        held.setLayout(box)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(held)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _currencies(self) -> tuple[Currency, ...]:
        return currencies_of(self._draft.snapshot, self._draft.premises.rates)

    def _fill(self) -> None:
        clear(self._rows)
        self.lines, self.notes, self._faults = {}, {}, {}
        currencies = self._currencies()
        for place, one in enumerate(currencies):
            self._add_row(place, one.code)
        if not currencies:
            words = (
                f"Every cost on this map is in {self._own}. A currency comes up here as soon as "
                "a system's cost is in another one."
            )
            self._rows.addWidget(label(words, wrap=True), 0, 0, 1, 5)
        self._show()

    def _add_row(self, place: int, code: str) -> None:
        line, note = QLineEdit(), label("", "muted")
        line.setFixedWidth(_WIDTH)
        line.setPlaceholderText("no rate")
        line.setMaxLength(24)
        line.setAccessibleName(f"What 1 {code} is in {self._own}")
        line.textEdited.connect(lambda text: self._typed(code, text))
        self.lines[code], self.notes[code], self._faults[code] = line, note, ""
        parts = (label(f"1 {code}", "heading"), label("is"), line, label(self._own), note)
        for column_, part in enumerate(parts):
            self._rows.addWidget(part, place, column_)

    def _typed(self, code: str, text: str) -> None:
        try:
            rate = _rate(text)
            self._faults[code] = ""
        except ValueError as error:
            rate, self._faults[code] = None, str(error)
        rates = {key: one for key, one in self._draft.premises.rates.of.items() if key != code}
        if rate is not None:
            rates[code] = rate
        self._typing = code
        self._draft.put(rates=Rates(rates))
        self._show()
        self._typing = ""
        self.spoilt.emit()

    def _show(self) -> None:
        currencies = {one.code: one for one in self._currencies()}
        if not currencies.keys() <= self.lines.keys():
            self._fill()
            return
        for code, line in self.lines.items():
            one = currencies.get(code, Currency(code, 0, None))
            if code != self._typing and not self._faults[code]:
                line.setText("" if one.rate is None else f"{one.rate:f}")
            self._tell(one)

    def _tell(self, one: Currency) -> None:
        note, fault = self.notes[one.code], self._faults[one.code]
        note.setText(fault or _effect(one))
        look = "danger" if fault else "warning" if one.rate is None and one.systems else "muted"
        note.setProperty("role", look)
        note.style().unpolish(note)
        note.style().polish(note)
        mark(self.lines[one.code], bad=bool(fault))


def _effect(one: Currency) -> str:
    systems = counted(one.systems, "system")
    if not one.systems:
        return "No cost on this map is in it"
    if one.rate is None:
        return f"{systems} left out of what is added up"
    return f"{systems} counted"


def _rate(text: str) -> Decimal | None:
    """The rate that a text is; None for an empty one.

    Raises:
        ValueError: it is none; in words.
    """
    plain = text.strip()
    if not plain:
        return None
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        rate = Decimal(plain)
    except InvalidOperation:
        raise ValueError("Not a number: write it as 0.92") from None
    if not rate.is_finite() or not 1 / _MOST <= rate <= _MOST:
        raise ValueError("A rate is above nothing")
    return rate
