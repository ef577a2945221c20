"""The ground of a view: islands or territories, areas, notes and headings."""

from isthmus.model.viewing import Ground
from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.canvas import plots
from isthmus.ui.canvas.tools import Tool
from isthmus.ui.parts import Parts

SPECS = (
    Spec("area", "&Area", ("A",), "Area", checkable=True, alone="Draw an area"),
    Spec("note", "&Note", ("N",), "Note", checkable=True, alone="Write a note"),
    Spec("heading", "&Heading", ("H",), checkable=True, alone="Write a heading"),
    Spec(
        "territory",
        "&Territory of a department",
        ("D",),
        checkable=True,
        alone="Draw the territory of a department",
    ),
    Spec("islands", "&Islands", checkable=True, alone="Show islands and coasts"),
    Spec(
        "territories",
        "&Territories",
        ("Ctrl+Alt+G",),
        checkable=True,
        alone="Show departments as territories",
    ),
    Spec(
        "fold",
        "&Collapse or expand",
        ("C",),
        on_canvas=True,
        alone="Collapse or expand the selected territory",
    ),
    Spec(
        "fold_all",
        "Collapse &all",
        ("Shift+C",),
        on_canvas=True,
        alone="Collapse all territories",
    ),
    Spec(
        "unfold_all",
        "&Expand all",
        ("Shift+E",),
        on_canvas=True,
        alone="Expand all territories",
    ),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    canvas, stage = parts.canvas, parts.canvas.stage
    return {
        "area": lambda: canvas.set_tool(Tool.AREA),
        "note": lambda: canvas.set_tool(Tool.NOTE),
        "heading": lambda: canvas.set_tool(Tool.HEADING),
        "territory": lambda: canvas.set_tool(Tool.TERRITORY),
        "islands": lambda: _show(parts, Ground.ISLANDS),
        "territories": lambda: _show(parts, Ground.TERRITORIES),
        "fold": lambda: plots.toggle_selected(stage),
        "fold_all": lambda: plots.fold_all(stage, collapsed=True),
        "unfold_all": lambda: plots.fold_all(stage, collapsed=False),
    }


def _show(parts: Parts, ground: Ground) -> None:
    parts.finish()
    parts.territories.show(ground)
    refresh(parts)


def refresh(parts: Parts) -> None:
    """Tick and enable what fits the view on show and what is selected."""
    actions, session = parts.actions, parts.session
    snapshot = session.snapshot
    view = snapshot.views.get(session.view_id)
    shown = view.ground if view else Ground.ISLANDS
    actions["islands"].setChecked(shown is Ground.ISLANDS)
    actions["territories"].setChecked(shown is Ground.TERRITORIES)
    here = [one for one in snapshot.territories.values() if one.view == session.view_id]
    lands = here if shown is Ground.TERRITORIES else []
    chosen = parts.canvas.selection()
    drawn = [key for key in chosen if key in snapshot.areas or key in snapshot.notes]
    if drawn:
        actions.enable("duplicate wider narrower higher lower", on=True)
    if len(chosen) == 1 and (drawn or any(one.id in chosen for one in here)):
        actions.enable("rename wider narrower higher lower", on=True)
    actions.enable("fold", on=any(one.id in chosen for one in lands))
    actions.enable("fold_all", on=any(not one.collapsed for one in lands))
    actions.enable("unfold_all", on=any(one.collapsed for one in lands))
