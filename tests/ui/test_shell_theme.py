"""The theme follows the desktop or the user's choice, and switches live."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from isthmus.drawing.theme import load_theme
from isthmus.ui.settings import Settings
from isthmus.ui.theme.keeper import Appearance, ThemeKeeper, qcolour
from isthmus.ui.theme.style import style_sheet
from isthmus.ui.window import MainWindow


def test_the_choice_switches_window_and_canvas_and_is_remembered(window: MainWindow) -> None:
    window.actions_["dark"].trigger()
    dark = load_theme("dark")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().window().color() == qcolour(dark.window["panel"])
    shot = window.canvas.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, 3) == qcolour(dark.chart["sea"])
    assert Settings().text("appearance") == "dark"
    window.actions_["light"].trigger()
    shot = window.canvas.grab().toImage()
    assert shot.pixelColor(shot.width() // 2, 3) == qcolour(load_theme("light").chart["sea"])


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        (Qt.ColorScheme.Dark, "dark"),
        (Qt.ColorScheme.Light, "light"),
        (Qt.ColorScheme.Unknown, "light"),
    ],
)
def test_the_desktop_is_followed_without_restart(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, scheme: Qt.ColorScheme, name: str
) -> None:
    keeper = ThemeKeeper(qapp, Settings())
    keeper.choose(Appearance.LIGHT if name == "dark" else Appearance.DARK)
    keeper.choose(Appearance.DESKTOP)
    seen = []
    keeper.changed.connect(seen.append)
    hints = SimpleNamespace(colorScheme=lambda: scheme)
    monkeypatch.setattr(keeper, "_app", SimpleNamespace(
        styleHints=lambda: hints, setPalette=qapp.setPalette, setStyleSheet=qapp.setStyleSheet,
        styleSheet=qapp.styleSheet,
    ))  # fmt: skip
    qapp.styleHints().colorSchemeChanged.emit(scheme)
    assert keeper.theme.name == name
    assert [theme.name for theme in seen] == (["dark"] if name == "dark" else [])
    keeper.deleteLater()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_uses_every_colour_of_the_window(name: str) -> None:
    theme = load_theme(name)
    sheet = style_sheet(theme)
    assert "$" not in sheet
    for used in ("panel", "raised", "hover", "line", "text", "muted", "faint", "accent"):
        assert theme.window[used] in sheet


def test_settings_that_cannot_be_read_are_done_without(tmp_path) -> None:
    (tmp_path / "window.json").write_text("[1, 2", "utf-8")
    settings = Settings(tmp_path)
    assert settings.text("appearance") == ""
    assert settings.numbers("size") == []
    settings.put("size", [800, 600])
    assert Settings(tmp_path).numbers("size") == [800, 600]
