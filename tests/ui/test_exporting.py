"""Pictures of the map: copied, exported, as large as asked; the old file outlives a failure."""

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from isthmus.drawing.export import write_png
from isthmus.drawing.picture import Page, Picture
from isthmus.drawing.theme import load_theme
from isthmus.ui.canvas.part import Part
from isthmus.ui.exporting.choice import Choice, Form, remember, remembered
from isthmus.ui.exporting.outcome import outcome, trouble
from isthmus.ui.exporting.rendering import image_of
from isthmus.ui.settings import Settings
from isthmus.ui.window import MainWindow
from support.harbour import system_id

Find = Callable[[str], QDialog]


def copied(window: MainWindow, qtbot) -> tuple[QImage, str]:
    """What the clipboard holds: the PNG and the SVG."""
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)
    data = QGuiApplication.clipboard().mimeData()
    png = QImage.fromData(data.data("image/png"), "PNG")
    assert data.hasImage()
    return png, bytes(data.data("image/svg+xml").data()).decode("utf-8")


def test_copy_puts_the_selection_with_its_flows_on_the_clipboard(
    harbour: MainWindow, qtbot
) -> None:
    chart = harbour.canvas.part(Part.VIEW)
    flow = next(iter(chart.flows.values()))
    names = [harbour.session.snapshot.systems[end].name for end in (flow.source, flow.target)]
    harbour.canvas.select({flow.source, flow.target})
    harbour.actions_["copy_picture"].trigger()
    png, svg = copied(harbour, qtbot)
    assert all(name in svg for name in names)
    assert svg.count('rx="7"') < len(chart.cards)
    part = harbour.canvas.part(Part.SELECTION)
    assert png.width() == round(part.bounds.width * 2)
    assert "2 systems" in harbour.host.toast.text()


def test_copy_without_a_selection_takes_the_whole_view(harbour: MainWindow, qtbot) -> None:
    harbour.actions_["dark"].trigger()
    harbour.actions_["copy_picture"].trigger()
    png, svg = copied(harbour, qtbot)
    assert all(system.name in svg for system in harbour.session.snapshot.systems.values())
    assert QColor(png.pixel(1, 1)).name() == load_theme("dark").chart["sea"]
    assert png.dotsPerMeterX() == pytest.approx(2 * 96 / 0.0254, rel=0.01)
    harbour.actions_["light"].trigger()


def test_the_context_menu_copies_too(harbour: MainWindow, qtbot) -> None:
    with qtbot.waitSignal(harbour.exporting.told, timeout=20_000):
        harbour.canvas.picture_requested.emit()


def test_the_image_is_what_the_svg_says(harbour: MainWindow) -> None:
    """The same shapes: the middle of each card's tile has the same colour as in the primitives."""
    theme = load_theme("light")
    chart = harbour.canvas.part(Part.VIEW)
    image = image_of(chart, Picture())
    for card in chart.cards.values():
        x = round((card.box.x - chart.bounds.x + card.box.width - 4) * 2)
        y = round((card.box.y - chart.bounds.y + card.box.height - 6) * 2)
        assert image.pixelColor(x, y).name() == theme.chart["card"]


def test_what_is_in_sight_is_cut_to_what_the_canvas_shows(harbour: MainWindow) -> None:
    harbour.canvas.zoom_to(2.0)
    harbour.canvas._navigator._glide._way.setCurrentTime(10_000)
    part = harbour.canvas.part(Part.SIGHT)
    assert part.bounds.width <= harbour.canvas.width() / 2.0 + 1
    assert len(part.cards) < len(harbour.canvas.part(Part.VIEW).cards)


def asked(harbour: MainWindow, dialog: Find):
    harbour.actions_["picture"].trigger()
    return dialog("export")


def test_the_dialog_says_what_will_come_of_it(harbour: MainWindow, dialog: Find) -> None:
    export = asked(harbour, dialog)
    assert not export._part.button(Part.SELECTION).isEnabled()
    export._form.choose(Form.PNG)
    export._size.setCurrentIndex(2)
    bounds = harbour.canvas.part(Part.VIEW).bounds
    assert f"{round(bounds.width * 4):,} × {round(bounds.height * 4):,} pixels" in said(export)
    export._size.setCurrentIndex(3)
    export._across.setText("60000")
    assert "too much memory" in said(export)
    export._across.setText("")
    assert not export._go.isEnabled()
    export._across.setText("640")
    assert "640 ×" in said(export)
    assert export._go.isEnabled()
    export._form.choose(Form.PDF)
    export._page.setCurrentIndex(1)
    assert "A4" in said(export)


def said(export: QDialog) -> str:
    return " ".join(one.text() for one in export.findChildren(QLabel))


def test_the_dialog_begins_with_the_selection_and_shows_it(
    harbour: MainWindow, dialog: Find
) -> None:
    harbour.canvas.select([system_id("Marketo"), system_id("Okta")])
    export = asked(harbour, dialog)
    assert export.choice().part is Part.SELECTION
    assert "2 systems)" in export._part.button(Part.SELECTION).text()
    before = export._preview.grab().toImage()
    export._part.choose(Part.VIEW)
    assert export._preview.grab().toImage() != before


def test_one_selected_system_is_offered_but_the_view_is_meant(
    harbour: MainWindow, dialog: Find
) -> None:
    harbour.go_to(system_id("Marketo"))
    export = asked(harbour, dialog)
    assert export.choice().part is Part.VIEW
    assert "1 system)" in export._part.button(Part.SELECTION).text()
    export._part.choose(Part.SELECTION)
    assert export.choice().part is Part.SELECTION


def test_the_legend_comes_under_the_map(harbour: MainWindow, dialog: Find) -> None:
    export = asked(harbour, dialog)
    before = said(export)
    export._legend.setChecked(not export._legend.isChecked())
    assert said(export) != before
    chart = harbour.canvas.part(Part.VIEW)
    plain, legend = (image_of(chart, Picture(legend=on, scale=1)) for on in (False, True))
    assert legend.height() > plain.height()
    assert legend.copy(0, 0, 400, 300) == plain.copy(0, 0, 400, 300)


def test_copying_from_the_dialog_takes_its_choices(
    harbour: MainWindow, dialog: Find, qtbot
) -> None:
    export = asked(harbour, dialog)
    export._theme.choose("dark")
    export._sea.setChecked(False)
    next(b for b in export.findChildren(QPushButton) if b.text() == "Copy").click()
    png, svg = copied(harbour, qtbot)
    assert png.pixelColor(0, 0).alpha() == 0
    assert load_theme("dark").chart["card"] in svg


@pytest.mark.parametrize("form", list(Form))
def test_each_format_is_written_beside_the_window(
    harbour: MainWindow, tmp_path: Path, qtbot, form: Form
) -> None:
    target = tmp_path / f"view{form.value}"
    harbour.exporting.write(target, Choice(form, Part.VIEW, Picture("dark", width=900)))
    assert harbour.jobs.is_busy
    qtbot.waitUntil(lambda: not harbour.jobs.is_busy, timeout=20_000)
    assert f"Written: {target}" in harbour.host.toast.text()
    if form is Form.SVG:
        assert "Marketo" in target.read_text("utf-8")
    elif form is Form.PDF:
        assert "Marketo" in PdfReader(target).pages[0].extract_text()
    else:
        assert abs(QImage(str(target)).width() - 900) <= 1


def test_a_name_without_an_ending_gets_that_of_the_format(
    harbour: MainWindow, tmp_path: Path, qtbot
) -> None:
    harbour.exporting.write(tmp_path / "view", Choice(Form.SVG))
    qtbot.waitUntil(lambda: not harbour.jobs.is_busy, timeout=20_000)
    assert (tmp_path / "view.svg").exists()


def pictures(folder: Path) -> list[str]:
    """The files in a folder that also holds the state of the window."""
    return sorted(one.name for one in folder.iterdir() if one.is_file())


def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(
    harbour: MainWindow, tmp_path: Path, dialog: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "view.png"
    target.write_bytes(b"as it was")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    harbour.exporting.write(target, Choice(Form.PNG))
    assert "disk is full" in said(dialog("message"))
    assert target.read_bytes() == b"as it was"
    assert pictures(tmp_path) == ["view.png"]


def test_a_cancelled_export_writes_nothing(harbour: MainWindow, tmp_path: Path, qtbot) -> None:
    harbour.exporting.write(tmp_path / "view.png", Choice(Form.PNG))
    harbour.jobs.abandon_all()
    qtbot.waitUntil(lambda: not harbour.jobs.is_busy, timeout=20_000)
    assert pictures(tmp_path) == []


def test_the_choice_is_remembered_and_nonsense_forgotten(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    chosen = Choice(Form.PNG, picture=Picture("dark", background=False, legend=False, width=1234))
    remember(chosen, settings)
    assert remembered(Settings(tmp_path), "dark") == chosen
    for words in (["x"], [".bmp", "2x", "a4"], [".png", "3x", "a4"], [".png", "wide", "a4"]):
        settings.put("export", words)
        assert remembered(settings, "light") == Choice()


def test_small_letters_on_paper_are_told_before(harbour: MainWindow) -> None:
    chart = harbour.canvas.part(Part.VIEW)
    a4 = Choice(Form.PDF, picture=Picture(page=Page.A4))
    assert "landscape" in outcome(chart, a4)
    assert bool(trouble(chart, a4)) == (chart.bounds.width > 1700)
    harbour.go_to(system_id("Marketo"))
    assert not trouble(harbour.canvas.part(Part.SELECTION), a4)


@pytest.mark.parametrize(("size", "width"), [((2052.46, 1358.5), 1600), ((333.37, 777.7), 700)])
def test_each_row_of_pixels_is_drawn_from_one_row_of_the_picture(size, width, tmp_path) -> None:
    wide, high = size
    row = wide / width
    stripes = "".join(
        f'<rect x="0" y="{2 * n * row:.6f}" width="{wide}" height="{row:.6f}"/>'
        for n in range(int(high / row / 2))
    )
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}"><rect width="{wide}" height="{high}" fill="#ffffff"/>{stripes}</svg>'
    )
    write_png(picture, tmp_path / "stripes.png", Picture(width=width))
    image = QImage(str(tmp_path / "stripes.png"))
    assert (image.width(), image.height()) == (width, round(high / row))
    light = [image.pixelColor(9, y).red() for y in range(1, image.height() - 3)]
    assert all(abs(one - other) > 240 for one, other in pairwise(light))


def test_the_dialog_opens_from_a_text_field_too(harbour: MainWindow, dialog: Find, qtbot) -> None:
    harbour.activateWindow()
    qtbot.waitUntil(harbour.isActiveWindow)
    field = harbour.catalogue_panel.search
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(field, Qt.Key.Key_E, held)
    assert dialog("export").isVisible()
