"""What is judged of the portfolio: overlap, who drives it, IT's part, what would fit."""

from isthmus.ui.actions import Handlers, Spec
from isthmus.ui.judging.desk import Judging
from isthmus.ui.parts import Parts

SPECS = (
    Spec("overlap", "&Overlap…", alone="Overlap: systems that do the same"),
    Spec("driving", "&Who drives it…", alone="Who drives it: IT's answers and the business's"),
    Spec("involvement", "IT's &involvement…", alone="IT's involvement, system by system"),
    Spec("candidate", "&Does it fit?…", alone="Does it fit? A product before it is bought"),
    Spec(
        "ask_answers",
        "&Make a workbook to ask…",
        alone="Make a workbook to ask who drives what",
    ),
    Spec("take_answers", "&Take answers in…", alone="Take in answers to who drives what"),
)


def handlers(parts: Parts) -> Handlers:
    """What each of them does."""
    desk = Judging(parts)
    return {
        "overlap": desk.show_overlap,
        "driving": desk.show_driving,
        "involvement": desk.show_involvement,
        "candidate": desk.show_candidate,
        "ask_answers": desk.answers.ask_where,
        "take_answers": desk.answers.ask_which,
    }
