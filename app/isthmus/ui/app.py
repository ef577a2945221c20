"""Starts the window: application, fonts, theme, and what happens when something breaks."""

import gc
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from isthmus.catalogue.load import load_catalogue
from isthmus.ui.dialogs.messages import tell_of_fault
from isthmus.ui.display import check_display
from isthmus.ui.settings import Settings
from isthmus.ui.theme.appicon import app_icon
from isthmus.ui.theme.fonts import load_fonts
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.window import MainWindow
from isthmus.workspace.workspace import Workspace

_TURN = 0.0005
"""Seconds after which a thread at work lets the window's go on. At Python's own 5 ms, painting
beside the check of 10,000 systems held the window up for 0.7 s; so it is 0.2 s, measured."""
_SETTLED = 1200
"""Milliseconds after which the window stands and nobody has drawn much yet."""


def application() -> QApplication:
    """The one application of the process, made if there is none."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    QCoreApplication.setApplicationName("Isthmus")
    QCoreApplication.setOrganizationName("Isthmus")
    app = QApplication(sys.argv[:1])
    app.setApplicationDisplayName("Isthmus")
    app.setDesktopFileName("isthmus")
    app.setWindowIcon(app_icon())
    return app


def make_window(app: QApplication) -> MainWindow:
    """The window on an empty map."""
    load_fonts()
    settings = Settings()
    keeper = ThemeKeeper(app, settings)
    return MainWindow(load_catalogue(), Workspace(), keeper, settings)


def run(paths: Sequence[Path]) -> int:
    """Open the window on these maps and workbooks; the exit code, once it is closed.

    Raises:
        NoDisplay: there is no display, or a library that Qt needs for it is missing.
    """
    check_display()
    sys.setswitchinterval(_TURN)
    # Ctrl+C in the terminal ends the program at once; unsaved work stays in the working copy
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = application()
    window = make_window(app)
    FaultHook(window).install()
    window.show()
    QTimer.singleShot(0, _collect_again)
    window.recovery.look(lambda: window.open_paths(list(paths)))
    QTimer.singleShot(_SETTLED, _warm_up)
    return app.exec()


def _collect_again() -> None:
    """Look for garbage again, but not among what was made for the window to stand."""
    gc.freeze()
    gc.enable()


def _warm_up() -> None:
    """Load beside the window what the first flow, coast or layout would wait for."""
    modules = ("scipy.spatial", "scipy.optimize", "scipy.sparse.csgraph", "scipy.ndimage")
    Thread(target=lambda: [import_module(one) for one in modules], daemon=True).start()


class FaultHook:
    """Shows a fault of Isthmus itself in one plain dialog, and lets the work go on."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_shown = False

    def install(self) -> None:
        """Be told of every exception that nothing else takes."""
        sys.excepthook = self.tell

    def tell(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show it, unless one is shown already."""
        sys.__excepthook__(kind, error, trace)
        if not self._is_shown:
            self._is_shown = True
            dialog = tell_of_fault(self._window, error)
            dialog.finished.connect(self._closed)

    def _closed(self) -> None:
        self._is_shown = False
