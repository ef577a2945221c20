"""What of a stress test is to be seen beside the map: the bar over it and the tab at its right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTabWidget, QWidget

from isthmus.ui.stress.bar import StressBar
from isthmus.ui.stress.panel import StressPanel
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.widgets.host import CanvasHost
from isthmus.ui.widgets.rows import Row

_TITLE = "Stress test"


class StressSight:
    """Shows bar and tab together; the tab that was on show comes back when the test is over."""

    def __init__(self, host: CanvasHost, tabs: QTabWidget, keeper: ThemeKeeper) -> None:
        self.bar, self.panel, self._tabs = StressBar(host), StressPanel(keeper), tabs
        self.panel.setParent(self.bar)
        self.panel.hide()
        host.add_test(self.bar)
        self._before: QWidget | None = None

    def open(self) -> None:
        """The test begins."""
        self._before = self._tabs.currentWidget()
        self._tabs.addTab(self.panel, _TITLE)
        self._tabs.setCurrentWidget(self.panel)
        self.bar.show_moment(None)
        self.bar.show()
        self.bar.raise_()

    def close(self) -> None:
        """It is over."""
        is_current = self._tabs.currentWidget() is self.panel
        self._tabs.removeTab(self._tabs.indexOf(self.panel))
        self.panel.setParent(self.bar)
        self.panel.hide()
        if is_current and self._before is not None:
            self._tabs.setCurrentWidget(self._before)
        self.bar.hide()

    def wait(self, words: str) -> None:
        """What was shown holds no more."""
        self.bar.show_summary(words)
        self.panel.wait(words)

    def show(self, summary: str, rows: Sequence[Row], *, weak: bool) -> None:
        """Say what falls, or what is weak."""
        self.bar.show_weak(on=weak)
        self.bar.show_summary(summary)
        self.panel.show_rows(rows, weak=weak)
