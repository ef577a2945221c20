"""Page one: the files and their sheets, what each is read as, and which file replaces which."""

from pathlib import PurePath

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from isthmus.exchange.choices import SheetKey
from isthmus.exchange.proposal import (
    CAPABILITIES,
    DATA_MATRIX,
    DATA_OBJECTS,
    DEPARTMENTS,
    FLOWS,
    HOLDINGS,
    IGNORED,
    MATRIX,
    MIXED,
    SYSTEMS,
    SheetAccount,
)
from isthmus.ui.importwizard.desk import ImportDesk, key_of
from isthmus.ui.importwizard.sheet_preview import SheetPreview
from isthmus.ui.importwizard.table import Line, LineTable
from isthmus.ui.importwizard.words import ROLES
from isthmus.ui.text import caption, label
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.basic import button, column, row

_CHOOSABLE = (SYSTEMS, FLOWS, DATA_OBJECTS, DEPARTMENTS, CAPABILITIES, HOLDINGS, MATRIX,
              DATA_MATRIX, IGNORED)  # fmt: skip
_NONE = "no earlier file"
_ROWS = 40
"""Rows of the preview."""


class SheetsPage(QWidget):
    """The sheets on the left; what is known and can be chosen of one on the right."""

    sheet_chosen = Signal(object)
    """Another sheet is looked at: its SheetKey."""

    more_wanted = Signal()
    """More files are to be imported along."""

    def __init__(self, desk: ImportDesk, keeper: ThemeKeeper) -> None:
        super().__init__()
        self._desk = desk
        self._key: SheetKey | None = None
        self._place = 0
        """Which of the accounts is looked at: a sheet of several types has one for each."""
        self.list = LineTable(("Sheet", "Read as", "Rows"), keeper, "Sheets", filtered=False)
        self.list.set_widths(0, 120, 60)
        self.list.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.chosen_changed.connect(self._choose)
        self._title = label("", "heading", wrap=True)
        self._why = label("", "muted", wrap=True)
        self.role = QComboBox()
        self.role.setAccessibleName("Read as")
        self.role.activated.connect(self._set_role)
        self.header = QSpinBox()
        self.header.setAccessibleName("Header in row")
        self.header.setRange(1, 999_999)
        self.header.setKeyboardTracking(False)
        self.header.setMaximumWidth(72)
        self.header.valueChanged.connect(self._set_header)
        self.hidden = QCheckBox(caption("Read what is hidden in it"))
        self.hidden.clicked.connect(self._set_hidden)
        self.edition = QComboBox()
        self.edition.setAccessibleName("Replaces")
        self.edition.activated.connect(self._set_edition)
        self.preview = SheetPreview(keeper)
        self.preview.header_wanted.connect(self._set_header)
        self._edition_why = label("", "small")
        self._replaced = QWidget()
        split = QSplitter(Qt.Orientation.Horizontal)
        self.more = button("Add files…", self.more_wanted.emit, look="link")
        self.fewer = button("Remove this file", self._remove_file, look="link")
        side = QWidget()
        box = column(self.list, row(self.more, self.fewer, None, gap=12), gap=6)
        box.setStretchFactor(self.list, 1)
        side.setLayout(box)
        split.addWidget(side)
        split.addWidget(self._details())
        split.setSizes([340, 640])
        split.setChildrenCollapsible(False)
        self.setLayout(column(split, margins=(0, 10, 0, 0)))

    def _details(self) -> QWidget:
        made = QWidget()
        asked = row(label("Read as", "field"), self.role, label("Header in row", "field"),
                    self.header, self.hidden, None, gap=10)  # fmt: skip
        self._replaced.setLayout(
            row(label("Replaces", "field"), self.edition, self._edition_why, None, gap=10)
        )
        box: QVBoxLayout = column(
            *(self._title, self._why, asked, self._replaced, self.preview),
            margins=(16, 0, 0, 0),
            gap=10,
        )
        box.setStretchFactor(self.preview, 1)
        made.setLayout(box)
        return made

    def show_outcome(self) -> None:
        """Show what the sheets are taken for now."""
        sheets = self._desk.outcome.sheets
        several = len({one.number for one in sheets}) > 1
        self.fewer.setVisible(several)
        self.list.fill([_line(n, one, several=several) for n, one in enumerate(sheets)])
        known = {key_of(one) for one in sheets}
        if self._key not in known:
            used = next((one for one in sheets if one.role != IGNORED), None)
            first = used or (sheets[0] if sheets else None)
            if first is not None:
                self.show_sheet(key_of(first))
        self._show_details()

    def show_sheet(self, key: SheetKey) -> None:
        """Look at a sheet."""
        keys = [key_of(one) for one in self._desk.outcome.sheets]
        if key in keys:
            self._key, self._place = key, keys.index(key)
            self.list.choose(lambda line: line.key == self._place)
            self._show_details()

    def _choose(self) -> None:
        for place in self.list.chosen()[:1]:
            if isinstance(place, int) and place != self._place:
                self._place = place
                self._key = key_of(self._desk.outcome.sheets[place])
                self._show_details()
                self.sheet_chosen.emit(self._key)

    def _sheet(self) -> SheetAccount | None:
        sheets = self._desk.outcome.sheets
        here = sheets[self._place : self._place + 1]
        found = [one for one in (*here, *sheets) if key_of(one) == self._key]
        return found[0] if found else None

    def _show_details(self) -> None:
        sheet = self._sheet()
        if sheet is None or self._key is None:
            return
        self._title.setText(" · ".join(dict.fromkeys((sheet.file, sheet.name))))
        program = f"An export of {sheet.program}. " if sheet.program else ""
        self._why.setText(f"{program}{sheet.why}")
        self._show_choices(sheet)
        self._show_edition(sheet)
        shown = max(_ROWS, (sheet.header_row or 0) + 12)
        self.preview.show_rows(self._desk.rows(self._key, shown), sheet.header_row)

    def _show_choices(self, sheet: SheetAccount) -> None:
        role = SYSTEMS if sheet.role == MIXED else sheet.role
        offered = dict.fromkeys((*_CHOOSABLE, role))
        with QSignalBlocker(self.role), QSignalBlocker(self.header), QSignalBlocker(self.hidden):
            self.role.clear()
            for one in offered:
                self.role.addItem(caption(ROLES[one]), one)
            self.role.setCurrentIndex(list(offered).index(role))
            self.header.setValue(sheet.header_row or 1)
            has_hidden = sheet.hidden or sheet.hidden_rows or sheet.hidden_columns
            self.hidden.setVisible(bool(has_hidden))
            self.hidden.setText(caption(f"Read {_hidden(sheet)}"))
            self.hidden.setChecked(self._desk.sheet_choice(key_of(sheet)).hidden)

    def _show_edition(self, sheet: SheetAccount) -> None:
        proposal = self._desk.outcome.proposal
        found = [e for e in proposal.editions if e.file == sheet.file] if proposal else []
        files = _cited(self._desk)
        self._replaced.setVisible(bool(files))
        with QSignalBlocker(self.edition):
            self.edition.clear()
            for name in ("", *files):
                self.edition.addItem(caption(name or _NONE), name)
            earlier = found[0].earlier if found else ""
            self.edition.setCurrentIndex(max(0, self.edition.findData(earlier)))
        self._edition_why.setText(f"{found[0].reason.capitalize()}." if found and files else "")

    def _set_role(self) -> None:
        if self._key is not None:
            self._desk.choose_sheet(self._key, role=self.role.currentData())

    def _set_header(self, header: int) -> None:
        if self._key is not None:
            self._desk.choose_sheet(self._key, header_row=header, fields={})

    def _set_hidden(self) -> None:
        if self._key is not None:
            self._desk.choose_sheet(self._key, hidden=self.hidden.isChecked())

    def _remove_file(self) -> None:
        if self._key is not None:
            self._desk.remove(self._key.file)

    def _set_edition(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            editions = {**self._desk.choices.editions, sheet.file: self.edition.currentData()}
            self._desk.choose(editions=editions)


def _line(place: int, sheet: SheetAccount, *, several: bool) -> Line:
    name = sheet.name or sheet.file
    if several and sheet.name not in ("", PurePath(sheet.file).stem):
        name = f"{sheet.name} · {sheet.file}"
    texts = (name, ROLES.get(sheet.role, sheet.role), f"{sheet.rows:,}")
    faint = "faint" if sheet.role == IGNORED else ""
    return Line(place, texts, (faint, faint, faint), ("", "", sheet.rows))


def _hidden(sheet: SheetAccount) -> str:
    """What is hidden of a sheet: '3 hidden rows and 1 hidden column'."""
    if sheet.hidden:
        return "it though it is hidden"
    counted = ((sheet.hidden_rows, "row"), (sheet.hidden_columns, "column"))
    parts = [f"{n} hidden {what}{'s' if n != 1 else ''}" for n, what in counted if n]
    return " and ".join(parts)


def _cited(desk: ImportDesk) -> list[str]:
    """The files that the map was made from."""
    base = desk.background.base
    records = (*base.systems.values(), *base.flows.values())
    return sorted({cell.file for record in records for cell in record.origin}, key=str.casefold)
