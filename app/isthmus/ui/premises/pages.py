"""The pages of few choices: which ties count, and what marks the mainland."""

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QWidget

from isthmus.analysis.premises import Bond, MainlandBy
from isthmus.model.records import FlowMethod
from isthmus.ui.premises.draft import Draft
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import column

_MARGINS = (2, 16, 12, 16)
_COLUMNS = 4
_INDENT = 25
METHODS = {
    FlowMethod.MANUAL: "By hand",
    FlowMethod.FILE: "File",
    FlowMethod.ETL: "ETL",
    FlowMethod.DATABASE: "Database",
    FlowMethod.IPAAS: "iPaaS",
    FlowMethod.EVENT: "Event",
    FlowMethod.API: "API",
    FlowMethod.UNKNOWN: "Not recorded",
}
_MAINLANDS = {
    MainlandBy.STANDING: (
        "Marked as backbone; else systems of record",
        (
            "The connected part with the systems that are marked as backbone. Where none is "
            "marked, the part with the most systems of record that IT looks after."
        ),
    ),
    MainlandBy.BACKBONE: (
        "Marked as backbone, and nothing else",
        "Where no system is marked, there is no mainland, and every part is an island.",
    ),
    MainlandBy.SIZE: (
        "The largest connected part",
        "Whatever it holds, and whoever looks after it.",
    ),
}


_BONDS = {
    Bond.PART_OF: "A system and what it is part of",
    Bond.RUNS_ON: "A system and what it runs on",
}


class TiesPage(QWidget):
    """Which methods tie only while somebody carries the data, what ties besides, namesakes."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.carried = self._boxes("carried", "Ties only while it is carried")
        self.manual = self._boxes("manual", "Counts as by hand")
        self.bonds = {bond: QCheckBox(words) for bond, words in _BONDS.items()}
        for box in self.bonds.values():
            box.clicked.connect(self._put_bonds)
        self.same_name = QCheckBox("Systems of the same name are one system")
        self.same_name.clicked.connect(lambda on: draft.put(same_name=on))
        self.setLayout(self._laid_out())
        draft.changed.connect(self._show)
        self._show()

    def _laid_out(self) -> QGridLayout:
        whole = QGridLayout()
        parts = column(
            label("What ties systems only while somebody carries the data", "heading"),
            label(
                "A part that nothing else ties to the mainland is a tidal island: cut off whenever "
                "nobody carries the data. What is not ticked ties firmly.",
                "muted",
                wrap=True,
            ),
            _grid(self.carried),
            margins=_MARGINS,
        )
        parts.addSpacing(18)
        parts.addWidget(label("What counts as by hand", "heading"))
        words = "Falls short where a rule wants an automated flow: the integration is in part only."
        parts.addWidget(label(words, "muted", wrap=True))
        parts.addLayout(_grid(self.manual))
        parts.addSpacing(18)
        parts.addWidget(label("What ties systems besides flows", "heading"))
        for box in self.bonds.values():
            parts.addWidget(box)
        parts.addLayout(_indented("They lie on one island then; no data moves by that."))
        parts.addSpacing(18)
        parts.addWidget(label("Namesakes", "heading"))
        parts.addWidget(self.same_name)
        parts.addLayout(_indented("Each of them then has the flows of all. Case does not matter."))
        parts.addStretch(1)
        whole.addLayout(parts, 0, 0)
        whole.setContentsMargins(0, 0, 0, 0)
        return whole

    def _boxes(self, name: str, what: str) -> dict[FlowMethod, QCheckBox]:
        made = {method: QCheckBox(words) for method, words in METHODS.items()}
        for method, box in made.items():
            box.setAccessibleName(f"{what}: {METHODS[method]}")
            box.clicked.connect(lambda: self._put(name, made))
        return made

    def _put(self, name: str, boxes: dict[FlowMethod, QCheckBox]) -> None:
        chosen = frozenset(method for method, box in boxes.items() if box.isChecked())
        self._draft.put(**{name: chosen})

    def _put_bonds(self) -> None:
        chosen = (bond for bond, box in self.bonds.items() if box.isChecked())
        self._draft.put(bonds=frozenset(chosen))

    def _show(self) -> None:
        premises = self._draft.premises
        for bond, box in self.bonds.items():
            box.setChecked(bond in premises.bonds)
        for boxes, chosen in ((self.carried, premises.carried), (self.manual, premises.manual)):
            for method, box in boxes.items():
                box.setChecked(method in chosen)
        self.same_name.setChecked(premises.same_name)


class MainlandPage(QWidget):
    """What marks the mainland."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.choices = {by: QRadioButton(words) for by, (words, _) in _MAINLANDS.items()}
        self._group = QButtonGroup(self)
        parts = column(label("What marks the mainland", "heading"), margins=_MARGINS)
        for by, choice in self.choices.items():
            choice.setAccessibleName(f"Mainland: {_MAINLANDS[by][0]}")
            choice.clicked.connect(lambda _, by=by: draft.put(mainland=by))
            self._group.addButton(choice)
            parts.addSpacing(6)
            parts.addWidget(choice)
            parts.addLayout(_indented(_MAINLANDS[by][1]))
        parts.addStretch(1)
        self.setLayout(parts)
        draft.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.choices[self._draft.premises.mainland].setChecked(True)


def _grid(boxes: dict[FlowMethod, QCheckBox]) -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(4)
    for place, box in enumerate(boxes.values()):
        grid.addWidget(box, *divmod(place, _COLUMNS))
    for place in range(_COLUMNS):
        grid.setColumnStretch(place, 1)
    return grid


def _indented(words: str) -> QGridLayout:
    """Words below a choice, where its own begin."""
    made = QGridLayout()
    made.setContentsMargins(_INDENT, 0, 0, 0)
    made.addWidget(label(words, "muted", wrap=True), 0, 0)
    return made
