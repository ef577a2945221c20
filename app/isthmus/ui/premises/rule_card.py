"""What a rule says, in words, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from isthmus.analysis.premisewords import expectation, pack_title
from isthmus.analysis.rulebook import Held, Pack
from isthmus.catalogue.catalogue import Catalogue
from isthmus.catalogue.rules import OWN
from isthmus.catalogue.types import Rule
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, clear, column, pill, row
from isthmus.workspace.edits.resolving import counted

_HEIGHT = 132
_NOTHING = (
    "Choose a rule to read what it expects. Untick it, or its whole pack, to leave it out; edit it "
    "to let it say what holds in your company."
)
_FIELDS = {
    "title": "title", "sources": "sources", "targets": "targets", "data_objects": "data objects",
    "direction": "direction", "subject": "subject", "automated": "automation",
    "max_hops": "flows on the way", "severity": "severity", "why": "reason",
    "together": "telling together", "why_back": "reason for the way back", "within": "place",
    "departments": "departments", "regions": "regions", "hosting": "hosting",
    "criticality": "criticality",
}  # fmt: skip


class RuleCard(QWidget):
    """A rule, or a pack, told in full; its buttons ask by a word and the name."""

    asked = Signal(str, str)
    """'edit', 'back' (to the built-in rule, or to none) or 'remove' (a pack), and the name."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        self.body.setContentsMargins(0, 4, 12, 4)
        held = QWidget()
        held.setLayout(self.body)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(held)
        area.setAccessibleName("The chosen rule")
        area.setFixedHeight(_HEIGHT)
        self.setLayout(column(area))
        self.buttons = row()
        """Stands where its owner puts it."""
        self.show_nothing()

    def show_nothing(self) -> None:
        """Teach what rows are for."""
        self._clear()
        self.body.addWidget(label(_NOTHING, "muted", wrap=True))
        self.body.addStretch(1)

    def show_pack(self, pack: Pack) -> None:
        """Tell of a pack."""
        self._clear()
        self.body.addWidget(label(pack_title(pack.name), "heading"))
        said = f"{counted(len(pack.rules), 'rule')}, {pack.on} of them on."
        self.body.addWidget(label(said if pack.rules else "It holds no rule that can be read."))
        if pack.fault:
            words = f"It counts for nothing: {pack.fault}"
            self.body.addWidget(label(words, "danger", wrap=True))
        self.body.addStretch(1)
        if pack.fault or any(held.is_own for held in pack.rules):
            is_all = all(held.is_own and not held.is_edited for held in pack.rules)
            words = "Remove the pack" if is_all else "Back to the built-in rules"
            self._offer(words, "remove", pack.name)

    def show_rule(self, held: Held, catalogue: Catalogue, sources: Mapping[str, str]) -> None:
        """Tell of a rule; `sources` are titles by key."""
        self._clear()
        rule = held.rule
        head = row(
            label(rule.title, "heading", wrap=True),
            pill(rule.severity.capitalize(), rule.severity),
            pill("On" if held.is_on else "Off", "plain"),
        )
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(label(expectation(rule, catalogue), wrap=True))
        self.body.addWidget(label(f"Why: {rule.reason}", "muted", wrap=True))
        source = "The company's own rule" if rule.claim == OWN else sources.get(rule.claim, "")
        self.body.addWidget(label(f"{rule.key} · Source: {source}", "small", wrap=True))
        if held.built_in is not None and held.is_own:
            self.body.addWidget(label(_changes(rule, held.built_in), "warning", wrap=True))
        self.body.addStretch(1)
        self._offer("Edit…", "edit", rule.key)
        if held.is_own:
            words = "Back to the built-in one" if held.built_in else "Remove the rule"
            self._offer(words, "back", rule.key)

    def _offer(self, words: str, word: str, name: str) -> None:
        made = button(words, lambda: self.asked.emit(word, name), name=word)
        self.buttons.addWidget(made)

    def _clear(self) -> None:
        clear(self.body)
        clear(self.buttons)


def _changes(rule: Rule, built_in: Rule) -> str:
    """In what an edited rule differs."""
    names = [one.name for one in fields(Rule) if one.name in _FIELDS]
    told = [_FIELDS[n] for n in names if getattr(rule, n) != getattr(built_in, n)]
    return f"Changed from the built-in rule: {', '.join(told) or 'its pack'}."
