"""The cheapest plan: looked at, worked out, adopted."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec("plan_tab", "Pl&an", ("Ctrl+7",), alone="Go to the plan"),
    Spec("work_out_plan", "Work &out the cheapest plan", ("Ctrl+Shift+P",)),
    Spec("adopt_plan", "A&dopt the plan", alone="Adopt the plan as planned flows"),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "plan_tab": lambda: parts.show_tab(parts.plan),
        "work_out_plan": lambda: _work_out(parts),
        "adopt_plan": lambda: _adopt(parts),
    }


def _work_out(parts: Parts) -> None:
    parts.show_tab(parts.plan)
    parts.plan_desk.work_out()


def _adopt(parts: Parts) -> None:
    parts.show_tab(parts.plan)
    parts.plan_desk.adopt()
