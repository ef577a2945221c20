"""Efforts and limits: what the plans of the map keep to, each field an edit of its own."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from isthmus.analysis.planning.efforts import Efforts
from isthmus.analysis.planning.terms import LONGEST, MOST, Terms
from isthmus.ui.dates import NotANumber, read_amount, read_whole
from isthmus.ui.properties.fields import Field, TextField
from isthmus.ui.properties.form import Form
from isthmus.ui.text import label, set_tip
from isthmus.ui.widgets.basic import button, clear, row

_METHODS = (
    ("api", "API"),
    ("event", "Event"),
    ("file", "File"),
    ("etl", "ETL"),
    ("ipaas", "iPaaS"),
    ("database", "Database"),
)
_FACTORS = (
    ("connector", "Ready connector ×", "Times this where a ready connector is listed"),
    ("hub", "Hub in place ×", "Times this where a hub of the mainland is one of the ends"),
    ("extending", "Extends a flow ×", "Times this where a flow only has to carry more"),
    ("new_hub", "New hub, days", "Days to bring in an integration platform"),
)


class LimitsForm(Form):
    """Edits what plans keep to."""

    committed = Signal(object)
    """The Terms as they are to be."""
    left = Signal()
    """Back to the plan."""

    def __init__(self) -> None:
        super().__init__("Limits and efforts of the plan")
        self._terms = Terms()
        self._budgets: dict[str, TextField] = {}
        self.rows.addWidget(label("Efforts and limits are kept in the map.", "muted", wrap=True))
        self._add_efforts()
        self._add_limits()
        self.rows.addStretch(1)
        self.wire(self._commit)

    def _add_efforts(self) -> None:
        self.section("Days of work for a flow")
        for some in (_METHODS[:3], _METHODS[3:]):
            self.put(*((name, _days_field(words)) for name, words in some))
        self.section("What makes a flow cheaper")
        for several in (_FACTORS[:2], _FACTORS[2:]):
            self.put(*((name, _factor_field(words, tip)) for name, words, tip in several))
        self.usual = button("Take the usual efforts", self._reset, "link", "usual")
        self.rows.addLayout(row(self.usual, None))

    def _add_limits(self) -> None:
        self.section("Limits")
        self.put(
            ("per_wave", TextField("Flows of a wave at most", read_per_wave, _shown, "no limit")),
            ("seconds", TextField("Look for, seconds", read_seconds, _shown)),
        )
        self.rows.addWidget(label("Days that a department has", "field"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self.rows.addLayout(self._grid)

    def show_terms(self, terms: Terms, departments: Sequence[str]) -> None:
        """Show what the map says."""
        self._terms = terms
        for name in (*(n for n, _ in _METHODS), *(n for n, *_ in _FACTORS)):
            self.fields[name].show_value(getattr(terms.efforts, name))
        self.fields["per_wave"].show_value(terms.per_wave)
        self.fields["seconds"].show_value(terms.seconds)
        self.usual.setEnabled(terms.efforts != Efforts())
        if list(self._budgets) != list(departments):
            self._offer(departments)
        for name, field in self._budgets.items():
            field.show_value(terms.budgets.get(name))

    def finish(self) -> None:
        """Take over what is being typed."""
        super().finish()
        for field in self._budgets.values():
            field.finish()

    def _offer(self, departments: Sequence[str]) -> None:
        clear(self._grid)
        self._budgets = {}
        for number, name in enumerate(departments):
            field = TextField(name, read_budget, _shown, "no limit")
            field.line.setAccessibleName(f"Days that {name} has")
            field.committed.connect(lambda days, name=name: self._commit_budget(name, days))
            self._budgets[name] = field
            self._grid.addWidget(field, number // 2, number % 2)

    def _commit(self, name: str, _field: Field, value: Any) -> None:  # noqa: ANN401
        terms = self._terms
        if name in {"per_wave", "seconds"}:
            self._tell(replace(terms, **{name: value}))
        else:
            self._tell(replace(terms, efforts=replace(terms.efforts, **{name: value})))

    def _commit_budget(self, name: str, days: Decimal | None) -> None:
        others = {known: has for known, has in self._terms.budgets.items() if known != name}
        budgets = others if days is None else {**others, name: days}
        self._tell(replace(self._terms, budgets=budgets))

    def _reset(self) -> None:
        self._tell(replace(self._terms, efforts=Efforts()))

    def _tell(self, terms: Terms) -> None:
        self._terms = terms
        self.committed.emit(terms)


def _days_field(words: str) -> TextField:
    field = TextField(words, read_days, _shown)
    field.line.setAccessibleName(f"Days of work for a flow by {words}")
    return field


def _factor_field(words: str, tip: str) -> TextField:
    field = TextField(words, read_days, _shown)
    set_tip(field.line, tip)
    return field


def _shown(value: Decimal | float | None) -> str:
    """A number as it is typed; '' for none."""
    if value is None:
        return ""
    return f"{Decimal(str(value)).normalize():f}"


def read_budget(text: str) -> Decimal | None:
    """Days, or None for no limit.

    Raises:
        NotANumber: it is another text.
    """
    try:
        days = read_amount(text)
    except NotANumber:
        raise NotANumber("Not a number: write it as 7.5") from None
    if days is not None and days > MOST:
        raise NotANumber(f"At most {MOST:,} days")
    return days


def read_days(text: str) -> Decimal:
    """Days, or what they are multiplied by.

    Raises:
        NotANumber: it is another text.
    """
    days = read_budget(text)
    if days is None:
        raise NotANumber("A number is needed here")
    return days


def read_per_wave(text: str) -> int | None:
    """A number of flows, None for no limit.

    Raises:
        NotANumber: it is another text.
    """
    number = read_whole(text)
    if number == 0:
        raise NotANumber("At least 1")
    return number


def read_seconds(text: str) -> float:
    """Seconds.

    Raises:
        NotANumber: it is another text.
    """
    seconds = read_days(text)
    if not 1 <= seconds <= LONGEST:
        raise NotANumber(f"From 1 to {LONGEST:,} seconds")
    return float(seconds)
