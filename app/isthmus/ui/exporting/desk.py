"""Pictures of the map: onto the clipboard, into files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from isthmus.drawing.chart import Chart
from isthmus.drawing.picture import Picture
from isthmus.model.errors import UserError
from isthmus.ui.canvas.part import Part
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.dialogs.choosing import choose_target
from isthmus.ui.dialogs.messages import tell
from isthmus.ui.exporting.choice import FILTERS, Choice, remember, remembered
from isthmus.ui.exporting.dialog import ExportDialog
from isthmus.ui.exporting.rendering import image_of, png_of
from isthmus.ui.files import Files
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.session import Session
from isthmus.ui.settings import Settings
from isthmus.ui.theme.keeper import ThemeKeeper

_SCALE = 2.0
"""Pixels per unit of a copied picture."""

Copied = tuple[QImage, bytes, str]
"""The picture, the same as a PNG file, and as SVG."""


class Exporting(QObject):
    """Makes pictures beside the window, of what is on the canvas."""

    told = Signal(str)
    """Something was done: a word for the user."""

    def __init__(
        self,
        session: Session,
        canvas: MapCanvas,
        files: Files,
        jobs: JobRunner,
        *,
        settings: Settings,
        keeper: ThemeKeeper,
    ) -> None:
        super().__init__(canvas)
        self._session = session
        self._canvas = canvas
        self._files = files
        self._jobs = jobs
        self._settings = settings
        self._keeper = keeper

    # Copying

    def copy(self) -> None:
        """Put what is selected on the clipboard as a picture, the whole view where nothing is."""
        part = Part.SELECTION if self._canvas.selection() else Part.VIEW
        self.copy_part(part, Picture(self._keeper.theme.name))

    def copy_part(self, part: Part, picture: Picture) -> None:
        """Put a part of the view on the clipboard, as PNG and as SVG."""
        self._canvas.finish()
        chart, title = self._canvas.part(part), self._title()

        def work(ticket: Ticket) -> Copied:
            from isthmus.workspace.pictures import chart_svg  # noqa: PLC0415 - slow to import

            svg = chart_svg(chart, title, picture)
            ticket.progress(0.4, "Painting")
            image = image_of(chart, replace(picture, scale=_SCALE))
            ticket.progress(0.8, "Painting")
            return image, png_of(image), svg

        def then(made: Copied) -> None:
            QGuiApplication.clipboard().setMimeData(mime_of(made))
            self.told.emit(f"Copied as a picture: {_what(chart)}")

        self._jobs.run("Copying as a picture", work, then, self._failed("Not copied"))

    # Exporting

    def ask(self) -> ExportDialog:
        """Show the dialog that asks what to export, and how."""
        self._canvas.finish()
        choice = remembered(self._settings, self._keeper.theme.name)
        charts = {part: self._canvas.part(part) for part in Part}
        count = len(self._canvas.selection())
        if count > 1:  # one is mostly what was looked at last
            choice = replace(choice, part=Part.SELECTION)
        elif not count:
            del charts[Part.SELECTION]
        words = self._title(), self._session.snapshot.info.classification
        dialog = ExportDialog(charts, choice, words, self._keeper, self._canvas.window())
        dialog.copy_wanted.connect(lambda chosen: self.copy_part(chosen.part, chosen.picture))
        dialog.export_wanted.connect(self._ask_where)
        dialog.open()
        return dialog

    def _ask_where(self, choice: Choice) -> None:
        remember(choice, self._settings)
        choose_target(
            self._canvas.window(),
            "Export the view",
            self._files.proposed(choice.form.value, self._view_ending()),
            (FILTERS[choice.form],),
            lambda path: self.write(path, choice),
        )

    def write(self, path: Path, choice: Choice) -> None:
        """Write a part of the view to a file, in the format that its ending names."""
        path = path if path.suffix else path.with_suffix(choice.form.value)
        chart, title = self._canvas.part(choice.part), self._title()
        note = self._session.snapshot.info.classification

        def work(ticket: Ticket) -> None:
            from isthmus.workspace.pictures import write_chart  # noqa: PLC0415 - slow to import

            write_chart(chart, path, title, picture=choice.picture, note=note, tell=ticket.progress)

        def then(_: object) -> None:
            self.told.emit(f"Written: {path}")

        self._jobs.run(f"Writing {path.name}", work, then, self._failed("Not written"))

    def _title(self) -> str:
        """The map's name, and the view's where that is another one."""
        snapshot = self._session.snapshot
        ending = self._view_ending()
        return f"{snapshot.info.name}{': ' if ending else ''}{ending}"

    def _view_ending(self) -> str:
        """The name of the view on show where the map has several, '' where it has one."""
        snapshot = self._session.snapshot
        view = snapshot.views.get(self._session.view_id)
        return view.name if view is not None and len(snapshot.views) > 1 else ""

    def _failed(self, title: str) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if not isinstance(error, UserError | OSError):
                raise error
            tell(self._canvas.window(), title, str(error))

        return failed


def mime_of(made: Copied) -> QMimeData:
    """A picture as all that other programs may want to paste."""
    image, png, svg = made
    data = QMimeData()
    data.setImageData(image)
    data.setData("image/png", QByteArray(png))
    data.setData("image/svg+xml", QByteArray(svg.encode("utf-8")))
    return data


def _what(chart: Chart) -> str:
    """'3 systems, 2 flows'."""
    systems, flows = len(chart.cards), len(chart.flows)
    return f"{_count(systems, 'system')}, {_count(flows, 'flow')}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
