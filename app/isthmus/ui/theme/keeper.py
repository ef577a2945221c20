"""Which theme is on: the desktop's or the user's choice, switched without restart."""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from isthmus.drawing.theme import Theme, load_theme
from isthmus.ui.settings import Settings
from isthmus.ui.theme.fonts import font
from isthmus.ui.theme.style import style_sheet


class Appearance(StrEnum):
    """What the user asked for."""

    DESKTOP = "desktop"
    LIGHT = "light"
    DARK = "dark"


class ThemeKeeper(QObject):
    """Holds the theme that is on, dresses the application in it and tells of changes."""

    changed = Signal(object)
    """The new Theme."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._appearance = _appearance(settings.text("appearance"))
        if not app.styleSheet():  # another window has dressed it already
            app.setStyle("Fusion")
        app.setFont(font())
        app.styleHints().colorSchemeChanged.connect(self._desktop_changed)
        self._ask_desktop()
        self.theme = self._wanted()
        self._dress()

    @property
    def appearance(self) -> Appearance:
        """The user's choice."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Take the user's choice and remember it."""
        self._appearance = appearance
        self._settings.put("appearance", appearance.value)
        self._ask_desktop()
        self._refresh()

    def colour(self, name: str) -> QColor:
        """A colour of the window by its name in the theme."""
        return qcolour(self.theme.window[name])

    def _ask_desktop(self) -> None:
        """Window frames and native dialogs follow the choice too, where the desktop can."""
        hints = self._app.styleHints()
        if self._appearance is Appearance.DESKTOP:
            hints.unsetColorScheme()
        else:
            dark = self._appearance is Appearance.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _desktop_changed(self) -> None:
        self._refresh()

    def _wanted(self) -> Theme:
        if self._appearance is not Appearance.DESKTOP:
            return load_theme(self._appearance.value)
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return load_theme("dark" if dark else "light")

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted is not self.theme:
            self.theme = wanted
            self._dress()
            self.changed.emit(wanted)

    def _dress(self) -> None:
        sheet = style_sheet(self.theme)
        if self._app.styleSheet() != sheet:  # setting it styles every widget anew
            self._app.setPalette(palette(self.theme))
            self._app.setStyleSheet(sheet)


def _appearance(text: str) -> Appearance:
    return Appearance(text) if text in set(Appearance) else Appearance.DESKTOP


def qcolour(text: str) -> QColor:
    """A theme's colour, '#rrggbb' or '#rrggbbaa', as Qt's (which puts alpha first)."""
    if len(text) == 9:
        return QColor(f"#{text[7:]}{text[1:7]}")
    return QColor(text)


_ROLES = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "panel",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Light: "panel",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "line",
    QPalette.ColorRole.Accent: "accent",
}


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, for what the style sheet does not reach."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, qcolour(theme.window[name]))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        off = qcolour(theme.window["disabled"])
        made.setColor(QPalette.ColorGroup.Disabled, role, off)
    return made
