"""Scenarios, and comparing."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec("scenarios", "&Scenarios…", ("Ctrl+Alt+S",)),
    Spec("keep_scenario", "&Keep my changes as a scenario…"),
    Spec("compare", "&Compare…", alone="Compare with another map, date or scenario"),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    return {
        "scenarios": parts.scenarios.open,
        "keep_scenario": parts.scenarios.keep,
        "compare": parts.comparing.ask,
    }
