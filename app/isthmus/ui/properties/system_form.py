"""The properties of one system, or what several have in common."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from isthmus.model.records import Criticality, HoldingRole, Hosting, Lifecycle, System
from isthmus.model.snapshot import Snapshot
from isthmus.ui.dates import (
    DATE_HINT,
    read_amount,
    read_date,
    read_end,
    read_whole,
    write_amount,
    write_date,
)
from isthmus.ui.properties.area import AreaField
from isthmus.ui.properties.compliance import LISTS, compliance_fields, show_lists
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
from isthmus.ui.properties.lists import Held, HoldingList, LinkList
from isthmus.ui.properties.naming import (
    category_reader,
    category_writer,
    data_object_names,
    flow_line,
    names_of,
    read_currency,
)
from isthmus.ui.properties.tokens import TokenField
from isthmus.ui.session import Session
from isthmus.ui.text import label
from isthmus.ui.widgets.basic import button, clear, hairline
from isthmus.workspace import edits

_PLAIN = (
    "category", "vendor", "business_owner", "it_steward", "steward_in_business", "hosting",
    "lifecycle", "criticality", "backbone", "annual_cost", "currency", "users", "go_live",
    "end_of_life", "contract_end", "description",
)  # fmt: skip
_DEPARTMENTS = ("department", "funder")


class SystemForm(Form):
    """Edits the selected systems, each edit one undo step."""

    followed = Signal(str)
    """Id of a flow or a data object that was clicked."""
    icon_wanted = Signal(QPoint)
    """Offer icons for the selected systems, at a place of the screen."""
    colour_wanted = Signal(QPoint)
    """Offer colours for their department."""

    def __init__(self, session: Session) -> None:
        super().__init__("Properties of the system")
        self._session = session
        self._ids: tuple[str, ...] = ()
        self._title = label("", "heading", wrap=True)
        self.rows.addWidget(self._title)
        self.rows.addLayout(self._looks())
        self._build()
        names = lambda: data_object_names(session)  # noqa: E731 - asked for on entering
        self.held = HoldingList("Add a data object", "Customer, Order, Invoice…", names)
        self.flows = LinkList()
        self._single = self._single_part()
        self.rows.addWidget(self._single)
        self._sources = QVBoxLayout()
        self._sources.setSpacing(8)
        self.rows.addLayout(self._sources)
        self.rows.addStretch(1)
        self.wire(self._commit)
        self.held.changed.connect(self._hold)
        self.held.added.connect(lambda name: self._hold_named(name, HoldingRole.REPLICA))
        for links in (self.held, self.flows):
            links.followed.connect(self.followed)

    def _build(self) -> None:
        catalogue = self._session.catalogue
        category = TextField("Category", category_reader(catalogue), category_writer(catalogue))
        category.suggest(lambda: [one.name for one in catalogue.categories.values()])
        self.put(("name", TextField("Name")))
        self.put(("category", category), ("vendor", TextField("Vendor")))
        self.area = AreaField(catalogue)
        self.put(("technology_area", self.area))
        self.put(("capabilities", TokenField("Capabilities", self._capability_names, "none named")))
        self.section("Who owns it")
        self.put(
            ("department", self._department_field("Department")),
            ("funder", self._department_field("Funder", "the department")),
        )
        self.put(
            ("business_owner", TextField("Business owner")),
            ("it_steward", TextField("IT steward", hint="nobody")),
        )
        self.put(("steward_in_business", CheckField("The IT steward sits in the business")))
        self.section("How it runs")
        self.put(("hosting", _choice("Hosting", Hosting)), ("lifecycle", _lifecycle()))
        self.put(("criticality", _choice("Criticality", Criticality)), ("users", _users()))
        self.put(("backbone", CheckField("Part of the backbone")))
        self.put(("part_of", TextField("Part of", hint="nothing").suggest(self._system_names)))
        self.put(("runs_on", TokenField("Runs on", self._system_names, "none named")))
        self.section("What it costs, and until when")
        amount = TextField("Cost a year", read_amount, write_amount)
        self.put(("annual_cost", amount), ("currency", TextField("Currency", read_currency)))
        self.put(("go_live", _date("Live since")), ("end_of_life", _end("End of life")))
        self.put(("contract_end", _end("Contract ends")), half=True)
        self.section("What it must comply with")
        for name, field in compliance_fields(self._session).items():
            self.put((name, field))
        self.put(("description", LongField("Description")))

    def _looks(self) -> QHBoxLayout:
        """What their cards look like: asked for in menus."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, wanted in (
            ("Icon…", self.icon_wanted),
            ("Colour of the department…", self.colour_wanted),
        ):
            made = button(words)
            made.clicked.connect(partial(_tell_place, made, wanted))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _single_part(self) -> QWidget:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for title, shown in (("Data objects it holds", self.held), ("Flows", self.flows)):
            box.addSpacing(4)
            box.addWidget(hairline())
            box.addWidget(label(title, "heading"))
            box.addWidget(shown)
        return part

    def show_systems(self, ids: Sequence[str]) -> None:
        """Show these systems, by id."""
        snapshot = self._session.snapshot
        systems = [snapshot.systems[key] for key in ids if key in snapshot.systems]
        if not systems:
            return
        self._ids = tuple(system.id for system in systems)
        self.turn_from(self._ids)
        is_one = len(systems) == 1
        self._title.setText(systems[0].name if is_one else f"{len(systems)} systems")
        self.fields["name"].setVisible(is_one)
        self.fields["name"].show_value(systems[0].name if is_one else MIXED)
        self.show_values(systems, _PLAIN)
        currency = self.fields["currency"]
        if isinstance(currency, TextField) and not currency.line.text():
            currency.line.setPlaceholderText(snapshot.info.currency)
        for name in _DEPARTMENTS:
            self.fields[name].show_value(_department(snapshot, shared(systems, name)))
        self.area.show_area(shared(systems, "technology_area"), shared(systems, "category"))
        show_lists(self.fields, systems, LISTS)
        names = [names_of(one.capabilities, snapshot.capabilities) for one in systems]
        show_lists(self.fields, names, ("capabilities",))
        above = shared(systems, "part_of")
        self.fields["part_of"].show_value(above if above is MIXED else _named(snapshot, above))
        platforms = [names_of(one.runs_on, snapshot.systems) for one in systems]
        show_lists(self.fields, platforms, ("runs_on",))
        self.turn_to(self._ids)
        self._single.setVisible(is_one)
        self._show_single(snapshot, systems[0]) if is_one else clear(self._sources)

    def _show_single(self, snapshot: Snapshot, system: System) -> None:
        objects = snapshot.data_objects
        held = [
            Held(one.data_object, objects[one.data_object].name, one.role)
            for one in snapshot.holdings.values()
            if one.system == system.id
        ]
        self.held.show_holdings(
            sorted(held, key=lambda one: (one.name.casefold(), one.role, one.key))
        )
        links = [
            (flow.id, flow_line(flow, snapshot, system.id))
            for flow in snapshot.flows.values()
            if system.id in (flow.source, flow.target)
        ]
        links.sort(key=lambda pair: (pair[1][2:].casefold(), pair[1], pair[0]))
        self.flows.show_links(links, "None: no data moves to or from it.")
        self._show_sources(system)

    def _show_sources(self, system: System) -> None:
        clear(self._sources)
        custom = [f"{name}: {value}" for name, value in system.custom]
        for title, lines in (
            ("Other fields", custom),
            ("Where it comes from", cell_lines(system.origin)),
        ):
            if lines:
                self._sources.addWidget(hairline())
                self._sources.addWidget(label(title, "heading"))
                self._sources.addWidget(lines_block(lines))

    def _commit(self, name: str, field: Field, value: Any) -> None:  # noqa: ANN401
        session = self._session
        if name == "name":
            why = session.try_edit(edits.rename, System, self._ids[0], value, session.catalogue)
        elif name in LISTS:
            why = session.try_edit(edits.change_list, System, self._ids, name, **value._asdict())
        elif name == "capabilities":
            why = session.try_edit(edits.change_capabilities, self._ids, **value._asdict())
        elif name == "part_of":
            why = session.try_edit(edits.put_under, self._ids, value)
        elif name == "runs_on":
            why = session.try_edit(edits.change_platforms, self._ids, **value._asdict())
        elif name in _DEPARTMENTS:
            why = session.try_edit(edits.assign_department, self._ids, value, name)
        else:
            why = session.try_edit(edits.set_fields_of, System, self._ids, **{name: value})
        field.refuse(why)

    def _hold(self, key: str, role: HoldingRole | None) -> None:
        held = self._session.snapshot.data_objects.get(key)
        if held is not None:
            self._hold_named(held.name, role)

    def _hold_named(self, name: str, role: HoldingRole | None) -> None:
        session = self._session
        session.edit(edits.set_holding, self._ids[0], name, role, session.catalogue)

    def _department_field(self, caption: str, hint: str = "") -> TextField:
        field = TextField(caption, hint=hint).suggest(self._department_names)
        return field.foresee(self._new_department)

    def _new_department(self, text: str) -> str:
        """What will follow from naming a department that there is not."""
        wanted = " ".join(text.split())
        known = {name.casefold() for name in self._department_names()}
        if not wanted or wanted.casefold() in known:
            return ""
        return f"New department “{wanted}” will be added"

    def _department_names(self) -> Iterable[str]:
        return [one.name for one in self._session.snapshot.departments.values()]

    def _system_names(self) -> Iterable[str]:
        systems = self._session.snapshot.systems.values()
        return [one.name for one in systems if one.id not in self._ids]

    def _capability_names(self) -> Iterable[str]:
        return [one.name for one in self._session.snapshot.capabilities.values()]


def _named(snapshot: Snapshot, key: str | None) -> str:
    return snapshot.systems[key].name if key else ""


def _department(snapshot: Snapshot, key: Any) -> Any:  # noqa: ANN401 - MIXED too
    if key is MIXED:
        return MIXED
    return snapshot.departments[key].name if key else ""


def _choice(caption: str, kind: type[Hosting | Criticality]) -> ChoiceField:
    return ChoiceField(caption, [(one, words_of(one)) for one in kind])


def _lifecycle() -> ChoiceField:
    return ChoiceField("Lifecycle", [(one, words_of(one)) for one in Lifecycle])


def _date(caption: str) -> TextField:
    return TextField(caption, read_date, write_date, DATE_HINT)


def _end(caption: str) -> TextField:
    return TextField(caption, read_end, write_date, DATE_HINT)


def _users() -> TextField:
    return TextField("Users", read_whole, lambda n: "" if n is None else f"{n:,}")


def _tell_place(pressed: QPushButton, wanted: SignalInstance, _on: object = None) -> None:
    """Emit with the place under the button."""
    wanted.emit(pressed.mapToGlobal(pressed.rect().bottomLeft()))
