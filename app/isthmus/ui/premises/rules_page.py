"""The page of rules: on or off, edited, new, from files and to files."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from isthmus.analysis.premises import Premises
from isthmus.analysis.results import Analysis
from isthmus.analysis.rulebook import (
    held_rules,
    new_key,
    rulebook,
    switched,
    with_pack,
    with_rule,
    without_pack,
    without_rule,
)
from isthmus.catalogue.errors import CatalogueError
from isthmus.catalogue.rules import OWN
from isthmus.catalogue.ruletext import rules_as_text
from isthmus.catalogue.types import Direction, Rule, Severity, Subject
from isthmus.storage.errors import StorageError
from isthmus.storage.replacing import replace_file
from isthmus.ui.dialogs.choosing import ALL, choose_file, choose_target
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.premises.draft import Draft
from isthmus.ui.premises.rule_card import RuleCard
from isthmus.ui.premises.rule_form import RuleForm
from isthmus.ui.premises.rule_tree import RuleTree
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, column, row
from isthmus.workspace.edits import read_pack
from isthmus.workspace.errors import EditRefused

_RULES = "Rules (*.toml)"
_BLANK = Rule(
    "", OWN, "", (), (), (), Direction.FORWARD, Subject.SOURCE, automated=True, max_hops=3,
    severity=Severity.MEDIUM, why="", claim=OWN,
)  # fmt: skip


class RulesPage(QWidget):
    """The tree of rules over what the chosen one says."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.search = QLineEdit()
        self.search.setPlaceholderText("Filter by words, key, category or data object")
        self.search.setAccessibleName("Filter the rules")
        self.search.setClearButtonEnabled(True)
        self.tree = RuleTree(draft)
        self.card = RuleCard()
        self.nothing = label("No rule has these words.", "muted")
        self.nothing.hide()
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.tree.switched.connect(self._switch)
        self.tree.chosen.connect(self._show)
        self.tree.opened.connect(self._open)
        self.card.asked.connect(self._answer)
        self.setFocusProxy(self.search)

    def _lay_out(self) -> None:
        foot = row(
            self.card.buttons,
            None,
            button("New rule…", self.add, name="new-rule"),
            button("Add rules from a file…", self._ask_file, name="add-rules"),
            button("Save rules to a file…", self._ask_target, name="save-rules"),
        )
        parts = (self.search, self.nothing, self.tree, self.card, foot)
        box = column(*parts, margins=(0, 12, 0, 12))
        box.setStretchFactor(self.tree, 1)
        self.setLayout(box)

    def count(self, found: Analysis) -> None:
        """Show how many findings each rule has."""
        self.tree.count(Counter(f.rule for f in found.findings if not f.waived))

    # The tree

    def _filter(self, text: str) -> None:
        self.nothing.setVisible(not self.tree.filter(text))

    def _switch(self, name: str, on: bool) -> None:  # noqa: FBT001 - the signal's own
        draft = self._draft
        draft.take(switched(draft.premises, draft.catalogue, [name], on=on))

    def _show(self, name: str) -> None:
        catalogue = self._draft.catalogue
        packs = {pack.name: pack for pack in rulebook(self._draft.premises, catalogue)}
        held = {one.rule.key: one for pack in packs.values() for one in pack.rules}
        if name in held:
            sources = {key: one.title for key, one in catalogue.sources.items()}
            self.card.show_rule(held[name], catalogue, sources)
        elif name in packs:
            self.card.show_pack(packs[name])
        else:
            self.card.show_nothing()

    def _open(self, name: str) -> None:
        """Edit a rule, or fold a pack."""
        if name in held_rules(self._draft.premises, self._draft.catalogue):
            self._edit(name)
        elif item := self.tree.currentItem():
            item.setExpanded(not item.isExpanded())

    # Rules

    def _answer(self, word: str, name: str) -> None:
        draft = self._draft
        if word == "edit":
            self._edit(name)
        elif word == "back":
            draft.take(without_rule(draft.premises, draft.catalogue, name))
        else:
            draft.take(without_pack(draft.premises, name))
        self.tree.setFocus()

    def _edit(self, key: str) -> None:
        held = held_rules(self._draft.premises, self._draft.catalogue)[key]
        self._ask(held.rule, is_new=False)

    def add(self) -> None:
        """Ask for a rule of the map's own."""
        keys = held_rules(self._draft.premises, self._draft.catalogue)
        self._ask(replace(_BLANK, key=new_key(keys)), is_new=True)

    def _ask(self, rule: Rule, *, is_new: bool) -> None:
        RuleForm(rule, self._draft, self._keep, self, is_new=is_new).open()

    def _keep(self, rule: Rule) -> str:
        """Let a rule hold; what is wrong with it, '' if nothing is."""
        draft = self._draft
        try:
            premises = with_rule(draft.premises, draft.catalogue, rule)
        except CatalogueError as error:
            return error.fault.removeprefix(f"{rule.pack}.toml: ").removeprefix(f"{rule.key}: ")
        draft.take(premises)
        self.tree.show_name(rule.key)
        return ""

    # Files

    def _ask_file(self) -> None:
        choose_file(self, "Add rules from a file", (_RULES, ALL), self.add_file)

    def add_file(self, path: Path) -> None:
        """Take a pack of rules in, or say what is wrong with it."""
        draft = self._draft
        try:
            name, text = read_pack(path)
            premises = with_pack(draft.premises, draft.catalogue, name, text)
        except EditRefused as error:
            tell(self, "The rules cannot be read", str(error))
        except CatalogueError as error:
            tell(self, "The rules cannot be read", error.fault)
        else:
            draft.take(premises)
            self.search.clear()
            self.tree.show_name(name)

    def _ask_target(self) -> None:
        proposed = Path.home() / "rules.toml"
        choose_target(self, "Save the rules that are on", proposed, (_RULES,), self.save_file)

    def save_file(self, path: Path) -> None:
        """Write all rules that are on as one pack, or say why not."""
        text = rules_as_text(_on(self._draft.premises, self._draft))
        try:
            replace_file(path, lambda temporary: _write(temporary, text))
        except StorageError as error:
            tell(self, "Not written", str(error))


def _on(premises: Premises, draft: Draft) -> list[Rule]:
    held = held_rules(premises, draft.catalogue)
    return [one.rule for one in held.values() if one.is_on]


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
