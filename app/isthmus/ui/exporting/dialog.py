"""What to export, and how: with the picture as it will be beside the choices."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from isthmus.drawing.chart import Chart
from isthmus.drawing.picture import Page, Picture
from isthmus.ui.canvas.part import Part
from isthmus.ui.dialogs.base import PlainDialog
from isthmus.ui.exporting.choice import SCALES, Choice, Form
from isthmus.ui.exporting.outcome import outcome, trouble
from isthmus.ui.exporting.preview import Preview
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import column, mark, row

_FORMS = {Form.SVG: "SVG", Form.PDF: "PDF", Form.PNG: "PNG"}
_PAGES = {Page.DRAWING: "As large as the drawing", Page.A4: "A4", Page.A3: "A3"}
_THEMES = {"light": "Light", "dark": "Dark"}
_WIDEST = 60_000
_OWN = 0.0
"""Of the sizes of a PNG: a width of one's own."""


class ExportDialog(PlainDialog):
    """Asks what, in which format, how large; shows it; then asks where."""

    export_wanted = Signal(object)
    """The Choice."""
    copy_wanted = Signal(object)
    """The Choice."""

    def __init__(
        self,
        charts: Mapping[Part, Chart],
        choice: Choice,
        words: tuple[str, str],
        keeper: ThemeKeeper,
        parent: QWidget,
    ) -> None:
        """`charts` has no selection where nothing is selected; `words` stand under it on paper."""
        super().__init__("Export the view", parent, 880)
        self.setObjectName("export")
        self._charts = charts
        self._words = words
        self._preview = Preview(keeper)
        self._outcome = label("", "muted")
        self._trouble = label("", "warning")
        self._make_choices(choice)
        self._lay_out()
        self._show_choice(choice)
        self.answer("Copy", lambda: self.copy_wanted.emit(self.choice()), left=True)
        self.cancel_button()
        self._go = self.answer(
            "Export…", lambda: self.export_wanted.emit(self.choice()), look="primary"
        )
        self._follow()
        self._form.button(choice.form).setFocus()

    def _make_choices(self, choice: Choice) -> None:
        parts = {
            Part.VIEW: "Whole view",
            Part.SELECTION: _selected(self._charts.get(Part.SELECTION)),
            Part.SIGHT: "What is in sight",
        }
        self._part = _Radios(parts, self._follow)
        self._part.button(Part.SELECTION).setEnabled(Part.SELECTION in self._charts)
        self._form = _Radios(_FORMS, self._follow)
        self._theme = _Radios(_THEMES, self._follow)
        self._size = QComboBox()
        for scale in SCALES:
            self._size.addItem(f"{scale:g}x", scale)
        self._size.addItem("Width", _OWN)
        self._size.setAccessibleName("Size")
        self._across = QLineEdit(str(choice.picture.width or 1920))
        self._across.setValidator(QIntValidator(1, _WIDEST, self))
        self._across.setAccessibleName("Width in pixels")
        self._page = QComboBox()
        for page, words in _PAGES.items():
            self._page.addItem(words, page)
        self._page.setAccessibleName("Page")
        self._sea = QCheckBox("Background")
        self._legend = QCheckBox("Legend")
        self._size.currentIndexChanged.connect(self._follow)
        self._across.textChanged.connect(self._follow)
        self._page.currentIndexChanged.connect(self._follow)
        self._sea.toggled.connect(self._follow)
        self._legend.toggled.connect(self._follow)

    def _lay_out(self) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(16)
        choices.addLayout(_group("Show", column(*self._part.buttons(), gap=4)))
        choices.addLayout(_group("Format", row(*self._form.buttons(), None, gap=16)))
        self._pixels = _held(row(self._size, self._across, label("pixels", "muted"), None))
        self._paper = _held(row(self._page, None))
        self._any_size = label("Sharp at any size", "muted")
        sizes = column(self._pixels, self._paper, self._any_size, gap=0)
        choices.addLayout(_group("Size", sizes))
        choices.addLayout(_group("Colours", row(*self._theme.buttons(), None, gap=16)))
        choices.addLayout(column(self._sea, self._legend, gap=4))
        choices.addStretch(1)
        left = _held(choices)
        left.setFixedWidth(272)
        self._preview.setMinimumHeight(400)
        under = row(self._outcome, None, self._trouble)
        self.body.addSpacing(6)
        self.body.addLayout(row(left, column(self._preview, under, gap=8), gap=24))

    def _show_choice(self, choice: Choice) -> None:
        picture = choice.picture
        self._part.choose(choice.part)
        self._form.choose(choice.form)
        self._theme.choose(picture.theme)
        self._size.setCurrentIndex(self._size.findData(_OWN if picture.width else picture.scale))
        self._page.setCurrentIndex(list(_PAGES).index(picture.page))
        self._sea.setChecked(picture.background)
        lens = self._charts[Part.VIEW].reading.dresses
        self._legend.setChecked(lens if picture.legend is None else picture.legend)

    def choice(self) -> Choice:
        """What is chosen now."""
        scale = float(self._size.currentData())
        width = int(self._across.text() or 0) if scale == _OWN else 0
        picture = Picture(
            self._theme.chosen(),
            background=self._sea.isChecked(),
            legend=self._legend.isChecked(),
            scale=scale or Picture().scale,
            width=width,
            page=Page(self._page.currentData()),
        )
        return Choice(self._form.chosen(), self._part.chosen(), picture)

    def _follow(self) -> None:
        """Show what is chosen: fields that count, the picture, what will come of it."""
        if not hasattr(self, "_go"):
            return  # still being made
        choice = self.choice()
        self._pixels.setVisible(choice.form is Form.PNG)
        self._paper.setVisible(choice.form is Form.PDF)
        self._any_size.setVisible(choice.form is Form.SVG)
        is_own = choice.form is Form.PNG and float(self._size.currentData()) == _OWN
        self._across.setEnabled(is_own)
        bad = is_own and not self._across.hasAcceptableInput()
        mark(self._across, bad=bad)
        self._go.setEnabled(not bad)
        chart = self._charts[choice.part]
        self._outcome.setText("" if bad else outcome(chart, choice))
        self._trouble.setText(f"1 to {_WIDEST:,} pixels" if bad else trouble(chart, choice))
        self._preview.show_picture(chart, choice, self._words)
        self._preview.setAccessibleDescription(self._outcome.text())


class _Radios:
    """One of several, as radio buttons."""

    def __init__(self, words: Mapping[Any, str], follow: Any) -> None:  # noqa: ANN401 - a slot
        self._values = list(words)
        self._group = QButtonGroup()
        for number, text in enumerate(words.values()):
            made = QRadioButton(caption(text))
            self._group.addButton(made, number)
            made.toggled.connect(follow)

    def buttons(self) -> list[QWidget]:
        """The buttons in their order."""
        return list(self._group.buttons())

    def button(self, value: Any) -> QRadioButton:  # noqa: ANN401
        """The button of a value."""
        made: Any = self._group.button(self._values.index(value))
        return made  # type: ignore[no-any-return]

    def choose(self, value: Any) -> None:  # noqa: ANN401
        """Turn this one on."""
        self.button(value).setChecked(True)

    def chosen(self) -> Any:  # noqa: ANN401
        """The value of the one that is on."""
        return self._values[self._group.checkedId()]


def _selected(chart: Chart | None) -> str:
    if chart is None:
        return "Selection (nothing is selected)"
    count = len(chart.cards)
    return f"Selection ({count:,} system{'' if count == 1 else 's'})"


def _group(title: str, inside: QHBoxLayout | QVBoxLayout) -> QVBoxLayout:
    return column(label(title, "field"), inside, gap=6)


def _held(layout: QHBoxLayout | QVBoxLayout) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    made = QWidget()
    made.setLayout(layout)
    return made
