"""The page of premises, opened on the map of Harbour & Vale."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QDialog

from isthmus.ui.premises.dialog import PremisesDialog
from isthmus.ui.window import MainWindow

Find = Callable[[str], QDialog]


@pytest.fixture
def page(harbour: MainWindow, dialog: Find) -> PremisesDialog:
    harbour.actions_["premises"].trigger()
    found = dialog("premises")
    assert isinstance(found, PremisesDialog)
    return found
