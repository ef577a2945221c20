"""The window: catalogue, canvas, findings and properties, and the bars round them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, SignalInstance
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from isthmus.analysis.results import Analysis
from isthmus.catalogue.catalogue import Catalogue
from isthmus.layout.pulse import Pulse
from isthmus.ui import sizes
from isthmus.ui.actions import Actions
from isthmus.ui.arranging import Arranging
from isthmus.ui.bars import MenuBar, tool_bar
from isthmus.ui.bringing import Bringing
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.commands import SPECS, aligning, handlers
from isthmus.ui.commands.views import OF_A_TAB
from isthmus.ui.data.desk import DataDesk
from isthmus.ui.data.panel import DataPanel
from isthmus.ui.drawn import pulse_of
from isthmus.ui.exporting.desk import Exporting
from isthmus.ui.exporting.inventory import InventoryExport
from isthmus.ui.figures.desk import FiguresDesk
from isthmus.ui.figures.panel import FiguresPanel
from isthmus.ui.files import Files, sample
from isthmus.ui.filter_desk import FilterDesk
from isthmus.ui.finding_desk import FindingDesk
from isthmus.ui.going import Going
from isthmus.ui.importing import Importing
from isthmus.ui.inserting import Inserting
from isthmus.ui.jobs import JobRunner, Ticket
from isthmus.ui.palette import CommandPalette
from isthmus.ui.panels.catalogue import CataloguePanel
from isthmus.ui.panels.findings import FindingsPanel
from isthmus.ui.panels.history import HistoryPanel
from isthmus.ui.parts import Parts
from isthmus.ui.pasting import Pasting
from isthmus.ui.planning.desk import PlanDesk
from isthmus.ui.planning.panel import PlanPanel
from isthmus.ui.planning.sight import PlanSight
from isthmus.ui.premising import Premising
from isthmus.ui.presenting.desk import Presenting
from isthmus.ui.properties.panel import PropertiesPanel
from isthmus.ui.recovery import Recovery
from isthmus.ui.scenarios.comparing import ComparingDesk
from isthmus.ui.scenarios.desk import ScenarioDesk
from isthmus.ui.session import Session
from isthmus.ui.settings import Settings
from isthmus.ui.state import StateKeeper
from isthmus.ui.statusbar import StatusBar
from isthmus.ui.stress.desk import StressDesk
from isthmus.ui.stress.sight import StressSight
from isthmus.ui.territories import Territories
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.view_desk import ViewDesk
from isthmus.ui.viewing import Viewing
from isthmus.ui.widgets.bring_panel import BringPanel
from isthmus.ui.widgets.filter_bar import FilterBar
from isthmus.ui.widgets.host import CanvasHost
from isthmus.ui.widgets.side import SideTabs
from isthmus.workspace.sources import is_map
from isthmus.workspace.workspace import Workspace

T = TypeVar("T")


class MainWindow(QMainWindow):
    """Puts the parts together and says which tells which; what they do is theirs."""

    def __init__(
        self,
        catalogue: Catalogue,
        workspace: Workspace,
        keeper: ThemeKeeper,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.keeper = keeper
        self.settings = settings
        self.session = Session(catalogue, workspace, self)
        self.jobs = JobRunner(self)
        self._make_parts(catalogue)
        self._make_desks()
        self.parts = self._parts()
        self.parts.actions = self.actions_ = Actions(SPECS, handlers(self.parts), self)
        self._lay_out()
        self._wire()
        aligning.restore(self.parts)
        self.session.adopt()
        self.canvas.setFocus()

    # Putting together

    def _make_parts(self, catalogue: Catalogue) -> None:
        self.canvas = MapCanvas(catalogue)
        self.canvas.compose_beside(self._beside)
        self.canvas.set_theme(self.keeper.theme)
        self.catalogue_panel = CataloguePanel(catalogue, self.keeper)
        self.findings = FindingsPanel(self.keeper)
        self.properties = PropertiesPanel(self.session)
        self.plan = PlanPanel(self.keeper)
        self.data = DataPanel(self.keeper)
        self.figures = FiguresPanel(self.session, self.keeper)
        self.history = HistoryPanel(self.session, self.keeper)
        self.host = CanvasHost(self.canvas, has_sample=sample() is not None)
        self.tabs = SideTabs()
        self.palette_ = CommandPalette(self.keeper, self)
        self.status = StatusBar(self.jobs)

    def _make_desks(self) -> None:
        self.files = Files(self.session, self.jobs, self.settings, self)
        self.files.before_leaving = self.finish
        self.inventory = InventoryExport(self.session, self.files, self.jobs, self)
        self.exporting = Exporting(
            self.session,
            self.canvas,
            self.files,
            self.jobs,
            settings=self.settings,
            keeper=self.keeper,
        )
        self.presenting = Presenting(
            self.session, self.canvas, self.jobs, self.settings, self.keeper
        )
        self.importing = Importing(self.session, self.jobs, self.canvas, self.keeper, self)
        self.importing.before_reading = self.finish
        self.pasting = Pasting(self.session, self.jobs, self.canvas, self.keeper)
        self.arranging = Arranging(self.session, self.jobs, self)
        self.recovery = Recovery(self.session, self.jobs, self)
        self.inserting = Inserting(self.canvas)
        self.views = ViewDesk(self.session, self.jobs, self.canvas, self.host.views, self)
        self.views.before_switching = self.finish
        self.finding_desk = FindingDesk(self.session, self.findings, self.canvas, self)
        sight = PlanSight(self.plan.result.list, self.canvas, self.findings)
        self.plan_desk = PlanDesk(self.session, self.jobs, self.plan, sight, self.keeper)
        self.territories = Territories(self.session, self.arranging, self)
        self.premising = Premising(self.session, self.jobs, self)
        self.filter_bar = FilterBar(self.keeper, self.host)
        self.filtering = FilterDesk(self.session, self.canvas, self.filter_bar)
        self.bring_panel = BringPanel(self.keeper, self.host)
        self.bringing = Bringing(self.session, self.canvas, self.bring_panel)
        self.host.add_bar(self.filter_bar, self.bring_panel)
        self.viewing = Viewing(self.session, self.jobs, self.views, self)
        self.filtering.changed.connect(self.host.place)
        self.comparing = ComparingDesk(self.session, self.jobs, self.keeper, self)
        self.scenarios = ScenarioDesk(self.session, self.comparing, self.keeper, self)
        self.comparing.before_looking = self.scenarios.before_looking = self.finish
        self.going = Going(
            self.session,
            self.canvas,
            self.views,
            findings=self.findings,
            toast=self.host.toast,
        )
        seen = StressSight(self.host, self.tabs, self.keeper)
        self.stress = StressDesk(self.session, self.jobs, self.canvas, seen, self.going)
        self.data_desk = DataDesk(self.session, self.jobs, self.data, self.going)

    def _parts(self) -> Parts:
        return Parts(
            window=self,
            keeper=self.keeper,
            settings=self.settings,
            session=self.session,
            jobs=self.jobs,
            canvas=self.canvas,
            host=self.host,
            catalogue_panel=self.catalogue_panel,
            tabs=self.tabs,
            findings=self.findings,
            properties=self.properties,
            plan=self.plan,
            data=self.data,
            figures=self.figures,
            history=self.history,
            status=self.status,
            palette=self.palette_,
            files=self.files,
            exporting=self.exporting,
            inventory=self.inventory,
            presenting=self.presenting,
            importing=self.importing,
            arranging=self.arranging,
            finding_desk=self.finding_desk,
            plan_desk=self.plan_desk,
            views=self.views,
            going=self.going,
            filtering=self.filtering,
            bringing=self.bringing,
            viewing=self.viewing,
            stress=self.stress,
            territories=self.territories,
            premising=self.premising,
            scenarios=self.scenarios,
            comparing=self.comparing,
        )

    def _lay_out(self) -> None:
        recent = lambda: self.settings.recent  # noqa: E731 - asked for whenever the menu opens
        self.setMenuBar(MenuBar(self.actions_, self.keeper, recent, self.files.open_path))
        self.addToolBar(tool_bar(self.actions_))
        self.setStatusBar(self.status)
        self.tabs.take(
            {
                "Findings": self.findings,
                "Properties": self.properties,
                "Plan": self.plan,
                "Data": self.data,
                "Figures": self.figures,
                "History": self.history,
            }
        )
        self.plan_desk.sight.left.connect(lambda: self.tabs.setCurrentWidget(self.findings))
        self.figures_desk = FiguresDesk(self.figures, self.findings, self.canvas, self.tabs)
        self.split = sizes.in_three(self.catalogue_panel, self.host, self.tabs)
        self.setCentralWidget(self.split)
        sizes.restore(self, self.split, self.settings)

    def _wire(self) -> None:
        canvas, session = self.canvas, self.session
        self.state = StateKeeper(self.parts)
        self.canvas.addActions(self.actions_.canvas_actions())
        self.keeper.changed.connect(canvas.set_theme)
        session.replaced.connect(self._show_document)
        session.analysed.connect(self._show_analysis)
        for words in self._said():
            words.connect(self.host.toast.say)
        session.view_changed.connect(self.host.toast.hide)
        self.host.views.named.connect(canvas.setFocus)
        session.failed.connect(self._check_failed)
        self.host.views.menu_wanted.connect(self._show_view_menu)
        self.plan_desk.told.connect(self.host.toast.offer)
        canvas.selection_changed.connect(self.properties.show_selection)
        canvas.stage.files_wanted.connect(self.open_paths)
        canvas.activated.connect(self._show_properties)
        canvas.picture_requested.connect(self.exporting.copy)
        canvas.arrange_requested.connect(self.arranging.arrange_all)
        self.arranging.drawn.connect(canvas.expect)
        self.arranging.done.connect(canvas.fit)
        self.arranging.placed.connect(self._show_arranged)
        canvas.stage.view_wanted.connect(lambda ids, depth: self.viewing.of(ids, depth=depth))
        self.finding_desk.view_wanted.connect(self.viewing.of_finding)
        canvas.stage.ground_wanted.connect(self.territories.show)
        self.comparing.wanted.connect(self.going.to_difference)
        self.importing.applied.connect(canvas.fit)
        self.properties.followed.connect(self.go_to)
        self.properties.icon_wanted.connect(self.canvas.looking.open_icon_menu)
        self.properties.colour_wanted.connect(self.canvas.looking.open_colour_menu)
        self.catalogue_panel.inserted.connect(self.inserting.insert)
        self.host.empty.asked.connect(self._begin)
        self.host.empty_view.asked.connect(self._begin)

    def _said(self) -> tuple[SignalInstance, ...]:
        """What a passing word tells of."""
        return (
            self.session.refused,
            self.files.told,
            self.views.told,
            self.viewing.told,
            self.exporting.told,
            self.inventory.told,
            self.presenting.told,
            self.figures.told,
            self.canvas.message,
            self.territories.told,
            self.scenarios.told,
        )

    def _beside(
        self,
        title: str,
        draw: Callable[[Pulse], T],
        then: Callable[[T], None],
        cancelled: Callable[[], None],
    ) -> None:
        """Draw in a thread what the canvas shows then."""

        def work(ticket: Ticket) -> T:
            return draw(pulse_of(ticket, title))

        self.jobs.run(title, work, then, _raise).cancelled.connect(cancelled)

    def finish(self) -> None:
        """Take over what is being typed."""
        self.parts.finish()

    # What follows from changes

    def _show_document(self) -> None:
        session = self.session
        self.canvas.bind(session.document, session.view_id, session.ready)
        if session.ready is None:
            self.canvas.set_analysis(None)

    def _show_analysis(self, analysis: Analysis) -> None:
        self.canvas.set_analysis(analysis)

    def _show_properties(self) -> None:
        self.properties.show_selection(self.canvas.selection())
        self.tabs.setCurrentWidget(self.properties)

    def _show_view_menu(self, at: QPoint) -> None:
        self.views.show_menu(at, [self.actions_[key] for key in OF_A_TAB])

    def _show_arranged(self, systems: frozenset[str]) -> None:
        """What was put in its place is selected, and in sight."""
        self.canvas.select(systems)
        self.canvas.reveal(systems)

    def _begin(self, word: str) -> None:
        """One of the offers of an empty map or an empty view."""
        keys = {"import": "import", "sample": "sample", "draw": "quick_add", "bring": "bring_in"}
        self.actions_[keys[word]].trigger()

    def _check_failed(self, error: Exception) -> None:
        """The map is whole, but what is shown of findings may not hold any more."""
        self.status.show_failed()
        if self.session.analysis is None:
            self.findings.show_failed()
        raise error

    def go_to(self, record_id: str) -> None:
        """Select a system or a flow and bring it into sight."""
        self.parts.go_to(record_id)

    # Files that come from outside

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the map among the files, if there is one, then offer to import the others."""
        maps = [path for path in paths if is_map(path)]
        others = [path for path in paths if not is_map(path)]
        if maps and others:
            self.files.open_path(maps[0], lambda: self.importing.import_paths(others))
        elif maps:
            self.files.open_path(maps[0])
        elif others:
            self.importing.import_paths(others)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Maps are opened, workbooks imported."""
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_paths(paths)

    # Leaving

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about changes that are not saved; close once that is answered."""
        self.finish()
        if self.session.workspace.is_dirty and not self.state.is_leaving:
            event.ignore()
            self.files.leave(self.leave_for_good)
            return
        sizes.remember(self, self.split, self.settings)
        self.jobs.abandon_all()
        self.session.close()
        self.session.workspace.close()
        super().closeEvent(event)

    def leave_for_good(self) -> None:
        """Close, whatever is not saved."""
        self.state.is_leaving = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The menus' letters show while Alt is held."""
        super().keyPressEvent(event)
        self.menuBar().update()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """They go when it is let go."""
        super().keyReleaseEvent(event)
        self.menuBar().update()

    def changeEvent(self, event: QEvent) -> None:
        """Full screen can be left by the window manager too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_["full_screen"].setChecked(self.isFullScreen())


def _raise(error: Exception) -> None:
    """A fault of the drawing itself is told as any other."""
    raise error
