"""How the view on show is looked at: lens, badges, icons, colours; asked for by menu or command."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from isthmus.drawing.art import category_art, paint_art
from isthmus.drawing.kin import hues_of
from isthmus.drawing.lenses import DATA, FIELD, ISLANDS, is_lens
from isthmus.drawing.primitives import Primitive
from isthmus.drawing.theme import HUES
from isthmus.model.document import Document
from isthmus.model.viewing import Face, View
from isthmus.ui.canvas import lensmenus
from isthmus.ui.canvas.commands import refusals_said
from isthmus.ui.canvas.furniture import Furniture
from isthmus.ui.canvas.stage import Stage
from isthmus.ui.canvas.strokes import strokes_of
from isthmus.ui.dialogs.choosing import choose_file
from isthmus.ui.text import caption
from isthmus.workspace import edits

SPEND_BY_SIZE = "spend-by-size"
"""The lens of spend that tells by size, as a choice of its own."""
_ICONS = "Icons (*.svg *.png)"
_SWATCH = 16
_MOST_BYTES = 8_000_000
"""A larger file is not even read."""


class Looking:
    """Acts on the view on show; each act one undo step."""

    def __init__(self, canvas: QWidget, stage: Stage, furniture: Furniture) -> None:
        """Menus open on that canvas."""
        self._canvas, self._stage, self._furniture = canvas, stage, furniture

    @property
    def view(self) -> View:
        """The record of the view on show."""
        return lensmenus.view_of(self._stage)

    @property
    def choice(self) -> str:
        """The lens as menus have it: paths and custom fields by what their keys begin with."""
        view = self.view
        lens = view.lens if is_lens(self._stage.board.snapshot, view.lens) else ISLANDS
        if lens == "spend" and view.sizes:
            return SPEND_BY_SIZE
        return next((kind for kind in (DATA, FIELD) if lens.startswith(kind)), lens)

    def set_lens(self, choice: str) -> None:
        """Take a lens; for a path or a custom field, ask which."""
        if choice == DATA:
            self.open_menu("data")
        elif choice == FIELD:
            self.open_menu("lens")
        elif choice in {"spend", SPEND_BY_SIZE}:
            lensmenus.set_sizes(self._stage, sizes=choice == SPEND_BY_SIZE)
        else:
            lensmenus.set_lens(self._stage, choice)

    def toggle_badge(self, badge: str) -> None:
        """Show a badge, or hide it."""
        lensmenus.toggle_badge(self._stage, badge)

    def set_face(self, face: str) -> None:
        """Show letters or icons of categories."""
        lensmenus.set_face(self._stage, Face(face))

    def set_legend_visible(self, *, visible: bool) -> None:
        """Show the legend or hide it."""
        self._furniture.set_legend_visible(visible)

    def open_menu(self, name: str) -> QMenu:
        """Open a menu of the lens pill: 'lens', 'data' or 'cards'."""
        pill = self._furniture.lens
        return pill.open_menu(getattr(pill, name))

    def open_icon_menu(self, at: QPoint | None = None) -> QMenu | None:
        """Offer icons for the selected systems, at a place of the screen or at their card."""
        systems = self._stage.selected_systems()
        if not systems:
            self._stage.say("Select the systems that shall have the icon")
            return None
        menu = self._menu("Icon")
        menu.addAction("Choose a file…").triggered.connect(lambda: self.ask_for_icon(systems))
        self._add_categories(menu.addMenu("Icon of a category"), systems)
        known = self._stage.board.snapshot.systems
        back = menu.addAction("Back to the standard")
        back.setEnabled(any(known[key].icon for key in systems))
        back.triggered.connect(lambda: self._do(lambda d: edits.clear_icon(d, systems)))
        return self._popped(menu, at)

    def ask_for_icon(self, systems: list[str]) -> None:
        """Ask for a file, and take it for these systems."""
        choose_file(
            self._canvas, "Choose an icon", [_ICONS], lambda path: self.take_icon(systems, path)
        )

    def take_icon(self, systems: list[str], path: Path) -> None:
        """Give systems the icon in a file; say why if it cannot be taken."""
        try:
            with path.open("rb") as file:
                content = file.read(_MOST_BYTES)
        except OSError as error:
            self._stage.say(f"{path.name} cannot be read: {error.strerror or error}")
            return
        self._do(lambda document: edits.set_icon_file(document, systems, path.name, content))

    def open_colour_menu(self, at: QPoint | None = None) -> QMenu | None:
        """Offer colours for the department of the selected systems."""
        snapshot, chosen = self._stage.board.snapshot, self._stage.selected_systems()
        owners = {snapshot.systems[key].department for key in chosen}
        department = owners.pop() if len(owners) == 1 else None
        if department is None:
            self._stage.say("Select systems of one department to choose its colour")
            return None
        menu = self._menu("Colour of the department")
        menu.addAction(caption(snapshot.departments[department].name)).setEnabled(False)
        now = hues_of(snapshot.departments)[department]
        for hue in HUES:
            words = hue.capitalize() + (" · now" if hue == now else "")
            action = menu.addAction(self._swatch(hue), words)
            action.triggered.connect(partial(self._paint_department, department, hue))
        menu.addSeparator()
        above = snapshot.departments[department].parent
        plain = menu.addAction(
            "As the department above it" if above else "By its place among departments"
        )
        plain.setEnabled(bool(snapshot.departments[department].colour))
        plain.triggered.connect(partial(self._paint_department, department, ""))
        return self._popped(menu, at)

    def _paint_department(self, department: str, hue: str, _on: object = None) -> None:
        self._do(lambda document: edits.set_department_colour(document, department, hue))

    def _add_categories(self, menu: QMenu, systems: list[str]) -> None:
        """The catalogue's categories under their heads, each with its icon."""
        catalogue = self._stage.board.catalogue
        for head in catalogue.heads.values():
            sub = menu.addMenu(caption(head.name))
            for category in catalogue.categories.values():
                if category.head == head.key:
                    action = sub.addAction(self._icon(category.key), caption(category.name))
                    action.triggered.connect(partial(self._take_category, systems, category.key))

    def _take_category(self, systems: list[str], category: str, _on: object = None) -> None:
        self._do(lambda document: edits.set_category_icon(document, systems, category))

    def _icon(self, category: str) -> QIcon:
        art = category_art(category, self._stage.board.catalogue)
        if art is None:
            return QIcon()
        ink = self._stage.theme.window["text"]
        return self._drawn(lambda painter: _paint(painter, paint_art(art, 0, 0, _SWATCH, ink)))

    def _swatch(self, hue: str) -> QIcon:
        colour = QColor(self._stage.theme.hue(hue).fill)

        def paint(painter: QPainter) -> None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(1, 1, _SWATCH - 2, _SWATCH - 2, 3, 3)

        return self._drawn(paint)

    def _drawn(self, paint: Callable[[QPainter], None]) -> QIcon:
        ratio = self._canvas.devicePixelRatioF()
        picture = QPixmap(round(_SWATCH * ratio), round(_SWATCH * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)
        return QIcon(picture)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._canvas)
        menu.setAccessibleName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popped(self, menu: QMenu, at: QPoint | None) -> QMenu:
        """The menu, opened there or under the first of the selected cards."""
        menu.popup(self._canvas.mapToGlobal(self._under_card()) if at is None else at)
        return menu

    def _under_card(self) -> QPoint:
        """The lower left corner of the first selected card, if it is in sight."""
        card = self._stage.card_on_screen(self._stage.selected_systems()[0])
        at = card.bottomLeft().toPoint() if card is not None else QPoint(-1, -1)
        return at if self._canvas.rect().contains(at) else self._canvas.rect().center()

    def _do(self, edit: Callable[[Document], object]) -> None:
        with refusals_said(self._stage):
            edit(self._stage.board.document)


def _paint(painter: QPainter, drawn: Iterable[Primitive]) -> None:
    for stroke in strokes_of(drawn):
        stroke.draw(painter, stroke.bounds)
