"""The properties of what is drawn on a view beside its cards: areas, notes, territories."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from isthmus.layout.geometry import Box
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import Area, Note, NoteKind, Territory
from isthmus.ui.properties.colours import ColourField
from isthmus.ui.properties.fields import ChoiceField, Field, LongField, TextField
from isthmus.ui.properties.form import Form
from isthmus.ui.properties.naming import Unknown
from isthmus.ui.session import Session
from isthmus.ui.text import label
from isthmus.workspace import edits

Drawn = Area | Note | Territory
SIZE = ("width", "height")
_LEAST = {"width": 64.0, "height": 32.0}
_MOST = 40_000.0
"""Scene units; two hundred cards side by side."""


class PlotForm(Form):
    """Edits the sizes of whatever is selected; forms of one kind of it add to that."""

    followed = Signal(str)
    """Id of a system that was clicked."""
    noun = "things drawn here"
    """What several of them are."""
    plain: tuple[str, ...] = ()
    """Fields that are shown as the records have them."""

    def __init__(self, session: Session, name: str = "Properties of what is drawn") -> None:
        super().__init__(name)
        self._session = session
        self._ids: tuple[str, ...] = ()
        self._title = label("", "heading", wrap=True)
        self.rows.addWidget(self._title)
        self._build()
        self.put(*((side, TextField(side.capitalize(), _reader(side), _written)) for side in SIZE))
        self._finish_with()
        self.rows.addStretch(1)
        self.wire(self._commit)

    def _build(self) -> None:
        """Put the fields that stand above the size."""

    def _finish_with(self) -> None:
        """Put what stands below the size."""

    def show_plots(self, drawn: Sequence[Drawn]) -> None:
        """Show these, which are all of the form's kind."""
        ids = tuple(one.id for one in drawn)
        self.turn_from(ids)
        self._ids = ids
        self._title.setText(self._titled(drawn[0]) if len(ids) == 1 else self._counted(len(ids)))
        self.show_values(drawn, (*self.plain, *SIZE))
        self._show_more(drawn)
        self.turn_to(ids)

    def _titled(self, one: Drawn) -> str:  # noqa: ARG002 - forms of one kind name it
        """What to call one of them."""
        return "Drawn here"

    def _counted(self, count: int) -> str:
        return f"{count} {self.noun}"

    def _show_more(self, drawn: Sequence[Drawn]) -> None:
        """Show what the records do not say of themselves."""

    def _commit(self, name: str, field: Field, value: Any) -> None:  # noqa: ANN401
        if name in SIZE:
            field.refuse(self._session.try_edit(edits.shape_plots, self._sized(name, value)))
        else:
            field.refuse(self._change(name, value))

    def _change(self, name: str, value: Any) -> str:  # noqa: ANN401, ARG002 - any field's value
        """Make the edit that a field of one kind asks for; why it was refused, '' if it was not."""
        return ""

    def _sized(self, side: str, length: float) -> dict[str, Box]:
        """The boxes with that length on one side."""
        snapshot = self._session.snapshot
        drawn = drawn_of(snapshot, self._ids)
        return {one.id: replace(_box(one), **{side: length}) for one in drawn}


def drawn_of(snapshot: Snapshot, ids: Collection[str]) -> list[Drawn]:
    """The territories, areas and notes of those ids, kind by kind."""
    known = (snapshot.territories, snapshot.areas, snapshot.notes)
    return [table[key] for table in known for key in sorted(ids) if key in table]


def _box(one: Drawn) -> Box:
    return Box(one.x, one.y, one.width, one.height)


class AreaForm(PlotForm):
    """Edits the selected areas, each edit one undo step."""

    noun = "areas"
    plain = ("name", "colour")

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Properties of the area")

    def _build(self) -> None:
        self.put(("name", TextField("Name")))
        self.put(("colour", ColourField("Colour", "None")))

    def _titled(self, one: Drawn) -> str:
        return (isinstance(one, Area) and one.name) or "Area"

    def _show_more(self, drawn: Sequence[Drawn]) -> None:
        self.fields["name"].setVisible(len(drawn) == 1)

    def _change(self, name: str, value: Any) -> str:  # noqa: ANN401
        if name == "colour":
            return self._session.try_edit(edits.paint_areas, self._ids, value)
        return self._session.try_edit(edits.reword, self._ids[0], value)


class NoteForm(PlotForm):
    """Edits the selected notes and headings, each edit one undo step."""

    noun = "notes and headings"
    plain = ("text", "kind")

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Properties of the note")

    def _build(self) -> None:
        self.put(("text", LongField("Text")))
        self.put(("kind", ChoiceField("Kind", [(k, k.value.capitalize()) for k in NoteKind])))

    def _titled(self, one: Drawn) -> str:
        return one.kind.value.capitalize() if isinstance(one, Note) else "Note"

    def _show_more(self, drawn: Sequence[Drawn]) -> None:
        self.fields["text"].setVisible(len(drawn) == 1)

    def _change(self, name: str, value: Any) -> str:  # noqa: ANN401
        if name == "kind":
            return self._session.try_edit(edits.set_fields_of, Note, self._ids, kind=value)
        return self._session.try_edit(edits.reword, self._ids[0], value)


def _reader(side: str) -> Callable[[str], float]:
    """Reads a length in scene units. Raises Unknown."""
    least = _LEAST[side]

    def read(text: str) -> float:
        try:
            length = float(text.strip().replace(",", "."))
        except ValueError:
            raise Unknown("A number, such as 240") from None
        if not least <= length <= _MOST:
            raise Unknown(f"From {least:g} to {_MOST:g}")
        return length

    return read


def _written(length: float) -> str:
    return f"{length:.10g}"
