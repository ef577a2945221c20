"""The parts of the window, for those who tie them together without knowing the window itself."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

from isthmus.ui.actions import Actions
from isthmus.ui.arranging import Arranging
from isthmus.ui.bringing import Bringing
from isthmus.ui.canvas.view import MapCanvas
from isthmus.ui.data.panel import DataPanel
from isthmus.ui.exporting.desk import Exporting
from isthmus.ui.exporting.inventory import InventoryExport
from isthmus.ui.figures.panel import FiguresPanel
from isthmus.ui.files import Files
from isthmus.ui.filter_desk import FilterDesk
from isthmus.ui.finding_desk import FindingDesk
from isthmus.ui.going import Going
from isthmus.ui.importing import Importing
from isthmus.ui.jobs import JobRunner
from isthmus.ui.palette import CommandPalette
from isthmus.ui.panels.catalogue import CataloguePanel
from isthmus.ui.panels.findings import FindingsPanel
from isthmus.ui.panels.history import HistoryPanel
from isthmus.ui.planning.desk import PlanDesk
from isthmus.ui.planning.panel import PlanPanel
from isthmus.ui.premising import Premising
from isthmus.ui.presenting.desk import Presenting
from isthmus.ui.properties.panel import PropertiesPanel
from isthmus.ui.scenarios.comparing import ComparingDesk
from isthmus.ui.scenarios.desk import ScenarioDesk
from isthmus.ui.session import Session
from isthmus.ui.settings import Settings
from isthmus.ui.statusbar import StatusBar
from isthmus.ui.stress.desk import StressDesk
from isthmus.ui.territories import Territories
from isthmus.ui.theme.keeper import ThemeKeeper
from isthmus.ui.view_desk import ViewDesk
from isthmus.ui.viewing import Viewing
from isthmus.ui.widgets.host import CanvasHost


@dataclass(slots=True, kw_only=True)
class Parts:
    """What commands act on, and what shows how the map stands."""

    window: QMainWindow
    keeper: ThemeKeeper
    settings: Settings
    session: Session
    jobs: JobRunner
    canvas: MapCanvas
    host: CanvasHost
    catalogue_panel: CataloguePanel
    tabs: QTabWidget
    findings: FindingsPanel
    properties: PropertiesPanel
    plan: PlanPanel
    data: DataPanel
    figures: FiguresPanel
    history: HistoryPanel
    status: StatusBar
    palette: CommandPalette
    files: Files
    exporting: Exporting
    inventory: InventoryExport
    presenting: Presenting
    importing: Importing
    arranging: Arranging
    finding_desk: FindingDesk
    plan_desk: PlanDesk
    views: ViewDesk
    going: Going
    filtering: FilterDesk
    bringing: Bringing
    viewing: Viewing
    stress: StressDesk
    territories: Territories
    premising: Premising
    scenarios: ScenarioDesk
    comparing: ComparingDesk
    actions: Actions = field(init=False)
    """Set when the commands have been made of the other parts."""

    def finish(self) -> None:
        """Keep whatever is being typed, in the properties or on the map."""
        self.properties.finish()
        self.plan.finish()
        self.canvas.finish()
        self.filtering.finish()

    def go_to(self, record_id: str) -> None:
        """Select a system or a flow and bring it into sight."""
        self.going.to_record(record_id)

    def show_tab(self, panel: QWidget) -> None:
        """Bring a tab of the side panel into sight."""
        self.actions["side"].setChecked(True)
        self.tabs.show()
        self.tabs.setCurrentWidget(panel)

    def panels(self) -> list[QWidget]:
        """Where F6 goes, in turn: what takes the focus in each panel."""
        shown = self.tabs.currentWidget() or self.tabs
        lists: dict[QWidget, QWidget] = {
            self.findings: self.findings.list,
            self.history: self.history.list,
        }
        return [self.catalogue_panel.search, self.canvas, lists.get(shown, shown)]
