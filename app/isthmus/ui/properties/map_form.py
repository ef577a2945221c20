"""What is said once of the whole map: shown while nothing is selected."""

from typing import Any

from PySide6.QtCore import Signal

from isthmus.model.records import MapInfo
from isthmus.ui.properties.fields import Field, TextField
from isthmus.ui.properties.form import Form
from isthmus.ui.properties.lists import LinkList
from isthmus.ui.properties.naming import Unknown, read_currency
from isthmus.ui.session import Session
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import row
from isthmus.workspace import edits

_FIELDS = ("name", "organisation", "currency", "classification")
_TABLES = (
    ("systems", "Systems"),
    ("flows", "Data flows"),
    ("data_objects", "Data objects"),
    ("holdings", "Holdings"),
    ("departments", "Departments"),
    ("waivers", "Accepted risks"),
)


class MapForm(Form):
    """Edits the map's own name and the like, each edit one undo step."""

    followed = Signal(str)
    """Id of a data object that was clicked."""

    def __init__(self, session: Session) -> None:
        super().__init__("Properties of the map")
        self._session = session
        self.rows.addWidget(label("The map", "heading"))
        self.put(("name", TextField("Name")))
        self.put(("organisation", TextField("Organisation")))
        self.put(
            ("currency", TextField("Currency", _currency)),
            ("classification", TextField("Classification")),
        )
        self.section("What it holds")
        self._counts = {table: label("0") for table, _ in _TABLES}
        for table, words in _TABLES:
            self.rows.addLayout(row(label(words, "muted"), None, self._counts[table]))
        self.rows.addSpacing(6)
        self.rows.addWidget(label("Select a system or a flow to see its own.", "muted", wrap=True))
        self.section("Data objects")
        self.objects = LinkList()
        self.objects.followed.connect(self.followed)
        self.rows.addWidget(self.objects)
        self.rows.addStretch(1)
        self.wire(self._commit)

    def show_map(self) -> None:
        """Show the map as it stands."""
        snapshot = self._session.snapshot
        self.show_values([snapshot.info], _FIELDS)
        for table, shown in self._counts.items():
            shown.setText(f"{len(snapshot.tables[table]):,}")
        objects = sorted(snapshot.data_objects.values(), key=lambda o: (o.name.casefold(), o.id))
        links = [
            (one.id, f"{one.name} · personal" if one.personal else one.name) for one in objects
        ]
        self.objects.show_links(links, "None yet: flows and systems name them.", most=200)

    def _commit(self, name: str, field: Field, value: Any) -> None:  # noqa: ANN401
        field.refuse(self._session.try_edit(edits.set_fields, MapInfo, "map", **{name: value}))


def _currency(text: str) -> str:
    code = read_currency(text)
    if not code:
        raise Unknown("Three letters, such as EUR")
    return code
