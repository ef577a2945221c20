"""The properties of one flow, or what several have in common."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from isthmus.model.records import Flow, FlowMethod, FlowState
from isthmus.ui.dates import DATE_HINT, read_date, read_end, write_date
from isthmus.ui.properties.fields import (
    MIXED,
    CheckField,
    ChoiceField,
    Field,
    LongField,
    TextField,
    words_of,
)
from isthmus.ui.properties.form import Form, cell_lines, lines_block, shared
from isthmus.ui.properties.lists import LinkList, NameList
from isthmus.ui.properties.naming import (
    data_object_names,
    flow_line,
    names_of,
    system_named,
)
from isthmus.ui.session import Session
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import clear, hairline
from isthmus.workspace import edits
from isthmus.workspace.edits.carrying import set_carried

_PLAIN = ("name", "state", "method", "two_way", "frequency", "go_live", "end_of_life",
          "description")  # fmt: skip
_ENDS = ("source", "target")


class FlowForm(Form):
    """Edits the selected flows, each edit one undo step."""

    followed = Signal(str)
    """Id of a system or a data object that was clicked."""

    def __init__(self, session: Session) -> None:
        super().__init__("Properties of the flow")
        self._session = session
        self._ids: tuple[str, ...] = ()
        self._carried_ids: tuple[str, ...] = ()
        self._title = label("", "heading", wrap=True)
        self.rows.addWidget(self._title)
        self.ends = LinkList()
        self.rows.addWidget(self.ends)
        self._build()
        self._sources = QVBoxLayout()
        self._sources.setSpacing(8)
        self.rows.addLayout(self._sources)
        self.rows.addStretch(1)
        self.wire(self._commit)
        self.carried.changed.connect(self._carry)
        self.carried.followed.connect(self._follow)
        self.ends.followed.connect(self.followed)

    def _build(self) -> None:
        self.put(
            ("source", TextField("From", self._read_system).suggest(self._system_names)),
            ("target", TextField("To", self._read_system).suggest(self._system_names)),
        )
        self.put(("two_way", CheckField("Data moves both ways")))
        self.section("Data objects")
        self.carried = NameList("a data object", lambda: data_object_names(self._session))
        self.rows.addWidget(self.carried)
        self.section("How it moves")
        states = [(one, words_of(one)) for one in FlowState]
        methods = [(one, words_of(one)) for one in FlowMethod]
        self.put(("state", ChoiceField("State", states)), ("method", ChoiceField("By", methods)))
        self.put(
            ("frequency", TextField("How often", hint="hourly, nightly…")),
            ("name", TextField("Name")),
        )
        self.put(
            ("go_live", TextField("Live from", read_date, write_date, DATE_HINT)),
            ("end_of_life", TextField("Until", read_end, write_date, DATE_HINT)),
        )
        self.put(("description", LongField("Description")))

    def show_flows(self, ids: Sequence[str]) -> None:
        """Show these flows, by id."""
        snapshot = self._session.snapshot
        flows = [snapshot.flows[key] for key in ids if key in snapshot.flows]
        if not flows:
            return
        self._ids = tuple(flow.id for flow in flows)
        self.turn_from(self._ids)
        is_one = len(flows) == 1
        title = flow_line(flows[0], snapshot) if is_one else f"{len(flows)} flows"
        self._title.setText(title)
        self.show_values(flows, _PLAIN)
        self._show_ends(flows)
        self.turn_to(self._ids)
        self._show_carried(flows)
        self._show_sources(flows[0]) if is_one else clear(self._sources)

    def _show_ends(self, flows: Sequence[Flow]) -> None:
        systems = self._session.snapshot.systems
        for name in _ENDS:
            key = shared(flows, name)
            self.fields[name].show_value(MIXED if key is MIXED else systems[key].name)
        ends = dict.fromkeys((flows[0].source, flows[0].target)) if len(flows) == 1 else {}
        self.ends.show_links([(key, f"Show {systems[key].name}") for key in ends])

    def _show_carried(self, flows: Sequence[Flow]) -> None:
        carried = shared(flows, "data_objects")
        self._carried_ids = () if carried is MIXED else carried
        if carried is MIXED:
            self.carried.show_names((), "Several values. What is added replaces them.")
        else:
            self.carried.show_names(names_of(carried, self._session.snapshot.data_objects))

    def _show_sources(self, flow: Flow) -> None:
        clear(self._sources)
        if lines := cell_lines(flow.origin):
            self._sources.addWidget(hairline())
            self._sources.addWidget(label("Where it comes from", "heading"))
            self._sources.addWidget(lines_block(lines))

    def _commit(self, name: str, field: Field, value: Any) -> None:  # noqa: ANN401
        session = self._session
        field.refuse(session.try_edit(edits.set_fields_of, Flow, self._ids, **{name: value}))

    def _carry(self, names: tuple[str, ...]) -> None:
        self._session.edit(set_carried, self._ids, names, self._session.catalogue)

    def _follow(self, name: str) -> None:
        objects = self._session.snapshot.data_objects
        found = [key for key in self._carried_ids if objects[key].name == name]
        if found:
            self.followed.emit(found[0])

    def _read_system(self, text: str) -> str:
        return system_named(self._session.snapshot, text)

    def _system_names(self) -> Iterable[str]:
        return [system.name for system in self._session.snapshot.systems.values()]
