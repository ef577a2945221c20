"""What an export will give, in words, before it is made."""

from isthmus.drawing.cards import SUBTITLE_SIZE
from isthmus.drawing.chart import Chart
from isthmus.drawing.picture import Page, is_cut_down, pixels_for, sheet_for
from isthmus.ui.exporting.choice import Choice, Form
from isthmus.ui.exporting.rendering import area_of

_READABLE = 4.5
"""Points: smaller letters cannot be read on paper."""


def outcome(chart: Chart, choice: Choice) -> str:
    """How large the picture will be."""
    size = _size(chart, choice)
    if choice.form is Form.PNG:
        across, down = pixels_for(*size, choice.picture)
        return f"{across:,} × {down:,} pixels"
    if choice.form is Form.SVG or choice.picture.page is Page.DRAWING:
        return f"{size[0]:,.0f} × {size[1]:,.0f} {_unit(choice)}"
    sheet = sheet_for(*size, choice.picture.page)
    turned = "landscape" if sheet.width > sheet.height else "upright"
    return f"{choice.picture.page.value.upper()} {turned}, at {sheet.scale:.0%}"


def _size(chart: Chart, choice: Choice) -> tuple[float, float]:
    area = area_of(chart, legend=choice.picture.legend)
    return area.width, area.height


def _unit(choice: Choice) -> str:
    return "points" if choice.form is Form.PDF else "pixels at 100%"


def trouble(chart: Chart, choice: Choice) -> str:
    """What the user may not expect of it, '' if nothing."""
    size = _size(chart, choice)
    if choice.form is Form.PNG and is_cut_down(*size, choice.picture):
        return "Larger would take too much memory"
    if choice.form is Form.PDF and choice.picture.page is not Page.DRAWING:
        letters = sheet_for(*size, choice.picture.page).scale * SUBTITLE_SIZE
        if letters < _READABLE:
            return f"Small letters: {letters:.1f} points"
    return ""
