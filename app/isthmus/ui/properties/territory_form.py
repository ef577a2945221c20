"""The properties of a territory, and of the department whose it is."""

from collections.abc import Iterable, Sequence
from typing import Any

from isthmus.model.records import Department
from isthmus.model.viewing import Territory
from isthmus.ui.properties.colours import ColourField
from isthmus.ui.properties.fields import CheckField, TextField
from isthmus.ui.properties.form import shared
from isthmus.ui.properties.lists import LinkList
from isthmus.ui.properties.plot_form import Drawn, PlotForm
from isthmus.ui.session import Session
from isthmus.workspace import edits

_ALONE = ("name", "parent")
"""Fields that are shown for one territory only."""


class TerritoryForm(PlotForm):
    """Edits the selected territories and their departments, each edit one undo step."""

    noun = "territories"
    plain = ("collapsed",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Properties of the territory")

    def _build(self) -> None:
        self.put(("name", TextField("Department")))
        self.put(("parent", TextField("Part of", hint="no other").suggest(self._others)))
        self.put(("colour", ColourField("Colour", "By its place among departments")))
        self.put(("is_it", CheckField("This is IT")))
        self.put(("collapsed", CheckField("Collapsed to one box")))

    def _finish_with(self) -> None:
        self.section("Its systems")
        self.systems = LinkList()
        self.systems.followed.connect(self.followed)
        self.rows.addWidget(self.systems)

    def _titled(self, one: Drawn) -> str:
        owners = self._owners([one])
        return f"Territory of {owners[0].name}" if owners else "Territory"

    def _owners(self, drawn: Sequence[Drawn]) -> list[Department]:
        known = self._session.snapshot.departments
        keys = [one.department for one in drawn if isinstance(one, Territory)]
        return [known[key] for key in keys if key in known]

    def _mine(self) -> list[Department]:
        """The departments whose territories are shown."""
        known = self._session.snapshot.territories
        return self._owners([known[key] for key in self._ids if key in known])

    def _others(self) -> Iterable[str]:
        mine = {one.id for one in self._mine()}
        known = self._session.snapshot.departments.values()
        return [one.name for one in known if one.id not in mine]

    def _show_more(self, drawn: Sequence[Drawn]) -> None:
        owners, is_one = self._owners(drawn), len(drawn) == 1
        for name in _ALONE:
            self.fields[name].setVisible(is_one)
        for name in ("name", "colour", "is_it"):
            self.fields[name].show_value(shared(owners, name))
        departments = self._session.snapshot.departments
        above = departments.get(owners[0].parent or "")
        self.fields["parent"].show_value(above.name if above else "")
        self._show_systems({one.id for one in owners})

    def _show_systems(self, owners: set[str]) -> None:
        known = self._session.snapshot.systems.values()
        mine = [one for one in known if one.department in owners]
        mine.sort(key=lambda one: (one.name.casefold(), one.id))
        links = [(one.id, one.name) for one in mine]
        self.systems.show_links(links, "None yet: drag some into it.", most=200)

    def _change(self, name: str, value: Any) -> str:  # noqa: ANN401
        session = self._session
        owners = tuple(one.id for one in self._mine())
        if name == "collapsed":
            return session.try_edit(edits.fold, self._ids, collapsed=value)
        if name == "name":
            return session.try_edit(edits.rename, Department, owners[0], value)
        if name == "parent":
            return session.try_edit(edits.nest_department, owners[0], value)
        return session.try_edit(edits.set_fields_of, Department, owners, **{name: value})
