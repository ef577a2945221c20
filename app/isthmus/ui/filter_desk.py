"""What the filter bar does: tries out what is typed, keeps it in the view as one undo step."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from isthmus.drawing.filtering import is_filtered
from isthmus.drawing.lenses import lens_words, read
from isthmus.model.changes import ChangeSet
from isthmus.model.records import System
from isthmus.model.viewing import View
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.canvas.viewchart import NOT_ANALYSED
from isthmus.ui.session import Session
from isthmus.ui.widgets.filter_bar import SWITCHES, FilterBar
from isthmus.ui.widgets.ticks import Choice
from isthmus.workspace import edits
from isthmus.workspace.edits.viewing import FILTER_FIELDS

_PAUSE = 60
"""Milliseconds after the last key until the map follows what is typed."""
_MANY = 2000
"""Systems of a view from which on hiding waits until the text is done; until then they fade."""


class FilterDesk(QObject):
    """Ties the filter bar to the view on show."""

    changed = Signal()
    """The bar came, went or is of another height."""

    def __init__(self, session: Session, canvas: MapCanvas, bar: FilterBar) -> None:
        super().__init__(bar)
        self._session = session
        self._canvas = canvas
        self._bar = bar
        self._typed: str | None = None
        self._is_open = False
        self._pause = QTimer(self, interval=_PAUSE)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._try_out)
        bar.typed.connect(self._type)
        bar.entered.connect(self.finish)
        bar.switched.connect(lambda field, on: self._set({field: on}))
        bar.ticked.connect(lambda field, keys: self._set({field: keys}))
        bar.list_wanted.connect(
            lambda field: bar.drop(field, self._choices(field), self._of(field))
        )
        bar.cleared.connect(self.clear)
        bar.left.connect(self._leave)
        bar.select_wanted.connect(self.select)
        session.replaced.connect(self._another)
        session.view_changed.connect(self._another)
        session.changed.connect(self._follow)
        session.analysed.connect(self._count)

    @property
    def view(self) -> View | None:
        """The view on show."""
        return self._session.snapshot.views.get(self._session.view_id)

    def open(self) -> None:
        """Show the bar, ready to type."""
        self._is_open = True
        self._show()
        self._bar.field.setFocus()
        self._bar.field.selectAll()

    def clear(self) -> None:
        """Filter nothing any more, as one step."""
        self._forget()
        blank = View(name="")
        if self.view is not None and is_filtered(self.view):
            kept = ("filter_hides",)
            names = FILTER_FIELDS.difference(kept)
            self._set({name: getattr(blank, name) for name in names})
        else:
            self._canvas.filter_by(None)
        self._show()

    def select(self) -> None:
        """Select the systems of the view that pass."""
        self.finish()
        passing = self._canvas.passing()
        on_view = self._canvas.on_view()
        self._canvas.select(on_view if passing is None else on_view & passing)

    def finish(self) -> None:
        """Keep the text that is being typed in the view, as one step."""
        typed = self._typed
        if typed is not None:
            self._forget()
            self._set({"filter_text": " ".join(typed.split())})

    def _forget(self) -> None:
        self._pause.stop()
        self._typed = None

    def _leave(self) -> None:
        self._is_open = False
        self._show()
        self._canvas.setFocus()

    def _another(self) -> None:
        self._forget()
        self._is_open = False
        self._show()

    # Typing

    def _type(self, text: str) -> None:
        self._typed = text
        self._pause.start()

    def _try_out(self) -> None:
        """Let the map follow; nothing is kept yet."""
        view = self.view
        if self._typed is None or view is None:
            return
        values: dict[str, Any] = {"filter_text": self._typed}
        if view.filter_hides and len(self._canvas.on_view()) > _MANY:
            values["filter_hides"] = False
        self._canvas.filter_by(values)
        self._count()

    def _set(self, values: dict[str, Any]) -> None:
        """Keep fields of the filter, with what is being typed."""
        if self._typed is not None:
            values = {"filter_text": " ".join(self._typed.split())} | values
            self._forget()
        self._canvas.filter_by(None, quietly=True)
        before = self._session.document.revision
        self._session.edit(edits.set_filter, self._session.view_id, values)
        if self._session.document.revision == before:
            self._canvas.filter_by(None)
            self._show()

    # What is shown

    def _follow(self, change: ChangeSet) -> None:
        if any(delta.id == self._session.view_id for delta in change.deltas):
            self._show()
        elif self._bar.isVisible():
            self._count()

    def _show(self) -> None:
        """Show the view's filter; the bar goes where there is none and nobody asked for it."""
        view = self.view
        if view is None or not (self._is_open or is_filtered(view)):
            self._bar.hide()
            self.changed.emit()
            return
        if self._typed is None:
            self._bar.show_text(view.filter_text)
        self._bar.show_switches({name: getattr(view, name) for name in SWITCHES})
        self._bar.show_lens(lens_words(self._session.snapshot, view.lens))
        self._bar.show_chips(self._chips())
        self._bar.show()
        self._bar.raise_()
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        if self._bar.isVisible():
            on_view, passing = self._canvas.on_view(), self._canvas.passing()
            some = on_view if passing is None else on_view & passing
            self._bar.show_count(len(some), len(on_view))

    def _chips(self) -> list[tuple[str, Callable[[], None]]]:
        found: list[tuple[str, Callable[[], None]]] = []
        for field in ("filter_departments", "filter_categories", "filter_values"):
            if chosen := self._of(field):
                words = {one.key: one.text for one in self._choices(field)}
                found += [(words.get(key, key), self._out(field, key)) for key in chosen]
        return found

    def _drop(self, field: str) -> None:
        self._bar.drop(field, self._choices(field), self._of(field))

    def _out(self, field: str, key: str) -> Callable[[], None]:
        return lambda: self._set({field: tuple(k for k in self._of(field) if k != key)})

    def _of(self, field: str) -> tuple[str, ...]:
        return tuple(getattr(self.view, field)) if self.view is not None else ()

    # What there is to tick

    def _choices(self, field: str) -> list[Choice]:
        """What a field can hold, each with how many systems of the view have it."""
        if field == "filter_values":
            return self._values()
        snapshot, on_view = self._session.snapshot, self._canvas.on_view()
        here = [one for key, one in snapshot.systems.items() if key in on_view]
        if field == "filter_departments":
            counts = _counted(here, lambda one: one.department or "")
            names = {one.id: one.name for one in snapshot.departments.values()}
        else:
            counts = _counted(here, lambda one: one.category)
            known = self._session.catalogue.categories
            keys = {*counts, *self._of(field)} - {""}
            names = {key: known[key].name if key in known else key for key in keys}
            names |= {"": "No category"} if "" in counts else {}
        order = sorted(names, key=lambda key: (not key, names[key].casefold(), key))
        return [Choice(key, names[key], f"{counts.get(key, 0):,}") for key in order]

    def _values(self) -> list[Choice]:
        session, view = self._session, self.view
        if view is None:
            return []
        analysis = session.analysis or NOT_ANALYSED
        found = read(session.snapshot, analysis, session.catalogue, view.lens, sizes=view.sizes)
        return [Choice(one.key, one.words, f"{one.count:,}") for one in found.values]


def _counted(systems: Iterable[System], of: Callable[[System], str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for system in systems:
        counts[of(system)] = counts.get(of(system), 0) + 1
    return counts
