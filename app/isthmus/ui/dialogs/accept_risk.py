"""Accept a finding as a risk: why, by whom, until when."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from isthmus.analysis.results import Finding
from isthmus.ui.dates import NotADate, read_date
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.panels.finding_rows import title_of
from isthmus.ui.text import label

Accept = Callable[[str, str, date | None], Any]
"""Takes reason, who and until when."""


class AcceptRisk(PlainDialog):
    """Asks for the reason; the finding comes back when the date is past."""

    def __init__(self, finding: Finding, line: str, accept: Accept, parent: QWidget) -> None:
        super().__init__("Accept this risk", parent, 480)
        self.setObjectName("accept-risk")
        self._accept = accept
        self.say(f"{title_of(finding)}: {line}", "heading")
        self.say(finding.evidence, "muted")
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("Reason")
        self.reason.setPlaceholderText("Why it is acceptable, and what was weighed")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(76)
        self.who = QLineEdit()
        self.who.setAccessibleName("Accepted by")
        self.until = QLineEdit()
        self.until.setAccessibleName("Until")
        self.until.setPlaceholderText("2027-06-30; empty: until somebody takes it back")
        self._fault = label("", "danger", wrap=True)
        for name, field in (
            ("Reason", self.reason),
            ("Accepted by", self.who),
            ("Until", self.until),
        ):
            self.body.addWidget(label(name, "field"))
            self.body.addWidget(field)
        self.body.addWidget(self._fault)
        self.cancel_button()
        self.answer("Accept risk", self._done, look="primary", closes=False)
        self.reason.setFocus()

    def _done(self) -> None:
        reason = self.reason.toPlainText().strip()
        if not reason:
            self._refuse("Say why: whoever reads the report will ask.", self.reason)
            return
        try:
            until = read_date(self.until.text())
        except NotADate as error:
            self._refuse(str(error), self.until)
            return
        self.accept()
        self._accept(reason, self.who.text().strip(), until)

    def _refuse(self, why: str, field: QWidget) -> None:
        self._fault.setText(why)
        field.setFocus()
