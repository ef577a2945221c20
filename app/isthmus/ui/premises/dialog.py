"""The settings page: the premises of the map's findings, applied as one undo step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from isthmus.analysis.premises import Premises
from isthmus.ui.premises.draft import Draft
from isthmus.ui.premises.entered import FieldsDialog
from isthmus.ui.premises.outlook import Outlook
from isthmus.ui.premises.pages import MainlandPage, TiesPage
from isthmus.ui.premises.rates_page import RatesPage
from isthmus.ui.premises.rules_page import RulesPage
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import hairline

_WIDTH, _HEIGHT = 860, 720


class PremisesDialog(FieldsDialog):
    """Ties, mainland, rules and currencies, and what would change if they were applied."""

    def __init__(self, draft: Draft, apply: Callable[[Premises], object], parent: QWidget) -> None:
        super().__init__("What the findings depend on", parent, _WIDTH)
        self.setObjectName("premises")
        self._draft = draft
        self._apply = apply
        draft.setParent(self)
        self.ties, self.mainland = TiesPage(draft), MainlandPage(draft)
        self.rules, self.rates = RulesPage(draft), RatesPage(draft)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName("Ties, mainland, rules, currencies")
        for page, title in (
            (self.ties, "Ties"), (self.mainland, "Mainland"), (self.rules, "Rules"),
            (self.rates, "Currencies"),
        ):  # fmt: skip
            self.tabs.addTab(page, title)
        self.outlook = label("", wrap=True)
        self.outlook.setAccessibleName("What would change")
        self.outlook.setMinimumHeight(36)
        self.outlook.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(hairline())
        self.body.addWidget(self.outlook)
        self._add_buttons()
        draft.changed.connect(self._follow)
        self.rates.spoilt.connect(self._follow)
        self._follow()
        self.tabs.setFocus()

    def _add_buttons(self) -> None:
        self.usual = self.answer("Back to the usual", self._reset, closes=False, left=True)
        self.cancel_button()
        self.primary = self.answer("Apply", self._done, look="primary", closes=False)

    def follow(self, outlook: Outlook) -> None:
        """Show what would change as it is worked out."""
        outlook.told.connect(self.outlook.setText)
        outlook.counted.connect(self.rules.count)
        self.finished.connect(outlook.cancel)

    def fit(self, least: int = _HEIGHT) -> None:
        """As high as most windows allow: the tree of rules is long."""
        super().fit(least)

    def _reset(self) -> None:
        self._draft.take(Premises())

    def _follow(self) -> None:
        self.primary.setEnabled(self._draft.is_changed and not self.rates.fault)
        self.usual.setEnabled(self._draft.premises != Premises())

    def _done(self) -> None:
        premises = self._draft.premises
        self.accept()
        self._apply(premises)
