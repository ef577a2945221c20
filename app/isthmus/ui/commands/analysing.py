"""The finding at hand, and what all findings depend on."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.parts import Parts

SPECS = (
    Spec("next_finding", "&Next finding", ("F8",)),
    Spec("previous_finding", "&Previous finding", ("Shift+F8",)),
    Spec("plan", "&Add planned flow", ("Ctrl+Return",), alone="Add planned flow for the finding"),
    Spec("why", "&Why?", ("Ctrl+Shift+W",), alone="Why this finding?"),
    Spec("stress", "Stress &test", ("F7",), alone="Stress test: what if this fails?"),
    Spec("weak_points", "Weak po&ints", ("Shift+F7",), alone="Weak points of the map"),
    Spec("accept", "Accept &risk…", ("Ctrl+Shift+R",), alone="Accept the finding as a risk"),
    Spec("premises", "What the &findings depend on…", ("Ctrl+,",)),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    desk = parts.finding_desk
    return {
        "next_finding": lambda: _step(parts, 1),
        "previous_finding": lambda: _step(parts, -1),
        "plan": lambda: desk.about_current("plan"),
        "why": lambda: desk.about_current("why"),
        "stress": lambda: _stress(parts),
        "weak_points": lambda: _weak_points(parts),
        "accept": lambda: desk.about_current("accept"),
        "premises": parts.premising.show,
    }


def _step(parts: Parts, by: int) -> None:
    parts.show_tab(parts.findings)
    parts.findings.step(by)


def _stress(parts: Parts) -> None:
    """Test what is selected; with nothing selected, offer the weak points."""
    parts.finish()
    parts.stress.begin()
    if not parts.stress.failed:
        _show_list(parts)


def _weak_points(parts: Parts) -> None:
    parts.finish()
    parts.stress.weak_points()
    _show_list(parts)


def _show_list(parts: Parts) -> None:
    panel = parts.stress.sight.panel
    parts.show_tab(panel)
    panel.setFocus()
