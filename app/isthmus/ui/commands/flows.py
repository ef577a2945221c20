"""How flows run, and what stands on them."""

from isthmus.model.viewing import FlowLabel
from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec("bend", "&Bend", ("B",), on_canvas=True, alone="Bend the selected flow, or its next bend"),
    Spec("add_bend", "&Add a bend", ("Shift+B",), on_canvas=True, alone="Add a bend to the flow"),
    Spec("straighten", "Lead a&utomatically", ("Ctrl+B",), alone="Lead the flow automatically"),
    Spec(
        "lead_to",
        "Lead &to another system…",
        ("Ctrl+Alt+T",),
        alone="Lead the flow to another system",
    ),
    Spec(
        "lead_from",
        "Lead &from another system…",
        ("Ctrl+Alt+F",),
        alone="Lead the flow from another system",
    ),
    Spec("two_way", "Both &ways", ("T",), on_canvas=True, alone="Let the flow go both ways"),
    Spec("reverse", "&Reverse", ("Shift+T",), on_canvas=True, alone="Reverse the flow"),
    Spec("label_data", "&Data objects", checkable=True, alone="Label flows with data objects"),
    Spec("label_method", "&Method", checkable=True, alone="Label flows with their method"),
    Spec("label_none", "&None", checkable=True, alone="Label no flows"),
    Spec("next_label", "Ne&xt labels", ("Ctrl+Shift+L",), alone="Switch the labels of flows"),
)

LABELS = {
    FlowLabel.DATA: "label_data",
    FlowLabel.METHOD: "label_method",
    FlowLabel.NONE: "label_none",
}
"""The command of each kind of label."""


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    steering = parts.canvas.steering
    return {
        "bend": steering.bend,
        "add_bend": steering.add_bend,
        "straighten": steering.straighten,
        "lead_to": lambda: steering.lead_elsewhere(last=True),
        "lead_from": lambda: steering.lead_elsewhere(last=False),
        "two_way": steering.turn_two_way,
        "reverse": steering.reverse,
        "label_data": lambda: steering.label(FlowLabel.DATA),
        "label_method": lambda: steering.label(FlowLabel.METHOD),
        "label_none": lambda: steering.label(FlowLabel.NONE),
        "next_label": steering.next_label,
    }
