"""Keeps title, status bar and commands in step with the map."""

from PySide6.QtCore import QObject

from isthmus.model.changes import ChangeSet
from isthmus.model.snapshot import Snapshot
from isthmus.model.viewing import View
from isthmus.ui.actions import step_words
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.commands import grounds, looks
from isthmus.ui.commands.flows import LABELS
from isthmus.ui.namesakes import namesakes
from isthmus.ui.parts import Parts

_WORD_SHOWN = 10_000
"""Milliseconds that a word on what was done stays in the status bar."""


_OF_SEVERAL = "align_left align_centre align_right align_top align_middle align_bottom same_size"
"""Commands that need two or more."""


def _is_bare(snapshot: Snapshot, view: View) -> bool:
    """Whether nothing stands on the view."""
    kinds = (snapshot.placements, snapshot.territories, snapshot.areas, snapshot.notes)
    return not any(one.view == view.id for records in kinds for one in records.values())


class StateKeeper(QObject):
    """Says what is true: saved or not, how much there is, what can be done now."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.is_leaving = False
        session, canvas = parts.session, parts.canvas
        session.saved_changed.connect(self.show_saved)
        session.replaced.connect(self.show_all)
        session.changed.connect(self.show_all)
        session.changed.connect(self._tell_namesakes)
        session.analysing.connect(lambda: parts.status.show_analysed(None))
        session.analysed.connect(self._analysed)
        canvas.selection_changed.connect(self._selected)
        parts.views.shown.connect(self.show_all)
        canvas.tool_changed.connect(self._show_tool)
        parts.stress.changed.connect(self.show_all)
        parts.stress.sight.bar.details_wanted.connect(self._show_falls)
        canvas.drafting_changed.connect(self._show_empty)
        parts.findings.chosen.connect(self._show_commands)
        parts.tabs.currentChanged.connect(self._show_tab)
        for key in ("minimap", "catalogue", "side", "legend"):
            parts.actions[key].setChecked(True)
        parts.actions[parts.keeper.appearance.value].setChecked(True)
        self._show_tool(Tool.SELECT)

    def _show_falls(self) -> None:
        panel = self._parts.stress.sight.panel
        self._parts.show_tab(panel)
        panel.setFocus()

    def show_all(self) -> None:
        """Look at everything again."""
        snapshot = self._parts.session.snapshot
        self._parts.status.show_counts(
            len(snapshot.systems), len(snapshot.flows), len(snapshot.data_objects)
        )
        self.show_saved()
        self._show_commands()
        self._show_empty()

    def _tell_namesakes(self, change: ChangeSet) -> None:
        if word := namesakes(change, self._parts.session.snapshot):
            self._parts.status.showMessage(word, _WORD_SHOWN)

    def show_saved(self) -> None:
        """Title and status bar say whether the map is saved."""
        workspace = self._parts.session.workspace
        name = workspace.path.name if workspace.path else workspace.title
        self._parts.window.setWindowTitle(f"{name}[*]")
        self._parts.window.setWindowModified(workspace.is_dirty)
        self._parts.status.show_saved(self._saved_words(name))

    def _saved_words(self, name: str) -> str:
        workspace = self._parts.session.workspace
        if workspace.trouble:
            return workspace.trouble
        if workspace.is_read_only:
            return f"From a newer Isthmus, for reading only · {name}"
        if not workspace.is_dirty:
            return f"Saved · {name}" if workspace.path else f"New · {name}"
        kept = "kept in the working copy" if workspace.is_safe else "being kept…"
        return f"Not saved, {kept} · {name}"

    def _analysed(self, _analysis: object, milliseconds: float) -> None:
        parts = self._parts
        parts.status.show_analysed(milliseconds)
        number = parts.findings.count()
        parts.tabs.setTabText(0, f"Findings {number:,}" if number else "Findings")
        self._show_commands()

    def _selected(self, ids: frozenset[str]) -> None:
        self._parts.status.show_selected(len(ids))
        self._show_commands()

    def _show_flow_commands(self, ids: frozenset[str]) -> None:
        canvas, actions = self._parts.canvas, self._parts.actions
        flows = [key for key in ids if key in self._parts.session.snapshot.flows]
        actions.enable("two_way reverse", on=bool(flows))
        actions.enable("bend add_bend lead_to lead_from", on=len(flows) == len(ids) == 1)
        actions.enable("straighten", on=bool(canvas.steering.bent()))
        actions[LABELS[canvas.steering.labels]].setChecked(True)

    def _show_tab(self) -> None:
        self._show_commands()

    def _show_tool(self, tool: Tool) -> None:
        self._parts.actions[tool.value].setChecked(True)
        self._show_empty()

    def _show_empty(self) -> None:
        parts, canvas = self._parts, self._parts.canvas
        snapshot, view = parts.session.snapshot, parts.views.current
        is_idle = canvas.tool() is Tool.SELECT and not canvas.is_drafting()
        parts.host.show_empty(on=is_idle and not snapshot.systems)
        is_bare = is_idle and view is not None and bool(snapshot.systems)
        parts.host.show_bare(view.name if view and is_bare and _is_bare(snapshot, view) else "")

    def _show_commands(self) -> None:
        parts, actions = self._parts, self._parts.actions
        document, snapshot = parts.session.document, parts.session.snapshot
        undo, redo = document.undo_label, document.redo_label
        for key, word, what in (("undo", "&Undo", undo), ("redo", "&Redo", redo)):
            actions[key].setText(step_words(word, what))
            actions[key].setIconText(word.replace("&", ""))
            actions[key].setEnabled(what is not None)
        ids = (
            frozenset() if parts.stress.is_on else parts.canvas.selection()
        )  # a test edits nothing
        systems = [key for key in ids if key in snapshot.systems]
        actions.enable("delete cut copy", on=bool(ids))
        actions.enable("duplicate arrange_selection", on=bool(systems))
        actions.enable("arrange_circle", on=len(systems) == 1)
        is_flow = len(ids) == 1 and next(iter(ids)) in snapshot.flows
        actions.enable("rename", on=len(systems) == 1 or is_flow)
        actions.enable("select_none select_connected select_neighbours select_keep", on=bool(ids))
        actions.enable("fit_selection", on=bool(ids))
        actions.enable("wider narrower higher lower standard_size", on=bool(systems))
        actions.enable(_OF_SEVERAL, on=len(ids) > 1)
        actions.enable("distribute_across distribute_down", on=len(ids) > 2)
        actions.enable("select_flows select_department select_category", on=bool(systems))
        actions.enable("arrange arrange_direction arrange_new", on=bool(snapshot.systems))
        actions.enable("arrange_departments", on=bool(snapshot.systems and snapshot.departments))
        actions.enable(
            "arrange picture copy_picture present present_choice report fit",
            on=bool(snapshot.systems),
        )
        actions.enable("stress weak_points", on=bool(snapshot.systems))
        actions.enable("select_all select_inverse", on=bool(snapshot.systems))
        self._show_flow_commands(ids)
        looks.tick(parts)
        grounds.refresh(parts)
        actions.enable("icon department_colour", on=bool(systems))
        actions.enable("remove_from_view", on=bool(ids))
        actions.enable("neighbours upstream downstream hide_neighbours", on=bool(systems))
        actions.enable("view_around", on=bool(ids))
        actions.enable("view_of_finding bring_finding", on=parts.findings.current() is not None)
        several = len(snapshot.views) > 1
        actions.enable("next_view previous_view delete_view", on=several)
        actions.enable("view_left view_right", on=several)
        finding = parts.findings.current()
        actions.enable("why present_finding", on=finding is not None)
        actions.enable("accept", on=finding is not None and not finding.waived)
        can_plan = bool(finding and finding.closes_with and not finding.waived)
        actions.enable("plan", on=can_plan and not parts.findings.is_current_planned())
        actions.enable("next_finding previous_finding", on=bool(parts.findings.count()))
