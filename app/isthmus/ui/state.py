"""Keeps title, status bar and commands in step with the map."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from isthmus.ui.actions import words
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.text import caption

if TYPE_CHECKING:
    from isthmus.ui.window import MainWindow


class StateKeeper(QObject):
    """Says what is true: saved or not, how much there is, what can be done now."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.is_leaving = False
        session, canvas = window.session, window.canvas
        session.saved_changed.connect(self.show_saved)
        session.replaced.connect(self.show_all)
        session.changed.connect(self.show_all)
        session.analysing.connect(lambda: window.status.show_analysed(None))
        session.analysed.connect(self._analysed)
        canvas.selection_changed.connect(self._selected)
        canvas.tool_changed.connect(self._show_tool)
        canvas.drafting_changed.connect(self._show_empty)
        window.findings.chosen.connect(self._show_commands)
        window.tabs.currentChanged.connect(self._show_tab)
        for key in ("minimap", "catalogue", "side"):
            window.actions_[key].setChecked(True)
        window.actions_[window.keeper.appearance.value].setChecked(True)
        self._show_tool(Tool.SELECT)

    def show_all(self) -> None:
        """Look at everything again."""
        snapshot = self._window.session.snapshot
        self._window.status.show_counts(
            len(snapshot.systems), len(snapshot.flows), len(snapshot.data_objects)
        )
        self.show_saved()
        self._show_commands()
        self._show_empty()

    def show_saved(self) -> None:
        """Title and status bar say whether the map is saved."""
        workspace = self._window.session.workspace
        name = workspace.path.name if workspace.path else workspace.title
        self._window.setWindowTitle(f"{name}[*]")
        self._window.setWindowModified(workspace.is_dirty)
        self._window.status.show_saved(self._saved_words(name))

    def _saved_words(self, name: str) -> str:
        workspace = self._window.session.workspace
        if workspace.trouble:
            return workspace.trouble
        if workspace.is_read_only:
            return f"From a newer Isthmus, for reading only · {name}"
        if not workspace.is_dirty:
            return f"Saved · {name}" if workspace.path else f"New · {name}"
        kept = "kept in the working copy" if workspace.is_safe else "being kept…"
        return f"Not saved, {kept} · {name}"

    def _analysed(self, _analysis: object, milliseconds: float) -> None:
        window = self._window
        window.status.show_analysed(milliseconds)
        number = window.findings.count()
        window.tabs.setTabText(0, f"Findings {number:,}" if number else "Findings")
        self._show_commands()

    def _selected(self, ids: frozenset[str]) -> None:
        self._window.status.show_selected(len(ids))
        self._show_commands()

    def _show_tab(self) -> None:
        self._show_commands()

    def _show_tool(self, tool: Tool) -> None:
        self._window.actions_[tool.value].setChecked(True)
        self._show_empty()

    def _show_empty(self) -> None:
        window, canvas = self._window, self._window.canvas
        is_empty = not window.session.snapshot.systems and not canvas.is_drafting()
        window.host.show_empty(on=is_empty and canvas.tool() is Tool.SELECT)

    def _show_commands(self) -> None:
        window, actions = self._window, self._window.actions_
        document, snapshot = window.session.document, window.session.snapshot
        undo, redo = document.undo_label, document.redo_label
        for key, word, what in (("undo", "&Undo", undo), ("redo", "&Redo", redo)):
            actions[key].setText(f"{word} {caption(what)}" if what else word)
            actions[key].setIconText(words(actions[key]).split(" ", 1)[0])
            actions[key].setEnabled(what is not None)
        ids = window.canvas.selection()
        systems = [key for key in ids if key in snapshot.systems]
        actions.enable("delete", on=bool(ids))
        actions.enable("duplicate arrange_selection", on=bool(systems))
        actions.enable("rename", on=len(systems) == 1)
        actions.enable("arrange picture report select_all fit", on=bool(snapshot.systems))
        finding = window.findings.current()
        actions.enable("why", on=finding is not None)
        actions.enable("accept", on=finding is not None and not finding.waived)
        can_plan = bool(finding and finding.closes_with and not finding.waived)
        actions.enable("plan", on=can_plan and not window.findings.is_current_planned())
        actions.enable("next_finding previous_finding", on=bool(window.findings.count()))
