"""Whose work Isthmus is built on, and under which terms."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QScrollArea, QWidget

from isthmus.paths import resources
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.text import label

_BUNDLED = (
    ("Inter", "the typeface", "SIL Open Font License 1.1"),
    ("Lucide", "icons of categories", "ISC License"),
)
_TEXTS = (("fonts", "Inter-LICENSE.txt"), ("icons", "categories", "LICENSE"))
_LONGEST = 48


def show_licences(window: QWidget) -> PlainDialog:
    """List what is bundled and what is used, with their licences."""
    dialog = PlainDialog("Licences", window, 640)
    dialog.setObjectName("licences")
    dialog.say("Isthmus is under the Apache License 2.0. It builds on the work of others:", "muted")
    dialog.body.addWidget(_list(), 1)
    dialog.body.addSpacing(4)
    dialog.body.addWidget(label("Texts of what is bundled", "section"))
    dialog.body.addWidget(_texts(), 1)
    dialog.answer("Close", look="primary")
    dialog.open()
    return dialog


def _list() -> QScrollArea:
    grid = QGridLayout()
    grid.setVerticalSpacing(8)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(2, 1)
    grid.setContentsMargins(0, 0, 12, 0)
    for number, (name, what, licence) in enumerate((*_BUNDLED, *libraries())):
        grid.addWidget(label(name, "heading"), number, 0)
        grid.addWidget(label(what, "muted"), number, 1)
        grid.addWidget(label(licence, wrap=True), number, 2)
    inside = QWidget()
    inside.setLayout(grid)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setAccessibleName("Licences")
    area.setMinimumHeight(220)
    return area


def libraries() -> Iterator[tuple[str, str, str]]:
    """Name, version and licence of each library, as it says itself."""
    try:
        wanted = requires("isthmus") or []
    except PackageNotFoundError:
        wanted = []
    names = (re.match(r"[\w.-]+", one) for one in wanted)
    for name in sorted({found[0] for found in names if found}, key=str.casefold):
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue
        yield name, about["Version"], _licence(about)


def _licence(about: object) -> str:
    """The licence's expression, else its class, else the first words of its text."""
    get = about.get  # type: ignore[attr-defined]
    if expression := get("License-Expression"):
        return str(expression)
    classes = about.get_all("Classifier") or []  # type: ignore[attr-defined]
    found = [one.rpartition("::")[2].strip() for one in classes if one.startswith("License")]
    return ", ".join(found) or str(get("License") or "see its own files")[:_LONGEST]


def _texts() -> QPlainTextEdit:
    """The licences themselves, to be read and copied."""
    shown = QPlainTextEdit()
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName("Texts of the licences")
    files = (resources().joinpath(*parts) for parts in _TEXTS)
    shown.setPlainText("\n\n\n".join(one.read_text("utf-8") for one in files if one.is_file()))
    shown.setMinimumHeight(QFontMetrics(shown.font()).height() * 8)
    return shown
