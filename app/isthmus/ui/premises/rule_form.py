"""The form of one rule: what it expects of whom, how badly, and why."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from isthmus.analysis.premisewords import expectation
from isthmus.analysis.rulebook import held_rules
from isthmus.catalogue.rules import MOST_HOPS, OWN, RULE_KEY
from isthmus.catalogue.types import Direction, Rule, Scope, Severity, Subject
from isthmus.model.records import Criticality, Hosting
from isthmus.ui.premises.draft import Draft
from isthmus.ui.premises.entered import FieldsDialog
from isthmus.ui.premises.key_tokens import KeyTokens
from isthmus.ui.properties.fields import ChoiceField, words_of
from isthmus.ui.properties.tokens import REGIONS
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import column

Keep = Callable[[Rule], str]
"""Takes the rule; what is wrong with it, '' if it was taken."""

_DIRECTIONS = ((Direction.FORWARD, "From giver to taker"), (Direction.BOTH, "Both ways"))
_SUBJECTS = (
    (Subject.SOURCE, "Each giver must have a taker"),
    (Subject.TARGET, "Each taker must have a giver"),
)
_SCOPES = (
    (Scope.ANYWHERE, "Anywhere"),
    (Scope.DEPARTMENT, "In the same department"),
    (Scope.REGION, "In the same region"),
)
_EXPECTED = ("sources", "targets", "data_objects", "direction", "subject")
"""What a source vouches for: with other words of these, the rule is the company's own."""
_CHOOSE, _ANY = "Type a name, Enter adds it", "Any"
_TOP = Qt.AlignmentFlag.AlignTop
_NEEDED = {
    "title": "Give the rule a title",
    "sources": "Say which systems give the data",
    "targets": "Say which systems take the data",
    "data_objects": "Say which data objects are to move",
    "why": "Say what may go wrong without it: it stands in the evidence",
}


class RuleForm(FieldsDialog):
    """Edits a rule; it is kept as one of the map's own."""

    def __init__(
        self, rule: Rule, draft: Draft, keep: Keep, parent: QWidget, *, is_new: bool
    ) -> None:
        super().__init__("New rule" if is_new else f"Edit {rule.key}", parent, 700)
        self.setObjectName("rule-form")
        self._rule, self._draft, self._keep, self._is_new = rule, draft, keep, is_new
        self._make_lines()
        self._make_choices()
        self._make_tokens()
        self.words = label("", "muted", wrap=True)
        self.problem = label("", "danger", wrap=True)
        self._lay_out()
        self.cancel_button()
        self.primary = self.answer("Keep the rule", self._done, look="primary", closes=False)
        self._read_again()
        (self.title if is_new else self.why).setFocus()

    def fit(self, least: int = 740) -> None:
        """High enough to see most of it at once."""
        super().fit(least)

    def _make_lines(self) -> None:
        self.key, self.title = QLineEdit(self._rule.key), QLineEdit(self._rule.title)
        self.key.setReadOnly(not self._is_new)
        self.key.setMaxLength(6)
        self.title.setMaxLength(200)
        self.why = QPlainTextEdit(self._rule.why)
        self.why_back = QPlainTextEdit(self._rule.why_back)
        for area in (self.why, self.why_back):
            area.setTabChangesFocus(True)
            area.setFixedHeight(54)
        for part in (self.key, self.title, self.why, self.why_back):
            part.textChanged.connect(lambda *_: self._read_again())
        self.hops = QSpinBox()
        self.hops.setRange(1, MOST_HOPS)
        self.hops.setFixedWidth(64)
        self.hops.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.hops.setValue(self._rule.max_hops)
        self.hops.valueChanged.connect(lambda _: self._read_again())
        self.automated = self._check("A way by hand falls short", on=self._rule.automated)
        self.together = self._check("All that lack it are one finding", on=self._rule.together)

    def _check(self, words: str, *, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(on)
        made.clicked.connect(lambda _: self._read_again())
        return made

    def _make_choices(self) -> None:
        severities = [(one, one.capitalize()) for one in reversed(Severity)]
        self.choices: dict[str, Any] = {}
        self._fields = {
            "severity": ChoiceField("Severity", severities),
            "direction": ChoiceField("Direction", _DIRECTIONS),
            "subject": ChoiceField("Who must have it", _SUBJECTS),
            "within": ChoiceField("Where the counterpart has to be", _SCOPES),
        }
        for name, field in self._fields.items():
            self.choices[name] = getattr(self._rule, name)
            field.show_value(self.choices[name])
            field.committed.connect(lambda value, name=name: self._choose(name, value))

    def _choose(self, name: str, value: object) -> None:
        self.choices[name] = value
        self._read_again()

    def _make_tokens(self) -> None:
        catalogue, snapshot = self._draft.catalogue, self._draft.snapshot
        categories = {key: one.name for key, one in catalogue.categories.items()}
        objects = {key: one.name for key, one in catalogue.data_objects.items()}
        departments = {one.name: one.name for one in snapshot.departments.values()}
        regions = {name: name for name in REGIONS}
        self.tokens = {
            "sources": KeyTokens("Systems that give the data", categories, _CHOOSE),
            "targets": KeyTokens("Systems that take the data", categories, _CHOOSE),
            "data_objects": KeyTokens("Data objects, of which one is enough", objects, _CHOOSE),
            "departments": KeyTokens("Only of departments", departments, _ANY, is_open=True),
            "regions": KeyTokens("Only of regions", regions, _ANY, is_open=True),
            "hosting": KeyTokens("Only of hosting", _named(Hosting), _ANY),
            "criticality": KeyTokens("Only of criticality", _named(Criticality), _ANY),
        }
        for name, field in self.tokens.items():
            field.show_keys(getattr(self._rule, name))
            field.changed.connect(self._read_again)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 14, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, (left, right) in enumerate(self._pairs()):
            grid.addWidget(left, place, 0, 1, 1 if right else 2, _TOP)
            if right:
                grid.addWidget(right, place, 1, _TOP)
        grid.setRowStretch(grid.rowCount(), 1)
        held = QWidget()
        held.setLayout(grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(held)
        self.body.addWidget(area, 1)
        self.body.addWidget(self.words)
        self.body.addWidget(self.problem)

    def _pairs(self) -> list[tuple[QWidget, QWidget | None]]:
        """The fields in rows of one or two."""
        tokens, choices = self.tokens, self._fields
        return [
            (_captioned("Title", self.title), None),
            (_captioned("Key", self.key), choices["severity"]),
            (tokens["sources"], tokens["targets"]),
            (tokens["data_objects"], None),
            (choices["subject"], choices["direction"]),
            (choices["within"], _captioned("Flows on the longest way that counts", self.hops)),
            (self.automated, self.together),
            (_captioned("Why: what may go wrong without it", self.why), None),
            (_captioned("Why, where only the way back is missing", self.why_back), None),
            (tokens["departments"], tokens["regions"]),
            (tokens["hosting"], tokens["criticality"]),
        ]

    # Reading

    @property
    def rule(self) -> Rule:
        """The rule as the form has it."""
        chosen: dict[str, Any] = {name: field.keys for name, field in self.tokens.items()}
        rule = replace(
            self._rule,
            key=self.key.text().strip().upper(),
            title=" ".join(self.title.text().split()),
            max_hops=self.hops.value(),
            automated=self.automated.isChecked(),
            together=self.together.isChecked() and self.together.isEnabled(),
            why=" ".join(self.why.toPlainText().split()),
            why_back=self._way_back(),
            **chosen,
            **self.choices,
        )
        is_same = all(getattr(rule, name) == getattr(self._rule, name) for name in _EXPECTED)
        return rule if is_same else replace(rule, claim=OWN)

    def _way_back(self) -> str:
        both = self.choices["direction"] is Direction.BOTH
        return " ".join(self.why_back.toPlainText().split()) if both else ""

    def _read_again(self) -> None:
        """Say in a sentence what is expected, and allow what goes with it."""
        is_both = self.choices["direction"] is Direction.BOTH
        self.why_back.setEnabled(is_both)
        self.together.setEnabled(not is_both and self.choices["within"] is Scope.ANYWHERE)
        rule = self.rule
        whole = rule.sources and rule.targets and rule.data_objects
        self.words.setText(expectation(rule, self._draft.catalogue) if whole else "")
        self.problem.setText("")

    def _fault(self, rule: Rule) -> str:
        if typed := next((f for f in self.tokens.values() if f.is_refused), None):
            return typed.problem.text()
        if not RULE_KEY.fullmatch(rule.key):
            return "The key is three letters, a hyphen and two digits, as in OWN-01"
        if self._is_new and rule.key in held_rules(self._draft.premises, self._draft.catalogue):
            return f"There is a rule {rule.key} already: edit that one, or choose another key"
        return next((words for name, words in _NEEDED.items() if not getattr(rule, name)), "")

    def _done(self) -> None:
        for field in self.tokens.values():
            field.finish()
        rule = self.rule
        fault = self._fault(rule) or self._keep(rule)
        self.problem.setText(fault)
        if not fault:
            self.accept()


def _named(kind: type[StrEnum]) -> Mapping[str, str]:
    names = {one.value: words_of(one) for one in kind}
    return {key: "Not recorded" if key == "unknown" else words for key, words in names.items()}


def _captioned(words: str, part: QWidget) -> QWidget:
    part.setAccessibleName(words)
    held = QWidget()
    held.setLayout(column(label(words, "field"), part, gap=3))
    return held
