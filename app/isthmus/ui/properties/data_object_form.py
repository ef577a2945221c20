"""The properties of a data object: whose it is, whether it is personal, who holds it."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal

from isthmus.model.records import DataObject, HoldingRole
from isthmus.ui.properties.compliance import LISTS, compliance_fields, show_lists
from isthmus.ui.properties.fields import CheckField, Field, LongField, TextField
from isthmus.ui.properties.form import Form
from isthmus.ui.properties.lists import Held, HoldingList
from isthmus.ui.properties.naming import Unknown, system_named
from isthmus.ui.session import Session
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button
from isthmus.workspace import edits

_PLAIN = ("name", "personal", "description")


class DataObjectForm(Form):
    """Edits one data object, each edit one undo step."""

    followed = Signal(str)
    """Id of a system that was clicked."""
    left = Signal()
    """The user wants to go back to where he came from."""

    def __init__(self, session: Session) -> None:
        super().__init__("Properties of the data object")
        self._session = session
        self.key = ""
        self.rows.addWidget(button("← Back", self.left.emit, "link"))
        self._title = label("", "heading", wrap=True)
        self.rows.addWidget(self._title)
        self.put(("name", TextField("Name")))
        self.put(("personal", CheckField("Personal data")))
        for name, field in compliance_fields(session).items():
            self.put((name, field))
        self.put(("description", LongField("Description")))
        self.section("Systems that hold it")
        self._note = label("", "warning", wrap=True)
        self.rows.addWidget(self._note)
        self.held = HoldingList("Add a system", "a system on the map", self._system_names)
        self.rows.addWidget(self.held)
        self.rows.addStretch(1)
        self.wire(self._commit)
        self.held.changed.connect(self._hold)
        self.held.added.connect(self._add)
        self.held.followed.connect(self.followed)

    def show_object(self, key: str) -> None:
        """Show the data object of that id."""
        snapshot = self._session.snapshot
        shown = snapshot.data_objects[key]
        self.key = key
        self.turn_from((key,))
        self._title.setText(shown.name)
        self.show_values([shown], _PLAIN)
        show_lists(self.fields, [shown], LISTS)
        self.turn_to((key,))
        held = [
            Held(one.system, snapshot.systems[one.system].name, one.role)
            for one in snapshot.holdings.values()
            if one.data_object == key
        ]
        order = list(HoldingRole)
        held.sort(key=lambda one: (order.index(one.role), one.name.casefold(), one.key))
        self.held.show_holdings(held)
        self._show_note([one.role for one in held])

    def _show_note(self, roles: list[HoldingRole]) -> None:
        masters = roles.count(HoldingRole.MASTER)
        words = "" if masters == 1 else "No master" if not masters else f"{masters} masters"
        self._note.setText(words and f"{words}: one system should be its system of record.")
        self._note.setVisible(bool(words))

    def _commit(self, name: str, field: Field, value: Any) -> None:  # noqa: ANN401
        session = self._session
        if name in LISTS:
            one = (self.key,)
            why = session.try_edit(edits.change_list, DataObject, one, name, **value._asdict())
        elif name == "name":
            why = session.try_edit(edits.rename, DataObject, self.key, value)
        else:
            why = session.try_edit(edits.set_fields, DataObject, self.key, **{name: value})
        field.refuse(why)

    def _hold(self, system: str, role: HoldingRole | None) -> None:
        held = self._session.snapshot.data_objects.get(self.key)
        if held is not None:
            self._session.edit(edits.set_holding, system, held.name, role)

    def _add(self, name: str) -> None:
        try:
            self._hold(system_named(self._session.snapshot, name), HoldingRole.REPLICA)
        except Unknown as error:
            self.held.add.refuse(str(error))

    def _system_names(self) -> Iterable[str]:
        return [system.name for system in self._session.snapshot.systems.values()]
