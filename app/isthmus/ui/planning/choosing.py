"""Which findings the plan is to close, one by one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from isthmus.analysis.results import Finding
from isthmus.model.records import System
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.panels.finding_rows import systems_line, title_of
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.ticks import Choice, TickList

_HIGH = 560


class ChooseFindings(PlainDialog):
    """A list to tick; what is not ticked is left alone."""

    def __init__(
        self,
        findings: Sequence[Finding],
        systems: Mapping[str, System],
        without: Collection[str],
        keeper: ThemeKeeper,
        parent: QWidget,
    ) -> None:
        super().__init__("Findings that the plan is to close", parent, 560)
        self.setObjectName("choose-findings")
        self._keys = [finding.key for finding in findings]
        self.say("What is not ticked is left alone.", "muted")
        self.ticks = TickList("Findings", keeper)
        choices = [_choice(finding, systems) for finding in findings]
        self.ticks.show_choices(choices, [key for key in self._keys if key not in without])
        self.body.addWidget(self.ticks, 1)
        self.cancel_button()

    def ask(self, then: Callable[[frozenset[str]], Any]) -> None:
        """Show it; call `then` with the keys of the findings to be left alone."""
        self.answer("Close what is ticked", lambda: then(self.without()), look="primary")
        self.open()
        self.ticks.field.setFocus()

    def without(self) -> frozenset[str]:
        """Keys of the findings that are not ticked."""
        return frozenset(self._keys) - set(self.ticks.chosen)

    def fit(self, least: int = _HIGH) -> None:
        """High enough for a list."""
        super().fit(least)


def _choice(finding: Finding, systems: Mapping[str, System]) -> Choice:
    line = systems_line(finding, systems)
    text = f"{title_of(finding)}: {line}" if line else title_of(finding)
    return Choice(finding.key, text, finding.severity.value)
