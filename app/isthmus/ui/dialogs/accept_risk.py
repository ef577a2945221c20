"""Accept a finding as a risk: why, by whom, in what role, until when."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from isthmus.analysis.results import Finding
from isthmus.ui.dates import NotADate, read_end, write_date
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.panels.finding_rows import title_of
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import mark, row
from isthmus.workspace.sources import author

Accept = Callable[[str, str, str, date | None], Any]
"""Takes reason, who, role and until when."""


_COMES_BACK = "If it grows to more systems or becomes more severe, it comes back as a finding."


class AcceptRisk(PlainDialog):
    """Asks why, who, in what role and until when.

    The finding comes back when the date is past, and when it is about more or more severe.
    """

    def __init__(self, finding: Finding, line: str, accept: Accept, parent: QWidget) -> None:
        super().__init__("Accept this risk", parent, 480)
        self.setObjectName("accept-risk")
        self._accept = accept
        self._problems: dict[QWidget, QLabel] = {}
        self.say(f"{title_of(finding)}: {line}", "heading")
        self.say(finding.evidence, "muted")
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText("Why it is acceptable, and what was weighed")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(76)
        self.who = QLineEdit(author())
        self.role = QLineEdit()
        self.role.setPlaceholderText("CIO, process owner…")
        self.until = QLineEdit(write_date(in_a_year(_today())))
        self.until.setPlaceholderText("2027-06-30")
        self.no_end = QCheckBox("No end: until somebody takes it back")
        self._ask("Reason", self.reason)
        self._ask("Accepted by", self.who)
        self._ask("In the role of", self.role)
        self._ask("Until", self.until, self.no_end)
        self.say(_COMES_BACK, "muted")
        self.reason.textChanged.connect(lambda: self._refuse(self.reason, ""))
        self.who.textEdited.connect(lambda: self._refuse(self.who, ""))
        self.until.textEdited.connect(lambda: self._refuse(self.until, ""))
        self.no_end.toggled.connect(self._set_end)
        self.cancel_button()
        self.answer("Accept risk", self._done, look="primary", closes=False)
        self.reason.setFocus()

    def _ask(self, name: str, field: QWidget, *beside: QWidget) -> None:
        """A caption with room at its right for a word on what does not fit, and the field."""
        field.setAccessibleName(name)
        problem = label("", "danger")
        self._problems[field] = problem
        self.body.addLayout(row(label(name, "field"), None, problem))
        self.body.addLayout(row(field, *beside, gap=12))

    def _set_end(self, is_endless: bool) -> None:  # noqa: FBT001 - the signal's own
        self.until.setDisabled(is_endless)
        self._refuse(self.until, "")

    def _done(self) -> None:
        reason, who = self.reason.toPlainText().strip(), self.who.text().strip()
        until, what = self._read_until()
        why = "" if reason else "Say why: whoever reads the report will ask"
        by_whom = "" if who else "Say who accepts it"
        faults = ((self.reason, why), (self.who, by_whom), (self.until, what))
        for field, fault in reversed(faults):
            self._refuse(field, fault)
            if fault:
                field.setFocus()
        if not any(fault for _, fault in faults):
            self.accept()
            self._accept(reason, who, self.role.text().strip(), until)

    def _read_until(self) -> tuple[date | None, str]:
        """The day that was typed, and what is wrong with it."""
        if self.no_end.isChecked():
            return None, ""
        try:
            until = read_end(self.until.text())
        except NotADate as error:
            return None, str(error)
        if until is None:
            return None, "Say until when, or choose no end"
        return until, "" if until >= _today() else "This day is past"

    def _refuse(self, field: QWidget, why: str) -> None:
        self._problems[field].setText(why)
        mark(field, bad=bool(why))


def in_a_year(day: date) -> date:
    """The same day of the next year; the last of February for its leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _today() -> date:
    return datetime.now().astimezone().date()
