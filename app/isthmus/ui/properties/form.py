"""What all forms share: sections, rows of fields, values shown and committed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from isthmus.model.records import CellRef, Record
from isthmus.ui.cells import field_name
from isthmus.ui.properties.fields import MIXED, Field
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import hairline, panel


class Form(QScrollArea):
    """A column of fields that scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields: dict[str, Field] = {}
        self._shown: tuple[str, ...] = ()
        self._kept: dict[tuple[str, ...], dict[str, tuple[str, str]]] = {}
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(16, 14, 16, 20)
        self.rows.setSpacing(10)
        self.setWidget(panel(self.rows, "body"))

    def section(self, title: str) -> None:
        """Begin a section."""
        self.rows.addSpacing(4)
        self.rows.addWidget(hairline())
        self.rows.addWidget(label(title, "heading"))

    def put(self, *named: tuple[str, Field], half: bool = False) -> None:
        """Add fields side by side, each with the name of what it shows; `half` leaves room."""
        line = QHBoxLayout()
        line.setSpacing(10)
        for name, field in named:
            self.fields[name] = field
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        if half:
            line.addStretch(1)
        self.rows.addLayout(line)

    def wire(self, commit: Callable[[str, Field, Any], None]) -> None:
        """Send what fields commit to `commit` with their names."""
        for name, field in self.fields.items():
            field.committed.connect(
                lambda value, name=name, field=field: commit(name, field, value)
            )

    def finish(self) -> None:
        """Take over what is being typed."""
        for field in self.fields.values():
            field.finish()

    def rejected(self) -> dict[str, tuple[str, str]]:
        """Texts that stand in fields and were refused, and why, by the fields' names."""
        found = {name: field.rejected() for name, field in self.fields.items()}
        return {name: pair for name, pair in found.items() if pair[1]}

    def turn_from(self, ids: tuple[str, ...]) -> None:
        """Before records of other ids are shown: put away what was refused for those before."""
        if ids != self._shown:
            if rejected := self.rejected():
                self._kept[self._shown] = rejected
            for field in self.fields.values():
                field.forget()

    def turn_to(self, ids: tuple[str, ...]) -> None:
        """When they are shown: what was refused for them stands in its fields again."""
        if ids != self._shown:
            self._shown = ids
            for name, (text, why) in self._kept.pop(ids, {}).items():
                self.fields[name].keep(text, why)

    def forget_rejected(self) -> None:
        """Another map is open: what was refused on the one before is gone."""
        self._kept.clear()
        self._shown = ()
        for field in self.fields.values():
            field.forget()

    def show_values(self, records: Sequence[Record], names: Sequence[str]) -> None:
        """Show the value that all records share, or that they differ."""
        for name in names:
            self.fields[name].show_value(shared(records, name))


def shared(records: Sequence[Record], name: str) -> Any:  # noqa: ANN401 - any field's value
    """The value that all records have in a field, MIXED if they differ."""
    first = getattr(records[0], name)
    same = all(getattr(record, name) == first for record in records)
    return first if same else MIXED


def cell_lines(cells: Sequence[CellRef]) -> list[str]:
    """'inventory.xlsx · Applications · B5 (name)', each cell once."""
    lines = []
    for cell in cells:
        place = " · ".join(part for part in (cell.file, cell.sheet, cell.cell) if part)
        what = field_name(cell)
        lines.append(f"{place} ({what})" if what else place)
    return list(dict.fromkeys(lines))


def lines_block(lines: Sequence[str], shown: int = 12) -> QWidget:
    """A few plain lines, and how many more there are."""
    more = len(lines) - shown
    texts = [*lines[:shown], *([f"and {more} more"] if more > 0 else [])]
    return label("\n".join(texts), "small", wrap=True)
