"""Asks what a presentation goes through."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from isthmus.analysis.results import Finding
from isthmus.catalogue.types import Severity
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.presenting.programme import Programme
from isthmus.ui.text import caption, label
from isthmus.ui.widgets.basic import column


class ChooseSteps(PlainDialog):
    """Views or not, and findings of which severities."""

    chosen = Signal(object)
    """The Programme."""

    def __init__(
        self, programme: Programme, views: int, findings: Sequence[Finding], parent: QWidget
    ) -> None:
        super().__init__("Present", parent, 440)
        self.setObjectName("present")
        self.say(
            "The map alone, full screen, step by step. Arrows go from step to step, B blanks the "
            "screen, Esc leaves.",
            "muted",
        )
        self._counts = {one: sum(f.severity is one for f in findings) for one in Severity}
        self._views = QCheckBox(f"Every view as a whole ({views:,})")
        self._views.setChecked(programme.views)
        self._severities = {one: self._box(one, programme) for one in _worst_first()}
        self.body.addSpacing(8)
        self.body.addLayout(column(label("First", "field"), self._views, gap=6))
        boxes = column(*self._severities.values(), gap=4)
        self.body.addLayout(column(label("Then the findings", "field"), boxes, gap=6))
        self.cancel_button()
        self.answer("Present", lambda: self.chosen.emit(self.programme()), look="primary")

    def _box(self, severity: Severity, programme: Programme) -> QCheckBox:
        count = self._counts[severity]
        made = QCheckBox(caption(f"{severity.value.capitalize()} ({count:,})"))
        made.setChecked(severity in programme.severities)
        made.setEnabled(bool(count))
        return made

    def programme(self) -> Programme:
        """What is chosen now."""
        severities = (one for one, box in self._severities.items() if box.isChecked())
        return Programme(self._views.isChecked(), frozenset(severities))


def _worst_first() -> list[Severity]:
    return sorted(Severity, key=lambda one: -one.rank)
