"""What the user wants a picture of, and how: remembered from one export to the next."""

from dataclasses import dataclass, replace
from enum import StrEnum

from isthmus.drawing.picture import Page, Picture
from isthmus.ui.canvas.part import Part
from isthmus.ui.settings import Settings

STANDARD = Picture()
SCALES = (1.0, 2.0, 4.0)
_KEY = "export"


class Form(StrEnum):
    """The formats; the value is what the file's name ends in."""

    SVG = ".svg"
    PDF = ".pdf"
    PNG = ".png"


FILTERS = {
    Form.SVG: "Vector picture (*.svg)",
    Form.PDF: "Page (*.pdf)",
    Form.PNG: "Picture (*.png)",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is exported."""

    form: Form = Form.SVG
    part: Part = Part.VIEW
    picture: Picture = STANDARD


def remember(choice: Choice, settings: Settings) -> None:
    """Keep all but the part: that is another one each time."""
    picture = choice.picture
    marks = ["sea"] * picture.background + ["legend"] * bool(picture.legend)
    size = str(picture.width) if picture.width else f"{picture.scale:g}x"
    words = [choice.form.value, size, picture.page.value, *marks]
    settings.put(_KEY, words)


def remembered(settings: Settings, theme: str) -> Choice:
    """What was chosen last, in the colours of the theme; the standard where that makes no sense."""
    words = settings.words(_KEY)
    standard = Choice(picture=Picture(theme))
    if len(words) < 3:
        return standard
    try:
        form, page = Form(words[0]), Page(words[2])
        picture = _sized(replace(standard.picture, page=page), words[1])
    except ValueError:
        return standard
    marks = words[3:]
    picture = replace(picture, background="sea" in marks, legend="legend" in marks)
    return Choice(form, picture=picture)


def _sized(picture: Picture, text: str) -> Picture:
    """A size as it was written down. Raises ValueError for what is none."""
    if not text.endswith("x"):
        return replace(picture, width=max(1, int(text)))
    scale = float(text[:-1])
    if scale not in SCALES:
        raise ValueError(text)
    return replace(picture, scale=scale)
